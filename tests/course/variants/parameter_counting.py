"""Wrong submissions for parameter_counting, written from the handout alone."""


class dense_without_bias:
    """A Dense layer is counted without its bias: too small by the number of units unless
    use_bias=False."""

    FUNCTIONS = ("dense_params",)
    SHOWS = "short by the number of units"

    def dense_params(inputs, units, use_bias=True):
        return inputs * units


class one_bias_for_the_layer:
    """The bias of a Dense layer counts 1, not one number for each unit: too small by units - 1."""

    FUNCTIONS = ("dense_params",)
    SHOWS = "short by the number of units but one"

    def dense_params(inputs, units, use_bias=True):
        count = inputs * units
        if use_bias:
            count += 1
        return count


class bias_as_long_as_the_inputs:
    """The bias of a Dense layer has one number for each input instead of one for each unit; right
    where there are as many inputs as units."""

    FUNCTIONS = ("dense_params",)
    SHOWS = "mixes up two sizes"

    def dense_params(inputs, units, use_bias=True):
        weights = units * inputs
        bias = inputs if use_bias else 0
        return weights + bias


class dense_option_ignored:
    """A Dense layer is counted with its bias also with use_bias=False: then too large by units."""

    FUNCTIONS = ("dense_params",)
    SHOWS = "right only with the default options"

    def dense_params(inputs, units, use_bias=True):
        W = inputs * units
        b = units
        return W + b


class recurrent_matrix_of_the_features:
    """W_hh of a simple recurrent layer is counted as features x features; right where D = H."""

    FUNCTIONS = ("simple_rnn_params",)
    SHOWS = "mixes up two sizes"

    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        w_xh = features * units
        w_hh = features * features
        b_h = units * bias_vectors if use_bias else 0
        return w_xh + w_hh + b_h


class units_without_connections:
    """Each unit hears only itself: W_hh of a simple recurrent layer counts H numbers, not H * H."""

    FUNCTIONS = ("simple_rnn_params",)
    SHOWS = "short by most recurrent weights"

    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        params = features * units
        params += units
        if use_bias:
            params += units * bias_vectors
        return params


class always_one_bias_vector:
    """A simple recurrent layer has one bias vector also with bias_vectors=2: then short by H."""

    FUNCTIONS = ("simple_rnn_params",)
    SHOWS = "right only with the default options"

    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return dense_params(features + units, units, use_bias)


class second_bias_survives:
    """use_bias=False removes one bias vector of a simple recurrent layer, not all: with
    bias_vectors=2 the count is too large by H."""

    FUNCTIONS = ("simple_rnn_params",)
    SHOWS = "right only with the default options"

    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        n = units * features + units * units
        if not use_bias:
            bias_vectors -= 1
        return n + bias_vectors * units


class bias_vectors_count_one_each:
    """A bias vector of a simple recurrent layer counts as 1, not as H numbers."""

    FUNCTIONS = ("simple_rnn_params",)
    SHOWS = "short by most biases"

    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        params = (features + units) * units
        return params + bias_vectors if use_bias else params


class gru_with_four_blocks:
    """A GRU is counted with four blocks instead of three: too large by the factor 4/3."""

    FUNCTIONS = ("gru_params",)
    SHOWS = "right up to a constant factor"

    def gru_params(features, units, use_bias=True, reset_after=True):
        gates = ["update", "reset", "candidate", "output"]
        total = 0
        for gate in gates:
            total += features * units + units * units
            if use_bias:
                total += 2 * units if reset_after else units
        return total


class candidate_without_parameters:
    """Only the two gates of a GRU are counted and not its candidate: too small by the factor
    2/3."""

    FUNCTIONS = ("gru_params",)
    SHOWS = "right up to a constant factor"

    def gru_params(features, units, use_bias=True, reset_after=True):
        vectors = 1
        if reset_after:
            vectors = 2
        gate = simple_rnn_params(features, units, use_bias=use_bias, bias_vectors=vectors)
        return gate + gate


class reset_variants_swapped:
    """The two bias vectors of each block stand at reset_after=False and the single one at
    reset_after=True: off by 3 H unless use_bias=False."""

    FUNCTIONS = ("gru_params",)
    SHOWS = "mixes up two options"

    def gru_params(features, units, use_bias=True, reset_after=True):
        if not use_bias:
            return 3 * units * (features + units)
        if reset_after:
            return 3 * units * (features + units + 1)
        return 3 * units * (features + units + 2)


class second_bias_of_the_candidate_only:
    """With reset_after=True only the candidate of a GRU has a second bias vector: short by 2 H."""

    FUNCTIONS = ("gru_params",)
    SHOWS = "short by two bias vectors"

    def gru_params(features, units, use_bias=True, reset_after=True):
        gate = features * units + units * units
        if use_bias:
            gate = gate + units
        candidate = gate
        if use_bias and reset_after:
            candidate = candidate + units
        return 2 * gate + candidate


class gru_forgets_a_branch:
    """A GRU without biases gives None; with biases it is right."""

    FUNCTIONS = ("gru_params",)
    SHOWS = "returns None"

    def gru_params(features, units, use_bias=True, reset_after=True):
        weights = 3 * (features * units + units**2)
        if use_bias and reset_after:
            return weights + 6 * units
        elif use_bias:
            return weights + 3 * units


class lstm_with_three_blocks:
    """The candidate of an LSTM is left out: three blocks instead of four."""

    FUNCTIONS = ("lstm_params",)
    SHOWS = "right up to a constant factor"

    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        # i, f and o
        return 3 * simple_rnn_params(features, units, use_bias, bias_vectors)


class lstm_states_counted:
    """The start values of h and c are counted as parameters of an LSTM: too large by 2 H."""

    FUNCTIONS = ("lstm_params",)
    SHOWS = "too large by twice the number of units"

    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        b = bias_vectors if use_bias else 0
        one_gate = units * (features + units + b)
        h_and_c = 2 * units
        return one_gate * 4 + h_and_c


class one_recurrent_matrix_for_all_gates:
    """The four equations of an LSTM share one recurrent matrix: short by 3 H * H."""

    FUNCTIONS = ("lstm_params",)
    SHOWS = "short by most recurrent weights"

    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        W = 4 * features * units
        U = units * units
        b = 4 * units * bias_vectors
        if not use_bias:
            b = 0
        return W + U + b


class lstm_arguments_in_wrong_places:
    """An LSTM with bias_vectors=2 is counted with one: two arguments are handed on in the wrong
    order."""

    FUNCTIONS = ("lstm_params",)
    SHOWS = "right only with the default options"

    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        return 4 * simple_rnn_params(features, units, bias_vectors, use_bias)


class lstm_count_printed:
    """The count of an LSTM is printed and None is returned."""

    FUNCTIONS = ("lstm_params",)
    SHOWS = "returns None"

    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        biases = bias_vectors if use_bias else 0
        print(4 * units * (features + units + biases))


class directions_share_their_weights:
    """A bidirectional layer counts as much as the layer in one direction: half of what is right."""

    FUNCTIONS = ("bidirectional_params",)
    SHOWS = "right up to a factor of 2"

    def bidirectional_params(layer_params):
        # the same layer reads the sequence twice
        return layer_params


class bidirectional_square:
    """The count of the layer is squared instead of doubled."""

    FUNCTIONS = ("bidirectional_params",)
    SHOWS = "nothing like the right answer"

    def bidirectional_params(layer_params):
        return layer_params**2


class doubled_by_a_float:
    """The count of a bidirectional layer is a float."""

    FUNCTIONS = ("bidirectional_params",)
    SHOWS = "floats instead of integers"

    def bidirectional_params(layer_params):
        return layer_params * 2.0


class output_without_bias:
    """The output layer of an Elman network has no bias: short by O."""

    FUNCTIONS = ("elman_params",)
    SHOWS = "short by the number of outputs"

    def elman_params(features, units, outputs):
        hidden = features * units + units * units + units
        output = units * outputs
        return hidden + output


class context_weights_trained:
    """The copies from state to context count as weights of an Elman network: too large by H."""

    FUNCTIONS = ("elman_params",)
    SHOWS = "too large by the number of units"

    def elman_params(features, units, outputs):
        context = units
        return simple_rnn_params(features, units) + dense_params(units, outputs) + context


class output_layer_upside_down:
    """The bias of an Elman network's output has H numbers instead of O; right where H = O."""

    FUNCTIONS = ("elman_params",)
    SHOWS = "mixes up two sizes"

    def elman_params(features, units, outputs):
        return simple_rnn_params(features, units) + dense_params(outputs, units)


class jordan_is_elman:
    """A Jordan network is counted with a recurrent matrix H x H instead of H x O."""

    FUNCTIONS = ("jordan_params",)
    SHOWS = "mixes up two sizes"

    def jordan_params(features, units, outputs):
        total = units * features  # W_xh
        total += units * units  # W_ch
        total += units  # b_h
        total += outputs * units + outputs
        return total


class output_feeds_output:
    """The matrix W_ch of a Jordan network is counted as O x O instead of H x O."""

    FUNCTIONS = ("jordan_params",)
    SHOWS = "mixes up two sizes"

    def jordan_params(features, units, outputs):
        w_xh = units * features
        w_ch = outputs * outputs
        w_hy = outputs * units
        return w_xh + w_ch + w_hy + units + outputs


class output_reads_one_direction:
    """The output layer of a bidirectional network reads H numbers instead of 2 H: short by H O."""

    FUNCTIONS = ("brnn_params",)
    SHOWS = "short by half of the output weights"

    def brnn_params(features, units, outputs):
        rnn = simple_rnn_params(features, units)
        return bidirectional_params(rnn) + dense_params(units, outputs)


class two_output_layers:
    """Each direction has an output layer of its own, so the output bias is counted twice: too large
    by O."""

    FUNCTIONS = ("brnn_params",)
    SHOWS = "too large by the number of outputs"

    def brnn_params(features, units, outputs):
        return 2 * elman_params(features, units, outputs)


class steps_with_layers_of_their_own:
    """Each of the T steps has a Dense layer with a bias of its own: too large by (T - 1) H."""

    FUNCTIONS = ("unrolled_mlp_params",)
    SHOWS = "too large by the biases of all steps but one"

    def unrolled_mlp_params(timesteps, features, units):
        total = 0
        per_step = dense_params(features, units)
        total = timesteps * per_step
        return total


class steps_do_not_count:
    """The number of steps has no effect: the Dense layer reads one step."""

    FUNCTIONS = ("unrolled_mlp_params",)
    SHOWS = "too small"

    def unrolled_mlp_params(timesteps, features, units):
        # the weights are shared over time
        return dense_params(features, units)


class every_layer_reads_the_input:
    """Every layer of a stack is counted as if it read the D features: only the first is right."""

    FUNCTIONS = ("stacked_params",)
    SHOWS = "only the first layer is right"

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        functions = {"SimpleRNN": simple_rnn_params, "GRU": gru_params, "LSTM": lstm_params}
        counts = [functions[cell](features, u) for u in units]
        if bidirectional:
            counts = [bidirectional_params(c) for c in counts]
        return counts


class concatenation_not_passed_on:
    """In a bidirectional stack with concatenation a layer reads H numbers of the layer below
    instead of 2 H; the first layer and all other stacks are right."""

    FUNCTIONS = ("stacked_params",)
    SHOWS = "only the first layer is right"

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        if cell == "SimpleRNN":
            count = simple_rnn_params
        elif cell == "GRU":
            count = gru_params
        else:
            count = lstm_params
        result = []
        inputs = features
        for width in units:
            n = count(inputs, width)
            result.append(2 * n if bidirectional else n)
            inputs = width
        return result


class merge_mode_ignored:
    """Every bidirectional stack is counted as with concatenation: with "sum", "ave" and "mul" the
    layers above the first are too large."""

    FUNCTIONS = ("stacked_params",)
    SHOWS = "right only with the default options"

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        directions = 2 if bidirectional else 1
        result = []
        for u in units:
            if cell == "SimpleRNN":
                p = simple_rnn_params(features, u)
            elif cell == "GRU":
                p = gru_params(features, u)
            elif cell == "LSTM":
                p = lstm_params(features, u)
            result.append(directions * p)
            features = directions * u
        return result


class concat_without_directions:
    """A stack in one direction passes 2 H numbers upwards because merge_mode is "concat" by
    default; only its first layer is right."""

    FUNCTIONS = ("stacked_params",)
    SHOWS = "only the first layer is right"

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        size = features
        for u in units:
            params = {
                "SimpleRNN": simple_rnn_params(size, u),
                "GRU": gru_params(size, u),
                "LSTM": lstm_params(size, u),
            }[cell]
            counts.append(bidirectional_params(params) if bidirectional else params)
            size = 2 * u if merge_mode == "concat" else u
        return counts


class stack_added_up:
    """One int, the total of the stack, is returned instead of a list of counts."""

    FUNCTIONS = ("stacked_params",)
    SHOWS = "number instead of list"

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        layer_params = {"SimpleRNN": simple_rnn_params, "GRU": gru_params, "LSTM": lstm_params}[
            cell
        ]
        total = 0
        for width in units:
            params = layer_params(features, width)
            features = width
            if bidirectional:
                params = bidirectional_params(params)
                if merge_mode == "concat":
                    features = 2 * width
            total += params
        return total


class units_used_up:
    """The upper layers of a stack of two or more are left out of the list, and widths are popped
    from the caller's list."""

    FUNCTIONS = ("stacked_params",)
    SHOWS = "changes its arguments"

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counters = {"SimpleRNN": simple_rnn_params, "GRU": gru_params, "LSTM": lstm_params}
        counts = []
        for _ in units:
            width = units.pop(0)
            count = counters[cell](features, width)
            features = width
            if bidirectional:
                count = bidirectional_params(count)
                if merge_mode == "concat":
                    features = features + width
            counts.append(count)
        return counts


class every_layer_gives_a_sequence:
    """return_sequences is taken to be True where it is not given: the shapes have a T too many."""

    FUNCTIONS = ("model_summary",)
    SHOWS = "wrong output shapes"

    def model_summary(input_shape, layers):
        T, n = input_shape
        sequence = True
        rows = []
        for layer in layers:
            kind, units = layer["type"], layer["units"]
            bias = layer.get("use_bias", True)
            if kind == "Dense":
                params = dense_params(n, units, bias)
                n = units
            else:
                if kind == "GRU":
                    params = gru_params(n, units, bias, layer.get("reset_after", True))
                elif kind == "LSTM":
                    params = lstm_params(n, units, bias)
                else:
                    params = simple_rnn_params(n, units, bias)
                n = units
                if layer.get("bidirectional", False):
                    params = bidirectional_params(params)
                    if layer.get("merge_mode", "concat") == "concat":
                        n = 2 * units
                sequence = layer.get("return_sequences", True)
            rows.append((kind, (None, T, n) if sequence else (None, n), params))
        return rows


class batch_not_in_the_shape:
    """The output shapes lack the leading None; types and counts are right."""

    FUNCTIONS = ("model_summary",)
    SHOWS = "wrong output shapes"

    def model_summary(input_shape, layers):
        steps, width = input_shape
        summary = []
        for spec in layers:
            options = {"use_bias": spec.get("use_bias", True)}
            if spec["type"] == "GRU":
                options["reset_after"] = spec.get("reset_after", True)
            count = {
                "Dense": dense_params,
                "SimpleRNN": simple_rnn_params,
                "GRU": gru_params,
                "LSTM": lstm_params,
            }[spec["type"]](width, spec["units"], **options)
            width = spec["units"]
            if spec["type"] != "Dense":
                if spec.get("bidirectional"):
                    count = bidirectional_params(count)
                    if spec.get("merge_mode", "concat") == "concat":
                        width *= 2
                if not spec.get("return_sequences"):
                    steps = None
            shape = (width,) if steps is None else (steps, width)
            summary.append((spec["type"], shape, count))
        return summary


class dense_flattens_the_sequence:
    """A Dense layer above a sequence reads all its steps at once and gives one vector: its count
    is too large and its shape lacks T."""

    FUNCTIONS = ("model_summary",)
    SHOWS = "Dense above a sequence is wrong"

    def model_summary(input_shape, layers):
        T, features = input_shape
        is_sequence = True
        rows = []
        for layer in layers:
            units = layer["units"]
            use_bias = layer.get("use_bias", True)
            if layer["type"] == "Dense":
                inputs = T * features if is_sequence else features
                is_sequence = False
                features = units
                rows.append(("Dense", (None, units), dense_params(inputs, units, use_bias)))
                continue
            if layer["type"] == "SimpleRNN":
                p = simple_rnn_params(features, units, use_bias)
            if layer["type"] == "GRU":
                p = gru_params(features, units, use_bias, layer.get("reset_after", True))
            if layer["type"] == "LSTM":
                p = lstm_params(features, units, use_bias)
            features = units
            if layer.get("bidirectional", False):
                p = bidirectional_params(p)
                if layer.get("merge_mode", "concat") == "concat":
                    features = 2 * units
            is_sequence = layer.get("return_sequences", False)
            shape = (None, T, features) if is_sequence else (None, features)
            rows.append((layer["type"], shape, p))
        return rows


class defaults_not_known:
    """A layer that leaves out an optional key raises KeyError."""

    FUNCTIONS = ("model_summary",)
    SHOWS = "raises where it should not"

    def model_summary(input_shape, layers):
        T, features = input_shape
        rows = []
        for layer in layers:
            kind = layer["type"]
            units = layer["units"]
            if kind == "Dense":
                params = dense_params(features, units, layer["use_bias"])
            elif kind == "SimpleRNN":
                params = simple_rnn_params(features, units, layer["use_bias"])
            elif kind == "GRU":
                params = gru_params(features, units, layer["use_bias"], layer["reset_after"])
            else:
                params = lstm_params(features, units, layer["use_bias"])
            features = units
            if kind != "Dense":
                if layer["bidirectional"]:
                    params = bidirectional_params(params)
                    if layer["merge_mode"] == "concat":
                        features = 2 * units
                if not layer["return_sequences"]:
                    T = None
            rows.append((kind, (None, features) if T is None else (None, T, features), params))
        return rows


class summary_without_directions:
    """Bidirectional layers of a model are taken to read in one direction: half their count is given,
    and H numbers are passed on also with concatenation."""

    FUNCTIONS = ("model_summary",)
    SHOWS = "right only with the default options"

    def model_summary(input_shape, layers):
        T, D = input_shape
        rows = []
        seq = True
        for l in layers:
            H = l["units"]
            b = l.get("use_bias", True)
            if l["type"] == "Dense":
                n = dense_params(D, H, b)
            elif l["type"] == "SimpleRNN":
                n = simple_rnn_params(D, H, b)
            elif l["type"] == "GRU":
                n = gru_params(D, H, b, l.get("reset_after", True))
            elif l["type"] == "LSTM":
                n = lstm_params(D, H, b)
            if l["type"] != "Dense":
                seq = l.get("return_sequences", False)
            rows.append((l["type"], (None, T, H) if seq else (None, H), n))
            D = H
        return rows


class layers_read_the_input_of_the_model:
    """The count of every layer of a model is that of a layer on the D features: only the first
    count is right, all shapes are."""

    FUNCTIONS = ("model_summary",)
    SHOWS = "only the first layer is right"

    def model_summary(input_shape, layers):
        T, features = input_shape
        sequence = True
        rows = []
        for layer in layers:
            units = layer["units"]
            bias = layer.get("use_bias", True)
            kind = layer["type"]
            both = kind != "Dense" and layer.get("bidirectional", False)
            if kind == "Dense":
                params = dense_params(features, units, bias)
            elif kind == "SimpleRNN":
                params = simple_rnn_params(features, units, bias)
            elif kind == "GRU":
                params = gru_params(features, units, bias, layer.get("reset_after", True))
            else:
                params = lstm_params(features, units, bias)
            if kind != "Dense":
                sequence = layer.get("return_sequences", False)
            width = units
            if both:
                params = bidirectional_params(params)
                if layer.get("merge_mode", "concat") == "concat":
                    width = 2 * units
            if sequence:
                rows.append((kind, (None, T, width), params))
            else:
                rows.append((kind, (None, width), params))
        return rows


class return_inside_the_loop:
    """Only the count of the first row is returned, and None for no rows."""

    FUNCTIONS = ("total_params",)
    SHOWS = "only the first row is counted"

    def total_params(rows):
        total = 0
        for row in rows:
            total += row[2]
            return total


class last_row_not_counted:
    """The count of the last row is left out of the total."""

    FUNCTIONS = ("total_params",)
    SHOWS = "the last row is missing"

    def total_params(rows):
        total = 0
        for i in range(len(rows) - 1):
            total = total + rows[i][2]
        return total


class widths_added_up:
    """The last entries of the output shapes are added up instead of the counts."""

    FUNCTIONS = ("total_params",)
    SHOWS = "nothing like the right answer"

    def total_params(rows):
        return sum(row[1][-1] for row in rows)


class total_of_no_rows:
    """No rows raise IndexError; the total of any other summary is right."""

    FUNCTIONS = ("total_params",)
    SHOWS = "raises where it should not"

    def total_params(rows):
        counts = [r[2] for r in rows]
        total = counts[0]
        for c in counts[1:]:
            total += c
        return total


class no_biases_in_jordan_and_one_gru_bias:
    """A Jordan network is short by its H + O biases, and a GRU with reset_after=True is short by
    3 H."""

    FUNCTIONS = ("jordan_params", "gru_params")
    SHOWS = "short by biases"

    def jordan_params(features, units, outputs):
        matrices = [(units, features), (units, outputs), (outputs, units)]
        return sum(m * n for m, n in matrices)

    def gru_params(features, units, use_bias=True, reset_after=True):
        W, U = units * features, units * units
        b = units if use_bias else 0
        return 3 * (W + U + b)


class float_block_and_unshared_steps:
    """An LSTM's count is a float, and the unrolled network has a bias of H numbers for every step,
    too large by (T - 1) H."""

    FUNCTIONS = ("lstm_params", "unrolled_mlp_params")

    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        if use_bias:
            return ((features + units + bias_vectors) / 0.25) * units
        return ((features + units) / 0.25) * units

    def unrolled_mlp_params(timesteps, features, units):
        return timesteps * features * units + timesteps * units


class one_direction_network_and_total_of_strings:
    """A bidirectional network is counted with one recurrent layer under the wide output layer, and
    the total raises TypeError for every summary that has a row."""

    FUNCTIONS = ("brnn_params", "total_params")

    def brnn_params(features, units, outputs):
        hidden = units * (features + units + 1)
        return hidden + outputs * (2 * units + 1)

    def total_params(rows):
        total = 0
        for kind, shape, params in rows:
            total += kind
        return total


class wide_output_layer_and_reversed_stack:
    """An Elman network's output layer reads the features as well as the state, too large by D O,
    and the counts of a stack stand from the top down."""

    FUNCTIONS = ("elman_params", "stacked_params")

    def elman_params(features, units, outputs):
        return units * (features + units + 1) + outputs * (features + units + 1)

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        def params(n, u):
            if cell == "GRU":
                return gru_params(n, u)
            return simple_rnn_params(n, u) if cell == "SimpleRNN" else lstm_params(n, u)

        counts = []
        n = features
        for u in units:
            counts = [params(n, u) * (1 + bidirectional)] + counts
            n = u * 2 if bidirectional and merge_mode == "concat" else u
        return counts
