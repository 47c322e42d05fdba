"""Nothing is graded unless every attempt of the canary is denied."""

import os
import resource
import sys
from pathlib import Path

import pytest

from autograder.errors import IsolationError
from autograder.sandbox import canary
from autograder.sandbox.launcher import Isolation, Server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")


@pytest.fixture(scope="module")
def probes():
    with Server() as server:
        return canary.probe(server)


@pytest.fixture
def open_server():
    """A server that isolates nothing. What the canary leaves behind there is taken away."""
    left = [Path("/tmp/autograder-canary"), Path("/dev/shm/autograder-canary")]
    ours = [path for path in left if not path.exists()]
    with Server(Isolation.NONE) as server:
        yield server
    for path in ours:
        path.unlink(missing_ok=True)


def test_every_attempt_is_denied_here(probes):
    assert [found for found in probes if not found.denied] == []


def test_every_layer_is_tried(probes):
    tried = {found.layer for found in probes}
    assert tried - {"uid"} == {"rlimits", "descriptors", "landlock", "seccomp"}
    assert ("uid" in tried) == (os.geteuid() == 0)


def test_the_interpreter_itself_is_among_the_files_that_cannot_be_read(probes):
    attempts = {found.attempt for found in probes}
    assert f"reading {Path(sys.executable).resolve()}" in attempts


def test_an_isolated_server_is_accepted():
    with Server() as server:
        canary.demand(server)


def test_no_isolation_is_refused_in_one_sentence(open_server):
    with pytest.raises(IsolationError) as caught:
        canary.demand(open_server)
    assert is_one_sentence(str(caught.value))
    assert "--no-sandbox" in str(caught.value)


def test_one_attempt_that_gets_through_is_refused_by_its_name(monkeypatch):
    through = b'\n        tried("seccomp", "adding numbers", lambda: 1 + 1),\n    ]\n'
    monkeypatch.setattr(canary, "_SOURCE", canary._SOURCE.replace(b"\n    ]\n", through, 1))
    with Server() as server, pytest.raises(IsolationError, match="adding numbers was not denied"):
        canary.demand(server)


def test_a_worker_that_cannot_be_locked_in_is_refused_in_one_sentence():
    with Server() as server:
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (64, 64))
        with pytest.raises(IsolationError) as caught:
            canary.demand(server)
    assert is_one_sentence(str(caught.value))


def is_one_sentence(text):
    return text.endswith(".") and "\n" not in text and len(text) < 300
