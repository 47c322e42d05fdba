"""The documents say what is true today."""

import json
import re
from pathlib import Path

import click
import pytest

from autograder.cli import main
from autograder.report import ScoreReport

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCHEMA = ROOT / "docs" / "report.schema.json"


def commands(group, prefix=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*prefix, name))
        else:
            yield " ".join((*prefix, name)), command


@pytest.mark.parametrize("name", [name for name, _ in commands(main)])
def test_every_command_has_a_row_in_the_readme(name):
    assert re.search(rf"^\| `autograder {name}\b", README, re.MULTILINE)


def test_the_readme_lists_no_command_that_does_not_exist():
    known = {name for name, _ in commands(main)}
    listed = re.findall(r"^\| `autograder ([a-z ]+?)(?: [A-Z\[].*)?`", README, re.MULTILINE)
    assert listed
    assert set(listed) <= known


@pytest.mark.parametrize(("name", "command"), list(commands(main)))
def test_every_command_shows_an_example_in_its_help(name, command):
    assert f"Example: autograder {name}" in (command.help or "")


def test_the_published_schema_is_the_reports():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == ScoreReport.model_json_schema()


def markdown_files():
    folders = "*.md", "docs/*.md", "examples/*.md", "assignments/*.md", "assignments/*/*.md"
    found = [path for folder in folders for path in ROOT.glob(folder)]
    return [path for path in found if not path.name.startswith(".")]


@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_document_holds_both_sides_of_a_merge(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"^(<{7} |>{7} |={7}$)", text, re.MULTILINE)


def test_every_folder_on_the_readmes_map_exists():
    block = README.partition("## Map")[2].partition("\n- ")[0]
    folders = re.findall(r"^    (\S+/)", block, re.MULTILINE)
    assert folders
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []
