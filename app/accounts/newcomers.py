"""Somebody whom a provider knows and who has no account here yet: kept in their session until they come in with a code."""
from __future__ import annotations

from datetime import timedelta

from flask import session

from app.accounts.providers import Known
from app.web import clock

WAITS = timedelta(minutes=30)


def wait(known: Known) -> None:
    session["newcomer"] = {"issuer": known.issuer, "subject": known.subject, "address": known.address, "name": known.name,
                           "ends": (clock.now() + WAITS).timestamp()}


def waiting() -> Known | None:
    """Whoever waits in this browser, with a verified address."""
    kept = session.get("newcomer")
    if not isinstance(kept, dict) or kept["ends"] <= clock.now().timestamp():
        return None
    return Known(kept["issuer"], kept["subject"], kept["address"], kept["name"])
