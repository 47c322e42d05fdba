"""The codec of the socket between grader and worker: plain data, exact types, nothing else.

A message is the length of its head, the head (msgpack), and the body: the raw data of its arrays,
one after the other. On the socket its own length stands before it. In the head a value travels as

    None, bool, int, float, str, bytes      themselves (an int beyond 64 bits as an extension)
    list, tuple, dict with text keys        [0, ...], [1, ...], [2, key, value, key, value, ...]
    complex, NumPy scalar                   an extension
    NumPy array                             an extension: dtype and shape; its data in the body

Exact types only: a subclass could carry behaviour, and a verdict must never ask a student's object
anything. There is no pickle, and no dtype that holds objects. An array travels in C order; the
grader's arguments carry their memory layout too, so that a strided or reversed array arrives
strided or reversed, and writable. A worker's head must be short: sixteen million tiny lists would
fill the grader's memory. Whatever is wrong with a message is a `WireError`, nothing else.
"""

from __future__ import annotations

import contextlib
import math
import socket
import struct
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from autograder.sandbox.limits import MESSAGE_BYTES

MAX_DEPTH = 16
MAX_DIMENSIONS = 32
HEAD_BYTES = 1 << 18  # of a worker's message
_LENGTH = struct.Struct("<I")
_CHUNK = 1 << 16  # a larger buffer would be mapped and unmapped for every message

_ARRAY, _SCALAR, _COMPLEX, _BIG_INT = range(1, 5)
_LIST, _TUPLE, _DICT = range(3)

_DTYPES = tuple(
    np.dtype(name)
    for name in (
        "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 "
        "float16 float32 float64 complex64 complex128"
    ).split()
)
_NUMBERS = [struct.Struct(f"={count}q") for count in range(2 * MAX_DIMENSIONS + 1)]
_CODE = {dtype: code for code, dtype in enumerate(_DTYPES)}
_SCALAR_TYPES = {dtype.type for dtype in _DTYPES} | {np.longlong, np.ulonglong}
_COMPLEX_PARTS = struct.Struct("<dd")
_BIG_INT_BYTES = 1024  # Python refuses to print more than 4300 digits


class WireError(Exception):
    """A message that cannot be sent, or that is not what the other end may send."""


def encode(value: Any, *, layout: bool = False) -> bytes:
    """Turn plain data into bytes; with `layout`, arrays keep their strides.

    Raises:
        WireError: something in it is not plain data, or it is too large or too deep.
    """
    body: list[bytes] = []
    try:
        head = _encoder.encode(_pack(value, MAX_DEPTH, layout, body))
    except (TypeError, ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise WireError(f"cannot be sent: {type(error).__name__}") from error
    data = b"".join((_LENGTH.pack(len(head)), head, *body))
    if len(data) > MESSAGE_BYTES or (len(head) > HEAD_BYTES and not layout):
        raise WireError("is larger than a message may be")
    return data


def decode(data: bytes | bytearray | memoryview, *, layout: bool = False) -> Any:
    """Turn bytes back into plain data; arrays are fresh and writable.

    With `layout` the bytes are the grader's: arrays may bring strides, and the head may be long.

    Raises:
        WireError: the bytes are no message, or one that only the grader may send.
    """
    try:
        (length,) = _LENGTH.unpack_from(data)
        head, body = data[_LENGTH.size :][:length], data[_LENGTH.size + length :]
        if length > HEAD_BYTES and not layout:
            raise WireError("is larger than a message may be")
        reader = _Reader(memoryview(body), layout)
        value = _unpack(_decoder.decode(head), MAX_DEPTH, reader)
        if reader.at != len(body):
            raise WireError("has data that belongs to no array")
        return value
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"is not a message: {type(error).__name__}") from error


class _Reader:
    """Where in the body the next array's data begins."""

    __slots__ = ("at", "body", "layout")

    def __init__(self, body: memoryview, layout: bool) -> None:
        self.body = body
        self.layout = layout
        self.at = 0


def _pack(value: Any, depth: int, layout: bool, body: list[bytes]) -> Any:
    kind = type(value)
    if kind is np.ndarray:
        return msgspec.msgpack.Ext(_ARRAY, _pack_array(value, layout, body))
    if value is None or kind in (bool, float, str, bytes):
        return value
    if kind is int:
        if -(1 << 63) <= value < 1 << 64:
            return value
        length = value.bit_length() // 8 + 1
        if length > _BIG_INT_BYTES:
            raise WireError("is an integer with too many digits")
        return msgspec.msgpack.Ext(_BIG_INT, value.to_bytes(length, "little", signed=True))
    if kind in (list, tuple, dict):
        if not depth:
            raise WireError("is nested too deeply")
        if kind is dict:
            packed: list[Any] = [_DICT]
            for key, item in value.items():
                if type(key) is not str:
                    raise WireError("is a dict with a key that is not text")
                packed += [key, _pack(item, depth - 1, layout, body)]
            return packed
        tag = _LIST if kind is list else _TUPLE
        return [tag, *[_pack(item, depth - 1, layout, body) for item in value]]
    if kind is complex:
        return msgspec.msgpack.Ext(_COMPLEX, _COMPLEX_PARTS.pack(value.real, value.imag))
    if kind in _SCALAR_TYPES:
        return msgspec.msgpack.Ext(_SCALAR, bytes([_CODE[value.dtype]]) + value.tobytes())
    raise WireError("is not plain data")


def _pack_array(array: np.ndarray[Any, Any], layout: bool, body: list[bytes]) -> bytes:
    dtype = array.dtype
    if not dtype.isnative:
        dtype = dtype.newbyteorder("=")
        array = array.astype(dtype)
    code = _CODE.get(dtype)
    if code is None:
        raise WireError("is an array of a dtype that is not a number")
    if array.ndim > MAX_DIMENSIONS:
        raise WireError("is an array of too many dimensions")
    if array.nbytes > MESSAGE_BYTES:  # a broadcast view can claim terabytes
        raise WireError("is an array larger than a message may be")
    strides: tuple[int, ...] = ()
    if layout and not array.flags.c_contiguous:
        strides = _steps(array)
    body.append(array.tobytes())
    return struct.pack(
        f"=BBB{array.ndim}q{len(strides)}q", code, array.ndim, len(strides), *array.shape, *strides
    )


def _steps(array: np.ndarray[Any, Any]) -> tuple[int, ...]:
    """The strides counted in entries; () where they cannot be rebuilt without overlap."""
    size = array.itemsize
    if array.size == 0 or any(
        step % size or (step == 0 and length > 1)
        for step, length in zip(array.strides, array.shape, strict=True)
    ):
        return ()
    return tuple(step // size for step in array.strides)


def _unpack(value: Any, depth: int, reader: _Reader) -> Any:
    kind = type(value)
    if kind is msgspec.msgpack.Ext:
        return _unpack_extension(value.code, value.data, reader)
    if kind is list:
        if not depth:
            raise WireError("is nested too deeply")
        items = value[1:]
        if value[0] == _LIST:
            return [_unpack(item, depth - 1, reader) for item in items]
        if value[0] == _TUPLE:
            return tuple([_unpack(item, depth - 1, reader) for item in items])
        if value[0] != _DICT:
            raise WireError("has an unknown kind of list")
        keys = items[::2]
        if not all(type(key) is str for key in keys) or len(set(keys)) != len(keys):
            raise WireError("has a dict with keys that are not text")
        values = [_unpack(item, depth - 1, reader) for item in items[1::2]]
        return dict(zip(keys, values, strict=True))
    if value is None or kind in (bool, int, float, str, bytes):
        return value
    raise WireError("holds something that is not plain data")  # a map or a time stamp


def _unpack_extension(code: int, data: bytes, reader: _Reader) -> Any:
    if code == _ARRAY:
        return _unpack_array(data, reader)
    if code == _SCALAR:
        return np.frombuffer(data[1:], _DTYPES[data[0]], 1)[0] if _whole_scalar(data) else None
    if code == _COMPLEX:
        return complex(*_COMPLEX_PARTS.unpack(data))
    if code == _BIG_INT and len(data) <= _BIG_INT_BYTES:
        return int.from_bytes(data, "little", signed=True)
    raise WireError("has an unknown extension")


def _whole_scalar(data: bytes) -> bool:
    if len(data) - 1 != _DTYPES[data[0]].itemsize:
        raise WireError("has a scalar of the wrong size")
    return True


def _unpack_array(data: bytes, reader: _Reader) -> np.ndarray[Any, Any]:
    code, dimensions, steps = data[0], data[1], data[2]
    dtype = _DTYPES[code]
    if dimensions > MAX_DIMENSIONS or steps not in (0, dimensions) or (steps and not reader.layout):
        raise WireError("has an array with an impossible layout")
    numbers = _NUMBERS[dimensions + steps].unpack(data[3:])
    shape, strides = numbers[:dimensions], numbers[dimensions:]
    if shape and min(shape) < 0:
        raise WireError("has an array with an impossible shape")
    start = reader.at
    reader.at += math.prod(shape) * dtype.itemsize
    if reader.at > len(reader.body):
        raise WireError("has an array that is larger than its data")
    flat: np.ndarray[Any, Any] = np.ndarray(shape, dtype, reader.body, start)
    if not steps:
        return flat.copy()
    low = sum((n - 1) * min(step, 0) for n, step in zip(shape, strides, strict=True))
    high = sum((n - 1) * max(step, 0) for n, step in zip(shape, strides, strict=True))
    if (high - low + 1) * dtype.itemsize > MESSAGE_BYTES:
        raise WireError("has an array spread too wide")
    base = np.zeros(high - low + 1, dtype)
    size = dtype.itemsize
    view: np.ndarray[Any, Any] = np.ndarray(
        shape, dtype, base, -low * size, tuple(step * size for step in strides)
    )
    view[...] = flat
    return view


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder()


def never() -> None:
    """Let a send or receive take its time: the worker's side."""


def send(channel: socket.socket, data: bytes, check: Callable[[], None]) -> None:
    """Send one message. Whenever that takes time, `check()` may raise to end it.

    Raises:
        OSError: the other end is gone.
    """
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while True:
        with contextlib.suppress(BlockingIOError):  # the socket's own time-out
            view = view[channel.send(view) :]
        if not view:
            return
        check()


def receive(channel: socket.socket, check: Callable[[], None]) -> bytearray:
    """Receive exactly one message. Whenever that takes time, `check()` may raise to end it.

    A time-out per read would let a reply drip in for ever, byte by byte: `check` sees them all.

    Raises:
        EOFError, OSError: the other end is gone.
        WireError: it announces more than a message may hold, or sends more than it announced.
    """
    buffer = bytearray()
    wanted = _LENGTH.size
    while True:
        try:
            chunk = channel.recv(_CHUNK)
            if not chunk:
                raise EOFError
            buffer += chunk
        except BlockingIOError:
            pass
        if len(buffer) >= _LENGTH.size:
            wanted = _LENGTH.size + _LENGTH.unpack_from(buffer)[0]
            if wanted > _LENGTH.size + MESSAGE_BYTES:
                raise WireError("announces more than a message may hold")
            if len(buffer) == wanted:
                return buffer[_LENGTH.size :]
            if len(buffer) > wanted:
                raise WireError("is followed by bytes that nobody asked for")
        check()
