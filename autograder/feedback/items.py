"""Item analysis in the terminal: what the criteria tell, and what nothing explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.feedback.plain import points, printable
from autograder.items.models import FEWEST, Analysis, Cluster, Item
from autograder.report import CriterionStatus
from autograder.standing import Status

SHOWN = 20  # clusters; nobody reads a list of a hundred
TESTS = 3  # of a cluster, by name
_STATUSES = (CriterionStatus.PASSED, CriterionStatus.PARTIAL, CriterionStatus.FAILED)


def analyses(found: Sequence[Analysis]) -> Group:
    """Each assignment: its items, its misconceptions, and its largest clusters."""
    several = len({one.course for one in found}) > 1
    parts: list[RenderableType] = [
        _analysis(one, f"{one.course}, " if several else "") for one in found
    ]
    return Group(*parts or [Text("There is nothing yet.")])


def clusters(found: Sequence[Cluster]) -> Group:
    """The clusters of several students, each with an example; how many there are besides."""
    repeated = [cluster for cluster in found if cluster.students > 1]
    parts: list[RenderableType] = [_in_full(cluster) for cluster in repeated[:SHOWN]]
    more, alone = len(repeated[SHOWN:]), len(found) - len(repeated)
    if more:
        parts.append(Text(f"and {_number(more, 'smaller cluster')}; --json has all"))
    if alone:
        parts.append(Text(f"{_number(alone, 'wrong answer')} that nobody shares; --json has all"))
    return Group(*parts or [Text("No wrong answers without a cause.")])


def _analysis(found: Analysis, course: str) -> Group:
    parts: list[RenderableType] = [Text(printable(course + _heading(found)), style="bold")]
    parts += [Text(line) for line in _notes(found)]
    if found.items:
        parts.append(_indented(_items(found)))
        parts += [_flagged(item) for item in found.items if item.flags]
    if found.misconceptions:
        parts.append(_indented(_misconceptions(found)))
    if found.unexplained:
        parts.append(Text("the same wrong answers, unexplained (--unexplained shows them):"))
        parts += [_indented(Text(_in_short(cluster))) for cluster in found.unexplained]
    return Group(*parts, "")


def _heading(found: Analysis) -> str:
    said = [f"{found.assignment}: {_number(found.students, 'student')}"]
    if found.mean is not None:
        said.append(f"mean {points(found.mean)} of {found.max_score}")
    if found.alpha is not None:
        low, high = found.alpha.low, found.alpha.high
        said.append(f"alpha {found.alpha.value:.2f} (95 %: {low:.2f} to {high:.2f})")
    elif found.enough:
        said.append("alpha undefined")
    return "; ".join(said)


def _notes(found: Analysis) -> Iterator[str]:
    others = {status: n for status, n in found.statuses.items() if status is not Status.GRADED}
    if others:
        yield f"left out: {', '.join(f'{n} {status.value}' for status, n in others.items())}"
    if found.other_criteria:
        yield f"left out: {found.other_criteria} judged by other criteria or points (rescore)"
    if found.not_loaded:
        yield f"{found.not_loaded} of them did not load, and have 0 in every item"
    if not found.enough:
        yield f"too few students for statistics, which take {FEWEST}"


def _items(found: Analysis) -> Table:
    shown = _table("item", "points")
    for heading in ("difficulty", "correlation", "upper-lower") if found.enough else ():
        shown.add_column(heading, justify="right", no_wrap=True)
    for status in _STATUSES:
        shown.add_column(status.value, justify="right", no_wrap=True)
    for item in found.items:
        shown.add_row(
            Text(printable(item.id)),
            str(item.points),
            *(map(_statistic, _statistics(item)) if found.enough else ()),
            *(str(item.statuses.get(status, 0)) for status in _STATUSES),
        )
    return shown


def _flagged(item: Item) -> Text:
    words = ", ".join(flag.value for flag in item.flags)
    return Text(printable(f"{item.id}: {words}"), style="yellow")


def _statistics(item: Item) -> tuple[float | None, ...]:
    return item.difficulty, item.correlation, item.upper_lower


def _statistic(number: float | None) -> str:
    return "undefined" if number is None else f"{number:.2f}"


def _misconceptions(found: Analysis) -> Table:
    shown = _table("misconception", "students")
    shown.add_column("in", overflow="fold")
    for one in found.misconceptions:
        criteria = Text(printable(", ".join(one.criteria)))
        shown.add_row(Text(printable(one.slug)), str(one.students), criteria)
    return shown


def _table(name: str, number: str) -> Table:
    shown = Table(box=None, pad_edge=False, header_style="bold")
    shown.add_column(name, overflow="fold")
    shown.add_column(number, justify="right", no_wrap=True)
    return shown


def _in_short(cluster: Cluster) -> str:
    told = cluster.example.gap or cluster.example.came
    return printable(f"{_number(cluster.students, 'student')}: {cluster.function}: {told}")


def _in_full(cluster: Cluster) -> Group:
    example = cluster.example
    more = ["..."] if len(cluster.tests) > TESTS else []
    where = f"{cluster.function}, in {', '.join(cluster.criteria)}"
    lines = {
        "tests": f"{len(cluster.tests)}: {', '.join([*cluster.tests[:TESTS], *more])}",
        "call": example.call,
        "came": example.came,
        "expected": example.expected,
        "gap": example.gap,
        "who": ", ".join([*cluster.who, *(["..."] if cluster.students > len(cluster.who) else [])]),
        "behaviour": cluster.behaviour,
    }
    shown = Table(box=None, pad_edge=False, show_header=False)
    shown.add_column(no_wrap=True)
    shown.add_column(overflow="fold")
    for name, text in lines.items():
        if text:
            shown.add_row(name, Text(printable(text)))
    head = Text(printable(f"{_number(cluster.students, 'student')}: {where}"), style="bold")
    return Group(head, _indented(shown))


def _indented(shown: RenderableType) -> Padding:
    return Padding(shown, (0, 0, 0, 2), expand=False)


def _number(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
