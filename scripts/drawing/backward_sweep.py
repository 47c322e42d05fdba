"""The worked example of bptt with two units: the errors on their way back."""

import numpy as np

from drawing import reference_of
from drawing.svg import SMALL, Figure, Point, number

PLACE = "bptt/backward_sweep.svg"
X = np.array([[-0.4, 0.3], [-0.1, -0.5], [0.2, -0.2]])
D = np.array([[0.5], [-0.5], [1.0]])
W_XH = np.array([[-0.3, 0.4], [0.0, -0.4]])
W_HH = np.array([[-0.2, 0.5], [0.1, -0.3]])
W_HY = np.array([[-0.1, -0.5]])
B_H, B_Y = np.zeros(2), np.zeros(1)
CENTRES = (72, 252, 442, 632)  # of steps 0 to 3
WIDE, HIGH = 92, 62
LOSS, ERROR, STATE = 44, 182, 342


def draw() -> Figure:
    """Draw three rows: errors of the outputs, errors of the states, the states themselves."""
    reference, forward = reference_of("bptt"), reference_of("tanh_recurrence")
    h = forward.rnn_forward(X, W_XH, W_HH, B_H)
    delta_out = reference.output_deltas(forward.rnn_outputs(h, W_HY, B_Y), D)
    delta = reference.hidden_deltas(h, delta_out, W_HY, W_HH)
    _, gradients = reference.bptt_gradients(X, D, W_XH, W_HH, B_H, W_HY, B_Y)
    figure = Figure(
        772,
        440,
        "The backward sweep through three steps",
        "The error of a step comes from two sides: down from the loss of that step, through W_hy "
        "transposed, and from the right, from the step after it, through W_hh transposed. The sum "
        "times the slope of tanh is delta_H. "
        + " ".join(
            f"Step {t}: delta_O is {number(delta_out[t - 1, 0])}, delta_H is {_pair(delta[t - 1])}."
            for t in (3, 2, 1)
        )
        + f" What leaves step 1 to the left is dL/dh_0, {_pair(gradients['h0'])}.",
    )
    for y, label, look in ((ERROR - 34, "backward", "warm"), (STATE - 34, "forward", "cool")):
        figure.text((CENTRES[0] - WIDE / 2, y), label, look, anchor="start")
    for t, x in enumerate(CENTRES):
        _vector(figure, x, STATE, f"h_{t}", h[t - 1] if t else np.zeros(2), "cool")
    for t, x in enumerate(CENTRES[1:], start=1):
        before = CENTRES[t - 1] + WIDE / 2
        after, middle, beside = x - WIDE / 2, (before + x - WIDE / 2) / 2, x + 20
        figure.arrow((before, STATE + 31), (after, STATE + 31), "cool")
        figure.text((middle, STATE + 22), "W_(hh)", "cool", size=SMALL)
        figure.text((x, LOSS - 10), f"δ_O({t})", bold=True)
        figure.box((x - WIDE / 2, LOSS), (WIDE, 30), "plain", "soft")
        figure.text((x, LOSS + 20), number(delta_out[t - 1, 0]))
        _vector(figure, x, ERROR, f"δ_H({t})", delta[t - 1], "warm")
        figure.arrow((beside, LOSS + 30), (beside, ERROR), "warm")
        _note(figure, (beside + 8, LOSS + 58), "W_(hy)^T δ_O", W_HY.T @ delta_out[t - 1], "start")
        figure.arrow((beside, STATE), (beside, ERROR + HIGH), "soft", dashed=True)
        _note(figure, (beside + 8, STATE - 58), "times 1 - h^2", 1 - h[t - 1] ** 2, "start")
        figure.arrow((after, ERROR + 31), (before, ERROR + 31), "warm")
        _note(figure, (middle, ERROR + 22), "W_(hh)^T δ_H", W_HH.T @ delta[t - 1], "middle")
    _vector(figure, CENTRES[0], ERROR, "dL/dh_0", gradients["h0"], "plain")
    figure.arrow((758, ERROR + 31), (CENTRES[3] + WIDE / 2, ERROR + 31), "warm")
    figure.text((730, ERROR + 22), "0", "warm", size=SMALL)
    return figure


def _note(figure: Figure, at: Point, label: str, values: np.ndarray, anchor: str) -> None:
    """Write beside an arrow what it carries."""
    x, y = at
    figure.text(at, label, "soft", size=SMALL, anchor=anchor)
    below = 28 if anchor == "middle" else 18  # the arrow lies between
    for row, value in enumerate(values):
        at = (x, y + below + 18 * row)
        figure.text(at, number(value), size=SMALL, anchor=anchor)


def _vector(figure: Figure, x: float, y: float, label: str, values: np.ndarray, look: str) -> None:
    """Draw a box around x with two numbers in it and its name above."""
    ink, line = ("ink", "soft") if look == "plain" else (look, look)
    figure.text((x - WIDE / 2, y - 8), label, ink, anchor="start", bold=True)
    figure.box((x - WIDE / 2, y), (WIDE, HIGH), look, line)
    for row, value in enumerate(values):
        figure.text((x, y + 26 + 22 * row), number(value) if values.any() else "0")


def _pair(values: np.ndarray) -> str:
    return f"({', '.join(map(number, values))})"
