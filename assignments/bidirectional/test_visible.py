"""The worked example of the handout, and what must hold of every bidirectional network."""

import bidirectional as work
import numpy as np
import pytest


def det(shape, k):
    """Make the weights of the worked example."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


X, D = det((4, 3), 1), det((4, 2), 3)
FORWARD = det((2, 3), 2), det((2, 2), 3), det((2,), 4)
BACKWARD = det((2, 3), 6), det((2, 2), 7), det((2,), 8)
HEAD = det((2, 2), 5), det((2, 2), 9), det((2,), 10)
H_F = np.array(
    [
        [0.1390924, -0.2354957],
        [-0.0155651, -0.1346199],
        [-0.2675257, -0.5378820],
        [-0.4098541, -0.4505483],
    ]
)
H_B = np.array(
    [
        [0.1903914, -0.1634184],
        [0.1941245, -0.1195917],
        [0.2719050, -0.1611931],
        [0.1780809, -0.2165181],
    ]
)


def close(actual, expected):
    """Compare with numbers that are printed with seven digits."""
    return np.shape(actual) == np.shape(expected) and np.allclose(actual, expected, atol=2e-7)


def test_the_forward_states_are_those_of_the_handout():
    """The forward layer reads rows 0, 1, 2, 3."""
    assert close(work.birnn_states(X, FORWARD, BACKWARD)[0], H_F)


def test_the_backward_states_are_in_time_order():
    """The backward layer reads rows 3, 2, 1, 0, and row 0 of its states belongs to row 0 of x."""
    assert close(work.birnn_states(X, FORWARD, BACKWARD)[1], H_B)


def test_the_first_backward_state_knows_the_last_input():
    """The state of step 1 of the backward layer depends on the whole sequence."""
    changed = X.copy()
    changed[-1] += 1.0
    before, after = (work.birnn_states(x, FORWARD, BACKWARD)[1] for x in (X, changed))
    assert not np.allclose(before[0], after[0])


def test_each_layer_starts_from_its_own_initial_state():
    """Reading rows 2 and 3 from the forward state of row 1 goes on as if nothing had happened."""
    h_f, h_b = work.birnn_states(X[2:], FORWARD, BACKWARD, h0_forward=H_F[1])
    assert close(h_f, H_F[2:])
    assert close(h_b, H_B[2:])


@pytest.mark.parametrize(
    ("mode", "first_row"),
    [
        ("concat", [0.1390924, -0.2354957, 0.1903914, -0.1634184]),
        ("sum", [0.3294838, -0.3989142]),
        ("ave", [0.1647419, -0.1994571]),
        ("mul", [0.0264820, 0.0384843]),
    ],
)
def test_the_states_of_each_step_are_merged(mode, first_row):
    """Row 0 of each merge is that of the handout, and there are as many rows as steps."""
    merged = work.merge_states(H_F, H_B, mode)
    assert len(merged) == len(X)
    assert close(merged[0], first_row)


def test_the_outputs_see_both_directions():
    """The output of step 1 is that of the handout."""
    y = work.birnn_outputs(H_F, H_B, *HEAD)
    assert y.shape == (4, 2)
    assert close(y[0], [0.6703549, 0.0400952])


def test_the_final_states_have_read_everything():
    """The forward layer ends at the last row, the backward layer at the first."""
    expected = [-0.4098541, -0.4505483, 0.1903914, -0.1634184]
    assert close(work.final_states(H_F, H_B), expected)


def test_the_loss_is_half_the_sum_of_the_squared_errors():
    """The loss is a float, summed over steps and outputs."""
    loss, _ = work.birnn_gradients(X, D, FORWARD, BACKWARD, *HEAD)
    assert isinstance(loss, float)
    assert loss == pytest.approx(1.5113515, abs=1e-7)


def test_both_layers_have_gradients():
    """The gradients of the backward layer's recurrent matrix and bias are those of the handout."""
    _, gradients = work.birnn_gradients(X, D, FORWARD, BACKWARD, *HEAD)
    assert close(gradients["W_hh_b"], [[0.1689163, -0.1244889], [-0.0425706, 0.0315464]])
    assert close(gradients["b_h_b"], [1.4564042, -0.3738859])
