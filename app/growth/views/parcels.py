"""Everything one wrote, packed to be taken along: asking for it, how far it is, getting it."""
from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db, limiter
from app.growth.models import Parcel
from app.growth.views import bp as of_a_cohort
from app.reviews.exporting import file_name
from app.web import clock, language, live
from app.web.copies import as_file_in_pieces

bp = Blueprint("parcels", __name__, url_prefix="/me/copy")

asked_by_a_person = limiter.shared_limit("20/hour", scope="parcels by account", key_func=lambda: str(current_user.id), methods=["POST"])


@bp.get("")
def show() -> str:
    parcel = _own()
    return render_template("growth/parcel.html", parcel=parcel, state=_state(parcel))


@bp.post("")
@asked_by_a_person
def ask() -> Response:
    """Pressed again while it is being made, it goes on as it is."""
    Parcel.ask(current_user.id, language.chosen(), clock.now())
    db.session.commit()
    return redirect(url_for("parcels.show"), 303)  # type: ignore[return-value]


@bp.get("/news")
def news() -> Response:
    """For the open page (js/parcel.js): the part of it that changes."""
    parcel = _own()
    state = _state(parcel)
    mark = f"{state}.{parcel.making}.{parcel.done}" if parcel else state
    return live.news({"state": state, "part": render_template("growth/_parcel.html", parcel=parcel, state=state)}, mark)


@bp.get("/file")
def file() -> Response:
    parcel = _own()
    if parcel is None or _state(parcel) != "ready":
        abort(404)
    name = file_name(_("Everything I wrote"), f"{parcel.ready_at:%Y-%m-%d}")
    return as_file_in_pieces(parcel.pieces(current_app.extensions["alone"]), parcel.size, f"{name}.zip", "application/zip")


@of_a_cohort.get("/parcel")
def from_a_notice(cohort: str) -> Response:
    """Notices lead to places within their cohort."""
    return redirect(url_for("parcels.show"), 303)  # type: ignore[return-value]


def _own() -> Parcel | None:
    return db.session.scalar(Parcel.of(current_user.id))


def _state(parcel: Parcel | None) -> str:
    """As Parcel.state; 'none' where nothing was ever asked for."""
    return parcel.state(clock.now()) if parcel else "none"
