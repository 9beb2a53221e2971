"""One question with everything that its page shows."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from statistics import median_low
from typing import Any

from flask import abort, request
from sqlalchemy import Row, Select, and_, bindparam, func, literal, or_, select, true
from sqlalchemy.orm import aliased, joinedload
from werkzeug.exceptions import NotFound

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, QuestionEvent, QuestionVersion, Reply, TakenBack
from app.questions.models.event import ASKED_AGAIN
from app.questions.queries.counts import COUNTED_AT_MOST
from app.questions.queries.readers import Kind, values_of
from app.questions.queries.readers_own import Own, own_of
from app.questions.queries.replies import Replies, page_of
from app.questions.queries.waiting import usual_wait
from app.questions.sources import Source, source_of
from app.web.finding import LARGEST_ID, get_or_404, lock_or_404
from app.web.times import A_DAY

EVENTS_AT_ONCE = 20


@dataclass(frozen=True)
class Line:
    """A question's place: how many wait before it (at most COUNTED_AT_MOST), and how long half of the answers took at most."""

    before: int
    usual_wait: timedelta | None


@dataclass(frozen=True)
class Thread:
    question: Question
    replies: Replies
    events: Sequence[Row[*tuple[Any, ...]]]  # event, word, at, member_id, name, reply_id, to_id and to_name; in order
    earlier_events: int  # how many later ones are left out where those before these are shown; 0 where these are the first
    source: Source | None
    own: Own
    line: Line | None
    original: Row[*tuple[Any, ...]] | None  # of a duplicate that its reader may see: id, headline_html, answered_at
    asked_again: str  # the word with which it was asked once more, while it is open; else ""
    kept: QuestionVersion | None  # of what is withdrawn, for its asker: the words that nobody else reads any more


def shown_or_404(question_id: int, member: Membership) -> Question:
    """The question with what its page says of it, if the member may read it."""
    return get_or_404(shown(Kind.of(member)), {**values_of(member), "question_id": question_id})


def locked_or_404(question_id: int, member: Membership) -> Question:
    """As shown_or_404, and nobody else changes it before this transaction ends."""
    return lock_or_404(shown(Kind.of(member)), {**values_of(member), "question_id": question_id})


def lock_together(question_ids: Collection[int], member: Membership) -> dict[int, Question]:
    """Those of the member's cohort, locked in one order, so that two who lock the same ones never wait for each other. Seen they are not yet."""
    rows = select(Question).where(Question.cohort_id == member.cohort_id, Question.id.in_(question_ids)).order_by(Question.id)
    return {question.id: question for question in db.session.scalars(rows.with_for_update(of=Question, key_share=True))}


def locked_to_reply(question_id: int, member: Membership) -> Question:
    """As locked_or_404; of what was withdrawn while somebody wrote, it is told. Raises TakenBack."""
    try:
        return locked_or_404(question_id, member)
    except NotFound:
        gone = select(Question).where(Question.cohort_id == member.cohort_id, Question.id == question_id).execution_options(populate_existing=True)
        question = db.session.scalar(gone)
        if question is not None and question.is_its_askers_alone:
            raise TakenBack from None
        raise


def chosen_reply_or_404(question: Question) -> Reply:
    """The reply to the question that the field `reply` of the form names."""
    number = request.form.get("reply", type=int)
    if number is None or not 0 < number <= LARGEST_ID:
        abort(404)
    return get_or_404(select(Reply).where(Reply.question_id == question.id, Reply.id == number))


def thread_of(question: Question, member: Membership, now: datetime, *, place: int = 1, skip: int = 0) -> Thread:
    """What stands under a question that was found by `shown_or_404`; at most six statements.

    Of its replies the page in which `place` is; of what happened the latest EVENTS_AT_ONCE, without the `skip` latest.
    """
    is_own = question.is_by(member)
    events = db.session.execute(_events(), {"question_id": question.id, "skip": skip}).all()
    return Thread(
        question=question,
        replies=page_of(question.id, place),
        events=events[EVENTS_AT_ONCE - 1::-1],
        earlier_events=skip + EVENTS_AT_ONCE if len(events) > EVENTS_AT_ONCE else 0,
        source=source_of(question, member),
        own=own_of(question.id, member),
        line=line_of(question, now) if is_own and question.is_waiting else None,
        original=_original_of(question, member),
        asked_again=next((event.asked_again or "" for event in events), "") if question.is_open else "",
        kept=db.session.scalar(QuestionVersion.of(question.id).limit(1)) if is_own and question.is_withdrawn and not question.text else None,
    )


def _original_of(question: Question, member: Membership) -> Row[*tuple[Any, ...]] | None:
    if question.duplicate_of_id is None:
        return None
    columns = Question.listed_for(member).with_only_columns(Question.id, Question.headline_html, Question.answered_at)
    return db.session.execute(columns.where(Question.id == question.duplicate_of_id)).one_or_none()


# Each is built once: building them costs more than running them.


@cache
def shown(kind: Kind) -> Select[Question]:
    author = joinedload(Question.author)
    return Question.listed_for(kind.anybody()).where(Question.id == bindparam("question_id")).options(
        author.joinedload(Membership.account), author.joinedload(Membership.team), joinedload(Question.claimed_by).joinedload(Membership.account),
        joinedload(Question.handed_to).joinedload(Membership.account),
        joinedload(Question.seen_by).joinedload(Membership.account),
        joinedload(Question.week), joinedload(Question.tags))


@cache
def _events() -> Select[*tuple[Any, ...]]:
    other, others, again = aliased(Membership), aliased(Account), aliased(QuestionEvent)
    word = (select(again.word).where(again.question_id == bindparam("question_id"), again.event.in_(ASKED_AGAIN))
            .order_by(again.id.desc()).limit(1).scalar_subquery())
    return (select(QuestionEvent.event, QuestionEvent.word, QuestionEvent.at, QuestionEvent.member_id, Account.name, QuestionEvent.reply_id,
                   QuestionEvent.to_id, others.name.label("to_name"), word.label("asked_again"))
            .join(QuestionEvent.member).join(Membership.account)
            .outerjoin(other, other.id == QuestionEvent.to_id).outerjoin(others, others.id == other.account_id)
            .where(QuestionEvent.question_id == bindparam("question_id")).order_by(QuestionEvent.id.desc())
            .offset(bindparam("skip")).limit(literal(EVENTS_AT_ONCE + 1)))


def line_of(question: Question, now: datetime) -> Line:
    """Of a question that waits; one statement."""
    since = question.waiting_since
    assert since is not None
    earlier = or_(Question.waiting_since < since, and_(Question.waiting_since == since, Question.id < question.id))
    # Whether something without a name was asked before or after this one, on its day, would tell more of its moment than the day.
    on_its_day = and_(Question.without_name, Question.listed_at < since, Question.id != question.id)
    ahead = (select(literal(1)).where(Question.cohort_id == question.cohort_id, Question.waiting_since < since + A_DAY, or_(earlier, on_its_day))
             .limit(COUNTED_AT_MOST).subquery())
    before = select(func.count().label("number")).select_from(ahead).subquery()
    sample = usual_wait(question.cohort_id, now).subquery()
    rows = db.session.execute(
        select(before.c.number, sample.c.asked_at, sample.c.answered_at).select_from(before.outerjoin(sample, true()))).all()
    waits = [answered - asked for _number, asked, answered in rows if answered]
    return Line(rows[0].number, median_low(waits) if waits else None)
