"""What lies on the desk of somebody who answers a question."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import abort, url_for
from markupsafe import Markup
from sqlalchemy import Label, Row, Select, and_, bindparam, cast, or_, select
from sqlalchemy import String as Words
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.cohorts.models import GUIDES, Membership
from app.extensions import db
from app.questions.models import Question, QuestionEvent, Reply, ReplyDraft, Snippet
from app.questions.models.event import ASKED_AGAIN
from app.questions.models.waiting import state_of
from app.questions.queries.readers import Kind, values_of
from app.questions.queries.readers_own import Kept
from app.questions.queries.replies import latest_of
from app.questions.queries.similar import Similar, find_for, similar_for
from app.questions.queries.thread import shown
from app.questions.sources import Surroundings, surroundings_of
from app.web.gathered import gathered

EARLIER_AT_MOST = 5
EARLIER_LOOKED_AT = 20  # those of the review around it are shown with it


@dataclass(frozen=True)
class Earlier:
    """Another question of the same asker."""

    id: int
    headline_html: Markup
    state: str


@dataclass(frozen=True)
class Shelved:
    """A snippet, ready to be put into a text."""

    id: int
    title: str
    text: str
    is_for_all: bool


@dataclass(frozen=True)
class Handed:
    """Who said that it is meant for somebody, and why; the word may be ""."""

    by: str
    word: str


@dataclass(frozen=True)
class Desk:
    question: Question
    replies: Sequence[Reply]  # of very many the latest, and the chosen one
    around: Surroundings | None
    handed: Handed | None  # while it waits
    asked_again: str  # the word with which it was asked once more, while it is open; else ""
    earlier: list[Earlier]
    similar: list[Similar]
    snippets: list[Shelved]
    draft: Kept
    guides: list[tuple[int, str]]  # who else could answer it: id, name
    query: str  # what was looked for among the others, "" where nothing was
    found: list[Similar]


def found_with_beside(question_id: int, member: Membership) -> Row[Any]:
    """The question as `thread.shown_or_404` finds it, and what lies beside it, in one statement; or 404."""
    both = shown(Kind.of(member)).add_columns(*_beside(Kind.of(member)))
    row = db.session.execute(both, {**values_of(member), "question_id": question_id}).unique(lambda row: row.Question.id).one_or_none()
    return row if row is not None else abort(404)


def desk_for(question: Question, member: Membership, query: str = "", beside: Row[Any] | None = None) -> Desk:
    """For somebody who answers for the cohort, of a question found by `thread.shown_or_404`, or by `found_with_beside`. Where `query` is given its
    findings stand in place of the similar ones."""
    replies = latest_of([question.id])[question.id]
    row = beside if beside is not None else db.session.execute(
        select(*_beside(Kind.of(member))), {**values_of(member), "question_id": question.id}).one()
    around = surroundings_of(question, member)
    beside_it = {each.href for each in around.questions} if around else set[str]()
    earlier: list[Any] = sorted(row.earlier or [], key=lambda each: (each[0] or "", each[1]), reverse=True)
    earlier = [each for each in earlier if url_for("questions.show", question_id=each[1]) not in beside_it][:EARLIER_AT_MOST]
    return Desk(
        question=question,
        replies=replies,
        around=around,
        handed=next((Handed(name, word) for word, name in row.handed or []), None) if question.handed_to_id else None,
        asked_again=next((word for word, _name in row.asked_again or []), "") if question.is_open else "",
        earlier=[Earlier(key, Markup(html), state_of(answered, closed, original)) for _at, key, html, answered, closed, original in earlier],  # noqa: S704
        similar=[] if query else similar_for(member, question.text, but=[question.id], answered_only=True),
        snippets=[Shelved(key, title, text, owner is None) for title, key, text, owner in sorted(row.snippets or [], key=lambda each: each[:2])],
        draft=Kept(text=row.draft[0][0], version=row.draft[0][1], saved_at=row.draft_saved_at) if row.draft else Kept(),
        guides=sorted(((key, name) for key, name in row.guides or [] if key != member.id and key != question.author_id), key=lambda each: each[1]),
        query=query,
        found=find_for(member, query, but=[question.id], at_most=8) if query else [],
    )


@cache
def _beside(kind: Kind) -> tuple[Label[Any], ...]:
    """The asker's other questions, snippets, what was written so far, and who answers for the cohort."""
    member, other, this = kind.anybody(), aliased(Membership), aliased(Question)
    asker_id = select(this.author_id).where(this.id == bindparam("question_id")).scalar_subquery()
    asked = (select(Question.listed_at, Question.id, Question.headline_html, Question.answered_at, Question.closed_at, Question.duplicate_of_id)
             .where(Question.cohort_id == member.cohort_id, Question.author_id == asker_id, Question.id != bindparam("question_id"),
                    Question.readable_by(member), Question.listed_at.is_not(None))
             .order_by(Question.listed_at.desc(), Question.id.desc()).limit(EARLIER_LOOKED_AT).subquery())
    earlier = select(gathered(cast(asked.c.listed_at, Words), asked.c.id, asked.c.headline_html, cast(asked.c.answered_at, Words),
                              cast(asked.c.closed_at, Words), asked.c.duplicate_of_id))
    mine = or_(Snippet.owner_id == member.id, Snippet.owner_id.is_(None))
    snippets = select(gathered(Snippet.title, Snippet.id, Snippet.text, Snippet.owner_id)).where(Snippet.cohort_id == member.cohort_id, mine)
    guides = (select(gathered(other.id, Account.name)).select_from(other).join(Account, Account.id == other.account_id)
              .where(and_(other.cohort_id == member.cohort_id, other.ended_at.is_(None), other.role.in_(GUIDES))))
    drafts = ReplyDraft.question_id == bindparam("question_id"), ReplyDraft.member_id == member.id
    parts = {
        "earlier": earlier, "snippets": snippets, "guides": guides, "handed": _latest("handed"), "asked_again": _latest(*ASKED_AGAIN),
        "draft": select(gathered(ReplyDraft.text, ReplyDraft.version)).where(*drafts), "draft_saved_at": select(ReplyDraft.saved_at).where(*drafts),
    }
    return tuple(part.scalar_subquery().label(name) for name, part in parts.items())


def _latest(*events: str) -> Select[Any]:
    """The word and the name of the last of these events."""
    last = (select(QuestionEvent.word, Account.name).join(QuestionEvent.member).join(Membership.account)
            .where(QuestionEvent.question_id == bindparam("question_id"), QuestionEvent.event.in_(events))
            .order_by(QuestionEvent.id.desc()).limit(1).subquery())
    return select(gathered(last.c.word, last.c.name))
