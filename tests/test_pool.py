"""Functions side by side: where they run, and that nothing of them is left behind."""

import multiprocessing
import os
import signal
import time

import pytest

from autograder.errors import GraderError
from autograder.verify.pool import workers


def test_one_worker_is_this_process():
    with workers(1) as pool:
        assert pool.submit(os.getpid).result() == os.getpid()
        failed = pool.submit(int, "three")
    with pytest.raises(ValueError, match="three"):
        failed.result()


def test_several_workers_are_other_processes():
    with workers(2) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
        with pytest.raises(ValueError, match="three"):
            pool.submit(int, "three").result()
    assert multiprocessing.active_children() == []


def left_while_working(late):
    with workers(2) as pool:
        for _ in range(6):
            pool.submit(time.sleep, 600)
        pool.submit(late.touch)
        raise KeyboardInterrupt


def test_a_block_left_by_an_exception_ends_its_own_processes_and_no_other(tmp_path):
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(600,))
    other.start()
    with pytest.raises(KeyboardInterrupt):
        left_while_working(tmp_path / "late")
    assert multiprocessing.active_children() == [other]
    assert not (tmp_path / "late").exists()
    other.kill()
    other.join()


def killed_while_working():
    with workers(2) as pool:
        pool.submit(os.kill, pool.submit(os.getpid).result(), signal.SIGKILL).result()


def test_a_process_killed_from_outside_is_a_sentence_that_says_what_to_do():
    with pytest.raises(
        GraderError, match=r"^A process of verify was killed.* fewer jobs \(-j\)\.$"
    ):
        killed_while_working()
    assert multiprocessing.active_children() == []
