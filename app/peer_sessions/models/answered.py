"""An open question is answered in the room."""
from __future__ import annotations

from datetime import datetime

from app.cohorts.models import Membership
from app.peer_sessions.models.outcome import Outcome
from app.peer_sessions.models.resulting import Resulting
from app.questions.models import AlreadyClosed, Question, Reply


class Answered(Resulting):
    def note_answer(self, question: Question, said_by: Membership, text: str, by: Membership, now: datetime, *, settles: bool = False,
                    once: str | None = None) -> Outcome:
        """What `said_by` said becomes their reply, written down by `by`. The question must be locked, and one that the room sees.

        A peer's reply answers a question when its asker says so: at once where the asker writes it down and it `settles` it, else later.
        Raises AlreadyClosed, too.
        """
        if sent := self._noted(by, once):
            return sent
        self.must_be_open_for(by, now)
        if question.is_closed:
            raise AlreadyClosed
        outcome = self._note("answer", by, [said_by], now, once, question_id=question.id)
        reply = question.reply(said_by, text, now, once=outcome.source, noted_by=by)
        outcome.reply_id = reply.id
        if settles and question.is_by(by) and question.is_open:
            question.accept(reply, by, now)
        return outcome

    def settle(self, question: Question, reply: Reply, by: Membership, now: datetime) -> None:
        """The asker says that what was said in the room settles it. The question must be locked. Raises what Question.accept raises, too."""
        self.must_be_open_for(by, now)
        question.accept(reply, by, now)
        self.changed()
