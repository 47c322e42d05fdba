"""The reference solution of parameter_counting gives the verified counts."""

import math

import numpy as np
import pytest

SLUG = "parameter_counting"
CELLS = ("SimpleRNN", "GRU", "LSTM")


@pytest.fixture
def work(load_reference):
    return load_reference(SLUG)


@pytest.fixture
def counts(golden):
    return golden(SLUG)


def simple(units):
    """A simple recurrent layer that gives its last state."""
    return {"type": "SimpleRNN", "units": units}


def dense(units):
    return {"type": "Dense", "units": units}


# What each golden number counts: its key, and how the reference arrives at it.
COUNTED = {
    "params.simple_rnn_64_1": lambda w: w.simple_rnn_params(1, 64),
    "params.dense_1_64": lambda w: w.dense_params(64, 1),
    "params.total": lambda w: w.total_params(w.model_summary((64, 1), [simple(64), dense(1)])),
    "params.sum3": lambda w: w.simple_rnn_params(1, 1),
    "params.simple_rnn_5_1": lambda w: w.simple_rnn_params(1, 5),
    "params.dense_1_5": lambda w: w.dense_params(5, 1),
    "params.look_back_model_total": lambda w: w.elman_params(1, 5, 1),
    "params.units_2000_one_feature": lambda w: w.simple_rnn_params(1, 2000),
    "varlen.param_change": lambda w: (
        max(w.model_summary((steps, 1), [simple(64)])[0][2] for steps in (10, 15, 18))
        - min(w.model_summary((steps, 1), [simple(64)])[0][2] for steps in (10, 15, 18))
    ),
    "gfg.rnn_params": lambda w: w.simple_rnn_params(17, 50),
    "gfg.dense_params": lambda w: w.dense_params(50, 17),
    "gfg.total_params": lambda w: w.total_params(w.model_summary((3, 17), [simple(50), dense(17)])),
    "params.rnn_vs_mlp_gfg": lambda w: [
        w.simple_rnn_params(17, 50),
        w.unrolled_mlp_params(3, 17, 50),
    ],
    "params.rnn_vs_mlp_64": lambda w: [
        w.simple_rnn_params(1, 64),
        w.unrolled_mlp_params(64, 1, 64),
    ],
    "params.rnn_vs_mlp_T100": lambda w: [
        w.simple_rnn_params(17, 50),
        w.unrolled_mlp_params(100, 17, 50),
    ],
    "weights.movie_net": lambda w: [
        w.dense_params(5, 3, use_bias=False),
        w.dense_params(3, 3, use_bias=False),
        w.dense_params(3, 1, use_bias=False),
        w.elman_params(5, 3, 1)
        - w.simple_rnn_params(5, 3, use_bias=False)
        - w.dense_params(3, 1, use_bias=False),
    ],
    "weights.movie_total": lambda w: w.elman_params(5, 3, 1),
    "weights.cat_net_total": lambda w: w.elman_params(3, 3, 1),
    "weights.cat_bias": lambda w: (
        w.elman_params(3, 3, 1)
        - w.simple_rnn_params(3, 3, use_bias=False)
        - w.dense_params(3, 1, use_bias=False)
    ),
    "jordan_params_D2_H3_O2": lambda w: w.jordan_params(2, 3, 2),
    "elman_params_D2_H3_O2": lambda w: w.elman_params(2, 3, 2),
    "hello.params_as_drawn": lambda w: (
        w.dense_params(4, 3, use_bias=False) + 1 + 1 + w.dense_params(3, 4, use_bias=False)
    ),
    "shapes.units_2000_output": lambda w: [
        1000,
        *w.model_summary((64, 1), [simple(2000)])[0][1][1:],
    ],
    "hello.params_full": lambda w: w.elman_params(4, 3, 4),
    "keras.simple_rnn_3_5": lambda w: w.simple_rnn_params(5, 3),
    "keras.gru_64_1": lambda w: [w.gru_params(1, 64), w.gru_params(1, 64, reset_after=False)],
    "keras.gru_3_5": lambda w: [w.gru_params(5, 3), w.gru_params(5, 3, reset_after=False)],
    "keras.lstm_64_1": lambda w: w.lstm_params(1, 64),
    "keras.lstm_3_5": lambda w: w.lstm_params(5, 3),
    "keras.bidirectional_simple_rnn_64_1": lambda w: w.bidirectional_params(
        w.simple_rnn_params(1, 64)
    ),
    "torch.rnn_5_3": lambda w: w.simple_rnn_params(5, 3, bias_vectors=2),
    "torch.gru_5_3": lambda w: w.gru_params(5, 3),
    "torch.lstm_5_3": lambda w: w.lstm_params(5, 3, bias_vectors=2),
    "torch.rnn_5_3_bidirectional": lambda w: w.bidirectional_params(
        w.simple_rnn_params(5, 3, bias_vectors=2)
    ),
    "torch.rnn_5_3_two_layers": lambda w: sum(
        w.simple_rnn_params(features, 3, bias_vectors=2) for features in (5, 3)
    ),
    "torch.rnn_5_3_two_layers_bidirectional": lambda w: sum(
        w.bidirectional_params(w.simple_rnn_params(features, 3, bias_vectors=2))
        for features in (5, 6)
    ),
}


def test_every_golden_count_is_tested(counts):
    assert set(counts) == set(COUNTED)


@pytest.mark.parametrize("key", COUNTED)
def test_the_reference_gives_the_golden_count(work, counts, key):
    assert COUNTED[key](work) == counts[key]["value"]


def test_the_printed_counts_are_off_by_exactly_what_is_stated(work, counts):
    printed = {key: entry for key, entry in counts.items() if "printed" in entry}
    off = {
        key: float(np.max(np.abs(np.subtract(COUNTED[key](work), entry["printed"]))))
        for key, entry in printed.items()
    }
    assert off == {key: entry["within"] for key, entry in printed.items()}
    assert [key for key in off if off[key]] == ["weights.movie_total"]


def arrays_of(cell, features, units):
    """The parameters of one layer with one bias vector, as arrays."""
    blocks = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}[cell]
    shapes = [(units, features), (units, units), (units,)] * blocks
    return [np.zeros(shape) for shape in shapes]


@pytest.mark.parametrize("features", [1, 2, 5])
@pytest.mark.parametrize("units", [1, 3, 5])
def test_counts_are_the_entries_of_the_arrays(work, features, units):
    size = {cell: sum(a.size for a in arrays_of(cell, features, units)) for cell in CELLS}
    assert work.simple_rnn_params(features, units) == size["SimpleRNN"]
    assert work.gru_params(features, units, reset_after=False) == size["GRU"]
    assert work.gru_params(features, units) == size["GRU"] + 3 * units
    assert work.lstm_params(features, units) == size["LSTM"]
    assert work.dense_params(features, units) == np.zeros((units, features)).size + units


@pytest.mark.parametrize("features", [1, 2, 5])
@pytest.mark.parametrize("units", [1, 3, 5])
def test_without_bias_the_bias_variants_are_equal(work, features, units):
    matrices = units * features + units * units
    for vectors in (1, 2):
        assert work.simple_rnn_params(features, units, False, vectors) == matrices
        assert work.lstm_params(features, units, False, vectors) == 4 * matrices
    for reset_after in (True, False):
        assert work.gru_params(features, units, False, reset_after) == 3 * matrices
    assert work.dense_params(features, units, False) == features * units


@pytest.mark.parametrize(("features", "units", "outputs"), [(2, 3, 2), (5, 4, 1), (1, 2, 6)])
def test_elman_and_jordan_differ_by_their_feedback_matrices(work, features, units, outputs):
    difference = work.elman_params(features, units, outputs) - work.jordan_params(
        features, units, outputs
    )
    assert difference == units * units - units * outputs


@pytest.mark.parametrize(("features", "units", "outputs"), [(2, 3, 2), (5, 4, 1), (1, 2, 6)])
def test_a_bidirectional_network_is_two_elman_networks_with_one_output_bias(
    work, features, units, outputs
):
    elman = work.elman_params(features, units, outputs)
    assert work.brnn_params(features, units, outputs) == 2 * elman - outputs


@pytest.mark.parametrize(("timesteps", "features"), [(2, 3), (3, 17), (64, 1), (100, 17)])
def test_the_recurrent_layer_is_larger_only_with_more_units_than_later_inputs(
    work, timesteps, features
):
    crossover = (timesteps - 1) * features
    for units in range(max(1, crossover - 2), crossover + 3):
        recurrent = work.simple_rnn_params(features, units)
        unrolled = work.unrolled_mlp_params(timesteps, features, units)
        assert np.sign(recurrent - unrolled) == np.sign(units - crossover)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("merge_mode", ["concat", "sum", "ave", "mul"])
def test_a_stack_counts_what_its_summary_counts(work, cell, bidirectional, merge_mode):
    units = [4, 2, 7]
    layers = [
        {
            "type": cell,
            "units": n,
            "return_sequences": True,
            "bidirectional": bidirectional,
            "merge_mode": merge_mode,
        }
        for n in units
    ]
    rows = work.model_summary((9, 3), layers)
    stacked = work.stacked_params(cell, 3, units, bidirectional, merge_mode)
    assert [row[2] for row in rows] == stacked
    factor = 2 if bidirectional and merge_mode == "concat" else 1
    assert [row[1] for row in rows] == [(None, 9, factor * n) for n in units]
    assert work.total_params(rows) == sum(stacked)


def test_the_summary_follows_the_shapes(work):
    rows = work.model_summary(
        (7, 5),
        [
            dense(6),
            {"type": "LSTM", "units": 3, "bidirectional": True, "return_sequences": True},
            dense(4),
            {"type": "GRU", "units": 2, "reset_after": False},
            dense(8),
        ],
    )
    assert rows == [
        ("Dense", (None, 7, 6), 6 * 6),
        ("LSTM", (None, 7, 6), 2 * 4 * 3 * (6 + 3 + 1)),
        ("Dense", (None, 7, 4), 4 * 7),
        ("GRU", (None, 2), 3 * 2 * (4 + 2 + 1)),
        ("Dense", (None, 8), 8 * 3),
    ]


def test_no_layers_have_no_rows_and_no_parameters(work):
    assert work.stacked_params("GRU", 3, []) == []
    assert work.model_summary((4, 3), []) == []
    assert work.total_params([]) == 0


def test_counts_are_python_ints_and_exact(work):
    n = 10**9
    exact = [
        (work.dense_params(n, n + 1), (n + 1) ** 2),
        (work.simple_rnn_params(n, n), 2 * n**2 + n),
        (work.gru_params(n, n), 6 * n**2 + 6 * n),
        (work.lstm_params(n, n), math.prod((4, n, 2 * n + 1))),
        (work.bidirectional_params(n**2 + 1), 2 * n**2 + 2),
    ]
    assert all(type(count) is int and count == right for count, right in exact)
