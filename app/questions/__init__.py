"""The questions that a cohort asks, what was answered, and the queue of those who answer."""
from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from app.cohorts.models import on_leaving
from app.questions import indexed, placed, words
from app.questions.addresses import reply_address
from app.questions.models import Question
from app.questions.queries.replies import AT_ONCE
from app.questions.queries.seen import questions_seen_by, replies_seen_by
from app.questions.queries.versions import TEXTS_AT_ONCE, shows_versions_to
from app.questions.quoting import source_line
from app.uploads import seen_in
from app.web.navigation import Place, add_place


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.questions import leaving
    from app.questions.views import questions, queue, snippets, tags

    app.register_blueprint(questions)
    app.register_blueprint(queue)
    app.register_blueprint(snippets)
    app.register_blueprint(tags)
    words.register(app)
    app.jinja_env.globals.update(shows_versions_to=shows_versions_to, quote_source=source_line, reply_address=reply_address,
                                 REPLIES_AT_ONCE=AT_ONCE, TEXTS_AT_ONCE=TEXTS_AT_ONCE)
    add_place(app, Place(_l("Queue"), "queue.index", frozenset({"queue", "snippets"}), rank=5,
                         shown_to=lambda member: member.guides, count=lambda member: member.cohort.waiting_count))
    add_place(app, Place(_l("Questions"), "questions.index", frozenset({"questions", "tags"}), rank=20))
    indexed.watch()
    placed.watch()
    seen_in(app, "question", questions_seen_by)
    seen_in(app, "reply", replies_seen_by)
    if Question.release_all_of not in on_leaving:
        on_leaving.append(Question.release_all_of)
    forget_by(leaving.forget)
