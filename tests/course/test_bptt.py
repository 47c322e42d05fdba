"""The reference solution of bptt: the golden numbers, finite differences, and how things relate."""

import tomllib
from itertools import product
from pathlib import Path

import numpy as np
import pytest

GOLDEN = tomllib.loads((Path(__file__).parent / "golden" / "bptt.toml").read_text())
INPUTS = (
    "hello.W_xh",
    "hello.W_hh_scalar",
    "hello.b_h_scalar",
    "hello.W_hy",
    "shiraz.sigmoid_sigmoid.eta",
    "shiraz.truncation_typical",
    "movie_net.R1.label",
    "movie_net.R2.label",
    "movie_net.R3.label",
)
LOSSES = ("squared_error", "cross_entropy")
STEPS = ("all", "last")
NAMES = ("W_xh", "W_hh", "b_h", "W_hy", "b_y")
STEP = 1e-6


@pytest.fixture
def bptt(load_reference):
    """The reference solution."""
    return load_reference("bptt")


@pytest.fixture
def number(golden):
    """A golden number by its key, as an array."""
    table = golden("bptt")
    return lambda key: np.array(table[key]["value"], dtype=float)


def det(shape, k):
    """Entry n in C order is 0.1 * (((7n + k) mod 11) - 5)."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


def states(x, W_xh, W_hh, b_h, h0=None, activation=np.tanh):
    """The states h_1..h_T."""
    h = [np.zeros(len(b_h)) if h0 is None else h0]
    for x_t in x:
        h.append(activation(W_xh @ x_t + W_hh @ h[-1] + b_h))
    return np.array(h[1:])


def sigmoid(z):
    """The logistic function."""
    return 1.0 / (1.0 + np.exp(-z))


def slope_by_difference(f, array):
    """The derivative of f by every entry of the array, on the last axes: central differences."""
    result = []
    for index in np.ndindex(array.shape):
        up, down = array.copy(), array.copy()
        up[index] += STEP
        down[index] -= STEP
        result.append((np.asarray(f(up)) - np.asarray(f(down))) / (2.0 * STEP))
    stacked = np.stack(result, axis=-1)
    return stacked.reshape((*stacked.shape[:-1], *array.shape))


def network(loss, steps=4, seed=0):
    """A random sequence with its targets, the parameters by name, and a start state."""
    rng = np.random.default_rng(seed)
    features, width, outputs = 2, 3, 4
    x = rng.normal(size=(steps, features))
    d = rng.normal(size=(steps, outputs))
    if loss == "cross_entropy":
        d = np.eye(outputs)[rng.integers(outputs, size=steps)]
    shapes = {
        "W_xh": (width, features),
        "W_hh": (width, width),
        "b_h": (width,),
        "W_hy": (outputs, width),
        "b_y": (outputs,),
    }
    weights = {name: 0.7 * rng.normal(size=shape) for name, shape in shapes.items()}
    return x, d, weights, rng.uniform(-0.9, 0.9, width)


def hello(number):
    """Inputs, targets and parameters of the word of the lecture notes."""
    x = number("hello.one_hot_columns_hell").T
    return (
        x,
        np.eye(4)[[1, 2, 2, 3]],
        number("hello.W_xh"),
        number("hello.W_hh_scalar") * np.eye(3),
        np.full(3, number("hello.b_h_scalar")),
        number("hello.W_hy"),
        np.zeros(4),
    )


def hello_numbers(bptt, number):
    """Everything that the golden numbers say about the word."""
    arrays = hello(number)
    x, d, W_xh, W_hh, b_h, W_hy, b_y = arrays
    found = {
        "hello.one_hot_columns_hell": np.eye(4)[[0, 1, 2, 2]].T,
    }
    for key, steps in (("hello.bptt", "all"), ("hello.bptt_last", "last")):
        value, gradients = bptt.bptt_gradients(*arrays, loss="cross_entropy", steps=steps)
        found[f"{key}.loss"] = value
        for name, gradient in gradients.items():
            found[f"{key}.d{name}"] = gradient
    h = states(x, W_xh, W_hh, b_h)
    y = h @ W_hy.T + b_y
    delta_out = np.exp(y) / np.exp(y).sum(axis=1, keepdims=True) - d
    gradients = bptt.bptt_gradients(*arrays, loss="cross_entropy")[1]
    found["hello.bptt.delta_out"] = delta_out
    found["hello.bptt.delta_hidden"] = bptt.hidden_deltas(h, delta_out, W_hy, W_hh)
    found["hello.dscalar_Whh"] = np.trace(gradients["W_hh"])
    found["hello.dscalar_b"] = gradients["b_h"].sum()
    return found


def elman_numbers(bptt, number):
    """The two-unit network, with tanh and a linear output, and with sigmoid twice."""
    x, W_xh, W_hh = det((3, 2), 1), det((2, 2), 2), det((2, 2), 3)
    W_hy, d = det((1, 2), 4), np.array([[0.5], [-0.5], [1.0]])
    arrays = (x, d, W_xh, W_hh, np.zeros(2), W_hy, np.zeros(1))
    h = states(x, W_xh, W_hh, np.zeros(2))
    value, gradients = bptt.bptt_gradients(*arrays)
    delta_out = bptt.output_deltas(h @ W_hy.T, d)
    key = "shiraz.tanh_linear"
    found = {
        f"{key}.x": x,
        f"{key}.W_IH": W_xh,
        f"{key}.W_HH": W_hh,
        f"{key}.W_HO": W_hy,
        f"{key}.d": d,
        f"{key}.h": h,
        f"{key}.E_tot": value,
        f"{key}.delta_O": delta_out,
        f"{key}.delta_H": bptt.hidden_deltas(h, delta_out, W_hy, W_hh),
        f"{key}.dE_dW_IH": gradients["W_xh"],
        f"{key}.dE_dW_HH": gradients["W_hh"],
        f"{key}.dE_dW_HO": gradients["W_hy"],
    }
    h = states(x, W_xh, W_hh, np.zeros(2), activation=sigmoid)
    delta_out = bptt.output_deltas(h @ W_hy.T, d, "sigmoid")
    # the slope of sigmoid is h(1 - h); g is the state at which tanh has that slope, 1 - g^2
    g = np.sqrt(1.0 - h * (1.0 - h))
    delta_h = bptt.hidden_deltas(g, delta_out, W_hy, W_hh)
    terms = bptt.gradient_contributions(x, h, delta_h)
    key, eta = "shiraz.sigmoid_sigmoid", number("shiraz.sigmoid_sigmoid.eta")
    return found | {
        f"{key}.h": h,
        f"{key}.y": sigmoid(h @ W_hy.T),
        f"{key}.delta_O": delta_out,
        f"{key}.delta_H": delta_h,
        f"{key}.dW_HO": -eta * delta_out.T @ h,
        f"{key}.dW_HH": -eta * terms["W_hh"].sum(axis=0),
        f"{key}.dW_IH": -eta * terms["W_xh"].sum(axis=0),
    }


def truncation_numbers(bptt, number):
    """Thirty slopes of sigmoid at its steepest."""
    steepest = bptt.output_deltas(np.zeros((1, 1)), np.full((1, 1), -0.5), "sigmoid")[0, 0]
    return {"shiraz.30_step_sigmoid_bound": steepest ** number("shiraz.truncation_typical")}


def one_unit_numbers(bptt, number):
    """The derivative of h_3 by the recurrent weight of one unit."""
    x, W_xh, W_hh, b_h = np.array([[1.0], [-0.5], [0.25]]), np.eye(1) * 0.5, np.eye(1) * 0.9, 0.1
    b_h = np.full(1, b_h)
    h = states(x, W_xh, W_hh, b_h)
    terms = bptt.recurrent_derivative_terms(h, W_hh).ravel()
    jacobians = [bptt.state_jacobian(h_t, W_hh)[0, 0] for h_t in h]
    factors = np.array([jacobians[2] * jacobians[1], jacobians[2], 1.0])
    parts = [bptt.recurrent_derivative_terms(h[:k], W_hh).ravel() for k in (1, 2, 3)]
    started = states(x, W_xh, W_hh, b_h, np.array([0.3]))
    later = bptt.recurrent_derivative_terms(started, W_hh, np.array([0.3])).ravel()
    return {
        "dh3dW.states": np.concatenate([[0.0], h.ravel()]),
        "dh3dW.explicit_plus": [part[-1] for part in parts],
        "dh3dW.dh3_dhk": factors,
        "dh3dW.terms": terms,
        "dh3dW.total": terms.sum(),
        "dh3dW.formula_without_plus": factors @ [part.sum() for part in parts],
        "dh3dW.explicit_only": terms[-1],
        "dh3dW.finite_difference": terms.sum(),
        "dh3dW.h0_0.3_terms": later,
        "dh3dW.h0_0.3_total": later.sum(),
    }


def review_numbers(bptt, number):
    """Three film reviews with one label each: sigmoid output and binary cross-entropy."""
    W_xh, W_hh, b_h = det((3, 5), 1), det((3, 3), 2), det((3,), 3)
    W_hy, b_y = det((1, 3), 4), det((1,), 5)
    found = {}
    for name, words in (("R1", [0, 1, 2]), ("R2", [0, 1, 3]), ("R3", [0, 1, 4, 2])):
        key = f"movie_net.{name}"
        label = number(f"{key}.label")
        x = np.eye(5)[words]
        h = states(x, W_xh, W_hh, b_h)
        y_hat = sigmoid(h[-1] @ W_hy.T + b_y)
        delta_out = np.zeros((len(x), 1))
        delta_out[-1] = bptt.output_deltas(y_hat[None], label[None, None])
        delta_h = bptt.hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = bptt.gradient_contributions(x, h, delta_h)
        # a sigmoid is a softmax over the score and zero
        d = np.tile([label, 1.0 - label], (len(x), 1))
        two = np.vstack([W_hy, np.zeros((1, 3))]), np.append(b_y, 0.0)
        value, gradients = bptt.bptt_gradients(
            x, d, W_xh, W_hh, b_h, *two, loss="cross_entropy", steps="last"
        )
        assert np.allclose(gradients["W_xh"], terms["W_xh"].sum(axis=0), rtol=1e-12, atol=1e-15)
        found |= {
            f"{key}.h": h,
            f"{key}.y_hat": y_hat[0],
            f"{key}.bce": value,
            f"{key}.half_squared_error": 0.5 * delta_out[-1, 0] ** 2,
            f"{key}.y_minus_y_hat": -delta_out[-1, 0],
            f"{key}.dW_k": gradients["W_hy"][:1],
            f"{key}.dW_h": gradients["W_hh"],
            f"{key}.dW_i": gradients["W_xh"],
            f"{key}.db": gradients["b_h"],
            f"{key}.dW_h_per_step": terms["W_hh"],
            f"{key}.deltas": delta_h,
        }
    return found


def four_step_numbers(bptt, number):
    """One unit, four steps: the derivative of the last state by the shared input weight."""
    x = np.array([[1.0], [0.5], [-1.0], [2.0]])
    W_hh = np.array([[0.7]])
    h = states(x, np.array([[0.6]]), W_hh, np.zeros(1))
    delta_h = bptt.hidden_deltas(h, np.eye(4)[:, 3:], np.eye(1), W_hh)
    terms = bptt.gradient_contributions(x, h, delta_h)["W_xh"].ravel()
    return {
        "four_step.states": h.ravel(),
        "four_step.dO4_dw_terms": terms,
        "four_step.dO4_dw": terms.sum(),
        "four_step.dO4_dw_last_only": terms[-1],
    }


SOURCES = {
    "hello": hello_numbers,
    "shiraz": elman_numbers,
    "truncation": truncation_numbers,
    "dh3dW": one_unit_numbers,
    "movie_net": review_numbers,
    "four_step": four_step_numbers,
}


@pytest.mark.parametrize("key", [key for key in GOLDEN if key not in INPUTS])
def test_the_reference_gives_the_golden_number(bptt, number, key):
    """To 1e-12; the finite difference to 1e-11."""
    bound = key == "shiraz.30_step_sigmoid_bound"
    found = SOURCES["truncation" if bound else key.split(".")[0]](bptt, number)
    actual, expected = np.asarray(found[key], dtype=float), number(key)
    assert actual.shape == expected.shape
    near = {"dh3dW.finite_difference": 1e-11, "shiraz.30_step_sigmoid_bound": 0.0}.get(key, 1e-15)
    assert np.allclose(actual, expected, rtol=1e-12, atol=near)


@pytest.mark.parametrize("key", [key for key in GOLDEN if "printed" in GOLDEN[key]])
def test_the_notes_print_what_the_table_says(number, key):
    """The print is as near to the golden number as `within`."""
    assert np.abs(number(key) - np.array(GOLDEN[key]["printed"])).max() <= GOLDEN[key]["within"]


@pytest.mark.parametrize("activation", ["linear", "sigmoid", "tanh"])
def test_output_deltas_are_the_slope_of_half_the_squared_error(bptt, activation):
    """Against central differences of 1/2 sum (d - f(y_in))^2."""
    f = {"linear": lambda z: z, "sigmoid": sigmoid, "tanh": np.tanh}[activation]
    rng = np.random.default_rng(1)
    y_in, d = rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    numeric = slope_by_difference(lambda z: 0.5 * np.sum((d - f(z)) ** 2), y_in)
    assert np.allclose(bptt.output_deltas(y_in, d, activation), numeric, rtol=0, atol=1e-8)


def test_output_deltas_refuse_an_unknown_activation(bptt):
    """The name is in the message."""
    with pytest.raises(ValueError, match="softmax"):
        bptt.output_deltas(np.ones((1, 1)), np.ones((1, 1)), "softmax")


@pytest.mark.parametrize(("loss", "steps", "started"), list(product(LOSSES, STEPS, (False, True))))
def test_gradients_agree_with_finite_differences(bptt, loss, steps, started):
    """Every parameter and the start state, for all combinations."""
    x, d, weights, h0 = network(loss)
    h0 = h0 if started else np.zeros(3)
    gradients = bptt.bptt_gradients(x, d, *weights.values(), h0 if started else None, loss, steps)[
        1
    ]
    assert set(gradients) == {*NAMES, "h0"}
    for name in gradients:

        def value(moved, name=name):
            arrays = weights | {"h0": h0} | {name: moved}
            return bptt.bptt_gradients(x, d, *arrays.values(), loss, steps)[0]

        numeric = slope_by_difference(value, h0 if name == "h0" else weights[name])
        assert np.allclose(gradients[name], numeric, rtol=0, atol=1e-8), name


@pytest.mark.parametrize("loss", LOSSES)
def test_the_loss_is_the_sum_that_the_handout_defines(bptt, loss):
    """Written out once more, over all steps and for the last one."""
    x, d, weights, h0 = network(loss)
    h = states(x, weights["W_xh"], weights["W_hh"], weights["b_h"], h0)
    y = h @ weights["W_hy"].T + weights["b_y"]
    if loss == "squared_error":
        losses = 0.5 * ((d - y) ** 2).sum(axis=1)
    else:
        losses = -np.log((d * np.exp(y)).sum(axis=1) / np.exp(y).sum(axis=1))
    for steps, expected in (("all", losses.sum()), ("last", losses[-1])):
        value = bptt.bptt_gradients(x, d, *weights.values(), h0, loss, steps)[0]
        assert type(value) is float
        assert value == pytest.approx(expected, rel=1e-12)


def test_cross_entropy_of_large_scores_is_finite_and_exact(bptt):
    """A target that is 2000 below the best score costs 2000."""
    zeros = np.zeros((1, 1))
    value, gradients = bptt.bptt_gradients(
        zeros,
        np.array([[0.0, 1.0]]),
        zeros,
        zeros,
        np.zeros(1),
        np.zeros((2, 1)),
        np.array([1000.0, -1000.0]),
        loss="cross_entropy",
    )
    assert value == 2000.0
    assert gradients["b_y"].tolist() == [1.0, -1.0]


@pytest.mark.parametrize("started", [False, True])
def test_contributions_add_up_to_the_totals(bptt, started):
    """The sum over the first axis is the gradient; term 1 of W_hh vanishes exactly if h_0 = 0."""
    x, d, weights, h0 = network("squared_error")
    h0 = h0 if started else None
    h = states(x, weights["W_xh"], weights["W_hh"], weights["b_h"], h0)
    delta_out = bptt.output_deltas(h @ weights["W_hy"].T + weights["b_y"], d)
    delta_h = bptt.hidden_deltas(h, delta_out, weights["W_hy"], weights["W_hh"])
    terms = bptt.gradient_contributions(x, h, delta_h, h0)
    totals = bptt.bptt_gradients(x, d, *weights.values(), h0)[1]
    for name, term in terms.items():
        assert np.allclose(term.sum(axis=0), totals[name], rtol=1e-12, atol=1e-14)
    assert terms["W_hh"][0].any() == started


def test_contributions_share_no_memory_with_the_arguments(bptt):
    """Changing a result does not change delta_h."""
    rng = np.random.default_rng(2)
    x, h, delta_h = rng.normal(size=(3, 2)), rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    for term in bptt.gradient_contributions(x, h, delta_h).values():
        assert not any(np.shares_memory(term, argument) for argument in (x, h, delta_h))


def test_hidden_deltas_scale_with_the_output_errors(bptt):
    """Twice the error, twice the deltas; saturated states give exactly zero."""
    rng = np.random.default_rng(3)
    h, delta_out = rng.uniform(-0.9, 0.9, (5, 3)), rng.normal(size=(5, 2))
    W_hy, W_hh = rng.normal(size=(2, 3)), rng.normal(size=(3, 3))
    once = bptt.hidden_deltas(h, delta_out, W_hy, W_hh)
    assert np.array_equal(bptt.hidden_deltas(h, 2.0 * delta_out, W_hy, W_hh), 2.0 * once)
    assert once.all()
    assert not bptt.hidden_deltas(np.sign(h), delta_out, W_hy, W_hh).any()


def test_the_state_jacobian_is_the_derivative_of_one_step(bptt):
    """Against central differences of tanh(a + W_hh h)."""
    rng = np.random.default_rng(4)
    W_hh, before, drive = rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)
    numeric = slope_by_difference(lambda h: np.tanh(drive + W_hh @ h), before)
    jacobian = bptt.state_jacobian(np.tanh(drive + W_hh @ before), W_hh)
    assert np.allclose(jacobian, numeric, rtol=0, atol=1e-9)


@pytest.mark.parametrize(("steps", "started"), list(product((1, 2, 3, 5), (False, True))))
def test_the_terms_add_up_to_the_derivative_of_the_last_state(bptt, steps, started):
    """Against central differences of h_T by W_hh; term 1 vanishes exactly if h_0 = 0."""
    x, _, weights, h0 = network("squared_error", steps)
    W_xh, W_hh, b_h = (weights[name] for name in ("W_xh", "W_hh", "b_h"))
    h0 = h0 if started else None
    terms = bptt.recurrent_derivative_terms(states(x, W_xh, W_hh, b_h, h0), W_hh, h0)
    numeric = slope_by_difference(lambda W: states(x, W_xh, W, b_h, h0)[-1], W_hh)
    assert terms.shape == (steps, 3, 3, 3)
    assert np.allclose(terms.sum(axis=0), numeric, rtol=0, atol=1e-8)
    assert terms[0].any() == started


@pytest.mark.parametrize("k", [1, 2, 3, 5])
def test_each_term_is_the_part_that_enters_at_its_step(bptt, k):
    """Against central differences in which W_hh is moved at step k only."""
    x, _, weights, h0 = network("squared_error", 5)
    W_xh, W_hh, b_h = (weights[name] for name in ("W_xh", "W_hh", "b_h"))
    h = states(x, W_xh, W_hh, b_h, h0)

    def last_state(moved):
        until = np.vstack([h0, h])[k - 1]
        at_k = np.tanh(W_xh @ x[k - 1] + moved @ until + b_h)
        return np.vstack([at_k, states(x[k:], W_xh, W_hh, b_h, at_k).reshape(-1, 3)])[-1]

    numeric = slope_by_difference(last_state, W_hh)
    terms = bptt.recurrent_derivative_terms(h, W_hh, h0)
    assert np.allclose(terms[k - 1], numeric, rtol=0, atol=1e-8)


@pytest.mark.parametrize(("loss", "steps", "k"), list(product(LOSSES, STEPS, (1, 2, 3, 5, 9))))
def test_truncation_holds_the_state_before_each_window_constant(bptt, loss, steps, k):
    """Against central differences in which every loss starts from a fixed h_(t-k)."""
    x, d, weights, h0 = network(loss, 5)
    h = np.vstack([h0, states(x, weights["W_xh"], weights["W_hh"], weights["b_h"], h0)])
    value, gradients = bptt.truncated_bptt_gradients(
        x, d, *weights.values(), k, h0, loss=loss, steps=steps
    )
    full = bptt.bptt_gradients(x, d, *weights.values(), h0, loss, steps)
    assert value == full[0]
    assert set(gradients) == set(NAMES)
    for name in NAMES:

        def windowed(moved, name=name):
            total = 0.0
            for t in range(1, 6) if steps == "all" else (5,):
                first = max(0, t - k)
                total += bptt.bptt_gradients(
                    x[first:t],
                    d[first:t],
                    *(weights | {name: moved}).values(),
                    h[first],
                    loss,
                    "last",
                )[0]
            return total

        numeric = slope_by_difference(windowed, weights[name])
        assert np.allclose(gradients[name], numeric, rtol=0, atol=2e-8), name
        if k >= 5:
            assert np.allclose(gradients[name], full[1][name], rtol=1e-12, atol=1e-14)


def test_a_window_of_one_step_is_elmans_rule(bptt):
    """Each error meets its own input and its own previous state, and goes no further."""
    x, d, weights, h0 = network("squared_error")
    h = states(x, weights["W_xh"], weights["W_hh"], weights["b_h"], h0)
    delta_out = bptt.output_deltas(h @ weights["W_hy"].T + weights["b_y"], d)
    delta_h = (1.0 - h**2) * (delta_out @ weights["W_hy"])
    gradients = bptt.truncated_bptt_gradients(x, d, *weights.values(), 1, h0)[1]
    assert np.allclose(gradients["W_xh"], delta_h.T @ x, rtol=1e-12)
    assert np.allclose(gradients["W_hh"], delta_h.T @ np.vstack([h0, h[:-1]]), rtol=1e-12)
    assert np.allclose(gradients["b_h"], delta_h.sum(axis=0), rtol=1e-12)


def test_a_step_against_the_gradient_lowers_the_loss(bptt):
    """For both losses, with a small rate."""
    for loss in LOSSES:
        x, d, weights, h0 = network(loss)
        value, gradients = bptt.bptt_gradients(x, d, *weights.values(), h0, loss)
        moved = [weights[name] - 1e-3 * gradients[name] for name in NAMES]
        assert bptt.bptt_gradients(x, d, *moved, h0, loss)[0] < value


def test_no_function_changes_its_arguments(bptt):
    """Read-only arrays are enough for every function."""
    x, d, weights, h0 = network("cross_entropy")
    arrays = [x, d, *weights.values(), h0]
    for array in arrays:
        array.setflags(write=False)
    h = states(x, weights["W_xh"], weights["W_hh"], weights["b_h"], h0)
    h.setflags(write=False)
    for loss, steps in product(LOSSES, STEPS):
        bptt.bptt_gradients(*arrays, loss, steps)
        bptt.truncated_bptt_gradients(*arrays[:-1], 2, h0, loss, steps)
    delta = bptt.hidden_deltas(h, bptt.output_deltas(d, d), weights["W_hy"], weights["W_hh"])
    bptt.gradient_contributions(x, h, delta, h0)
    assert bptt.recurrent_derivative_terms(h, weights["W_hh"], h0).flags.writeable
    assert bptt.state_jacobian(h[0], weights["W_hh"]).flags.writeable
