"""`flask review parse FILE`: the JSON on standard output and nothing else, without settings and without a database."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import for_command

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[3]
FIXTURES = Path(__file__).parent / "fixtures"


def flask(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("HOEGO_", "DATABASE_URL", "FLASK_"))}
    return subprocess.run([Path(sys.executable).parent / "flask", "--app", "wsgi", *arguments], cwd=ROOT, env=environ, capture_output=True, check=False)


def test_it_prints_the_review_and_nothing_else() -> None:
    ended = flask("review", "parse", FIXTURES / "arrows.md")
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert list(told) == ["title", "questions", "resources", "study_topics", "takeaways", "went_well", "to_improve", "actions", "closing"]
    assert told["questions"][0] == {"text": "왜 손실이 튀었나?", "answer": "학습률이 컸다"}
    assert told["questions"][3] == {"text": "큐가 밀리면?", "answer": ""}
    assert told["actions"] == ["학습률 예열 → 첫 천 걸음", "로그 남기기"]
    assert ended.stderr == b""


def test_what_it_cannot_read_it_says_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    for file in (tmp_path / "a.docx", tmp_path / "missing.md"):
        ended = flask("review", "parse", file)
        assert (ended.returncode, ended.stdout) == (2, b"")
        assert ended.stderr.decode().startswith(str(file)) and b"Traceback" not in ended.stderr


def test_no_other_command_starts_without_settings() -> None:
    for arguments in (["run", "--port", "0"], ["tell", "--once"], ["demo"], ["routes"]):
        ended = flask(*arguments)
        assert ended.returncode != 0
        assert b"HOEGO_SECRET_KEY" in ended.stderr


def test_only_the_commands_that_read_a_file_get_settings_of_their_own() -> None:
    for started in (["granian", "wsgi:app"], ["flask", "--app", "wsgi", "run"], ["flask", "run", "review"], ["flask", "--app", "review", "tell"], ["pytest", "review"], ["-c"]):
        assert for_command(started) is None, started
    keys = {for_command(["flask", "--app", "wsgi", "review", "parse", "a.md"])["SECRET_KEY"] for _start in range(3)}
    assert len(keys) == 3 and all(len(key) > 40 for key in keys)
