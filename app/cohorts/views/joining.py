"""Coming in by a code: typed, read aloud, or as a link."""
from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import providers
from app.accounts.forms import AddressTaken, NewcomerForm, SignUpForm, form_of_newcomer, open_account
from app.accounts.forms.coming_in import CodeForm, code_within
from app.accounts.limits import code_tries, password_tries
from app.accounts.sessions import sign_in
from app.cohorts.forms import TeamChoiceForm
from app.cohorts.joining import Opening, opened_by
from app.cohorts.views import bp
from app.extensions import db
from app.web import clock
from app.web.access import public


@bp.get("/join")
@public
def enter_code() -> str:
    return render_template("cohorts/enter_code.html", form=CodeForm())


@bp.post("/join")
@public
def entered() -> Response | tuple[str, int]:
    form = CodeForm()
    if not form.validate():
        return render_template("cohorts/enter_code.html", form=form), 422
    return redirect(url_for("cohorts.door", code=code_within(form.code.data or "")), 303)


@bp.get("/join/<code>")
@public
@code_tries
def door(code: str) -> str:
    opening = opened_by(code, clock.now())
    return _page(code, opening, form_of_newcomer(formdata=None), TeamChoiceForm(opening.teams, formdata=None))


@bp.post("/join/<code>")
@public
@code_tries
@password_tries
def join(code: str) -> Response | tuple[str, int]:
    opening = opened_by(code, clock.now())
    account, choice = form_of_newcomer(), TeamChoiceForm(opening.teams)
    is_new = not current_user.is_authenticated
    chosen_well = choice.validate() if opening.teams else True
    if (is_new and not account.validate()) or not chosen_well:
        return _page(code, opening, account, choice), 422
    if is_new:
        try:
            joining = open_account(account, clock.now())
        except AddressTaken as taken:
            account.say_taken(taken)
            return _page(code, opening, account, choice), 422
        opening = opened_by(code, clock.now())  # opening an account takes a while, and the code may have been ended meanwhile
        opening.join(joining.id, choice.team_id if opening.teams else None, clock.now())
        sign_in(joining)
    else:
        opening.join(current_user.id, choice.team_id if opening.teams else None, clock.now())
    db.session.commit()
    return redirect(url_for("home.this_week", cohort=opening.cohort.slug), 303)


def _page(code: str, opening: Opening, account: SignUpForm | NewcomerForm, choice: TeamChoiceForm) -> str:
    sign_in_first = url_for("accounts.sign_in", next=request.path)
    return render_template("cohorts/join.html", code=code, opening=opening, account=account, choice=choice, sign_in_first=sign_in_first,
                           providers=providers.offered())

