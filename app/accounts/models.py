"""An account, the devices it is signed in on, and the rules of getting in."""
from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from functools import cache
from typing import Self

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _
from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, Text, bindparam, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId
from app.web.errors import Refusal

# argon2id with the library's defaults, which follow RFC 9106's second recommendation: 64 MiB, three passes.
hasher = PasswordHasher()
# What an unknown address is checked against, so that it takes as long as a known one.
NOBODYS_HASH = hasher.hash(secrets.token_urlsafe(16))


class AddressTaken(Refusal):
    """The mail address is another account's."""

    def sentence(self) -> str:
        return _("This address has an account already. Sign in with it instead.")


class Account(UserMixin, db.Model):
    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("language in ('ko', 'en')", "language"),
        CheckConstraint("theme in ('light', 'dark')", "theme"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    address: Mapped[str] = mapped_column(String(254), unique=True)  # e-mail, folded to lower case; 254 by RFC 5321
    name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str] = mapped_column(Text)  # '' where somebody comes in without a password
    language: Mapped[str | None] = mapped_column(String(2))
    theme: Mapped[str | None] = mapped_column(String(5))
    mails_answers: Mapped[bool] = mapped_column(default=True)
    shows_memories: Mapped[bool] = mapped_column(default=True)  # whether home shows what they wrote months ago
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deactivated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def opened_for(cls, address: str, name: str, password: str, now: datetime) -> Account:
        """A new account, not yet added to the session. `password` is hashed with argon2id."""
        return cls(address=folded(address), name=name, password_hash=hasher.hash(password), created_at=now)

    @classmethod
    def opened_elsewhere(cls, address: str, name: str, now: datetime) -> Account:
        """A new account of somebody who is known by an identity elsewhere: without a password."""
        return cls(address=folded(address), name=name, password_hash="", created_at=now)

    @classmethod
    def signing_in(cls, address: str, password: str) -> Account | None:
        """The living account of `address` if `password` is right. Unknown addresses take as long as known ones.

        Ends the transaction that it is called in, because checking takes a while: nothing must be pending.
        """
        living = select(cls.id, cls.password_hash).where(cls.address == folded(address), cls.deactivated_at.is_(None))
        account_id, password_hash = db.session.execute(living).one_or_none() or (None, NOBODYS_HASH)
        let_others_write()
        if not _matches(password_hash or NOBODYS_HASH, password) or account_id is None:
            return None
        return db.session.scalar(select(cls).where(cls.id == account_id, cls.password_hash == password_hash, cls.deactivated_at.is_(None)))

    @property
    def has_a_password(self) -> bool:
        return bool(self.password_hash)

    def has_password(self, password: str) -> bool:
        return _matches(self.password_hash, password)

    def change_password(self, password: str, now: datetime, but: Device | None = None) -> None:
        """Set a new password and sign out everywhere (`but` there); links that were mailed before stop working."""
        self.password_hash = hasher.hash(password)
        self.sign_out_everywhere(now, but)

    def take_address(self, address: str) -> None:
        """Raises AddressTaken: it may have got an account since it was asked for."""
        try:
            with db.session.begin_nested():
                self.address = folded(address)
        except IntegrityError:
            raise AddressTaken from None

    def sign_out_everywhere(self, now: datetime, but: Device | None = None) -> None:
        ended = update(Device).where(Device.account_id == self.id, Device.ended_at.is_(None)).values(ended_at=now)
        db.session.execute(ended.where(Device.id != but.id) if but else ended)

    def become_nobody(self, unnamed: str, now: datetime) -> None:
        """What is left of somebody who left: that there was somebody. See accounts.leaving."""
        self.address, self.name, self.password_hash = f"gone-{secrets.token_hex(8)}", unnamed, ""
        self.language = self.theme = None
        self.mails_answers = self.shows_memories = False
        self.deactivated_at = now

    @property
    def password_mark(self) -> str:
        """Changes with the password and tells nothing about it: what makes a mailed link good for one use."""
        return hashlib.sha256(self.password_hash.encode()).hexdigest()[:16]


class Device(db.Model):
    """A browser that somebody is signed in on. The cookie holds the token; the table only its hash."""

    __tablename__ = "devices"
    __table_args__ = (Index("ix_devices_account_id", "account_id", "ended_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    agent: Mapped[str] = mapped_column(String(200))
    signed_in_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship(lazy="raise")

    @classmethod
    def signed_in(cls, account: Account, agent: str, now: datetime) -> tuple[Device, str]:
        """A new device of `account` (added to the session) and the token that its cookie must bring."""
        token = secrets.token_urlsafe(32)
        device = cls(account_id=account.id, token_hash=hashed(token), agent=agent[:200], signed_in_at=now, used_at=now)
        db.session.add(device)
        return device, token

    @classmethod
    def bringing(cls, token: str) -> Device | None:
        """The living device, with its account, of a living account; one statement."""
        return db.session.scalar(_living_device(), {"token_hash": hashed(token)})

    @classmethod
    def of(cls, account: Account) -> Select[Self]:
        return select(cls).where(cls.account_id == account.id, cls.ended_at.is_(None))

    def sign_out(self, now: datetime) -> None:
        self.ended_at = self.ended_at or now


@cache
def _living_device() -> Select[Device]:
    """Built once, because it runs with every request."""
    living = select(Device).join(Device.account).where(Device.ended_at.is_(None), Account.deactivated_at.is_(None))
    return living.where(Device.token_hash == bindparam("token_hash")).options(contains_eager(Device.account))


def folded(address: str) -> str:
    """An e-mail address as it is compared: people type capitals on phones, and no provider tells them apart."""
    return address.strip().lower()


def let_others_write() -> None:
    """End the transaction before hashing, which takes a tenth of a second: on SQLite nobody else could write meanwhile."""
    db.session.commit()


def _matches(password_hash: str, password: str) -> bool:
    try:
        return hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
