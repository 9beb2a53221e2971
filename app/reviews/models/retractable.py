"""Taken back: while nobody has said anything to it, what was filed becomes a draft again."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value

from app.comments.models import Comment, Reaction
from app.extensions import db
from app.questions import indexed
from app.questions.models import Question, QuestionEvent, QuestionTag, QuestionVersion, Reply, counted_together
from app.reviews.models.document import Document
from app.reviews.models.draft import Draft
from app.reviews.models.entry import Entry
from app.reviews.models.fileable import Fileable
from app.reviews.models.illustrated import Said
from app.reviews.models.refusals import NotFiled, Refused, SomebodyAnswers, SomebodyReplied, SomebodyWrote


class Retractable(Fileable):
    def hindrance(self, now: datetime) -> Refused | None:
        """Why it cannot be taken back: somebody has said something that would go with it. None where it can. One statement.

        A remark that was taken back hinders nobody: nobody reads it any more. Nor do the author's own remarks, which come back when it is filed
        again, nor a claim that has run out.
        """
        if not self.filed_at:
            return NotFiled()
        number = self.id
        asked, repeating = Question.review_id == number, aliased(Question)
        replied, joined, pointed_at, claimed, remarked, worded = db.session.execute(select(
            exists().where(asked, Question.reply_count > 0), exists().where(asked, Question.me_too_count > 0),
            exists().where(repeating.duplicate_of_id == Question.id, asked),
            exists().where(asked, Question.claimed_until > now),
            exists().where(Comment.review_id == number, Comment.withdrawn_at.is_(None), Comment.author_id != self.author_id),
            exists().where(Reaction.review_id == number),
        )).one()
        if replied or joined or pointed_at:
            return SomebodyReplied()
        if claimed:
            return SomebodyAnswers()
        return SomebodyWrote() if remarked or worded else None

    def unfile(self, now: datetime) -> None:
        """Nobody but its author reads it any more, its questions leave the queue; what was published goes on as a draft. Raises Refused.

        The review must be locked, and its rows loaded and locked (`load_rows`), so that of a reply at the same moment and this one comes about.
        """
        if (hindrance := self.hindrance(now)) is not None:
            raise hindrance
        if self.draft is None:
            self.draft = Draft(cohort_id=self.cohort_id, kept=self.published().as_json())
        with db.session.no_autoflush:
            Said.by(self).forget_images(self.id)
            self._take_out_all()
            self._become_unwritten(self.draft.document)
        self.version += 1
        self.saved_at = now

    def _take_out_all(self) -> None:
        Comment.move_to_whole_review(entries={entry.id: entry.key for entry in self.entries},
                                     questions={question.id: question.key or "" for question in self.questions})
        with counted_together():
            for question in self.questions:
                question.take_back()
        ids = [question.id for question in self.questions]
        for thing in (*self.entries, *self.questions):
            db.session.expunge(thing)
        set_committed_value(self, "entries", [])
        set_committed_value(self, "questions", [])
        indexed.forget(ids)
        for table, rows in ((QuestionTag, QuestionTag.question_id.in_(ids)), (QuestionEvent, QuestionEvent.question_id.in_(ids)),
                            (QuestionVersion, QuestionVersion.question_id.in_(ids)), (Reply, Reply.question_id.in_(ids)),
                            (Question, Question.id.in_(ids)), (Entry, Entry.review_id == self.id)):
            db.session.execute(delete(table).where(rows).execution_options(synchronize_session=False))

    def _become_unwritten(self, document: Document) -> None:
        """As a review is that was never filed: there is only its document."""
        self.filed_at = self.audience_team_id = None
        self.title = self.closing = self.closing_html = self.energy_word = ""
        self.energy, self.shares_energy, self.audience = None, False, document.audience
