"""A module is cut at its functions, and the places that students complete are marked."""

import ast
from textwrap import dedent

import pytest

from autograder.nbgrader.pieces import cut, with_marks

MODULE = '''\
"""Sums."""

import numpy as np

LIMIT = 3


# The first.
# Of two.
@decorated
@twice(
    1,
)
def add(a, b):
    """Add."""
    return a + b  # not yet

# Between.
LATER = 4


def helper():
    return 0
def total(x):
    def inner():
        return x

    return inner()


print("end")
'''


def test_a_function_takes_its_decorators_and_its_comment_along():
    pieces = cut(MODULE, ["add", "total"])
    assert [piece.function for piece in pieces] == [None, "add", None, "total", None]
    assert pieces[1].text.startswith("# The first.\n# Of two.\n@decorated")
    assert pieces[1].text.endswith("# not yet")
    assert pieces[3].text.startswith("def total")
    assert pieces[2].text.startswith("# Between.\nLATER")


def test_nothing_but_blank_lines_is_lost():
    def lines(text):
        return [line for line in text.split("\n") if line.strip()]

    pieces = cut(MODULE, ["add", "total"])
    assert [line for piece in pieces for line in lines(piece.text)] == lines(MODULE)


def test_of_two_functions_with_one_name_the_last_counts():
    pieces = cut("def f():\n    return 1\n\n\ndef f():\n    return 2\n", ["f"])
    assert [(piece.function, piece.text[-1]) for piece in pieces] == [(None, "1"), ("f", "2")]


def test_a_method_or_a_variable_of_the_name_is_no_function():
    assert cut("class C:\n    def f(self): ...\nf = 1\n", ["f"])[0].function is None


@pytest.mark.parametrize("text", ["def f(:", "x = '\0'"])
def test_what_is_not_python_cannot_be_cut(text):
    with pytest.raises((SyntaxError, ValueError)):
        cut(text, ["f"])


STUBS = {
    "def f(x):\n    '''Doc.'''\n    raise NotImplementedError('f')": """
        def f(x):
            '''Doc.'''
            ### BEGIN SOLUTION
            raise NotImplementedError('f')
            ### END SOLUTION
        """,
    "def f(x): raise NotImplementedError": """
        def f(x):
            ### BEGIN SOLUTION
            raise NotImplementedError
            ### END SOLUTION
        """,
    "def ä(x): raise NotImplementedError()": """
        def ä(x):
            ### BEGIN SOLUTION
            raise NotImplementedError()
            ### END SOLUTION
        """,
    "def f(x):\n    pass": """
        def f(x):
            pass
            ### BEGIN SOLUTION
            ### END SOLUTION
        """,
    "def f(x):\n    if x:\n        raise NotImplementedError(\n            1)\n    return x": """
        def f(x):
            if x:
                ### BEGIN SOLUTION
                raise NotImplementedError(
                    1)
                ### END SOLUTION
            return x
        """,
}


@pytest.mark.parametrize(("stub", "marked"), STUBS.items())
def test_the_places_that_students_complete_stand_between_nbgraders_marks(stub, marked):
    assert with_marks(stub) == dedent(marked).strip()
    ast.parse(with_marks(stub))
