"""Who is writing an answer, as a page says it."""
from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question
from app.web.times import When


@dataclass(frozen=True)
class ClaimTold:
    """`stands`: 'mine', 'theirs', 'free', or 'over' where nothing waits for an answer; `words` say it, `until` is the moment as text."""

    stands: str
    words: str = ""
    holder: int = 0
    name: str = ""
    until: str = ""


def claim_told(question: Question, member: Membership, when: When) -> ClaimTold:
    """As `member` sees it; one statement where somebody else holds it and was not loaded."""
    if question.is_claimed_by(member, when.now):
        assert question.claimed_until is not None
        words = _("You are writing · %(left)s left", left=when.left(question.claimed_until))
        return ClaimTold("mine", words, member.id, member.name, question.claimed_until.isoformat())
    if question.is_claimed(when.now) and question.claimed_by_id and question.claimed_until:
        name = _name_of(question.claimed_by_id)
        words = _("%(name)s is writing · %(left)s left", name=name, left=when.left(question.claimed_until))
        return ClaimTold("theirs", words, question.claimed_by_id, name, question.claimed_until.isoformat())
    return ClaimTold("free" if question.may_be_claimed_by(member) else "over")


def _name_of(member_id: int) -> str:
    holder = db.session.get(Membership, member_id)
    if holder is not None and "account" in holder.__dict__:  # the page has loaded who it is
        return holder.name
    return db.session.scalars(select(Account.name).join(Membership, Membership.account_id == Account.id).where(Membership.id == member_id)).one()
