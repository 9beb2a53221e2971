"""Everything that somebody wrote, packed to be taken along: asked for, made by the worker, there for a week."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, LargeBinary, Row, Select, String, bindparam, delete, select, update
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.growth.models.refusals import Overtaken
from app.web.alone import Alone
from app.web.clock import UtcDateTime
from app.web.database import BigId, insert_into

KEPT_FOR = timedelta(days=7)
LEASE = timedelta(minutes=5)  # renewed while it is made, every few things
PAUSE = timedelta(minutes=1)  # after a failure
TRIES_AT_MOST = 3
A_PIECE = 256 * 1024  # bytes
IS_DUE = sql("due_at is not null")
IS_KEPT = sql("ends_at is not null")


class Parcel(db.Model):
    """One an account, whatever is pressed how often; made anew it takes the place of the one before.

    `due_at` is when a worker may take it: set as long as there is something to make. Each taking has a number of its own (`making`) under which its
    pieces are kept, so that a worker whose lease ended meanwhile can spoil nothing. `ends_at` is until when it is there; null where nothing is.
    """

    __tablename__ = "parcels"
    __table_args__ = (
        Index("ix_parcels_due", "due_at", "id", sqlite_where=IS_DUE, postgresql_where=IS_DUE),
        Index("ix_parcels_ends", "ends_at", "id", sqlite_where=IS_KEPT, postgresql_where=IS_KEPT),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    making: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)  # things, of `total`
    total: Mapped[int] = mapped_column(default=0)
    ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    size: Mapped[int] = mapped_column(BigInteger, default=0)  # bytes

    @classmethod
    def of(cls, account_id: int) -> Select[Self]:
        return select(cls).where(cls.account_id == account_id)

    @classmethod
    def ask(cls, account_id: int, language: str, now: datetime) -> None:
        """Have it made; what is being made already goes on. One statement, so of presses at one instant there is one row and one making."""
        values = {"language": language, "asked_at": now, "due_at": now, "tries": 0, "done": 0, "total": 0, "ready_at": None, "ends_at": None,
                  "failed_at": None, "size": 0}
        db.session.execute(insert_into(cls).values(account_id=account_id, making=0, **values).on_conflict_do_update(
            index_elements=["account_id"], set_=values, where=cls.due_at.is_(None)))

    def state(self, now: datetime) -> str:
        """'waiting', 'making', 'ready', 'failed' or 'gone' (it was there, and its time is over)."""
        if self.due_at is not None:
            return "making" if self.tries else "waiting"
        if self.failed_at is not None:
            return "failed"
        return "ready" if self.ends_at is not None and now < self.ends_at else "gone"

    @classmethod
    def take(cls, now: datetime) -> Row[*tuple[Any, ...]] | None:
        """The one that waits longest, for this worker alone as long as the lease lasts: id, account_id, language, making, tries. One statement."""
        waiting = select(cls.id).where(cls.due_at <= now).order_by(cls.due_at, cls.id).limit(1).with_for_update(skip_locked=True).scalar_subquery()
        taken = (update(cls).where(cls.id == waiting).values(due_at=now + LEASE, tries=cls.tries + 1, making=cls.making + 1, done=0, total=0)
                 .returning(cls.id, cls.account_id, cls.language, cls.making, cls.tries).execution_options(synchronize_session=False))
        return db.session.execute(taken).one_or_none()

    @classmethod
    def note_progress(cls, parcel_id: int, making: int, done: int, total: int, now: datetime) -> None:
        """So far, and this worker is still at it. Raises Overtaken."""
        cls._change(parcel_id, making, done=done, total=total, due_at=now + LEASE)

    @classmethod
    def finish(cls, parcel_id: int, making: int, size: int, now: datetime) -> datetime:
        """Its pieces are kept: it is there from now on, until the moment that is given back. Raises Overtaken."""
        cls._change(parcel_id, making, due_at=None, ready_at=now, ends_at=now + KEPT_FOR, failed_at=None, size=size)
        Piece.drop(parcel_id, but=making)
        return now + KEPT_FOR

    @classmethod
    def put_back(cls, parcel_id: int, making: int, tries: int, now: datetime) -> None:
        """It could not be made: once more after a pause, or no more. Raises Overtaken."""
        over = tries >= TRIES_AT_MOST
        cls._change(parcel_id, making, due_at=None if over else now + PAUSE, failed_at=now if over else None)
        Piece.drop(parcel_id)

    @classmethod
    def let_go_next(cls, now: datetime) -> bool:
        """Take away the content of one whose time is over; False where there is none that nobody else has in hand."""
        over = select(cls).where(cls.ends_at <= now).order_by(cls.ends_at, cls.id).limit(1).with_for_update(skip_locked=True)
        parcel = db.session.scalar(over.execution_options(populate_existing=True))
        if parcel is None:
            return False
        parcel.ends_at, parcel.size = None, 0
        Piece.drop(parcel.id)
        return True

    def pieces(self, alone: Alone) -> Iterator[bytes]:
        """Its content, each piece by a statement of its own: whoever takes it slowly keeps no connection, and it may go on when the request is over.

        Breaks off with Overtaken where it is packed anew meanwhile.
        """
        values = {"parcel_id": self.id, "making": self.making}
        for number in range(-(-self.size // A_PIECE)):
            content = alone.scalar(A_PIECE_OF_ONE, {**values, "number": number})
            if content is None:
                raise Overtaken
            yield content

    @classmethod
    def _change(cls, parcel_id: int, making: int, **values: Any) -> None:
        mine: ColumnElement[bool] = (cls.id == parcel_id) & (cls.making == making) & cls.due_at.is_not(None)
        changed = db.session.execute(update(cls).where(mine).values(**values).execution_options(synchronize_session=False))
        if not changed.rowcount:  # type: ignore[attr-defined]
            raise Overtaken


class Piece(db.Model):
    """A_PIECE bytes of a parcel (the last has what is left), so that nobody holds the whole of it in memory."""

    __tablename__ = "parcel_pieces"

    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcels.id", ondelete="CASCADE"), primary_key=True)
    making: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def drop(cls, parcel_id: int, but: int = 0) -> None:
        """All pieces of that parcel, save those of one making."""
        db.session.execute(delete(cls).where(cls.parcel_id == parcel_id, cls.making != but).execution_options(synchronize_session=False))


A_PIECE_OF_ONE = select(Piece.content).where(
    Piece.parcel_id == bindparam("parcel_id"), Piece.making == bindparam("making"), Piece.number == bindparam("number"))
