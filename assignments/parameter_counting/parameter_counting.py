"""Counting parameters: how many trainable numbers has a recurrent network?

All sizes are positive Python ints, up to about 10**9, and every count is an exact Python int:
not a float and not a NumPy integer. Nothing needs to be allocated.
"""

from typing import Any


def dense_params(inputs: int, units: int, use_bias: bool = True) -> int:
    """Count a Dense layer: y = W x + b.

    Args:
        inputs: length of x.
        units: length of y.
        use_bias: whether there is a b.

    Returns:
        The number of entries of all parameters, an int.
    """
    raise NotImplementedError("dense_params")


def simple_rnn_params(
    features: int, units: int, use_bias: bool = True, bias_vectors: int = 1
) -> int:
    """Count a simple recurrent layer: h_t = tanh(W_xh x_t + W_hh h_(t-1) + b_h).

    Args:
        features: length D of x_t.
        units: length H of h_t.
        use_bias: False removes every bias vector, whatever `bias_vectors` says.
        bias_vectors: how many bias vectors of length H the layer keeps: Keras one, PyTorch two.

    Returns:
        The number of entries of all parameters, an int. There is no output layer in it.
    """
    raise NotImplementedError("simple_rnn_params")


def gru_params(features: int, units: int, use_bias: bool = True, reset_after: bool = True) -> int:
    """Count a GRU layer (its equations are in the handout).

    Args:
        features: length D of x_t.
        units: length H of h_t.
        use_bias: False removes every bias vector, of both variants.
        reset_after: the variant. True: each block keeps two bias vectors; False: one.

    Returns:
        The number of entries of all parameters, an int.
    """
    raise NotImplementedError("gru_params")


def lstm_params(features: int, units: int, use_bias: bool = True, bias_vectors: int = 1) -> int:
    """Count an LSTM layer (its equations are in the handout).

    Args:
        features: length D of x_t.
        units: length H of h_t and c_t.
        use_bias: False removes every bias vector, whatever `bias_vectors` says.
        bias_vectors: how many bias vectors each block keeps: Keras one, PyTorch two.

    Returns:
        The number of entries of all parameters, an int.
    """
    raise NotImplementedError("lstm_params")


def bidirectional_params(layer_params: int) -> int:
    """Count a bidirectional layer.

    Args:
        layer_params: the count of the layer in one direction.

    Returns:
        The count of the layer in both directions, an int, for any merge mode.
    """
    raise NotImplementedError("bidirectional_params")


def elman_params(features: int, units: int, outputs: int) -> int:
    """Count an Elman network: h_t = tanh(W_xh x_t + W_hh h_(t-1) + b_h), y_t = W_hy h_t + b_y.

    Args:
        features: length D of x_t.
        units: length H of h_t.
        outputs: length O of y_t.

    Returns:
        The number of entries of all parameters, an int.
    """
    raise NotImplementedError("elman_params")


def jordan_params(features: int, units: int, outputs: int) -> int:
    """Count a Jordan network: h_t = tanh(W_xh x_t + W_ch y_(t-1) + b_h), y_t = W_hy h_t + b_y.

    Args:
        features: length D of x_t.
        units: length H of h_t.
        outputs: length O of y_t.

    Returns:
        The number of entries of all parameters, an int.
    """
    raise NotImplementedError("jordan_params")


def brnn_params(features: int, units: int, outputs: int) -> int:
    """Count a bidirectional network of two simple recurrent layers and one output layer.

    Args:
        features: length D of x_t, read by both directions.
        units: length H of the state of each direction.
        outputs: length O of y_t, computed from the two states, concatenated.

    Returns:
        The number of entries of all parameters, an int.
    """
    raise NotImplementedError("brnn_params")


def unrolled_mlp_params(timesteps: int, features: int, units: int) -> int:
    """Count a Dense layer that reads a whole sequence at once, its steps side by side.

    Args:
        timesteps: number T of steps.
        features: length D of each step.
        units: length of the Dense layer's output.

    Returns:
        The number of entries of all parameters, bias included, an int.
    """
    raise NotImplementedError("unrolled_mlp_params")


def stacked_params(
    cell: str,
    features: int,
    units: list[int],
    bidirectional: bool = False,
    merge_mode: str = "concat",
) -> list[int]:
    """Count each layer of a stack of recurrent layers, from the input upwards.

    Args:
        cell: "SimpleRNN", "GRU" (with reset_after) or "LSTM", the same for all layers.
        features: length D of the input of the first layer.
        units: the width of each layer; may be empty. Left unchanged.
        bidirectional: whether every layer reads in both directions.
        merge_mode: how a bidirectional layer joins its states: "concat", "sum", "ave" or "mul".
            Has no meaning where `bidirectional` is False.

    Returns:
        One int for each entry of `units`. All layers have biases.
    """
    raise NotImplementedError("stacked_params")


def model_summary(
    input_shape: tuple[int, int], layers: list[dict[str, Any]]
) -> list[tuple[str, tuple[int | None, ...], int]]:
    """Summarise a model: what each layer gives, and its number of parameters.

    Args:
        input_shape: (T, D), the number of steps and the features of each step.
        layers: one dict for each layer, from the input upwards, with the keys `type` ("SimpleRNN",
            "GRU", "LSTM" or "Dense") and `units`, and the optional keys `use_bias` (True),
            `return_sequences` (False), `reset_after` (True, for a GRU), `bidirectional` (False)
            and `merge_mode` ("concat"), with the defaults in brackets. Left unchanged.

    Returns:
        One tuple (type, output_shape, params) for each layer. `type` is the layer's own, also if it
        is bidirectional; `output_shape` is (None, width), or (None, T, width) where the layer gives
        a sequence; `params` is an int.
    """
    raise NotImplementedError("model_summary")


def total_params(rows: list[tuple[str, tuple[int | None, ...], int]]) -> int:
    """Add up the counts of a summary.

    Args:
        rows: (type, output_shape, params) tuples, as `model_summary` returns them; may be empty.
            Left unchanged.

    Returns:
        The sum of the third entries, an int.
    """
    raise NotImplementedError("total_params")
