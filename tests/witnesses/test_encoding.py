"""Arrays of sequences are those that PyTorch and Keras make, and are read as they read them."""

import numpy as np
import pytest

SLUG = "sequence_encoding"
LENGTHS = [(1,), (3,), (2, 4, 1), (1, 1, 1), (5, 2, 5, 3)]
lengths = pytest.mark.parametrize("lengths", LENGTHS, ids=str)


@pytest.fixture
def work(load_reference):
    return load_reference(SLUG)


@pytest.mark.parametrize(("steps", "size"), [(0, 3), (1, 1), (6, 4)])
def test_one_hot_rows_are_those_of_torch(torch, work, same, steps, size):
    indices = (np.arange(steps) * 3 + 1) % size
    same(work.one_hot(indices, size), torch.nn.functional.one_hot(torch.tensor(indices), size))


@lengths
def test_padding_behind_is_pad_sequence(torch, work, arrays, same, lengths):
    sequences = arrays(*((n, 3) for n in lengths))
    padded = torch.nn.utils.rnn.pad_sequence([torch.tensor(s) for s in sequences], batch_first=True)
    batch, mask = work.pad_sequences(sequences)
    same(batch, padded)
    same(mask, torch.arange(max(lengths)) < torch.tensor(lengths)[:, None])


@lengths
@pytest.mark.parametrize("length", [None, 1, 3, 7])
@pytest.mark.parametrize("padding", ["post", "pre"])
def test_padding_and_cutting_is_that_of_keras(keras, work, arrays, same, lengths, length, padding):
    """Our `padding` says both. Keras pads and cuts before the sequence unless told otherwise."""
    sequences = arrays(*((n, 3) for n in lengths))
    sides = {"padding": "post", "truncating": "post"} if padding == "post" else {}
    padded = keras.utils.pad_sequences(sequences, maxlen=length, dtype="float64", **sides)
    batch, mask = work.pad_sequences(sequences, length, padding)
    same(batch, padded)
    marks = [np.ones((n, 1)) for n in lengths]
    same(mask, keras.utils.pad_sequences(marks, maxlen=length, **sides)[:, :, 0] == 1)


@lengths
def test_the_last_state_under_a_mask_is_that_of_a_packed_batch(
    torch, work, load_reference, arrays, recurrent, dense, same, lengths
):
    """Also the outputs of io_shapes for a batch with lengths, whatever stands in the padding."""
    *sequences, W_xh, W_hh, b_h = arrays(*((n, 3) for n in lengths), (2, 3), (2, 2), (2,))
    W_hy, b_y = arrays((4, 2), (4,))
    batch, mask = work.pad_sequences(sequences)
    batch[~mask] = 9.0
    packed = torch.nn.utils.rnn.pack_padded_sequence(
        torch.tensor(batch), torch.tensor(lengths), batch_first=True, enforce_sorted=False
    )
    last = recurrent((W_xh, W_hh, b_h))(packed)[1][0]
    same(work.masked_last_state(batch, mask, W_xh, W_hh, b_h), last)
    outputs = load_reference("io_shapes").batch_many_to_one(
        batch, np.array(lengths), W_xh, W_hh, b_h, W_hy, b_y
    )
    same(outputs, dense(W_hy, b_y)(last))


@pytest.mark.parametrize(("steps", "length"), [(2, 1), (7, 3), (4, 3)])
def test_windows_are_those_of_unfold(torch, work, same, steps, length):
    indices = (np.arange(steps) * 5) % 7
    X, y = work.sliding_windows(indices, length)
    whole = torch.tensor(indices).unfold(0, length + 1, 1)
    same(X, whole[:, :-1])
    same(y, whole[:, -1])


@pytest.mark.parametrize(("rows", "batch"), [(1, 1), (1, 5), (48, 32), (100, 5), (10, 4)])
def test_batches_are_as_many_as_a_loader_gives(torch, work, load_reference, rows, batch):
    loader = torch.utils.data.DataLoader(range(rows), batch_size=batch)
    updates = load_reference("training_sum").updates_per_epoch(rows, batch)
    assert work.count_batches(rows, batch) == updates == len(list(loader))
