"""Whatever bytes a site sends, the readers answer: in time, in little memory, without failing."""

from __future__ import annotations

import subprocess
import sys

PAGES = 200


def test_mutated_pages_are_read_without_failing():
    line = [sys.executable, "-m", "tests.spiders.extract.fuzz", str(PAGES)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
