"""A figure as SVG text: shapes that name a role, and one table of what a role looks like.

A handout is read on light and on dark pages, and a page may be dark where the system is light. So
a figure brings its own paper, and every text stands on paper or on a surface of this table.
Arrowheads are triangles and colours stand in plain rules, for not all programs that show SVG know
markers or variables.
"""

import re
from html import escape

# Role: colour on light, colour on dark.
TEXT = {
    "ink": ("#20252a", "#ece9e4"),
    "soft": ("#4b535b", "#bdc3c9"),
    "cool": ("#164f6b", "#a3d4ec"),
    "warm": ("#85400f", "#f6bf98"),
}
SURFACES = {
    "paper": ("#ffffff", "#1b1f23"),
    "plain": ("#f0eee9", "#2a2f35"),
    "cool": ("#e3eff6", "#1e3644"),
    "cool-deep": ("#bcdcec", "#28506a"),
    "warm": ("#fcecdf", "#43301f"),
    "warm-deep": ("#f8d3b4", "#653d1c"),
}
LINES = {
    "ink": ("#20252a", "#ece9e4"),
    "soft": ("#767e86", "#858d95"),
    "cool": ("#1d6d94", "#6db6da"),
    "warm": ("#b4560f", "#e79a5f"),
}
FAINT = ("#dedad2", "#3a4149")  # a grid, which says nothing by itself
SIZE = 15
SMALL = 13
INDEX = 11
MINUS = "\N{MINUS SIGN}"

Point = tuple[float, float]


class Figure:
    """A figure of `width` by `height` units; later shapes cover earlier ones."""

    def __init__(self, width: int, height: int, title: str, description: str) -> None:
        self.width, self.height = width, height
        self.title, self.description = title, description
        self._shapes: list[str] = []

    def box(
        self,
        at: Point,
        size: Point,
        surface: str,
        line: str = "",
        *,
        radius: float = 6,
        wide: bool = False,
    ) -> None:
        """Draw a rectangle with its upper left corner at `at`."""
        (x, y), (width, height) = at, size
        classes = f"s-{surface}" + (f" l-{line}" if line else "") + " wide" * wide
        self._shapes.append(
            f'<rect class="{classes}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" '
            f'height="{_n(height)}" rx="{_n(radius)}"/>'
        )

    def line(
        self, points: list[Point], role: str, *, dashed: bool = False, wide: bool = False
    ) -> None:
        """Draw a line through `points`."""
        classes = f"l-{role}" + " dashed" * dashed + " wide" * wide
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._shapes.append(f'<polyline class="{classes}" points="{path}"/>')

    def arrow(self, start: Point, end: Point, role: str, *, dashed: bool = False) -> None:
        """Draw a straight arrow that ends with its point at `end`."""
        (x0, y0), (x1, y1) = start, end
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        foot = (x1 - 9 * dx, y1 - 9 * dy)
        self.line([start, foot], role, dashed=dashed)
        corners = [(foot[0] - 4.5 * dy, foot[1] + 4.5 * dx), end]
        corners.append((foot[0] + 4.5 * dy, foot[1] - 4.5 * dx))
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
        self._shapes.append(f'<polygon class="f-{role}" points="{path}"/>')

    def dot(self, at: Point, role: str) -> None:
        """Draw a dot around `at`."""
        self._shapes.append(f'<circle class="f-{role}" cx="{_n(at[0])}" cy="{_n(at[1])}" r="4"/>')

    def text(
        self,
        at: Point,
        said: str,
        role: str = "ink",
        *,
        size: int = SIZE,
        anchor: str = "middle",
        bold: bool = False,
    ) -> None:
        """Write `said` on the base line `at`; `_t` and `_(t-1)` are indices, `^T` is raised."""
        classes = f"t-{role} {anchor}" + " bold" * bold
        self._shapes.append(
            f'<text class="{classes}" x="{_n(at[0])}" y="{_n(at[1])}" font-size="{size}">'
            f"{_spans(said)}</text>"
        )

    def __str__(self) -> str:
        size = f"0 0 {self.width} {self.height}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" width="{self.width}" '
            f'height="{self.height}" role="img" aria-labelledby="title desc">\n'
            f'<title id="title">{escape(self.title)}</title>\n'
            f'<desc id="desc">{escape(self.description)}</desc>\n'
            f"<style>\n{_style()}</style>\n"
            f'<rect class="s-paper" width="{self.width}" height="{self.height}" rx="8"/>\n'
        )
        return head + "\n".join(self._shapes) + "\n</svg>\n"


def number(value: float, digits: int = 4) -> str:
    """Round a number as it is printed, without a negative zero."""
    return f"{value:z.{digits}f}".replace("-", MINUS)


def _style() -> str:
    """Return the rules of all roles: those of light, and in a media query those of dark."""
    colours = [
        "".join(
            [f".t-{role}{{fill:{pair[dark]}}}" for role, pair in TEXT.items()]
            + [f".s-{role}{{fill:{pair[dark]}}}" for role, pair in SURFACES.items()]
            + [f".l-{role}{{stroke:{pair[dark]}}}" for role, pair in LINES.items()]
            + [f".f-{role}{{fill:{pair[dark]}}}" for role, pair in LINES.items()]
            + [f".l-faint{{stroke:{FAINT[dark]}}}"]
        )
        for dark in (0, 1)
    ]
    return (
        "text{font-family:system-ui,-apple-system,Roboto,Helvetica,Arial,sans-serif;"
        "font-variant-numeric:tabular-nums}\n"
        ".start{text-anchor:start}.middle{text-anchor:middle}.end{text-anchor:end}"
        ".bold{font-weight:650}\n"
        "polyline{fill:none;stroke-width:1.6}.wide{stroke-width:2.6}"
        ".dashed{stroke-dasharray:5 4}\n"
        f"{colours[0]}\n@media (prefers-color-scheme:dark){{{colours[1]}}}\n"
    )


def _spans(said: str) -> str:
    """Lower what follows `_` and raise what follows `^`: one sign, or what is in brackets."""
    written, back = "", 0
    for part in re.split(r"([_^](?:\([^)]*\)|.))", said.replace("-", MINUS)):
        if part[:1] in ("_", "^") and len(part) > 1:
            step = 4 if part[0] == "_" else -6
            index = part[1:].removeprefix("(").removesuffix(")")
            written += f'<tspan dy="{step - back}" font-size="{INDEX}">{escape(index)}</tspan>'
            back = step
        elif part:
            moved = f'<tspan dy="{-back}">{escape(part)}</tspan>' if back else escape(part)
            written, back = written + moved, 0
    return written


def _n(value: float) -> str:
    """Write a coordinate to a tenth: platforms differ in digits that nobody sees."""
    return f"{value:z.1f}".removesuffix(".0")
