"""Nothing that was filed is lost, and nothing that was about to be: versions that the author reads and brings back."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.reviews.models.document import Document
from app.reviews.models.draftable import Draftable
from app.reviews.models.version import ReviewVersion


class Versioned(Draftable):
    def put_aside(self, now: datetime) -> ReviewVersion | None:
        """Keep what is written and not published as a version of its own; None where there is nothing, or a version says the same already."""
        if self.draft is None or self.draft.document.is_blank or self._has_version(self.draft.kept):
            return None
        return self._keep_version(self.draft.kept, now, None)

    def restore(self, version: ReviewVersion, now: datetime) -> ReviewVersion | None:
        """Go on writing from that version; nobody else reads a word of it before it is published. What was being written is put aside first
        (and given back). The review must be locked and its rows loaded."""
        aside = self.put_aside(now)
        document = version.document
        if self.filed_at and document.as_json() == self.published().as_json():
            if self.draft is not None:
                self.discard_changes(now)
        else:
            self.keep(document, now)
        return aside

    def throw_away(self, now: datetime) -> ReviewVersion | None:
        """Of a filed review: what was changed since it was published is no longer to be published; it is put aside (and given back)."""
        aside = self.put_aside(now)
        if self.draft is not None:
            self.discard_changes(now)
        return aside

    def _keep_filed(self, document: Document, now: datetime) -> ReviewVersion:
        return self._keep_version(document.as_json(), now, now)

    def _keep_version(self, kept: str, now: datetime, filed_at: datetime | None) -> ReviewVersion:
        db.session.flush()  # a review that was never saved before gets its number
        latest = db.session.scalar(select(func.max(ReviewVersion.number)).where(ReviewVersion.review_id == self.id))
        version = ReviewVersion(cohort_id=self.cohort_id, review_id=self.id, number=(latest or 0) + 1, kept=kept, kept_at=now,
                                filed_at=filed_at)
        db.session.add(version)
        return version

    def _filed_before(self, version: ReviewVersion) -> ReviewVersion | None:
        return db.session.scalar(select(ReviewVersion).where(
            ReviewVersion.review_id == self.id, ReviewVersion.number < version.number, ReviewVersion.filed_at.is_not(None),
        ).order_by(ReviewVersion.number.desc()).limit(1))

    def _has_version(self, kept: str) -> bool:
        same = select(ReviewVersion.id).where(ReviewVersion.review_id == self.id, ReviewVersion.kept == kept).limit(1)
        return db.session.scalar(same) is not None
