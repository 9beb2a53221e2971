"""The pages of the board: campers and their weeks, questions and those who answer, energy."""
from __future__ import annotations

from flask import render_template, request, url_for

from app.board import queries, quiet, words
from app.board.cells import Cells
from app.board.chart import Chart
from app.board.choices import NO_TEAM, Choice, teams_of
from app.board.views import bp
from app.cohorts.calendar import current_number
from app.cohorts.current import current_member, staff_only
from app.web import clock


@bp.get("/")
@staff_only
def index(cohort: str) -> str:
    now, choice = clock.now(), Choice.said_by(request.args)
    number = current_number(current_member.cohort, now)
    grid = queries.grid_of(current_member, now)
    return render_template(
        "board/index.html", grid=grid, campers=choice.among(grid.campers), teams=teams_of(grid.campers), choice=choice, number=number, no_team=NO_TEAM,
        figures=queries.figures_of(current_member.cohort, number, now), words=words, weeks_quiet=quiet.WEEKS,
        drawn=Cells(reviews_at(), words.weeks(range(1, number + 1)), words.signs(), words.states()),
        campers_at=url_for("board.camper", member_id=0).removesuffix("0"))


@bp.get("/questions")
@staff_only
def questions(cohort: str) -> str:
    now, place = clock.now(), current_member.cohort
    answers = queries.first_answers(place)
    return render_template("board/questions.html", ages=queries.ages_of(place, now), answers=answers, chart=Chart.of(answers, place.promise),
                           loads=queries.load_of(current_member, now), words=words)


@bp.get("/energy")
@staff_only
def energy(cohort: str) -> str:
    return render_template("board/energy.html", shared=queries.energy_of(current_member, clock.now()), reviews_at=reviews_at(), words=words)


def reviews_at() -> str:
    """Where reviews are, up to their number: to ask for thousands of addresses one by one would take longer than everything else."""
    return url_for("reviews.show", review_id=0).removesuffix("0")
