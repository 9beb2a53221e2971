"""The mentors' queue: what waits, the longest first, who is writing, and what this week was like."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median_low
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import Select, and_, func, literal, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership, Team, Week
from app.extensions import db
from app.questions.filters import Filters
from app.questions.models import Question
from app.questions.queries.listing import has_tag, week_id_of
from app.questions.queries.tags import tags_of
from app.questions.words import Words
from app.web.pages import oldest_first
from app.web.times import When

COUNTED_AT_MOST = 1000  # beyond this a count says "many" as well as the number would
A_SAMPLE = 101  # answers; a median of as many is within a few per cent of that of all


@dataclass(slots=True)
class Queued:
    """A waiting question as the queue shows it. `writer` is who holds it, with how long they still have."""

    id: int
    is_late: bool
    waiting: str
    about: str
    headline: Markup
    asker: str
    is_mine: bool
    may_be_claimed: bool
    writer: str


@dataclass(frozen=True)
class Queue:
    questions: list[Queued]
    after: str | None


@dataclass(frozen=True)
class Counts:
    """How many of the whole queue; `late` is at most COUNTED_AT_MOST."""

    all: int
    free: int
    mine: int
    late: int


@dataclass(frozen=True)
class Figures:
    """The questions asked in one week: how many, how many of them are answered, and how long half of those waited at most."""

    asked: int
    answered: int
    median: timedelta | None


def queue_for(member: Membership, filters: Filters, when: When) -> Queue:
    """The page of the queue that the address asks for; two statements."""
    page = oldest_first(_chosen(member, filters, when.now), Question.waiting_since, Question.id)  # type: ignore[arg-type]
    tags, words, promise = tags_of([row.id for row in page.rows]), Words(), member.cohort.promise
    writing, unnamed = _("%(name)s is writing · %(left)s left"), _("without a name")
    only_here = _("Only for mentors and staff: %(name)s")
    questions = []
    for row in page.rows:
        held = row.claimed_until is not None and row.claimed_until > when.now
        asker = f"{row.team} {row.name}" if row.team else row.name
        questions.append(Queued(
            id=row.id,
            is_late=when.now - row.waiting_since > promise,
            waiting=when.waiting(row.waiting_since),
            about=words.about(row.number, row.origin, row.me_too_count, row.reply_count, tags.get(row.id, []), unnamed if row.without_name else ""),
            headline=Markup(row.headline_html),  # noqa: S704  (rendered and sanitised when it was written)
            asker=only_here % {"name": asker} if row.without_name else asker,
            is_mine=held and row.claimed_by_id == member.id,
            may_be_claimed=not held and row.author_id != member.id,
            writer=writing % {"name": row.writer, "left": when.left(row.claimed_until)} if held else "",  # pyright: ignore[reportArgumentType]
        ))
    return Queue(questions, page.after)


def counts_for(member: Membership, now: datetime) -> Counts:
    """Counted through indexes alone: what is held by its end, what is late by its beginning."""
    here = Question.cohort_id == member.cohort_id
    held = and_(here, Question.claimed_by_id.is_not(None), Question.claimed_until > now)
    late = select(literal(1)).where(here, Question.waiting_since < now - member.cohort.promise).limit(COUNTED_AT_MOST).subquery()
    row = db.session.execute(select(
        select(func.count()).where(held).scalar_subquery(),
        select(func.count()).where(held, Question.claimed_by_id == member.id).scalar_subquery(),
        select(func.count()).select_from(late).scalar_subquery(),
    )).one()
    taken, mine, past = row
    return Counts(member.cohort.waiting_count, max(member.cohort.waiting_count - taken, 0), mine, past)


def figures_of(cohort: Cohort, since: date, now: datetime) -> Figures:
    """Of what was asked since the beginning of the day `since`; up to COUNTED_AT_MOST questions, the latest."""
    start = datetime.combine(since, time(), ZoneInfo(cohort.timezone))
    rows = db.session.execute(
        select(Question.asked_at, Question.answered_at).where(Question.cohort_id == cohort.id, Question.asked_at >= start)
        .order_by(Question.asked_at.desc()).limit(COUNTED_AT_MOST)).all()
    waits = [answered - asked for asked, answered in rows if asked and answered]
    return Figures(len(rows), len(waits), median_low(waits) if waits else None)


def usual_wait(cohort_id: int, now: datetime) -> Select[datetime, datetime]:
    """Asked and answered moments of a sample of the last four weeks' answers, by one index.

    Without what was asked without a name: where answers are few, its moment of asking could be worked out.
    """
    return (select(Question.asked_at, Question.answered_at)  # type: ignore[return-value]
            .where(Question.cohort_id == cohort_id, Question.asked_at >= now - timedelta(weeks=4), Question.answered_at.is_not(None),
                   Question.without_name.is_(False))
            .order_by(Question.asked_at.desc()).limit(A_SAMPLE))


def _chosen(member: Membership, filters: Filters, now: datetime) -> Select:
    holder, holding = aliased(Account), aliased(Membership)
    rows = (
        select(Question.id, Question.waiting_since, Question.origin, Question.me_too_count, Question.reply_count, Question.headline_html,
               Question.without_name, Question.author_id, Question.claimed_by_id, Question.claimed_until, Week.number, Account.name,
               Team.name.label("team"), holder.name.label("writer"))
        .join(Question.week).join(Question.author).join(Membership.account).outerjoin(Membership.team)
        .outerjoin(holding, Question.claimed_by_id == holding.id).outerjoin(holder, holding.account_id == holder.id)
        .where(Question.cohort_id == member.cohort_id, Question.waiting_since.is_not(None))
    )
    if filters.free:
        rows = rows.where(or_(Question.claimed_until.is_(None), Question.claimed_until <= now))
    if filters.mine:
        rows = rows.where(Question.claimed_by_id == member.id, Question.claimed_until > now)
    if filters.week:
        rows = rows.where(Question.week_id == week_id_of(member.cohort_id, filters.week))
    if filters.tag:
        rows = rows.where(has_tag(member.cohort_id, filters.tag))
    if filters.team:
        rows = rows.where(Membership.team_id == filters.team)
    return rows
