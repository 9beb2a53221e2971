"""How an account is opened."""
from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from wtforms.validators import ValidationError

from app.accounts import limits
from app.accounts.addresses import Address
from app.accounts.forms.fields import AS_NEW_PASSWORD, AS_USERNAME, LONG_ENOUGH, name_field
from app.accounts.models import Account, AddressTaken, folded, let_others_write
from app.accounts.passwords import NewPassword
from app.extensions import db


class SignUpForm(FlaskForm):
    """For whoever holds a code or an invitation; `open_account(form, now)` opens the account once it is valid.

    A view that has this form is limited by `limits.password_tries`: the form tells apart whether an address has an account.
    """

    name = name_field()
    address = Address(_l("Mail address"), render_kw=AS_USERNAME)
    password = NewPassword(_l("Password"), description=LONG_ENOUGH, render_kw=AS_NEW_PASSWORD)

    account: Account | None = None  # found while checking: the same person pressed before, or has been here before

    def own_words(self) -> tuple[str, ...]:
        return self.name.data or "", self.address.data or ""

    def validate_address(self, field: Address) -> None:
        if field.errors or not _is_taken(field.data or ""):
            return
        self.account = Account.signing_in(field.data or "", self.password.data or "")
        if self.account is None:
            limits.missed()
            raise ValidationError(AddressTaken().sentence())


def open_account(form: SignUpForm, now: datetime) -> Account:
    """The account that a valid `form` asks for: in the database, not yet committed.

    Pressed twice it opens one; whoever gives the address and the password of an account gets that account. Raises AddressTaken.
    Ends the transaction that it is called in, because hashing takes a while: nothing must be pending.
    """
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


def _is_taken(address: str) -> bool:
    return db.session.scalar(select(Account.id).where(Account.address == folded(address))) is not None
