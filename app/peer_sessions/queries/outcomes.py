"""What came out of a session, as far as its reader may read it; and the questions that the room may answer."""
from __future__ import annotations

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import contains_eager

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import Outcome, PeerSession, Turn
from app.peer_sessions.queries.shared import shared_with
from app.questions.models import Question, Reply
from app.reviews.models import Review


def outcomes_of(session_id: int, reader: Membership) -> list[Outcome]:
    """What was not taken back, in the order in which it was written down; one statement.

    A question whose asker withdrew it, keeps it from the reader by now or asks it without a name since is None, and what was said to it is not told.
    """
    seen = and_(Question.id == Outcome.question_id, Question.readable_by(reader), Question.without_name.is_(False))
    rows = (select(Outcome).where(Outcome.session_id == session_id, Outcome.taken_back_at.is_(None)).order_by(Outcome.id)
            .outerjoin(Question, seen).outerjoin(Reply, Reply.id == Outcome.reply_id)
            .options(contains_eager(Outcome.question), contains_eager(Outcome.reply)))
    return list(db.session.scalars(rows).unique())


def questions_in(session: PeerSession, reader: Membership) -> Select[Question]:
    """What the room may answer: asked with a name in a review of that week by one of its turns, which the whole team reads, and not closed."""
    of_a_turn = select(Turn.id).where(Turn.session_id == session.id, Turn.member_id == Review.author_id).exists()
    return (Question.listed_for(reader).join(Review, Review.id == Question.review_id)
            .where(Review.week_id == session.week_id, shared_with(session.team_id), of_a_turn, Question.without_name.is_(False), Question.closed_at.is_(None)))
