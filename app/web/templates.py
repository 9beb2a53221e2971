"""What every template knows, beside what its view gives it."""
from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g
from flask_babel import LazyString
from flask_login import current_user
from jinja2 import StrictUndefined

from app.web import clock, language
from app.web.navigation import places_for
from app.web.times import When


def register(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.tests["sentence"] = is_sentence

    @app.context_processor
    def shared() -> dict[str, Any]:
        member = g.get("member")
        now = clock.now()
        return {
            "current_member": member,
            "language": language.chosen(),
            "languages": language.LANGUAGES,
            "theme": getattr(current_user, "theme", None) or "",
            "now": now,
            "when": speaker(),
            "places": places_for(current_app, member) if member else [],
        }


def is_sentence(value: object) -> bool:
    """Whether something is to be read as it stands: text, also such as waits for its language. Of a form's errors, those of no part."""
    return isinstance(value, str | LazyString)


def speaker() -> When:
    """Says moments of this page: in the cohort's zone, in Seoul's where there is no cohort."""
    if "when" not in g:
        member = g.get("member")
        g.when = When(clock.now(), member.cohort.timezone if member else "Asia/Seoul", language.chosen())
    return g.when
