"""A document as the JSON that `flask review parse` prints."""
from __future__ import annotations

from typing import Any

from app.reviews.models.document import Document, Row

ARROW = "→ "


def as_issue(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "questions": [{"text": row["text"], "answer": row["own_answer"]} for row in document.section("questions")],
        "resources": [{"title": row["text"], "url": row["url"], "note": row["note"]} for row in document.section("resources")],
        "study_topics": [with_step(row) for row in document.section("study_topics")],
        **{section: [row["text"] for row in document.section(section)] for section in ("takeaways", "went_well", "to_improve")},
        "actions": [with_step(row) for row in document.section("actions")],
        "closing": document.closing,
    }


def with_step(row: Row) -> str:
    """A topic or decision and its first step in one text."""
    text, step = row["text"], row["note"]
    if not step or not text:
        return text or step
    return f"{text} {ARROW}{step}" if "\n" not in text + step else f"{text}\n{ARROW}{step}"
