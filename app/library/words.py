"""What kinds of things and choices are called."""
from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

KINDS = {
    "question": _l("Questions"), "resource": _l("Resources"), "review": _l("Reviews"), "entry": _l("Entries"), "comment": _l("Comments"),
    "session": _l("Peer sessions"),
}
ONE = {
    "question": _l("Question"), "resource": _l("Resource"), "review": _l("Review"), "comment": _l("A comment"), "session": _l("Peer session"),
    "study_topic": _l("To study next"), "takeaway": _l("Takeaway"), "went_well": _l("Went well"), "to_improve": _l("To improve"), "action": _l("Action"),
}
STATES = {"open": _l("Waiting"), "answered": _l("Answered")}


def called(kind: str, detail: str) -> str:
    """What one of them is called: an entry by its section."""
    return str(ONE.get(detail if kind == "entry" else kind) or _("Entry"))
