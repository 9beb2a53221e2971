"""Who somebody is elsewhere: at Google, at their school. An account may be linked with several of them."""
from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import String, UniqueConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Account
from app.accounts.way import Way
from app.extensions import db
from app.web.errors import Refusal


class LinkedAlready(Refusal):
    def sentence(self) -> str:
        return _("This is linked with an account already, or yours is linked with another one from there. Unlink that one first.")


class Identity(Way, db.Model):
    """Found by issuer and subject alone: an address may pass to somebody else, a subject never does."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("account_id", "issuer"))

    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))  # OpenID Connect Core 2: at most 255 characters
    address: Mapped[str] = mapped_column(String(254))  # as it was there when it was linked, to be told apart; '' when it was not told

    @classmethod
    def known_as(cls, issuer: str, subject: str) -> Identity | None:
        """With its account, when that is a living one."""
        return db.session.scalar(cls.living(cls.issuer == issuer, cls.subject == subject))

    @classmethod
    def link(cls, account: Account, issuer: str, subject: str, address: str, now: datetime) -> Identity:
        """Flushed, not committed. Raises LinkedAlready."""
        identity = cls(account_id=account.id, issuer=issuer, subject=subject, address=address, made_at=now)
        try:
            with db.session.begin_nested():
                db.session.add(identity)
        except IntegrityError:
            raise LinkedAlready from None
        return identity
