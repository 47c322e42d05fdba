"""Hidden tests of parameter_counting. Sizes are different unless a test says otherwise."""

import pytest

MERGES = ("concat", "sum", "ave", "mul")
CELLS = ("SimpleRNN", "GRU", "LSTM")


def sizes(rng, count, low=2, high=60):
    """Different sizes, as Python ints."""
    return (low + rng.choice(high - low, count, replace=False)).tolist()


def large(rng):
    """An even and an odd size from 1e8 to 3e8. A product of two odd ones does not fit a float."""
    half, other_half = rng.integers(50_000_000, 150_000_000, 2).tolist()
    return 2 * half, 2 * other_half + 1


def edges(rng):
    """One unit, one feature, both, and as many units as features."""
    n, m = sizes(rng, 2, low=3)
    return (1, 1), (1, n), (n, 1), (m, m)


# Dense layers


@pytest.mark.criterion("dense")
def test_dense_has_a_matrix_and_a_bias_for_each_unit(compare, rng):
    inputs, units = sorted(sizes(rng, 2))
    compare("dense_params", inputs, units)
    compare("dense_params", units, inputs)
    compare("dense_params", units, units, use_bias=True)
    compare("dense_params", 1, units)
    compare("dense_params", inputs, 1)
    compare("dense_params", *large(rng))


@pytest.mark.criterion("dense")
def test_dense_without_bias_has_the_matrix_only(compare, rng):
    inputs, units = sizes(rng, 2)
    compare("dense_params", inputs, units)
    compare("dense_params", inputs, units, False)
    compare("dense_params", units, inputs, use_bias=False)
    compare("dense_params", inputs, units, True)
    for pair in edges(rng):
        compare("dense_params", *pair, use_bias=False)


@pytest.mark.criterion("dense")
def test_an_unrolled_network_has_weights_for_every_step(compare, reference, rng):
    timesteps, features, units = sizes(rng, 3)
    compare("unrolled_mlp_params", timesteps, features, units)
    compare("unrolled_mlp_params", 1, features, units)
    compare("unrolled_mlp_params", timesteps, 1, 1)
    compare("unrolled_mlp_params", features, features, features)
    crossover = (timesteps - 1) * features
    for units in (crossover - 1, crossover, crossover + 1):
        compare("unrolled_mlp_params", timesteps, features, units)
        unrolled = compare.like("unrolled_mlp_params", timesteps, features, units)
        recurrent = reference.simple_rnn_params(features, units)
        assert (recurrent > unrolled) == (units > crossover)
        assert (recurrent == unrolled) == (units == crossover)


# The simple recurrent layer


@pytest.mark.criterion("simple_rnn")
def test_simple_rnn_with_more_and_with_fewer_units_than_features(compare, rng):
    few, many = sorted(sizes(rng, 2))
    compare("simple_rnn_params", few, many)
    compare("simple_rnn_params", many, few)
    compare("simple_rnn_params", few, many + 1, True)
    compare("simple_rnn_params", many + 1, few, use_bias=True, bias_vectors=1)


@pytest.mark.criterion("simple_rnn")
def test_simple_rnn_at_the_edges(compare, rng):
    for pair in edges(rng):
        compare("simple_rnn_params", *pair)
    features, units = large(rng)
    compare("simple_rnn_params", features + 1, units)
    compare("simple_rnn_params", features, units, bias_vectors=2)


@pytest.mark.criterion("simple_rnn")
def test_simple_rnn_without_bias(compare, rng):
    features, units = sizes(rng, 2)
    compare("simple_rnn_params", features, units)
    compare("simple_rnn_params", features, units, False)
    compare("simple_rnn_params", units, features, use_bias=False)
    compare("simple_rnn_params", features, units, use_bias=False, bias_vectors=2)
    compare("simple_rnn_params", 1, 1, use_bias=False)


@pytest.mark.criterion("simple_rnn")
def test_simple_rnn_with_two_bias_vectors(compare, rng):
    features, units = sizes(rng, 2)
    compare("simple_rnn_params", features, units, bias_vectors=2)
    compare("simple_rnn_params", features, units)
    compare("simple_rnn_params", features, units, True, 2)
    compare("simple_rnn_params", units, features, bias_vectors=2)
    compare("simple_rnn_params", units, features, False, 2)
    compare("simple_rnn_params", 1, 1, bias_vectors=2)


# GRU and LSTM: three tests each, so that either is worth one half


@pytest.mark.criterion("gated")
def test_gru_in_both_variants(compare, rng):
    features, units = sizes(rng, 2)
    compare("gru_params", features, units)
    compare("gru_params", features, units, reset_after=False)
    compare("gru_params", units, features, True, False)
    compare("gru_params", units, features, use_bias=True, reset_after=True)


@pytest.mark.criterion("gated")
def test_gru_at_the_edges(compare, rng):
    for pair in edges(rng):
        compare("gru_params", *pair)
        compare("gru_params", *pair, reset_after=False)
    compare("gru_params", *large(rng))


@pytest.mark.criterion("gated")
def test_gru_without_bias_is_the_same_in_both_variants(compare, rng):
    features, units = sizes(rng, 2)
    compare("gru_params", features, units)
    compare("gru_params", features, units, False)
    compare("gru_params", features, units, use_bias=False, reset_after=False)
    compare("gru_params", units, features, False, True)


@pytest.mark.criterion("gated")
def test_lstm_with_one_or_two_bias_vectors(compare, rng):
    features, units = sizes(rng, 2)
    compare("lstm_params", features, units)
    compare("lstm_params", features, units, bias_vectors=2)
    compare("lstm_params", units, features, True, 2)
    compare("lstm_params", units, features, use_bias=True, bias_vectors=1)


@pytest.mark.criterion("gated")
def test_lstm_at_the_edges(compare, rng):
    for pair in edges(rng):
        compare("lstm_params", *pair)
    compare("lstm_params", 1, 1, bias_vectors=2)
    features, units = large(rng)
    compare("lstm_params", features + 1, units)


@pytest.mark.criterion("gated")
def test_lstm_without_bias(compare, rng):
    features, units = sizes(rng, 2)
    compare("lstm_params", features, units)
    compare("lstm_params", features, units, False)
    compare("lstm_params", units, features, use_bias=False, bias_vectors=2)
    compare("lstm_params", features, units, False, 2)


# Two directions


@pytest.mark.criterion("bidirectional")
def test_two_directions_of_any_layer(compare, reference, rng):
    features, units = sizes(rng, 2)
    compare("bidirectional_params", reference.simple_rnn_params(features, units))
    compare("bidirectional_params", reference.gru_params(features, units))
    compare("bidirectional_params", reference.lstm_params(features, units))


@pytest.mark.criterion("bidirectional")
def test_two_directions_at_the_edges(compare, rng):
    (size,) = sizes(rng, 1)
    compare("bidirectional_params", 1)
    compare("bidirectional_params", 2 * size)
    compare("bidirectional_params", 2 * size + 1)
    compare("bidirectional_params", 10**16 + 2 * size + 1)


# Whole networks: each test asks for two of the three, so that each counts in two thirds


def networks(rng):
    """Features, units and outputs, all different: once with many units, once with few."""
    narrow, middle, wide = sorted(sizes(rng, 3, low=3))
    return (middle, wide, narrow), (wide, narrow, middle)


@pytest.mark.criterion("elman_jordan_brnn")
def test_what_an_elman_and_a_jordan_network_feed_back(compare, rng):
    for features, units, outputs in networks(rng):
        compare("elman_params", features, units, outputs)
        compare("jordan_params", features, units, outputs)
        compare("elman_params", features, units, 1)
        compare("jordan_params", features, units, 1)


@pytest.mark.criterion("elman_jordan_brnn")
def test_what_the_output_reads_in_one_and_in_two_directions(compare, rng):
    for features, units, outputs in networks(rng):
        compare("elman_params", features, units, outputs)
        compare("brnn_params", features, units, outputs)
        compare("elman_params", 1, units, outputs)
        compare("brnn_params", 1, units, outputs)
    compare("elman_params", 1, 1, 1)
    compare("brnn_params", 1, 1, 1)


@pytest.mark.criterion("elman_jordan_brnn")
def test_networks_with_equal_and_different_widths(compare, rng):
    for features, units, outputs in networks(rng):
        compare("jordan_params", features, units, outputs)
        compare("brnn_params", features, units, outputs)
        compare("jordan_params", units, units, outputs)
        compare("brnn_params", units, units, outputs)
    compare("jordan_params", features, units, units)
    compare("brnn_params", units, units, units)


# Stacks


@pytest.mark.criterion("stacked")
@pytest.mark.parametrize("cell", CELLS)
def test_a_layer_reads_the_width_of_the_layer_below(compare, rng, cell):
    features, *units = sizes(rng, 4)
    compare("stacked_params", cell, features, units)
    compare("stacked_params", cell, features, units[::-1], merge_mode="concat")
    compare.unchanged("stacked_params", cell, features, units)
    compare("stacked_params", cell, features, [features] * 3)
    compare("stacked_params", cell, features, sizes(rng, 7)[:1])
    compare("stacked_params", cell, features, sizes(rng, 7))
    compare("stacked_params", cell, features, [])


@pytest.mark.criterion("stacked")
def test_concatenation_doubles_what_the_next_layer_reads(compare, rng):
    features, *units = sizes(rng, 4)
    for cell in CELLS:
        compare("stacked_params", cell, features, units, bidirectional=True)
    compare("stacked_params", "SimpleRNN", features, units, True, "concat")
    compare("stacked_params", "SimpleRNN", features, units, False, "concat")
    compare("stacked_params", "LSTM", 1, [1, 1], bidirectional=True)
    compare("stacked_params", "GRU", features, [features, features], bidirectional=True)


@pytest.mark.criterion("stacked")
def test_other_merge_modes_keep_the_width(compare, rng):
    features, *units = sizes(rng, 4)
    for merge_mode in ("sum", "ave", "mul"):
        compare("stacked_params", "SimpleRNN", features, units, True, merge_mode)
    compare("stacked_params", "GRU", features, units, bidirectional=True, merge_mode="ave")
    compare("stacked_params", "LSTM", features, units, bidirectional=True, merge_mode="mul")
    compare("stacked_params", "SimpleRNN", features, units, merge_mode="sum")


# Summaries: all but the last test contain a layer that gives its last state


@pytest.mark.criterion("summary")
def test_the_last_state_has_no_step_axis(compare, rng):
    timesteps, features, units, outputs = sizes(rng, 4)
    for cell in CELLS:
        layers = [{"type": cell, "units": units}, {"type": "Dense", "units": outputs}]
        compare("model_summary", (timesteps, features), layers)
        layers[0]["return_sequences"] = layers[0]["bidirectional"] = False
        layers[0]["merge_mode"] = "concat"
        compare("model_summary", (timesteps + 1, features), layers)
    compare("model_summary", (1, 1), [{"type": "SimpleRNN", "units": 1}])


@pytest.mark.criterion("summary")
def test_a_sequence_keeps_its_steps_and_no_count_depends_on_them(compare, rng):
    timesteps, features, *units = sizes(rng, 6)
    layers = [
        {"type": cell, "units": n, "return_sequences": True}
        for cell, n in zip(("LSTM", "Dense", "GRU", "SimpleRNN"), units, strict=True)
    ]
    del layers[1]["return_sequences"]
    compare("model_summary", (timesteps, features), layers)
    last = {"type": "SimpleRNN", "units": units[1]}
    for steps in (timesteps, timesteps + 40, 299, 1):
        compare("model_summary", (steps, features), [*layers, last])
    compare.unchanged("model_summary", (timesteps, features), [*layers, last])


@pytest.mark.criterion("summary")
def test_dense_works_on_each_step_of_a_sequence(compare, rng):
    timesteps, features, *units = sizes(rng, 6)
    dense = [{"type": "Dense", "units": n, "use_bias": n != units[1]} for n in units[:3]]
    recurrent = {"type": "GRU", "units": units[3], "return_sequences": True}
    compare("model_summary", (timesteps, features), [recurrent, *dense])
    compare("model_summary", (timesteps, features), [dense[0], recurrent, dense[1]])
    compare("model_summary", (1, features), [recurrent, dense[2]])
    last = {"type": "GRU", "units": units[3]}
    compare("model_summary", (timesteps, features), [*dense, last, *dense])


@pytest.mark.criterion("summary")
def test_two_directions_in_a_summary(compare, rng):
    timesteps, features, units, outputs = sizes(rng, 4)
    for cell, merge_mode in zip(("LSTM", "GRU", "SimpleRNN", "LSTM"), MERGES, strict=True):
        both = {"type": cell, "bidirectional": True, "merge_mode": merge_mode}
        first = both | {"units": units, "return_sequences": True}
        last = both | {"units": outputs}
        compare(
            "model_summary", (timesteps, features), [first, last, {"type": "Dense", "units": 3}]
        )
    del first["merge_mode"], last["merge_mode"]
    compare("model_summary", (timesteps, features), [first, last, {"type": "Dense", "units": 3}])
    compare.unchanged("model_summary", (timesteps, features), [first, last])


@pytest.mark.criterion("summary")
def test_options_count_for_their_own_layer(compare, rng):
    timesteps, features, *units = sizes(rng, 5)
    for option in ("use_bias", "reset_after"):
        for value in (True, False):
            layers = [
                {"type": "GRU", "units": units[0], "return_sequences": True, option: value},
                {"type": "GRU", "units": units[1], "return_sequences": True},
                {"type": "LSTM", "units": units[2], "use_bias": value, "return_sequences": True},
                {"type": "SimpleRNN", "units": units[0], "use_bias": not value},
                {"type": "Dense", "units": units[1], "use_bias": value},
            ]
            compare("model_summary", (timesteps, features), layers)


@pytest.mark.criterion("summary")
def test_the_total_adds_the_count_of_every_row(compare, rng):
    counts = sizes(rng, 4)
    rows = [
        ("LSTM", (None, 7, 5), counts[0]),
        ("GRU", (None, 7, 6), counts[1]),
        ("SimpleRNN", (None, 4), counts[2]),
        ("Dense", (None, 4), counts[3]),
    ]
    compare("total_params", rows)
    compare("total_params", rows[:1])
    compare("total_params", [*rows, rows[1]])
    compare("total_params", [*rows[:2], ("GRU", (None, 3), 10**17)])
    compare("total_params", [("LSTM", (None, 3), 10**17 + 1), ("Dense", (None, 1), 2)])
    compare("total_params", [])
    compare.unchanged("total_params", rows)
