"""One camper as staff see them: their weeks, what was noted, who looks after them."""
from __future__ import annotations

from flask import abort, render_template
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.board import queries, words
from app.board.forms import NoteForm
from app.board.views import bp
from app.cohorts.current import current_member, staff_only
from app.cohorts.models import Membership
from app.web import clock


@bp.get("/campers/<int:member_id>")
@staff_only
def camper(cohort: str, member_id: int) -> str:
    return page_of(member_id, NoteForm(formdata=None))


def page_of(member_id: int, form: NoteForm) -> str:
    """Of somebody who is no camper of this cohort, or left altogether, there is no page; of a former camper there is."""
    grid = queries.grid_of(current_member, clock.now(), camper_id=member_id)
    if not grid.campers:
        abort(404)
    return render_template("board/camper.html", grid=grid, camper=grid.campers[0], notes=queries.notes_about(member_id, current_member), form=form, words=words)


def the_camper(member_id: int) -> Select[Membership]:
    """A camper of the reader's cohort, a former one too, with the account."""
    return (select(Membership).join(Membership.account).options(joinedload(Membership.account, innerjoin=True))
            .where(Membership.id == member_id, Membership.cohort_id == current_member.cohort_id, Membership.role == "camper", Account.deactivated_at.is_(None)))
