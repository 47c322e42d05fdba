"""The worked example of the handout, and what must hold of every Elman and Jordan network."""

import elman_jordan as work
import numpy as np
import pytest


def det(shape, k):
    """Make the weights of the worked example."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


X, W_XH, B_H = det((4, 2), 1), det((3, 2), 2), det((3,), 4)
W_HH, W_CH = det((3, 3), 3), det((3, 2), 7)
HEAD = det((2, 3), 5), det((2,), 6)
ELMAN = W_XH, W_HH, B_H, *HEAD
JORDAN = W_XH, W_CH, B_H, *HEAD
H = np.array(
    [
        [0.1390924, -0.5511280, 0.0499584],
        [-0.5141735, -0.5095923, -0.0059712],
        [-0.3735639, -0.4378639, 0.3215625],
        [-0.3113710, -0.5392350, 0.3148411],
    ]
)


def close(actual, expected):
    """Compare with numbers that are printed with seven digits."""
    return np.shape(actual) == np.shape(expected) and np.allclose(actual, expected, atol=2e-7)


def test_an_elman_network_has_the_states_and_outputs_of_the_handout():
    """Elman: all four states of the handout, and the outputs of the last step."""
    h, y = work.elman_forward(X, *ELMAN)
    assert close(h, H)
    assert y.shape == (4, 2)
    assert close(y[3], [0.4101463, 0.0637228])


def test_an_elman_network_starts_from_a_given_state():
    """Elman: from the second state as h0, the last two inputs lead to the last two states."""
    h, _ = work.elman_forward(X[2:], *ELMAN, h0=H[1])
    assert close(h, H[2:])


def test_a_jordan_network_reads_the_output_of_the_step_before():
    """Jordan: the second step of the handout, with alpha = 0."""
    h, y, contexts = work.jordan_forward(X, *JORDAN)
    assert close(contexts[1], y[0])
    assert close(h[1], [-0.1947229, -0.1342997, 0.1076087])
    assert close(y[1], [0.1860025, -0.1918561])


@pytest.mark.parametrize(
    ("alpha", "last_context", "last_output"),
    [
        (0.0, [0.2771141, -0.0879307], [0.3209087, -0.0484231]),
        (0.5, [0.4073428, -0.2431416], [0.2743001, -0.0951446]),
    ],
)
def test_alpha_says_how_much_of_a_context_stays(alpha, last_context, last_output):
    """Jordan: the fourth step of the handout, with alpha = 0 and then with alpha = 0.5."""
    _, y, contexts = work.jordan_forward(X, *JORDAN, alpha=alpha)
    assert contexts.shape == y.shape == (4, 2)
    assert close(contexts[3], last_context)
    assert close(y[3], last_output)


def test_the_first_context_is_the_one_that_is_given():
    """Jordan: the first context is context0 as it is given, whatever alpha is."""
    context0 = np.array([0.25, -0.5])
    for alpha in (0.0, 1.0):
        _, _, contexts = work.jordan_forward(X, *JORDAN, alpha=alpha, context0=context0)
        assert close(contexts[0], context0)


def test_continuous_sequences_are_one_long_sequence():
    """Continuous: cut in two, the sequence of the handout has the same states."""
    first, second = work.run_epochs([X[:2], X[2:]], (W_XH, W_HH, B_H), "continuous")
    assert close(first, H[:2])
    assert close(second, H[2:])


def test_epochwise_sequences_start_from_zeros():
    """Epochwise: the second sequence knows nothing of the first."""
    first, second = work.run_epochs([X[:2], X[2:]], (W_XH, W_HH, B_H), "epochwise")
    assert close(first, H[:2])
    assert close(second, [[-0.2354957, -0.3969304, 0.2729051], [-0.3221781, -0.5567587, 0.2801351]])
