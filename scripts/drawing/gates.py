"""A run of the LSTM of gated_cells whose gates are set by the inputs: what they let through."""

import numpy as np

from drawing import reference_of
from drawing.svg import SMALL, Figure, number

PLACE = "gated_cells/gates.svg"
SUMS = {
    "i": [-5, 5, -5, -5, -5, -5, -5, 5, -5, -5, -5, -5],
    "f": [5, 5, 5, 5, 5, 5, 5, -5, 5, 0, 0, 0],
    "g": [1, 1.5, -1, 0.5, -2, 1, 2, -1, 0.5, -0.5, 1, -1.5],
    "o": [-5, -5, -5, 5, -5, -5, -5, -5, 5, 5, 5, 5],
}
FIRST, APART, WIDE = 176, 50, 44
BARS, GATE = 94, 24
TOPS = {"g": 42, "i": 144, "f": 184, "c": 212, "o": 314, "h": 342}
SAID = {
    "g": "candidate",
    "i": "lets g in",
    "f": "lets c stay",
    "c": "the cell",
    "o": "lets c out",
    "h": "the state",
}


def draw() -> Figure:
    """Draw candidate, gates, cell and state over twelve steps."""
    reference = reference_of("gated_cells")
    x = np.array([SUMS[name] for name in "ifgo"], dtype=float).T
    weights = np.eye(4).reshape(4, 1, 4), np.zeros((4, 1, 1)), np.zeros((4, 1))
    h, c = (states[:, 0] for states in reference.lstm_forward(x, *weights))
    values = {name: reference.sigmoid(np.array(SUMS[name], dtype=float)) for name in "ifo"}
    values |= {"g": np.tanh(SUMS["g"]), "c": c, "h": h}
    figure = Figure(
        790,
        450,
        "What the gates of an LSTM let through, step by step",
        "Candidate g, input gate i, forget gate f, cell c, output gate o and state h, 12 steps. "
        + " ".join(
            f"Step {t}: "
            + ", ".join(f"{name} {number(values[name][t - 1], 2)}" for name in "gifcoh")
            + "."
            for t in range(1, len(x) + 1)
        ),
    )
    figure.text((20, 30), "step", "soft", anchor="start")
    for t in range(len(x)):
        figure.text((FIRST + APART * t + WIDE / 2, 30), str(t + 1), "soft")
    let_in = values["i"] > 0.5
    for name, top in TOPS.items():
        middle = top + (GATE if name in "ifo" else BARS) / 2 + 5
        figure.text((20, middle), name, bold=True, anchor="start")
        figure.text((42, middle), SAID[name], "soft", anchor="start")
        if name in "gch":
            line = top + BARS / 2
            figure.line([(FIRST - 4, line), (FIRST + APART * len(x), line)], "soft")
        for t, value in enumerate(values[name]):
            at = FIRST + APART * t
            if name in "ifo":
                _gate(figure, at, top, value)
            else:
                look = "warm" if name == "g" else "cool"
                surface = f"{look}-deep" if name != "g" or let_in[t] else "paper"
                _bar(figure, at, top, value, look, surface)
    return figure


def _gate(figure: Figure, x: float, top: float, value: float) -> None:
    """Draw a gate, filled as far as it is open."""
    figure.box((x, top), (WIDE, GATE), "plain", "soft", radius=4)
    if round(value, 1):
        figure.box((x + 1, top + 1), ((WIDE - 2) * value, GATE - 2), "cool-deep", radius=3)
    figure.text((x + WIDE / 2, top + 17), number(value, 2), size=SMALL, bold=bool(value >= 0.5))


def _bar(figure: Figure, x: float, top: float, value: float, look: str, surface: str) -> None:
    """Draw a value from -1 to 1 as a bar that stands on, or hangs from, the line of zero."""
    zero = top + BARS / 2
    length = abs(value) * (BARS / 2 - 16)
    upper = zero - length if value > 0 else zero
    figure.box((x + 6, upper), (WIDE - 12, length), surface, look, radius=2)
    beside = zero - length - 5 if value > 0 else zero + length + 14
    figure.text((x + WIDE / 2, beside), number(value, 2), look, size=SMALL)
