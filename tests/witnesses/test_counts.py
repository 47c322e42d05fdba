"""Counts of the references are those of layers that PyTorch and Keras really build.

PyTorch keeps two bias vectors in each block of a recurrent layer, one for the product with the
input and one for that with the state. Keras keeps one, but two in GRU(reset_after=True).
"""

import pytest

SLUG = "parameter_counting"
SIZES = [(1, 1), (1, 64), (5, 3), (3, 5), (4, 4)]
sizes = pytest.mark.parametrize(("D", "H"), SIZES)
biased = pytest.mark.parametrize("use_bias", [True, False], ids=["bias", "no_bias"])


@pytest.fixture
def work(load_reference):
    return load_reference(SLUG)


def count(module):
    """How many numbers a module of torch trains."""
    return sum(parameter.numel() for parameter in module.parameters())


@pytest.fixture
def summary(keras):
    """What Keras says of each layer of a model: type, shape of the output, count."""

    def rows(input_shape, layers):
        model = keras.Sequential([keras.Input(input_shape), *layers])
        found = []
        for layer in model.layers:
            inner = getattr(layer, "forward_layer", layer)
            found.append((type(inner).__name__, layer.output.shape, layer.count_params()))
        assert sum(row[2] for row in found) == model.count_params()
        return found

    return rows


@pytest.fixture
def built(keras):
    """A layer of Keras as the dicts of the assignment describe it."""

    def layer(described):
        options = {key: value for key, value in described.items() if key != "type"}
        twice, mode = options.pop("bidirectional", False), options.pop("merge_mode", "concat")
        made = getattr(keras.layers, described["type"])(**options)
        return keras.layers.Bidirectional(made, merge_mode=mode) if twice else made

    return layer


@sizes
@biased
def test_the_layers_of_torch(torch, work, D, H, use_bias):
    nn = torch.nn
    assert work.dense_params(D, H, use_bias) == count(nn.Linear(D, H, bias=use_bias))
    rnn, lstm = work.simple_rnn_params(D, H, use_bias, 2), work.lstm_params(D, H, use_bias, 2)
    assert rnn == count(nn.RNN(D, H, bias=use_bias))
    assert lstm == count(nn.LSTM(D, H, bias=use_bias))
    assert work.gru_params(D, H, use_bias) == count(nn.GRU(D, H, bias=use_bias))
    for cell, ours in ((nn.RNN, rnn), (nn.LSTM, lstm)):
        both = cell(D, H, bias=use_bias, bidirectional=True)
        assert work.bidirectional_params(ours) == count(both)


@sizes
@biased
def test_the_layers_of_keras(work, summary, built, D, H, use_bias):
    def keras_count(kind, **options):
        described = {"type": kind, "units": H, "use_bias": use_bias, **options}
        return summary((7, D), [built(described)])[0][2]

    assert work.dense_params(D, H, use_bias) == keras_count("Dense")
    assert work.simple_rnn_params(D, H, use_bias) == keras_count("SimpleRNN")
    assert work.lstm_params(D, H, use_bias) == keras_count("LSTM")
    for after in (True, False):
        ours = work.gru_params(D, H, use_bias, after)
        assert ours == keras_count("GRU", reset_after=after)
    for mode in ("concat", "sum", "ave", "mul"):
        both = keras_count("SimpleRNN", bidirectional=True, merge_mode=mode)
        assert work.bidirectional_params(work.simple_rnn_params(D, H, use_bias)) == both


@pytest.mark.parametrize(("D", "H", "outs"), [(1, 1, 1), (2, 3, 2), (5, 3, 1), (3, 4, 6)])
def test_whole_networks(torch, keras, work, summary, D, H, outs):
    """Elman and bidirectional networks in Keras; a Jordan network is two linear layers of torch."""
    layers, Linear = keras.layers, torch.nn.Linear

    def total(*parts):
        return sum(row[2] for row in summary((4, D), parts))

    assert work.elman_params(D, H, outs) == total(layers.SimpleRNN(H), layers.Dense(outs))
    both = layers.Bidirectional(layers.SimpleRNN(H))
    assert work.brnn_params(D, H, outs) == total(both, layers.Dense(outs))
    unrolled = total(layers.Flatten(), layers.Dense(H))
    assert work.unrolled_mlp_params(4, D, H) == unrolled == count(Linear(4 * D, H))
    jordan = count(Linear(D + outs, H)) + count(Linear(H, outs))
    assert work.jordan_params(D, H, outs) == jordan


@pytest.mark.parametrize("cell", ["SimpleRNN", "GRU", "LSTM"])
@pytest.mark.parametrize("mode", [None, "concat", "sum", "ave", "mul"])
def test_stacks_of_layers(work, summary, built, cell, mode):
    options = {"type": cell, "return_sequences": True}
    if mode:
        options |= {"bidirectional": True, "merge_mode": mode}
    rows = summary((6, 3), [built(options | {"units": n}) for n in (4, 2, 5)])
    ours = work.stacked_params(cell, 3, [4, 2, 5], bool(mode), mode or "concat")
    assert ours == [row[2] for row in rows]


MODELS = {
    "64 units on one feature": ((64, 1), [("SimpleRNN", 64), ("Dense", 1)]),
    "a single step": ((1, 3), [("GRU", 2), ("Dense", 2)]),
    "outputs at every step": ((7, 5), [("LSTM", 3, {"return_sequences": True}), ("Dense", 4)]),
    "without biases": (
        (3, 2),
        [("GRU", 4, {"use_bias": False}), ("Dense", 1, {"use_bias": False})],
    ),
    "two directions": (
        (7, 5),
        [
            ("Dense", 6),
            ("LSTM", 3, {"bidirectional": True, "return_sequences": True}),
            ("GRU", 2, {"bidirectional": True, "merge_mode": "sum", "reset_after": False}),
            ("Dense", 8),
        ],
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_the_summary_of_a_model(work, summary, built, name):
    input_shape, parts = MODELS[name]
    described = [
        {"type": kind, "units": units} | (rest[0] if rest else {}) for kind, units, *rest in parts
    ]
    ours = work.model_summary(input_shape, described)
    rows = summary(input_shape, [built(layer) for layer in described])
    assert ours == rows
    assert work.total_params(ours) == sum(row[2] for row in rows)


VERIFIED = {
    "torch.rnn_5_3": lambda nn: nn.RNN(5, 3),
    "torch.gru_5_3": lambda nn: nn.GRU(5, 3),
    "torch.lstm_5_3": lambda nn: nn.LSTM(5, 3),
    "torch.rnn_5_3_bidirectional": lambda nn: nn.RNN(5, 3, bidirectional=True),
    "torch.rnn_5_3_two_layers": lambda nn: nn.RNN(5, 3, num_layers=2),
    "torch.rnn_5_3_two_layers_bidirectional": lambda nn: nn.RNN(5, 3, 2, bidirectional=True),
    "keras.simple_rnn_3_5": lambda layers: layers.SimpleRNN(3),
    "keras.gru_64_1": lambda layers: [layers.GRU(64), layers.GRU(64, reset_after=False)],
    "keras.gru_3_5": lambda layers: [layers.GRU(3), layers.GRU(3, reset_after=False)],
    "keras.lstm_64_1": lambda layers: layers.LSTM(64),
    "keras.lstm_3_5": lambda layers: layers.LSTM(3),
    "keras.bidirectional_simple_rnn_64_1": lambda layers: layers.Bidirectional(
        layers.SimpleRNN(64)
    ),
}


@pytest.mark.parametrize("key", VERIFIED)
def test_the_verified_counts_of_the_frameworks(request, golden, key):
    expected = golden(SLUG)[key]["value"]
    if key.startswith("torch."):
        assert count(VERIFIED[key](request.getfixturevalue("torch").nn)) == expected
        return
    rows, features = request.getfixturevalue("summary"), int(key.rsplit("_", 1)[1])
    layers = VERIFIED[key](request.getfixturevalue("keras").layers)
    counts = [
        rows((4, features), [layer])[0][2]
        for layer in (layers if isinstance(layers, list) else [layers])
    ]
    assert counts == (expected if isinstance(expected, list) else [expected])


def test_every_verified_count_of_a_framework_is_built(golden):
    named = {key for key in golden(SLUG) if key.startswith(("torch.", "keras."))}
    assert named == set(VERIFIED)
