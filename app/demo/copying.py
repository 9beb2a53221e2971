"""Questions by the thousand, written by the database itself: it is sent each text once, and of a question only where it stands."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Integer, MetaData, String, Table, Text, case, insert, literal, null, select

from app.demo.material import Thread
from app.extensions import db
from app.questions.models import Question, QuestionTag, Reply
from app.web import markdown
from app.web.clock import UtcDateTime
from app.web.database import BigId

SENT = MetaData()  # gone again before the transaction ends
LOOKS = Table(
    "sent_looks", SENT, Column("look", Integer, primary_key=True),
    *(Column(name, Text) for name in ("origin", "text", "headline", "headline_html", "body_html", "reply", "reply_html")), prefixes=["TEMPORARY"])
TAGS = Table("sent_tags", SENT, Column("look", Integer), Column("name", String(30)), prefixes=["TEMPORARY"])
PLACES = Table(
    "sent_places", SENT, Column("id", BigId, primary_key=True),
    *(Column(name, BigId) for name in ("review_id", "author_id", "week_id", "guide_id", "same_as_id")),
    *(Column(name, UtcDateTime) for name in ("asked_at", "replied_at")), Column("look", Integer), Column("state", Text), prefixes=["TEMPORARY"])


@dataclass(frozen=True)
class Look:
    """What a thread of the demo's texts says, rendered once for all the rows that show it."""

    origin: str
    text: str
    headline: str
    headline_html: str
    body_html: str
    reply: str
    reply_html: str
    tags: tuple[str, ...]

    @classmethod
    def of(cls, thread: Thread) -> Look:
        text = thread.phrasings[0]
        reply = next((reply.text for reply in thread.replies if reply.by == "mentor"), "좋은 질문이에요. 공식 문서의 예제부터 같이 볼까요?")
        return cls(thread.origin, text, markdown.plain(text.strip().split("\n")[0], 200), *markdown.headline(text), reply, markdown.render(reply), thread.tags)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands and which look it has. `state` is one of STATES; what was withdrawn had been replied to, and lost its words."""

    id: int
    review_id: int
    author_id: int
    week_id: int
    look: int
    state: str
    asked_at: datetime
    replied_at: datetime | None = None
    guide_id: int | None = None
    same_as_id: int | None = None


def write(cohort_id: int, looks: Sequence[Look], places: Sequence[Place]) -> None:
    """Rows of these questions with their tags and replies, in the order in which they come: that of ids is the quickest."""
    connection = db.session.connection()
    SENT.create_all(connection, checkfirst=False)
    connection.execute(insert(LOOKS), [{"look": number, **asdict(look)} for number, look in enumerate(looks)])
    connection.execute(insert(TAGS), [{"look": number, "name": name} for number, look in enumerate(looks) for name in look.tags])
    connection.execute(insert(PLACES), [{name: getattr(place, name) for name in Place.__slots__} for place in places])
    there = PLACES.join(LOOKS, LOOKS.c.look == PLACES.c.look)
    _copy(Question, _questions(cohort_id), there)
    _copy(QuestionTag, _tags(cohort_id), PLACES.join(TAGS, TAGS.c.look == PLACES.c.look), PLACES.c.state != "withdrawn")
    _copy(Reply, _replies(cohort_id), there, PLACES.c.replied_at.is_not(None))
    SENT.drop_all(connection, checkfirst=False)


def _copy(model: Any, columns: dict[str, Any], there: FromClause, *which: ColumnElement[bool]) -> None:
    rows = select(*columns.values()).select_from(there).where(*which).order_by(PLACES.c.id)
    db.session.connection().execute(insert(model.__table__).from_select(list(columns), rows))


def _questions(cohort_id: int) -> dict[str, Any]:
    place, look, state = PLACES.c, LOOKS.c, PLACES.c.state

    def said(text: Any) -> Any:
        return case((state == "withdrawn", ""), else_=text)

    return {
        **{name: place[name] for name in ("id", "review_id", "author_id", "week_id", "asked_at")}, "cohort_id": literal(cohort_id),
        "filed_at": place.asked_at, "listed_at": place.asked_at, "waiting_since": case((state == "open", place.asked_at)),
        "answered_at": case((state == "answered", place.replied_at)), "duplicate_of_id": place.same_as_id,
        "closed_at": case((state == "withdrawn", place.replied_at), (state == "duplicate", place.asked_at)),
        "origin": look.origin, **{name: said(look[name]) for name in ("text", "headline", "headline_html", "body_html")},
        "own_answer": literal(""), "own_answer_html": literal(""), "renderer": literal(markdown.RENDERER), "position": literal(0),
        "asks_mentors": literal(True), "without_name": literal(False), "audience": literal("cohort"), "me_too_count": literal(0),
        "reply_count": case((place.replied_at.is_(None), 0), else_=1),
    }


def _tags(cohort_id: int) -> dict[str, Any]:
    waiting = case((PLACES.c.state == "open", PLACES.c.asked_at), else_=null())
    return {"question_id": PLACES.c.id, "name": TAGS.c.name, "cohort_id": literal(cohort_id), "listed_at": PLACES.c.asked_at, "waiting_since": waiting}


def _replies(cohort_id: int) -> dict[str, Any]:
    return {"cohort_id": literal(cohort_id), "question_id": PLACES.c.id, "author_id": PLACES.c.guide_id, "author_role": literal("mentor"),
            "text": LOOKS.c.reply, "html": LOOKS.c.reply_html, "renderer": literal(markdown.RENDERER), "asks_back": literal(False),
            "written_at": PLACES.c.replied_at}
