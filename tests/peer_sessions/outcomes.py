"""What tests of outcomes ask for: the questions of the room, the documents of its people."""
from __future__ import annotations

from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import Notice
from app.peer_sessions.models import Outcome
from app.questions.models import Question, Reply
from app.reviews.models import QuestionRow, Review, Row
from tests import factories

A_LINE = "금요일에 ResNet 같이 구현해 보기"


def question_of(author: Membership, text: str = "torch.gather 사용법은?", *, asks_mentors: bool = False, audience: str = "cohort", number: int = 9,
                **more: bool) -> Question:
    """An open question of the author's review of that week."""
    review = factories.review(author, number=number, title=f"{author.name}의 한 주", audience=audience,
                              questions=(QuestionRow(text, asks_mentors=asks_mentors, **more),))
    db.session.flush()
    return review.questions[0]




def rows_of(member: Membership, section: str = "actions", number: int = 10) -> list[Row]:
    """What stands in that section of the review that they write."""
    review = db.session.scalar(select(Review).where(Review.author_id == member.id, Review.week_id == factories.week(number).id)
                               .options(Review.with_draft(), *Review.with_rows()).execution_options(populate_existing=True))
    return review.document.section(section) if review else []


def texts_of(member: Membership, section: str = "actions", number: int = 10) -> list[str]:
    return [row["text"] for row in rows_of(member, section, number)]


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.member_id).where(Notice.kind == kind)))


def replies_to(question: Question) -> list[Reply]:
    return list(db.session.scalars(select(Reply).where(Reply.question_id == question.id).order_by(Reply.id).execution_options(populate_existing=True)))


def written_down() -> list[Outcome]:
    return list(db.session.scalars(select(Outcome).order_by(Outcome.id).execution_options(populate_existing=True)))
