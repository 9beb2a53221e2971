"""What programs get: what a member's calendar holds, what was answered last, filed reviews."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, and_, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from app.accounts.models import Account
from app.cohorts.models import Membership, Week
from app.extensions import db
from app.peer_sessions.models import PeerSession
from app.questions.models import Question, Reply
from app.questions.queries.replies import latest_of
from app.questions.queries.tags import tags_of
from app.reviews.models import Review
from app.web.pages import Page, newest_first

ANSWERED_AT_MOST = 30
SESSIONS_AT_MOST = 300  # the last; more than two years of weeks have


def sessions_of(member: Membership) -> Sequence[PeerSession]:
    """Those of the member's own team, with team and week; one statement. Whoever guides the cohort meets with no team."""
    if not member.is_camper:
        return []
    return db.session.scalars(
        PeerSession.visible_to(member).join(PeerSession.team).join(PeerSession.week)
        .options(contains_eager(PeerSession.team), contains_eager(PeerSession.week), defer(PeerSession.notes))
        .order_by(PeerSession.id.desc()).limit(SESSIONS_AT_MOST)).all()


def due_weeks(member: Membership) -> Sequence[Row[*tuple[Any, ...]]]:
    """Every Week of the cohort with `filed_at` of the member's own review; one statement."""
    return db.session.execute(
        select(Week, Review.filed_at).outerjoin(Review, and_(Review.week_id == Week.id, Review.author_id == member.id))
        .where(Week.cohort_id == member.cohort_id).order_by(Week.number)).all()


def filed_reviews(member: Membership, week: int | None, size: int) -> Page:
    """The page that the address asks for of what the member may read, of the week of that number or of all, the newest first: id, title, filed_at, `number` of
    the week and `name` of the author; one statement."""
    rows = (select(Review.id, Review.title, Review.filed_at, Week.number, Account.name).join(Review.week).join(Review.author).join(Membership.account)
            .where(Review.readable_by(member), Review.filed_at.is_not(None), *([Week.number == week] if week else [])))
    return newest_first(rows, Review.filed_at, Review.id, size)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Answered:
    """A question with what answered it. `name` is the asker's, "" where it was asked without a name: whoever has the address would know it, too."""

    id: int
    headline: str
    name: str
    tags: Sequence[str]
    answered_at: datetime
    html: str


def answered_for(member: Membership) -> list[Answered]:
    """What was answered last and the member may read, at most ANSWERED_AT_MOST; three statements."""
    found = (Question.listed_for(member).where(Question.answered_at.is_not(None), Question.closed_at.is_(None))
             .order_by(Question.answered_at.desc(), Question.id.desc()).limit(ANSWERED_AT_MOST)
             .options(joinedload(Question.author).joinedload(Membership.account)))
    questions = db.session.scalars(found).all()
    ids = [question.id for question in questions]
    replies, tags = latest_of(ids), tags_of(ids)
    return [Answered(question.id, question.headline, "" if question.without_name else question.author.name, tags[question.id], question.answered_at,
                     _answers(question, replies[question.id])) for question in questions if question.answered_at]


def _answers(question: Question, replies: Sequence[Reply]) -> str:
    settling = [reply for reply in replies if question.is_settled_by(reply)]
    said = [Markup("<p><b>{}</b></p>").format("" if question.without_name and reply.author_id == question.author_id else reply.author.name) + Markup(reply.html)  # noqa: S704
            for reply in settling]
    return str(Markup(question.headline_html) + Markup(question.body_html) + Markup(question.own_answer_html) + Markup("").join(said))  # noqa: S704 - rendered when written
