"""Taken back while the room is still together: what was written down too quickly leaves no trace where it had gone."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.notifications.models import Notice
from app.peer_sessions.models.answered import Answered
from app.peer_sessions.models.asked import Asked
from app.peer_sessions.models.decided import Decided
from app.peer_sessions.models.outcome import Outcome
from app.peer_sessions.models.refusals import MentorAnswers, NotTheirOutcome, RepliedTo, RowTakenUp
from app.questions.models import Question, Reply
from app.reviews.models import Review


class Revocable(Answered, Decided, Asked):
    def may_be_taken_back_by(self, outcome: Outcome, member: Membership, now: datetime) -> bool:
        """Whoever wrote it down takes it back; whom it concerns, too, for themselves."""
        return self.takes_outcomes_from(member, now) and not outcome.is_taken_back and (outcome.noted_by_id == member.id or outcome.concerns(member))

    def take_back(self, outcome: Outcome, by: Membership, now: datetime) -> None:
        """The reply, the question or the rows that it became go, as long as nobody has taken them up: all of them or, where it says why, none.

        Who is one of several that it concerns, and did not write it down, takes only themselves out. Said twice it is said once. Reviews and
        questions are locked here, in this order. Raises NotTheirOutcome, RowTakenUp, RepliedTo, MentorAnswers, TakenUp; NotInTheTeam, SessionClosed.
        """
        self.must_be_open_for(by, now)
        if outcome.is_taken_back:
            return
        if not self.may_be_taken_back_by(outcome, by, now):
            raise NotTheirOutcome
        leaving = outcome.people if outcome.noted_by_id == by.id else [by.id]
        if outcome.kind == "answer":
            self._take_reply_back(outcome, by, now)
        elif outcome.kind == "question":
            self._stop_asking(outcome, by, now)
        else:
            self._take_rows_out(outcome, leaving, now)
        if staying := [member_id for member_id in outcome.people if member_id not in leaving]:
            outcome.people = staying
        else:
            outcome.taken_back_at = now
        self.changed()

    def _take_reply_back(self, outcome: Outcome, by: Membership, now: datetime) -> None:
        question, reply = _locked(outcome.question_id), db.session.get(Reply, outcome.reply_id) if outcome.reply_id else None
        if question is None or reply is None or reply.is_withdrawn:
            return
        if reply.author_id == by.id:
            question.retract(reply, by, now)
        else:
            question.retract_noted(reply, by, now)

    def _stop_asking(self, outcome: Outcome, by: Membership, now: datetime) -> None:
        """What waited for the mentors before goes on waiting."""
        asker_id, asked_at, review_id = db.session.execute(
            select(Question.author_id, Question.asked_at, Question.review_id).where(Question.id == outcome.question_id)).one_or_none() or (None, None, None)
        if asker_id != by.id or asked_at != outcome.noted_at:
            return
        review = Review.open_for(by, db.session.get_one(Week, self.week_id), now) if review_id else None
        question = _locked(outcome.question_id)
        if question is None or question.is_closed or question.asked_at is None:
            return
        if question.reply_count:
            raise RepliedTo
        if question.is_claimed(now):
            raise MentorAnswers
        if review is None:
            question.withdraw(by, now)
        else:
            review.stop_asking(question, by.cohort, now)

    def _take_rows_out(self, outcome: Outcome, leaving: Sequence[int], now: datetime) -> None:
        numbers = {outcome.week_of(member_id) or 0 for member_id in leaving}
        weeks = {week.number: week for week in db.session.scalars(select(Week).where(Week.cohort_id == self.cohort_id, Week.number.in_(numbers)))}
        for member in db.session.scalars(select(Membership).where(Membership.id.in_(leaving)).order_by(Membership.id)).all():
            week = weeks.get(outcome.week_of(member.id) or 0)
            if week is not None and not Review.open_for(member, week, now).take_out(outcome.as_row(), now):
                raise RowTakenUp(self._name_of(member.id))
        db.session.execute(update(Notice).where(Notice.cohort_id == self.cohort_id, Notice.source == outcome.source, Notice.member_id.in_(leaving))
                           .values(excerpt="").execution_options(synchronize_session=False))


def _locked(question_id: int | None) -> Question | None:
    if question_id is None:
        return None
    rows = select(Question).where(Question.id == question_id).with_for_update(of=Question, key_share=True)
    return db.session.scalar(rows.execution_options(populate_existing=True))
