"""Check 9, in short: the thousand rounds are `python -m tests.attack.claim_race`."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_of_two_mentors_in_two_processes_exactly_one_holds_it_each_time():
    command = [sys.executable, "-m", "tests.attack.claim_race", "50"]
    ran = subprocess.run(command, cwd=Path(__file__).parent.parent.parent, capture_output=True, text=True, timeout=120)

    assert ran.returncode == 0, ran.stderr
    assert "50 of 50 rounds" in ran.stdout
