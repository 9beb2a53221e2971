"""Something said of one reply: its question locked, the rule called, committed once, back to the reply."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import redirect
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.addresses import reply_address
from app.questions.models import Question, Reply
from app.questions.queries.thread import chosen_reply_or_404, locked_or_404
from app.web import clock


def say_of_reply(question_id: int, rule: Callable[[Question, Reply, Membership, datetime], None]) -> ResponseReturnValue:
    """`rule` of the reply that the form names, by the member; 404 where they read no such question or it has no such reply."""
    question = locked_or_404(question_id, current_member)
    reply = chosen_reply_or_404(question)
    rule(question, reply, current_member, clock.now())
    place = reply_address(question, reply)
    db.session.commit()
    return redirect(place, 303)
