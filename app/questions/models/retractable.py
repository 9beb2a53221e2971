"""Taken back by whoever wrote it: a reply loses its words, and what it settled is open again."""
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import Notice, notify
from app.questions.models.answerable import Answerable
from app.questions.models.refusals import NotYours, TakenUp
from app.questions.models.version import ReplyVersion
from app.uploads import forget_uses

if TYPE_CHECKING:
    from app.questions.models.reply import Reply


class Retractable(Answerable):
    def retract(self, reply: Reply, by: Membership, now: datetime) -> None:
        """The words go, of now and of before; the row stays as a trace, and so do what others replied and the history.

        Where nothing else answers the question, it waits again in the place that it had, and its asker is told. Said twice it is said once.
        The question must be locked. Raises NotYours.
        """
        if reply.author_id != by.id:
            raise NotYours
        self._take_words_of(reply, by, now)

    def retract_noted(self, reply: Reply, noted_by: Membership, now: datetime) -> None:
        """What was said in a peer session is taken back by whoever wrote it down there, as long as it stands as they wrote it: neither its author
        has said it otherwise nor anybody chosen or endorsed it. As `retract`. Raises NotYours, TakenUp.
        """
        if reply.noted_by_id != noted_by.id:
            raise NotYours
        if reply.edited_at or reply.endorsed_at or reply.accepted_by_id not in (None, noted_by.id):
            raise TakenUp
        self._take_words_of(reply, noted_by, now)

    def _take_words_of(self, reply: Reply, by: Membership, now: datetime) -> None:
        if reply.is_withdrawn:
            return
        settled = self.is_settled_by(reply) and not self.is_open and not self.is_closed
        reply.lose_words(now)
        self.reply_count = type(self).reply_count - 1
        db.session.execute(delete(ReplyVersion).where(ReplyVersion.reply_id == reply.id).execution_options(synchronize_session=False))
        db.session.execute(update(Notice).where(Notice.cohort_id == self.cohort_id, Notice.source == f"reply:{reply.id}").values(excerpt="")
                           .execution_options(synchronize_session=False))
        forget_uses("reply", [reply.id])
        self._note(by.id, "retracted", now, reply_id=reply.id)
        db.session.flush()
        db.session.refresh(self, ["reply_count"])
        if settled and not self.own_answer and not self._is_settled_by_a_reply():
            self._be_open_again()
            if not self.is_by(by):
                notify([self.author_id], "retracted", cohort_id=self.cohort_id, source=f"retracted:{reply.id}", address=self.path(),
                       about=self.headline, actor=by, now=now)

    def tell_of_edit(self, reply: Reply, by: Membership, now: datetime) -> None:
        """What answers the question says something else now: its asker is told, of each reply once a day at most."""
        if self.is_settled_by(reply) and not self.is_by(by):
            notify([self.author_id], "edited", cohort_id=self.cohort_id, source=f"edited:{reply.id}:{now:%Y-%m-%d}", address=self.path(reply),
                   about=self.headline, actor=by, now=now)
