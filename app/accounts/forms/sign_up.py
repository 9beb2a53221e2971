"""How an account is opened."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from wtforms.validators import ValidationError

from app.accounts import limits, newcomers
from app.accounts.addresses import Address
from app.accounts.forms.fields import AS_NEW_PASSWORD, AS_USERNAME, LONG_ENOUGH, name_field
from app.accounts.identities import Identity
from app.accounts.models import Account, AddressTaken, folded, let_others_write
from app.accounts.passwords import NewPassword
from app.accounts.providers import Known
from app.extensions import db


class SignUpForm(FlaskForm):
    """For whoever holds a code or an invitation; `open_account(form, now)` opens the account once it is valid.

    A view that has this form is limited by `limits.password_tries`: the form tells apart whether an address has an account.
    """

    name = name_field()
    address = Address(_l("Mail address"), render_kw=AS_USERNAME)
    password = NewPassword(_l("Password"), description=LONG_ENOUGH, render_kw=AS_NEW_PASSWORD)

    known: Known | None = None  # who comes by a password is known nowhere else
    account: Account | None = None  # found while checking: the same person pressed before, or has been here before

    def own_words(self) -> tuple[str, ...]:
        return self.name.data or "", self.address.data or ""

    def say_taken(self, taken: AddressTaken) -> None:
        self.address.errors = [taken.sentence()]

    def validate_address(self, field: Address) -> None:
        if field.errors or not _is_taken(field.data or ""):
            return
        self.account = Account.signing_in(field.data or "", self.password.data or "")
        if self.account is None:
            limits.missed()
            raise ValidationError(AddressTaken().sentence())


class NewcomerForm(FlaskForm):
    """For whoever holds a code and is known elsewhere: their address is verified there, and no password is asked for."""

    name = name_field()

    def __init__(self, known: Known, **more: Any) -> None:
        super().__init__(**more, data={"name": known.name})
        self.known = known

    def say_taken(self, taken: AddressTaken) -> None:
        self.form_errors.append(taken.sentence())


def form_of_newcomer(**more: Any) -> SignUpForm | NewcomerForm:
    known = newcomers.waiting()
    return NewcomerForm(known, **more) if known else SignUpForm(**more)


def open_account(form: SignUpForm | NewcomerForm, now: datetime) -> Account:
    """The account that a valid `form` asks for: in the database, not yet committed.

    Pressed twice it opens one; whoever gives the address and the password of an account gets that account. Raises AddressTaken.
    Ends the transaction that it is called in, because hashing takes a while: nothing must be pending.
    """
    if isinstance(form, NewcomerForm):
        return _open_elsewhere(form.known, form.name.data or "", now)
    if form.account is not None:
        return form.account
    address, password = form.address.data or "", form.password.data or ""
    let_others_write()
    account = Account.opened_for(address, form.name.data or "", password, now)
    try:
        with db.session.begin_nested():
            db.session.add(account)
        return account
    except IntegrityError:
        earlier = Account.signing_in(address, password)
    if earlier is None:
        raise AddressTaken
    return earlier


def _open_elsewhere(known: Known, name: str, now: datetime) -> Account:
    if identity := Identity.known_as(known.issuer, known.subject):  # pressed twice
        return identity.account
    account = Account.opened_elsewhere(known.address, name, now)
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError:
        raise AddressTaken from None
    Identity.link(account, known.issuer, known.subject, known.address, now).used_at = now
    return account


def _is_taken(address: str) -> bool:
    return db.session.scalar(select(Account.id).where(Account.address == folded(address))) is not None
