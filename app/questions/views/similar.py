"""Questions like the one that is being typed: offered while typing, and once before it is asked where there is no script."""
from __future__ import annotations

from flask import Response, jsonify, render_template, request
from flask_babel import ngettext

from app.cohorts.current import current_member
from app.extensions import limiter
from app.questions.queries.joinable import joinable
from app.questions.queries.similar import Similar, similar_for
from app.questions.views.blueprint import bp
from app.web.forms import tidy

LOOKED_AT = 1000  # characters of what is typed
LEAST = 6
NEARLY_THE_SAME = 0.5  # of 1; the shortest questions come to this with themselves, re-phrasings with many words in common, too

# Whoever types fast pauses about once a second.
looks_of_a_member = limiter.shared_limit("90/minute;1500/hour", scope="similar by member", key_func=lambda: str(current_member.id))


@bp.get("/similar")
@looks_of_a_member
def similar(cohort: str) -> Response:
    """As JSON for js/similar.js: `html`, a piece for under the field, and `said`, a sentence; both "" where nothing is similar. Keeps nothing."""
    found = found_for(request.args.get("text", ""))
    if not found:
        return jsonify(html="", said="")
    return jsonify(html=render_template("questions/_similar.html", **with_choices(found)),
                   said=ngettext("%(num)s similar question stands below.", "%(num)s similar questions stand below.", len(found)))


def found_for(text: str) -> list[Similar]:
    """At most three; none for less than a few letters."""
    typed = tidy(text[:LOOKED_AT].replace("\x00", ""))
    return similar_for(current_member, typed) if len(typed) >= LEAST else []


def nearly_the_same(text: str) -> list[Similar]:
    """Those that it is most likely the same as."""
    return [each for each in found_for(text) if each.score >= NEARLY_THE_SAME]


def with_choices(found: list[Similar]) -> dict[str, object]:
    """What questions/_similar.html wants."""
    return {"found": found, "joinable": joinable(current_member, [each.id for each in found if not each.is_answered and each.cohort_name is None])}
