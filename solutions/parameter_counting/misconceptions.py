"""Wrong beliefs about counting parameters, each with the functions that it changes."""


class no_recurrent_kernel:
    """A recurrent layer has input weights and biases only."""

    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return units * (features + (bias_vectors if use_bias else 0))


class recurrent_d_by_h:
    """The recurrent matrix has the shape of the input matrix."""

    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return units * (2 * features + (bias_vectors if use_bias else 0))


class bias_per_step:
    """Every time step has a bias of its own: b1, b2, b3."""

    class each_vector_three_times:
        """Each bias vector is there three times."""

        def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
            return units * (features + units + (3 * bias_vectors if use_bias else 0))

    class always_three:
        """There are three bias vectors, whatever is asked."""

        def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
            return units * (features + units + (3 if use_bias else 0))

    class two_more:
        """Two steps bring a bias of their own."""

        def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
            return units * (features + units + (bias_vectors + 2 if use_bias else 0))


class gru_single_bias:
    """Both variants of the GRU have one bias vector for each block."""

    def gru_params(features, units, use_bias=True, reset_after=True):
        return 3 * units * (features + units + (1 if use_bias else 0))


class lstm_three_blocks:
    """Only the three gates of an LSTM have parameters."""

    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        return 3 * units * (features + units + (bias_vectors if use_bias else 0))


class gru_four_blocks:
    """A GRU has as many blocks as an LSTM."""

    class with_its_own_biases:
        """Four blocks, with the biases of the variant."""

        def gru_params(features, units, use_bias=True, reset_after=True):
            bias_vectors = 2 if reset_after else 1
            return 4 * units * (features + units + (bias_vectors if use_bias else 0))

    class with_the_biases_of_an_lstm:
        """Four blocks, with one bias vector each."""

        def gru_params(features, units, use_bias=True, reset_after=True):
            return 4 * units * (features + units + (1 if use_bias else 0))


class bidirectional_shared:
    """The two directions share one set of parameters."""

    def bidirectional_params(layer_params):
        return layer_params


class merge_counted:
    """Joining the two directions takes as many parameters as a direction."""

    def bidirectional_params(layer_params):
        return 3 * layer_params


class jordan_as_elman:
    """A Jordan network feeds its hidden state back."""

    def jordan_params(features, units, outputs):
        return units * (features + units + 1) + outputs * (units + 1)


class brnn_head_h:
    """The output layer of a bidirectional network reads one direction."""

    def brnn_params(features, units, outputs):
        both = bidirectional_params(simple_rnn_params(features, units))
        return both + dense_params(units, outputs)


class stack_first_features:
    """Every layer of a stack reads the features of the input."""

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        return [
            _layer_params({"type": cell, "units": n, "bidirectional": bidirectional}, features)
            for n in units
        ]


class sum_31_is_32:
    """The parts of a network are right and their sum is one too large."""

    def elman_params(features, units, outputs):
        return simple_rnn_params(features, units) + dense_params(units, outputs) + 1


class flattened_output:
    """A recurrent layer gives the states of all its steps as one flat vector."""

    class in_the_shape_only:
        """The next layer reads the right number all the same."""

        def model_summary(input_shape, layers):
            *steps, features = input_shape
            rows = []
            for layer in layers:
                count = _layer_params(layer, features)
                features = shown = _width(layer)
                if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                    shown = features * input_shape[0]
                    steps = []
                rows.append((layer["type"], (None, *steps, shown), count))
            return rows

    class read_by_the_next_layer:
        """The next layer reads the flat vector."""

        def model_summary(input_shape, layers):
            *steps, features = input_shape
            rows = []
            for layer in layers:
                count = _layer_params(layer, features)
                features = _width(layer)
                if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                    features *= input_shape[0]
                    steps = []
                rows.append((layer["type"], (None, *steps, features), count))
            return rows
