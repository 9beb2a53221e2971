"""Every table of the board as a file for a spreadsheet."""
from __future__ import annotations

from flask import Response, abort

from app.board.files import TABLES
from app.board.spreadsheet import as_csv
from app.board.views import bp
from app.cohorts.calendar import today
from app.cohorts.current import current_member, staff_only
from app.reviews.exporting import file_name
from app.web import clock
from app.web.copies import as_file


@bp.get("/<table>.csv")
@staff_only
def as_table(cohort: str, table: str) -> Response:
    if table not in TABLES:
        abort(404)
    now, place = clock.now(), current_member.cohort
    told = TABLES[table](current_member, now)
    return as_file(as_csv(told), f"{file_name(place.name, told.name, f'{today(place, now)}')}.csv", "text/csv; charset=utf-8")
