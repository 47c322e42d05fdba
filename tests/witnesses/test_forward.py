"""States and outputs of the references are those of PyTorch with the same weights."""

import numpy as np
import pytest

# T, D, H, outputs
SHAPES = [(1, 1, 1, 1), (1, 3, 2, 4), (2, 1, 5, 2), (6, 3, 3, 3), (9, 4, 2, 5)]
shapes = pytest.mark.parametrize("shape", SHAPES, ids=str)
started = pytest.mark.parametrize("started", [False, True], ids=["zeros", "h0"])


def layer(features, units):
    """The shapes of W_xh, W_hh and b_h."""
    return (units, features), (units, units), (units,)


def state(torch, h0):
    """A start state for torch: (layers, units) of a sequence without a batch."""
    return None if h0 is None else torch.tensor(h0)[None]


@shapes
@started
def test_the_tanh_recurrence_is_nn_rnn(
    torch, load_reference, arrays, recurrent, same, shape, started
):
    T, D, H, _ = shape
    work = load_reference("tanh_recurrence")
    x, h0, *weights = arrays((T, D), (H,), *layer(D, H))
    h0 = h0 if started else None
    states, last = recurrent(weights)(torch.tensor(x), state(torch, h0))
    same(work.rnn_forward(x, *weights, h0), states)
    same(work.rnn_forward(x, *weights, h0)[-1:], last)
    same(work.rnn_step(x[0], np.zeros(H) if h0 is None else h0, *weights), states[0])


@shapes
@pytest.mark.parametrize("size", [1.0, 3000.0])
def test_outputs_softmax_and_cross_entropy_are_those_of_torch(
    torch, load_reference, arrays, dense, same, shape, size
):
    T, _, H, outs = shape
    work = load_reference("tanh_recurrence")
    h, W_hy, b_y = arrays((T, H), (outs, H), (outs,))
    W_hy, b_y, targets = size * W_hy, size * b_y, np.arange(T) % outs
    logits = work.rnn_outputs(h, W_hy, b_y)
    same(logits, dense(W_hy, b_y)(torch.tensor(h)))
    functional = torch.nn.functional
    same(work.softmax(logits), functional.softmax(torch.tensor(logits), dim=-1))
    # torch takes the mean over the steps unless it is told otherwise, the course the sum
    loss = functional.cross_entropy(torch.tensor(logits), torch.tensor(targets), reduction="sum")
    same(work.cross_entropy(logits, targets), loss)


@shapes
@started
def test_both_directions_are_a_bidirectional_nn_rnn(
    torch, load_reference, arrays, recurrent, dense, same, shape, started
):
    T, D, H, outs = shape
    work = load_reference("bidirectional")
    x, h0_f, h0_b, W_fy, W_by, b_y = arrays((T, D), (H,), (H,), (outs, H), (outs, H), (outs,))
    weights = arrays(*layer(D, H), *layer(D, H))
    forward, backward = weights[:3], weights[3:]
    starts = (h0_f, h0_b) if started else (None, None)
    h_f, h_b = work.birnn_states(x, forward, backward, *starts)
    start = torch.tensor(np.stack(starts)) if started else None
    states, last = recurrent(forward, backward)(torch.tensor(x), start)
    same(work.merge_states(h_f, h_b), states)
    same(work.final_states(h_f, h_b), last.flatten())
    head = dense(np.hstack([W_fy, W_by]), b_y)
    same(work.birnn_outputs(h_f, h_b, W_fy, W_by, b_y), head(states))


@shapes
@started
def test_an_elman_network_is_nn_rnn_and_a_linear_layer(
    torch, load_reference, arrays, recurrent, dense, same, shape, started
):
    T, D, H, outs = shape
    x, h0, W_hy, b_y, *weights = arrays((T, D), (H,), (outs, H), (outs,), *layer(D, H))
    h0 = h0 if started else None
    h, y = load_reference("elman_jordan").elman_forward(x, *weights, W_hy, b_y, h0)
    states, _ = recurrent(weights)(torch.tensor(x), state(torch, h0))
    same(h, states)
    same(y, dense(W_hy, b_y)(states))


@shapes
@pytest.mark.parametrize("alpha", [0.0, 0.5, 1.0])
def test_a_jordan_network_is_a_cell_of_torch_that_reads_the_context_too(
    torch, load_reference, arrays, dense, same, shape, alpha
):
    """No layer of torch feeds outputs back: the loop is written out, its two layers are not."""
    T, D, H, outs = shape
    x, W_xh, W_ch, b_h, W_hy, b_y, start = arrays(
        (T, D), (H, D), (H, outs), (H,), (outs, H), (outs,), (outs,)
    )
    work = load_reference("elman_jordan")
    h, y, contexts = work.jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha, start)
    hidden, output = dense(np.hstack([W_xh, W_ch]), b_h), dense(W_hy, b_y)
    context, rows = torch.tensor(start), []
    for x_t in torch.tensor(x):
        state = torch.tanh(hidden(torch.cat([x_t, context])))
        rows.append((state, output(state), context))
        context = alpha * context + rows[-1][1]
    for ours, theirs in zip((h, y, contexts), zip(*rows, strict=True), strict=True):
        same(ours, torch.stack(theirs))


@pytest.mark.parametrize("mode", ["continuous", "epochwise"])
def test_the_state_between_sequences_is_handed_on_or_not(
    torch, load_reference, arrays, recurrent, same, mode
):
    *sequences, W_xh, W_hh, b_h = arrays((3, 2), (1, 2), (4, 2), *layer(2, 3))
    found = load_reference("elman_jordan").run_epochs(sequences, (W_xh, W_hh, b_h), mode)
    module, last = recurrent((W_xh, W_hh, b_h)), None
    for ours, x in zip(found, sequences, strict=True):
        states, last = module(torch.tensor(x), last if mode == "continuous" else None)
        same(ours, states)


@shapes
@started
def test_the_four_shapes_of_input_and_output_are_one_layer_of_torch(
    torch, load_reference, arrays, recurrent, dense, same, shape, started
):
    T, D, H, outs = shape
    work = load_reference("io_shapes")
    x, h0, W_hy, b_y, *weights = arrays((T, D), (H,), (outs, H), (outs,), *layer(D, H))
    h0 = h0 if started else None
    rest = (*weights, W_hy, b_y, h0)
    module, head, start = recurrent(weights), dense(W_hy, b_y), state(torch, h0)
    outputs = head(module(torch.tensor(x), start)[0])
    same(work.many_to_many(x, *rest), outputs)
    same(work.many_to_one(x, *rest), outputs[-1])
    same(work.one_to_one(x[0], *rest), outputs[0])
    once = torch.cat([torch.tensor(x[:1]), torch.zeros(4, D, dtype=torch.float64)])
    same(work.one_to_many(x[0], 5, *rest), head(module(once, start)[0]))


@shapes
def test_the_decoder_goes_on_where_the_encoder_ended(
    torch, load_reference, arrays, recurrent, dense, same, shape
):
    T, D, H, outs = shape
    x, W_hy, b_y = arrays((T, D), (outs, H), (outs,))
    encoder, decoder = arrays(*layer(D, H)), arrays(*layer(outs, H))
    found = load_reference("io_shapes").encoder_decoder(x, 4, encoder, decoder, W_hy, b_y)
    module, head, rows = recurrent(decoder), dense(W_hy, b_y), []
    y, (_, h) = torch.zeros(1, outs, dtype=torch.float64), recurrent(encoder)(torch.tensor(x))
    for _ in range(4):
        states, h = module(y, h)
        y = head(states)
        rows.append(y[0])
    same(found, torch.stack(rows))


@pytest.mark.parametrize("activation", ["relu", "tanh"])
@pytest.mark.parametrize("rows", [1, 5])
@shapes
def test_the_character_model_is_nn_rnn_and_a_linear_layer(
    torch, load_reference, arrays, recurrent, dense, same, shape, rows, activation
):
    T, D, H, _ = shape
    names = ("W_xh", "W_hh", "b_h", "W_hy", "b_y")
    X, *weights = arrays((rows, T, D), *layer(D, H), (D, H), (D,))
    h_last, logits = load_reference("training_char").forward(
        dict(zip(names, weights, strict=True)), X, activation
    )
    _, last = recurrent(weights[:3], nonlinearity=activation)(torch.tensor(X))
    same(h_last, last[0])
    same(logits, dense(*weights[3:])(last[0]))
