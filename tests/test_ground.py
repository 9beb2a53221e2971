"""What the ground promises to whoever clones it."""
from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKED = ("requirements", "requirements-run", "requirements-dev", "requirements-node")


def tracked() -> list[Path]:
    """Files that git keeps or would keep: what is ignored is not ours."""
    ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(ask, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_nothing_names_a_registry_or_a_place_of_somebodys_machine() -> None:
    hosts = r"pypi[.]|python" "hosted|npm" "js|yarn" r"pkg|deb[.]debian"  # so written that this file does not name them either
    somewhere = re.compile(hosts + r"|(?<![\w.)}\]])(?:/(?:work|root|home)|~)/\w")
    others = [path for path in tracked() if path != Path(__file__)]
    assert not [f"{path.relative_to(ROOT)}: {hit.group()}" for path in others for hit in somewhere.finditer(text_of(path))]


def test_no_file_that_setup_or_a_run_makes_is_kept_in_git() -> None:
    made = re.compile(r"(^|/)(node_modules|vendor|instance|__pycache__|\.venv)/|\.(mo|sqlite|pyc|eml)$")
    assert not [str(path) for path in tracked() if made.search(str(path.relative_to(ROOT)))]


def test_help_names_every_command_of_the_makefile() -> None:
    commands = set(re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split())  # pyright: ignore[reportOptionalSubscript]
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert commands == set(re.findall(r"^  make ([a-z-]+) +\S", said, re.MULTILINE))


@pytest.mark.parametrize("name", LOCKED)
def test_each_package_that_is_asked_for_is_pinned_with_hashes(name: str) -> None:
    lock = (ROOT / f"{name}.txt").read_text()
    pinned = {folded(found) for found in re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==", lock, re.MULTILINE)}
    asked = {folded(found) for found in re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / f"{name}.in").read_text(), re.MULTILINE)}
    assert asked <= pinned
    assert all("--hash=sha256:" in pin for pin in re.split(r"^(?=\S)", lock, flags=re.MULTILINE) if "==" in pin)


def test_the_lock_files_agree_with_one_another() -> None:
    versions: dict[str, set[str]] = {}
    pin = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(.*)$", re.MULTILINE)
    for name in LOCKED:
        for package, version, where in pin.findall((ROOT / f"{name}.txt").read_text()):
            if "python_full_version" not in where:
                versions.setdefault(folded(package), set()).add(version)
    assert not {package: found for package, found in versions.items() if len(found) > 1}


def test_the_lock_of_npm_agrees_with_package_json_and_names_no_address() -> None:
    package, lock = (json.loads((ROOT / name).read_text()) for name in ("package.json", "package-lock.json"))
    top = lock["packages"][""]
    assert (top.get("dependencies"), top.get("devDependencies")) == (package.get("dependencies"), package.get("devDependencies"))
    others = {name: entry for name, entry in lock["packages"].items() if name}
    assert all("integrity" in entry and "resolved" not in entry for entry in others.values())


def test_every_room_stands_on_a_floor_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = [floor for contract in contracts if contract["type"] == "layers" for floor in contract["layers"]]
    named = {room.strip(" ()") for floor in floors for room in floor.split("|")}
    modules = {path.stem for path in (ROOT / "app").glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in (ROOT / "app").glob("*/__init__.py")}
    assert modules | packages <= named


def test_rules_know_no_request() -> None:
    of_a_request = {"request", "session", "g", "url_for", "flash", "redirect", "render_template"}
    rules = [*(ROOT / "app").glob("*/models.py"), *(ROOT / "app").glob("*/models/*.py")]
    taken = {
        f"{path.relative_to(ROOT)} imports {name.name}"
        for path in rules
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "flask"
        for name in node.names
        if name.name in of_a_request
    }
    assert rules
    assert not taken


def folded(package: str) -> str:
    """The name as registries compare it: Flask_Babel and flask-babel are one."""
    return re.sub(r"[-_.]+", "-", package).lower()
