"""What an open page asks about again and again (js/live.js)."""
from __future__ import annotations

from flask import Response

from app.cohorts.current import current_member
from app.peer_sessions.queries.news import news_of
from app.peer_sessions.views.blueprint import bp
from app.web import live


@bp.get("/<int:session_id>/news")
def news(cohort: str, session_id: int) -> Response:
    """With the moment on the server's clock in a header, by which the page's clock goes whatever its own says."""
    told, mark = news_of(session_id, current_member)
    return live.with_moment(live.news(told, mark))
