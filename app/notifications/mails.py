"""What a mail says, in the language of who gets it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_mailman import EmailMessage
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts import signing
from app.accounts.models import Account, folded
from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import Notice, Outgoing
from app.web import clock
from app.web.language import DEFAULT
from app.web.times import When


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    text: str
    message_id: str


def compose(outgoing: Outgoing) -> Mail | None:
    """The mail of an outbox row; None where there is nobody (any more) to send it to, or they have read it in the app."""
    return {"notice": _notice, "recovery": _recovery, "address": _address, "parcel": _parcel, "farewell": _farewell, "way": _way}[outgoing.purpose](outgoing)


def send(mail: Mail) -> None:
    """Hand it to the mail server. Raises what smtplib raises."""
    EmailMessage(mail.subject, mail.text, to=[mail.to], headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}).send()


def _notice(outgoing: Outgoing) -> Mail | None:
    notice = db.session.scalars(
        select(Notice).where(Notice.id == outgoing.notice_id)
        .options(joinedload(Notice.member).options(joinedload(Membership.account), joinedload(Membership.cohort)),
                 joinedload(Notice.actor).joinedload(Membership.account))
    ).one()
    member = notice.member
    if notice.read_at or member.ended_at or member.account.deactivated_at or not member.account.mails_answers:
        return None
    link = f"{current_app.config['BASE_URL']}/c/{member.cohort.slug}/{notice.address}"
    with force_locale(member.account.language or DEFAULT):
        subject = _("Answered: %(question)s", question=_cut(notice.about, 70))
        text = render_template("mails/answer.txt", notice=notice, member=member, link=link, settings=f"{current_app.config['BASE_URL']}/me/")
    return _mail(outgoing, member.account.address, subject, text)


def _recovery(outgoing: Outgoing) -> Mail | None:
    account = db.session.scalar(select(Account).where(Account.address == folded(outgoing.params["address"]), Account.deactivated_at.is_(None)))
    if account is None:
        return None
    with force_locale(account.language or DEFAULT):
        text = render_template("mails/recovery.txt", account=account, link=signing.recovery_link(account))
        return _mail(outgoing, account.address, _("A new password for Hoego"), text)


def _address(outgoing: Outgoing) -> Mail | None:
    account = db.session.get(Account, outgoing.params["account_id"])
    if account is None or account.deactivated_at or account.password_mark != outgoing.params["mark"]:
        return None
    new = outgoing.params["address"]
    with force_locale(account.language or DEFAULT):
        text = render_template("mails/address.txt", account=account, link=signing.address_link(account, new))
        return _mail(outgoing, new, _("Confirm your new address for Hoego"), text)


def _parcel(outgoing: Outgoing) -> Mail | None:
    """That what somebody had packed is ready: the way to the page, where they sign in; never the file."""
    account = db.session.get(Account, outgoing.params["account_id"])
    if account is None or account.deactivated_at or not account.mails_answers:
        return None
    language = account.language or DEFAULT
    with force_locale(language):
        until = When(clock.now(), "Asia/Seoul", language).day(datetime.fromisoformat(outgoing.params["ends_at"]))
        base = current_app.config["BASE_URL"]
        text = render_template("mails/parcel.txt", account=account, until=until, link=f"{base}/me/copy", settings=f"{base}/me/")
        return _mail(outgoing, account.address, _("Everything you wrote is ready"), text)


def _farewell(outgoing: Outgoing) -> Mail | None:
    with force_locale(outgoing.params["language"] or DEFAULT):
        text = render_template("mails/farewell.txt", name=outgoing.params["name"])
        return _mail(outgoing, outgoing.params["address"], _("Your account at Hoego is deleted"), text)


def _way(outgoing: Outgoing) -> Mail | None:
    """That somebody changed how the account is come into: if it was not its owner, they learn of it."""
    account = db.session.get(Account, outgoing.params["account_id"])
    if account is None or account.deactivated_at:
        return None
    with force_locale(account.language or DEFAULT):
        told = {
            "passkey-added": _("A passkey was added to your account: %(name)s", name=outgoing.params["name"]),
            "passkey-removed": _("A passkey was removed from your account: %(name)s", name=outgoing.params["name"]),
            "linked": _("Your account was linked with %(name)s", name=outgoing.params["name"]),
            "unlinked": _("Your account is not linked with %(name)s any more", name=outgoing.params["name"]),
        }[outgoing.params["what"]]
        text = render_template("mails/way.txt", account=account, told=told, link=f"{current_app.config['BASE_URL']}/me/ways")
        return _mail(outgoing, account.address, _("How you sign in to Hoego has changed"), text)


def _mail(outgoing: Outgoing, to: str, subject: str, text: str) -> Mail:
    host = urlsplit(current_app.config["BASE_URL"]).hostname
    return Mail(to, " ".join(subject.split()), text, f"<outbox-{outgoing.id}@{host}>")


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
