"""The verified numbers of the course, computed by PyTorch alone: no reference takes part."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

GOLDEN = Path(__file__).parents[1] / "course" / "golden"
MOVIES = {"R1": [0, 1, 2], "R2": [0, 1, 3], "R3": [0, 1, 4, 2]}
TRIPLES = np.array(list(np.ndindex(10, 10, 10)), dtype=float)


@pytest.fixture(scope="module")
def numbers():
    """The verified numbers of all assignments; where two files have one, they agree."""
    files = [path for path in GOLDEN.glob("*.toml") if path.stem != "quizzes"]
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    return {key: entry["value"] for table in tables for key, entry in table.items()}


def det(shape, k):
    """Reproducible weights: entry n in C order is 0.1 * (((7n + k) mod 11) - 5)."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


class Witness:
    """PyTorch, with the layers that it is given, and the verified numbers that are inputs."""

    def __init__(self, torch, recurrent, dense, filled, numbers):
        self.torch, self.functional = torch, torch.nn.functional
        self.recurrent, self.dense, self.filled, self.numbers = recurrent, dense, filled, numbers

    def input(self, key):
        return np.array(self.numbers[key])

    def tensor(self, values):
        return self.torch.tensor(values, dtype=self.torch.float64)


def gradients(key, layer, head=None, names=("W_xh", "W_hh", "b_h", "W_hy", "b_y")):
    """The gradients of a layer and its output layer, as keys of the verified numbers."""
    parameters = [layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0]
    parameters += [head.weight, head.bias] if head else []
    return {f"{key}{name}": p.grad for name, p in zip(names, parameters, strict=False)}


def hello(w):
    """The word of the notes: all states and scores, and the gradients of two losses."""
    x = w.tensor(w.input("hello.one_hot_columns_hell").T)
    W_hh = w.input("hello.W_hh_scalar") * np.eye(3)
    weights = w.input("hello.W_xh"), W_hh, np.full(3, w.input("hello.b_h_scalar"))
    targets, found = w.torch.tensor([1, 2, 2, 3]), {}
    for key, part in (("hello.bptt", slice(None)), ("hello.bptt_last", slice(-1, None))):
        layer, head = w.recurrent(weights), w.dense(w.input("hello.W_hy"), np.zeros(4))
        h0 = w.tensor(np.zeros(3)).requires_grad_()
        h, _ = layer(x, h0[None])
        costs = w.functional.cross_entropy(head(h), targets, reduction="none")
        costs[part].sum().backward()
        found |= {f"{key}.loss": costs[part].sum(), f"{key}.dh0": h0.grad}
        found |= gradients(f"{key}.d", layer, head)
    return found | {
        "hello.h_all": h,
        "hello.y_all": head(h),
        "hello.softmax_all": w.functional.softmax(head(h), dim=1),
        "hello.cross_entropy_per_step": costs,
        "hello.cross_entropy_mean": costs.mean(),
    }


def movies(w):
    """Three reviews with one label each: a sigmoid and binary cross-entropy."""
    found = {}
    for name, words in MOVIES.items():
        layer = w.recurrent((det((3, 5), 1), det((3, 3), 2), det((3,), 3)))
        head, key = w.dense(det((1, 3), 4), det((1,), 5)), f"movie_net.{name}"
        h, _ = layer(w.tensor(np.eye(5)[words]))
        logit, label = head(h[-1])[0], w.tensor(w.input(f"{key}.label"))
        cost = w.functional.binary_cross_entropy_with_logits(logit, label)
        cost.backward()
        found |= {f"{key}.h": h, f"{key}.y_hat": logit.sigmoid(), f"{key}.bce": cost}
        found |= gradients(f"{key}.", layer, head, ("dW_i", "dW_h", "db", "dW_k"))
    return found


def bidirectional(w):
    """The worked example: states, outputs, loss and all nine gradients."""
    layers = [(det((2, 3), k), det((2, 2), k + 1), det((2,), k + 2)) for k in (2, 6)]
    layer, head = (
        w.recurrent(*layers),
        w.dense(np.hstack([det((2, 2), 5), det((2, 2), 9)]), det((2,), 10)),
    )
    h, last = layer(w.tensor(det((4, 3), 1)))
    y = head(h)
    cost = 0.5 * ((y - w.tensor(det((4, 2), 3))) ** 2).sum()
    cost.backward()
    key = "birnn.gradients."
    return gradients(key, layer, None, ("W_xh_f", "W_hh_f", "b_h_f")) | {
        "birnn.concat": h,
        "birnn.last_concat": last.flatten(),
        "birnn.y": y,
        "birnn.loss": cost,
        f"{key}W_xh_b": layer.weight_ih_l0_reverse.grad,
        f"{key}W_hh_b": layer.weight_hh_l0_reverse.grad,
        f"{key}b_h_b": layer.bias_ih_l0_reverse.grad,
        f"{key}W_fy": head.weight.grad[:, :2],
        f"{key}W_by": head.weight.grad[:, 2:],
        f"{key}b_y": head.bias.grad,
    }


def gates(w):
    """One step of LSTM and GRU (blocks in the order r, z, g), and two layers."""
    x, h, c = (w.tensor([p]) for p in ([1.0, -0.5], [0.2, -0.4], [0.5, -1.0]))
    W, U, b = det((4, 2, 2), 1), det((4, 2, 2), 2), det((4, 2), 3)
    lstm = w.filled(
        w.torch.nn.LSTMCell(2, 2), W.reshape(8, 2), U.reshape(8, 2), b.ravel(), np.zeros(8)
    )
    state, cell = lstm(x, (h, c))
    found = {"lstm.h": state[0], "lstm.c": cell[0]}
    three = det((3, 2, 2), 1), det((3, 2, 2), 2), det((3, 2), 3)
    for key, b_rec in (
        ("gru.reset_after", det((3, 2), 4)),
        ("gru.reset_after_zero_recurrent_bias", np.zeros((3, 2))),
    ):
        blocks = (part[[1, 0, 2]].reshape(6, *part.shape[2:]) for part in (*three, b_rec))
        gru = w.filled(w.torch.nn.GRUCell(2, 2), *blocks)
        found[key] = gru(x, h)[0]
    lower, _ = w.recurrent((det((2, 2), 1), det((2, 2), 2), det((2,), 3)))(w.tensor(det((3, 2), 5)))
    upper, _ = w.recurrent((det((3, 2), 4), det((3, 3), 5), det((3,), 6)))(lower)
    return found | {"stacked.layer1": lower, "stacked.layer2_fed_with_h": upper}


def shiraz(w):
    """The Elman network with tanh and a linear output."""
    key = "shiraz.tanh_linear"
    layer = w.recurrent((w.input(f"{key}.W_IH"), w.input(f"{key}.W_HH"), np.zeros(2)))
    head = w.dense(w.input(f"{key}.W_HO"), np.zeros(1))
    h, _ = layer(w.tensor(w.input(f"{key}.x")))
    cost = 0.5 * ((head(h) - w.tensor(w.input(f"{key}.d"))) ** 2).sum()
    cost.backward()
    return {
        f"{key}.h": h,
        f"{key}.E_tot": cost,
        f"{key}.dE_dW_IH": layer.weight_ih_l0.grad,
        f"{key}.dE_dW_HH": layer.weight_hh_l0.grad,
        f"{key}.dE_dW_HO": head.weight.grad,
    }


def one_unit(w):
    """Derivatives of the last state of one unit by a weight that every step shares."""
    found, one = {}, np.eye(1)
    for key, start in (("dh3dW.total", 0.0), ("dh3dW.h0_0.3_total", 0.3)):
        layer = w.recurrent((0.5 * one, 0.9 * one, np.array([0.1])))
        h, _ = layer(w.tensor([[1.0], [-0.5], [0.25]]), w.tensor([[start]]))
        h[-1, 0].backward()
        found[key] = layer.weight_hh_l0.grad[0, 0]
    layer = w.recurrent((0.6 * one, 0.7 * one, np.zeros(1)))
    h, _ = layer(w.tensor([[1.0], [0.5], [-1.0], [2.0]]))
    h[-1, 0].backward()
    return found | {"four_step.states": h[:, 0], "four_step.dO4_dw": layer.weight_ih_l0.grad[0, 0]}


def flow(w):
    """d h_n / d h_0 of one unit with the weight 1.2, which no input drives."""
    found = {}
    for kind in ("tanh", "relu"):
        weights = np.zeros((1, 1)), np.full((1, 1), 1.2), np.zeros(1)
        layer, factors = w.recurrent(weights, nonlinearity=kind), []
        for n in (1, 5, 10, 20):
            h0 = w.tensor([[0.1]]).requires_grad_()
            layer(w.tensor(np.zeros((n, 1))), h0)[1].backward()
            factors.append(h0.grad[0, 0])
        found[f"flow.scalar_w1.2_h0.1_{kind}_factor_after_1_5_10_20"] = w.torch.stack(factors)
    return found


def letters(w):
    """The small character model of the handout."""
    X = w.tensor(np.eye(3)[[[0, 1], [2, 0]]])
    found = {}
    for kind in ("tanh", "relu"):
        weights = det((2, 3), 1), det((2, 2), 2), det((2,), 3)
        layer, head = w.recurrent(weights, nonlinearity=kind), w.dense(det((3, 2), 4), det((3,), 5))
        h = layer(X)[1][0]
        cost = w.functional.cross_entropy(head(h), w.torch.tensor([2, 1]))
        cost.backward()
        found |= {f"small.{kind}.loss": cost, f"small.{kind}.h": h}
        found |= gradients(f"small.{kind}.", layer, head)
    return {key: found[key] for key in w.numbers if key.startswith("small.")}


def digits(w):
    """The linear unit: gradients, descent by SGD, and answers with the printed weights."""
    x = w.tensor(TRIPLES)

    def cost(params, rows):
        W, U, b = params
        h = 0
        for column in rows.T:
            h = W * column + U * h + b
        return w.functional.mse_loss(h, rows.sum(dim=1)), h

    def start():
        return [w.tensor(p).requires_grad_() for p in (0.5, 0.5, 0.0)]

    def with_gradient(rows):
        params = start()
        value, _ = cost(params, rows)
        value.backward()
        return w.torch.stack([value, *(p.grad for p in params)])

    params, table = start(), []
    optimizer = w.torch.optim.SGD(params, lr=0.001)
    for updates in range(1001):
        optimizer.zero_grad()
        value, _ = cost(params, x)
        if updates in (0, 1, 10, 100, 1000):
            table.append([updates, *(number.item() for number in (value, *params))])
        value.backward()
        optimizer.step()
    learned, h = cost(w.numbers["sum3.learned"], x)
    return {
        "sum3.linear_bptt_x901_W.5_U.5_b0": with_gradient(x[[901]]),
        "sum3.mse_and_gradient_all_1000_triples_W.5_U.5_b0": with_gradient(x),
        "sum3.full_batch_descent_eta_.001": np.array(table),
        "sum3.expected_mse_uniform_0_9": learned,
        "sum3.pred_0_9_3": h[93],
        "sum3.pred_4_2_5": h[425],
        "sum3.pred_9_0_1": h[901],
        "sum3.pred_7_6_4": h[764],
    }


def padding(w):
    """The last states of reviews: packed, and with zeros read as if they were words."""
    layer = w.recurrent((det((3, 5), 1), det((3, 3), 2), det((3,), 3)))
    reviews, found = [w.tensor(np.eye(5)[words]) for words in MOVIES.values()], {}
    batch = w.torch.nn.utils.rnn.pad_sequence(reviews, batch_first=True)
    packed = w.torch.nn.utils.rnn.pack_sequence(reviews, enforce_sorted=False)
    nothing = w.tensor(np.zeros((1, 5)))
    for n, name in enumerate(("R1", "R2")):
        found[f"padding.{name}.masked"] = layer(packed)[1][0, n]
        found[f"padding.{name}.post_padded_unmasked"] = layer(batch)[1][0, n]
        longer = w.torch.cat([nothing, reviews[n]])
        found[f"padding.{name}.pre_padded_unmasked"] = layer(longer)[1][0]
    return found | {"movie.padded_batch_post": batch}


SOURCES = hello, movies, bidirectional, gates, shiraz, one_unit, flow, letters, digits, padding


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_torch_gives_the_verified_numbers(torch, recurrent, dense, filled, numbers, same, source):
    found = source(Witness(torch, recurrent, dense, filled, numbers))
    assert found
    for key, witness in found.items():
        same(np.array(numbers[key]), witness, rtol=1e-9)
