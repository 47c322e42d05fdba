"""What an nbgrader_config.py gets, what of it is kept, and what `init` shows first."""

import os
import shutil
import sqlite3
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.errors import UsageError
from autograder.nbgrader import configure, settings

pytestmark = [
    pytest.mark.skipif(not find_spec("nbgrader"), reason="nbgrader is not installed"),
    pytest.mark.filterwarnings("ignore"),  # nbgrader's own, where it is imported here
]


@pytest.fixture
def run(little_course, monkeypatch):
    """Run a command where the little course lies, or in a folder of it; nothing is due there."""
    identity = little_course.public / "course.toml"
    identity.write_text(identity.read_text().partition("[due]")[0])

    def run(*arguments, inside="."):
        monkeypatch.chdir(little_course.root / inside)
        return CliRunner().invoke(main, ["nbgrader", *arguments])

    return run


@pytest.fixture
def config():
    from traitlets.config import Config

    return Config()


def test_our_steps_take_the_place_of_two_and_the_others_stay(config):
    class Mine:
        pass

    config.Autograde.autograde_preprocessors = ["x.Execute", Mine, "y.SaveAutoGrades", "z.Other"]
    configure(config, "/c")
    assert config.Autograde.autograde_preprocessors == [
        "autograder.nbgrader.grading.GradeSubmission",
        Mine,
        "autograder.nbgrader.scores.SaveScores",
        "z.Other",
    ]


def test_every_step_that_is_named_exists(config):
    from traitlets.utils.importstring import import_item

    configure(config, "/c")
    names = [*config.Autograde.autograde_preprocessors, config.Autograde.exporter_class]
    names += [config[app][name] for app, name, _ in settings._PLUGINS]
    names += config.HTMLExporter.filters.values()
    assert len(names) == 13
    for name in names:
        assert import_item(name).__name__ == name.rpartition(".")[2]


def test_steps_without_a_place_for_ours_are_refused(config):
    config.Autograde.autograde_preprocessors = ["x.Execute"]
    with pytest.raises(UsageError, match="has no SaveAutoGrades"):
        configure(config, "/c")


def test_plugins_that_somebody_chose_are_kept(config):
    config.AssignLatePenalties.plugin_class = "mine.Late"
    config.HTMLExporter.filters = {"shout": str.upper}
    configure(config, "/c")
    assert config.AssignLatePenalties.plugin_class == "mine.Late"
    assert set(config.HTMLExporter.filters) == {"shout", "markdown2html"}


@pytest.mark.parametrize("course", ["/a/b", "/it's", '/"q"', "/back\\slash", "/ü"])
def test_the_course_is_read_back_as_it_was_written(tmp_path, course):
    written = settings.with_block("c = 1\n", Path(course))
    (tmp_path / settings.CONFIG).write_text(written, encoding="utf-8")
    assert settings.course_in(tmp_path) == Path(course)
    assert settings.with_block(written, Path("/other")).count("configure(get_config()") == 1
    assert settings.with_block(written, Path(course)) == written


def test_a_folder_without_our_lines_names_no_course(tmp_path):
    assert settings.course_in(tmp_path) is None
    (tmp_path / settings.CONFIG).write_bytes(b"\xff")
    assert settings.course_in(tmp_path) is None
    (tmp_path / settings.CONFIG).write_text("c = get_config()\n")
    assert settings.course_in(tmp_path) is None


def test_init_writes_a_new_course_at_once_and_a_second_time_nothing(run, little_course):
    done = run("init", "nb")
    assert done.exit_code == 0
    written = [line.split()[1] for line in done.output.splitlines() if line.startswith("written")]
    assert written == [
        "nbgrader_config.py",
        "source/adding/adding.ipynb",
        "source/adding/assignment.toml",
        "source/adding/test_visible.py",
    ]
    assert all((little_course.root / "nb" / name).is_file() for name in written)
    again = run("init", "nb")
    assert (again.exit_code, again.output) == (0, "Everything is in place.\n")


def test_init_shows_what_an_existing_course_would_get_before_it_writes(run, little_course):
    folder = little_course.root / "nb"
    folder.mkdir()
    before = "c = get_config()\nc.CourseDirectory.course_id = 'theirs'\n"
    (folder / "nbgrader_config.py").write_text(before)
    tried = run("init", "nb")
    assert "    +from autograder.nbgrader import configure" in tried.output
    assert "new      source/adding/adding.ipynb" in tried.output
    assert tried.output.endswith("Nothing was written: add --yes to write it.\n")
    assert [path.name for path in folder.iterdir()] == ["nbgrader_config.py"]
    assert (folder / "nbgrader_config.py").read_text() == before
    assert run("init", "nb", "--yes").exit_code == 0
    assert (folder / "nbgrader_config.py").read_text().startswith(before)
    (folder / "source" / "adding" / "test_visible.py").write_text("")
    assert "changed  source/adding/test_visible.py" in run("init", "nb").output


def test_a_course_of_nbgrader_says_which_course_it_is_of(run, little_course, tmp_path):
    run("init", "nb")
    elsewhere = tmp_path / "elsewhere"
    shutil.move(little_course.root / "nb", elsewhere)
    done = run("export", "adding", inside=os.path.relpath(elsewhere, little_course.root))
    assert (done.exit_code, done.output) == (0, "Everything is up to date.\n")


def test_nbgrader_is_told_when_work_is_due_and_another_due_date_stays(run, little_course):
    path = little_course.public / "course.toml"
    path.write_text(path.read_text() + "[due]\nadding = 2026-10-01T14:00:00+02:00\n")
    run("init", "nb")
    with sqlite3.connect(little_course.root / "nb" / "gradebook.db") as book:
        assert book.execute("select name, duedate from assignment").fetchall() == [
            ("adding", "2026-10-01 12:00:00.000000")
        ]
    path.write_text(path.read_text().replace("2026-10-01", "2026-10-08"))
    done = run("export", "adding", "--to", "nb")
    assert "adding stays due at 2026-10-01 12:00 UTC in nbgrader." in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    {
        ("export", "adding"): "is no course of nbgrader: it has no nbgrader_config.py",
        ("export", "nothing", "--to", "nb"): "There is no assignment 'nothing'",
        ("grade", "nb", "adding"): "Nobody handed in 'adding'",
        ("grade", "nb", "adding", "--student", "s02"): "Nobody handed in 'adding'",
        ("grade", "nb", "nothing"): "There is no assignment 'nothing'",
        ("adjust", "nb"): "There is no gradebook",
    }.items(),
)
def test_a_mistake_is_one_sentence(run, little_course, arguments, said):
    run("init", "nb")
    if "s02" in arguments:
        (little_course.root / "nb" / "submitted" / "s01" / "adding").mkdir(parents=True)
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert done.output.startswith("Error: ")
    assert done.output.count("\n") == 1


def test_settings_that_fail_are_one_sentence(run, little_course):
    run("init", "nb")
    (little_course.root / "nb" / "nbgrader_config.py").write_text("1 / 0")
    done = run("export", "adding", "--to", "nb")
    assert "nbgrader_config.py fails with ZeroDivisionError" in done.output
    (little_course.root / "nb" / "nbgrader_config.py").write_bytes(b"# \xff")
    assert "is not UTF-8" in run("init", "nb").output


def test_a_course_that_is_gone_is_named(tmp_path):
    from autograder.nbgrader.ours import OurCourse

    with pytest.raises(UsageError, match=r"There is no course at .*: say where with"):
        OurCourse(course=str(tmp_path)).ours("adding", "adding")
