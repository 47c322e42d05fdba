"""What of a course is private, and where some text resembles it.

Compared are normal forms: spacing, comments, quotes and line breaks hide nothing. Renamed variables
do, for this guards against slips. What counts is what nobody writes by chance:

* A piece of code of at least `CODE` characters that does at least `OPERATIONS` things: arithmetic,
  indexing, calls of other than Python's own functions, numbers other than 0, 1 and 2. One will do
  in a whole statement of at least `STATEMENT` characters. Signatures, lists of names, type aliases
  and errors that are raised are alike in every copy of an assignment. A function that holds no
  such piece is compared as a whole.
* A title, hint or other text of a private TOML file, from `TITLE` words on; its single sentences,
  and those of comments, docstrings and notes, from `SENTENCE` words on. Symbols are no words, for
  shapes are listed alike everywhere. Docstrings of answers are those of the stub, and ids and
  titles of criteria are listed in the handout, and what to read are its headings: no secrets.

An author who means something to be public writes `# public` on its line in the private file: on a
statement, or on a `def` for all of it. What `autograder new` writes into every course is no secret.
"""

from __future__ import annotations

import ast
import builtins
import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import scaffold
from autograder.course import Course
from autograder.errors import CourseError
from autograder.release import normal, unpack
from autograder.release.unpack import Layer
from autograder.report import Frozen

CODE = 20
OPERATIONS = 2
STATEMENT = 28
TITLE = 3
SENTENCE = 6
SHOWN = 90

# What a quiz accepts as a text are terms of the course; `quiz lint` looks for them where they tell.
_PUBLIC_FIELDS = ("id", "slug", "loses", "kind", "misconception", "read", "accept")
_BELIEFS = ("misconceptions.py", "wrong.py")
_NOTES = (".md", ".txt", ".rst")
_SENTENCE_ENDS = re.compile(r"(?<=[.?!:;])\s+|\n\s*\n")
_MEANT_TO_BE_PUBLIC = re.compile(r"#\s*public\b")
_DOES_SOMETHING = (
    ast.AugAssign,
    ast.BinOp,
    ast.BoolOp,
    ast.Call,
    ast.Compare,
    ast.IfExp,
    ast.JoinedStr,
    ast.Lambda,
    ast.Subscript,
    ast.comprehension,
)


class Leak(Frozen):
    """A public place that resembles a private one."""

    file: str
    line: int
    resembles: str
    resembles_line: int
    text: str

    def __str__(self) -> str:
        return (
            f"{self.file}, line {self.line} resembles {self.resembles}, "
            f"line {self.resembles_line}: {self.text}"
        )


@dataclass(frozen=True)
class _Origin:
    """Where a secret stands, and how it reads there."""

    file: str
    line: int
    text: str

    def leak(self, file: str, line: int) -> Leak:
        shown = textwrap.shorten(self.text, SHOWN, placeholder=" ...")
        return Leak(file=file, line=line, resembles=self.file, resembles_line=self.line, text=shown)


@dataclass
class Secrets:
    """Everything private of a course, in normal form; of equal ones the first is named."""

    files: dict[str, bytes] = field(default_factory=dict)
    code: dict[str, _Origin] = field(default_factory=dict)
    sentences: dict[str, _Origin] = field(default_factory=dict)

    @classmethod
    def of(cls, course: Course, slugs: Iterable[str] | None = None) -> Secrets:
        """Read every private file of `course`, or of some of its units.

        Raises:
            CourseError: one is missing or cannot be read, so nothing would be proven.
        """
        secrets = cls()
        places = list(course.private) if slugs is None else []
        for slug in course.units if slugs is None else slugs:
            unit = course.unit(slug)
            for part in unit.needed:
                if not part.is_file():
                    raise CourseError(
                        f"{part} is missing: only where all that is private is there can be "
                        "proven that none of it is public."
                    )
            if slugs is not None:
                places += unit.private
        answers = course.private[0]
        for place in places:
            found = place.rglob("*") if place.is_dir() else [place]
            for path in sorted(found, key=lambda path: (path.name in _BELIEFS, path)):
                if path.is_file() and "__pycache__" not in path.parts:
                    is_answer = path.is_relative_to(answers) and path.name not in _BELIEFS
                    secrets._learn(path, path.relative_to(course.root).as_posix(), is_answer)
        for name, text in scaffold.templates().items():
            secrets._forget(Layer(name, text.encode()))
        return secrets

    def leaks(self, outer: Layer) -> list[Leak]:
        """Where `outer`, or what is packed into it, resembles something private."""
        found: dict[tuple[str, str, int], Leak] = {}
        for layer in unpack.layers(outer):
            for leak in self._copies(layer) or self._alike(layer):
                found.setdefault((leak.file, leak.resembles, leak.resembles_line), leak)
        inside = {key[1:] for key in found if key[0] != outer.place}
        kept = [
            leak for key, leak in found.items() if key[0] != outer.place or key[1:] not in inside
        ]
        return sorted(kept, key=lambda leak: (leak.file, leak.line))

    def _forget(self, public: Layer) -> None:
        forms = list(normal.code(public.text, public.tree))
        self.files = {name: data for name, data in self.files.items() if data not in public.data}
        self.code = {
            needle: origin
            for needle, origin in self.code.items()
            if all(form.find(needle) is None for form in forms)
        }
        prose = normal.prose(public.text)
        self.sentences = {
            needle: origin
            for needle, origin in self.sentences.items()
            if prose.find(needle) is None
        }

    def _copies(self, layer: Layer) -> list[Leak]:
        return [
            _Origin(name, 1, "all of it").leak(
                layer.place, layer.line + layer.data.count(b"\n", 0, layer.data.index(data))
            )
            for name, data in self.files.items()
            if data in layer.data
        ]

    def _alike(self, layer: Layer) -> Iterator[Leak]:
        searched = [(form, self.code) for form in normal.code(layer.text, layer.tree)]
        for form, secrets in [*searched, (normal.prose(layer.text), self.sentences)]:
            for needle, origin in secrets.items():
                line = form.find(needle)
                if line is not None:
                    yield origin.leak(layer.place, layer.line + line - 1)

    def _learn(self, path: Path, name: str, is_answer: bool) -> None:
        data = path.read_bytes()
        layer = Layer(name, data)
        if len(data.strip()) >= CODE:
            self.files[name] = data.strip()
        if path.suffix == ".py":
            self._learn_python(layer, is_answer)
        elif path.suffix == ".toml":
            self._learn_toml(layer)
        else:
            for inner in unpack.layers(layer):
                trees = [(1, inner.tree)] if inner.tree else normal.blocks(inner.text)
                for first, tree in trees:
                    self._learn_code(inner.place, inner.line + first - 1, tree, set())
            if path.suffix in _NOTES:
                self._learn_sentences(name, 1, layer.text)

    def _learn_python(self, layer: Layer, is_answer: bool) -> None:
        if layer.tree is None:
            raise CourseError(f"{layer.place} is not Python: mend it, so that it can be compared.")
        public = _lines_meant_to_be_public(layer.tree, layer.text.split("\n"))
        self._learn_code(layer.place, 1, layer.tree, public)
        for line, text in normal.said(layer.tree, layer.text, docstrings=not is_answer):
            if line not in public:
                self._learn_sentences(layer.place, line, text)

    def _learn_toml(self, layer: Layer) -> None:
        try:
            document = tomllib.loads(layer.text)
        except tomllib.TOMLDecodeError as error:
            raise CourseError(f"{layer.place} is not TOML: {error}.") from error
        lines = layer.text.split("\n")
        for name, value in _texts(document):
            if name[-1] in _PUBLIC_FIELDS or name == ("criteria", "title"):
                continue
            begins = value.strip().partition("\n")[0]
            line = next((n for n, text in enumerate(lines, 1) if begins in text), 1)
            self._learn_sentence(layer.place, line, value, TITLE)
            self._learn_sentences(layer.place, line, value)
            tree = unpack.parse(value)
            if tree is not None:
                self._learn_code(layer.place, line, tree, set())

    def _learn_code(self, file: str, first: int, tree: ast.Module, public: set[int]) -> None:
        for scope in normal.scopes(tree):
            own = [node for node in normal.own(scope) if node.lineno not in public]
            pieces = [(node.lineno, ast.unparse(part)) for node in own for part in _telling(node)]
            is_function = isinstance(scope, ast.FunctionDef) and scope.lineno not in public
            if is_function and not pieces and sum(map(_operations, own)) >= OPERATIONS:
                whole = "\n".join(text for _, text in normal.statements(scope.body))
                pieces = [(own[0].lineno, whole)]
            for line, text in pieces:
                needle = normal.squeezed(text)
                if len(needle) >= CODE:
                    self.code.setdefault(needle, _Origin(file, first + line - 1, text))

    def _learn_sentences(self, file: str, line: int, text: str) -> None:
        for sentence in _SENTENCE_ENDS.split(text):
            self._learn_sentence(file, line, sentence, SENTENCE)

    def _learn_sentence(self, file: str, line: int, text: str, at_least: int) -> None:
        words = normal.words(text)
        if sum(len(word) > 1 and word.isalpha() for word in words) >= at_least:
            self.sentences.setdefault(f" {' '.join(words)} ", _Origin(file, line, text.strip()))


def _lines_meant_to_be_public(tree: ast.Module, lines: list[str]) -> set[int]:
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and _MEANT_TO_BE_PUBLIC.search(lines[node.lineno - 1])
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def _telling(node: ast.stmt) -> list[ast.AST]:
    """The smallest parts of a statement that nobody writes by chance."""
    names = ("value", "test", "iter", "subject")
    value = next((getattr(node, name) for name in names if getattr(node, name, None)), None)
    if value is None:
        return []
    for parts in (_elements(value), [value]):
        if telling := [part for part in parts if _tells(part, CODE, OPERATIONS)]:
            return telling
    if normal.is_compound(node):
        return []
    is_telling = _tells(node, CODE, OPERATIONS) or _tells(node, STATEMENT, 1)
    return [node] if is_telling else []


def _elements(value: ast.AST) -> Iterator[ast.AST]:
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        for inner in value.elts:
            yield from _elements(inner)
    elif isinstance(value, ast.Dict):
        for inner in value.values:
            yield from _elements(inner)
    else:
        yield value


def _tells(part: ast.AST, characters: int, operations: int) -> bool:
    is_busy = _operations(part) >= operations
    return is_busy and len(normal.squeezed(ast.unparse(part))) >= characters


def _operations(part: ast.AST) -> int:
    return sum(map(_is_operation, ast.walk(part)))


def _is_operation(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float | complex) and node.value not in (0, 1, 2)
    called = getattr(node, "func", getattr(node, "value", None))
    if isinstance(node, ast.Call | ast.Subscript) and isinstance(called, ast.Name):
        return not hasattr(builtins, called.id)  # `dict(zip(a, b))` and `tuple[A, B]`
    return isinstance(node, _DOES_SOMETHING)


def _texts(value: Any, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a TOML document, with the names that lead to it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*name, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
