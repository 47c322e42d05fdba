"""Visible tests of the network that writes: the worked examples of the handout."""

import numpy as np
import pytest
import training_char as work

TEXT = "This is GeeksforGeeks a software training institute"
VOCABULARY = sorted(set(TEXT))


def det(shape, k):
    """Make the weights of the worked example."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


PARAMS = {
    "W_xh": det((2, 3), 1),
    "W_hh": det((2, 2), 2),
    "b_h": det((2,), 3),
    "W_hy": det((3, 2), 4),
    "b_y": det((3,), 5),
}
X = np.eye(3)[[[0, 1], [2, 0]]]
Y = np.array([2, 1])


def windows():
    """The 48 windows of the text of the notes, and their targets."""
    numbers = [VOCABULARY.index(letter) for letter in TEXT]
    return np.eye(17)[[numbers[i : i + 3] for i in range(48)]], np.array(numbers[3:])


def close(actual, expected):
    """A float64 array, equal to the seven digits that the handout prints."""
    assert isinstance(actual, np.ndarray)
    assert actual.dtype == np.float64
    assert actual.shape == np.shape(expected)
    return np.allclose(actual, expected, rtol=0.0, atol=1e-7)


def differing(first, second):
    """Which parameters of two dicts are not equal."""
    return [name for name in PARAMS if not np.array_equal(first[name], second[name])]


def test_the_last_state_has_read_the_whole_window():
    """The last states and the logits of the two windows, with either activation."""
    h, logits = work.forward(PARAMS, X, "tanh")
    assert close(h, [[0.2553380, 0.6043678], [-0.3765909, -0.1160005]])
    assert close(logits[0], [-0.3277177, -0.4698060, 0.4881058])
    h, logits = work.forward(PARAMS, X, "relu")
    assert close(h, [[0.1, 0.7], [0.0, 0.0]])
    assert close(logits, [[-0.36, -0.52, 0.42], [0.0, -0.4, 0.3]])


def test_half_of_the_windows_are_right():
    """The accuracy is 0.5: "ab" is followed by c as it should be, "ca" is not followed by b."""
    found = work.accuracy(PARAMS, X, Y, "tanh")
    assert isinstance(found, float)
    assert found == 0.5


def test_the_loss_is_a_mean():
    """The loss is the mean over both windows, with tanh and with relu."""
    for activation, expected in (("tanh", 1.0493594), ("relu", 1.0599897)):
        loss, _ = work.loss_and_gradients(PARAMS, X, Y, activation)
        assert isinstance(loss, float)
        assert loss == pytest.approx(expected, abs=1e-7)


def test_the_loss_is_finite_for_large_logits():
    """A target 2000 below another letter costs 2000."""
    params = PARAMS | {"W_hy": np.zeros((3, 2)), "b_y": np.array([1000.0, 0.0, -1000.0])}
    loss, gradients = work.loss_and_gradients(params, X[:1], Y[:1], "tanh")
    assert loss == pytest.approx(2000.0)
    assert close(gradients["b_y"], [1.0, 0.0, -1.0])


def test_the_gradients_reach_back_to_the_first_letter():
    """The gradients of the worked example, with tanh, reach back to the first letter."""
    _, gradients = work.loss_and_gradients(PARAMS, X, Y, "tanh")
    assert set(gradients) == set(PARAMS)
    assert close(gradients["b_h"], [-0.0764398, -0.0783912])
    assert close(gradients["W_hh"], [[0.0522393, 0.0000647], [0.0354405, 0.0000744]])
    assert close(gradients["b_y"], [0.3147037, -0.2829902, -0.0317135])
    assert gradients["W_xh"].shape == (2, 3)


def test_a_silent_unit_passes_no_error():
    """A silent unit passes no error: with relu, "ca" ends with both units at 0."""
    _, gradients = work.loss_and_gradients(PARAMS, X, Y, "relu")
    assert close(gradients["b_h"], [-0.1060640, -0.1060640])
    assert close(gradients["W_hh"], np.zeros((2, 2)))


def test_an_update_makes_new_parameters():
    """An update takes rate times gradient from each parameter, and the old ones stay."""
    kept = {name: value.copy() for name, value in PARAMS.items()}
    grads = {name: np.ones(value.shape) for name, value in PARAMS.items()}
    updated = work.sgd_update(PARAMS, grads, 0.5)
    wrong = [name for name in kept if not np.allclose(updated[name], kept[name] - 0.5)]
    assert not wrong
    changed = differing(PARAMS, kept)
    assert not changed


def test_the_first_loss_is_that_of_a_guess():
    """Five networks for the text of the notes begin near ln 17, each with its own weights."""
    drawn = [work.init_params(17, 50, seed) for seed in range(5)]
    losses = [work.loss_and_gradients(params, *windows(), "tanh")[0] for params in drawn]
    off = abs(float(np.mean(losses)) - 2.833)
    assert off < 0.6
    assert not drawn[0]["b_h"].any()
    unlike = differing(drawn[0], work.init_params(17, 50, 0))
    assert not unlike
    assert "W_hh" in differing(drawn[0], drawn[1])


def test_the_seed_decides_the_order():
    """The same seed gives the same training, another seed another, and the start stays as it is."""
    rows, targets = windows()
    start = work.init_params(17, 4, 1)
    kept = {name: value.copy() for name, value in start.items()}
    one, other, again = (
        work.train(start, rows, targets, 2, 0.1, 5, seed, "tanh")[0] for seed in (1, 2, 1)
    )
    unlike, changed = differing(one, again), differing(start, kept)
    assert not unlike
    assert differing(one, other)
    assert not changed


def test_the_network_learns_the_text():
    """A hundred epochs with tanh: 46 of 48 letters are right, and it writes what it has read."""
    rows, targets = windows()
    start = work.init_params(17, 50, 0)
    params, losses = work.train(start, rows, targets, 100, 0.2, 8, 0, "tanh")
    assert len(losses) == 100
    assert losses[-1] < 0.2 < losses[0]
    assert work.accuracy(params, rows, targets, "tanh") == pytest.approx(46 / 48)
    text = work.generate(params, VOCABULARY, "This is G", 50, 3, "tanh")
    assert len(text) == len("This is G") + 50
    assert text.startswith("This is Geeks")


def test_the_text_goes_on_letter_by_letter():
    """Eight letters are written after "ab", each after the two before it."""
    assert work.generate(PARAMS, ["a", "b", "c"], "ab", 8, 2, "tanh") == "abcccccccc"


@pytest.mark.parametrize("start", ["a", "abz"])
def test_a_start_that_cannot_be_read_is_an_error(start):
    """A start that is too short, or has a letter not in the vocabulary, is a ValueError."""
    assert work.generate(PARAMS, ["a", "b", "c"], "ab", 0, 2, "tanh") == "ab"
    with pytest.raises(ValueError, match=r".*"):
        work.generate(PARAMS, ["a", "b", "c"], start, 0, 2, "tanh")
