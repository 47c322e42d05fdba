"""PyTorch and Keras, which compute what the reference solutions compute, and know nothing of them.

Neither is needed for anything else: without them these tests are skipped.
"""

import numpy as np
import pytest

MISSING = "{} is not installed: pip install -e '.[dev,witnesses]'"


@pytest.fixture(scope="session")
def torch():
    """PyTorch, on one thread: the arrays are tiny, and threads would outlive these tests."""
    module = pytest.importorskip("torch", reason=MISSING.format("PyTorch"))
    module.set_num_threads(1)
    return module


@pytest.fixture(scope="session")
def keras(torch, tmp_path_factory):
    """Keras on PyTorch; its settings are not those of the person who tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KERAS_BACKEND", "torch")
        patch.setenv("KERAS_HOME", str(tmp_path_factory.mktemp("keras")))
        return pytest.importorskip("keras", reason=MISSING.format("Keras"))


@pytest.fixture
def arrays():
    """Random arrays of the given shapes, always the same for the same shapes."""

    def draw(*shapes):
        rng = np.random.default_rng([len(shapes), *(n for shape in shapes for n in shape)])
        return [rng.uniform(-1, 1, shape) for shape in shapes]

    return draw


@pytest.fixture
def filled(torch):
    """Put arrays into the parameters of a module, in the order in which it lists them."""

    def fill(module, *given):
        for parameter, array in zip(module.parameters(), given, strict=True):
            assert tuple(parameter.shape) == array.shape
            parameter.data = torch.tensor(array)
        return module

    return fill


@pytest.fixture
def recurrent(torch, filled):
    """torch.nn.RNN with the reference's (W_xh, W_hh, b_h); two of them are the two directions.

    PyTorch adds one bias to the product with the input and another one to that with the state.
    The reference has their sum: the first one is b_h here, and the second is zero.
    """

    def layer(*directions, **options):
        (units, features), twice = directions[0][0].shape, len(directions) == 2
        module = torch.nn.RNN(features, units, batch_first=True, bidirectional=twice, **options)
        own = [(W_xh, W_hh, b_h, np.zeros_like(b_h)) for W_xh, W_hh, b_h in directions]
        return filled(module, *(array for direction in own for array in direction))

    return layer


@pytest.fixture
def dense(torch, filled):
    """torch.nn.Linear with the reference's (W_hy, b_y)."""

    def layer(W, b):
        return filled(torch.nn.Linear(*reversed(W.shape)), W, b)

    return layer


@pytest.fixture
def same(torch):
    """Require equal shapes and equal values, by default as near as float64 comes."""

    def compare(reference, witness, rtol=1e-10, atol=1e-12):
        if isinstance(witness, torch.Tensor):
            witness = witness.detach().numpy()
        assert np.shape(reference) == np.shape(witness)
        np.testing.assert_allclose(reference, witness, rtol=rtol, atol=atol)

    return compare
