"""What the figures of a week are called, and what all weeks come to in a few sentences."""
from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.growth.queries import MyWeeks

FIGURES = {"energy": _l("Energy"), "asked": _l("Asked"), "answered": _l("Answered"), "decided": _l("Actions"), "did": _l("Of them done"),
           "words": _l("Words written")}


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
