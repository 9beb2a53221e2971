"""Lists of words, one file a list, for reading and adding to: divided by spaces and lines."""
from __future__ import annotations

from pathlib import Path


def words(name: str) -> frozenset[str]:
    return frozenset(listed(name))


def listed(name: str) -> list[str]:
    """In the order of the file."""
    return (Path(__file__).parent / f"{name}.txt").read_text("utf-8").split()
