"""A line during the week: what it is, and where in the review it belongs."""
from __future__ import annotations

import re
import secrets
from hashlib import sha256

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]

from app.reviews.forms.addresses import AN_ADDRESS, is_web_address
from app.reviews.models import Row
from app.web.forms import AtMost, OnceForm, Storable, Text

SECTIONS = {"question": "questions", "resource": "resources", "takeaway": "takeaways", "action": "actions"}
AN_ADDRESS_IN_TEXT = re.compile(r"https?://[^\s<>\"]+")
AFTER_AN_ADDRESS = ".,;:!?)]}'’”」』"
AROUND_AN_ADDRESS = " \t-–—:|·→<>()[]"


class CaptureForm(OnceForm):
    """It stands on every page, so its fields have names of their own there."""

    once = HiddenField(id="capture-once", default=lambda: secrets.token_urlsafe(12), validators=[Storable(), AtMost(40)])
    kind = RadioField(_l("What do you want to note?"), id="capture-kind", default="question", choices=[
        SelectChoice("question", _l("Question")), SelectChoice("resource", _l("Resource")), SelectChoice("takeaway", _l("Takeaway")),
        SelectChoice("action", _l("Action"))])
    line = Text(_l("One line is enough"), id="capture-text", required=_l("Please write something first."))

    def row(self) -> Row:
        """The row of this week's document; its key comes from `once`, so that sent twice it is one."""
        section, text = SECTIONS[self.kind.data], self.line.data or ""
        key = "c" + sha256((self.once.data or "").encode()).hexdigest()[:20]
        return Row.of(section, key, **(laid_out(text) if section == "resources" else {"text": text}))


def laid_out(text: str) -> dict[str, str]:
    """A resource as one types it in a line: what it is called, its address, what it is good for. Without an address all of it is its name."""
    found = AN_ADDRESS_IN_TEXT.search(text)
    url = found[0].rstrip(AFTER_AN_ADDRESS) if found else ""
    if found is None or not is_web_address(url) or len(url) > AN_ADDRESS:
        name, _newline, rest = text.partition("\n")
        return {"text": name.strip(), "note": rest.strip()}
    before, after = text[:found.start()].rstrip(AROUND_AN_ADDRESS), text[found.start() + len(url):].lstrip(AROUND_AN_ADDRESS + AFTER_AN_ADDRESS)
    name, _newline, rest = before.strip().partition("\n")
    return {"text": name.strip(AROUND_AN_ADDRESS), "url": url, "note": "\n".join(filter(None, (rest.strip(), after.strip())))}
