"""Beside student code: load one submission and serve calls to its functions.

Everything here can be read, walked to and patched by the submission. That is why nothing here knows
an expected value, and why nothing it sends is believed: the grader only compares it.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib.abc
import importlib.util
import io
import os
import random
import re
import socket
import sys
import types
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from typing import Any

import numpy as np

from autograder.sandbox import messages
from autograder.sandbox.messages import (
    CELLS_TOLD,
    Answer,
    Call,
    Invalid,
    Load,
    Loaded,
    Missing,
    Raised,
    Ready,
    Returned,
)
from autograder.sandbox.wire import WireError, decode, encode, never, receive, send

MAGIC = re.compile(r"\s*([!?]|%[a-zA-Z]|[\w.]+\?{1,2}\s*$)")
ASSIGNED = re.compile(r"(\s*[\w.,\[\] ]+=\s*)(!|%[a-zA-Z])")
CODE_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")  # the rest of the cell is Python
TEXT_CHARACTERS = 500


def serve(channel: socket.socket, output: int, output_bytes: int) -> None:
    """Answer the grader's messages until it hangs up. Does not return."""
    sys.stdout = sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(_Keeper(output, output_bytes), 1 << 12),
        encoding="utf-8",
        errors="backslashreplace",
        write_through=False,
    )
    send(channel, messages.pack(Ready()), never)
    module: dict[str, Any] = {}
    while True:
        try:
            request = messages.request(receive(channel, never))
            if isinstance(request, Load):
                module = _new_module(request.name)
                answer = _load(module, request)
            else:
                answer = _call(module, request)
            _flush()
            send(channel, messages.pack(answer), never)
        except (EOFError, OSError):
            os._exit(0)


class _Keeper(io.RawIOBase):
    """Keep the first bytes printed: they fit into the pipe, so printing never blocks."""

    def __init__(self, descriptor: int, left: int) -> None:
        self.descriptor = descriptor
        self.left = left
        os.set_blocking(descriptor, False)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        kept = bytes(data)[: self.left]
        self.left -= len(kept)
        try:
            if kept:
                os.write(self.descriptor, kept)
        except OSError:  # an earlier worker of the same submission has filled the pipe
            self.left = 0
        return len(data)


def _flush() -> None:
    with contextlib.suppress(BaseException):  # the submission may have put anything there
        sys.stdout.flush()


def _new_module(name: str) -> dict[str, Any]:
    """Register an empty module: dataclasses and pickle look their module up by name."""
    module = types.ModuleType(name)
    module.__file__ = f"{name}.py"
    sys.modules[name] = module
    return module.__dict__


class _Modules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import what was handed in beside the file, from memory."""

    def __init__(self, sources: dict[str, bytes]) -> None:
        self.sources = sources

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        if path:  # what is inside of an installed package is its own; a package of ours has []
            return None
        if fullname in sys.stdlib_module_names:  # their random.py must not be what NumPy imports
            return None
        base = fullname.replace(".", "/")
        module, package = f"{base}.py", f"{base}/__init__.py"
        is_package = module not in self.sources or package in self.sources
        if is_package and not any(name.startswith(f"{base}/") for name in self.sources):
            return None
        origin = package if is_package else module
        spec = ModuleSpec(fullname, self, origin=origin, is_package=is_package)
        spec.has_location = True  # or modules have no __file__
        return spec

    def exec_module(self, module: types.ModuleType) -> None:
        file = str(module.__file__)
        source = importlib.util.decode_source(self.sources.get(file, b""))  # a folder may have none
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102


def _load(module: dict[str, Any], request: Load) -> Answer:
    if request.modules:  # first: what else is installed here must not matter to them
        sys.meta_path.insert(0, _Modules(request.modules))
    random.seed(request.seed)
    np.random.seed(request.seed % (1 << 32))
    file = module["__file__"]
    if isinstance(request.source, tuple):
        raised = []
        for number, cell in enumerate(request.source, 1):
            error = _run_cell(cell, file, module)
            if error is not None:
                name, _, line = _told(error, file)
                raised.append((number, name, line))
        return Loaded(request.request, raised[:CELLS_TOLD])
    try:
        source = importlib.util.decode_source(request.source)
        exec(compile(source, file, "exec", dont_inherit=True), module)  # noqa: S102
    except BaseException as error:  # noqa: BLE001  SystemExit, KeyboardInterrupt and worse arrive
        return Raised(request.request, *_told(error, file))
    return Loaded(request.request, [])


def _run_cell(cell: str, file: str, module: dict[str, Any]) -> BaseException | None:
    try:
        try:
            code = compile(cell, file, "exec", dont_inherit=True)
        except SyntaxError:
            code = compile(without_magics(cell), file, "exec", dont_inherit=True)
        exec(code, module)  # noqa: S102
    except BaseException as error:  # noqa: BLE001
        return error
    return None


def without_magics(cell: str) -> str:
    """Blank a notebook cell's magics, shell lines and questions; line numbers stay."""
    lines = cell.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].lstrip().startswith("%%"):
        if lines[first].split()[0] not in CODE_MAGICS:
            return ""
        lines[first] = "pass"
    kept = []
    goes_on = False
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        if goes_on:
            kept.append("")
        elif assigned := ASSIGNED.match(line):
            kept.append(f"{assigned[1]}None")
        else:
            kept.append(f"{indent}pass" if MAGIC.match(line) else line)
        goes_on = kept[-1] != line and line.endswith("\\")
    return "\n".join(kept)


def _call(module: dict[str, Any], request: Call) -> Answer:
    function = module.get(request.function)
    if not callable(function):
        return Missing(request.request)
    args, kwargs = decode(request.arguments, layout=True)
    try:
        value = function(*args, **kwargs)
    except BaseException as error:  # noqa: BLE001
        return Raised(request.request, *_told(error, module["__file__"]))
    try:
        arguments = encode([args, kwargs]) if request.arguments_back else b""
        return Returned(request.request, encode(value), arguments)
    except WireError as error:
        return Invalid(request.request, _plain(type(value).__name__), str(error))
    except BaseException as error:  # noqa: BLE001  a subclass, a property, a patched codec
        return Invalid(request.request, "object", type(error).__name__)


def _told(error: BaseException, file: str) -> tuple[str, str, int]:
    """The nearest built-in exception's name, the text, and the last line of the student's file."""
    name = next(
        kind.__name__
        for kind in type(error).__mro__
        if getattr(builtins, kind.__name__, None) is kind
    )
    try:
        text = _plain(f"{type(error).__name__}: {error}")
    except BaseException:  # noqa: BLE001  __str__ is the student's
        text = name
    line = 0
    if isinstance(error, SyntaxError) and error.filename == file:
        line = int(error.lineno) if isinstance(error.lineno, int) else 0
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == file:
            line = step.tb_lineno
        step = step.tb_next
    return name, text, line


def _plain(text: str) -> str:
    """Exactly a str, short, and without lone surrogates."""
    return str.encode(text, "utf-8", "replace")[:TEXT_CHARACTERS].decode("utf-8", "replace")
