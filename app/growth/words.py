"""What the figures of a week are called, and what all weeks come to in a few sentences."""
from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.growth.months import MONTHS
from app.growth.queries import MyWeeks
from app.library.words import ONE

FIGURES = {"energy": _l("Energy"), "asked": _l("Asked"), "answered": _l("Answered"), "decided": _l("Actions"), "did": _l("Of them done"),
           "words": _l("Words written")}

NAMES = {**ONE, "resource": _l("Resource"), "study_topic": _l("To study"), "takeaway": _l("Takeaway"), "question": _l("Question")}
SAID = {"kept": _l("Kept"), "done": _l("Done with"), "later": _l("For later")}


def ago(weeks: int) -> str:
    """How long ago it was written: 'One month ago'; of what was put off, in weeks."""
    told = {1: _("One month ago"), 3: _("Three months ago"), 6: _("Six months ago")}.get(MONTHS.get(weeks, 0))
    return told or ngettext("%(num)s week ago", "%(num)s weeks ago", weeks)


def heading(weeks: int) -> str:
    """Over what came back this week; with 0, where not all of it is of one age."""
    return {1: _("From one month ago"), 3: _("From three months ago"), 6: _("From six months ago")}.get(MONTHS.get(weeks, 0)) or _("From months ago")


def said_so(said: str) -> str:
    return {
        "kept": _("Kept: it is under “Saved by me” in the library."), "done": _("Done with. It does not come back any more."),
        "later": _("It comes back in four weeks."), "": _("It is back again."),
    }[said]


def number(value: float | None) -> str:
    """'12', '3.5', '–' for nothing."""
    return "–" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def facts(mine: MyWeeks) -> list[tuple[str, str]]:
    """All weeks together, a name and a sentence each."""
    decisions, topics = mine.became("action"), mine.became("study_topic")
    told = [
        (_("Weeks"), _("%(filed)s of %(all)s filed", filed=len(mine.filed), all=len(mine.weeks))),
        (_("Questions"), _("%(asked)s asked, %(answered)s answered", asked=mine.total("asked"), answered=mine.total("answered"))),
    ]
    if decisions.total():
        told.append((_("Actions"), _("%(did)s of %(all)s done, %(partly)s in part, %(not_)s not done", all=decisions.total(), did=decisions["did"],
                                       partly=decisions["partly"], not_=decisions["not"])))
    if topics.total():
        told.append((_("To study next"), _("%(did)s of %(all)s done, %(partly)s in part, %(not_)s left for later", did=topics["did"], all=topics.total(),
                                       partly=topics["partly"], not_=topics["not"])))
    return [*told, (_("Written"), ngettext("%(num)s word", "%(num)s words", mine.total("words")))]
