"""The summary of a closed session, to be taken along. (Its page is that of the session.)"""
from __future__ import annotations

from flask import Response, abort
from flask_babel import gettext as _

from app.cohorts.current import current_member
from app.peer_sessions.exporting import markdown
from app.peer_sessions.queries import agenda
from app.peer_sessions.views.blueprint import bp
from app.reviews.exporting import file_name
from app.web import clock, language
from app.web.copies import as_file
from app.web.times import When


@bp.get("/<int:session_id>/summary.md")
def summary_as_markdown(cohort: str, session_id: int) -> Response:
    now = clock.now()
    shown = agenda(session_id, current_member, now)
    if shown.state != "closed":
        abort(404)
    text = markdown(shown, When(now, current_member.cohort.timezone, language.chosen()))
    name = file_name(current_member.cohort.name, shown.session.team.name, _("Peer session of week %(number)s", number=shown.session.week.number))
    return as_file(text, f"{name}.md", "text/markdown")
