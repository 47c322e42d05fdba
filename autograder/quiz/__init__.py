"""Quizzes: what anyone may see of one, its private key, and marking a sheet of answers.

Public are `questions` (quiz.toml), `variants` (drawn numbers), `draw` (whose they are), `answers`
(what a student wrote, `typed` by hand or not), `sheets` (answers.toml) and `own` (whose one is): no
more is needed to take a quiz. Students do so by `taking` it, in a `terminal` or a `notebook`, or on
paper, where it is `printed`; `completeness` says what is left.

`key` holds the answers as `formulas`; `compare` judges one answer by them, and `marking` a sheet.
Authors use `build`, which draws variants, and `lint`, which proves that a quiz holds together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.quiz.notebook import sheet as sheet

__all__ = ["sheet"]


def __getattr__(name: str) -> Any:
    if name != "sheet":  # looked up on first use: it loads the course
        raise AttributeError(f"module 'autograder.quiz' has no attribute {name!r}")
    from autograder.quiz.notebook import sheet

    return sheet
