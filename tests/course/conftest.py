"""What most files of tests here are about: one assignment, `SLUG`."""

import pytest


@pytest.fixture(scope="module")
def work(request, load_reference):
    """Its reference solution."""
    return load_reference(request.module.SLUG)


@pytest.fixture(scope="module")
def numbers(request, golden):
    """The verified value of each key."""
    return {key: entry["value"] for key, entry in golden(request.module.SLUG).items()}
