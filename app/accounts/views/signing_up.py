"""Where somebody without an account begins: with a code or an invitation."""
from __future__ import annotations

from flask import redirect, render_template
from werkzeug.wrappers import Response

from app.accounts.forms.coming_in import CodeForm, code_within
from app.accounts.views import bp
from app.web.access import public


@bp.route("/sign-up", methods=["GET", "POST"])
@public
def sign_up() -> Response | tuple[str, int]:
    """Only reads what was typed. What a code opens, and how often somebody may try, is for the door that it leads to."""
    form = CodeForm()
    if form.validate_on_submit():
        return redirect(f"/join/{code_within(form.code.data or '')}", 303)
    return render_template("accounts/sign_up.html", form=form), 422 if form.errors else 200
