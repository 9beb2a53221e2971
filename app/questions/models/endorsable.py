"""Endorsed: those who answer for the cohort say of a peer's reply that it holds."""
from __future__ import annotations

from datetime import datetime

from app.cohorts.models import Membership
from app.notifications.models import notify
from app.questions.models.askable import Askable
from app.questions.models.refusals import NotYours
from app.questions.models.reply import Reply


class Endorsable(Askable):
    def may_be_endorsed_by(self, member: Membership, reply: Reply) -> bool:
        """A peer's reply, by somebody who answers for the cohort. It settles nothing: that is for accepting."""
        return self.is_filed and member.guides and not reply.is_withdrawn and not reply.is_by_guide and reply.author_id not in (self.author_id, member.id)

    def endorse(self, reply: Reply, by: Membership, now: datetime) -> None:
        """Said twice it is said once. The question must be locked. Raises NotYours."""
        self._must_be_endorsed(by, reply)
        if reply.endorsed_at:
            return
        reply.endorsed_at, reply.endorsed_by_id = now, by.id
        self._note(by.id, "endorsed", now, reply_id=reply.id)
        notify([reply.author_id], "endorsed", cohort_id=self.cohort_id, source=f"endorsed:{reply.id}", address=self.path(reply), about=self.headline,
               actor=by, now=now)

    def unendorse(self, reply: Reply, by: Membership, now: datetime) -> None:
        """Anybody who could have said it takes it back. The question must be locked. Raises NotYours."""
        self._must_be_endorsed(by, reply)
        if not reply.endorsed_at:
            return
        reply.endorsed_at = reply.endorsed_by_id = None
        self._note(by.id, "unendorsed", now, reply_id=reply.id)

    def _must_be_endorsed(self, by: Membership, reply: Reply) -> None:
        if not self.may_be_endorsed_by(by, reply):
            raise NotYours
