"""What somebody saved to find it again."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, bindparam, delete, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.search.query import KINDS
from app.web.clock import UtcDateTime
from app.web.database import BigId, insert_into

ROWS = ("resource", "entry")  # of a review: one that moves to another section stays what it is, and the index calls it otherwise


def also_called(kind: str) -> tuple[str, ...]:
    """By which kinds the index may know the thing."""
    return ROWS if kind in ROWS else (kind,)


class Saved(db.Model):
    """A thing that can be found, by its kind and id as the index has them. It belongs to the account: what was saved in one cohort is there in the next."""

    __tablename__ = "saved"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "source_id"),
        Index("ix_saved_newest", "account_id", "saved_at", "id"),
        CheckConstraint(f"kind in {KINDS}", "kind"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    source_id: Mapped[int] = mapped_column(BigId)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def save(cls, account_id: int, kind: str, source_id: int, now: datetime) -> bool:
        """It is saved from now on; what is saved already keeps its place, and the answer is False.

        One statement, so of presses at one instant there is one row.
        """
        written = db.session.execute(insert_into(cls).values(account_id=account_id, kind=kind, source_id=source_id, saved_at=now).on_conflict_do_nothing(
            index_elements=["account_id", "kind", "source_id"]))
        return bool(written.rowcount)  # type: ignore[attr-defined]

    @classmethod
    def remove(cls, account_id: int, kind: str, source_id: int) -> None:
        """It is saved no longer; what is not saved is left as it is."""
        db.session.execute(delete(cls).where(cls.account_id == account_id, cls.kind.in_(also_called(kind)), cls.source_id == source_id)
                           .execution_options(synchronize_session=False))

    @classmethod
    def among(cls, account_id: int, kinds: Collection[str], source_ids: Collection[int]) -> set[tuple[str, int]]:
        """Of these things those that are saved, each by its kind and id; one statement."""
        called = {name for kind in kinds for name in also_called(kind)}
        rows = db.session.execute(select(cls.kind, cls.source_id).where(cls.account_id == account_id, cls.kind.in_(called), cls.source_id.in_(source_ids)))
        return {(name, row.source_id) for row in rows for name in also_called(row.kind)}


# For the page of a question, which asks for it along with what else is its reader's.
IS_SAVED_QUESTION = exists().where(Saved.account_id == bindparam("account_id"), Saved.kind == "question", Saved.source_id == bindparam("question_id"))
