"""What every way of coming in beside a password has: whose it is, since when, and when it was used last."""
from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, declared_attr, joinedload, mapped_column, relationship

from app.accounts.models import Account
from app.web.clock import UtcDateTime
from app.web.database import BigId


class Way:
    """Part of a model."""

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @declared_attr
    def account(cls) -> Mapped[Account]:
        return relationship(lazy="raise")

    @classmethod
    def of(cls, account: Account) -> Select[Self]:
        return select(cls).where(cls.account_id == account.id)

    @classmethod
    def living(cls, *which: Any) -> Select[Self]:
        """Of accounts that may be signed in to, with the account."""
        return (select(cls).join(cls.account).where(*which, Account.deactivated_at.is_(None))
                .options(joinedload(cls.account, innerjoin=True)))
