"""Visible tests: run `autograder check`, or pytest in this folder."""

import parameter_counting as work

CLASSIFIER = [{"type": "SimpleRNN", "units": 64}, {"type": "Dense", "units": 1}]


def test_one_dense_unit_on_64_inputs_has_a_weight_for_each_and_a_bias():
    """The output layer of the classifier has 65 parameters."""
    assert work.dense_params(64, 1) == 65


def test_64_units_on_one_feature_have_4224_parameters():
    """The recurrent layer of the classifier is larger than its input suggests."""
    assert work.simple_rnn_params(1, 64) == 4224


def test_three_units_on_five_features_have_27_parameters():
    """Features and units do not play the same part."""
    assert work.simple_rnn_params(5, 3) == 27


def test_pytorch_keeps_a_second_bias_vector():
    """PyTorch counts 30 where Keras counts 27."""
    assert work.simple_rnn_params(5, 3, bias_vectors=2) == 30


def test_without_bias_only_the_matrices_are_counted():
    """No bias vector is left, also where there would be two."""
    assert work.simple_rnn_params(5, 3, use_bias=False) == 24
    assert work.simple_rnn_params(5, 3, use_bias=False, bias_vectors=2) == 24


def test_a_gru_of_three_units_on_five_features_has_90_parameters():
    """The number is that of Keras, whose default is reset_after=True."""
    assert work.gru_params(5, 3) == 90


def test_the_review_network_has_31_parameters():
    """Five features, three units, one output: 15 + 9 + 3 weights and 4 biases."""
    assert work.elman_params(5, 3, 1) == 31


def test_a_jordan_network_has_23_parameters_where_an_elman_network_has_26():
    """Two features, three units and two outputs."""
    assert work.elman_params(2, 3, 2) == 26
    assert work.jordan_params(2, 3, 2) == 23


def test_a_dense_layer_on_three_flattened_steps_is_smaller_than_the_recurrent_layer():
    """Three steps of 17 features and 50 units: 2600 parameters, and 3400 with recurrence."""
    assert work.unrolled_mlp_params(3, 17, 50) == 2600
    assert work.simple_rnn_params(17, 50) == 3400


def test_the_summary_of_the_classifier_has_two_rows():
    """The recurrent layer gives its last state, the Dense layer one number."""
    rows = work.model_summary((64, 1), CLASSIFIER)
    assert [(kind, tuple(shape), params) for kind, shape, params in rows] == [
        ("SimpleRNN", (None, 64), 4224),
        ("Dense", (None, 1), 65),
    ]


def test_the_total_of_the_classifier_is_4289():
    """The third entries of the rows are added."""
    rows = [("SimpleRNN", (None, 64), 4224), ("Dense", (None, 1), 65)]
    assert work.total_params(rows) == 4289


def test_counts_are_python_ints():
    """Neither a float nor a NumPy integer is a count."""
    assert type(work.dense_params(3, 2)) is int
    assert [type(n) for n in work.stacked_params("LSTM", 3, [2, 4])] == [int, int]
