"""The names that are offered after an @: as JSON, for js/names.js."""
from __future__ import annotations

from flask import jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.cohorts import queries
from app.cohorts.current import current_member
from app.cohorts.views import bp


@bp.get("/c/<cohort>/names")
def names(cohort: str) -> Response:
    roles = {"camper": _("Camper"), "mentor": _("Mentor"), "staff": _("Staff")}
    found = queries.people_named(request.args.get("q", ""), current_member)
    return jsonify([{"name": person.name, "about": person.team or roles[person.role]} for person in found])
