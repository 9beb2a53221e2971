"""What one shows of one's week in the session."""
from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.cohorts.current import campers_only, current_member, while_open
from app.cohorts.models import Week
from app.extensions import db
from app.peer_sessions.forms import HighlightsForm
from app.peer_sessions.models import Highlight, PeerSession
from app.peer_sessions.queries.shown import USUALLY
from app.reviews.models import Review
from app.reviews.views.blueprint import week_of
from app.reviews.words import section_names
from app.web import clock
from app.web.finding import get_or_404, lock_or_404

bp = Blueprint("highlights", __name__, url_prefix="/c/<cohort>/weeks/<int:number>/highlights")


@bp.get("")
@campers_only
@while_open
def show(cohort: str, number: int) -> str:
    week = get_or_404(week_of(current_member, number))
    review = db.session.scalar(Review.of(current_member, week).where(Review.filed_at.is_not(None)))
    if review:
        review.load_rows()
    return render_template("peer_sessions/highlights.html", week=week, review=review, chosen=Highlight.keys_of(review) if review else set(),
                           section_names=section_names(), may_be_shown=Highlight.may_be, usually=USUALLY)


@bp.post("")
@campers_only
def choosing(cohort: str, number: int) -> ResponseReturnValue:
    week = get_or_404(week_of(current_member, number))
    session = _session_over(week)
    review = lock_or_404(Review.of(current_member, week).where(Review.filed_at.is_not(None)))
    review.load_rows()
    chosen = Highlight.choose(review, HighlightsForm().show.data or [])
    if session:
        session.changed()
    db.session.commit()
    flash(ngettext("In the session %(num)s row of your review is shown.", "In the session %(num)s rows of your review are shown.", len(chosen)) if chosen
          else _("You chose nothing, so the session shows what went well, your actions and your open questions."))
    if session and session.is_open(clock.now()):
        return redirect(url_for("peer_sessions.show", session_id=session.id), 303)
    return redirect(url_for("reviews.show", review_id=review.id), 303)


def _session_over(week: Week) -> PeerSession | None:
    """The team's session over that week, if one is at hand: its open pages are out of date then. It is locked before any review, as everywhere."""
    if current_member.team_id is None:
        return None
    return db.session.scalar(PeerSession.not_closed(current_member.team_id, week).with_for_update(of=PeerSession, key_share=True))
