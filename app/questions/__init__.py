"""The questions that a cohort asks, what was answered, and the queue of those who answer."""
from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from app.cohorts.models import on_leaving
from app.questions import words
from app.questions.models import Question
from app.questions.queries.seen import questions_seen_by, replies_seen_by
from app.uploads import seen_in
from app.web.navigation import Place, add_place


def register(app: Flask) -> None:
    from app.questions.views import questions, queue

    app.register_blueprint(questions)
    app.register_blueprint(queue)
    words.register(app)
    add_place(app, Place(_l("Queue"), "queue.index", frozenset({"queue"}), rank=5,
                         shown_to=lambda member: member.guides, count=lambda member: member.cohort.waiting_count))
    add_place(app, Place(_l("Questions"), "questions.index", frozenset({"questions"}), rank=20))
    seen_in(app, "question", questions_seen_by)
    seen_in(app, "reply", replies_seen_by)
    if Question.release_all_of not in on_leaving:
        on_leaving.append(Question.release_all_of)
