"""What is to be told to whom: a notice in the app, and an outbox row for what also goes out by mail.

Both are written in the transaction of what happened, so nothing is told that did not happen and nothing that happened is
forgotten; a worker (`outbox.py`) sends what the outbox holds.
"""
from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Self

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    Update,
    case,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

KINDS = ("answer", "me_too_answer", "counter_question", "reply", "accepted", "reopened", "comment", "duplicate", "withdrawn", "endorsed", "handed",
         "edited", "retracted", "session_opened", "session_closed", "said", "decided", "parcel")
MAILED = frozenset({"answer", "me_too_answer"})
UNSAID = "what is to be unsaid together"  # in db.session.info, by cohort and member
PURPOSES = ("notice", "recovery", "address", "parcel", "farewell", "way")


class Notice(db.Model):
    """Something told to a member. `source` names what happened ("reply:17"): nobody is told the same thing twice."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("member_id", "source"),
        Index("ix_notices_member", "cohort_id", "member_id", "at", "id"),
        CheckConstraint(f"kind in {KINDS}", "kind"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))  # None where it must not be told who
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(200))  # below /c/<cohort>/
    about: Mapped[str] = mapped_column(String(200))  # plain text of what it is about: a question's first line, a review's title
    excerpt: Mapped[str] = mapped_column(String(300))
    quotes: Mapped[str | None] = mapped_column(String(200))  # the address that the excerpt is from, where it is not `address`
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    member: Mapped[Membership] = relationship(foreign_keys=member_id, lazy="raise")
    actor: Mapped[Membership | None] = relationship(foreign_keys=actor_id, lazy="raise")

    @classmethod
    def visible_to(cls, member: Membership) -> Select[Self]:
        return select(cls).where(cls.cohort_id == member.cohort_id, cls.member_id == member.id)

    def read(self, now: datetime) -> None:
        """Its member has seen it; seen again changes nothing. The notice must be locked."""
        if self.read_at is None:
            self.read_at = now
            _count_unread([self.member_id], -1)


class Outgoing(db.Model):
    """One mail to be sent, once: a notice by mail, or a link that somebody asked for."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "due_at", "id", sqlite_where=text("sent_at is null and set_aside_at is null"),
              postgresql_where=text("sent_at is null and set_aside_at is null")),
        CheckConstraint(f"purpose in {PURPOSES}", "purpose"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id"))
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    set_aside_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(LongText)

    notice: Mapped[Notice | None] = relationship(lazy="raise")

    def forget_whom(self) -> None:
        """The last mail to somebody who left: when it is over, nothing says any more to whom it went."""
        if self.purpose == "farewell":
            self.params, self.last_error = {}, None


def notify(
    member_ids: Collection[int], kind: str, *, cohort_id: int, source: str, address: str, about: str, now: datetime,
    actor: Membership | None = None, excerpt: str = "", quotes: str | None = None,
) -> None:
    """Tell living members of `kind`; in the app at once, by mail too where the kind and the person want it.

    Called inside the transaction of what happened; commits nothing. Who was told of `source` before is not told again.
    Give no `actor` where the reader must not learn who it was. Where `excerpt` holds words of another thing than that at `address`, `quotes` is
    the address of that one: they are unsaid with it.
    """
    told = select(Notice.member_id).where(Notice.source == source, Notice.member_id.in_(member_ids))
    members = db.session.execute(
        select(Membership.id, Account.mails_answers, Account.deactivated_at).join(Membership.account)
        .where(Membership.id.in_(member_ids), Membership.ended_at.is_(None), Membership.cohort_id == cohort_id, Membership.id.not_in(told))
        .order_by(Membership.id)  # notices are numbered in an order that tells nothing
    ).all()
    notices = [
        Notice(cohort_id=cohort_id, member_id=member.id, actor_id=actor.id if actor else None, kind=kind, source=source, address=address,
               about=about[:200], excerpt=excerpt[:300], quotes=quotes, at=now)
        for member in members
    ]
    db.session.add_all(notices)
    db.session.flush()
    wanting = {member.id for member in members if member.mails_answers and member.deactivated_at is None}
    if kind in MAILED:
        db.session.add_all(Outgoing(purpose="notice", notice_id=notice.id, params={}, made_at=now, due_at=now)
                           for notice in notices if notice.member_id in wanting)
    if notices:
        _count_unread([notice.member_id for notice in notices], 1)


def read_of(member: Membership, source: str, now: datetime) -> None:
    """`member` has come to what they were told of by `source`, by whatever way. Told of it or not, read before or not, it is no error."""
    read = db.session.execute(
        update(Notice).where(Notice.cohort_id == member.cohort_id, Notice.member_id == member.id, Notice.source == source, Notice.read_at.is_(None))
        .values(read_at=now).execution_options(synchronize_session=False))
    if read.rowcount:  # type: ignore[attr-defined]
        _count_unread([member.id], -1)


def read_all(member: Membership, now: datetime) -> None:
    """Everything told to `member` so far is read."""
    read = db.session.execute(
        update(Notice).where(Notice.cohort_id == member.cohort_id, Notice.member_id == member.id, Notice.read_at.is_(None))
        .values(read_at=now).execution_options(synchronize_session=False))
    _count_unread([member.id], -read.rowcount)  # type: ignore[attr-defined]


def unsay(cohort_id: int, *, address: str, but: int, since: datetime) -> None:
    """What was told since then of the thing at `address` (or a place within it), or with words from there, is told without them, save to the member
    `but`."""
    if (together := db.session.info.get(UNSAID)) is not None:
        together.setdefault((cohort_id, but), []).append((address, since))
    else:
        _unsay(cohort_id, but, [(address, since)])


@contextmanager
def unsaid_together() -> Generator[None]:
    """Whatever is unsaid within is so in one statement at its end, however many things it is of."""
    together = db.session.info[UNSAID] = dict[tuple[int, int], list[tuple[str, datetime]]]()
    try:
        yield
    finally:
        del db.session.info[UNSAID]
    for (cohort_id, but), things in together.items():
        _unsay(cohort_id, but, things)


def _unsay(cohort_id: int, but: int, things: Sequence[tuple[str, datetime]]) -> None:
    addresses, since = [address for address, _since in things], min(since for _address, since in things)
    about = _within(addresses)
    told = _told_to_others(cohort_id, but, since).where(or_(about, Notice.quotes.in_(addresses)))
    db.session.execute(told.values(about=case((about, ""), else_=Notice.about), excerpt=""))


def unname(cohort_id: int, *, address: str, actor_id: int, since: datetime) -> None:
    """What was told since then of the thing at `address` (or a place within it) no longer says that it was the member `actor_id` who did it."""
    told = _told_to_others(cohort_id, actor_id, since).where(_within([address]), Notice.actor_id == actor_id)
    db.session.execute(told.values(actor_id=None))


def _within(addresses: Sequence[str]) -> ColumnElement[bool]:
    """In SQL: told of the things there."""
    return or_(Notice.address.in_(addresses), *(Notice.address.startswith(f"{address}#", autoescape=True) for address in addresses))


def _told_to_others(cohort_id: int, but: int, since: datetime) -> Update:
    others = select(Membership.id).where(Membership.cohort_id == cohort_id, Membership.id != but)
    return (update(Notice).where(Notice.cohort_id == cohort_id, Notice.member_id.in_(others), Notice.at >= since)
            .execution_options(synchronize_session=False))


def mail_link(purpose: str, params: dict[str, Any], now: datetime) -> None:
    """Have a link mailed ("recovery", "address", "parcel", "farewell", "way"); the worker finds out whether there is anybody to send it to."""
    db.session.add(Outgoing(purpose=purpose, params=params, made_at=now, due_at=now))


def _count_unread(member_ids: Collection[int], change: int) -> None:
    db.session.execute(update(Membership).where(Membership.id.in_(member_ids)).values(unread_count=Membership.unread_count + change)
                       .execution_options(synchronize_session=False))
