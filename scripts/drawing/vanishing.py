"""The worked examples of gradient_flow, over more steps: what is left of a state's influence."""

import math
from types import ModuleType

import numpy as np

from drawing import reference_of
from drawing.svg import SMALL, Figure, number

PLACE = "gradient_flow/vanishing.svg"
W_HH = np.array([[0.5, 0.8], [-0.6, 0.7]])
RADII = (1.2, 1.1, 1.0, 0.9, 0.8)
STEPS = 30
LOWEST, HIGHEST = -3, 3
LEFT, RIGHT, TOP, BOTTOM = 84, 596, 44, 394
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def draw() -> Figure:
    """Draw a line for each spectral radius, and the one of a unit with tanh."""
    reference = reference_of("gradient_flow")
    radius = reference.spectral_radius(W_HH)
    anything = np.zeros((STEPS + 1, 2))
    linear = {
        wanted: reference.jacobian_chain(anything, W_HH * (wanted / radius), "linear")[::-1]
        for wanted in RADII
    }
    tanh = _one_unit(reference)
    figure = Figure(
        760,
        450,
        "How much of a state's influence is left k steps later",
        "Spectral norm of d h_T / d h_(T-k) for k from 0 to 30, on a logarithmic axis. "
        + " ".join(
            f"With spectral radius {wanted} it is {norms[STEPS]:.2g} after {STEPS} steps."
            for wanted, norms in linear.items()
        )
        + f" One unit with tanh and W_hh = 1.2 has {number(tanh[10], 2)} after 10 steps and "
        f"{number(tanh[20], 2)} after 20.",
    )
    _axes(figure)
    for wanted, norms in linear.items():
        look = "warm" if wanted > 1 else "cool" if wanted < 1 else "ink"
        figure.line([_at(k, norm) for k, norm in enumerate(norms)], look, wide=True)
        x, y = _at(STEPS, norms[STEPS])
        figure.text((x + 10, y + 5), f"radius {wanted}", look, anchor="start", bold=True)
    figure.line([_at(k, factor) for k, factor in enumerate(tanh)], "ink", dashed=True)
    figure.dot(_at(20, tanh[20]), "ink")
    x, y = _at(20, tanh[20])
    figure.text((x - 8, y + 16), number(tanh[20], 2), anchor="end", size=SMALL)
    x, y = _at(STEPS, tanh[STEPS])
    figure.text((x + 10, y + 5), "1.2 with tanh", anchor="start", bold=True)
    return figure


def _one_unit(reference: ModuleType) -> list[float]:
    """Return d h_n / d h_0 of a unit with W_hh = 1.2, no input and h_0 = 0.1, for n = 0, 1, ..."""
    weight = np.array([[1.2]])
    states = [np.array([0.1])]
    for _ in range(STEPS):
        states.append(np.tanh(weight @ states[-1]))
    return [
        reference.jacobian_chain(np.array(states[: n + 1]), weight)[0] for n in range(STEPS + 1)
    ]


def _axes(figure: Figure) -> None:
    for power in range(LOWEST, HIGHEST + 1):
        _, y = _at(0, 10.0**power)
        figure.line([(LEFT, y), (RIGHT, y)], "soft" if power == 0 else "faint")
        label = "1" if power == 0 else f"10{str(power).translate(RAISED)}"
        figure.text((LEFT - 10, y + 5), label, "soft", anchor="end")
    for k in range(0, STEPS + 1, 5):
        x, _ = _at(k, 1.0)
        figure.line([(x, TOP), (x, BOTTOM)], "faint")
        figure.text((x, BOTTOM + 21), str(k), "soft")
    figure.text((LEFT - 44, 26), "norm of d h_T / d h_(T-k), logarithmic", "soft", anchor="start")
    figure.text(((LEFT + RIGHT) / 2, BOTTOM + 43), "k steps later", "soft")


def _at(k: int, norm: float) -> tuple[float, float]:
    share = (math.log10(norm) - LOWEST) / (HIGHEST - LOWEST)
    return LEFT + (RIGHT - LEFT) * k / STEPS, BOTTOM - (BOTTOM - TOP) * share
