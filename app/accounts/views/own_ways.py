"""How somebody signs in: their passkeys, and who they are elsewhere. Each change needs a proof, and is told by mail."""
from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from app.accounts import ceremonies, coming_in, limits, providers
from app.accounts.forms.profile import NewPasskeyForm, PasskeyNameForm, WayForm
from app.accounts.identities import Identity
from app.accounts.models import Account
from app.accounts.passkeys import Passkey
from app.accounts.views import bp
from app.extensions import db
from app.web import clock
from app.web.errors import Refusal, asks_for_json
from app.web.finding import get_or_404

Page = tuple[str, int]


class NotYet(Refusal):
    """What a script is told where a page would come back with its form."""

    status = 422

    def __init__(self, form: Any) -> None:
        super().__init__()
        self.form = form

    def sentence(self) -> str:
        return " ".join(str(message) for messages in self.form.errors.values() for message in messages)


@bp.get("/me/ways")
def ways() -> str:
    return _page()


@bp.post("/me/passkeys/challenge")
@limits.password_tries
def new_passkey_challenge() -> Response | Page:
    """The proof is asked for here, before the device makes anything."""
    me, form = _me(), NewPasskeyForm(_me())
    if not ceremonies.are_possible():
        abort(404)
    if not form.is_proven():
        if asks_for_json():
            raise NotYet(form)
        return _page(passkey=form), 422
    return Response(ceremonies.making_options(me), mimetype="application/json")


@bp.post("/me/passkeys")
@limits.other_tries
def new_passkey() -> Answer | Page:
    form = PasskeyNameForm()
    if not form.validate_on_submit():
        abort(400)
    now = clock.now()
    try:
        passkey = ceremonies.made(_me(), request.form.get("credential", ""), form.name.data or "", now)
    except ceremonies.NoPasskey:
        limits.missed()
        raise
    coming_in.add_passkey(_me(), passkey, now)
    return _saved(_("The passkey is added. From now on you can sign in with it."))


@bp.post("/me/passkeys/<int:passkey_id>/name")
def rename_passkey(passkey_id: int) -> Answer | Page:
    passkey, form = _passkey(passkey_id), PasskeyNameForm()
    if not form.validate_on_submit():
        return _page(renaming=form, of=passkey_id), 422
    passkey.name = form.name.data or ""
    return _saved(_("The passkey has its new name."))


@bp.post("/me/passkeys/<int:passkey_id>/removal")
@limits.password_tries
def remove_passkey(passkey_id: int) -> Answer | Page:
    passkey, form = _passkey(passkey_id), WayForm(_me())
    if not form.is_proven():
        return _page(removing=form, of=passkey_id), 422
    coming_in.remove_passkey(_me(), passkey, clock.now())
    return _saved(_("The passkey is removed."))


@bp.post("/me/providers/<provider>/link")
@limits.password_tries
def link(provider: str) -> str | Page:
    there, form = providers.named_or_404(provider), WayForm(_me())
    if not form.is_proven():
        return _page(linking=form, of=provider), 422
    db.session.commit()  # nobody waits for the provider
    return render_template("accounts/going_on.html", provider=there, way=providers.way_to(there, "link", account=current_user.id))


@bp.post("/me/identities/<int:identity_id>/removal")
@limits.password_tries
def unlink(identity_id: int) -> Answer | Page:
    me, form = _me(), WayForm(_me())
    identity = get_or_404(Identity.of(me).where(Identity.id == identity_id))
    if not form.is_proven():
        return _page(unlinking=form, of=identity_id), 422
    coming_in.unlink(me, identity, providers.name_of(identity.issuer), clock.now())
    return _saved(_("It is not linked any more."))


def _saved(sentence: str) -> Answer:
    db.session.commit()
    flash(sentence)
    return redirect(url_for("accounts.ways"), 303)


def _passkey(passkey_id: int) -> Passkey:
    return get_or_404(Passkey.of(_me()).where(Passkey.id == passkey_id))


def _page(of: int | str = 0, **failing: Any) -> str:
    """With what was typed into the form that could not be taken: `of` says of which row it is."""
    me = _me()
    linked = db.session.scalars(Identity.of(me).order_by(Identity.id)).all()
    taken = {identity.issuer for identity in linked}
    return render_template(
        "accounts/ways.html", failing=next(iter(failing.values()), None), failed=next(iter(failing), ""), of=of,
        new=failing.get("passkey") or NewPasskeyForm(me, formdata=None), proof=WayForm(me, formdata=None), name_of=providers.name_of,
        passkeys=db.session.scalars(Passkey.of(me).order_by(Passkey.id)).all(), identities=linked, passkeys_are_possible=ceremonies.are_possible(),
        providers=[provider for provider in providers.offered() if provider.issuer not in taken])


def _me() -> Account:
    return current_user._get_current_object()
