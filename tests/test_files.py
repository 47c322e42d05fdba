"""An error in the author's files names the file, the field and the fix."""

import re

import pytest
from pydantic import field_validator

from autograder import files
from autograder.errors import CourseError
from autograder.report import Frozen


class Part(Frozen):
    name: str


class Whole(Frozen):
    title: str
    parts: tuple[Part, ...] = ()
    size: int = 1

    @field_validator("size")
    @classmethod
    def _is_small(cls, size):
        if size > 9:
            raise ValueError("too large: use 9 or less")
        return size


@pytest.fixture
def written(tmp_path):
    """Write bytes to a file called whole.toml."""

    def write(data):
        path = tmp_path / "whole.toml"
        path.write_bytes(data)
        return path

    return write


def said(path, model=Whole):
    with pytest.raises(CourseError) as caught:
        files.record(path, model)
    return str(caught.value)


def test_a_file_that_fits_becomes_the_model(written):
    path = written('title = "ü"\r\nparts = [{ name = "a" }]\r\n'.encode())
    assert files.record(path, Whole) == Whole(title="ü", parts=(Part(name="a"),))


def test_a_byte_order_mark_is_no_part_of_the_text(written):
    assert files.record(written(b'\xef\xbb\xbftitle = "a"'), Whole).title == "a"


def test_a_missing_file_is_named_with_the_fix(tmp_path):
    path = tmp_path / "no.toml"
    assert said(path) == f"{path} is missing: write it, or check the slug."


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path):
    assert said(tmp_path) == f"{tmp_path} cannot be read: Is a directory."


def test_a_file_in_the_place_of_a_folder_is_named(written):
    path = written(b"") / "below.toml"
    assert said(path) == f"{path} cannot be read: Not a directory."


def test_text_that_is_not_utf_8_is_named_with_the_fix(written):
    path = written(b'title = "\xff"')
    assert said(path) == f"{path} is not UTF-8: save it as UTF-8."


def test_broken_toml_is_named_with_its_line(written):
    path = written(b'title = "a"\n\nparts = [')
    assert re.fullmatch(
        rf"{re.escape(str(path))} is not TOML: .*(line 3|end of document).*", said(path)
    )


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "title: Field required."),
        ('title = "a"\nfoo = 1', "foo: Extra inputs are not permitted."),
        ("title = 1", "title: Input should be a valid string."),
        ('title = "a"\nparts = [{ name = "b" }, { nam = "c" }]', "parts.1.name: Field required."),
        ('title = "a"\nsize = 10', "size: too large: use 9 or less."),
        ('title = "a"\nsize = 2.5', "size: Input should be a valid integer"),
    ],
)
def test_a_field_that_does_not_fit_is_named_where_it_stands(written, text, field):
    path = written(text.encode())
    assert said(path).startswith(f"{path}: {field}")


def test_a_path_with_percent_signs_and_braces_is_shown_as_it_is(tmp_path):
    path = tmp_path / "%s{0}%(x)d.toml"
    path.write_text("title = 1")
    assert said(path).startswith(f"{path}: title")
