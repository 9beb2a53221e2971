"""What is replied, and which reply settled it."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.notifications.models import notify
from app.questions.models.editable import Editable
from app.questions.models.event import QuestionEvent
from app.questions.models.me_too import MeToo
from app.questions.models.refusals import AlreadyAnswered, AlreadyClosed, AsksBack, NotYours, ReplyTakenBack, TakenBack
from app.questions.models.reply import Reply
from app.questions.models.seeable import Seeable
from app.uploads import note_uses
from app.web import markdown


class Answerable(Editable, Seeable):
    def may_be_replied_to_by(self, member: Membership) -> bool:
        """Also to one that is closed: who has written an answer may still want it to stand there. Not to what nobody else reads any more."""
        return self.is_filed and not self.is_its_askers_alone

    def may_be_accepted_by(self, member: Membership) -> bool:
        """The asker or a mentor says which reply settled it."""
        return self.is_filed and not self.is_closed and (self.is_by(member) or member.guides)

    def may_be_found_out_by(self, member: Membership) -> bool:
        """Whether `member` can say what answered it for them: the asker, at once or any time later."""
        return self.is_filed and not self.is_closed and self.is_by(member)

    def is_settled_by(self, reply: Reply) -> bool:
        """Whether that reply answers it: a mentor's unless it asks back, anybody's that was chosen. What its asker says by the way does not, whoever
        they are in the cohort."""
        return reply.accepted_at is not None or (reply.answers and reply.author_id != self.author_id)

    def reply(self, author: Membership, text: str, now: datetime, *, asks_back: bool = False, once: str | None = None,
              noted_by: Membership | None = None) -> Reply:
        """Add a reply by `author`; a mentor's answers the question unless it asks back. Sent twice, it is there once.

        What was said in a peer session was written down there by `noted_by`. The question must be locked. Tells the asker, unless the asker wrote
        it down, and whoever asked "me too" when it was answered. Raises TakenBack.
        """
        if self.is_its_askers_alone:
            raise TakenBack
        if once and (sent := db.session.scalar(select(Reply).where(Reply.author_id == author.id, Reply.once == once))):
            return sent
        reply = Reply(cohort_id=self.cohort_id, question_id=self.id, author_id=author.id, author_role=author.role, text=text,
                      html=markdown.render(text), asks_back=asks_back and author.guides, written_at=now, once=once,
                      noted_by_id=noted_by.id if noted_by else None)
        db.session.add(reply)
        self.reply_count = type(self).reply_count + 1
        self.note_seen(author, now)
        if self.claimed_by_id == author.id:
            self._let_go()
        db.session.flush()
        note_uses("reply", reply.id, [text], author)
        answered = self.is_open and self.is_settled_by(reply)
        if answered:
            self._become_answered(now)
            self._note(author.id, "answered", now, reply_id=reply.id)
        self._tell_of(reply, author, now, answered)
        if noted_by and noted_by.id != author.id:
            self._tell([author.id], "said", reply, now, noted_by)
        return reply

    def accept(self, reply: Reply, by: Membership, now: datetime) -> None:
        """Mark the one reply that settled it; a peer's reply answers the question by this. The question must be locked.

        Another that was marked is so no longer. Raises NotYours, AlreadyClosed; AsksBack for what answers nothing.
        """
        self._must_be_for_accepting(by)
        if reply.is_withdrawn:
            raise ReplyTakenBack
        if reply.asks_back:
            raise AsksBack
        if reply.accepted_at:
            return
        self._accept_none()
        reply.accepted_at, reply.accepted_by_id = now, by.id
        was_open = self.is_open
        self._become_answered(now)
        self._note(by.id, "accepted", now, reply_id=reply.id)
        if reply.author_id != by.id:
            notify([reply.author_id], "accepted", cohort_id=self.cohort_id, source=f"accepted:{reply.id}", address=self.path(reply),
                   about=self.headline, actor=None if self.hides(by) else by, now=now)
        if was_open:
            self._tell_me_toos(reply, now, but={reply.author_id, by.id})

    def unaccept(self, reply: Reply, by: Membership, now: datetime) -> None:
        """It did not settle it after all. Where nothing else answers the question it waits again, in the place that it had; what is not marked
        is left as it is. The question must be locked. Raises NotYours, AlreadyClosed."""
        self._must_be_for_accepting(by)
        if not reply.accepted_at:
            return
        reply.accepted_at = reply.accepted_by_id = None
        db.session.flush()
        self._note(by.id, "unaccepted", now, reply_id=reply.id)
        if self.own_answer or self._is_settled_by_a_reply():
            return
        self._be_open_again()

    def answer_by_asker(self, asker: Membership, text: str, now: datetime) -> None:
        """The asker found out alone, after filing: it is answered, and whoever asked "me too" is told. The question must be locked.

        `text` is not blank. Raises NotYours, AlreadyClosed.
        """
        if not self.is_by(asker):
            raise NotYours
        if self.is_closed:
            raise AlreadyClosed
        was_open = self.is_open
        self.rewrite(self.text, text, now)
        self._become_answered(now)
        if was_open:
            self._tell_what_was_found_out(now)

    def file(self, cohort: Cohort, audience: str, audience_team_id: int | None, now: datetime) -> None:
        """As Askable.file; what its asker found out since is told like any answer."""
        was_open = self.is_open and self.listed_at is not None
        super().file(cohort, audience, audience_team_id, now)
        if was_open and self.own_answer and not self.is_open:
            self._tell_what_was_found_out(now)

    def ask_again(self, asker: Membership, word: str, cohort: Cohort, now: datetime) -> None:
        """Ask the mentors; where it waits for them already it keeps its place in line, and they read that it is still wanted, and the word.

        The question must be locked. Raises NotYours, AlreadyAnswered, AlreadyClosed.
        """
        if not self.is_by(asker):
            raise NotYours
        if self.is_closed:
            raise AlreadyClosed
        if not self.is_open:
            raise AlreadyAnswered
        waited = self.is_waiting
        if not waited:
            self.ask(cohort, now)
        if waited or word:
            self._note(asker.id, "again", now, word)

    def _must_be_for_accepting(self, by: Membership) -> None:
        if self.is_closed and (self.is_by(by) or by.guides):
            raise AlreadyClosed
        if not self.may_be_accepted_by(by):
            raise NotYours

    def _be_open_again(self) -> None:
        """What settled it is gone: asked of the mentors, it waits in the place that it had."""
        since = self._waited_since() if self.asked_at else None
        if since is None:
            self.answered_at = None
        else:
            self._become_open(since)

    def _waited_since(self) -> datetime | None:
        """Since when it waited when it was answered: since it was asked, or reopened."""
        reopened = select(QuestionEvent.at).where(QuestionEvent.question_id == self.id, QuestionEvent.event.in_(("reopened", "returned")))
        return db.session.scalar(reopened.order_by(QuestionEvent.id.desc()).limit(1)) or self.asked_at

    def _accept_none(self) -> None:
        db.session.execute(update(Reply).where(Reply.question_id == self.id, Reply.accepted_at.is_not(None))
                           .values(accepted_at=None, accepted_by_id=None))

    def _tell_what_was_found_out(self, now: datetime) -> None:
        event = self._note(self.author_id, "answered", now)
        db.session.flush()
        if waiting := self._me_toos() - {self.author_id}:
            asker = None if self.without_name else db.session.get_one(Membership, self.author_id)
            notify(waiting, "me_too_answer", cohort_id=self.cohort_id, source=f"event:{event.id}", address=self.path(), about=self.headline,
                   excerpt=markdown.plain(self.own_answer, 200), actor=asker, now=now)

    def _tell_of(self, reply: Reply, author: Membership, now: datetime, answered: bool) -> None:
        kind = "counter_question" if reply.asks_back else "answer" if author.guides else "reply"
        if self.author_id not in (author.id, reply.noted_by_id):
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
