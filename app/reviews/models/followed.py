"""Looked back on the week after: what was decided is ticked off, what stayed open is answered, asked once more or left."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.models.document import Row, mark_of
from app.reviews.models.entry import Entry
from app.reviews.models.fileable import Fileable
from app.reviews.models.follow_up import FollowUp
from app.reviews.models.written import no_lone_arrow


class Followed(Fileable):
    """The earlier review, filed. It must be locked, and its draft loaded where a question of it is changed."""

    def tick(self, entry: Entry, week: Week, outcome: str, now: datetime) -> None:
        """Did it, partly, or not; "" takes the tick back. Ticked again, the last one holds."""
        self._remember(entry.key, week, now, outcome=outcome)

    def say(self, key: str, week: Week, word: str, now: datetime, was: str | None = None) -> None:
        """A word on it. On an open question it is an answer in the making, which nobody else reads.

        `was` is the mark of the word that the page showed before: untouched there, it changes nothing; changed there and elsewhere, both stay.
        """
        if was is not None:
            if mark_of(word) == was:
                return
            found = self._found(key, week)
            word = _both(found.word if found else "", word, was)
        self._remember(key, week, now, word=word)

    def leave(self, question: Question, week: Week, outcome: str, now: datetime) -> None:
        """Left as it is: it does not come back in later weeks. "" takes this back."""
        self._remember(question.key or "", week, now, outcome=outcome)

    def answer(self, question: Question, week: Week, text: str, asker: Membership, now: datetime) -> None:
        """The asker found out alone: it is the question's own answer from now on, for all who read it. Said twice it is said once."""
        if question.own_answer != text:
            self._change(question, now, own_answer=text)
            question.answer_by_asker(asker, text, now)
        self._remember(question.key or "", week, now, outcome="answered", word="")

    def ask_again(self, question: Question, week: Week, word: str, asker: Membership, now: datetime) -> None:
        """Asked of the mentors, or once more where it waits already; pressed twice in a week it is asked once.

        Raises AlreadyAnswered. `asker` comes with the cohort.
        """
        asked_already = self._found(question.key or "", week)
        if asked_already is None or asked_already.outcome != "asked":
            self.ask_mentors(question, word, asker, now)
        self._remember(question.key or "", week, now, outcome="asked", word="")

    def ask_mentors(self, question: Question, word: str, asker: Membership, now: datetime) -> None:
        """As Question.ask_again, and what is being written of this review says so too. `asker` comes with the cohort."""
        self._change(question, now, asks_mentors=True)
        question.ask_again(asker, word, asker.cohort, now)

    def stop_asking(self, question: Question, cohort: Cohort, now: datetime) -> None:
        """As long as nobody has replied, the mentors are asked no longer: the question has the audience of this review again. It must be locked."""
        self._change(question, now, asks_mentors=False)
        question.take_back()
        question.asks_mentors = question.asked_at is not None
        question.file(cohort, self.audience, self.audience_team_id, now)

    def _change(self, question: Question, now: datetime, **values: str | bool) -> None:
        """What is being written and not yet published changes too, where it still says what is published; open pages learn of it.

        A question that was asked on its own stands in no document.
        """
        if question.review_id != self.id:  # type: ignore[attr-defined]
            return
        self.version += 1
        self.saved_at = now
        if self.draft is None:
            return
        document = self.draft.document
        before = {"own_answer": question.own_answer, "asks_mentors": question.asks_mentors}
        rows = [_changed(row, values, before) if row.key == question.key else row for row in document.rows]
        self.draft.kept = document.having(rows=rows).as_json()

    def _remember(self, key: str, week: Week, now: datetime, *, outcome: str | None = None, word: str | None = None) -> None:
        found = self._found(key, week)
        outcome = found.outcome if found and outcome is None else outcome or ""
        word = found.word if found and word is None else word or ""
        if found is None and (outcome or word):
            db.session.add(FollowUp(cohort_id=self.cohort_id, author_id=self.author_id, week_id=week.id, review_id=self.id, key=key,  # type: ignore[attr-defined]
                                    outcome=outcome, word=word, at=now))
        elif found is not None and not (outcome or word):
            db.session.delete(found)
        elif found is not None and (found.outcome, found.word) != (outcome, word):
            found.outcome, found.word, found.at = outcome, word, now
        db.session.flush()

    def _found(self, key: str, week: Week) -> FollowUp | None:
        return db.session.scalar(select(FollowUp).where(FollowUp.week_id == week.id, FollowUp.review_id == self.id, FollowUp.key == key))  # type: ignore[attr-defined]


def _both(there: str, word: str, was: str) -> str:
    if mark_of(there) == was or there in word:
        return word
    return there if word in there else f"{there}\n\n{word}" if "\n" in there + word else f"{there} / {word}"


def _changed(row: Row, values: dict[str, str | bool], before: dict[str, str | bool]) -> Row:
    return row.having(**{name: value for name, value in values.items() if _as_published(name, row[name]) == before[name]})


def _as_published(name: str, value: str | bool) -> str | bool:
    return no_lone_arrow(str(value)) if name == "own_answer" else value
