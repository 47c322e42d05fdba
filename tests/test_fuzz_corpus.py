"""What fuzzing kept: bytes that once were interesting to those who read a worker's bytes."""

import contextlib
from pathlib import Path

import pytest

from autograder.sandbox import messages, wire

CORPUS = sorted((Path(__file__).parent / "fuzz" / "corpus").iterdir())


def test_there_is_a_corpus():
    assert len(CORPUS) >= 20


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name[:12])
def test_nothing_but_the_wires_own_error_leaves_the_readers(path):
    data = path.read_bytes()
    for layout in (False, True):
        with contextlib.suppress(wire.WireError):
            value = wire.decode(data, layout=layout)
            wire.decode(wire.encode(value, layout=layout), layout=layout)
    with contextlib.suppress(wire.WireError):
        answer = messages.answer(data)
        if isinstance(answer, messages.Returned):
            wire.decode(answer.value)
