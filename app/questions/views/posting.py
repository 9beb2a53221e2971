"""A reply is posted, from the question's page or from the desk; what came in between is told first."""
from __future__ import annotations

from datetime import datetime

from flask import flash, redirect
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.accounts.models import Account
from app.cohorts.current import current_member
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.addresses import reply_address
from app.questions.forms import GuidesReplyForm, ReplyForm
from app.questions.models import Question, Reply, ReplyDraft
from app.questions.queries.next import next_for
from app.web import clock
from app.web.finding import LARGEST_ID
from app.web.templates import speaker


def post(question: Question, form: ReplyForm) -> Response:
    """The question must be locked and the form right. To the reply; whoever answers for the cohort is offered the next question there."""
    now = clock.now()
    reply = question.reply(current_member, form.text.data or "", now, asks_back=form.asks_back, once=form.once.data)
    ReplyDraft.forget(question.id, current_member)
    db.session.flush()
    place = reply_address(question, reply)
    offer_next(question, _("Posted. Next:"), now)
    db.session.commit()
    return redirect(place, 303)


def offer_next(question: Question, said: str, now: datetime) -> None:
    """To whoever answers for the cohort and is done with somebody's `question`, on the page that comes; `said` leads over to it."""
    following = next_for(current_member, now) if current_member.guides and not question.is_by(current_member) else None
    if following:
        told = {"id": following.id, "headline": following.headline, "waiting": speaker().waiting(following.waiting_since), "said": said}
        flash(told, "next")  # type: ignore[arg-type]


def tell(form: ReplyForm, question: Question, last_id: int) -> None:
    """Notes in the form what the page says beside it, so that it is told once. `last_id` is the number of the latest reply, 0 where there is none."""
    if not isinstance(form, GuidesReplyForm):
        told = "closed" if question.is_closed else ""
        form.told.data, form.told.raw_data = told, [told]
        return
    holder = question.claimed_by_id if question.is_claimed(clock.now()) and question.claimed_by_id != current_member.id else ""
    for field, value in ((form.told, "closed" if question.is_closed else holder), (form.seen, last_id)):
        field.data, field.raw_data = str(value), [str(value)]


def came_between(question: Question, form: ReplyForm) -> str:
    """What whoever writes should know before posting and the page did not say, as a sentence; '' where there is nothing."""
    if ReplyDraft.was_posted(current_member, form.once.data or ""):
        return ""
    if question.is_closed:
        return "" if form.told.data == "closed" else _("This question was closed in the meantime. What you wrote is still here.")
    if not isinstance(form, GuidesReplyForm):
        return ""
    if name := _who_answered_after(question, form.seen.data or ""):
        return _("%(name)s answered in the meantime. What you wrote is still here; post it if it adds something.", name=name)
    if question.is_claimed(clock.now()) and question.claimed_by_id != current_member.id and form.told.data != str(question.claimed_by_id):
        holder = select(Account.name).join(Membership, Membership.account_id == Account.id).where(Membership.id == question.claimed_by_id)
        name = db.session.scalars(holder).one()
        return _("%(name)s is writing an answer now. What you wrote is still here; you can post it all the same.", name=name)
    return ""


def _who_answered_after(question: Question, seen: str) -> str:
    """Who of the others settled it by a reply that the page had not shown."""
    if question.is_open or not (seen.isascii() and seen.isdigit() and len(seen) < 20 and int(seen) <= LARGEST_ID):
        return ""
    later = Reply.to([question.id]).where(Reply.id > int(seen), Reply.author_id != current_member.id)
    return next((reply.author.name for reply in db.session.scalars(later).unique() if question.is_settled_by(reply)), "")
