"""The worked example of tanh_recurrence, one column for each letter."""

import numpy as np

from drawing import reference_of
from drawing.svg import SMALL, Figure, number

PLACE = "tanh_recurrence/unrolled.svg"
VOCABULARY = list("helo")
READ, TARGETS = "hell", "ello"
W_XH = np.array(
    [
        [0.287027359, 0.84606, 0.572392, 0.486813],
        [0.902874425, 0.871522, 0.691079, 0.18998],
        [0.537523791, 0.09224, 0.558159, 0.491528],
    ]
)
W_HH = 0.427043 * np.eye(3)
B_H = np.full(3, 0.567)
W_HY = np.array(
    [
        [0.37168, 0.974829459, 0.830034886],
        [0.39141, 0.282585823, 0.659835709],
        [0.64985, 0.09821557, 0.334287084],
        [0.91266, 0.32581642, 0.144630018],
    ]
)
WIDE, HIGH = 96, 96
STATE, START, FIRST, APART = 190, 92, 200, 146


def draw() -> Figure:
    """Draw the four steps with their states, predictions and losses."""
    reference = reference_of("tanh_recurrence")
    x = np.eye(4)[[VOCABULARY.index(letter) for letter in READ]]
    targets = np.array([VOCABULARY.index(letter) for letter in TARGETS])
    states = reference.rnn_forward(x, W_XH, W_HH, B_H)
    logits = reference.rnn_outputs(states, W_HY, np.zeros(4))
    said = reference.predict_tokens(logits, VOCABULARY)
    losses = [reference.cross_entropy(logits[t : t + 1], targets[t : t + 1]) for t in range(len(x))]
    figure = Figure(
        760,
        400,
        "The network unrolled over the letters h, e, l, l",
        "Four copies of one network, side by side. Each reads a letter from below and the state "
        "of the step before from the left, and its output goes up. "
        + " ".join(
            f"After {letter} the state is ({', '.join(map(number, h))}); the network says {guess}, "
            f"the target is {target}, the loss is {number(loss)}."
            for letter, h, guess, target, loss in zip(
                READ, states, said, TARGETS, losses, strict=True
            )
        ),
    )
    total = f"loss, in all {number(reference.cross_entropy(logits, targets))}"
    rows = ((47, "target"), (71, "highest logit"), (95, total), (243, "state"), (362, "input"))
    for y, label in rows:
        figure.text((20, y), label, "soft", anchor="start")
    _state(figure, START, 0, np.zeros(3))
    for t, h in enumerate(states, start=1):
        x_t = FIRST + APART * (t - 1) + WIDE / 2
        came_from = x_t - WIDE / 2 - (APART - WIDE if t > 1 else FIRST - START - 62)
        figure.arrow((came_from, 238), (x_t - WIDE / 2, 238), "cool")
        figure.text(((came_from + x_t - WIDE / 2) / 2, 228), "W_(hh)", "cool", size=SMALL)
        figure.arrow((x_t, 340), (x_t, STATE + HIGH), "ink")
        figure.text((x_t + 8, 320), "W_(xh)", "soft", size=SMALL, anchor="start")
        figure.arrow((x_t, STATE), (x_t, 106), "ink")
        figure.text((x_t + 8, 138), "W_(hy)", "soft", size=SMALL, anchor="start")
        _state(figure, x_t - WIDE / 2, t, h)
        figure.text((x_t, 47), TARGETS[t - 1], bold=True)
        right = said[t - 1] == TARGETS[t - 1]
        figure.text((x_t, 71), said[t - 1], "cool" if right else "warm", bold=True)
        figure.text((x_t, 95), number(losses[t - 1]))
        figure.box((x_t - 22, 342), (44, 30), "plain")
        figure.text((x_t, 362), READ[t - 1], bold=True)
        figure.text((x_t + 30, 362), f"x_{t}", "soft", anchor="start", size=SMALL)
    return figure


def _state(figure: Figure, x: float, t: int, h: np.ndarray) -> None:
    """Draw h_t as a box with a row for each unit, filled as far as its value reaches to 1."""
    width = 62 if t == 0 else WIDE
    figure.text((x + width / 2 - 18 * (t > 0), STATE - 8), f"h_{t}", "cool", bold=True)
    figure.box((x, STATE), (width, HIGH), "cool", "cool")
    for unit, value in enumerate(h):
        y = STATE + 6 + 29 * unit
        if value:
            figure.box((x + 5, y), ((width - 10) * value, 26), "cool-deep", radius=3)
        figure.text((x + width / 2, y + 18), number(value) if t else "0")
