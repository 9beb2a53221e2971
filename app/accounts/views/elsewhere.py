"""Coming in as who one is elsewhere, and linking that with one's account: out to the provider, and back."""
from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.accounts import coming_in, limits, newcomers, providers, sessions
from app.accounts.addresses import LONGEST, is_address
from app.accounts.identities import Identity
from app.accounts.models import Account
from app.accounts.providers import Known
from app.accounts.views import bp
from app.accounts.ways import own_path
from app.extensions import db
from app.web import clock
from app.web.access import public
from app.web.database import write_from_now_on
from config import Provider


@bp.post("/sign-in/with/<provider>")
@public
def start_with(provider: str) -> Response | str:
    """A page that leads on by itself: a form of ours may not be answered with a way to elsewhere (the policy of forms)."""
    there, way_on = providers.named_or_404(provider), own_path(request.form.get("next"))
    if current_user.is_authenticated:
        return redirect(way_on or url_for("home.front"), 303)
    db.session.commit()  # nobody waits for the provider
    return render_template("accounts/going_on.html", provider=there, way=providers.way_to(there, "sign-in", next=way_on or ""))


@bp.get("/sign-in/with/<provider>/back")
@public
@limits.other_tries
def back_from(provider: str) -> Response:
    """The one GET that changes something, because providers come back so: only with the state that this very browser was given, once."""
    there, said = providers.named_or_404(provider), request.args.to_dict()
    write_from_now_on()
    try:
        known, begun = providers.came_back(there, said)
        if begun["purpose"] == "link":
            return _link(there, known, begun["account"])
        if current_user.is_authenticated:  # somebody came in meanwhile, and stays
            raise providers.Unproven
    except providers.Unproven:
        limits.missed()
        raise
    return _come_in(there, known, own_path(begun["next"]))


def _link(provider: Provider, known: Known, account_id: int) -> Response:
    if not current_user.is_authenticated or current_user.id != account_id:
        raise providers.Unproven
    coming_in.link(current_user._get_current_object(), known.issuer, known.subject, known.address, provider.name, clock.now())
    db.session.commit()
    flash(_("Your account is linked with %(provider)s. From now on you can sign in with it.", provider=provider.name))
    return redirect(url_for("accounts.ways"), 303)


def _come_in(provider: Provider, known: Known, way_on: str | None) -> Response:
    """Who is linked comes in. Nobody is ever linked by an address alone: it says who may read a mailbox, not who opened an account here."""
    if identity := Identity.known_as(known.issuer, known.subject):
        identity.used_at = clock.now()
        sessions.sign_in(identity.account)
        db.session.commit()
        return redirect(way_on or url_for("home.front"), 303)
    sign_in_first = redirect(url_for("accounts.sign_in", next=way_on), 303)
    if not known.address or len(known.address) > LONGEST or not is_address(known.address):
        flash(_("%(provider)s did not say that your mail address is verified, so no account can be opened with it. Sign in as you did so far, "
                "then link it on your account page.", provider=provider.name))
        return sign_in_first
    if db.session.scalar(select(Account.id).where(Account.address == known.address)):
        flash(_("%(address)s has an account here that is not linked with %(provider)s yet. Sign in as you did so far, then link it on your account "
                "page.", address=known.address, provider=provider.name))
        return sign_in_first
    newcomers.wait(known)
    if way_on and way_on.startswith("/join/"):
        return redirect(way_on, 303)
    flash(_("You have no account here yet. To open one, come in with a code or an invitation."))
    return redirect(url_for("accounts.sign_up"), 303)
