"""Beside student code, in this process: what a worker loads, calls and tells."""

import contextlib
import os
import pickle
import random
import socket
import sys
import threading
import unicodedata

import msgspec
import numpy as np
import pytest

from autograder.sandbox import messages, worker
from autograder.sandbox.messages import (
    CELLS_TOLD,
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
from autograder.sandbox.worker import without_magics

NAME = "handed_in"


@pytest.fixture
def load(monkeypatch):
    """Load a module's source, or cells, as a worker does: its namespace, and the answer."""
    monkeypatch.setitem(sys.modules, NAME, None)  # what is there afterwards goes with the test

    def load(source, seed=0, modules=None):
        source = source.encode() if isinstance(source, str) else source
        module = worker._new_module(NAME)
        sources = {
            name: text.encode() if isinstance(text, str) else text
            for name, text in (modules or {}).items()
        }
        return module, worker._load(module, Load(1, source, NAME, seed, sources))

    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())
    yield load
    for name, module in list(sys.modules.items()):
        if isinstance(getattr(module, "__loader__", None), worker._Modules):
            del sys.modules[name]


@pytest.fixture
def call(load):
    """Load a source and call its function `f`."""

    def call(source, *args, arguments_back=False, **kwargs):
        module, answer = load(source)
        assert answer == Loaded(1, [])
        arguments = encode([list(args), kwargs], layout=True)
        return worker._call(module, Call(2, "f", arguments, arguments_back))

    return call


@pytest.mark.parametrize(
    "source",
    [
        b"x = '\xc3\xbc'",
        b"\xef\xbb\xbfx = '\xc3\xbc'",
        b"# coding: latin-1\nx = '\xfc'",
        b"x = 1\r\nx = '\xc3\xbc'\r\n",
        b"\x0cx = '\xc3\xbc'",
    ],
)
def test_source_is_decoded_as_python_decodes_it(load, source):
    module, answer = load(source)
    assert answer == Loaded(1, [])
    assert module["x"] == "ü"


@pytest.mark.parametrize(
    "source",
    [b"x = '\xff'", b"# coding: nothing\n", b"# coding: rot13\n", b"x = 1\x00", b"def f(:", b" x"],
)
def test_what_python_refuses_is_refused(load, source):
    _, answer = load(source)
    assert isinstance(answer, Raised)
    assert answer.exception in ("SyntaxError", "ValueError", "LookupError", "IndentationError")


RAISES = {
    "1 / 0": ("ZeroDivisionError", "ZeroDivisionError: division by zero"),
    "raise SystemExit(3)": ("SystemExit", "SystemExit: 3"),
    "raise KeyboardInterrupt": ("KeyboardInterrupt", "KeyboardInterrupt: "),
    "raise GeneratorExit": ("GeneratorExit", "GeneratorExit: "),
    "raise ExceptionGroup('a', [ValueError()])": ("ExceptionGroup", None),
    "raise type('LEAK', (ArithmeticError,), {})('x')": ("ArithmeticError", "LEAK: x"),
    "raise type('LEAK', (BaseException,), {})": ("BaseException", "LEAK: "),
    "raise type('ValueError', (KeyError,), {})(1)": ("KeyError", "ValueError: 1"),
    "np.zeros(2) @ np.zeros(3)": ("ValueError", None),
    "np.linalg.inv(np.zeros((2, 2)))": ("ValueError", "LinAlgError: Singular matrix"),
    "raise OSError(2, 'no')": ("FileNotFoundError", None),
    "raise ValueError('x' * 10_000)": ("ValueError", "ValueError: " + "x" * 488),
    "raise ValueError('\\ud800')": ("ValueError", "ValueError: ?"),
    "(lambda f: f(f))(lambda f: f(f))": ("RecursionError", None),
    "exec('x = = 1')": ("SyntaxError", None),
    "import no_such_module": ("ModuleNotFoundError", None),
}


@pytest.mark.parametrize("statement", RAISES)
def test_a_module_that_raises_is_told_by_built_in_text_and_line(load, statement):
    _, answer = load(f"import numpy as np\n\n{statement}\n")
    exception, text = RAISES[statement]
    assert (answer.exception, answer.line) == (exception, 3)
    assert answer.text == text or text is None
    assert messages.answer(messages.pack(answer)) == answer


@pytest.mark.parametrize(
    "body",
    [
        "return 1",
        "raise SystemExit",
        "raise KeyboardInterrupt",
        "return self.__str__()",
        "return Text(1 / 0)",
    ],
)
def test_the_text_of_an_exception_cannot_harm_the_one_who_asks(load, body):
    source = f"class Own(LookupError):\n    def __str__(self):\n        {body}\n\nraise Own\n"
    _, answer = load(source)
    assert (answer.exception, answer.text, answer.line) == ("LookupError", "LookupError", 5)


def test_a_syntax_error_is_told_with_its_line(load):
    _, answer = load("x = 1\n\nif x\n")
    assert (answer.exception, answer.line) == ("SyntaxError", 3)


def test_a_syntax_error_without_a_line_has_none(load):
    _, answer = load(b"# coding: nothing\nx = 1")
    assert (answer.exception, answer.line) == ("SyntaxError", 0)
    _, answer = load("e = SyntaxError('x')\ne.lineno = 'seven'\nraise e")
    assert (answer.exception, answer.line) == ("SyntaxError", 3)


def test_the_line_told_is_the_last_one_of_the_student_s_file(call):
    source = "import json\ndef g(x):\n    return json.loads(x)\ndef f(x):\n    return g(x)\n"
    answer = call(source, "{")
    assert (answer.exception, answer.line) == ("ValueError", 3)


def test_a_module_has_a_name_of_its_own_and_can_be_found_by_it(load):
    source = """
from dataclasses import dataclass, field

@dataclass
class Pair:
    a: int
    b: list[int] = field(default_factory=list)

name = __name__
"""
    module, answer = load(source)
    assert answer == Loaded(1, [])
    assert (module["name"], module["__file__"]) == (NAME, f"{NAME}.py")
    pair = module["Pair"](1, [2])
    assert pickle.loads(pickle.dumps(pair)) == pair  # noqa: S301  written by this test


def test_a_module_is_compiled_without_the_worker_s_own_settings(load):
    """The worker postpones annotations; in a student's file a wrong one is an error."""
    _, answer = load("def f(x: no_such_name): pass")
    assert isinstance(answer, Raised)
    assert answer.exception == "NameError"
    _, answer = load(("def f(x: no_such_name): pass", "%time\ndef f(x: no_such_name): pass"))
    assert answer.raised == [(1, "NameError", 1), (2, "NameError", 2)]


def test_random_numbers_are_the_same_for_the_same_seed(load):
    source = "import random, numpy as np\nx = random.random(), np.random.rand()"
    first, again, other = (load(source, seed)[0]["x"] for seed in (7, 7, 1 << 63))
    assert first == again
    assert first[0] != other[0]
    assert first[1] != other[1]
    random.seed(7)
    assert first[0] == random.random()  # noqa: S311  not a secret


def test_a_second_module_of_the_name_begins_anew(load):
    first, _ = load("x = 1")
    second, _ = load("y = 1")
    assert "x" not in second
    assert sys.modules[NAME].__dict__ is second is not first


LAYERS = {
    "flat.py": "x = 1\nfrom layers.cells import step as again",
    "layers/__init__.py": "from .cells import step\nfrom . import gates",
    "layers/cells.py": "from . import gates\nfrom .gates import gate\nstep = gate + 1",
    "layers/gates.py": "gate = 1",
    "layers/deep/inner/leaf.py": "from ...gates import gate as far\nimport layers.gates as same",
}


@pytest.mark.parametrize(
    ("statement", "expression", "value"),
    [
        ("import flat", "flat.x", 1),
        ("import flat", "flat.again", 2),
        ("from flat import x", "x", 1),
        ("import layers", "layers.step", 2),
        ("import layers.cells", "layers.cells.step", 2),
        ("import layers.cells as c", "c.step", 2),
        ("from layers import cells", "cells.step", 2),
        ("from layers import *", "gates.gate", 1),
        ("from layers.cells import step", "step", 2),
        ("import layers.deep.inner.leaf", "layers.deep.inner.leaf.far", 1),
        ("from layers.deep.inner import leaf", "leaf.same.gate", 1),
        ("import importlib\nm = importlib.import_module('.cells', 'layers')", "m.step", 2),
        ("m = __import__('layers.cells')", "m.cells.step", 2),
        ("import importlib, flat\nflat.x = 2\nimportlib.reload(flat)", "flat.x", 1),
        ("def f():\n    import flat\n    return flat.x\ny = f()", "y", 1),
        (
            "import layers.gates, layers.deep",
            "[layers.deep.__package__, layers.gates.__package__]",
            ["layers.deep", "layers"],
        ),
        (
            "import flat, layers",
            "[flat.__file__, layers.__file__, layers.__path__]",
            ["flat.py", "layers/__init__.py", []],
        ),
    ],
)
def test_modules_are_imported_as_from_a_folder(load, statement, expression, value):
    module, answer = load(statement, modules=LAYERS)
    assert answer == Loaded(1, [])
    assert eval(expression, module) == value  # noqa: S307  written by this test


@pytest.mark.parametrize(
    "name", ["nothing", "layers.nothing", "layers.cells.nothing", "lay", "flat.x", "layers.deep.x"]
)
def test_a_module_that_was_not_handed_in_is_not_found(load, name):
    _, answer = load(f"import {name}", modules=LAYERS)
    assert (answer.exception, answer.line) == ("ModuleNotFoundError", 1)


def test_a_package_goes_before_a_module_and_a_module_before_a_bare_folder(load):
    both = {"a.py": "x = 1", "a/__init__.py": "x = 2", "b.py": "x = 3", "b/c.py": ""}
    module, _ = load("import a, b", modules=both)
    assert (module["a"].x, module["b"].x) == (2, 3)


def test_modules_and_the_file_can_import_each_other(load):
    source = f"x = 1\nimport other\ny = other.{NAME}.x"
    module, answer = load(source, modules={"other.py": f"import {NAME}"})
    assert answer == Loaded(1, [])
    assert module["y"] == 1


@pytest.mark.parametrize("name", ["größe", "слой", "層", "طبقة", "\ufb01ne"])
def test_a_module_may_have_a_name_in_any_script(load, name):
    modules = {f"{unicodedata.normalize('NFKC', name)}.py": "x = 1"}
    module, answer = load(f"from {name} import x", modules=modules)
    assert answer == Loaded(1, [])
    assert module["x"] == 1


def test_what_python_or_a_package_has_is_never_shadowed(load, monkeypatch):
    taken = ("random", "numpy", "colorsys", "numpy.extra", "autograder", "msgspec", "sys")
    modules = {f"{name.replace('.', '/')}.py": "student = 1" for name in taken}
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    found = "[hasattr(m, 'student') for m in (random, numpy, colorsys, autograder, msgspec, sys)]"
    source = f"import random, numpy, colorsys, autograder, msgspec, sys\nx = {found}"
    module, answer = load(source, modules=modules)
    assert answer == Loaded(1, [])
    assert not any(module["x"])
    _, answer = load("import numpy.extra", modules=modules)
    assert answer.exception == "ModuleNotFoundError"


def test_a_module_is_decoded_and_compiled_as_the_file_is(load):
    modules = {
        "annotated.py": "def f(x: no_such_name): pass",
        "western.py": b"# coding: latin-1\r\nx = '\xfc'",
    }
    _, answer = load("import annotated", modules=modules)
    assert answer.exception == "NameError"
    module, answer = load("from western import x", modules=modules)
    assert answer == Loaded(1, [])
    assert module["x"] == "ü"


@pytest.mark.parametrize("source", ["\n\n\n\nx = = 1", "\n\n\n\n1 / 0", "# coding: nothing\n"])
def test_what_fails_in_a_module_is_told_by_the_line_of_the_file_that_led_there(load, source):
    _, answer = load("\nimport other", modules={"other.py": source})
    assert isinstance(answer, Raised)
    assert answer.line == 2


@pytest.mark.parametrize("body", ["import broken", "1 / 0"])
def test_a_line_of_a_module_is_never_told_as_one_of_the_file(load, body):
    modules = {"other.py": f"def f():\n    {body}\n", "broken.py": "\n\nx = = 1"}
    module, answer = load("from other import f", modules=modules)
    assert answer == Loaded(1, [])
    answer = worker._call(module, Call(2, "f", encode([[], {}]), False))
    assert isinstance(answer, Raised)
    assert answer.line == 0


def test_things_of_a_module_can_be_pickled(load):
    source = "from dataclasses import dataclass\n@dataclass\nclass Pair:\n    a: int\n"
    module, answer = load("from layers.pair import Pair", modules={"layers/pair.py": source})
    assert answer == Loaded(1, [])
    pair = module["Pair"](1)
    assert pickle.loads(pickle.dumps(pair)) == pair  # noqa: S301  written by this test


def test_without_modules_nothing_is_added_to_the_ways_of_import(load):
    before = list(sys.meta_path)
    load("x = 1")
    assert sys.meta_path == before
    load("x = 1", modules={"other.py": ""})
    assert sys.meta_path[1:] == before


def test_cells_can_import_modules(load):
    cells = ("import flat", "x = flat.x", "from layers import step")
    module, answer = load(cells, modules=LAYERS)
    assert answer == Loaded(1, [])
    assert (module["x"], module["step"]) == (1, 2)


def test_cells_run_one_after_the_other_in_one_module(load):
    module, answer = load(("x = 1", "", "def f():\n    return x + y", "y = 2"))
    assert answer == Loaded(1, [])
    assert module["f"]() == 3


def test_a_cell_that_raises_is_told_and_the_later_ones_run(load):
    cells = ("x = 1", "\n1 / 0", "def f(:", "raise SystemExit", "y = 2")
    module, answer = load(cells)
    assert answer.raised == [
        (2, "ZeroDivisionError", 2),
        (3, "SyntaxError", 1),
        (4, "SystemExit", 1),
    ]
    assert (module["x"], module["y"]) == (1, 2)


def test_no_more_than_a_few_cells_are_told(load):
    _, answer = load(("1 / 0",) * (CELLS_TOLD + 1) + ("x = 1",))
    assert [cell[0] for cell in answer.raised] == list(range(1, CELLS_TOLD + 1))
    assert messages.answer(messages.pack(answer)) == answer


def test_a_cell_with_magics_runs_without_them(load):
    cells = (
        "%matplotlib inline\nimport math\n!pip install numpy\nx = math.pi\nmath.sin?",
        "%%time\ny = 1",
        "%%bash\nrm -rf nothing",
        "if True:\n    %timeit 1 + 1\nz = 5 %3",
    )
    module, answer = load(cells)
    assert answer == Loaded(1, [])
    assert (module["x"], module["y"], module["z"]) == (np.pi, 1, 2)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("", ""),
        ("x = 1", "x = 1"),
        ("x = 1\n%time f()\ny = 2", "x = 1\npass\ny = 2"),
        ("  !ls", "  pass"),
        ("?print", "pass"),
        ("print?  ", "pass"),
        ("print??", "pass"),
        ("if x:\n\t%time f()", "if x:\n\tpass"),
        ("\n\n%%time\nx = 1", "\n\npass\nx = 1"),
        ("%%capture out\nx = 1", "pass\nx = 1"),
        ("%%timeit -n 1\nx = 1", "pass\nx = 1"),
        ("%%html\n<b>x</b>", ""),
        ("  %%javascript\nx", ""),
        ("%%", ""),
        ("x = 5 % 3", "x = 5 % 3"),
        ("files = !ls\nx = 1", "files = None\nx = 1"),
        ("  a, b = %time f()", "  a, b = None"),
        ("!pip install \\\n  numpy\nx = 1", "pass\n\nx = 1"),
        ("  %%time\nx = 1", "pass\nx = 1"),
        ('"""Is this\nright?"""', '"""Is this\nright?"""'),
        ('"""Why not?', '"""Why not?'),
        ("y = (x\n% 2)", "y = (x\n% 2)"),
        ("a != b", "a != b"),
    ],
)
def test_magics_are_blanked_and_line_numbers_stay(cell, kept):
    assert without_magics(cell) == kept


def test_a_cell_that_is_python_is_not_searched_for_magics(load):
    module, answer = load(('x = """\n%time\nreally?\n"""',))
    assert answer == Loaded(1, [])
    assert module["x"] == "\n%time\nreally?\n"


def test_a_call_returns_its_value(call):
    answer = call("def f(a, b, *, c): return [a + b, c]", np.arange(2), 1, c="x")
    assert isinstance(answer, Returned)
    assert (answer.request, answer.arguments) == (2, b"")
    total, c = decode(answer.value)
    assert total.tolist() == [1, 2]
    assert c == "x"


def test_a_call_can_give_its_arguments_back_as_they_came_out(call):
    source = "def f(a, parts, key=None):\n    a[0] = 9\n    parts.append(1)\n"
    answer = call(source, np.zeros(2), [], key="k", arguments_back=True)
    assert decode(answer.value) is None
    (a, parts), kwargs = decode(answer.arguments)
    assert (a.tolist(), parts, kwargs) == ([9, 0], [1], {"key": "k"})


def test_an_argument_has_the_memory_layout_that_the_grader_chose(call):
    answer = call("def f(a): return list(a.strides)", np.arange(12.0).reshape(4, 3)[::-2])
    assert decode(answer.value) == [-48, 8]


@pytest.mark.parametrize("source", ["", "f = 1", "f = None", "def g(): pass"])
def test_what_cannot_be_called_is_missing(call, source):
    assert call(source) == Missing(2)


@pytest.mark.parametrize("statement", ["raise SystemExit", "raise KeyboardInterrupt", "1 / 0"])
def test_a_call_that_raises_is_told(call, statement):
    answer = call(f"def f():\n    {statement}")
    assert isinstance(answer, Raised)
    assert (answer.request, answer.line) == (2, 2)
    assert answer.exception in statement + "ZeroDivisionError"


def test_a_call_with_other_arguments_than_the_function_has_raised(call):
    answer = call("def f(a): pass")
    assert (answer.exception, answer.line) == ("TypeError", 0)


@pytest.mark.parametrize(
    ("value", "kind", "reason"),
    [
        ("object()", "object", "is not plain data"),
        ("(n for n in [])", "generator", "is not plain data"),
        ("f", "function", "is not plain data"),
        ("{1: 2}", "dict", "is a dict with a key that is not text"),
        ("[[], [object()]]", "list", "is not plain data"),
        ("np.array([None])", "ndarray", "is an array of a dtype that is not a number"),
        ("np.zeros(1).view(type('Own', (np.ndarray,), {}))", "Own", "is not plain data"),
        ("type('x' * 999, (), {})()", "x" * 500, "is not plain data"),
        ("'\\ud800'", "str", "cannot be sent: UnicodeEncodeError"),
        ("bytes(1 << 24)", "bytes", "is larger than a message may be"),
    ],
)
def test_a_value_that_is_not_plain_data_is_told_by_its_type(call, value, kind, reason):
    answer = call(f"import numpy as np\ndef f(): return {value}")
    assert answer == Invalid(2, kind, reason)
    assert messages.answer(messages.pack(answer)) == answer


def test_an_argument_that_is_no_longer_plain_data_is_invalid(call):
    source = "def f(parts):\n    parts.append(f)\n    return 1"
    assert call(source, [], arguments_back=True) == Invalid(2, "int", "is not plain data")
    assert isinstance(call(source, []), Returned)


def test_a_submission_that_breaks_the_codec_has_returned_nothing(call, monkeypatch):
    def broken(value):
        raise SystemExit

    arguments = encode([[], {}])
    monkeypatch.setattr(worker, "encode", broken)
    module = {"f": dict, "__file__": ""}
    assert worker._call(module, Call(2, "f", arguments, False)) == Invalid(
        2, "object", "SystemExit"
    )


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xc0",
        b"\x91\xa5ready\x00",
        b"\x91" * 100_000,
        b"\x92\xa7missing",
        b"\x94\xa7invalid\x01\xa1\xff\xa0",
        msgspec.msgpack.encode([]),
        msgspec.msgpack.encode({"type": "ready"}),
        msgspec.msgpack.encode(["graded", 1]),
        msgspec.msgpack.encode(["load", 1, b"", "x", 0]),
        msgspec.msgpack.encode(["missing", "1"]),
        msgspec.msgpack.encode(["missing", 1.5]),
        msgspec.msgpack.encode(["raised", 1, "ValueError", b"x", 1]),
        msgspec.msgpack.encode(["loaded", 1, [[1, "ValueError", 1]] * (CELLS_TOLD + 1)]),
        msgspec.msgpack.encode(["loaded", 1, [[1, "ValueError"]]]),
    ],
    ids=lambda answer: repr(answer[:30]),
)
def test_what_is_none_of_a_worker_s_answers_is_a_wire_error(answer):
    with pytest.raises(WireError):
        messages.answer(answer)


@pytest.fixture
def pipe():
    """A pipe: (where it is read without waiting, where it is written)."""
    ends = os.pipe()
    os.set_blocking(ends[0], False)
    yield ends
    for end in ends:
        os.close(end)


def test_the_first_bytes_printed_are_kept(pipe):
    read, write = pipe
    keeper = worker._Keeper(write, 8)
    assert keeper.writable()
    assert [keeper.write(text) for text in (b"hello", b" world", b"again")] == [5, 6, 5]
    assert os.read(read, 100) == b"hello wo"


def test_printing_into_a_full_pipe_does_not_wait(pipe):
    read, write = pipe
    os.set_blocking(write, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(write, bytes(1 << 12))
    keeper = worker._Keeper(write, 1 << 16)
    assert keeper.write(b"more") == 4
    os.read(read, 1 << 16)
    assert keeper.write(b"again") == 5
    kept = b""
    with contextlib.suppress(BlockingIOError):
        while True:
            kept += os.read(read, 1 << 16)
    assert not kept.strip(b"\x00")


class Gone(BaseException):
    """In the place of a worker's end."""


@pytest.fixture
def serve(monkeypatch, pipe):
    """Start a worker in a thread: (ask it, what it printed, how it ended)."""
    monkeypatch.setitem(sys.modules, NAME, None)
    with contextlib.ExitStack() as cleaning:

        def serve():
            ours, theirs = socket.socketpair()
            codes = []

            def leave(code):
                codes.append(code)
                raise Gone

            def run():
                with contextlib.suppress(Gone):
                    worker.serve(theirs, pipe[1], 64)

            def ask(message):
                send(ours, messages.pack(message), never)
                return messages.answer(receive(ours, never))

            def ended():
                ours.close()
                thread.join(20)
                theirs.close()
                return codes

            monkeypatch.setattr(os, "_exit", leave)
            monkeypatch.setattr(sys, "stdout", sys.stdout)  # to be put back
            monkeypatch.setattr(sys, "stderr", sys.stderr)
            ours.settimeout(20)
            thread = threading.Thread(target=run)
            thread.start()
            cleaning.callback(ended)
            assert messages.answer(receive(ours, never)) == Ready()
            cleaning.callback(sys.stdout.close)
            return ask, lambda: os.read(pipe[0], 1 << 16), ended

        yield serve


def test_a_worker_answers_until_the_grader_hangs_up(serve):
    ask, _, ended = serve()
    assert ask(Load(11, b"def f(x): return x + 1", NAME, 0)) == Loaded(11, [])
    assert ask(Call(12, "f", encode([[1], {}]), False)) == Returned(12, encode(2), b"")
    assert ask(Call(13, "g", encode([[], {}]), False)) == Missing(13)
    assert ask(Load(14, b"1 / 0", NAME, 0)).exception == "ZeroDivisionError"
    assert ended() == [0]


def test_what_is_printed_goes_into_the_pipe_and_no_further_than_allowed(serve):
    ask, printed, _ = serve()
    source = b"""
import sys
print("loaded", "\\udcff")
print("to stderr", file=sys.stderr)
def f(n): print("x" * n)
"""
    ask(Load(11, source, NAME, 0))
    assert printed() == b"loaded \\udcff\nto stderr\n"
    ask(Call(12, "f", encode([[10_000], {}]), False))
    assert printed() == b"x" * (64 - 24)


def test_a_submission_that_replaces_standard_output_is_served_all_the_same(serve):
    ask, _, _ = serve()
    ask(Load(11, b"import sys\nsys.stdout = None\ndef f(): return 1", NAME, 0))
    assert ask(Call(12, "f", encode([[], {}]), False)) == Returned(12, encode(1), b"")


def test_what_else_is_installed_does_not_matter_to_modules(load, monkeypatch):
    monkeypatch.delitem(sys.modules, "hatchling", raising=False)
    module, answer = load("from hatchling import x", modules={"hatchling.py": "x = 1"})
    assert answer == Loaded(1, [])
    assert module["x"] == 1
