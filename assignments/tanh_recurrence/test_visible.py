"""Visible tests of the tanh recurrence: run them with `autograder check` or with pytest."""

import numpy as np
import tanh_recurrence as work

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
VOCABULARY = ["h", "e", "l", "o"]
HELL = np.eye(4)[[0, 1, 2, 2]]
H_1 = [0.6931676, 0.8995535, 0.8021181]
H_2 = [0.9365336, 0.9491040, 0.7623402]
Y_2 = [1.9060743, 1.1377913, 0.9566637, 1.2742277]


def test_the_first_two_steps_give_the_states_of_the_sheet():
    """h_1 follows from zeros and the letter h, h_2 from h_1 and the letter e."""
    first = work.rnn_step(HELL[0], np.zeros(3), W_XH, W_HH, B_H)
    assert first.shape == (3,)
    assert np.allclose(first, H_1, atol=1e-6)
    assert np.allclose(work.rnn_step(HELL[1], np.array(H_1), W_XH, W_HH, B_H), H_2, atol=1e-6)


def test_the_bias_is_added_inside_tanh():
    """A bias of 3 cannot push the state of a tanh unit above 1."""
    h = work.rnn_step(np.ones(2), np.zeros(1), np.ones((1, 2)), np.ones((1, 1)), np.array([3.0]))
    assert np.allclose(h, np.tanh(5.0))


def test_a_row_of_w_hh_belongs_to_the_unit_that_receives():
    """With a single weight in row 0 and column 1, unit 0 hears unit 1 and nobody hears unit 0."""
    W_hh = np.array([[0.0, 2.0], [0.0, 0.0]])
    h = work.rnn_step(np.zeros(1), np.array([0.3, 0.4]), np.zeros((2, 1)), W_hh, np.zeros(2))
    assert np.allclose(h, [np.tanh(0.8), 0.0])


def test_a_sequence_gives_one_state_for_each_input():
    """The four letters h, e, l, l give h_1 to h_4, and h_0 is not among them."""
    h = work.rnn_forward(HELL, W_XH, W_HH, B_H)
    assert h.shape == (4, 3)
    assert np.allclose(h[:2], [H_1, H_2], atol=1e-6)


def test_a_sequence_starts_from_a_given_state():
    """Starting from h_1, the letter e leads to h_2."""
    h = work.rnn_forward(HELL[1:2], W_XH, W_HH, B_H, h0=np.array(H_1))
    assert h.shape == (1, 3)
    assert np.allclose(h, [H_2], atol=1e-6)


def test_the_output_of_a_step_reads_the_state_of_the_same_step():
    """The second row of logits comes from h_2."""
    y = work.rnn_outputs(np.array([H_1, H_2]), W_HY, np.zeros(4))
    assert y.shape == (2, 4)
    assert np.allclose(y[1], Y_2, atol=1e-6)


def test_softmax_turns_the_logits_of_a_step_into_probabilities():
    """The probabilities after the letter e are those of the worked example and add up to 1."""
    p = work.softmax(np.array(Y_2))
    assert np.allclose(p, [0.4197471, 0.1946824, 0.1624291, 0.2231414], atol=1e-6)
    assert np.isclose(p.sum(), 1)


def test_softmax_is_finite_for_large_scores():
    """Only differences count: 1000 and 1001 give the probabilities of 0 and 1."""
    p = work.softmax(np.array([1000.0, 1001.0]))
    assert np.allclose(p, [0.26894142, 0.73105858], atol=1e-7)


def test_the_loss_is_the_sum_over_the_steps():
    """Two steps with the logits of the worked example cost twice as much as one."""
    loss = work.cross_entropy(np.array([Y_2, Y_2]), np.array([2, 2]))
    assert isinstance(loss, float)
    assert np.isclose(loss, 2 * 1.8175136, atol=1e-6)


def test_the_predicted_token_has_the_highest_logit():
    """After the letters h and e the untrained network says h; the first of two equals wins."""
    assert work.predict_tokens(np.array([Y_2, [0, 2, 0, 2]]), VOCABULARY) == ["h", "e"]


def test_arguments_are_left_unchanged():
    """Softmax does not write into the scores, nor the recurrence into the start state."""
    z, h0 = np.array([Y_2]), np.array(H_1)
    work.softmax(z)
    work.rnn_forward(HELL, W_XH, W_HH, B_H, h0=h0)
    assert np.array_equal(z, [Y_2])
    assert np.array_equal(h0, H_1)
