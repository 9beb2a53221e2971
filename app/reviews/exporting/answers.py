"""What others replied to the questions of a review, as Markdown for reading: their words, which no import takes for one's own. And what its
author asked on its own that week: it is in no review's document, and an import must not make it a question of one."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.questions.models import Question, Reply
from app.reviews.exporting.history import Kept


def answers(kept: Kept) -> str:
    """A part for each question that somebody replied to, and for each that was asked on its own; '' where there is none."""
    zone = ZoneInfo(kept.cohort.timezone)
    parts = [part for question in kept.review.questions if (replies := kept.replies.get(question.id))
             for part in _question(question, replies, zone)]
    apart = [part for question in kept.apart for part in _question(question, kept.replies.get(question.id, ()), zone)]
    number = kept.review.week.number
    parts = [f"# {_('Replies to the questions of week %(number)s', number=number)}", *parts] if parts else []
    apart = [f"# {_('Asked on their own in week %(number)s', number=number)}", *apart] if apart else []
    return "\n\n".join([*parts, *apart]) + "\n" if parts or apart else ""


def _question(question: Question, replies: Sequence[Reply], zone: ZoneInfo) -> Iterator[str]:
    yield f"## {question.headline}"
    yield "\n".join(f"> {line}".rstrip() for line in question.text.split("\n"))
    if question.own_answer and not question.review_id:
        yield question.own_answer
    for reply in replies:
        yield f"**{reply.author.name}** · {_role(reply)} · {reply.written_at.astimezone(zone):%Y-%m-%d %H:%M}{_said_there(reply)}"
        yield reply.text


def _said_there(reply: Reply) -> str:
    """' · said in the peer session', and who wrote it down there."""
    if not reply.noted_by:
        return ""
    noted_by = "" if reply.noted_by_id == reply.author_id else f" · {_('noted by %(name)s', name=reply.noted_by.name)}"
    return f" · {_('Said in the peer session')}{noted_by}"


def _role(reply: Reply) -> str:
    return {"mentor": _("Mentor"), "staff": _("Staff")}.get(reply.author_role, _("Camper"))

