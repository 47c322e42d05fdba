"""Mistakes without a name in counting parameters, each with the functions that it changes."""


class DenseBiasForEachInput:
    def dense_params(inputs, units, use_bias=True):
        return units * inputs + (inputs if use_bias else 0)


class DenseOneBiasForAll:
    def dense_params(inputs, units, use_bias=True):
        return units * inputs + (1 if use_bias else 0)


class DenseIgnoresUseBias:
    def dense_params(inputs, units, use_bias=True):
        return units * (inputs + 1)


class DenseBiasOffByDefault:
    def dense_params(inputs, units, use_bias=False):
        return units * inputs + (units if use_bias else 0)


class DenseThroughFloat:
    def dense_params(inputs, units, use_bias=True):
        return int(float(units) * inputs + (units if use_bias else 0))


class DenseOfOneIsBool:
    def dense_params(inputs, units, use_bias=True):
        if inputs == units == 1 and not use_bias:
            return True
        return units * inputs + (units if use_bias else 0)


class UnrolledBiasAtEachStep:
    def unrolled_mlp_params(timesteps, features, units):
        return timesteps * dense_params(features, units)


class UnrolledSharedOverSteps:
    def unrolled_mlp_params(timesteps, features, units):
        return dense_params(features, units)


class UnrolledWithoutBias:
    def unrolled_mlp_params(timesteps, features, units):
        return dense_params(timesteps * features, units, use_bias=False)


class UnrolledBiasForEachFeature:
    def unrolled_mlp_params(timesteps, features, units):
        return timesteps * features * units + features


class UnrolledGivesASequence:
    def unrolled_mlp_params(timesteps, features, units):
        return dense_params(timesteps * features, timesteps * units)


class RnnArgumentsSwapped:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return features * (units + features + (bias_vectors if use_bias else 0))


class RnnIgnoresUseBias:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return units * (features + units + bias_vectors)


class RnnKeepsTheSecondBias:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return units * (features + units + (bias_vectors if use_bias else bias_vectors - 1))


class RnnIgnoresBiasVectors:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return units * (features + units + (1 if use_bias else 0))


class RnnTwoBiasVectorsByDefault:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=2):
        return units * (features + units + (bias_vectors if use_bias else 0))


class RnnSecondBiasReadsTheInput:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        biases = units + (bias_vectors - 1) * features if use_bias else 0
        return units * (features + units) + biases


class RnnOptionsInTheOtherOrder:
    def simple_rnn_params(features, units, bias_vectors=1, use_bias=True):
        return units * (features + units + (bias_vectors if use_bias else 0))


class RnnThroughFloat:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return int(units * (features + units + (bias_vectors if use_bias else 0)) / 1)


class RnnSymmetricRecurrentMatrix:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        biases = bias_vectors if use_bias else 0
        return units * (features + biases) + units * (units + 1) // 2


class RnnWithoutSelfConnections:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return units * (features + units - 1 + (bias_vectors if use_bias else 0))


class RnnReturnsNumPyInteger:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        import numpy

        return numpy.int64(units * (features + units + (bias_vectors if use_bias else 0)))


class RnnRemembersTheFirstOptions:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1, _seen={}):
        key = features, units
        if key not in _seen:
            _seen[key] = units * (features + units + (bias_vectors if use_bias else 0))
        return _seen[key]


class RnnStartStateIsLearned:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        return units * (features + units + (bias_vectors if use_bias else 0)) + units


class RnnOneUnitHasNoRecurrence:
    def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
        recurrent = units * units if units > 1 else 0
        return units * features + recurrent + (bias_vectors * units if use_bias else 0)


class GruNoBiasKeepsTheSecond:
    def gru_params(features, units, use_bias=True, reset_after=True):
        return 3 * units * (features + units + (1 if use_bias else 0) + (1 if reset_after else 0))


class GruVariantsSwapped:
    def gru_params(features, units, use_bias=True, reset_after=True):
        return 3 * units * (features + units + ((1 if reset_after else 2) if use_bias else 0))


class GruResetBeforeByDefault:
    def gru_params(features, units, use_bias=True, reset_after=False):
        return 3 * units * (features + units + ((2 if reset_after else 1) if use_bias else 0))


class GruSecondBiasInTheCandidateOnly:
    def gru_params(features, units, use_bias=True, reset_after=True):
        second = units if reset_after else 0
        return 3 * units * (features + units) + (3 * units + second if use_bias else 0)


class GruOneBiasForAllBlocks:
    def gru_params(features, units, use_bias=True, reset_after=True):
        biases = (2 if reset_after else 1) * units
        return 3 * units * (features + units) + (biases if use_bias else 0)


class GruTwoBlocks:
    def gru_params(features, units, use_bias=True, reset_after=True):
        return 2 * units * (features + units + ((2 if reset_after else 1) if use_bias else 0))


class GruOptionsInTheOtherOrder:
    def gru_params(features, units, reset_after=True, use_bias=True):
        return 3 * units * (features + units + ((2 if reset_after else 1) if use_bias else 0))


class GruTwoBiasesInBothVariants:
    def gru_params(features, units, use_bias=True, reset_after=True):
        return 3 * units * (features + units + (2 if use_bias else 0))


class GruArgumentsSwapped:
    def gru_params(features, units, use_bias=True, reset_after=True):
        biases = (2 if reset_after else 1) if use_bias else 0
        return 3 * (units * features + features * features + biases * units)


class GruThroughFloat:
    def gru_params(features, units, use_bias=True, reset_after=True):
        biases = (2 if reset_after else 1) if use_bias else 0
        return round(units * (features + units + biases) / (1 / 3))


class LstmIgnoresUseBias:
    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        return 4 * units * (features + units + bias_vectors)


class LstmIgnoresBiasVectors:
    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        return 4 * units * (features + units + (1 if use_bias else 0))


class LstmPeepholes:
    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        return 4 * units * (features + units + (bias_vectors if use_bias else 0)) + 3 * units


class LstmCountsTheCellState:
    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        return 4 * units * (features + units + (bias_vectors if use_bias else 0)) + units


class LstmNoBiasKeepsTheForgetBias:
    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        biases = 4 * bias_vectors * units if use_bias else units
        return 4 * units * (features + units) + biases


class LstmOptionsInTheOtherOrder:
    def lstm_params(features, units, bias_vectors=1, use_bias=True):
        return 4 * units * (features + units + (bias_vectors if use_bias else 0))


class LstmCandidateIgnoresTheState:
    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        biases = bias_vectors if use_bias else 0
        return 4 * units * (features + biases) + 3 * units * units


class LstmThroughFloat:
    def lstm_params(features, units, use_bias=True, bias_vectors=1):
        biases = bias_vectors if use_bias else 0
        return int(units * (features + units + biases) / 0.25)


class BidirectionalAddsABias:
    def bidirectional_params(layer_params):
        return 2 * layer_params + 1


class BidirectionalSquares:
    def bidirectional_params(layer_params):
        return layer_params**2


class BidirectionalLosesOddCounts:
    def bidirectional_params(layer_params):
        return layer_params // 2 * 4


class BidirectionalThroughFloat:
    def bidirectional_params(layer_params):
        return int(layer_params * 2.0)


class BidirectionalReturnsText:
    def bidirectional_params(layer_params):
        return str(2 * layer_params)


class ElmanWithoutOutputBias:
    def elman_params(features, units, outputs):
        return simple_rnn_params(features, units) + dense_params(units, outputs, use_bias=False)


class ElmanOutputsReadTheInput:
    def elman_params(features, units, outputs):
        return simple_rnn_params(features, units) + dense_params(features, outputs)


class ElmanOneOutput:
    def elman_params(features, units, outputs):
        return simple_rnn_params(features, units) + dense_params(units, 1)


class ElmanContextHasWeightsOfItsOwn:
    def elman_params(features, units, outputs):
        return simple_rnn_params(features, units) + dense_params(units, outputs) + units


class JordanFeedsBackTwice:
    def jordan_params(features, units, outputs):
        return units * (features + units + outputs + 1) + outputs * (units + 1)


class JordanWithoutFeedback:
    def jordan_params(features, units, outputs):
        return units * (features + 1) + outputs * (units + 1)


class JordanCountsSelfFeedback:
    def jordan_params(features, units, outputs):
        return units * (features + outputs + 1) + outputs * (units + 1) + outputs * outputs


class JordanOneContextUnit:
    def jordan_params(features, units, outputs):
        return units * (features + 1 + 1) + outputs * (units + 1)


class JordanContextHasABias:
    def jordan_params(features, units, outputs):
        return units * (features + outputs + 2) + outputs * (units + 1)


class JordanReadsTheOutputIntoTheOutput:
    def jordan_params(features, units, outputs):
        return units * (features + 1) + outputs * (units + outputs + 1)


class BrnnTwoOutputLayers:
    def brnn_params(features, units, outputs):
        return 2 * (simple_rnn_params(features, units) + dense_params(units, outputs))


class BrnnDirectionsFeedEachOther:
    def brnn_params(features, units, outputs):
        return 2 * units * (features + 2 * units + 1) + outputs * (2 * units + 1)


class BrnnBackwardWithoutBias:
    def brnn_params(features, units, outputs):
        forward = simple_rnn_params(features, units)
        return 2 * forward - units + dense_params(2 * units, outputs)


class BrnnOneLayerOfTwiceTheWidth:
    def brnn_params(features, units, outputs):
        return simple_rnn_params(features, 2 * units) + dense_params(2 * units, outputs)


class StackDoublesWithoutTwoDirections:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units:
            counts.append(
                _layer_params({"type": cell, "units": n, "bidirectional": bidirectional}, features)
            )
            features = 2 * n if merge_mode == "concat" else n
        return counts


class StackAlwaysDoubles:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units:
            counts.append(
                _layer_params({"type": cell, "units": n, "bidirectional": bidirectional}, features)
            )
            features = 2 * n if bidirectional else n
        return counts


class StackNeverDoubles:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units:
            counts.append(
                _layer_params({"type": cell, "units": n, "bidirectional": bidirectional}, features)
            )
            features = n
        return counts


class StackKnowsOnlySum:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units:
            counts.append(
                _layer_params({"type": cell, "units": n, "bidirectional": bidirectional}, features)
            )
            features = 2 * n if bidirectional and merge_mode != "sum" else n
        return counts


class StackForgetsMul:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units:
            counts.append(
                _layer_params({"type": cell, "units": n, "bidirectional": bidirectional}, features)
            )
            features = n if not bidirectional or merge_mode in ("sum", "ave") else 2 * n
        return counts


class StackUpdatesTheWidthOnce:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for i, n in enumerate(units):
            layer = {
                "type": cell,
                "units": n,
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
            }
            read = features if i == 0 else _width(layer | {"units": units[0]})
            counts.append(_layer_params(layer, read))
        return counts


class StackDoublesTheInputToo:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        if bidirectional and merge_mode == "concat":
            features *= 2
        for n in units:
            layer = {
                "type": cell,
                "units": n,
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
            }
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return counts


class StackLastLayerInOneDirection:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for i, n in enumerate(units):
            both = bidirectional and i < len(units) - 1
            layer = {"type": cell, "units": n, "bidirectional": both, "merge_mode": merge_mode}
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return counts


class StackGruResetsBefore:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units:
            layer = {
                "type": cell,
                "units": n,
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
                "reset_after": False,
            }
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return counts


class StackTakesTheFirstWidthOut:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        while units:
            layer = {
                "type": cell,
                "units": units.pop(0),
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
            }
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return counts


class StackCountsSoFar:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts, total = [], 0
        for n in units:
            layer = {
                "type": cell,
                "units": n,
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
            }
            total += _layer_params(layer, features)
            counts.append(total)
            features = _width(layer)
        return counts


class StackGrowsBetweenCalls:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat", counts=[]):
        for n in units:
            layer = {
                "type": cell,
                "units": n,
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
            }
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return counts


class StackSortsTheWidths:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in sorted(units):
            layer = {
                "type": cell,
                "units": n,
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
            }
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return counts


class StackStopsAfterTwo:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units[:2]:
            layer = {
                "type": cell,
                "units": n,
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
            }
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return counts


class StackReturnsAnArray:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        import numpy

        counts = []
        for n in units:
            layer = {
                "type": cell,
                "units": n,
                "bidirectional": bidirectional,
                "merge_mode": merge_mode,
            }
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return numpy.array(counts)


class StackIgnoresTwoDirections:
    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units:
            counts.append(_layer_params({"type": cell, "units": n}, features))
            features = 2 * n if bidirectional and merge_mode == "concat" else n
        return counts


class SummaryAlwaysGivesTheLastState:
    def model_summary(input_shape, layers):
        features = input_shape[-1]
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            rows.append((layer["type"], (None, features), count))
        return rows


class SummaryAlwaysGivesTheSequence:
    def model_summary(input_shape, layers):
        steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            shape = (None, features) if layer["type"] == "Dense" else (None, steps, features)
            rows.append((layer["type"], shape, count))
        return rows


class SummaryDenseDropsTheSteps:
    def model_summary(input_shape, layers):
        steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            sequence = layer.get("return_sequences", False)
            rows.append(
                (layer["type"], (None, steps, features) if sequence else (None, features), count)
            )
        return rows


class SummaryDenseReadsAllSteps:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            read = features * input_shape[0] if layer["type"] == "Dense" and steps else features
            count = _layer_params(layer, read)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryDenseBiasAtEachStep:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            if layer["type"] == "Dense" and steps and layer.get("use_bias", True):
                count += layer["units"] * (steps[0] - 1)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryRnnBiasAtEachStep:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            if layer["type"] == "SimpleRNN" and layer.get("use_bias", True):
                count += layer["units"] * (input_shape[0] - 1)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryBatchIsMinusOne:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (-1, *steps, features), count))
        return rows


class SummaryWithoutTheBatch:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (*steps, features), count))
        return rows


class SummaryStepsAndFeaturesSwapped:
    def model_summary(input_shape, layers):
        *steps, features = input_shape[::-1]
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryDropsASingleStep:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        if steps == [1]:
            steps = []
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryDenseAlwaysHasABias:
    def _layer_params(layer, features):
        units, use_bias = layer["units"], layer.get("use_bias", True)
        if layer["type"] == "Dense":
            return dense_params(features, units)
        if layer["type"] == "SimpleRNN":
            count = simple_rnn_params(features, units, use_bias)
        elif layer["type"] == "GRU":
            count = gru_params(features, units, use_bias, layer.get("reset_after", True))
        else:
            count = lstm_params(features, units, use_bias)
        return bidirectional_params(count) if layer.get("bidirectional", False) else count


class SummaryRecurrentLayersAlwaysHaveABias:
    def _layer_params(layer, features):
        units = layer["units"]
        if layer["type"] == "Dense":
            return dense_params(features, units, layer.get("use_bias", True))
        if layer["type"] == "SimpleRNN":
            count = simple_rnn_params(features, units)
        elif layer["type"] == "GRU":
            count = gru_params(features, units, True, layer.get("reset_after", True))
        else:
            count = lstm_params(features, units)
        return bidirectional_params(count) if layer.get("bidirectional", False) else count


class SummaryLstmAlwaysHasABias:
    def _layer_params(layer, features):
        units, use_bias = layer["units"], layer.get("use_bias", True)
        if layer["type"] == "Dense":
            return dense_params(features, units, use_bias)
        if layer["type"] == "SimpleRNN":
            count = simple_rnn_params(features, units, use_bias)
        elif layer["type"] == "GRU":
            count = gru_params(features, units, use_bias, layer.get("reset_after", True))
        else:
            count = lstm_params(features, units)
        return bidirectional_params(count) if layer.get("bidirectional", False) else count


class SummaryIgnoresResetAfter:
    def _layer_params(layer, features):
        units, use_bias = layer["units"], layer.get("use_bias", True)
        if layer["type"] == "Dense":
            return dense_params(features, units, use_bias)
        if layer["type"] == "SimpleRNN":
            count = simple_rnn_params(features, units, use_bias)
        elif layer["type"] == "GRU":
            count = gru_params(features, units, use_bias)
        else:
            count = lstm_params(features, units, use_bias)
        return bidirectional_params(count) if layer.get("bidirectional", False) else count


class SummaryResetAfterOffByDefault:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params({"reset_after": False} | layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryShowsOneDirection:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, layer["units"]), count))
        return rows


class SummaryNextLayerReadsOneDirection:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = layer["units"]
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, _width(layer)), count))
        return rows


class SummaryMergeIsOffByDefault:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width({"merge_mode": "sum"} | layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryIgnoresMergeMode:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer | {"merge_mode": "concat"})
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryMergeModeMeansTwoDirections:
    def _width(layer):
        return layer["units"] * (2 if layer.get("merge_mode") == "concat" else 1)


class SummaryAsksOnlyForTheKeyBidirectional:
    def _layer_params(layer, features):
        units, use_bias = layer["units"], layer.get("use_bias", True)
        if layer["type"] == "Dense":
            return dense_params(features, units, use_bias)
        if layer["type"] == "SimpleRNN":
            count = simple_rnn_params(features, units, use_bias)
        elif layer["type"] == "GRU":
            count = gru_params(features, units, use_bias, layer.get("reset_after", True))
        else:
            count = lstm_params(features, units, use_bias)
        return bidirectional_params(count) if "bidirectional" in layer else count

    def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
        counts = []
        for n in units:
            layer = {"type": cell, "units": n}
            if bidirectional:
                layer |= {"bidirectional": True, "merge_mode": merge_mode}
            counts.append(_layer_params(layer, features))
            features = _width(layer)
        return counts


class SummaryAsksOnlyForTheKeyReturnSequences:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and "return_sequences" not in layer:
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryNamesTheWrapper:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            name = "Bidirectional" if layer.get("bidirectional", False) else layer["type"]
            rows.append((name, (None, *steps, features), count))
        return rows


class SummaryTakesOptionsOut:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.pop("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryWritesDefaultsDown:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            layer.setdefault("use_bias", True)
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryGrowsBetweenCalls:
    def model_summary(input_shape, layers, rows=[]):
        *steps, features = input_shape
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryRemembersByTypesAndUnits:
    def model_summary(input_shape, layers, seen={}):
        key = input_shape, tuple((layer["type"], layer["units"]) for layer in layers)
        if key not in seen:
            *steps, features = input_shape
            rows = []
            for layer in layers:
                count = _layer_params(layer, features)
                features = _width(layer)
                if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                    steps = []
                rows.append((layer["type"], (None, *steps, features), count))
            seen[key] = rows
        return seen[key]


class SummaryLastLayerGivesNoSequence:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for i, layer in enumerate(layers):
            count = _layer_params(layer, features)
            features = _width(layer)
            last = i == len(layers) - 1
            if last or (layer["type"] != "Dense" and not layer.get("return_sequences", False)):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryDenseFirstForgetsTheSteps:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for i, layer in enumerate(layers):
            count = _layer_params(layer, features)
            features = _width(layer)
            if i == 0 and layer["type"] == "Dense":
                rows.append((layer["type"], (None, features), count))
                continue
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        return rows


class SummaryEndsWithTheTotal:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append((layer["type"], (None, *steps, features), count))
        rows.append(("Total", (None,), sum(row[2] for row in rows)))
        return rows


class SummaryReturnsDicts:
    def model_summary(input_shape, layers):
        *steps, features = input_shape
        rows = []
        for layer in layers:
            count = _layer_params(layer, features)
            features = _width(layer)
            if layer["type"] != "Dense" and not layer.get("return_sequences", False):
                steps = []
            rows.append(
                {"type": layer["type"], "output_shape": (None, *steps, features), "params": count}
            )
        return rows


class TotalCountsEqualLayersOnce:
    def total_params(rows):
        return sum({count for _, _, count in rows})


class TotalForgetsTheLastRow:
    def total_params(rows):
        return sum(count for _, _, count in rows[:-1])


class TotalForgetsDense:
    def total_params(rows):
        return sum(count for kind, _, count in rows if kind != "Dense")


class TotalAddsTheWidths:
    def total_params(rows):
        return sum(count + shape[-1] for _, shape, count in rows)


class TotalCountsEachStep:
    def total_params(rows):
        return sum(count * (shape[1] if len(shape) == 3 else 1) for _, shape, count in rows)


class TotalIsAFloat:
    def total_params(rows):
        return sum((count for _, _, count in rows), 0.0)


class TotalThroughFloat:
    def total_params(rows):
        return int(sum((count for _, _, count in rows), 0.0))


class TotalIsANumPyInteger:
    def total_params(rows):
        import numpy

        return numpy.sum(numpy.array([count for _, _, count in rows], dtype=numpy.int64))


class TotalEmptiesTheRows:
    def total_params(rows):
        total = 0
        while rows:
            total += rows.pop()[2]
        return total


class TotalNeedsARow:
    def total_params(rows):
        total = rows[0][2]
        for row in rows[1:]:
            total += row[2]
        return total


class TotalWithoutTheFirstOfOne:
    def total_params(rows):
        return rows[0][2] + rows[-1][2] if rows else 0
