"""Passkeys: a key that a device or a password manager keeps, and that signs in without anything typed."""
from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Account
from app.accounts.way import Way
from app.extensions import db
from app.web.errors import Refusal

AT_MOST = 20  # of one account


class TooMany(Refusal):
    def sentence(self) -> str:
        return _("You have %(count)s passkeys, and there is room for no more. Remove one first.", count=AT_MOST)


class Passkey(Way, db.Model):
    """What this side keeps of a passkey: how to know it again. Its secret never leaves its device."""

    __tablename__ = "passkeys"
    __table_args__ = (Index("ix_passkeys_account_id", "account_id", "id"),)

    name: Mapped[str] = mapped_column(String(80))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)  # how often it was used, where it counts; never falls
    is_backed_up: Mapped[bool]  # it is kept by more than one device

    @classmethod
    def known_as(cls, credential_id: bytes) -> Passkey | None:
        """With its account, when that is a living one; locked, so that of two uses at once one sees what the other counted."""
        return db.session.scalar(cls.living(cls.credential_id == credential_id).with_for_update(of=cls))

    def was_used(self, sign_count: int, is_backed_up: bool, now: datetime) -> None:
        self.sign_count, self.is_backed_up, self.used_at = sign_count, is_backed_up, now


def handle_of(account: Account) -> bytes:
    """What a passkey keeps to say whose it is. It tells nothing of the person."""
    return f"hoego {account.id}".encode()
