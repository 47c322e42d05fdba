"""LSTM, GRU and stacked layers of the reference are those of PyTorch with the same weights.

PyTorch keeps the blocks of a cell one above the other, (n * H, D); ours are (n, H, D).
"""

import numpy as np
import pytest

# T, D, H
SHAPES = [(1, 1, 1), (1, 3, 2), (2, 1, 5), (6, 3, 3), (9, 4, 2)]
shapes = pytest.mark.parametrize("shape", SHAPES, ids=str)
started = pytest.mark.parametrize("started", [False, True], ids=["zeros", "started"])


@pytest.fixture
def work(load_reference):
    return load_reference("gated_cells")


def above(blocks):
    """Our blocks (n, H, ...) as torch has them: (n * H, ...)."""
    return blocks.reshape(-1, *blocks.shape[2:])


@shapes
@started
def test_the_lstm_is_nn_lstm(torch, work, arrays, filled, same, shape, started):
    """Both have the blocks i, f, g, o. Of torch's two biases the second is zero."""
    T, D, H = shape
    x, W, U, b, *starts = arrays((T, D), (4, H, D), (4, H, H), (4, H), (H,), (H,))
    module = filled(torch.nn.LSTM(D, H), above(W), above(U), above(b), np.zeros(4 * H))
    given = tuple(torch.tensor(start)[None] for start in starts) if started else None
    states, (last, cell) = module(torch.tensor(x), given)
    h, c = work.lstm_forward(x, W, U, b, *(starts if started else ()))
    same(h, states)
    same((h[-1:], c[-1:]), torch.stack([last, cell]))
    before = starts if started else np.zeros((2, H))
    same(work.lstm_step(x[0], *before, W, U, b), (h[0], c[0]))


@shapes
@started
def test_the_gru_with_recurrent_biases_is_nn_gru(torch, work, arrays, filled, same, shape, started):
    """torch has the blocks r, z, g; ours are z, r, g.

    It knows only the reset gate that acts after the product; Keras has the other one too.
    """
    T, D, H = shape
    x, W, U, b, b_rec, h0 = arrays((T, D), (3, H, D), (3, H, H), (3, H), (3, H), (H,))
    module = filled(torch.nn.GRU(D, H), *(above(part[[1, 0, 2]]) for part in (W, U, b, b_rec)))
    states, _ = module(torch.tensor(x), torch.tensor(h0)[None] if started else None)
    same(work.gru_forward(x, W, U, b, b_rec, h0 if started else None), states)
    same(work.gru_step(x[0], h0 if started else 0 * h0, W, U, b, b_rec), states[0])


@pytest.mark.parametrize("widths", [(3,), (4, 4, 4), (2, 5, 3)], ids=str)
def test_stacked_layers_are_layers_of_torch_one_above_the_other(
    torch, work, arrays, recurrent, filled, same, widths
):
    """Layers of one width are also a single nn.RNN with num_layers."""
    (x,) = arrays((6, 4))
    layers = [
        arrays((units, below), (units, units), (units,))
        for below, units in zip((4, *widths), widths, strict=False)
    ]
    states = work.stacked_forward(x, layers)
    read = torch.tensor(x)
    for ours, weights in zip(states, layers, strict=True):
        read, _ = recurrent(weights)(read)
        same(ours, read)
    if len(set(widths)) == 1:
        module = torch.nn.RNN(4, widths[0], num_layers=len(widths))
        filled(module, *(array for W, U, b in layers for array in (W, U, b, 0 * b)))
        same(states[-1], module(torch.tensor(x))[0])


@pytest.mark.parametrize("size", [1e-9, 5.0, 720.0])
def test_the_sigmoid_is_that_of_torch(torch, work, same, size):
    """By its logarithm: torch.sigmoid itself is 0 below about -710, where the true value is not."""
    z = np.linspace(-size, size, 7)
    same(work.sigmoid(z), torch.nn.functional.logsigmoid(torch.tensor(z)).exp(), atol=0)
