"""The quizzes agree with verified numbers, with reference solutions, and with known beliefs.

Where a question asks for what an assignment computes, the reference solution is the judge of every
variant; where a known wrong answer has the name of a misconception, the misconception's own code.
"""

import itertools

import numpy as np
import pytest

from autograder import known_work
from autograder.quiz.compare import flat, shape
from autograder.quiz.marking import Marker

QUIZZES = (
    "quiz_concepts",
    "quiz_parameters",
    "quiz_shapes",
    "quiz_gradients",
    "quiz_bidirectional_gated",
    "quiz_toys_training",
)


@pytest.fixture(scope="module")
def markers(course):
    return {slug: Marker(course.quiz(slug)) for slug in QUIZZES}


def marker_of(markers, question):
    return next(m for m in markers.values() if question in m.answers)


def test_the_course_has_its_six_quizzes_of_73_questions(course):
    assert set(QUIZZES) == set(course.quizzes)
    asked = [question for slug in QUIZZES for question in course.quiz(slug).paper.questions]
    assert len(asked) == len({question.id for question in asked}) == 73
    kinds = [question.kind for question in asked]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "choice": 23,
        "choices": 3,
        "number": 33,
        "array": 10,
        "text": 4,
    }


def test_most_questions_ask_every_student_for_another_number(markers):
    sizes = {name: len(pool) for m in markers.values() for name, pool in m.quiz.pools.items()}
    assert len(sizes) == 45
    assert [name for name, size in sizes.items() if size < 100] == ["t01", "t02"]


def goldens(golden):
    return [
        (slug, name, case)
        for slug, questions in golden("quizzes").items()
        for name, cases in questions.items()
        for case in cases
    ]


def test_every_verified_number_comes_out(markers, golden):
    found = goldens(golden)
    assert len(found) == 76
    for slug, name, case in found:
        drawn = {key: value for key, value in case.items() if key not in ("value", "of", "wrong")}
        solved = markers[slug].solved(name, drawn)
        value = solved.wrong[case["wrong"]] if "wrong" in case else solved.answer
        if isinstance(case["value"], str):
            assert value == case["value"], case
        else:
            assert shape(value) == shape(case["value"]), case
            np.testing.assert_allclose(
                list(flat(value)), list(flat(case["value"])), rtol=1e-12, atol=0, err_msg=str(case)
            )


# What a question asks, as the functions of an assignment compute it: assignment, and how.


def column(*values):
    return np.array(values, dtype=float)[:, None]


def one(value):
    return np.array([[float(value)]])


def last_state(w, d):
    """h_2 of a layer of one unit."""
    h = w.rnn_forward(column(d["x1"], d["x2"]), one(d["a"]), one(d["w"]), np.array([d["b"]]))
    return float(h[-1, 0])


def full_derivative(w, d):
    terms = w.recurrent_derivative_terms(column(d["h1"], d["h2"], d["h3"]), one(d["w"]))
    return float(terms.sum())


def first_delta(w, d):
    h = np.sqrt(1 - column(d["s1"], d["s2"], d["s3"]))
    errors = column(d["e1"], d["e2"], d["e3"])
    return float(w.hidden_deltas(h, errors, one(1), one(d["w"]))[0, 0])


def contribution(w, d):
    delta, x = np.array([d["delta"]]), np.array([d["previous"]])
    return w.gradient_contributions(x, np.zeros((1, 2)), delta)["W_xh"][0].tolist()


def layer(d, **more):
    return {"type": "SimpleRNN", "units": d["H"], **more}


def output_shape(w, d, **more):
    (row,) = w.model_summary((d["T"], d["D"]), [layer(d, **more)])
    return [d["B"], *row[1][1:]]


def difference(w, d):
    return w.elman_params(d["D"], d["H"], d["O"]) - w.jordan_params(d["D"], d["H"], d["O"])


def dense_less_recurrent(w, d):
    return w.unrolled_mlp_params(d["T"], d["D"], d["H"]) - w.simple_rnn_params(d["D"], d["H"])


ASKED = {
    "p01": ("parameter_counting", lambda w, d: w.simple_rnn_params(d["D"], d["H"])),
    "p02": ("parameter_counting", lambda w, d: w.dense_params(d["H"], d["O"])),
    "p03": ("parameter_counting", lambda w, d: w.elman_params(d["D"], d["H"], d["O"])),
    "p04": ("parameter_counting", lambda w, d: w.elman_params(d["V"], d["H"], 1)),
    "p05": ("parameter_counting", lambda w, d: w.gru_params(d["D"], d["H"])),
    "p06": (
        "parameter_counting",
        lambda w, d: w.gru_params(d["D"], d["H"], reset_after=False),
    ),
    "p07": ("parameter_counting", lambda w, d: w.lstm_params(d["D"], d["H"])),
    "p08": (
        "parameter_counting",
        lambda w, d: w.simple_rnn_params(d["D"], d["H"], bias_vectors=2),
    ),
    "p09": (
        "parameter_counting",
        lambda w, d: w.bidirectional_params(w.simple_rnn_params(d["D"], d["H"])),
    ),
    "p10": (
        "parameter_counting",
        lambda w, d: w.stacked_params("SimpleRNN", d["D"], [d["A"], d["B"]])[1],
    ),
    "p11": ("parameter_counting", difference),
    "p12": ("parameter_counting", dense_less_recurrent),
    "s06": ("parameter_counting", lambda w, d: output_shape(w, d, return_sequences=True)),
    "s07": ("parameter_counting", output_shape),
    "s08": (
        "parameter_counting",
        lambda w, d: output_shape(
            w, d, return_sequences=True, bidirectional=True, merge_mode=d["mode"]
        ),
    ),
    "g01": ("tanh_recurrence", last_state),
    "g02": (
        "tanh_recurrence",
        lambda w, d: w.cross_entropy(np.array([[d["z0"], d["z1"], d["z2"]]]), np.array([1])),
    ),
    "g03": ("bptt", lambda w, d: float(w.state_jacobian(np.array([d["h"]]), one(1))[0, 0])),
    "g04": (
        "bptt",
        lambda w, d: float(
            w.state_jacobian(np.array([d["h3"]]), one(d["w"]))[0, 0]
            * w.state_jacobian(np.array([d["h2"]]), one(d["w"]))[0, 0]
        ),
    ),
    "g05": ("bptt", full_derivative),
    "g06": ("bptt", first_delta),
    "g14": ("bptt", contribution),
    "b01": (
        "bidirectional",
        lambda w, d: w.merge_states(
            column(d["f1"], d["f2"], d["f3"]), column(d["r3"], d["r2"], d["r1"])
        )[0].tolist(),
    ),
    "b02": (
        "bidirectional",
        lambda w, d: w.final_states(
            column(d["f1"], d["f2"], d["f3"]), column(d["b1"], d["b2"], d["b3"])
        ).tolist(),
    ),
    "b03": (
        "bidirectional",
        lambda w, d: float(w.merge_states(one(d["f"]), one(d["b"]), "ave")[0, 0]),
    ),
}


class Module:
    """A module of functions as attributes."""

    def __init__(self, work):
        self._trusted = known_work.TrustedModule(work.source, str(work))

    def __getattr__(self, name):
        return self._trusted.function(name)


@pytest.fixture(scope="module")
def modules(course):
    """(assignment, misconception or None) -> its modules: one for each variant of the belief."""
    found = {}
    for slug in {slug for slug, _ in ASKED.values()}:
        assignment = course.assignment(slug)
        found[slug, None] = [Module(known_work.reference(assignment))]
        for work in known_work.misconceptions(assignment):
            found.setdefault((slug, work.name), []).append(Module(work))
    return found


def equal(one_, other):
    if shape(one_) != shape(other):
        return False
    return np.allclose(list(flat(one_)), list(flat(other)), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("question", ASKED)
def test_the_reference_solution_gives_the_right_answer_to_every_variant(markers, modules, question):
    marker = marker_of(markers, question)
    slug, compute = ASKED[question]
    (reference,) = modules[slug, None]
    for drawn in marker.quiz.pools[question]:
        right = marker.solved(question, drawn).answer
        assert equal(compute(reference, drawn), right), drawn


def named_wrong():
    """Known wrong answers that have the name of a misconception of the assignment that computes."""
    return [
        ("p01", "no_recurrent_kernel"),
        ("p01", "recurrent_d_by_h"),
        ("p01", "bias_per_step"),
        ("p03", "no_recurrent_kernel"),
        ("p03", "recurrent_d_by_h"),
        ("p04", "no_recurrent_kernel"),
        ("p04", "sum_31_is_32"),
        ("p05", "gru_single_bias"),
        ("p05", "gru_four_blocks"),
        ("p06", "gru_four_blocks"),
        ("p07", "lstm_three_blocks"),
        ("p08", "no_recurrent_kernel"),
        ("p09", "bidirectional_shared"),
        ("p09", "merge_counted"),
        ("p10", "no_recurrent_kernel"),
        ("p10", "stack_first_features"),
        ("p11", "jordan_as_elman"),
        ("p12", "no_recurrent_kernel"),
        ("s07", "flattened_output"),
        ("g01", "bias_outside"),
        ("g01", "no_hidden_bias"),
        ("g01", "no_recurrence"),
        ("g01", "preactivation_fed_back"),
        ("g03", "slope_missing"),
        ("g03", "slope_one_minus_h"),
        ("g04", "slope_missing"),
        ("g04", "slope_one_minus_h"),
        ("g05", "current_state_in_dWhh"),
        ("g05", "explicit_only"),
        ("g05", "slope_missing"),
        ("g05", "total_instead_of_explicit"),
        ("g06", "no_carry"),
        ("g06", "slope_missing"),
        ("b01", "concat_backward_first"),
        ("b02", "final_last_rows"),
        ("b03", "ave_is_sum"),
    ]


@pytest.mark.parametrize(("question", "slug"), named_wrong())
def test_a_known_wrong_answer_is_what_its_misconception_computes(markers, modules, question, slug):
    marker = marker_of(markers, question)
    assignment, compute = ASKED[question]
    answer = marker.answers[question]
    places = [n for n, wrong in enumerate(answer.wrong) if wrong.misconception == slug]
    assert places
    for drawn in marker.quiz.pools[question][:100]:
        drawn = drawn | ({"T": 3} if slug == "bias_per_step" else {})  # it says three steps
        computed = [compute(module, drawn) for module in modules[assignment, slug]]
        solved = marker.solved(question, drawn)
        for place in places:
            assert any(equal(solved.wrong[place], value) for value in computed), drawn


# Beside other judges


def test_pairs_of_a_truncated_sweep_are_counted_one_by_one(markers):
    marker = markers["quiz_gradients"]
    for drawn in marker.quiz.pools["g09"]:
        steps, window = drawn["T"], drawn["k"]

        def pairs(size, steps=steps):
            every = itertools.product(range(1, steps + 1), repeat=2)
            return sum(loss - size < step <= loss for loss, step in every)

        solved = marker.solved("g09", drawn)
        assert solved.answer == pairs(window)
        assert solved.wrong[0] == pairs(steps)
        assert set(solved.wrong[3:]) == {pairs(window - 1), pairs(window + 1)}


def test_a_linear_unit_adds_up_step_by_step(markers):
    marker = markers["quiz_toys_training"]
    for drawn in marker.quiz.pools["t04"]:
        h = 0.0
        for x in (drawn["x1"], drawn["x2"], drawn["x3"]):
            h = drawn["W"] * x + drawn["U"] * h + drawn["b"]
        assert marker.solved("t04", drawn).answer == pytest.approx(h, rel=1e-12)


def test_batches_are_counted_as_they_are_cut(markers):
    marker = markers["quiz_shapes"]
    for drawn in marker.quiz.pools["s03"]:
        batches = len(range(0, drawn["N"], drawn["b"]))
        assert marker.solved("s03", drawn).answer == batches
    for drawn in marker.quiz.pools["s04"]:
        rows = drawn["N"] - drawn["N"] * drawn["p"] // 100
        updates = drawn["e"] * len(range(0, rows, drawn["b"]))
        assert marker.solved("s04", drawn).answer == updates
    for drawn in marker.quiz.pools["s05"]:
        text = "x" * drawn["L"]
        samples = [n for n in range(len(text)) if text[n : n + drawn["s"] + 1][drawn["s"] :]]
        assert marker.solved("s05", drawn).answer == len(samples)


def test_an_accuracy_is_that_of_its_number_of_samples(markers):
    marker = markers["quiz_toys_training"]
    for drawn in marker.quiz.pools["t06"]:
        right = marker.solved("t06", drawn).answer
        assert round(right / drawn["n"], 4) == drawn["a"]


def test_a_week_of_the_cook_is_the_one_that_was_verified(markers):
    dishes = ["apple pie", "burger", "chicken"]
    food, eaten = "apple pie", []
    for weather in "rainy sunny rainy rainy sunny sunny rainy".split():
        drawn = {"food": food, "weather": weather}
        food = markers["quiz_toys_training"].solved("t01", drawn).answer
        eaten.append(dishes.index(food))
    assert eaten == [1, 1, 2, 0, 0, 0, 1]


def test_a_clipped_gradient_has_the_norm_that_was_asked_for(markers):
    for drawn in markers["quiz_gradients"].quiz.pools["g07"]:
        first = markers["quiz_gradients"].solved("g07", drawn).answer
        scale = first / drawn["a"]
        assert np.hypot(scale * drawn["a"], scale * drawn["b"]) == pytest.approx(drawn["c"])


def test_one_step_of_an_lstm_keeps_adds_and_shows(markers):
    for drawn in markers["quiz_bidirectional_gated"].quiz.pools["b05"]:
        cell = drawn["f"] * drawn["c"] + drawn["i"] * drawn["g"]
        right = markers["quiz_bidirectional_gated"].solved("b05", drawn).answer
        assert right == pytest.approx(drawn["o"] * np.tanh(cell), rel=1e-12)


def test_right_choices_stand_at_different_places(markers):
    for marker in markers.values():
        places = [
            question.ids.index(marker.answers[question.id].right[0])
            for question in marker.quiz.paper.questions
            if question.kind == "choice"
        ]
        assert len(places) < 3 or len(set(places)) >= 3
