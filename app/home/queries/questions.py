"""The questions that somebody looks for when they come in: their own, or those that wait for them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.cohorts.models import Membership, Team, Week
from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import Question, Reply

SHOWN = 5
LOOKED_AT = 50  # of one's latest questions; what moved in an older one is told by a notice
WAITING_SHOWN = 3
EXCERPT = 110  # characters; about two lines


@dataclass(frozen=True)
class OwnQuestion:
    """A question of the reader's with the latest that somebody else said to it."""

    id: int
    headline_html: str
    week: int
    origin: str | None
    state: str  # "answered", "asked_back", "waiting", "duplicate"
    at: datetime  # of what the state tells
    me_too_count: int
    reply: str
    replier: str
    replier_role: str
    seen_at: datetime | None  # by somebody who answers for the cohort
    writer: str  # who is writing an answer


def own(member: Membership, now: datetime) -> list[OwnQuestion]:
    """The member's questions to the mentors, what moved last first, with how each stands at `now`; one statement."""
    latest = (select(Question.id).where(Question.cohort_id == member.cohort_id, Question.author_id == member.id, Question.asked_at.is_not(None),
                                         or_(Question.closed_at.is_(None), Question.duplicate_of_id.is_not(None)))
              .order_by(Question.listed_at.desc(), Question.id.desc()).limit(LOOKED_AT).subquery())
    others = Reply.question_id == Question.id, Reply.author_id != Question.author_id, Reply.withdrawn_at.is_(None)
    of_others = select(func.max(Reply.id)).where(*others).correlate(Question)
    moved = select(func.max(Reply.written_at)).where(*others).correlate(Question)
    replier, holding, holder = aliased(Account), aliased(Membership), aliased(Account)
    told = and_(Notice.member_id == member.id, Notice.source == literal("reply:") + cast(Reply.id, String))
    rows = db.session.execute(
        select(Question.id, Question.headline_html, Question.origin, Question.asked_at, Question.waiting_since, Question.answered_at,
               Question.closed_at, Question.me_too_count, Week.number, Reply.written_at, Reply.asks_back, Reply.author_role, replier.name,
               Question.seen_at, holder.name.label("writer"),
               func.coalesce(Notice.excerpt, func.substr(Reply.text, 1, 2 * EXCERPT)).label("excerpt"))
        .join(Question.week).outerjoin(Reply, Reply.id == of_others.scalar_subquery())
        .outerjoin(Membership, Membership.id == Reply.author_id).outerjoin(replier, replier.id == Membership.account_id).outerjoin(Notice, told)
        .outerjoin(holding, and_(holding.id == Question.claimed_by_id, Question.claimed_until > now)).outerjoin(holder, holder.id == holding.account_id)
        .where(Question.id.in_(select(latest.c.id)))
        .order_by(func.coalesce(moved.scalar_subquery(), Question.asked_at).desc(), Question.id.desc()).limit(SHOWN))
    return [_own(row) for row in rows]


def longest_waiting(member: Membership) -> Sequence[Row]:
    """The head of the queue, with who asked and who is writing; one statement."""
    holding, holder = aliased(Membership), aliased(Account)
    head = (select(Question.id).where(Question.cohort_id == member.cohort_id, Question.waiting_since.is_not(None))
            .order_by(Question.waiting_since, Question.id).limit(WAITING_SHOWN).subquery())
    return db.session.execute(
        select(Question.id, Question.headline_html, Question.origin, Question.waiting_since, Question.me_too_count, Question.without_name,
               Question.claimed_until, Week.number, Account.name, Team.name.label("team"), holder.name.label("writer"))
        .join(Question.week).join(Question.author).join(Membership.account).outerjoin(Membership.team)
        .outerjoin(holding, holding.id == Question.claimed_by_id).outerjoin(holder, holder.id == holding.account_id)
        .where(Question.id.in_(select(head.c.id))).order_by(Question.waiting_since, Question.id)).all()


def claimed_by(member: Membership, now: datetime) -> Sequence[Row]:
    """What the member holds a claim on, the one that runs out first before others; one statement."""
    return db.session.execute(
        select(Question.id, Question.headline_html, Question.claimed_until, Week.number).join(Question.week)
        .where(Question.cohort_id == member.cohort_id, Question.claimed_by_id == member.id, Question.claimed_until > now)
        .order_by(Question.claimed_until, Question.id).limit(20)).all()


def _own(row: Row) -> OwnQuestion:
    if row.closed_at is not None:
        state, at = "duplicate", row.closed_at
    elif row.answered_at is not None:
        state, at = "answered", row.written_at or row.answered_at
    elif row.asks_back and row.author_role != "camper":
        state, at = "asked_back", row.written_at
    else:
        state, at = "waiting", row.waiting_since or row.asked_at
    excerpt = _shortened(row.excerpt or "")
    return OwnQuestion(row.id, row.headline_html, row.number, row.origin, state, at, row.me_too_count, excerpt, row.name or "", row.author_role or "",
                       row.seen_at, row.writer or "")


def _shortened(text: str) -> str:
    """On one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT].rpartition(' ')[0] or line[:EXCERPT]}…"
