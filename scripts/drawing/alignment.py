"""The worked example of bidirectional: which states meet at which step, and what each has read."""

import numpy as np

from drawing import reference_of
from drawing.svg import SMALL, Figure, number

PLACE = "bidirectional/alignment.svg"
STEPS = 4
FIRST, APART = 200, 152
WIDE, HIGH = 78, 74
OUTPUT, BACKWARD, FORWARD, INPUT = 44, 170, 286, 404


def det(shape: tuple[int, ...], k: int) -> np.ndarray:
    """Return the weights of the handout's example."""
    n = np.arange(np.prod(shape)).reshape(shape)
    return 0.1 * ((7 * n + k) % 11 - 5)


def draw() -> Figure:
    """Draw both layers over the same inputs, with the outputs above them."""
    reference = reference_of("bidirectional")
    forward = det((2, 3), 2), det((2, 2), 3), det((2,), 4)
    backward = det((2, 3), 6), det((2, 2), 7), det((2,), 8)
    h_f, h_b = reference.birnn_states(det((STEPS, 3), 1), forward, backward)
    y = reference.birnn_outputs(h_f, h_b, det((2, 2), 5), det((2, 2), 9), det((2,), 10))
    figure = Figure(
        760,
        478,
        "Two layers read the same four steps and meet at each of them",
        "The forward layer hands its state to the right, the backward layer hands its own to the "
        "left. The output of row t is computed from the forward state of row t, which has read "
        "rows 0 to t, and the backward state of row t, which has read rows t to 3: together all. "
        "Only the forward state of row 3 and the backward state of row 0 have read everything.",
    )
    for top, label in ((OUTPUT, "outputs"), (BACKWARD, "backward"), (FORWARD, "forward")):
        figure.text((20, top + 28), label, "ink", anchor="start")
    for top, label in ((OUTPUT, "y"), (BACKWARD, "h_b"), (FORWARD, "h_f")):
        figure.text((20, top + 48), label, "soft", anchor="start")
    figure.text((20, INPUT + 20), "inputs  x", "ink", anchor="start")
    for x, legend in (
        (FIRST - 61, "filled: rows read so far"),
        (367, "thick frame: all rows read"),
    ):
        figure.text((x, 462), legend, "soft", anchor="start", size=SMALL)
    for row in range(STEPS):
        middle = FIRST + APART * row
        left, right = middle - 22, middle + 22
        figure.text((middle, 28), f"row {row}", "soft", size=SMALL)
        figure.box((middle - WIDE / 2 - 22, INPUT), (WIDE + 44, 30), "plain")
        figure.text((middle, INPUT + 20), f"x[{row}]")
        figure.arrow((left - 28, INPUT), (left - 28, FORWARD + HIGH), "soft")
        figure.arrow((right + 28, INPUT), (right + 28, BACKWARD + HIGH), "soft")
        figure.arrow((left - 28, FORWARD), (left - 28, OUTPUT + HIGH), "cool")
        figure.arrow((right + 28, BACKWARD), (right + 28, OUTPUT + HIGH), "warm")
        read_f, read_b = range(row + 1), range(row, STEPS)
        _state(figure, left, FORWARD, h_f[row], "cool", read_f)
        _state(figure, right, BACKWARD, h_b[row], "warm", read_b)
        _output(figure, middle, y[row], read_f, read_b)
    for row in range(STEPS - 1):
        x = FIRST + APART * row
        near, far = x + WIDE / 2, x + APART - WIDE / 2
        figure.arrow((near - 22, FORWARD + 30), (far - 22, FORWARD + 30), "cool")
        figure.arrow((far + 22, BACKWARD + 30), (near + 22, BACKWARD + 30), "warm")
    return figure


def _state(figure: Figure, x: float, y: float, values: np.ndarray, look: str, read: range) -> None:
    """Draw a state with a square for each row of the input, filled if it has been read."""
    figure.box((x - WIDE / 2, y), (WIDE, HIGH), look, look, wide=len(read) == STEPS)
    _numbers(figure, x, y, values)
    for row in range(STEPS):
        _square(figure, x, y, row, f"{look}-deep" if row in read else "paper", look)


def _output(figure: Figure, x: float, values: np.ndarray, f: range, b: range) -> None:
    """Draw an output; a square below is filled by the layers that read that row."""
    figure.box((x - WIDE / 2 - 22, OUTPUT), (WIDE + 44, HIGH), "plain", "soft")
    _numbers(figure, x, OUTPUT, values)
    for row in range(STEPS):
        _square(figure, x, OUTPUT, row, "cool-deep" if row in f else "warm-deep", "soft")
        if row in f and row in b:
            at = (x - 32 + 17 * row + 6.5, OUTPUT + 55)
            figure.box(at, (6.5, 13), "warm-deep", radius=0)


def _numbers(figure: Figure, x: float, y: float, values: np.ndarray) -> None:
    for line, value in enumerate(values):
        figure.text((x, y + 22 + 21 * line), number(value))


def _square(figure: Figure, x: float, y: float, row: int, surface: str, line: str) -> None:
    figure.box((x - 32 + 17 * row, y + 55), (13, 13), surface, line, radius=2)
