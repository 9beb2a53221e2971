"""Keeps a fault of CPython 3.11 away from what SQLAlchemy notes about each row.

Python 3.11 keeps the attributes of an object beside it, not in a dict. When its collector clears rows that stand in a circle (a rendered
page leaves such circles behind), it can free the attributes of SQLAlchemy's `InstanceState` while they are still in use, and the process
ends with a segmentation fault, as a review of several hundred rows showed (docs/decisions/0012). A state that has a dict of its own from
the beginning has nothing to be freed twice.
"""
from __future__ import annotations

import sys
from typing import Any

from sqlalchemy import event, inspect

from app.extensions import db

IS_NEEDED = sys.version_info < (3, 13)


def register() -> None:
    for moment, listener in (("load", _loaded), ("init", _made)):
        if IS_NEEDED and not event.contains(db.Model, moment, listener):
            event.listen(db.Model, moment, listener, propagate=True)


def _loaded(row: Any, context: Any) -> None:
    _give_a_dict(row)


def _made(row: Any, given: Any, named: Any) -> None:
    _give_a_dict(row)


def _give_a_dict(row: Any) -> None:
    state = inspect(row)
    state.__dict__ = dict(state.__dict__)
