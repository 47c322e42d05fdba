"""A zip seen as a list of its files: whatever it says of itself is hostile."""

import io
import os
import pickle
import stat
import struct
import zipfile

import numpy as np
import pytest

from autograder.errors import SubmissionError
from autograder.intake import archive

SOURCE = b"def add(a, b):\n    return a + b\n" * 20
BROKEN = "The zip is broken."
NOISE = np.random.default_rng(0).bytes(2 << 20)


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, bytes), in memory."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, data in members:
            packed.writestr(name, data, None if isinstance(name, str) else method)
    return file


def info(name, mode=0, **changes):
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    for key, value in changes.items():
        setattr(made, key, value)
    return made


def patched(file, offset, form, *values, entry=0):
    """Change what the directory says of an entry."""
    data = bytearray(file.getvalue())
    at = -1
    for _ in range(entry + 1):
        at = data.index(b"PK\x01\x02", at + 1)
    struct.pack_into(form, data, at + offset, *values)
    return io.BytesIO(bytes(data))


def problems(file):
    return [entry.problem for entry in archive.entries(file)]


def rejected(file, limit=1 << 20, entry=0):
    with pytest.raises(SubmissionError) as caught:
        archive.read(file, archive.entries(file)[entry], limit)
    return str(caught.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("data", [b"", b"x", SOURCE, NOISE[:100_000]], ids=len)
def test_every_entry_is_read_by_itself(method, data):
    file = zipped(("a.py", SOURCE), ("b/c.py", data), method=method)
    first, second = archive.entries(file)
    assert (first.parts, second.parts) == (("a.py",), ("b", "c.py"))
    assert archive.read(file, second, 1 << 20) == data
    assert archive.read(file, first, 1 << 20) == SOURCE


def test_a_zip_that_was_written_as_a_stream_is_read():
    """Its sizes follow the data, as in Moodle's downloads."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.py", SOURCE)
    file = io.BytesIO(pipe.data)
    (entry,) = archive.entries(file)
    assert archive.read(file, entry, 1 << 20) == SOURCE


def test_a_zip_behind_other_bytes_is_read():
    file = io.BytesIO(b"#!/bin/sh\n" + zipped(("a.py", SOURCE)).getvalue())
    assert archive.read(file, archive.entries(file)[0], 1 << 20) == SOURCE


def test_an_entry_can_go_to_another_process():
    file = zipped(("a.py", SOURCE))
    (entry,) = archive.entries(file)
    assert archive.read(file, pickle.loads(pickle.dumps(entry)), 1 << 20) == SOURCE  # noqa: S301


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.py", ("a.py",)),
        ("ada/adding/", ("ada", "adding", "")),
        ("./ada/./a.py", ("ada", "a.py")),
        ("ada\\adding\\a.py", ("ada", "adding", "a.py")),
        ("50%/%2e%2e/a.py", ("50%", "%2e%2e", "a.py")),
        ("ü/王/a.py", ("ü", "王", "a.py")),
        ("a\n\x1b[31m.py", ("a\n\x1b[31m.py",)),
        ("...", ("...",)),
        ("a:b.py", ("a:b.py",)),
        ("x" * 60_000, ("x" * 60_000,)),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_a_path_inside_is_told_in_its_parts(name, parts):
    (entry,) = archive.entries(zipped((name, b"")))
    assert entry.parts == parts
    assert entry.problem == ""


@pytest.mark.parametrize(
    "name",
    [
        "../a.py",
        "ada/../../a.py",
        "ada/..",
        "..\\a.py",
        "/etc/passwd",
        "//server/a.py",
        "\\\\server\\a.py",
        "C:/a.py",
        "c:\\a.py",
        "ada//a.py",
        "",
    ],
)
def test_a_path_that_leads_outside_is_never_read(name):
    file = zipped((info(name), SOURCE))
    (entry,) = archive.entries(file)
    assert entry.parts == ()
    assert rejected(file) == "The zip's path to it leads outside of the zip."


def test_a_name_does_not_end_at_a_nul():
    """zipfile would call it adding.py."""
    file = io.BytesIO(zipped(("adding.py?.txt", SOURCE)).getvalue().replace(b"y?.", b"y\0."))
    (entry,) = archive.entries(file)
    assert entry.parts == ()
    assert rejected(file) == "The zip's path to it leads outside of the zip."


def test_a_name_that_is_not_utf_8_is_read_as_the_code_page_of_old():
    data = zipped(("a??.py", SOURCE)).getvalue().replace(b"a??.", b"a\xff\xfe.")
    (entry,) = archive.entries(io.BytesIO(data))
    assert entry.last.startswith("a")
    assert archive.read(io.BytesIO(data), entry, 1 << 20) == SOURCE


def test_a_name_that_lies_about_being_utf_8_breaks_the_zip():
    data = zipped(("ü.py", SOURCE)).getvalue().replace("ü".encode(), b"\xff\xfe")
    with pytest.raises(SubmissionError, match=BROKEN):
        archive.entries(io.BytesIO(data))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (stat.S_IFLNK, "This is a link: hand in the file itself."),
        (stat.S_IFCHR, "This is not a regular file."),
        (stat.S_IFBLK, "This is not a regular file."),
        (stat.S_IFIFO, "This is not a regular file."),
        (stat.S_IFSOCK, "This is not a regular file."),
    ],
)
def test_only_regular_files_are_read(kind, said):
    assert rejected(zipped((info("a.py", kind | 0o777), b"/etc/passwd"))) == said


@pytest.mark.parametrize("mode", [0, 0o644, stat.S_IFREG | 0o600])
def test_a_regular_file_is_one_whatever_system_packed_it(mode):
    file = zipped((info("a.py", mode), SOURCE))
    assert archive.read(file, archive.entries(file)[0], 1 << 20) == SOURCE


def test_what_is_encrypted_is_not_read():
    file = patched(zipped(("a.py", SOURCE)), 8, "<H", 1)
    assert archive.entries(file)[0].is_encrypted
    assert rejected(file) == "It is encrypted: hand it in without a password."


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_cannot_be_bounded_are_refused(method):
    said = rejected(zipped((info("a.py"), SOURCE), method=method))
    assert said.startswith("The zip is packed in an unusual way")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("one", "other"),
    [("a.py", "a.py"), ("a.py", "A.py"), ("x/é.py", "x/e\u0301.py"), ("x/a.py", "x\\a.py")],
    ids=ascii,
)
def test_of_two_spellings_of_a_name_neither_is_read(one, other):
    file = zipped((one, SOURCE), ("b.py", SOURCE), (other, b"other"))
    first, between, last = problems(file)
    assert first == last == "The zip holds it twice, or in two spellings of its name."
    assert between == ""


def test_students_whose_ids_differ_in_case_do_not_clash():
    assert problems(zipped(("Ada/a.py", b""), ("ada/a.py", b""))) == ["", ""]


def test_a_bomb_is_told_by_its_sizes():
    file = zipped(("a.ipynb", b"0" * 10_000_000))
    assert rejected(file, 16 << 20) == "It grows too much when it is unpacked."


def test_an_honest_file_may_repeat_itself():
    line = b"Epoch 1/100 loss 0.1234\n"
    data = b"".join(line.replace(b"0.1234", b"%.4f" % (n / 1e6)) for n in range(50_000))
    file = zipped(("a.ipynb", data))
    assert archive.read(file, archive.entries(file)[0], 16 << 20) == data


def test_a_file_larger_than_allowed_is_not_unpacked():
    file = zipped(("a.py", NOISE))
    assert rejected(file) == "The file is larger than 1 MiB."


@pytest.mark.parametrize("announced", [1, 10, len(SOURCE) - 1, len(SOURCE) + 1, 100_000])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_size_that_is_a_lie_breaks_the_zip(announced, method):
    file = patched(zipped(("a.py", SOURCE), method=method), 24, "<I", announced)
    assert rejected(file) == BROKEN


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_announced(monkeypatch):
    given = []
    real = archive.zlib.decompressobj

    class Counting:
        def __init__(self, bits):
            self.inner = real(bits)

        def decompress(self, data, most):
            found = self.inner.decompress(data, most)
            given.append(len(found))
            return found

    monkeypatch.setattr(archive.zlib, "decompressobj", Counting)
    file = patched(zipped(("a.py", b"0" * 50_000_000)), 24, "<I", 5000)
    assert rejected(file) == BROKEN
    assert given == [5001]


@pytest.mark.parametrize(
    ("offset", "form", "values"),
    [
        (16, "<I", [0]),  # checksum
        (20, "<I", [3]),  # packed size
        (42, "<I", [7]),  # where it begins
        (42, "<I", [0x7FFFFFFF]),
    ],
)
def test_a_directory_that_does_not_fit_its_data_is_broken(offset, form, values):
    assert rejected(patched(zipped(("a.py", SOURCE)), offset, form, *values)) == BROKEN


def test_data_that_was_spoilt_is_broken():
    data = bytearray(zipped(("a.py", SOURCE)).getvalue())
    data[40] ^= 0xFF
    assert rejected(io.BytesIO(bytes(data))) == BROKEN


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06", b"x" * 1000, b"PK\x05\x06" + b"\xff" * 18, b"\0" * 70_000]
)
def test_what_is_no_zip_is_broken(data):
    with pytest.raises(SubmissionError, match=BROKEN):
        archive.entries(io.BytesIO(data))


def test_a_truncated_or_spoilt_zip_is_broken_or_read_and_never_more():
    whole = zipped(("a.py", SOURCE), ("b/ü.py", SOURCE), method=zipfile.ZIP_DEFLATED).getvalue()
    chance = np.random.default_rng(1)
    broken = 0
    for number in range(600):
        data = bytearray(whole[: chance.integers(len(whole))] if number % 2 else whole)
        for _ in range(chance.integers(1, 6) if data else 0):
            data[chance.integers(len(data))] = chance.integers(256)
        file = io.BytesIO(bytes(data))
        try:
            for entry in archive.entries(file):
                archive.read(file, entry, 1 << 20)
        except SubmissionError:
            broken += 1
    assert 300 <= broken < 600


def test_one_hundred_thousand_entries_are_listed():
    file = zipped(*((f"{n}.py", b"") for n in range(100_000)), method=zipfile.ZIP_STORED)
    found = archive.entries(file)
    assert len(found) == 100_000
    assert archive.read(file, found[-1], 10) == b""


def test_more_entries_than_allowed_are_counted_before_they_are_listed(monkeypatch):
    made = []
    real = zipfile.ZipInfo

    def counting(*arguments):
        made.append(1)
        return real(*arguments)

    file = zipped(*((f"{n}.py", b"") for n in range(11)))
    monkeypatch.setattr(zipfile, "ZipInfo", counting)
    assert len(archive.entries(file, 11)) == len(made) == 11
    made.clear()
    with pytest.raises(SubmissionError, match="lists more than 10 files"):
        archive.entries(file, 10)
    assert not made


def test_a_directory_of_endless_names_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_DIRECTORY_BYTES", 200_000)
    file = zipped(*(("x" * 60_000 + str(n), b"") for n in range(4)))
    with pytest.raises(SubmissionError, match="lists more than"):
        archive.entries(file)
    assert len(archive.entries(zipped(("x" * 60_000, b"")))) == 1


def test_a_file_on_the_disk_is_read_as_one_in_memory(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("a.py", SOURCE)).getvalue())
    with path.open("rb") as file:
        (entry,) = archive.entries(file)
        assert archive.read(file, entry, 1 << 20) == SOURCE
    os.truncate(path, 60)
    with path.open("rb") as file, pytest.raises(SubmissionError, match=BROKEN):
        archive.read(file, entry, 1 << 20)
