"""Very many of a thing, put into the tables at once: what the rules would have written one by one."""
from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert, update

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, QuestionEvent, Reply, ReplyVersion, random_id
from app.web import clock
from tests import factories

MANY = 1_000


def replied(question: Question, author: Membership, many: int = MANY) -> None:
    """So many replies, one a minute, each once edited."""
    at = clock.now() - timedelta(minutes=many)
    rows = [{"cohort_id": question.cohort_id, "question_id": question.id, "author_id": author.id, "author_role": author.role, "text": f"말 {number}.",
             "html": f"<p>말 {number}.</p>", "asks_back": False, "written_at": at + timedelta(minutes=number), "edited_at": clock.now()}
            for number in range(1, many + 1)]
    db.session.execute(insert(Reply), rows)
    ids = db.session.query(Reply.id).where(Reply.question_id == question.id).all()
    db.session.execute(insert(ReplyVersion), [{"cohort_id": question.cohort_id, "reply_id": row.id, "text": "먼저 한 말", "written_at": at} for row in ids])
    db.session.execute(update(Question).where(Question.id == question.id).values(reply_count=Question.reply_count + many))
    db.session.refresh(question, ["reply_count"])


def happened(question: Question, by: Membership, many: int = MANY) -> None:
    rows = [{"cohort_id": question.cohort_id, "question_id": question.id, "member_id": by.id, "event": "reopened" if number % 2 else "answered",
             "word": f"까닭 {number}." if number % 2 else "", "at": clock.now()} for number in range(1, many + 1)]
    db.session.execute(insert(QuestionEvent), rows)


def asked_row(author: Membership, number: int) -> dict[str, object]:
    at = clock.now() - timedelta(minutes=number)
    return {"id": random_id(), "cohort_id": author.cohort_id, "author_id": author.id, "week_id": factories.week().id, "text": f"질문 {number}",
            "headline": f"질문 {number}", "headline_html": f"질문 {number}", "body_html": "", "own_answer": "", "own_answer_html": "", "asks_mentors": True,
            "without_name": False, "audience": "cohort", "asked_at": at, "filed_at": at, "listed_at": at, "waiting_since": at, "me_too_count": MANY,
            "reply_count": 0}
