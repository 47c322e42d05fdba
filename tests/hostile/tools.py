# What attacks share. This text stands between the right answers and the attack.
import ctypes
import os
import sys

import numpy as np

_libc = ctypes.CDLL(None, use_errno=True)


def breach(what):
    """Tell staff, whose view of the report the suite reads, that something got through."""
    print("BREACH:", what, flush=True)


def refused(what, act, *arguments, **named):
    """Try `act`: a breach, unless the system refuses it. A slip in the attack itself is raised."""
    try:
        result = act(*arguments, **named)
    except (OSError, MemoryError):
        return None
    breach(f"{what} ({result!r})")
    return result


def call(name, *arguments):
    """Call a function of the C library."""
    return _checked(getattr(_libc, name)(*arguments))


def system_call(number, *arguments):
    """Make a system call by its number."""
    whole = [ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *arguments)]
    return _checked(_libc.syscall(*whole))


def _checked(result):
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def send_raw(data):
    """Write bytes straight to the descriptor of the channel."""
    while data:
        data = data[os.write(3, data) :]


def send_message(body):
    """The same, with a message's length in front."""
    send_raw(len(body).to_bytes(4, "little") + body)


def send_answer(kind, *fields, request=None):
    """Answer in the worker's place: the kinds are loaded, returned, raised, missing and invalid."""
    import msgspec

    answer = [kind, request_id() if request is None else request, *fields]
    send_message(msgspec.msgpack.encode(answer))


def value(thing):
    """A value as it travels inside of an answer."""
    from autograder.sandbox.wire import encode

    return encode(thing)


def raw_value(head, body=b""):
    """A value whose head is any bytes of msgpack, with the data of its arrays behind it."""
    return len(head).to_bytes(4, "little") + head + body


def request_id():
    """The id of the request that is being answered, from the worker's frames."""
    frame = sys._getframe()
    while not hasattr(frame.f_locals.get("request"), "request"):
        frame = frame.f_back
    return frame.f_locals["request"].request


_code = []


def machine_code(code):
    """Make bytes callable as a C function that returns a long."""
    import mmap

    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    _code.append(memory)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    return ctypes.CFUNCTYPE(ctypes.c_long)(address)
