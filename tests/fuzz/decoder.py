"""Coverage-guided fuzzing of everything that reads a worker's bytes. Outside CI.

    pip install -e '.[fuzz]'
    python tests/fuzz/decoder.py tests/fuzz/corpus -max_total_time=600

Whatever arrives, the only exception is WireError. What the fuzzer finds worth keeping is added to
`corpus/`, which `tests/test_fuzz_corpus.py` replays in CI. `--plant` plants a bug, to see it found.
"""

import sys

import atheris

with atheris.instrument_imports():
    from autograder.sandbox import messages, wire


@atheris.instrument_func
def stumble(value: object) -> None:
    """A bug to find: a text of one character. The corpus holds none."""
    if isinstance(value, str) and len(value) == 1:
        raise RuntimeError("the planted bug")


def framed(data: bytes) -> bytes:
    """The same bytes with the length of their head made right: a mutation rarely hits both."""
    head = data[1 : 1 + data[0]] if data else b""
    return len(head).to_bytes(4, "little") + head + data[1 + len(head) :]


def read(data: bytes) -> None:
    """Read bytes as a grader does: as a value, and as a message with a value in it."""
    for candidate in (data, framed(data)):
        for layout in (False, True):
            read_value(candidate, layout)
    try:
        answer = messages.answer(data)
    except wire.WireError:
        return
    if isinstance(answer, messages.Returned):
        read_value(answer.value, False)


def read_value(data: bytes, layout: bool) -> None:
    """Decode, and send what came out back and forth."""
    try:
        value = wire.decode(data, layout=layout)
    except wire.WireError:
        return
    if PLANTED:
        stumble(value)
    wire.decode(wire.encode(value, layout=layout), layout=layout)


PLANTED = "--plant" in sys.argv

if __name__ == "__main__":
    atheris.Setup([argument for argument in sys.argv if argument != "--plant"], read)
    atheris.Fuzz()
