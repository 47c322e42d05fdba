"""The benchmark that kills batches, in small: the size that shows more is given by hand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOAK = Path(__file__).parents[1] / "benchmarks" / "soak.py"


@pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")
def test_a_batch_that_is_killed_ends_as_one_that_was_left_alone():
    sizes = ["--submissions", "60", "--kills", "4", "--hostile", "0.1"]
    done = subprocess.run(
        [sys.executable, SOAK, *sizes],
        capture_output=True,
        text=True,
        timeout=600,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "equal: 60 reports, none lost, none graded twice" in done.stdout
    assert re.search("killed .*[1-9] x ", done.stdout)
