"""What comes back from the week before, beside the form in which this week's review is written."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import request

from app.cohorts.current import current_member
from app.cohorts.models import Week
from app.reviews.forms.carried import CarriedWords, has_words
from app.reviews.models import Review
from app.reviews.queries import carried
from app.web.finding import lock_or_404


def beside(week: Week, sent: Mapping[str, str] | None = None) -> dict[str, Any]:
    """For the page: `carried`, and `words`, the fields beside it, as they are kept or as they were `sent`; one statement."""
    back = carried(current_member, week.id, week.number)
    return {"carried": back, "words": CarriedWords(back.items, sent)}


def typed_beside(week: Week) -> dict[str, Any]:
    """The same where words came along with the form of this request; nothing where none did."""
    return beside(week, request.form) if has_words(request.form) else {}


def keep_words(week: Week, typed: Mapping[str, Any], now: datetime) -> None:
    """Keep what was typed there otherwise than it was kept; `typed` as `typed_beside` gives it, and it fits."""
    if not typed or not (changed := list(typed["words"].changed())):
        return
    earlier = lock_or_404(Review.filed_before(current_member, week.number).where(Review.id == typed["carried"].review_id))
    for item, word in changed:
        earlier.say(item.key, week, word, now, typed["words"].was(item))
