"""Gradients of the references are those that PyTorch's autograd finds by itself."""

import numpy as np
import pytest

# T, D, H, outputs
SHAPES = [(1, 1, 1, 1), (1, 3, 2, 4), (2, 1, 5, 2), (6, 3, 3, 3), (9, 4, 2, 5)]
LOSSES = ["squared_error", "cross_entropy"]
shapes = pytest.mark.parametrize("shape", SHAPES, ids=str)
started = pytest.mark.parametrize("started", [False, True], ids=["zeros", "h0"])
losses = pytest.mark.parametrize("loss", LOSSES)
summed = pytest.mark.parametrize("steps", ["all", "last"])


@pytest.fixture
def problem(arrays):
    """A sequence, its targets, the five parameters, and a start state."""

    def draw(shape, loss="squared_error"):
        T, D, H, outs = shape
        x, d, h0, *weights = arrays(
            (T, D), (T, outs), (H,), (H, D), (H, H), (H,), (outs, H), (outs,)
        )
        if loss == "cross_entropy":
            d = np.eye(outs)[np.arange(T) % outs]
        return x, d, weights, h0

    return draw


@pytest.fixture
def cost(torch):
    """The loss of each step of y (T, outputs); torch takes rows of probabilities as targets."""

    def of(y, d, loss):
        if loss == "squared_error":
            return 0.5 * ((y - d) ** 2).sum(dim=1)
        return torch.nn.functional.cross_entropy(y, d, reduction="none")

    return of


@shapes
@started
@losses
@summed
def test_every_gradient_of_back_propagation_through_time(
    torch, load_reference, problem, recurrent, dense, cost, same, shape, started, loss, steps
):
    """W_xh, W_hh, b_h, W_hy, b_y and h0. Torch's second bias has the gradient of b_h once more."""
    x, d, weights, h0 = problem(shape, loss)
    module, head = recurrent(weights[:3]), dense(*weights[3:])
    start = torch.tensor(h0 if started else 0 * h0, requires_grad=True)
    costs = cost(head(module(torch.tensor(x), start[None])[0]), torch.tensor(d), loss)
    total = costs.sum() if steps == "all" else costs[-1]
    total.backward()
    value, gradients = load_reference("bptt").bptt_gradients(
        x, d, *weights, h0 if started else None, loss, steps
    )
    same(value, total)
    witnesses = {
        "W_xh": module.weight_ih_l0.grad,
        "W_hh": module.weight_hh_l0.grad,
        "b_h": module.bias_ih_l0.grad,
        "W_hy": head.weight.grad,
        "b_y": head.bias.grad,
        "h0": start.grad,
    }
    assert gradients.keys() == witnesses.keys()
    for name, witness in witnesses.items():
        same(gradients[name], witness)
    same(gradients["b_h"], module.bias_hh_l0.grad)


@shapes
@losses
@summed
@pytest.mark.parametrize("k", [1, 2, 4, 20])
def test_truncated_back_propagation(
    torch, load_reference, problem, recurrent, dense, cost, same, shape, loss, steps, k
):
    """The loss at t is that of a network that begins k steps earlier, from a state held fixed."""
    x, d, weights, h0 = problem(shape, loss)
    module, head = recurrent(weights[:3]), dense(*weights[3:])
    sequence, targets = torch.tensor(x), torch.tensor(d)
    with torch.no_grad():
        before = torch.cat([torch.tensor(h0)[None], module(sequence, torch.tensor(h0)[None])[0]])
    total = 0
    for t in range(len(x)) if steps == "all" else [len(x) - 1]:
        first = max(0, t + 1 - k)
        states, _ = module(sequence[first : t + 1], before[first][None])
        total = total + cost(head(states), targets[first : t + 1], loss)[-1]
    total.backward()
    value, gradients = load_reference("bptt").truncated_bptt_gradients(
        x, d, *weights, k, h0, loss, steps
    )
    same(value, total)
    parameters = [module.weight_ih_l0, module.weight_hh_l0, module.bias_ih_l0]
    names = ("W_xh", "W_hh", "b_h", "W_hy", "b_y")
    for name, witness in zip(names, [*parameters, *head.parameters()], strict=True):
        same(gradients[name], witness.grad)


@shapes
@started
def test_every_gradient_of_a_bidirectional_network(
    torch, load_reference, arrays, recurrent, dense, same, shape, started
):
    T, D, H, outs = shape
    x, d, *weights = arrays((T, D), (T, outs), *2 * ((H, D), (H, H), (H,)))
    W_fy, W_by, b_y, *starts = arrays((outs, H), (outs, H), (outs,), (H,), (H,))
    module = recurrent(weights[:3], weights[3:])
    head = dense(np.hstack([W_fy, W_by]), b_y)
    states, _ = module(torch.tensor(x), torch.tensor(np.stack(starts)) if started else None)
    total = 0.5 * ((head(states) - torch.tensor(d)) ** 2).sum()
    total.backward()
    value, gradients = load_reference("bidirectional").birnn_gradients(
        x, d, weights[:3], weights[3:], W_fy, W_by, b_y, *(starts if started else ())
    )
    same(value, total)
    witnesses = {
        "W_xh_f": module.weight_ih_l0.grad,
        "W_hh_f": module.weight_hh_l0.grad,
        "b_h_f": module.bias_ih_l0.grad,
        "W_xh_b": module.weight_ih_l0_reverse.grad,
        "W_hh_b": module.weight_hh_l0_reverse.grad,
        "b_h_b": module.bias_ih_l0_reverse.grad,
        "W_fy": head.weight.grad[:, :H],
        "W_by": head.weight.grad[:, H:],
        "b_y": head.bias.grad,
    }
    assert gradients.keys() == witnesses.keys()
    for name, witness in witnesses.items():
        same(gradients[name], witness)


@shapes
@pytest.mark.parametrize(("rows", "size"), [(1, 1.0), (5, 1.0), (5, 3000.0)])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_every_gradient_of_the_character_model(
    torch, load_reference, arrays, recurrent, dense, same, shape, rows, size, activation
):
    """The mean cross-entropy, which is what torch takes by default."""
    T, D, H, _ = shape
    X, *weights = arrays((rows, T, D), (H, D), (H, H), (H,), (D, H), (D,))
    weights = [*weights[:3], size * weights[3], size * weights[4]]
    names, y = ("W_xh", "W_hh", "b_h", "W_hy", "b_y"), np.arange(rows) % D
    module, head = recurrent(weights[:3], nonlinearity=activation), dense(*weights[3:])
    logits = head(module(torch.tensor(X))[1][0])
    total = torch.nn.functional.cross_entropy(logits, torch.tensor(y))
    total.backward()
    value, gradients = load_reference("training_char").loss_and_gradients(
        dict(zip(names, weights, strict=True)), X, y, activation
    )
    same(value, total)
    parameters = [module.weight_ih_l0, module.weight_hh_l0, module.bias_ih_l0]
    for name, witness in zip(names, [*parameters, *head.parameters()], strict=True):
        same(gradients[name], witness.grad)


@pytest.mark.parametrize(("rows", "steps"), [(1, 1), (1, 4), (6, 1), (6, 3)])
def test_every_gradient_of_the_linear_unit(torch, load_reference, arrays, same, rows, steps):
    x, target, params = arrays((rows, steps), (rows,), (3,))
    W, U, b = each = [torch.tensor(value, requires_grad=True) for value in params]
    h = torch.zeros(rows, dtype=torch.float64)
    for column in torch.tensor(x).T:
        h = W * column + U * h + b
    total = torch.nn.functional.mse_loss(h, torch.tensor(target))
    total.backward()
    work = load_reference("training_sum")
    same(work.mse_gradients(x, target, *params), torch.stack([total, *(p.grad for p in each)]))
    same(work.mse(h.detach().numpy(), target), total)
