"""Layers as objects; the functions of the assignment delegate to them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """What every layer has."""

    units: int
    use_bias: bool = True

    def width(self):
        return self.units

    def keeps_steps(self):
        return True


class Dense(Layer):
    """One matrix and a bias."""

    def params(self, features):
        return self.units * features + self.units * int(self.use_bias)


@dataclass(frozen=True)
class Recurrent(Layer):
    """Blocks of two matrices and some bias vectors."""

    bias_vectors: int = 1
    return_sequences: bool = False
    blocks = 1

    def params(self, features):
        total = 0
        for _ in range(self.blocks):
            total += self.units * features
            total += self.units**2
            if self.use_bias:
                total += self.bias_vectors * self.units
        return total

    def keeps_steps(self):
        return self.return_sequences


class Simple(Recurrent):
    """One block."""


class Gru(Recurrent):
    """Two gates and a candidate."""

    blocks = 3


class Lstm(Recurrent):
    """Three gates and a candidate."""

    blocks = 4


@dataclass(frozen=True)
class Bidirectional:
    """A layer and its mirror image."""

    layer: Recurrent
    merge_mode: str = "concat"

    def params(self, features):
        return self.layer.params(features) * 2

    def width(self):
        return self.layer.units * (1 + (self.merge_mode == "concat"))

    def keeps_steps(self):
        return self.layer.keeps_steps()


def build(description):
    """Make a layer from its dict."""
    options = dict(description)
    kind = options.pop("type")
    merge_mode = options.pop("merge_mode", "concat")
    both = options.pop("bidirectional", False)
    reset_after = options.pop("reset_after", True)
    if kind == "Dense":
        options.pop("return_sequences", None)
        return Dense(**options)
    if kind == "GRU":
        options["bias_vectors"] = 2 if reset_after else 1
    layer = {"SimpleRNN": Simple, "GRU": Gru, "LSTM": Lstm}[kind](**options)
    return Bidirectional(layer, merge_mode) if both else layer


def dense_params(inputs, units, use_bias=True):
    return Dense(units, use_bias).params(inputs)


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    return Simple(units, use_bias, bias_vectors).params(features)


def gru_params(features, units, use_bias=True, reset_after=True):
    return Gru(units, use_bias, 2 if reset_after else 1).params(features)


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    return Lstm(units, use_bias, bias_vectors).params(features)


def bidirectional_params(layer_params):
    return sum([layer_params] * 2)


def elman_params(features, units, outputs):
    return Simple(units).params(features) + Dense(outputs).params(units)


def jordan_params(features, units, outputs):
    return Dense(units).params(features + outputs) + Dense(outputs).params(units)


def brnn_params(features, units, outputs):
    both = Bidirectional(Simple(units))
    return both.params(features) + Dense(outputs).params(both.width())


def unrolled_mlp_params(timesteps, features, units):
    return Dense(units).params(timesteps * features)


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    counts = []
    for n in units:
        layer = build(
            {"type": cell, "units": n, "bidirectional": bidirectional, "merge_mode": merge_mode}
        )
        counts.append(layer.params(features))
        features = layer.width()
    return tuple(counts)


def model_summary(input_shape, layers):
    steps, features = input_shape
    rows = []
    for description in layers:
        layer = build(description)
        params, features = layer.params(features), layer.width()
        if not layer.keeps_steps():
            steps = 0
        shape = [None, steps, features] if steps else [None, features]
        rows.append([description["type"], shape, params])
    return rows


def total_params(rows):
    total = 0
    for _, _, params in rows:
        total += params
    return total
