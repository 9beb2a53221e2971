"""What is replied, which reply settled it, and asking once more."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.notifications.models import notify
from app.questions.models.joinable import Joinable
from app.questions.models.me_too import MeToo
from app.questions.models.refusals import AlreadyAnswered, NotAnswered, NotYours
from app.questions.models.reply import Reply
from app.uploads import note_uses
from app.web import markdown


class Answerable(Joinable):
    def may_be_replied_to_by(self, member: Membership) -> bool:
        return self.is_filed

    def may_be_accepted_by(self, member: Membership) -> bool:
        """The asker or a mentor says which reply settled it."""
        return self.is_filed and (self.is_by(member) or member.guides)

    def may_be_reopened_by(self, member: Membership) -> bool:
        return self.is_filed and self.is_by(member) and not self.is_open

    def reply(self, author: Membership, text: str, now: datetime, *, asks_back: bool = False, once: str | None = None) -> Reply:
        """Add a reply by `author`; a mentor's answers the question unless it asks back. Sent twice, it is there once.

        The question must be locked. Tells the asker, and whoever asked "me too" when it was answered.
        """
        if once and (sent := db.session.scalar(select(Reply).where(Reply.author_id == author.id, Reply.once == once))):
            return sent
        reply = Reply(cohort_id=self.cohort_id, question_id=self.id, author_id=author.id, author_role=author.role, text=text,
                      html=markdown.render(text), asks_back=asks_back and author.guides, written_at=now, once=once)
        db.session.add(reply)
        self.reply_count = type(self).reply_count + 1
        if self.claimed_by_id == author.id:
            self._let_go()
        db.session.flush()
        note_uses("reply", reply.id, [text], author)
        answered = self.is_open and reply.answers and not self.is_by(author)
        if answered:
            self._become_answered(now)
            self._note(author.id, "answered", now)
        self._tell_of(reply, author, now, answered)
        return reply

    def accept(self, reply: Reply, by: Membership, now: datetime) -> None:
        """Mark the one reply that settled it; a peer's reply answers the question by this. The question must be locked. Raises NotYours."""
        if not self.may_be_accepted_by(by):
            raise NotYours
        if reply.accepted_at:
            return
        self._accept_none()
        reply.accepted_at, reply.accepted_by_id = now, by.id
        was_open = self.is_open
        self._become_answered(now)
        self._note(by.id, "accepted", now)
        if reply.author_id != by.id:
            notify([reply.author_id], "accepted", cohort_id=self.cohort_id, source=f"accepted:{reply.id}", address=self.path(reply),
                   about=self.headline, actor=None if self.hides(by) else by, now=now)
        if was_open:
            self._tell_me_toos(reply, now, but={reply.author_id, by.id})

    def reopen(self, by: Membership, word: str, now: datetime) -> None:
        """The asker is not content and says why: it waits for the mentors again, from now. Raises NotYours, NotAnswered."""
        if not self.is_by(by):
            raise NotYours
        if self.is_open:
            raise NotAnswered
        self._accept_none()
        self.asks_mentors, self.audience, self.audience_team_id = True, "cohort", None
        self.asked_at = self.asked_at or now
        self._become_open(now)
        event = self._note(by.id, "reopened", now, word)
        repliers = db.session.scalars(select(Reply.author_id).where(Reply.question_id == self.id, Reply.author_id != by.id).distinct())
        db.session.flush()
        notify(list(repliers), "reopened", cohort_id=self.cohort_id, source=f"event:{event.id}", address=self.path(), about=self.headline,
               actor=None if self.hides(by) else by, excerpt=word, now=now)

    def answer_by_asker(self, asker: Membership, text: str, now: datetime) -> None:
        """The asker found out alone, after filing: it is answered, and whoever asked "me too" is told. The question must be locked. Raises NotYours."""
        if not self.is_by(asker):
            raise NotYours
        was_open = self.is_open
        self.write(self.text, text)
        self.edited_at = now
        self._become_answered(now)
        if not was_open:
            return
        event = self._note(asker.id, "answered", now)
        db.session.flush()
        if waiting := self._me_toos() - {asker.id}:
            notify(waiting, "me_too_answer", cohort_id=self.cohort_id, source=f"event:{event.id}", address=self.path(), about=self.headline,
                   excerpt=markdown.plain(text, 200), actor=None if self.hides(asker) else asker, now=now)

    def ask_again(self, asker: Membership, word: str, cohort: Cohort, now: datetime) -> None:
        """Ask the mentors; where it waits for them already it keeps its place in line, and they read that it is still wanted, and the word.

        The question must be locked. Raises NotYours, AlreadyAnswered.
        """
        if not self.is_by(asker):
            raise NotYours
        if not self.is_open:
            raise AlreadyAnswered
        waited = self.is_waiting
        if not waited:
            self.ask(cohort, now)
        if waited or word:
            self._note(asker.id, "again", now, word)

    def _accept_none(self) -> None:
        db.session.execute(update(Reply).where(Reply.question_id == self.id, Reply.accepted_at.is_not(None))
                           .values(accepted_at=None, accepted_by_id=None))

    def _tell_of(self, reply: Reply, author: Membership, now: datetime, answered: bool) -> None:
        kind = "counter_question" if reply.asks_back else "answer" if author.guides else "reply"
        if not self.is_by(author):
            self._tell([self.author_id], kind, reply, now, author)
        if answered:
            self._tell_me_toos(reply, now, but={author.id}, actor=author)

    def _tell_me_toos(self, reply: Reply, now: datetime, but: set[int], actor: Membership | None = None) -> None:
        if waiting := self._me_toos() - but:
            self._tell(waiting, "me_too_answer", reply, now, actor)

    def _me_toos(self) -> set[int]:
        return set(db.session.scalars(select(MeToo.member_id).where(MeToo.question_id == self.id)))

    def _tell(self, member_ids: Collection[int], kind: str, reply: Reply, now: datetime, actor: Membership | None) -> None:
        notify(member_ids, kind, cohort_id=self.cohort_id, source=f"reply:{reply.id}", address=self.path(reply), about=self.headline,
               excerpt=markdown.plain(reply.text, 200), actor=actor, now=now)
