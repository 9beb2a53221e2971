"""What somebody may change about their own account: a small form each."""
from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField

from app.accounts import limits, sessions
from app.accounts.addresses import Address
from app.accounts.forms.fields import AS_CURRENT_PASSWORD, AS_NEW_ADDRESS, AS_NEW_PASSWORD, LONG_ENOUGH, NAME_LIMIT, name_field, one_of
from app.accounts.models import Account
from app.accounts.passwords import NewPassword, Password
from app.web.forms import Line
from app.web.language import LANGUAGES


class NameForm(FlaskForm):
    name = name_field()


class LanguageForm(FlaskForm):
    language = one_of(_l("Language"), {"": _l("As the browser has it"), **LANGUAGES})


class ThemeForm(FlaskForm):
    theme = one_of(_l("Light or dark"), {"": _l("As the device has it"), "light": _l("Light"), "dark": _l("Dark")})


class MailsForm(FlaskForm):
    mails_answers = BooleanField(_l("Mail me answers to my questions and to those that I am curious about too"))


class MemoriesForm(FlaskForm):
    shows_memories = BooleanField(_l("Show me what I wrote or saved months ago"))


class ProvenForm(FlaskForm):
    """What changes how somebody comes in needs the password that they came in with; without one, that they came in just now."""

    current_password: Password

    def __init__(self, account: Account, **more: Any) -> None:
        super().__init__(**more)
        self.account = account
        if not account.has_a_password:
            del self.current_password

    def is_proven(self) -> bool:
        """Whether everything is valid and the current password is the account's; else the form says what is wrong."""
        if not self.validate_on_submit():
            return False
        if not self.account.has_a_password:
            if not sessions.is_fresh():
                self.form_errors.append(_("You signed in a while ago. Sign out and in again, then send this once more."))
            return not self.form_errors
        if self.account.has_password(self.current_password.data or ""):
            return True
        limits.missed()
        self.current_password.errors = [_("This is not your current password.")]
        return False

    def own_words(self) -> tuple[str, ...]:
        return self.account.name, self.account.address


class PasswordForm(ProvenForm):
    current_password = Password(_l("Current password"), missing=_l("Please write your current password."), render_kw=AS_CURRENT_PASSWORD)
    new_password = NewPassword(_l("New password"), description=LONG_ENOUGH, render_kw=AS_NEW_PASSWORD)


class NewPasskeyForm(ProvenForm):
    name = Line(_l("Name of the passkey"), id="passkey-name", limit=NAME_LIMIT, required=_l("Please give it a name."))
    current_password = Password(_l("Current password"), id="passkey-password", missing=_l("Please write your current password."),
                                render_kw=AS_CURRENT_PASSWORD)


class PasskeyNameForm(FlaskForm):
    name = Line(_l("Name of the passkey"), limit=NAME_LIMIT, required=_l("Please give it a name."))


class WayForm(ProvenForm):
    """Linking, unlinking and removing."""

    current_password = Password(_l("Current password"), missing=_l("Please write your current password."), render_kw=AS_CURRENT_PASSWORD)


class LeavingForm(ProvenForm):
    current_password = Password(_l("Current password"), missing=_l("Please write your current password."), render_kw=AS_CURRENT_PASSWORD)


class AddressForm(ProvenForm):
    address = Address(_l("New mail address"), id="new-address", render_kw=AS_NEW_ADDRESS)
    current_password = Password(_l("Current password"), id="address-password", missing=_l("Please write your current password."),
                                render_kw=AS_CURRENT_PASSWORD)
