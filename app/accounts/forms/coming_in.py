"""How somebody who has an account comes in, and where a code is typed."""
from __future__ import annotations

import re
import unicodedata

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import ValidationError

from app.accounts import limits
from app.accounts.addresses import LONGEST, Address
from app.accounts.forms.fields import AS_NEW_PASSWORD, AS_USERNAME, LONG_ENOUGH
from app.accounts.models import Account
from app.accounts.passwords import NewPassword, Password
from app.web.forms import Line

LINK = re.compile(r"/join/([A-Za-z0-9_-]{6,64})(?![A-Za-z0-9_-])")
READ_ALOUD = re.compile(r"[A-Za-z0-9]{6,16}")
COPIED = re.compile(r"[A-Za-z0-9_-]{43}")  # secrets.token_urlsafe(32), as invitations carry


class SignInForm(FlaskForm):
    """Two words to compare. What an address must look like is not checked: it would help nobody who has one."""

    address = Line(_l("Mail address"), limit=LONGEST, required=_l("Please write your mail address."), render_kw=AS_USERNAME)
    password = Password(_l("Password"), render_kw={"autocomplete": "current-password"})
    next = HiddenField()

    def account(self) -> Account | None:
        """Whose address and password were typed. When nobody's, the form says so, but not which of the two is wrong."""
        found = Account.signing_in(self.address.data or "", self.password.data or "")
        if found is None:
            limits.missed()
            self.form_errors.append(_("The mail address and the password do not belong together. Please look at both once more."))
        return found


class CodeForm(FlaskForm):
    code = Line(_l("Join code or invitation link"), limit=500, required=_l("Please write the code, or paste the whole link."),
                render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})

    def validate_code(self, field: Line) -> None:
        if not field.errors and code_within(field.data or "") is None:
            raise ValidationError(_("This does not look like a code or a link. A code has 8 letters and digits."))


class RecoveryForm(FlaskForm):
    address = Address(_l("Mail address"), render_kw=AS_USERNAME)


class RenewalForm(FlaskForm):
    password = NewPassword(_l("New password"), description=LONG_ENOUGH, render_kw=AS_NEW_PASSWORD)

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account

    def own_words(self) -> tuple[str, ...]:
        return self.account.name, self.account.address


def code_within(text: str) -> str | None:
    """The code in what somebody typed or pasted: in a whole link, or alone in any spacing; None when there is none."""
    plain = unicodedata.normalize("NFKC", text)
    if link := LINK.search(plain):
        return link[1]
    if COPIED.fullmatch(plain.strip()):
        return plain.strip()
    letters = re.sub(r"[\s-]", "", plain)
    return letters.upper() if READ_ALOUD.fullmatch(letters) else None
