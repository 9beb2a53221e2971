"""The browsers that somebody is signed in on."""
from __future__ import annotations

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import sessions
from app.accounts.models import Device
from app.accounts.views import bp
from app.extensions import db
from app.web import clock
from app.web.finding import get_or_404


@bp.post("/me/devices/<int:device_id>/ending")
def end_device(device_id: int) -> Response:
    device = get_or_404(Device.of(current_user).where(Device.id == device_id))
    if device.id == g.device.id:
        sessions.sign_out()
    device.sign_out(clock.now())
    db.session.commit()
    flash(_("That device is signed out."))
    return redirect(url_for("accounts.profile", _anchor="devices"), 303)


@bp.post("/me/devices/ending")
def end_other_devices() -> Response:
    current_user.sign_out_everywhere(clock.now(), but=g.device)
    db.session.commit()
    flash(_("Every other device is signed out."))
    return redirect(url_for("accounts.profile", _anchor="devices"), 303)
