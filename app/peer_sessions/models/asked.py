"""What the room cannot answer is left to the mentors."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models.outcome import Outcome
from app.peer_sessions.models.refusals import OnlyItsAskers
from app.peer_sessions.models.resulting import Resulting
from app.questions.models import AlreadyAnswered, AlreadyClosed, Question
from app.reviews.models import Review


class Asked(Resulting):
    def note_question(self, text: str, by: Membership, now: datetime, *, once: str | None = None) -> Outcome:
        """A new question of `by`, in the mentors' queue at once, of the week that the session is about. `by` comes with the cohort."""
        if sent := self._noted(by, once):
            return sent
        self.must_be_open_for(by, now)
        outcome = self._note("question", by, [by], now, once)
        question = Question.asked_by(by, self.week_id, text, now, cohort=by.cohort, origin="peer_session", once=outcome.source)
        outcome.question_id = question.id
        return outcome

    def may_be_left_by(self, question: Question, member: Membership) -> bool:
        """Asking the mentors is for whoever wrote the question; that it waits for them already anybody may note."""
        return question.is_open and (question.is_by(member) or question.is_waiting)

    def leave_to_mentors(self, question: Question, review: Review | None, by: Membership, now: datetime, *, once: str | None = None) -> Outcome:
        """An open question that the room sees is asked of the mentors; where it waits for them already, they read that it is still wanted.

        Left twice it is left once, whoever does it. The question must be locked, and where `by` wrote it, so must its `review`, before it.
        Raises OnlyItsAskers, AlreadyAnswered and AlreadyClosed, too.
        """
        if sent := self._noted(by, once) or self._left(question):
            return sent
        self.must_be_open_for(by, now)
        if question.is_closed:
            raise AlreadyClosed
        if not question.is_open:
            raise AlreadyAnswered
        if not self.may_be_left_by(question, by):
            raise OnlyItsAskers
        if review is not None:
            review.ask_mentors(question, "", by, now)
        return self._note("question", by, [by], now, once, question_id=question.id)

    def _left(self, question: Question) -> Outcome | None:
        return db.session.scalar(select(Outcome).where(Outcome.session_id == self.id, Outcome.kind == "question", Outcome.question_id == question.id,
                                                       Outcome.taken_back_at.is_(None)))
