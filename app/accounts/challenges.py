"""What is begun here, goes out to a device or to a provider, and comes back: good in the browser that began it, for a while, and once."""
from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import session
from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import hashed
from app.extensions import db
from app.web import clock
from app.web.clock import UtcDateTime
from app.web.database import insert_into

LASTS = timedelta(minutes=10)  # somebody looks for a phone, or types a password elsewhere


class SpentChallenge(db.Model):
    """A challenge that came back. A session is kept by the browser, which could bring an old one again: this cannot be undone there."""

    __tablename__ = "spent_challenges"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def nonce() -> str:
    return secrets.token_urlsafe(32)


def begin(kind: str, challenge: str, **told: Any) -> str:
    """`challenge` is kept in this browser's session with what was `told`, and given back. Of each kind only the last one counts."""
    session[f"begun-{kind}"] = {**told, "challenge": challenge, "ends": (clock.now() + LASTS).timestamp()}
    return challenge


def take(kind: str) -> dict[str, Any] | None:
    """What was begun, with its "challenge"; None when nothing was, when it is over or was taken before. Commits, because what is refused
    after this must not be tried again."""
    begun = session.pop(f"begun-{kind}", None)
    now = clock.now()
    if not isinstance(begun, dict) or begun["ends"] <= now.timestamp():
        return None
    db.session.execute(delete(SpentChallenge).where(SpentChallenge.ends_at <= now))
    row = {"digest": hashed(begun["challenge"]), "ends_at": now + LASTS}
    spent = db.session.execute(insert_into(SpentChallenge).values(row).on_conflict_do_nothing().returning(SpentChallenge.digest)).one_or_none()
    db.session.commit()
    return begun if spent else None
