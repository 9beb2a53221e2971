"""A review as it will look once it is published, made of what is saved and of nothing in the tables."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm.attributes import set_committed_value

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.reviews.models import Document, Review, Written
from app.reviews.queries.looked_back import looked_back
from app.reviews.queries.own import saved
from app.reviews.queries.sheet import Sheet


def preview(author: Membership, week: Week, now: datetime) -> Sheet:
    """`author` comes with account and team. One statement more than `saved`; what it gives is no part of the session."""
    kept = saved(author, week)
    shown = Review(cohort_id=author.cohort_id, week_id=week.id, author_id=author.id, started_at=now, saved_at=now, version=0, title="", closing="",
                   closing_html="", entries=[], questions=[])
    with db.session.no_autoflush:
        shown.write(Written.in_document(kept.document if kept else Document()), now)
        set_committed_value(shown, "author", author)
        set_committed_value(shown, "week", week)
    sheet = Sheet(shown, author, None, None, questions=list(shown.questions), looked_back=looked_back(author, week.id))
    for entry in shown.entries:
        sheet.entries[entry.section].append(entry)
    return sheet
