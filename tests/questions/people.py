"""Many hands at once: the same thing done by several people, each on a connection of its own."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask

from app.extensions import db

Given = TypeVar("Given")
Gives = TypeVar("Gives")


def at_once(app: Flask, deed: Callable[[Given], Gives], given: Iterable[Given], hands: int = 8) -> Sequence[Gives]:
    """What `deed` gives for each, done `hands` at a time; the test itself holds no lock meanwhile and sees afterwards what they did."""
    db.session.commit()

    def one(each: Given) -> Gives:
        with app.app_context():
            return deed(each)

    with ThreadPoolExecutor(hands) as pool:
        done = list(pool.map(one, given))
    db.session.expire_all()
    return done
