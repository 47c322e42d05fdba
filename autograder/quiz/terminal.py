"""Take a quiz as a conversation: one question at a time, a line asked and a line said.

A script can answer, too. Then the first line that cannot be understood ends it: those after it
would answer other questions than they were meant for.
"""

from __future__ import annotations

import click

from autograder.errors import UsageError
from autograder.quiz.printed import heading, how
from autograder.quiz.questions import ArrayQuestion
from autograder.quiz.screen import Screen
from autograder.quiz.taking import Taking
from autograder.quiz.typed import is_open, is_row

COMMANDS = {
    "next": "go to the next question; Enter alone does the same",
    "back": "go to the question before",
    "go": "go to another question, by its name or its number, such as :go 5",
    "clear": "take out the answer to this question",
    "review": "see what is left, and end",
    "help": "see these commands",
    "quit": "stop; the same command goes on from here",
}
ROWS = "Rows can be typed line by line, with an empty line at the end."


class _End(Exception):
    """Nothing more is asked."""


class Conversation:
    """One student at one quiz."""

    def __init__(self, taking: Taking, screen: Screen) -> None:
        self._taking = taking
        self._screen = screen
        self._questions = list(taking.questions.values())
        self._names = list(taking.questions)

    def run(self) -> None:
        """From the first question without an answer to the end, in whatever order is wanted.

        Raises:
            UsageError: a script's line cannot be understood.
            SubmissionError: somebody else has broken the sheet.
            OSError: the sheet cannot be read or written.
        """
        screen, taking = self._screen, self._taking
        paper, complete = taking.quiz.paper, taking.completeness
        screen.show(f"**{paper.title}**")
        screen.say(heading(paper, taking.student, taking.attempt))
        screen.say(f"{complete.count}. Each answer is saved at once, in {taking.path}.")
        screen.say("Type an answer and Enter. Enter alone goes on; :help says what else there is.")
        left = (at for at, name in enumerate(self._names) if name not in complete.answered)
        at = next(left, len(self._names))
        try:
            while True:
                at = self._question(at) if at < len(self._names) else self._review()
        except EOFError:
            click.echo()
            self._say_left()
        except _End:
            pass
        screen.say(f"Hand in {taking.path}, and keep the receipt.")
        screen.say(f"Receipt: {taking.completeness.receipt}")

    def _question(self, at: int) -> int:
        """Ask one question; where to go then."""
        screen, asked = self._screen, self._questions[at]
        click.echo()
        screen.show(f"**Question {at + 1} of {len(self._names)}: {asked.question.id}**")
        screen.show(asked.prompt)
        for place, choice in enumerate(asked.choices, 1):
            screen.show(choice.text, f"{place}. ")
        screen.show(how(asked.question))
        if isinstance(asked.question, ArrayQuestion):
            screen.say(ROWS)
        self._say_present(asked.question.id)
        return self._listen(at, "Answer: ")

    def _review(self) -> int:
        """Say what is left; where to go then."""
        click.echo()
        self._screen.show("**Review**")
        self._say_left()
        self._screen.say("Enter ends. :go and the name of a question goes back to it.")
        return self._listen(len(self._names), "Enter or command: ")

    def _listen(self, at: int, prompt: str) -> int:
        """Ask until something is understood; where to go then."""
        while True:
            try:
                there = self._obey(self._read(at, prompt), at)
                if there is not None:
                    return there
            except UsageError as error:
                if not self._screen.is_person:
                    raise UsageError(f"{error} What came before is saved.") from error
                self._screen.say(str(error))

    def _read(self, at: int, prompt: str) -> str:
        """A line; of an array, all lines up to its last bracket, or to an empty one."""
        line = self._screen.ask(prompt)
        is_array = at < len(self._names) and isinstance(self._questions[at].question, ArrayQuestion)
        if not is_array or not line.strip() or line.lstrip().startswith(":"):
            return line
        lines = [line]
        try:
            while lines[-1].strip() and (is_open("".join(lines)) or all(map(is_row, lines))):
                lines.append(self._screen.ask("... "))
        except EOFError:
            pass  # that ends it, too; who asks for more hears so again
        return "\n".join(lines)

    def _obey(self, line: str, at: int) -> int | None:
        """Do what a line says; where to go then, or None to listen again.

        Raises:
            UsageError: it is no answer to this question, and no command.
        """
        typed = line.strip()
        if typed.startswith(":"):
            return self._command(*typed[1:].split(maxsplit=1), at=at)
        if at == len(self._names):
            if typed:
                raise UsageError(f"{typed!r} answers no question: :go to one first.")
            raise _End
        if typed:
            name = self._names[at]
            refused = self._taking.answer(name, typed)
            if refused is not None:
                raise UsageError(f"{name}: {refused.why}")
            self._screen.say(f"Saved: {self._taking.written(name)}")
        return at + 1

    def _command(self, word: str = "", where: str = "", *, at: int) -> int | None:
        found = [name for name in COMMANDS if word and name.startswith(word)]
        match found:
            case ["next"]:
                return min(at + 1, len(self._names))
            case ["back"]:
                return max(at - 1, 0)
            case ["go"]:
                return self._place(where)
            case ["clear"] if at < len(self._names):
                self._taking.answer(self._names[at], None)
                self._screen.say("Cleared.")
                return None
            case ["review"]:
                return len(self._names)
            case ["help"]:
                for name, does in COMMANDS.items():
                    self._screen.say(f":{name} - {does}")
                return None
            case ["quit"]:
                self._say_left()
                raise _End
        raise UsageError(f":{word} is no command here: :help lists them.")

    def _place(self, where: str) -> int:
        if where in self._names:
            return self._names.index(where)
        if where.isdecimal() and 1 <= int(where[:9]) <= len(self._names):
            return int(where) - 1
        known = f"{', '.join(self._names)}, or 1 to {len(self._names)}"
        raise UsageError(f"There is no question {where!r}: there are {known}.")

    def _say_present(self, name: str) -> None:
        """The answer that is in the sheet, if there is one."""
        complete = self._taking.completeness
        if name in complete.malformed:
            self._screen.say(f"Your answer cannot be read: {complete.malformed[name]}")
        elif name in complete.answered:
            self._screen.say(f"Your answer: {self._taking.written(name)}")

    def _say_left(self) -> None:
        """What is not answered yet."""
        for sentence in self._taking.completeness.left:
            self._screen.say(sentence)
