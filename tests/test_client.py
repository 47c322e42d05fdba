"""The trusted end of the boundary, through a real server: what comes across, what does not."""

import builtins
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from autograder.errors import GraderError, IsolationError
from autograder.report import TestStatus
from autograder.sandbox import failures, launcher
from autograder.sandbox.client import Source, StudentModule
from autograder.sandbox.failures import (
    CallFailed,
    Crashed,
    InvalidReturn,
    Missing,
    NotRun,
    Raised,
    TimedOut,
)
from autograder.sandbox.launcher import Isolation, Server, ServerDied
from autograder.sandbox.limits import MODULES, OUTPUT_BYTES, SOURCE_BYTES, Limits
from autograder.sandbox.source import Several
from autograder.sandbox.wire import encode

numpy_2 = pytest.mark.skipif(np.__version__ < "2", reason="NumPy 1 has no more than 32 dimensions")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")


@pytest.fixture(scope="module")
def server():
    with Server() as running:
        yield running


@pytest.fixture
def handed_in(server):
    """Make a StudentModule of source text; all of them end with the test."""
    made = []

    def make(source, *, seed=7, **limits):
        code = dedent(source).encode() if isinstance(source, str) else source
        student = StudentModule(server, Source("work", code, seed), Limits(**limits))
        made.append(student)
        return student

    yield make
    for student in made:
        finish(student)


@pytest.fixture
def loaded(handed_in):
    """The same, loaded."""

    def make(source, **more):
        student = handed_in(source, **more)
        student.load()
        return student

    return make


def call(student, name, *args, **kwargs):
    return student.call(name, encode([list(args), kwargs], layout=True))


def finish(student):
    """Close once, also where a test has closed already."""
    if not getattr(student, "finished", False):
        student.finished = True
        return student.close()
    return ""


def is_gone(pid):
    """Whether no process has this id, or only one that waits to be reaped by somebody else."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def wait_until(true, seconds=20):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def open_descriptors():
    def is_open(number):
        try:
            os.fstat(number)
        except OSError:
            return False
        return True

    return {number for number in range(512) if is_open(number)}


ECHO = "def echo(value=None):\n    return value\n"


# Values


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(1 << 63),
        1 << 200,
        1.5,
        float("-inf"),
        2 - 1j,
        "naïve ☃",
        b"\x00\xff",
        [],
        [1, [2.0, None]],
        (1, (2, "three")),
        {"a": [1], "": {}},
        np.float64(0.5),
        np.float32(0.1),
        np.int8(-3),
        np.bool_(True),
        np.complex128(1j),
    ],
    ids=repr,
)
def test_a_value_crosses_with_its_exact_type(loaded, value):
    answer = call(loaded(ECHO), "echo", value)
    assert type(answer) is type(value)
    assert answer == value


@pytest.mark.parametrize("dtype", "bool int8 uint64 float16 float32 float64 complex128".split())
@pytest.mark.parametrize("shape", [(), (0, 3), (4,), (2, 3, 1)], ids=str)
def test_an_array_crosses_with_shape_and_dtype(shared_echo, dtype, shape):
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    answer = call(shared_echo, "echo", array)
    assert type(answer) is np.ndarray
    assert (answer.shape, answer.dtype) == (array.shape, array.dtype)
    assert np.array_equal(answer, array)
    assert answer.flags.writeable


@pytest.fixture(scope="module")
def shared_echo(server):
    student = StudentModule(server, Source("work", ECHO.encode(), 7))
    student.load()
    yield student
    student.close()


def test_nan_crosses(shared_echo):
    assert np.isnan(call(shared_echo, "echo", float("nan")))


def test_keywords_arrive_as_keywords(shared_echo):
    assert call(shared_echo, "echo", value=3) == 3


LOOK = """
    def look(x):
        before = x.tolist()
        x[...] = x  # fails where it cannot be written to
        return before, [step // x.itemsize for step in x.strides], bool(x.flags.c_contiguous)
"""
BASE = np.arange(24.0).reshape(4, 6)


@pytest.mark.parametrize(
    "argument",
    [BASE, np.asfortranarray(BASE), BASE.T, BASE[::2, ::3], BASE[::-1], BASE[:, ::-2]],
    ids=["C", "Fortran", "transposed", "strided", "reversed", "backwards in twos"],
)
def test_an_argument_keeps_its_memory_layout_and_can_be_written_to(loaded, argument):
    values, strides, contiguous = call(loaded(LOOK), "look", argument)
    assert values == argument.tolist()
    assert strides == [step // argument.itemsize for step in argument.strides]
    assert contiguous == argument.flags.c_contiguous


def test_an_argument_that_overlaps_itself_arrives_as_a_copy(loaded):
    values, strides, _ = call(loaded(LOOK), "look", np.broadcast_to(np.arange(3.0), (2, 3)))
    assert (values, strides) == ([[0.0, 1.0, 2.0]] * 2, [3, 1])


def test_changes_in_place_come_back_and_the_grader_s_own_stay_as_they_are(loaded):
    student = loaded("""
        def fill(x, *, seen):
            x[1:] = 7
            seen.append(len(x))
            return 1
    """)
    x, seen = np.arange(6.0)[::2], []
    payload = encode([[x], {"seen": seen}], layout=True)
    value, (args, kwargs) = student.call("fill", payload, arguments_back=True)
    assert value == 1
    assert args[0].tolist() == [0, 7, 7]
    assert kwargs == {"seen": [3]}
    assert (x.tolist(), seen) == ([0, 2, 4], [])


# Calls that bring no value

RAISES = "def f():\n    x = 1\n    raise {}\n"


@pytest.mark.parametrize(
    ("code", "built_in"),
    [
        ("ValueError('no')", ValueError),
        ("KeyError('k')", KeyError),
        ("ZeroDivisionError", ZeroDivisionError),
        ("NotImplementedError('add')", NotImplementedError),
        ("OSError(2, 'x')", FileNotFoundError),
        ("SyntaxError('x')", SyntaxError),
        ("type('Mine', (IndexError,), {})('secret')", IndexError),
    ],
)
def test_a_raised_built_in_is_itself_and_a_failed_call(loaded, code, built_in):
    with pytest.raises(built_in) as caught:
        call(loaded(RAISES.format(code)), "f")
    error = caught.value
    assert isinstance(error, Raised)
    assert (error.status, error.exception) == (TestStatus.RAISED, built_in.__name__)
    assert error.gap == f"`f` raised {built_in.__name__} in line 3."


@pytest.mark.parametrize(
    "code",
    [
        "AssertionError('no')",
        "StopIteration(3)",
        "SystemExit(0)",
        "KeyboardInterrupt",
        "GeneratorExit",
        "BaseException()",
        "UnicodeDecodeError('utf-8', b'', 0, 1, 'x')",
        "ExceptionGroup('many', [ValueError()])",
        "BaseExceptionGroup('many', [SystemExit()])",
    ],
)
def test_an_exception_that_would_steer_the_grader_is_a_failed_call_only(loaded, code):
    name = code.partition("(")[0]
    with pytest.raises(CallFailed) as caught:
        call(loaded(RAISES.format(code)), "f")
    assert type(caught.value) is Raised
    assert caught.value.exception == name


@pytest.mark.parametrize(
    "name", [n for n, kind in vars(builtins).items() if isinstance(kind, type) and "E" in n]
)
def test_every_name_that_a_worker_may_send_makes_a_failed_call(name):
    error = failures.raised("`f`", name, "text", 3)
    assert isinstance(error, Raised)
    assert isinstance(error.gap, str)


def test_a_name_that_a_student_made_up_is_not_shown(loaded):
    student = loaded(RAISES.format("type('LEAK_42', (Exception,), {})('LEAK')"))
    with pytest.raises(Raised) as caught:
        call(student, "f")
    assert "LEAK" not in caught.value.gap
    assert "LEAK_42" in str(caught.value)  # staff see it
    forged = failures.raised("`f`", "LEAK_42", "text", 0)
    assert (forged.gap, forged.exception) == ("`f` raised an exception.", "Exception")


def test_an_exception_whose_text_fails_is_a_failed_call(loaded):
    student = loaded("""
        class Mean(ValueError):
            def __str__(self):
                raise SystemExit
        def f():
            raise Mean
    """)
    with pytest.raises(ValueError, match="ValueError"):
        call(student, "f")


@pytest.mark.parametrize("source", ["", "f = 3", "def g(): pass"])
def test_a_function_that_is_not_there_is_missing(loaded, source):
    with pytest.raises(Missing) as caught:
        call(loaded(source), "f")
    assert caught.value.status is TestStatus.FAILED
    assert caught.value.gap == "`f` is not defined."


@pytest.mark.parametrize(
    "value",
    [
        "object()",
        "{1, 2}",
        "lambda: 0",
        "(x for x in [])",
        "{1: 2}",
        "np.array([None])",
        "np.array(['text'])",
        "np.array(['2020'], 'datetime64[Y]')",
        "np.zeros(2, dtype='f8,i4')",
        "np.matrix([[1.0]])",
        "np.ma.masked_array([1.0], [True])",
        "type('Real', (float,), {})(1)",
        "type('A' * 10000, (), {})()",
        "'\\ud800'",
        "1 << 100000",
        "np.broadcast_to(0.0, (1 << 20, 1 << 20))",
        pytest.param("np.zeros((1,) * 33)", marks=numpy_2),
        "b'0' * (17 << 20)",
        "nested",
    ],
)
def test_a_return_that_is_not_plain_data_is_invalid_and_costs_no_worker(loaded, value):
    student = loaded(f"""
        import numpy as np
        calls = 0
        nested = []
        nested.append(nested)
        def f():
            global calls
            calls += 1
            return {value}
        def count():
            return calls
    """)
    with pytest.raises(InvalidReturn) as caught:
        call(student, "f")
    assert caught.value.status is TestStatus.INVALID_RETURN
    assert "plain" in caught.value.gap
    assert call(student, "count") == 1


# Workers that end

FRAGILE = """
    import ctypes, os
    print("loaded")
    calls = 0
    def count():
        global calls
        calls += 1
        print("counted", calls)
        return calls
    def leave():
        os._exit(0)
    def fall():
        ctypes.string_at(0)
"""


@pytest.mark.parametrize(("how", "cause"), [("leave", "exit"), ("fall", "signal 11")])
def test_after_a_crash_the_next_call_finds_a_fresh_worker(loaded, how, cause):
    student = loaded(FRAGILE)
    assert [call(student, "count"), call(student, "count")] == [1, 2]
    with pytest.raises(Crashed, match=cause) as caught:
        call(student, how)
    assert caught.value.status is TestStatus.CRASHED
    assert call(student, "count") == 1
    assert not student.unconfirmed


def test_what_was_printed_is_complete_across_workers(loaded):
    student = loaded(FRAGILE)
    call(student, "count")
    with pytest.raises(Crashed):
        call(student, "leave")
    call(student, "count")
    assert finish(student) == "loaded\ncounted 1\n" * 2


def test_two_time_outs_end_the_submission_and_cpu_time_is_confirmed(loaded):
    student = loaded(
        """
        def loop():
            while True:
                pass
        def one():
            return 1
        """,
        call_cpu_seconds=0.2,
        call_seconds=60,
    )
    for _ in range(2):
        assert call(student, "one") == 1
        with pytest.raises(TimedOut, match="CPU") as caught:
            call(student, "loop")
        assert caught.value.status is TestStatus.TIMED_OUT
        assert caught.value.confirmed
    with pytest.raises(NotRun) as not_run:
        call(student, "one")
    assert not_run.value.status is TestStatus.NOT_RUN
    assert "timed out 2 times" in not_run.value.gap
    assert not student.unconfirmed
    assert student.used.cpu_seconds > 0.3


def test_a_submission_that_starts_a_thread_is_told_that_it_cannot(loaded):
    student = loaded("""
        import threading
        def f():
            threading.Thread(target=print).start()
        def one():
            return 1
    """)
    with pytest.raises(RuntimeError, match="thread"):
        call(student, "f")
    assert call(student, "one") == 1


def test_a_time_out_on_the_wall_clock_has_to_be_confirmed(loaded):
    student = loaded("import time\ndef f():\n    time.sleep(60)\n", call_seconds=1.0)
    with pytest.raises(TimedOut, match="no answer within 1 s") as caught:
        call(student, "f")
    assert not caught.value.confirmed
    assert student.unconfirmed


def test_a_submission_has_one_budget_for_all_its_calls(loaded):
    student = loaded("import time\ndef f():\n    time.sleep(60)\n", submission_seconds=1.0)
    with pytest.raises(TimedOut, match="together") as caught:
        call(student, "f")
    assert not caught.value.confirmed
    assert student.unconfirmed
    with pytest.raises(NotRun):
        call(student, "f")


def test_a_file_that_never_loads_times_out(handed_in):
    with pytest.raises(TimedOut):
        handed_in("while True: pass", call_cpu_seconds=0.2).load()


def test_memory_beyond_the_limit_is_a_memory_error(loaded):
    student = loaded("def f():\n    return len(bytes(200 << 20))\n", memory_mb=64)
    with pytest.raises(MemoryError):
        call(student, "f")
    assert call(loaded("def f():\n    return len(bytes(200 << 20))\n"), "f") == 200 << 20


def test_used_memory_and_time_are_told(loaded):
    student = loaded("kept = bytearray(50 << 20)")
    finish(student)
    assert student.peak_memory_mb > 50
    assert student.used.cpu_seconds > 0


# Output


@pytest.mark.parametrize(
    ("calls", "size"), [(1, 70_000), (30, 3_000), (70, 1_000), (3, 65_536)], ids=str
)
def test_output_is_kept_to_64_kib_in_whatever_pieces(loaded, calls, size):
    student = loaded(f"def f():\n    print('x' * {size}, end='')\n")
    for _ in range(calls):
        call(student, "f")
    assert finish(student) == "x" * OUTPUT_BYTES


def test_output_that_is_no_text_is_kept_readable(loaded):
    student = loaded("""
        import os, sys
        def f():
            print("\\ud800", file=sys.stderr)
            sys.stdout.flush()
            os.write(4, b"\\xff")
    """)
    call(student, "f")
    assert finish(student) == "\\ud800\n\ufffd"


@pytest.mark.parametrize("stdout", ["None", "3", "open"])
def test_a_submission_that_breaks_its_output_still_answers(loaded, stdout):
    student = loaded(f"import sys\nsys.stdout = {stdout}\ndef f():\n    return 1\n")
    assert call(student, "f") == 1


def test_writing_past_the_limit_neither_blocks_nor_is_kept(loaded):
    student = loaded("""
        import os
        def f():
            try:
                while True:
                    os.write(4, b"x" * 4096)
            except BlockingIOError:
                return 1
    """)
    assert call(student, "f") == 1
    assert finish(student) == "x" * OUTPUT_BYTES


# Loading


@pytest.mark.parametrize(
    ("source", "gap"),
    [
        (b"x = 1\nx = = 2\n", "The file raised SyntaxError in line 2."),
        (b"x = 1\n1 / 0\n", "The file raised ZeroDivisionError in line 2."),
        (b"import nothing_like_this\n", "The file raised ModuleNotFoundError in line 1."),
        (b"raise SystemExit\n", "The file raised SystemExit in line 1."),
        (b"raise ExceptionGroup('x', [ValueError()])", "The file raised ExceptionGroup in line 1."),
        (b"# coding: latin-1\nx = '\xe9'\nassert x != '\xe9'", "AssertionError in line 3."),
        (b"\xff", "SyntaxError"),
        (b"# coding: no-such", "SyntaxError"),
        (b"x = 1\0", "raised"),
        (b"(" * 5000, "raised"),
    ],
)
def test_a_file_that_does_not_load_says_where(handed_in, source, gap):
    with pytest.raises(Raised) as caught:
        handed_in(source).load()
    assert gap in caught.value.gap


def test_a_file_that_ends_the_program_has_crashed(handed_in):
    with pytest.raises(Crashed):
        handed_in("import os; os._exit(0)").load()


def test_a_byte_order_mark_and_a_coding_cookie_mean_what_python_says(loaded):
    assert call(loaded(b"\xef\xbb\xbfdef f():\n    return 'ok'\n"), "f") == "ok"
    assert call(loaded(b"# coding: latin-1\ndef f():\n    return '\xe9'\n"), "f") == "é"


def test_a_module_is_imported_as_python_would(loaded):
    student = loaded("""
        from __future__ import annotations
        import dataclasses, email.message, threading
        import numpy.linalg
        @dataclasses.dataclass
        class Point:
            x: int
        def f():
            with threading.Lock():
                return __name__, Point(3).x, __file__, f.__module__
    """)
    assert call(student, "f") == ("work", 3, "work.py", "work")


DRAW = """
    import random
    import numpy as np
    def f():
        return random.random(), float(np.random.uniform()), hash("text")
"""


def test_random_numbers_are_seeded_per_student(loaded):
    first, again, other = (call(loaded(DRAW, seed=seed), "f") for seed in (5, 5, 1 << 63))
    assert first == again
    assert first[0] != other[0]
    assert first[1] != other[1]


def test_another_server_draws_and_hashes_the_same(loaded):
    with Server() as other:
        student = StudentModule(other, Source("work", dedent(DRAW).encode(), 5))
        student.load()
        assert call(student, "f") == call(loaded(DRAW, seed=5), "f")
        student.close()


def test_a_worker_starts_with_nothing_of_the_grader_s(loaded, monkeypatch):
    student = loaded("""
        import os, sys
        def f():
            return sorted(os.environ), os.getcwd(), list(sys.path), sys.argv
        def g():
            import autograder.grading
    """)
    names, folder, path, argv = call(student, "f")
    assert set(names) <= set(launcher._ENVIRONMENT) | {"LC_CTYPE"}
    assert folder == "/"
    checkout = str(Path(launcher.__file__).parents[2])
    assert checkout not in path
    assert not any(checkout in argument for argument in argv)
    with pytest.raises(CallFailed):
        call(student, "g")


# Notebooks


def test_a_notebook_runs_cell_by_cell_and_notes_what_raised(loaded):
    student = loaded(
        (
            "import numpy as np\n%matplotlib inline",
            "1 / 0",
            "!pip install x\nx = 20",
            "%%bash\nrm -rf /",
            "%%time\ny = 1",
            "def f(:\n",
            "np.sum?\ndef f():\n    return x + y",
        )
    )
    assert call(student, "f") == 21
    assert student.notes == (
        "Cell 2 raised ZeroDivisionError in line 1.",
        "Cell 6 raised SyntaxError in line 1.",
    )


def test_at_most_five_cells_are_noted(loaded):
    assert len(loaded(("1 / 0",) * 9).notes) == 5


def test_a_cell_that_exits_does_not_end_the_notebook(loaded):
    student = loaded(("raise SystemExit", "def f():\n    return 1"))
    assert call(student, "f") == 1


# Several files


def test_a_file_imports_its_modules_in_the_jail(loaded):
    modules = {
        "layers/__init__.py": b"from .cells import step\n",
        "layers/cells.py": b"import numpy as np\ndef step(x): return np.tanh(x)\n",
        "flat.py": b"import layers.cells as c\ndef f(x): return c.step(x), c.__file__\n",
    }
    student = loaded(Several(b"from flat import f\nfrom layers import step\n", modules))
    x = np.arange(3.0)
    assert call(student, "step", x).tolist() == np.tanh(x).tolist()
    value, file = call(student, "f", x)
    assert (value.tolist(), file) == (np.tanh(x).tolist(), "layers/cells.py")
    assert student.notes == ()


def test_the_cells_of_a_notebook_import_modules(loaded):
    student = loaded(Several(("1 / 0", "from a import f"), {"a.py": b"def f(): return 1"}))
    assert call(student, "f") == 1
    assert student.notes == ("Cell 1 raised ZeroDivisionError in line 1.",)


def test_as_many_and_as_large_modules_as_allowed_cross(loaded):
    size = SOURCE_BYTES // MODULES
    modules = {f"{'m' * 190}{n}.py": b"x = 1\n" + b"#" * (size - 6) for n in range(MODULES)}
    names = [name.removesuffix(".py") for name in modules]
    source = f"def f():\n    return sum(__import__(name).x for name in {names})\n".encode()
    assert call(loaded(Several(source, modules)), "f") == MODULES


def test_a_worker_that_takes_the_place_of_another_has_the_modules_too(loaded):
    source = b"from a import f\ndef end():\n    import os; os._exit(0)\n"
    student = loaded(Several(source, {"a.py": b"def f(): return 1"}))
    with pytest.raises(Crashed):
        call(student, "end")
    assert call(student, "f") == 1


def test_modules_are_never_visible_to_the_next_student(loaded, handed_in):
    source = b"import a\ndef f():\n    return a.x\n"
    first = loaded(Several(source, {"a.py": b"x = 1"}))
    second = loaded(Several(source, {"a.py": b"x = 2"}))
    assert (call(first, "f"), call(second, "f"), call(first, "f")) == (1, 2, 1)
    with pytest.raises(ModuleNotFoundError):
        handed_in(source).load()


@pytest.mark.parametrize(
    ("module", "gap"),
    [
        (b"\n\n\n\n\nx = = 1", "The file raised SyntaxError in line 2."),
        (b"\n\n\n\n\n1 / 0", "The file raised ZeroDivisionError in line 2."),
        (b"raise SystemExit", "The file raised SystemExit in line 2."),
        (b"import nothing", "The file raised ModuleNotFoundError in line 2."),
        (b"\xff", "The file raised SyntaxError in line 2."),
    ],
)
def test_a_module_that_does_not_load_is_told_by_the_line_that_imports_it(handed_in, module, gap):
    with pytest.raises(Raised) as caught:
        handed_in(Several(b"x = 1\nimport a\n", {"a.py": module})).load()
    assert caught.value.gap == gap


def test_a_line_of_a_module_is_not_told_as_one_of_the_file(loaded):
    module = b"\ndef f():\n    1 / 0\ndef g():\n    import broken\n"
    modules = {"a.py": module, "broken.py": b"\nx = = 1"}
    student = loaded(Several(b"from a import f, g\n" + b"\n" * 9, modules))
    for name, exception in (("f", "ZeroDivisionError"), ("g", "SyntaxError")):
        with pytest.raises(Raised) as caught:
            call(student, name)
        assert caught.value.gap == f"`{name}` raised {exception}."


def test_an_endless_import_has_the_time_of_a_call(handed_in):
    student = handed_in(Several(b"import a", {"a.py": b"while True: pass"}), call_cpu_seconds=0.2)
    with pytest.raises(TimedOut):
        student.load()


# Messages that a submission writes itself

FORGE = dedent("""
    import os, struct, sys, time
    import msgspec
    from autograder.sandbox import wire

    WAIT = 60

    def asked():
        frame = sys._getframe()
        while "request" not in frame.f_locals:
            frame = frame.f_back
        return frame.f_locals["request"].request

    def write(data):
        os.write(3, data)
        time.sleep(WAIT)

    def say(*message, more=b""):
        data = msgspec.msgpack.encode(message)
        write(struct.pack("<I", len(data)) + data + more)

    ANSWER, NONE = wire.encode(42), wire.encode(None)

    def early(): say("returned", 1, ANSWER, NONE)
    def unknown(): say("praised", asked(), ANSWER, NONE)
    def short(): say("returned", asked())
    def empty(): say()
    def list_for_id(): say("returned", [1, 2], ANSWER, NONE)
    def list_for_kind(): say([1], asked(), ANSWER, NONE)
    def float_for_id(): say("returned", 1.5, ANSWER, NONE)
    def raised_nothing(): say("raised", asked(), None, None, None)
    def invalid_nothing(): say("invalid", asked(), 1, 2)
    def ready_again(): say("ready")
    def loaded_again(): say("loaded", asked(), [])
    def noise_as_value(): say("returned", asked(), bytes([193]), NONE)
    def two_values(): say("returned", asked(), ANSWER + ANSWER, NONE)
    def question(): say("call", asked(), "honest", b"", False)
    def huge(): write(bytes([255, 255, 255, 127]))
    def noise(): write(struct.pack("<I", 4) + bytes([193]) * 4)
    def extra(): say("returned", asked(), ANSWER, NONE, more=b"x")
    def hang_up():
        os.close(3)
        time.sleep(WAIT)

    def forge(): say("returned", asked(), ANSWER, NONE)
    def line(number): say("raised", asked(), "KeyError", "text", number)
    def drip():
        os.write(3, struct.pack("<I", 1000))
        while True:
            os.write(3, b"x")
            time.sleep(0.05)
    def honest():
        return 1
""")
FORGERIES = """
    early unknown short empty list_for_id list_for_kind float_for_id raised_nothing invalid_nothing
    ready_again loaded_again noise_as_value two_values question huge noise extra hang_up
""".split()


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_message_is_a_crash_and_the_next_call_works(loaded, forgery):
    student = loaded(FORGE)
    with pytest.raises(Crashed) as caught:
        call(student, forgery)
    assert "crash" in caught.value.gap
    assert call(student, "honest") == 1


@pytest.mark.parametrize("forgery", ["early", "list_for_id", "ready_again", "forge", "noise"])
def test_a_forged_message_while_loading_is_a_crash(handed_in, forgery):
    with pytest.raises(Crashed):
        handed_in(FORGE + f"{forgery}()\n").load()


def test_a_reply_that_drips_in_has_one_deadline(loaded):
    student = loaded(FORGE, call_seconds=1.0)
    started = time.monotonic()
    with pytest.raises(TimedOut):
        call(student, "drip")
    assert time.monotonic() - started < 10
    assert call(student, "honest") == 1


def test_a_forged_answer_to_the_very_call_is_only_an_answer(loaded):
    student = loaded(FORGE)
    assert call(student, "forge") == 42  # compared like any other


def test_an_answer_too_many_is_not_taken_for_the_next_one(loaded):
    student = loaded(FORGE.replace("WAIT = 60", "WAIT = 0.2"))
    assert call(student, "forge") == 42
    time.sleep(0.5)  # now the honest answer to the same call lies there too
    with pytest.raises(Crashed):
        call(student, "honest")
    assert call(student, "honest") == 1


@pytest.mark.parametrize(
    "notes",
    [
        "3",
        "[[]]",
        "[[1]]",
        "[['1', 'ValueError', 1]]",
        "[[1, None, 1]]",
        "[[1, 'ValueError', [1]]]",
        "[[1, 'ValueError', 1]] * 6",
    ],
)
def test_forged_notes_are_a_crash(handed_in, notes):
    with pytest.raises(Crashed):
        handed_in((f"{FORGE}\nsay('loaded', asked(), {notes})\n",)).load()


def test_notes_about_cells_and_lines_that_do_not_exist_say_nothing(handed_in):
    notes = [[0, "KeyError", 1], [2, "KeyError", 1], [1, "SECRET", 987654]]
    student = handed_in((f"{FORGE}\nsay('loaded', asked(), {notes})\n",))
    student.load()
    assert student.notes == ("Cell 1 raised an exception.",)


@pytest.mark.parametrize("number", [987_654, -1, 0])
def test_a_line_that_the_file_does_not_have_is_not_shown(loaded, number):
    with pytest.raises(KeyError) as caught:
        call(loaded(FORGE), "line", number)
    assert caught.value.gap == "`line` raised KeyError."


# Servers


def test_a_dead_server_is_no_failed_call_and_can_be_replaced():
    before = open_descriptors()
    with Server() as mortal:
        student = StudentModule(mortal, Source("work", ECHO.encode(), 7))
        student.load()
        worker = student._pid
        os.kill(mortal.pid, signal.SIGKILL)
        wait_until(lambda: is_gone(worker))
        with pytest.raises(ServerDied):
            call(student, "echo", 1)
        assert student.close() == ""
        unborn = StudentModule(mortal, Source("work", ECHO.encode(), 7))
        with pytest.raises(ServerDied):
            unborn.load()
        unborn.close()
        mortal.restart()
        again = StudentModule(mortal, Source("work", ECHO.encode(), 7))
        again.load()
        assert call(again, "echo", 1) == 1
        again.close()
    assert open_descriptors() == before


def test_a_worker_that_something_outside_kills_is_not_the_student_s_crash(server):
    student = StudentModule(server, Source("work", ECHO.encode(), 7))
    student.load()
    os.kill(student._pid, signal.SIGKILL)
    with pytest.raises(ServerDied, match="Something outside of the sandbox killed a worker"):
        call(student, "echo", 1)
    assert call(student, "echo", 1) == 1
    student.close()


def test_a_worker_that_closes_its_channel_and_stays_is_a_crash(server):
    source = "import os, time\ndef leave():\n    os.close(3)\n    time.sleep(60)\n"
    student = StudentModule(server, Source("work", source.encode(), 7))
    student.load()
    with pytest.raises(failures.Crashed):
        call(student, "leave")
    student.close()


def test_a_closed_module_leaves_no_process(server):
    student = StudentModule(server, Source("work", ECHO.encode(), 7))
    student.load()
    worker = student._pid
    assert not is_gone(worker)
    student.close()
    assert not Path(f"/proc/{worker}").exists()


def test_a_closed_server_takes_its_workers_with_it():
    running = Server()
    student = StudentModule(running, Source("work", b"while True: pass", 7))
    student._spawn()
    worker, process = student._pid, running.pid
    running.close()
    wait_until(lambda: is_gone(worker) and is_gone(process))
    student.close()


def test_a_killed_grader_takes_server_and_workers_with_it():
    script = dedent("""
        import time
        from autograder.sandbox.client import Source, StudentModule
        from autograder.sandbox.launcher import Server

        server = Server()
        student = StudentModule(server, Source("work", b"", 7))
        student.load()
        print(server.pid, student._pid, flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as grader:
        pids = [int(pid) for pid in grader.stdout.readline().split()]
        assert len(pids) == 2
        grader.kill()
    wait_until(lambda: all(is_gone(pid) for pid in pids))


def test_a_server_says_what_isolates_its_workers(server):
    inner = ("rlimits", "landlock", "no_new_privs", "seccomp")
    assert server.layers == (("uid", *inner) if os.geteuid() == 0 else inner)
    assert all(path.is_absolute() for path in server.readable)
    assert Path(launcher.__file__).parents[2] not in server.readable


def test_a_server_without_isolation_says_so_and_serves():
    with Server(Isolation.NONE) as open_server:
        assert open_server.layers == ("none",)
        student = StudentModule(open_server, Source("work", ECHO.encode(), 7))
        student.load()
        assert call(student, "echo", [1]) == [1]
        student.close()


def test_a_server_that_does_not_start_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    before = open_descriptors()
    with pytest.raises(ServerDied):
        Server()
    assert open_descriptors() == before


def test_a_worker_that_cannot_be_locked_in_is_the_grader_s_error():
    import resource

    with Server() as tight:
        resource.prlimit(tight.pid, resource.RLIMIT_NOFILE, (64, 64))
        student = StudentModule(tight, Source("work", b"", 7))
        with pytest.raises(GraderError, match="locked in"):
            student.load()
        student.close()


def test_a_missing_library_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    before = open_descriptors()
    with pytest.raises(IsolationError, match="libseccomp is missing: install it"):
        Server()
    assert open_descriptors() == before
