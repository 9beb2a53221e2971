"""A token with which a program reads what its owner may read."""
from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, Row, Select, String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Account
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId, read_from_now_on, write_from_now_on
from app.web.errors import Refusal

SCOPES = ("reviews", "questions")
LASTS = {days: timedelta(days=days) for days in (30, 90, 365)}
TOKENS_AT_MOST = 20  # of an account
BEGINS = "hoego_"  # so that whoever finds one knows what it opens
NOTED_EVERY = timedelta(hours=1)


class TooManyTokens(Refusal):
    """There are TOKENS_AT_MOST already."""

    status = 422

    def sentence(self) -> str:
        return _("There are %(count)s tokens already. End one that you need no more.", count=TOKENS_AT_MOST)


class Token(db.Model):
    """It belongs to the account and opens every cohort that its owner is in at that moment. Only its digest is kept: it is shown once."""

    __tablename__ = "api_tokens"
    __table_args__ = (Index("ix_api_tokens_account_id", "account_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[str] = mapped_column(String(40))  # of SCOPES, between spaces
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # to the hour

    @classmethod
    def of(cls, account_id: int) -> Select[Self]:
        """The newest first, those too whose time is over: their owner sees why a program stopped."""
        return select(cls).where(cls.account_id == account_id).order_by(cls.id.desc())

    @classmethod
    def made(cls, account_id: int, name: str, scopes: Collection[str], lasts: timedelta, now: datetime) -> str:
        """A new one; gives the token itself, which nobody can tell again. Raises TooManyTokens."""
        db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update())  # of two presses one comes after
        if (db.session.scalar(select(func.count()).select_from(cls).where(cls.account_id == account_id)) or 0) >= TOKENS_AT_MOST:
            raise TooManyTokens
        secret = BEGINS + secrets.token_urlsafe(32)
        db.session.add(cls(account_id=account_id, name=name, digest=digest_of(secret), scopes=" ".join(scope for scope in SCOPES if scope in scopes),
                           made_at=now, ends_at=now + lasts))
        return secret

    @classmethod
    def bringing(cls, secret: str, now: datetime) -> Row[*tuple[Any, ...]] | None:
        """Of the token: id, account_id, scopes, used_at; None once it ended, or its owner may not sign in any more. One statement."""
        return db.session.execute(
            select(cls.id, cls.account_id, cls.scopes, cls.used_at).join(Account, Account.id == cls.account_id)
            .where(cls.digest == digest_of(secret), cls.ends_at > now, Account.deactivated_at.is_(None))).one_or_none()

    @classmethod
    def note_use(cls, token_id: int, used_at: datetime | None, now: datetime) -> None:
        """Once an hour; in a transaction of its own."""
        if used_at is not None and now - used_at < NOTED_EVERY:
            return
        write_from_now_on()
        db.session.execute(update(cls).where(cls.id == token_id).values(used_at=now).execution_options(synchronize_session=False))
        read_from_now_on()

    @classmethod
    def end_all(cls, account_id: int) -> None:
        db.session.execute(delete(cls).where(cls.account_id == account_id).execution_options(synchronize_session=False))

    def has_ended(self, now: datetime) -> bool:
        return self.ends_at <= now


def digest_of(secret: str) -> str:
    """Of so many random bits a plain digest is enough: nobody tries them all."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
