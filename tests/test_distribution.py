"""What is built for others holds nothing private."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRIVATE = ("solutions/", "rubrics/", "tests/", "examples/")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_holds_the_package_and_nothing_else(built):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"autograder"}


def test_the_wheel_holds_the_templates_and_the_mark_of_its_types(built):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    templates = {
        "autograder/feedback/templates/student.html",
        "autograder/feedback/templates/style.css",
        "autograder/scaffold/templates/stub.py.jinja",
    }
    assert {"autograder/py.typed", *templates} <= names


def test_the_source_distribution_holds_nothing_private(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert "assignments/course.toml" in names
    assert [name for name in names if name.startswith(PRIVATE)] == []
