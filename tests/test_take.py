"""Taking a quiz in a real terminal, from a script, in a notebook, by hand: the same file."""

import contextlib
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course import Course
from autograder.errors import AutograderError, SubmissionError, UsageError
from autograder.quiz import sheet as notebook_sheet
from autograder.quiz import sheets
from autograder.quiz.answers import Malformed, understood
from autograder.quiz.marking import Marker
from autograder.quiz.questions import ArrayQuestion, NumberQuestion
from autograder.quiz.screen import Screen
from autograder.quiz.taking import Taking, usual_file
from autograder.quiz.terminal import Conversation

ROOT = Path(__file__).parents[1]
SLUG = "quiz_little"
FILE = Path(SLUG, "answers.toml")
IDS = ["n1", "c1", "m1", "a1", "t1"]
SECONDS = 60  # until a test gives up; none waits for the clock
terminals = pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")

PUBLIC = {
    "assignments/course.toml": """
        id = "little"
        title = "A little course"
        epoch = "2026"
        """,
    "assignments/quiz_little/quiz.toml": """
        title = "Five questions"
        [attempts]
        allowed = 2
        [[questions]]
        id = "n1"
        kind = "number"
        integer = true
        unit = "weights"
        prompt = "How many weights has `Dense({H})` on {D} features, if every unit reads them all?"
        [[questions]]
        id = "c1"
        kind = "choice"
        prompt = "Which is the largest?"
        choices = [
          { id = "a", text = "one" },
          { id = "b", text = "two" },
          { id = "c", text = "three, which is a number that is written with five letters" },
        ]
        [[questions]]
        id = "m1"
        kind = "choices"
        prompt = "Which are even?"
        choices = [
          { id = "a", text = "one" },
          { id = "b", text = "two" },
          { id = "c", text = "four" },
        ]
        [[questions]]
        id = "a1"
        kind = "array"
        prompt = "Write the identity of two rows."
        [[questions]]
        id = "t1"
        kind = "text"
        prompt = "What is the derivative of `x**2`?"
        """,
    "assignments/quiz_little/variants.json": json.dumps(
        {"n1": [{"H": h, "D": d} for h in range(2, 60) for d in (71, 73)]}
    ),
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """What a student has, and the working folder: `assignments/` and nothing else."""
    for name, text in PUBLIC.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def taking(place):
    return Taking.begin(Course(place).quiz(SLUG), FILE, "s01")


def answers(file=FILE):
    return sheets.read(Path(file).read_bytes()).answers


def run(*arguments, stdin=""):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def take(stdin="", *more):
    return run("quiz", "take", SLUG, "--student", "s01", *more, stdin=stdin)


class Terminal:
    """A command with a real terminal of its own; a test types, and waits for what is said."""

    # A process gets a terminal to control, as Ctrl-C needs, only once it is a session of its own.
    START = (
        "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
        "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL); "  # a job may ignore it
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )

    def __init__(self, *arguments, columns=80, **environment):
        import fcntl
        import pty
        import termios

        self.screen, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.START, "-m", "autograder", *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            env=kept | {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"} | environment,
        )
        os.close(inner)
        self.said = ""
        self.heard = 0

    def expect(self, text):
        """Read on until it has said `text`."""
        while (at := self.said.find(text, self.heard)) < 0:
            if not self._read():
                raise AssertionError(f"it ended without {text!r}:\n{self.said[self.heard :]}")
        self.heard = at + len(text)

    def type(self, text):
        os.write(self.screen, text.encode())

    def interrupt(self):
        """Press Ctrl-C as it waits for a key; between its prompt and that, Python keeps it back."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        while stat.read_text().rpartition(")")[2].split()[0] != "S":  # asleep
            time.sleep(0.01)
        self.type("\x03")

    def end(self):
        """Read to the end; its exit code, and all that was said."""
        while self._read():
            pass
        return self.process.wait(SECONDS), self.said.replace("\r\n", "\n")

    def _read(self):
        ready, _, _ = select.select([self.screen], [], [], SECONDS)
        assert ready, f"it said nothing more after:\n{self.said[self.heard :]}"
        try:
            data = os.read(self.screen, 65536)
        except OSError:  # Linux says so that the other end is closed
            return False
        self.said += data.decode()
        return bool(data)


@pytest.fixture
def terminal(place):
    with contextlib.ExitStack() as stack:

        def opened(*arguments, **how):
            found = Terminal(*arguments, **how)

            def close():
                if found.process.poll() is None:
                    found.process.kill()
                found.process.wait()
                os.close(found.screen)

            stack.callback(close)
            return found

        yield opened


def take_in(terminal, *more, **how):
    return terminal("quiz", "take", SLUG, "--student", "s01", *more, **how)


# In a terminal


@terminals
def test_a_quiz_is_taken_from_the_first_question_to_the_receipt(terminal):
    opened = take_in(terminal)
    for name, typed in zip(IDS, ["142", "2", "1 3", "[[1, 0], [0, 1]]", "2x"], strict=True):
        opened.expect(f": {name}")
        opened.expect("Answer: ")
        opened.type(f"{typed}\n")
        opened.expect("Saved: ")
    opened.expect("5 of 5 questions are answered.")
    opened.type("\n")
    code, said = opened.end()
    assert code == 0
    found = answers()
    assert (found["n1"], found["a1"], found["t1"]) == (142, [[1, 0], [0, 1]], "2x")
    assert f"Receipt: {sheets.read(FILE.read_bytes()).receipt}" in said


@terminals
def test_killed_between_two_answers_it_has_lost_nothing_and_goes_on(terminal):
    killed = take_in(terminal)
    killed.expect("Answer: ")
    killed.type("142\n")
    killed.expect(": c1")
    killed.expect("Answer: ")
    killed.process.send_signal(signal.SIGKILL)
    assert killed.end()[0] == -signal.SIGKILL
    assert answers() == {"n1": 142}
    again = terminal("quiz", "take", SLUG)
    again.expect("1 of 5 questions are answered.")
    again.expect("Question 2 of 5: c1")
    again.type(":quit\n")
    assert again.end()[0] == 0


@terminals
def test_ctrl_c_is_one_sentence_and_130(terminal):
    opened = take_in(terminal)
    opened.expect("Answer: ")
    opened.type("142\n")
    opened.expect(": c1")
    opened.expect("Answer: ")
    opened.interrupt()
    code, said = opened.end()
    assert code == 130
    assert said.rstrip().splitlines()[-1] == (
        "Interrupted: 1 of 5 questions are answered and saved; the same command goes on from there."
    )
    assert "Traceback" not in said
    assert answers() == {"n1": 142}


@terminals
def test_the_end_of_typing_says_what_is_left(terminal):
    opened = take_in(terminal)
    opened.expect("Answer: ")
    opened.type("142\n")
    opened.expect(": c1")
    opened.expect("Answer: ")
    opened.type("\x04")
    code, said = opened.end()
    assert code == 0
    assert "1 of 5 questions are answered.\nBlank: c1, m1, a1, t1.\n" in said


@terminals
def test_what_is_no_answer_is_said_and_asked_again(terminal):
    opened = take_in(terminal)
    opened.expect("Answer: ")
    opened.type("many\n")
    opened.expect("n1: 'many' is no number")
    opened.expect("Answer: ")
    opened.type("142.5\n")
    opened.expect("n1: 142.5 is no whole number")
    opened.expect("Answer: ")
    opened.type("142\n")
    opened.expect(": c1")
    opened.type("4\n")
    opened.expect("c1: '4' is no choice: write a number from 1 to 3.")
    opened.type(":quit\n")
    assert opened.end()[0] == 0
    assert answers() == {"n1": 142}


@terminals
def test_one_goes_back_and_forward_and_jumps_and_clears(terminal):
    opened = take_in(terminal)
    for typed, then in [
        ("142", ": c1"),
        (":back", "Your answer: 142"),
        ("143", ": c1"),
        (":b", "Your answer: 143"),
        (":go t1", "Question 5 of 5: t1"),
        (":go 4", "Question 4 of 5: a1"),
        (":go t9", "There is no question 't9': there are n1, c1, m1, a1, t1, or 1 to 5."),
        (":go 0", "There is no question '0'"),
        (":next", ": t1"),
        ("", "Review"),
        (":clear", ":clear is no command here"),
        (":go n1", "Your answer: 143"),
        (":clear", "Cleared."),
        (":jump", ":jump is no command here: :help lists them."),
        (":", ": is no command"),
        (":help", ":quit - stop"),
        (":review", "Blank: n1, c1, m1, a1, t1."),
        ("what now", "'what now' answers no question"),
        (":back", ": t1"),
        (":quit", "Hand in"),
    ]:
        opened.type(f"{typed}\n")
        opened.expect(then)
    assert opened.end()[0] == 0
    assert answers() == {}


@terminals
def test_rows_are_typed_line_by_line(terminal):
    opened = take_in(terminal)
    opened.expect("Answer: ")
    for typed, then in [
        (":go a1", "Answer: "),
        ("1 0", "... "),
        ("0, 1", "... "),
        ("", "Saved: [[1, 0], [0, 1]]"),
        (":go a1", "Your answer: [[1, 0], [0, 1]]"),
        ("np.array([[2, 0],", "... "),
        ("          [0, 2]])", "Saved: [[2, 0], [0, 2]]"),
        (":go a1", "Answer: "),
        ("[[1, 0],", "... "),
        ("", "is no list of numbers"),
        ("1 0", "... "),
        ("1", "... "),
        ("", "The rows of this list differ in length."),
        ("__import__('os')", "is no list of numbers"),
        (":quit", "Hand in"),
    ]:
        opened.type(f"{typed}\n")
        opened.expect(then)
    assert opened.end()[0] == 0
    assert answers() == {"a1": [[2, 0], [0, 2]]}


@terminals
def test_a_student_without_a_name_is_asked_for_it(terminal):
    opened = terminal("quiz", "take", SLUG)
    opened.expect("Your id, as the course knows you: ")
    opened.type("s07\n")
    opened.expect("Student s07, attempt 1 of 2.")
    opened.type(":quit\n")
    assert opened.end()[0] == 0


def seen_of(opened):
    """All that is said from the first question to the end, answers included."""
    for typed in ("142", "2", "1 3", "[[1, 0], [0, 1]]", "2x", ":help", ""):
        opened.expect(": " if typed != ":help" else "Enter or command: ")
        opened.type(f"{typed}\n")
    return opened.end()[1]


@terminals
def test_on_a_screen_of_40_columns_no_line_is_longer(terminal):
    said = seen_of(take_in(terminal, columns=40, TERM="dumb"))
    long = [line for line in said.splitlines() if len(line) > 40]
    assert [line for line in long if not re.fullmatch("[0-9a-f]{64}", line)] == []
    assert "\n   written with five letters" in said  # under the text, not under its number


@terminals
@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {"NO_COLOR": "1"}], ids=str)
def test_without_colours_it_is_plain_text(terminal, how):
    said = seen_of(take_in(terminal, **how))
    assert "\x1b" not in said


@terminals
def test_with_colours_no_cursor_is_moved_and_nothing_is_drawn_again(terminal):
    said = seen_of(take_in(terminal))
    escapes = re.findall(r"\x1b[^m]*m|\x1b", said)
    assert escapes
    assert {escape for escape in escapes if not re.fullmatch(r"\x1b\[[0-9;]*m", escape)} == set()
    assert not re.search(r"\r(?!\n)|\x08", said)


# From a script


def test_a_script_answers_line_by_line(place):
    done = take("142\n2\n\n[1, 2]\n2x\n")
    assert done.exit_code == 0, done.output
    assert "Answer: 142\nSaved: 142\n" in done.output
    found = answers()
    assert [found.get(name) for name in ("n1", "m1", "a1", "t1")] == [142, None, [1, 2], "2x"]
    assert "4 of 5 questions are answered.\nBlank: m1.\n" in done.output


def test_where_a_script_ends_all_is_saved_and_it_says_what_is_left(place):
    done = take("142\n:go a1\n1 0\n0 1\n")  # the last lines are rows, and end with the script
    assert done.exit_code == 0, done.output
    assert answers() == {"n1": 142, "a1": [[1, 0], [0, 1]]}
    assert "Blank: c1, m1, t1." in done.output
    assert sheets.read(FILE.read_bytes()).receipt in done.output


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("many", "c1: 'many' is no choice: write a number from 1 to 3. What came before is saved."),
        (":jump", ":jump is no command here: :help lists them. What came before is saved."),
    ],
)
def test_a_script_stops_at_a_line_that_cannot_be_understood(place, line, said):
    done = take(f"142\n{line}\n1\n")
    assert done.exit_code == 2
    assert said in done.stderr
    assert answers() == {"n1": 142}


def test_a_script_with_a_line_too_many_is_told(place):
    done = take("142\n2\n1\n[1]\n2x\nmore\n")
    assert done.exit_code == 2
    assert "'more' answers no question" in done.stderr
    assert len(answers()) == 5


def test_a_script_must_say_who_it_is(place):
    done = run("quiz", "take", SLUG, stdin="142\n")
    assert done.exit_code == 2
    assert "Say who you are: --student ID." in done.stderr
    assert not FILE.exists()


def test_a_script_can_say_anything_and_only_numbers_get_through(place):
    done = take("142\x1b[2J\n")
    assert done.exit_code == 2
    assert "\x1b" not in done.output
    assert answers() == {}


def test_a_text_that_could_steer_a_terminal_is_shown_escaped(place):
    done = take(":go t1\n2x\x1b]0;owned\x07\n:b\n")
    assert done.exit_code == 0, done.output
    assert "Saved: 2x\\x1b]0;owned\\x07" in done.output
    assert "\x1b" not in done.output


def test_bytes_that_are_no_text_are_no_answer_and_no_traceback(place):
    command = [sys.executable, "-m", "autograder", "quiz", "take", SLUG, "--student", "s01"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}
    done = subprocess.run(
        command, input=b"\xff\xfe\n", capture_output=True, timeout=SECONDS, env=environment
    )
    assert done.returncode == 2
    assert b"is no number" in done.stderr


def test_a_quiz_is_not_started_but_taken(place):
    done = run("start", SLUG)
    assert done.exit_code == 2
    assert f"answer it with `autograder quiz take {SLUG}`" in done.stderr


# The sheet


def test_the_sheet_is_the_students_own_and_each_attempts(place):
    assert take().exit_code == 0
    other = run("quiz", "take", SLUG, "--student", "s02")
    assert other.exit_code == 2
    assert "is the sheet of 's01', attempt 1" in other.stderr
    assert run("quiz", "take", SLUG, "--attempt", "2", "--student", "s01").exit_code == 0
    second = sheets.read(Path(SLUG, "attempt_2", "answers.toml").read_bytes())
    assert (second.student, second.attempt) == ("s01", 2)
    third = run("quiz", "take", SLUG, "--attempt", "3", "--student", "s01")
    assert third.exit_code == 2
    assert "allows 2 attempts" in third.stderr


def test_a_sheet_is_kept_where_it_is_wanted(place):
    assert take("142\n", "--sheet", "mine/sheet.toml").exit_code == 0
    assert answers("mine/sheet.toml") == {"n1": 142}
    assert not FILE.exists()


@pytest.mark.parametrize("student", ["", "  ", "x" * 201, "\udcff"])
def test_a_student_needs_an_id_that_a_sheet_can_hold(place, student):
    done = run("quiz", "take", SLUG, "--student", student)
    assert done.exit_code == 2
    assert "Name the student by the id" in done.stderr
    assert not FILE.exists()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("n1 = [", "The sheet is not TOML"),
        ("[answers]\nn1 = 3\n", "The sheet does not fit"),
    ],
)
def test_what_is_no_sheet_is_not_written_over(place, broken, said):
    FILE.parent.mkdir()
    FILE.write_text(broken, encoding="utf-8")
    done = take("142\n")
    assert done.exit_code == 1
    assert said in done.stderr
    assert FILE.read_text(encoding="utf-8") == broken


def test_numbers_that_were_not_drawn_for_the_student_are_refused(taking):
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(re.sub(r"H = \d+", "H = 61", text), encoding="utf-8")
    done = take("142\n")
    assert done.exit_code == 1
    assert "The numbers of n1 are not those drawn for 's01'" in done.stderr


def test_a_sheet_that_breaks_meanwhile_is_not_written_over(taking):
    FILE.write_text("answers", encoding="utf-8")
    with pytest.raises(SubmissionError, match="not TOML"):
        taking.answer("n1", 142)
    assert FILE.read_text(encoding="utf-8") == "answers"


def test_an_answer_by_other_means_is_not_lost(taking):
    other = Taking.begin(taking.quiz, FILE)
    taking.answer("n1", 142)
    other.answer("t1", "2x")
    assert answers() == {"n1": 142, "t1": "2x"}


def test_a_quiz_is_taken_without_a_look_at_what_is_private(place):
    private = place / "solutions" / SLUG
    private.mkdir(parents=True)
    (private / "key.toml").write_text("no key at all", encoding="utf-8")
    (private / "key.py").write_text("raise SystemExit('run')", encoding="utf-8")
    assert take("142\n").exit_code == 0
    assert answers() == {"n1": 142}


def test_what_is_taken_is_what_is_marked():
    course = Course(ROOT)
    for slug in course.quizzes:
        marker = Marker(course.quiz(slug))
        quiz = marker.quiz
        sheet = quiz.sheet("s01", 1)
        for each in quiz.shown("s01", 1):
            name, answer = each.question.id, marker.answers[each.question.id]
            solved = marker.solved(name, each.drawn).answer
            order = [choice.id for choice in each.choices]
            right = [order.index(wanted) + 1 for wanted in answer.right] if order else solved
            sheet = sheet.answered(name, right)
        assert marker.mark(sheets.text(sheet, quiz.paper).encode(), "s01").score == 100, slug


# A person without a terminal: the same conversation in this process


class Person(Screen):
    """Types what the test says, and keeps on when not understood."""

    def __init__(self, *lines):
        super().__init__()
        self.is_person = True
        self._lines = list(lines)

    def ask(self, prompt):
        if not self._lines:
            raise EOFError
        return self._lines.pop(0)


def test_a_person_is_asked_again_until_it_is_an_answer(taking, capsys):
    Conversation(taking, Person("many", "142", ":go 9", ":review", "")).run()
    said = capsys.readouterr().out
    assert "n1: 'many' is no number" in said
    assert "There is no question '9'" in said
    assert answers() == {"n1": 142}


def test_a_person_goes_about_as_they_like(taking, capsys):
    lines = ["142", ":back", ":clear", ":next", ":b", "143", ":go a1", "1 0", "0 1", "", ":review"]
    Conversation(taking, Person(*lines, "more", ":clear", ":help", ":go 1", ":", ":quit")).run()
    said = capsys.readouterr().out
    assert [at for at in re.findall(r"Question \d of 5: (\w+)", said)] == (
        ["n1", "c1", "n1", "c1", "n1", "c1", "a1", "t1", "n1"]
    )
    for sentence in ("'more' answers no question", ":clear is no command", ":quit - stop"):
        assert sentence in said
    assert answers() == {"n1": 143, "a1": [[1, 0], [0, 1]]}


def test_an_answer_that_cannot_be_read_is_asked_for_first(taking, capsys):
    taking.answer("n1", 142)
    text = FILE.read_text(encoding="utf-8").replace('c1 = ""', 'c1 = "none"')
    FILE.write_text(text, encoding="utf-8")
    Conversation(taking, Person()).run()
    said = capsys.readouterr().out
    assert "Question 2 of 5: c1" in said
    assert "Your answer cannot be read: 'none' is no choice" in said
    assert "c1 cannot be read: 'none' is no choice" in said


# By hand


def by_hand(**written):
    text = FILE.read_text(encoding="utf-8")
    for name, value in written.items():
        text = text.replace(f'{name} = ""', f"{name} = {value}")
    FILE.write_text(text, encoding="utf-8")


def test_check_says_what_is_blank_and_what_cannot_be_read(taking):
    by_hand(n1='"many"', c1="2", a1="[[1], [2, 3]]")
    done = run("check", FILE)
    assert done.exit_code == 0
    receipt = sheets.read(FILE.read_bytes()).receipt
    assert done.output.splitlines() == [
        "Five questions: s01, attempt 1",
        "1 of 5 questions are answered.",
        "Blank: m1, t1.",
        "n1 cannot be read: 'many' is no number: write one such as 12, -0.5 or 1.5e-3.",
        "a1 cannot be read: The rows of this list differ in length.",
        f"Receipt: {receipt}",
    ]
    found = json.loads(run("check", FILE, "--json").output)
    assert (found["answered"], found["blank"]) == (["c1"], ["m1", "t1"])
    assert set(found["malformed"]) == {"n1", "a1"}
    assert found["receipt"] == receipt


def test_check_finds_the_sheet(taking, monkeypatch):
    assert "0 of 5" in run("check", "-a", SLUG).output
    monkeypatch.chdir(FILE.parent)
    assert "0 of 5" in run("check").output
    assert "0 of 5" in run("check", "-a", SLUG).output


def test_check_says_that_there_is_no_sheet_or_another_quizs(taking):
    assert "There is no sheet none.toml" in run("check", "none.toml").stderr
    assert run("check", "none.toml").exit_code == 2
    text = FILE.read_text(encoding="utf-8").replace(SLUG, "quiz_big")
    FILE.write_text(text, encoding="utf-8")
    assert "There is no quiz 'quiz_big'" in run("check", FILE).stderr
    done = run("check", FILE, "-a", SLUG)
    assert done.exit_code == 1
    assert "of the quiz 'quiz_big', not of 'quiz_little'" in done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]]),
        ("np.array([[1, 2], [3, 4]])", [[1, 2], [3, 4]]),
        ("numpy.asarray(((1, 2), (3, 4)))", [[1, 2], [3, 4]]),
        ("array([[1., 2.],\n       [3., 4.]], dtype=float32)", [[1, 2], [3, 4]]),
        ("[[1 2]\n [3 4]]", [[1, 2], [3, 4]]),
        ("1 2\n3 4\n", [[1, 2], [3, 4]]),
        ("1, 2,\n3, 4,\n", [[1, 2], [3, 4]]),
        ("[1, 2],\n[3, 4]", [[1, 2], [3, 4]]),
        ("(1, 2),\n(3, 4)", [[1, 2], [3, 4]]),
        ("1\n2", [[1], [2]]),
        ("1 2", [1, 2]),
        ("[np.float64(1.5), np.float64(-2e-3)]", [1.5, -0.002]),
        ("[\N{MINUS SIGN}1, 2]", [-1, 2]),
    ],
)
def test_an_array_is_read_as_people_write_it(typed, meant):
    assert understood(ArrayQuestion(id="a", kind="array", prompt="?"), typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["np.zeros(3)", "np.array(open('x'))", "[1, 2", "1, 2]", "][", "x[0]", "1 +\n2", "[1, nan]"],
)
def test_what_is_no_array_is_not_evaluated(typed):
    assert isinstance(understood(ArrayQuestion(id="a", kind="array", prompt="?"), typed), Malformed)


def test_a_number_of_numpy_is_a_number():
    question = NumberQuestion(id="n", kind="number", prompt="?")
    assert understood(question, "np.float64(0.5)") == 0.5
    assert isinstance(understood(question, "np.float64(os)"), Malformed)


# In a notebook


def test_a_notebook_writes_the_same_file_at_once(place):
    sheet = notebook_sheet(SLUG, student="s01")
    sheet["n1"] = np.int64(142)
    assert answers() == {"n1": 142}
    sheet["a1"] = np.eye(2)
    sheet["c1"] = 2
    sheet["m1"] = {"b", "c"}
    sheet["t1"] = "2x"
    assert answers()["a1"] == [[1.0, 0.0], [0.0, 1.0]]
    assert answers()["m1"] == ["b", "c"]
    assert sheet["n1"] == 142
    del sheet["n1"]
    assert sheet["n1"] is None
    assert "n1" not in answers()
    assert sheet.receipt == sheets.read(FILE.read_bytes()).receipt
    assert list(sheet) == IDS
    assert notebook_sheet(SLUG)["t1"] == "2x"  # goes on with the sheet that is there


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ((np.float64(0.5), np.float32(2)), [0.5, 2.0]),
        ([np.array([1, 2]), np.array([3, 4])], [[1, 2], [3, 4]]),
        (range(3), [0, 1, 2]),
        ("np.array([1, 2])", [1, 2]),
    ],
    ids=str,
)
def test_numpys_numbers_become_pythons_wherever_they_stand(place, given, kept):
    sheet = notebook_sheet(SLUG, student="s01")
    sheet["a1"] = given
    assert answers()["a1"] == kept


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("n9", 1, "There is no question 'n9': this quiz has n1, c1, m1, a1, t1."),
        ("n1", "many", "n1: 'many' is no number"),
        ("n1", np.nan, "n1: 'nan' is no finite number"),
        ("n1", True, "n1: 'True' is no number"),
        ("n1", {"a": 1}, "n1: This is no number"),
        ("a1", np.array(["x"]), "a1: 'x' is no number"),
        ("a1", np.zeros((1, 1, 1, 1)), "a1: This is more than any answer here has"),
        ("t1", {1}, "t1: This is no text"),
    ],
    ids=str,
)
def test_a_notebook_is_told_in_one_sentence(place, name, given, said):
    sheet = notebook_sheet(SLUG, student="s01")
    before = FILE.read_bytes()
    with pytest.raises(UsageError, match=re.escape(said)) as told:
        sheet[name] = given
    assert told.value._render_traceback_() == [f"Error: {told.value}"]
    assert FILE.read_bytes() == before


def test_a_notebook_must_say_whose_sheet_it_is(place):
    with pytest.raises(AutograderError, match="Whose sheet is it"):
        notebook_sheet(SLUG)
    assert not FILE.exists()


def test_a_notebook_shows_what_is_answered_and_what_is_blank(place):
    sheet = notebook_sheet(SLUG, student="s01")
    sheet["c1"], sheet["t1"] = 3, "<script>alert(1)</script>\x1b"
    by_hand(a1='"x"')
    page = sheet._repr_html_()
    assert "2 of 5 questions are answered" in page
    assert page.count(">blank<") == 2
    assert ">3<" in page
    assert "cannot be read: &#39;x&#39; is no list of numbers" in page
    assert "<code>Dense(" in page
    assert "<script>" not in page
    assert "\x1b" not in page
    lines = repr(sheet).splitlines()
    assert lines[:3] == ["2 of 5 questions are answered", "n1: blank", "c1: 3"]


def test_a_notebook_stays_with_its_file_wherever_it_goes(place, tmp_path, monkeypatch):
    sheet = notebook_sheet(SLUG, student="s01")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    sheet["n1"] = 142
    assert answers(place / FILE) == {"n1": 142}
    other = notebook_sheet(SLUG, "s02", 2, file="mine.toml", course=place)
    other["n1"] = 3
    assert answers("mine.toml") == {"n1": 3}


def test_a_real_kernel_takes_a_quiz_and_shows_sentences_for_errors(place):
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    cells = [
        "from autograder.quiz import sheet\nimport numpy as np",
        f"s = sheet({SLUG!r}, student='s01')",
        "s['a1'] = np.eye(2)",
        "s['n9'] = 1",
        "s",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(notebook, allow_errors=True, timeout=SECONDS).execute()
    assert answers() == {"a1": [[1.0, 0.0], [0.0, 1.0]]}
    error = notebook.cells[3].outputs[0]
    assert error["traceback"] == [
        "Error: There is no question 'n9': this quiz has n1, c1, m1, a1, t1."
    ]
    assert "1 of 5 questions are answered" in notebook.cells[4].outputs[0]["data"]["text/html"]


def test_attempts_have_sheets_of_their_own():
    assert usual_file("quiz", 1) == Path("quiz/answers.toml")
    assert usual_file("quiz", 2) == Path("quiz/attempt_2/answers.toml")
