"""Check 16 of searching, in short: the five thousand pairs are `python -m tests.attack.finding`."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.once
def test_nobody_finds_what_they_may_not_read():
    command = [sys.executable, "-m", "tests.attack.finding", "200", "7"]
    ran = subprocess.run(command, cwd=Path(__file__).parent.parent.parent, capture_output=True, text=True, timeout=300)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "200 pairs" in ran.stdout
