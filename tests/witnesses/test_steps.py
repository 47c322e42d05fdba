"""What every step adds to a gradient is what PyTorch's autograd gives a copy of its parameters.

nn.RNN cannot say which step a gradient comes from. So the recurrence is written out here, with a
copy of the parameters for every step.
"""

import numpy as np
import pytest

# T, D, H, outputs
SHAPES = [(1, 1, 1, 1), (1, 3, 2, 4), (2, 1, 5, 2), (6, 3, 3, 3), (9, 4, 2, 5)]
shapes = pytest.mark.parametrize("shape", SHAPES, ids=str)
started = pytest.mark.parametrize("started", [False, True], ids=["zeros", "h0"])


def states_of(torch, x, start, W_xh, W_hh, b_h):
    """h_0 to h_T of the recurrence, where the parameters have an entry for each step."""
    h = [start]
    for t, x_t in enumerate(x):
        h.append(torch.tanh(W_xh[t] @ x_t + W_hh[t] @ h[t] + b_h[t]))
    return torch.stack(h)


def copies(torch, array, T):
    """A copy of the array for every step, each with a gradient of its own."""
    return torch.tensor(np.repeat(array[None], T, axis=0), requires_grad=True)


@shapes
@started
def test_errors_and_contributions_of_every_step(
    torch, load_reference, arrays, dense, same, shape, started
):
    """The error at the input of tanh is the gradient of that step's own bias."""
    work = load_reference("bptt")
    T, D, H, outs = shape
    x, W_xh, W_hh, b_h, h0 = arrays((T, D), (H, D), (H, H), (H,), (H,))
    d, W_hy, b_y = arrays((T, outs), (outs, H), (outs,))
    h0 = h0 if started else 0 * h0
    each = [copies(torch, array, len(x)) for array in (W_xh, W_hh, b_h)]
    h = states_of(torch, torch.tensor(x), torch.tensor(h0), *each)[1:]
    y = dense(W_hy, b_y)(h)
    (0.5 * ((y - torch.tensor(d)) ** 2).sum()).backward()
    states, delta_out = h.detach().numpy(), (y.detach().numpy() - d)
    delta_h = work.hidden_deltas(states, delta_out, W_hy, W_hh)
    same(delta_h, each[2].grad)
    terms = work.gradient_contributions(x, states, delta_h, h0 if started else None)
    for name, witness in zip(("W_xh", "W_hh", "b_h"), each, strict=True):
        same(terms[name], witness.grad)


@shapes
@pytest.mark.parametrize("activation", ["linear", "sigmoid", "tanh"])
def test_errors_at_the_output(torch, load_reference, arrays, same, shape, activation):
    y_in, d = arrays((shape[0], shape[3]), (shape[0], shape[3]))
    f = {"linear": lambda z: z, "sigmoid": torch.sigmoid, "tanh": torch.tanh}[activation]
    z = torch.tensor(y_in, requires_grad=True)
    (0.5 * ((torch.tensor(d) - f(z)) ** 2).sum()).backward()
    same(load_reference("bptt").output_deltas(y_in, d, activation), z.grad)


@shapes
@started
def test_explicit_terms_of_the_last_state(torch, load_reference, arrays, same, shape, started):
    """Term k is the derivative by the copy of W_hh that step k uses."""
    T, D, H, _ = shape
    x, W_xh, W_hh, b_h, h0 = arrays((T, D), (H, D), (H, H), (H,), (H,))
    h0 = h0 if started else 0 * h0
    sequence, start = torch.tensor(x), torch.tensor(h0)
    W, U, b = (copies(torch, array, T) for array in (W_xh, W_hh, b_h))
    by_copy = torch.autograd.functional.jacobian(
        lambda U: states_of(torch, sequence, start, W, U, b)[-1], U
    )
    h = states_of(torch, sequence, start, W, U, b)[1:].detach().numpy()
    terms = load_reference("bptt").recurrent_derivative_terms(h, W_hh, h0 if started else None)
    same(terms, by_copy.movedim(1, 0))


@shapes
def test_jacobians_of_one_step_and_of_many(torch, load_reference, arrays, same, shape):
    """d h_T / d h_k, where h_k is moved and everything after it follows."""
    T, D, H, _ = shape
    x, W_xh, W_hh, b_h, h0 = arrays((T, D), (H, D), (H, H), (H,), (H,))
    sequence, each = torch.tensor(x), [copies(torch, array, T) for array in (W_xh, W_hh, b_h)]
    h = states_of(torch, sequence, torch.tensor(h0), *each).detach()
    by_state = [
        torch.autograd.functional.jacobian(
            lambda h_k, k=k: states_of(torch, sequence[k:], h_k, *(p[k:] for p in each))[-1], h[k]
        )
        for k in range(T + 1)
    ]
    norms = torch.stack([torch.linalg.matrix_norm(jacobian, 2) for jacobian in by_state[1:]])
    same(load_reference("gradient_flow").jacobian_chain(h[1:].numpy(), W_hh), norms)
    same(load_reference("bptt").state_jacobian(h[-1].numpy(), W_hh), by_state[-2])


@pytest.mark.parametrize(("T", "H"), [(1, 1), (1, 3), (8, 2)])
def test_the_path_through_the_cell_of_an_lstm(torch, load_reference, arrays, filled, same, T, H):
    """Without recurrent weights the cell alone hands errors on: d c_T / d c_0 is the product."""
    x, W, b, c0 = arrays((T, 2), (4 * H, 2), (4 * H,), (H,))
    module = filled(torch.nn.LSTM(2, H), W, np.zeros((4 * H, H)), b, np.zeros(4 * H))
    start = torch.tensor(c0, requires_grad=True)
    _, (_, cell) = module(torch.tensor(x), (torch.zeros(1, H, dtype=torch.float64), start[None]))
    cell.sum().backward()
    forget = torch.sigmoid(torch.tensor(x @ W[H : 2 * H].T + b[H : 2 * H]))
    same(load_reference("gradient_flow").lstm_cell_path(forget.numpy()), start.grad)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_the_steepest_slope_of_an_activation(torch, load_reference, same, name):
    a = torch.linspace(-4, 4, 801, dtype=torch.float64, requires_grad=True)
    getattr(torch, name)(a).sum().backward()
    same(load_reference("gradient_flow").activation_slope_max(name), a.grad.max())
