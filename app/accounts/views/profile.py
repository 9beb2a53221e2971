"""One's own account: a page of small forms, each sent to an address of its own."""
from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.accounts import limits, mailing, signing
from app.accounts.agents import in_words
from app.accounts.forms.profile import AddressForm, LanguageForm, MailsForm, MemoriesForm, NameForm, PasswordForm, ThemeForm
from app.accounts.models import Account
from app.accounts.preferences import choose_language
from app.accounts.queries import devices_of
from app.accounts.views import bp
from app.extensions import db
from app.web import clock
from app.web.access import public

Page = tuple[str, int]


@bp.get("/me/")
def profile() -> str:
    return _page()


@bp.post("/me/name")
def name() -> Response | Page:
    form = NameForm()
    if not form.validate_on_submit():
        return _once_more(name=form)
    current_user.name = form.name.data
    return _saved(_("Your name is changed."), "change-name")


@bp.post("/me/language")
def own_language() -> Response | Page:
    form = LanguageForm()
    if not form.validate_on_submit():
        return _once_more(language=form)
    choose_language(current_user, form.language.data)
    g.pop("language", None)  # what is said about it is said in the new one
    refresh()
    return _saved(_("The language is changed."), "looks")


@bp.post("/me/theme")
def theme() -> Response | Page:
    form = ThemeForm()
    if not form.validate_on_submit():
        return _once_more(theme=form)
    current_user.theme = form.theme.data or None
    return _saved(_("Your choice of light and dark is kept."), "looks")


@bp.post("/me/mails")
def mails() -> Response | Page:
    form = MailsForm()
    if not form.validate_on_submit():
        return _once_more(mails=form)
    current_user.mails_answers = form.mails_answers.data
    return _saved(_("You will get answers by mail.") if form.mails_answers.data else _("You will get no answers by mail."), "mails")


@bp.post("/me/memories")
def memories() -> Response | Page:
    form = MemoriesForm()
    if not form.validate_on_submit():
        return _once_more(memories=form)
    current_user.shows_memories = form.shows_memories.data
    comes = _("What you wrote or saved months ago comes back on your first page.")
    return _saved(comes if form.shows_memories.data else _("What you wrote or saved months ago does not come back."), "memories")


@bp.post("/me/password")
@limits.password_tries
def password() -> Response | Page:
    form = PasswordForm(_me())
    if not form.is_proven():
        return _once_more(password=form)
    current_user.change_password(form.new_password.data or "", clock.now(), but=g.device)
    return _saved(_("Your password is changed. Every other device is signed out."), "change-password")


@bp.post("/me/address")
@limits.password_tries
@limits.mailed_links
def address() -> Response | Page:
    """Changes nothing yet: whoever can read what is sent to the new address confirms it from there."""
    form = AddressForm(_me())
    if not form.is_proven():
        return _once_more(address=form)
    mailing.mail_link("address", {"account_id": current_user.id, "address": form.address.data, "mark": current_user.password_mark}, clock.now())
    sentence = _("We sent a link to %(address)s. Your address changes when you open it and confirm.", address=form.address.data)
    return _saved(sentence, "change-address")


@bp.route("/me/address/<token>", methods=["GET", "POST"])
@public
def new_address(token: str) -> Response | Page:
    """Works signed in or out: mail is often read on another device."""
    change = signing.change_of_address(token)
    if change is None:
        return render_template("accounts/link_over.html", ask_anew="address"), 404
    account, typed = change
    form = FlaskForm()
    if not form.validate_on_submit():
        return render_template("accounts/new_address.html", account=account, address=typed, token=token), 200
    account.take_address(typed)
    return _saved(_("Your address is %(address)s now. Sign in with it from now on.", address=typed), "change-address")


def _saved(sentence: str, section: str) -> Response:
    db.session.commit()
    flash(sentence)
    return redirect(url_for("accounts.profile", _anchor=section), 303)


def _once_more(**failing: Any) -> Page:
    """The whole page with what was typed into the form that could not be taken, and why."""
    return _page(**failing), 422


def _page(**failing: Any) -> str:
    me = _me()
    forms: dict[str, FlaskForm] = {
        "name": NameForm(formdata=None, obj=me),
        "language": LanguageForm(formdata=None, data={"language": me.language or ""}),
        "theme": ThemeForm(formdata=None, data={"theme": me.theme or ""}),
        "mails": MailsForm(formdata=None, obj=me),
        "memories": MemoriesForm(formdata=None, obj=me),
        "password": PasswordForm(me, formdata=None),
        "address": AddressForm(me, formdata=None),
    }
    return render_template("accounts/profile.html", forms=forms | failing, failing=next(iter(failing.values()), None),
                           devices=devices_of(me, clock.now()), this_device=g.device, in_words=in_words)


def _me() -> Account:
    return current_user._get_current_object()
