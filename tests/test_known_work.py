"""Work whose result is known: what the author's files are made into."""

from textwrap import dedent

import numpy as np
import pytest

from autograder import known_work
from autograder.errors import CourseError
from autograder.known_work import KnownWork, TrustedModule
from autograder.sandbox.wire import encode


@pytest.fixture
def adding(little_course):
    return little_course.assignment("adding")


def run(work, name, *args):
    """Call a function of known work."""
    return TrustedModule(work.source, str(work)).call(name, encode([list(args), {}]))


def write(path, text):
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


ROWS = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


def test_the_reference_is_the_author_s_file(adding):
    work = known_work.reference(adding)
    assert str(work) == "reference:reference"
    assert work.source == adding.reference.read_text()
    assert run(work, "running_total", ROWS).tolist() == [[1, 2], [4, 6], [9, 12]]


def test_a_misconception_is_the_reference_with_what_differs(adding):
    subtracts, late, early = known_work.misconceptions(adding)
    assert [str(work) for work in (subtracts, late, early)] == [
        "misconception:subtracts",
        "misconception:off_by_one.leaves_out_the_last",
        "misconception:off_by_one.leaves_out_the_first",
    ]
    assert run(subtracts, "add", ROWS[1], ROWS[0]).tolist() == [2, 2]
    assert run(late, "add", ROWS[1], ROWS[0]).tolist() == [4, 6]
    assert run(late, "running_total", ROWS).tolist() == [[0, 0], [1, 2], [4, 6]]
    assert run(early, "running_total", ROWS).tolist() == [[0, 0], [3, 4], [8, 10]]


def test_a_wrong_function_spreads_to_those_that_call_it(adding):
    subtracts = known_work.misconceptions(adding)[0]
    assert run(subtracts, "running_total", ROWS).tolist() == [[-1, -2], [-4, -6], [-9, -12]]


def test_wrong_ways_have_the_same_form(adding):
    (work,) = known_work.wrong(adding)
    assert str(work) == "wrong:changes_its_argument"
    assert run(work, "add", ROWS[0], ROWS[1]).tolist() == [4, 6]


def test_other_right_ways_are_files_of_their_own(adding):
    (adding.solution / "correct" / "notes.txt").write_text("not code")
    write(adding.solution / "correct" / "again.py", "x = 1")
    again, cumulated = known_work.correct(adding)
    assert (str(again), again.source) == ("correct:again", "x = 1")
    assert run(cumulated, "running_total", ROWS).tolist() == [[1, 2], [4, 6], [9, 12]]


def test_known_work_that_nobody_wrote_is_none(adding):
    (adding.solution / "misconceptions.py").unlink()
    (adding.solution / "wrong.py").unlink()
    (adding.solution / "correct" / "cumulated.py").unlink()
    assert known_work.misconceptions(adding) == []
    assert known_work.wrong(adding) == []
    assert known_work.correct(adding) == []


def test_the_empty_handed_know_nothing(adding):
    works = {work.name: work for work in known_work.trivial(adding)}
    assert list(works) == ["stub", "empty", "none", "errors", "zeros"]
    assert str(works["stub"]) == "stub:stub"
    with pytest.raises(NotImplementedError):
        run(works["stub"], "add", 1, 2)
    assert works["empty"].source == ""
    assert run(works["none"], "running_total", 1, 2, 3) is None
    with pytest.raises(ValueError, match="not done"):
        run(works["errors"], "add")


def test_zeros_have_the_form_of_the_right_answer(adding):
    write(
        adding.reference,
        """
        def add(a, b):
            return (a + b, [1, 2.5], {"sum": a + b})

        def running_total(x):
            return x
        """,
    )
    zeros = known_work.trivial(adding)[-1]
    pair, numbers, record = run(zeros, "add", ROWS[0], ROWS[1])
    assert pair.tolist() == [0, 0]
    assert (type(numbers), numbers) == (list, [0, 0.0])
    assert record["sum"].tolist() == [0, 0]
    assert run(zeros, "running_total", 7) == 0


def test_what_is_appended_may_be_more_than_plain_functions(adding):
    write(
        adding.solution / "misconceptions.py",
        '''
        """The classes stand in the namespace of the reference."""

        import functools  # of this file alone

        ALSO = "left out"


        def nobody():
            """A function outside a class belongs to no belief."""


        class belief:
            """Only this belief."""

            ...

            SIGN = -1.0

            @staticmethod
            def unused(a):
                """A text with a

                blank line and a \\t tab."""
                return a

            @np.errstate(
                all="ignore",
            )
            def add(a, b):
                return a + SIGN * b

        class other: pass
        ''',
    )
    belief, other = known_work.misconceptions(adding)
    assert "@np.errstate" in belief.source
    assert "left out" not in belief.source
    assert "nobody" not in belief.source
    assert "Only this belief" not in belief.source
    assert run(belief, "add", ROWS[1], ROWS[0]).tolist() == [2, 2]
    assert run(other, "add", ROWS[1], ROWS[0]).tolist() == [4, 6]


@pytest.mark.parametrize("strange", ["\x0c", "\u2028", "\x85", "\x1c"])
def test_only_a_line_break_of_python_ends_a_line(adding, strange):
    text = f'''class first:
    def add(a, b):
        """Page{strange}break."""
        return 1


class second:
    def add(a, b):
        return 2
'''
    (adding.solution / "misconceptions.py").write_bytes(text.encode())
    first, second = known_work.misconceptions(adding)
    assert run(first, "add", 0, 0) == 1
    assert run(second, "add", 0, 0) == 2


def test_a_file_saved_on_windows_means_the_same(adding):
    path = adding.solution / "misconceptions.py"
    before = known_work.misconceptions(adding)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert known_work.misconceptions(adding) == before


@pytest.mark.parametrize("kind", ["misconceptions", "wrong"])
def test_a_broken_file_is_named_with_its_line(adding, kind):
    path = adding.solution / f"{kind}.py"
    path.write_text("class a:\n    def f(:\n        pass\n")
    with pytest.raises(CourseError) as caught:
        getattr(known_work, kind)(adding)
    assert str(caught.value).startswith(f"{path}, line 2: ")


@pytest.mark.parametrize("part", ["reference", "stub"])
def test_a_missing_file_is_named(adding, part):
    path = getattr(adding, part)
    path.unlink()
    with pytest.raises(CourseError, match="is missing: write it"):
        known_work.trivial(adding)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def f(:", "SyntaxError"),
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_known_work_that_does_not_load_is_an_error_of_the_course(source, said):
    with pytest.raises(CourseError, match=rf"^The reference does not load \({said}"):
        TrustedModule(source, "reference")


def test_known_work_is_compiled_without_the_grader_s_own_settings():
    """The grader postpones annotations; known work is run as a student's is."""
    with pytest.raises(CourseError, match="NameError: name 'no_such_name'"):
        TrustedModule("def f(x: no_such_name): pass", "module")


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(12.0).reshape(4, 3)[::2],
        np.arange(6.0)[::-1],
    ],
    ids=["c", "fortran", "strided", "reversed"],
)
def test_every_call_has_its_own_copy_of_the_arguments_in_their_layout(array):
    module = TrustedModule("def f(a):\n    a[...] = 0\n    return a\n", "module")
    before = array.copy()
    payload = encode([[array], {}], layout=True)
    for _ in range(2):
        changed = module.call("f", payload)
        assert not changed.any()
        assert changed.strides == array.strides
    for changed in (module.apply("f", (array,), {}), module.apply("f", (), {"a": array})):
        assert not changed.any()
        assert changed.strides == array.strides
    assert (array == before).all()


def test_arrays_inside_lists_and_dicts_are_copied_too():
    source = "def f(parts):\n    parts['a'][0][0] = 9\n    parts['n'] = 1\n    return parts\n"
    module = TrustedModule(source, "module")
    parts = {"a": (np.zeros(2), [1]), "text": "b"}
    answer = module.apply("f", (parts,), {})
    assert answer["a"][0].tolist() == [9, 0]
    assert parts["a"][0].tolist() == [0, 0]
    assert "n" not in parts


def test_known_work_is_told_apart_by_kind_name_and_variant():
    assert str(KnownWork("wrong", "a", "", "b")) == "wrong:a.b"
    assert str(KnownWork("wrong", "a", "")) == "wrong:a"


def test_text_at_the_left_margin_of_a_function_does_not_hide_it(little_course):
    adding = little_course.assignment("adding")
    (adding.solution / "misconceptions.py").write_text(
        'class x:\n    def add(a, b):\n        """Text\nat the left margin."""\n        return 7\n',
        encoding="utf-8",
    )
    (work,) = known_work.misconceptions(adding)
    assert TrustedModule(work.source, "x").apply("add", (1, 2), {}) == 7
