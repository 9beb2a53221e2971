"""What has been noted, in a sentence."""
from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from app.home.queries.own_week import OwnWeek


def noted(own: OwnWeek) -> str:
    """'질문 2개와 잘한 점 1개를 적어 두었어요.' Blank where no draft is being written."""
    if own.review is None or own.is_filed:
        return ""
    items = _counted(own.review.noted)
    if not items:
        return _("You have begun to write.")
    return _("%(items)s noted so far.", items=_listed(items))


def _counted(noted: dict[str, int]) -> list[str]:
    said = {
        "question": ngettext("%(num)s question", "%(num)s questions", noted["question"]),
        "resource": ngettext("%(num)s resource", "%(num)s resources", noted["resource"]),
        "study_topic": ngettext("%(num)s thing to study", "%(num)s things to study", noted["study_topic"]),
        "takeaway": ngettext("%(num)s takeaway", "%(num)s takeaways", noted["takeaway"]),
        "went_well": ngettext("%(num)s thing that went well", "%(num)s things that went well", noted["went_well"]),
        "to_improve": ngettext("%(num)s thing to improve", "%(num)s things to improve", noted["to_improve"]),
        "action": ngettext("%(num)s action", "%(num)s actions", noted["action"]),
    }
    return [words for section, words in said.items() if noted[section]]


def _listed(items: list[str]) -> str:
    if len(items) == 1:
        return items[0]
    return _("%(first)s and %(last)s", first=", ".join(items[:-1]), last=items[-1])
