"""What a review's fields and rows are called, and what changed in them, in a line."""
from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from app.questions.words import ORIGIN_NAMES
from app.reviews.forms.review import AUDIENCES
from app.reviews.forms.rows import ROW_FORMS
from app.reviews.models import ROW_FIELDS
from app.reviews.models.comparing import Comparison


def section_names() -> Mapping[str, str]:
    return {"questions": _("Questions"), "resources": _("Resources"), "study_topics": _("To study next"), "takeaways": _("Takeaways"),
            "went_well": _("Went well"), "to_improve": _("To improve"), "actions": _("Actions")}


def single_names() -> Mapping[str, str]:
    return {"title": _("Title"), "closing": _("Closing note"), "energy": _("Energy"), "energy_word": _("A word on it"),
            "shares_energy": _("Mentors and staff may see it"), "audience": _("Who reads it")}


def field_name(section: str, name: str, number: int) -> str:
    """What the field of the row at that place is called: 'First step of decision 2'."""
    return str(getattr(ROW_FORMS[section](), name).label.text) % {"number": number}


def outcome_words(outcome: str, section: str) -> str:
    """What became of a decision, a topic or an open question: "Did it"; blank where nothing was ticked. Templates call it by the same name."""
    if outcome == "not" and section == "study_topic":
        return _("Left for later")
    said = {"did": _("Did it"), "partly": _("Did some of it"), "not": _("Did not do it"), "answered": _("Answered by yourself"),
            "asked": _("Asked of the mentors"), "left": _("Left open")}
    return said.get(outcome, "")


def value_in_words(name: str, value: object) -> str:
    if name == "audience":
        return next((str(choice.label) for choice in AUDIENCES if choice.value == value), str(value))
    if name == "origin":
        return str(ORIGIN_NAMES.get(str(value), "")) or _("Not said")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)


def changes_in_words(comparison: Comparison) -> str:
    """'질문 +1, 적용점 고침 2, 맺음말': what differs, in the order of the page."""
    names, singles = section_names(), single_names()
    told = [singles[change.name] for change in comparison.singles if change.name == "title"]
    for section in ROW_FIELDS:
        if section in comparison.sections:
            told.append(f"{names[section]} {_counts(comparison, section)}")
    told += list(dict.fromkeys(_("Energy") if "energy" in change.name else singles[change.name] for change in comparison.singles if change.name != "title"))
    return ", ".join(told)


def _counts(comparison: Comparison, section: str) -> str:
    added, removed, changed = (comparison.count(section, kind) for kind in ("added", "removed", "changed"))
    parts = [f"+{added}" if added else "", f"−{removed}" if removed else "", _("%(count)s changed", count=changed) if changed else ""]
    return " ".join(filter(None, parts)) or _("moved")
