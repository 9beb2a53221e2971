"""Closed without an answer of its own: the same was asked before, or its asker takes it back."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import notify, unsay
from app.questions.models.event import QuestionEvent
from app.questions.models.me_too import MeToo
from app.questions.models.refusals import (
    AlreadyAnswered,
    AlreadyClosed,
    InACircle,
    NotEverybodys,
    NotInSight,
    NotYours,
    OfAnotherCohort,
    OthersPointHere,
    SameAsDuplicate,
    SameAsItself,
    SameAsWithdrawn,
)
from app.questions.models.reopenable import Reopenable
from app.questions.models.reply import Reply
from app.questions.models.tag import QuestionTag
from app.questions.models.version import QuestionVersion
from app.uploads import forget_uses


class Closable(Reopenable):
    if TYPE_CHECKING:
        @classmethod
        def listed_for(cls, member: Membership) -> Select[Any]: ...

    def may_be_closed_by(self, member: Membership) -> bool:
        """Those who answer for the cohort and the asker may say that it was asked before."""
        return self.is_filed and self.is_open and (member.guides or self.is_by(member))

    def may_be_withdrawn_by(self, member: Membership) -> bool:
        return self.is_filed and self.is_by(member) and not self.is_withdrawn

    def close_as_duplicate(self, original: Self, by: Membership, now: datetime) -> None:
        """It is the same as `original`, whose answer is told to everybody who waits for this one's. Both must be locked.

        Raises NotYours, AlreadyClosed, AlreadyAnswered, or why `original` cannot be the one: SameAsItself, SameAsDuplicate, InACircle,
        SameAsWithdrawn, OfAnotherCohort, NotInSight, NotEverybodys; OthersPointHere where the asker would move what others closed as the same.
        """
        if not (self.is_filed and (by.guides or self.is_by(by))):
            raise NotYours
        if self.is_closed:
            raise AlreadyClosed
        if not self.is_open:
            raise AlreadyAnswered
        self._must_stand_for(original, by)
        repeating = self._repeating_this()
        if repeating and not by.guides:
            raise OthersPointHere
        for question in (*repeating, self):
            question._become_closed(question.closed_at or now, original.id)
            event = question._note(by.id, "duplicate", now)
            waiting = question._send_me_toos_to(original)
            db.session.flush()
            notify(waiting - {by.id}, "duplicate", cohort_id=self.cohort_id, source=f"event:{event.id}", address=question.path(),
                   about=question.headline, excerpt=original.headline, quotes=original.path(), actor=None if question.hides(by) else by, now=now)

    def withdraw(self, by: Membership, now: datetime) -> None:
        """Its asker takes it back: while nobody else has replied it is theirs alone from now on; otherwise its words go and the replies stay.

        Said twice it is said once. The question must be locked. Raises NotYours, OthersPointHere.
        """
        if not self.is_by(by):
            raise NotYours
        if not self.may_be_withdrawn_by(by):
            return
        if self._repeating_this():
            raise OthersPointHere
        concerned = (self._me_toos() | {id for id in (self.claimed_by_id, self.handed_to_id) if id}) - {by.id}
        replied = select(Reply.author_id).where(Reply.question_id == self.id, Reply.author_id != by.id, Reply.withdrawn_at.is_(None))
        repliers = set(db.session.scalars(replied.distinct()))
        self._become_closed(now)
        event = self._note(by.id, "withdrawn", now)
        if repliers:
            self._lose_words()
        else:
            self.audience, self.audience_team_id, self.asked_at = "me", None, None
        db.session.flush()
        since = self.filed_at or now
        unsay(self.cohort_id, address=f"questions/{self.id}", but=by.id, since=since)
        notify(concerned | repliers, "withdrawn", cohort_id=self.cohort_id, source=f"event:{event.id}",
               address=self.path() if repliers else "questions/", about="", actor=None if self.hides(by) else by, now=now)

    @classmethod
    def pointed_at_among(cls, question_ids: Collection[int]) -> set[int]:
        """Those that others' questions were closed as the same as; one statement, none without any."""
        if not question_ids:
            return set()
        return set(db.session.scalars(select(cls.duplicate_of_id).where(cls.duplicate_of_id.in_(question_ids))))  # type: ignore[arg-type]

    def withdraw_from_review(self, now: datetime) -> None:
        """Its row is no longer in its asker's review: as `withdraw`."""
        self.withdraw(db.session.get_one(Membership, self.author_id), now)

    def stand_again(self, now: datetime) -> None:
        """Its row is in its asker's review again, which says its words and will ask it; what was answered before is answered. It must be withdrawn."""
        self.closed_at = None
        if not self.text and (kept := db.session.scalar(QuestionVersion.of(self.id).limit(1))) is not None:
            db.session.delete(kept)
        self._note(self.author_id, "returned", now)

    def _must_stand_for(self, original: Self, by: Membership) -> None:
        if original.id == self.id:
            raise SameAsItself
        if original.cohort_id != self.cohort_id:
            raise OfAnotherCohort
        if original.duplicate_of_id == self.id:
            raise InACircle
        if not self._is_seen_by(by, original):
            raise NotInSight
        if original.duplicate_of_id is not None:
            raise SameAsDuplicate
        if original.is_closed:
            raise SameAsWithdrawn
        asker = db.session.get_one(Membership, self.author_id)
        if not self._is_seen_by(asker, original) or (self.audience == "cohort" and original.audience != "cohort"):
            raise NotEverybodys

    def _is_seen_by(self, member: Membership, other: Self) -> bool:
        question = type(self)
        return db.session.scalar(question.listed_for(member).with_only_columns(question.id).where(question.id == other.id)) is not None

    def _repeating_this(self) -> list[Self]:
        """What was closed as the same as this one."""
        question = type(self)
        return list(db.session.scalars(select(question).where(question.duplicate_of_id == self.id).order_by(question.id).with_for_update(key_share=True)))

    def _send_me_toos_to(self, original: Self) -> set[int]:
        """Who waits for this one's answer wants to know the original's; gives all of them.

        The original's own asker is one of them only where a name is not told: a count that does not grow would tell it.
        """
        waiting = self._me_toos() | {self.author_id}
        named = not self.without_name and not original.without_name
        joining = waiting - original._me_toos() - ({original.author_id} if named else set())
        if original.asked_at and joining:
            db.session.add_all(MeToo(question_id=original.id, member_id=member_id, cohort_id=self.cohort_id, said_at=self.closed_at) for member_id in joining)
            original.me_too_count = type(self).me_too_count + len(joining)
            db.session.flush()
        return waiting

    def _lose_words(self) -> None:
        """Nobody reads them any more but the asker, for whom they are kept."""
        self._keep_words()
        answered_at = self.answered_at
        self.write("")
        self.answered_at = answered_at
        db.session.execute(delete(QuestionTag).where(QuestionTag.question_id == self.id).execution_options(synchronize_session=False))
        set_committed_value(self, "tags", [])
        db.session.execute(update(QuestionEvent).where(QuestionEvent.question_id == self.id, QuestionEvent.member_id == self.author_id)
                           .values(word=""))
        forget_uses("question", [self.id])
