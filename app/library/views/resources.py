"""What members of the cohort gave each other: a row an address, and one address with all who gave it."""
from __future__ import annotations

from flask import abort, render_template, request, url_for

from app.cohorts.calendar import current_number
from app.cohorts.current import current_member
from app.library.resources import Choice, resource_for, resources_for
from app.library.views import bp
from app.web import clock
from app.web.finding import number

LONGEST_SITE = 260  # characters: a host, and a port


@bp.get("/resources/")
def resources(cohort: str) -> str:
    """`?week=` and `?site=` choose; what makes no sense there chooses nothing."""
    weeks = range(1, current_number(current_member.cohort, clock.now()) + 1)
    asked = number(request.args.get("week"))
    choice = Choice(asked if asked in weeks else None, request.args.get("site", "").replace("\x00", "")[:LONGEST_SITE] or None)
    after = number(request.args.get("after"))
    listed = resources_for(current_member, choice, after)
    return render_template("library/resources.html", listed=listed, choice=choice, weeks=reversed(weeks), here=_address(choice, after),
                           more=_address(choice, listed.after) if listed.after else "")


@bp.get("/resources/<int:entry_id>")
def resource(cohort: str, entry_id: int) -> str:
    found, after = resource_for(current_member, entry_id, number(request.args.get("after")))
    if found is None:
        abort(404)
    return render_template("library/resource.html", resource=found, after=after)


def _address(choice: Choice, after: int) -> str:
    return url_for("library.resources", week=choice.week, site=choice.site, after=after or None)
