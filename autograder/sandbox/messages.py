"""What grader and worker say to each other: a closed set, checked in C as it arrives.

Values of students' functions travel inside as bytes of `autograder.sandbox.wire`. Every answer
carries the id of its request.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from autograder.sandbox.limits import MODULES
from autograder.sandbox.wire import WireError

CELLS_TOLD = 5  # of a notebook's cells that raised


class Load(msgspec.Struct, array_like=True, tag="load"):
    """Load a module's bytes, or a notebook's cells, as module `name`, which can import `modules`.

    These are sources by their paths: `layers/cells.py`.
    """

    request: int
    source: bytes | tuple[str, ...]
    name: str
    seed: int
    modules: Annotated[dict[str, bytes], msgspec.Meta(max_length=MODULES)] = msgspec.field(
        default_factory=dict
    )


class Call(msgspec.Struct, array_like=True, tag="call"):
    """Call a function; `arguments` encodes [args, kwargs]."""

    request: int
    function: str
    arguments: bytes
    arguments_back: bool


class Ready(msgspec.Struct, array_like=True, tag="ready"):
    """The worker is locked in. Sent before a byte of the submission has arrived."""


class Loaded(msgspec.Struct, array_like=True, tag="loaded"):
    """The source has run; the cells that raised: (number, exception, line)."""

    request: int
    raised: Annotated[list[tuple[int, str, int]], msgspec.Meta(max_length=CELLS_TOLD)]


class Returned(msgspec.Struct, array_like=True, tag="returned"):
    """The function's value, and the arguments as they came out if they were asked for."""

    request: int
    value: bytes
    arguments: bytes


class Raised(msgspec.Struct, array_like=True, tag="raised"):
    """It raised: the nearest built-in's name, the text, the last line of the student's file."""

    request: int
    exception: str
    text: str
    line: int


class Missing(msgspec.Struct, array_like=True, tag="missing"):
    """There is no such function."""

    request: int


class Invalid(msgspec.Struct, array_like=True, tag="invalid"):
    """It returned a `kind` that is not plain data, for this reason."""

    request: int
    kind: str
    reason: str


Request = Load | Call
Answer = Loaded | Returned | Raised | Missing | Invalid

_encoder = msgspec.msgpack.Encoder()
_requests = msgspec.msgpack.Decoder(Request)
_answers = msgspec.msgpack.Decoder(Ready | Answer)


def pack(message: Request | Answer | Ready) -> bytes:
    """Turn a message into bytes."""
    return _encoder.encode(message)


def request(data: bytes | bytearray) -> Request:
    """Read the grader's message."""
    message: Request = _requests.decode(data)
    return message


def answer(data: bytes | bytearray) -> Ready | Answer:
    """Read a worker's message.

    Raises:
        WireError: it is none.
    """
    try:
        message: Ready | Answer = _answers.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, MemoryError) as error:
        raise WireError(f"is not a message: {type(error).__name__}") from error
    return message
