"""A part of a question or of a reply, as it is cited in another: Markdown, with whose words they are and where they stand."""
from __future__ import annotations

import re

from flask import url_for
from flask_babel import gettext as _

from app.questions.models import Question, Reply
from app.questions.queries.replies import Replies, reply_at
from app.web.markdown import escaped

LINES_AT_MOST = 30
CHARACTERS_AT_MOST = 2_000
FENCE = re.compile(r"\s*(```+|~~~+)")


def source_line(question: Question, reply: Reply | None) -> str:
    """Whose words they are, with the way to them; what has no name leads to the question alone.

    Whoever cites writes for everybody who reads the question, so it names nobody whom not all of them may know.
    """
    show = url_for("questions.show", question_id=question.id)
    if reply is None:
        return f"**[{_('The question')}]({show})**"
    if question.hides(reply.author):
        return f"**[{_('The asker')}]({show})**"
    name = escaped(reply.author.name)
    return f"**[{name}]({show}#reply-{reply.id})**"


def quoted(question: Question, replies: Replies, place: str) -> str:
    """The words at that place in the thread ("0" is the question, "1" the first reply) as a quote; "" where nothing stands there."""
    if place == "0":
        return _quote(question.text, source_line(question, None)) if question.text else ""
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else 0
    reply = replies.at(number) or (reply_at(question.id, number) if 0 < number <= replies.total else None)
    if reply is None or reply.is_withdrawn:
        return ""
    return _quote(reply.text, source_line(question, reply))


def added(text: str, quote: str) -> str:
    """`text` with the quote under it, and a line to go on in."""
    return f"{text.rstrip()}\n\n{quote}\n\n".lstrip("\n") if quote else text


def _quote(text: str, source: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in [source, "", *_beginning(text)])


def _beginning(text: str) -> list[str]:
    """As many of its lines as are cited; a block of code that is cut is closed."""
    kept: list[str] = []
    room, fence = CHARACTERS_AT_MOST, ""
    lines = text.split("\n")
    for line in lines:
        if len(kept) == LINES_AT_MOST or len(line) > room:
            break
        kept.append(line)
        room -= len(line)
        if found := FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
    if len(kept) == len(lines):
        return kept
    if not kept:
        kept.append(text[:CHARACTERS_AT_MOST].split("\n")[0])
    return [*kept, *([fence] if fence else []), "", "…"]
