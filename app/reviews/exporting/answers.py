"""What others replied to the questions of a review, as Markdown for reading: their words, which no import takes for one's own."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.questions.models import Question, Reply
from app.reviews.exporting.history import Kept


def answers(kept: Kept) -> str:
    """A part for each question that somebody replied to; '' when nobody did."""
    zone = ZoneInfo(kept.cohort.timezone)
    parts = [part for question in kept.review.questions if (replies := kept.replies.get(question.id))
             for part in _question(question, replies, zone)]
    if not parts:
        return ""
    heading = _("Replies to the questions of week %(number)s", number=kept.review.week.number)
    return "\n\n".join([f"# {heading}", *parts]) + "\n"


def _question(question: Question, replies: Sequence[Reply], zone: ZoneInfo) -> Iterator[str]:
    yield f"## {question.headline}"
    yield "\n".join(f"> {line}".rstrip() for line in question.text.split("\n"))
    for reply in replies:
        yield f"**{reply.author.name}** · {_role(reply)} · {reply.written_at.astimezone(zone):%Y-%m-%d %H:%M}"
        yield reply.text


def _role(reply: Reply) -> str:
    return {"mentor": _("Mentor"), "staff": _("Staff")}.get(reply.author_role, _("Camper"))

