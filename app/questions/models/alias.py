"""Tags that became others: typed again, or followed from an old address, they are the one that was kept."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, delete, exists, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.questions.models.refusals import NoSuchTag
from app.questions.models.tag import A_TAG, QuestionTag
from app.search.sources import changed
from app.web.clock import UtcDateTime


class TagAlias(db.Model):
    """`name` is no tag any more; `kept` is. None leads on to another: what is kept is a tag itself."""

    __tablename__ = "tag_aliases"
    __table_args__ = (Index("ix_tag_aliases_kept", "cohort_id", "kept"), CheckConstraint("name <> kept", "another"))

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(A_TAG), primary_key=True)
    kept: Mapped[str] = mapped_column(String(A_TAG))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


def kept_tags(cohort_id: int, names: Iterable[str]) -> Mapping[str, str]:
    """Of these names those that became another, with the one that was kept; two statements, none without names.

    While this transaction lasts no tag of the cohort becomes another: what it goes on to write is right when it is read.
    """
    asked = list(dict.fromkeys(names))
    if not asked:
        return {}
    db.session.execute(select(Cohort.id).where(Cohort.id == cohort_id).with_for_update(read=True, key_share=True))
    found = select(TagAlias.name, TagAlias.kept).where(TagAlias.cohort_id == cohort_id, TagAlias.name.in_(asked))
    return {row.name: row.kept for row in db.session.execute(found)}


def is_a_tag(cohort_id: int, name: str) -> bool:
    """Whether a question of the cohort has it."""
    return bool(db.session.scalar(select(exists().where(QuestionTag.cohort_id == cohort_id, QuestionTag.name == name))))


def make_it(kept: str, old: str, by: Membership, now: datetime) -> str:
    """Every question tagged `old` is tagged `kept` from now on, and so is what will be: renamed where nothing has that tag yet, else merged.

    Gives the tag that it became: `kept` may have become another itself. Both as they are kept (`tag_names`). Raises NoSuchTag.
    """
    cohort_id = by.cohort_id
    db.session.execute(select(Cohort.id).where(Cohort.id == cohort_id).with_for_update())  # who is writing a tag comes before or after
    kept = db.session.scalar(select(TagAlias.kept).where(TagAlias.cohort_id == cohort_id, TagAlias.name == kept, TagAlias.kept != old)) or kept
    if kept == old:
        return kept
    if not is_a_tag(cohort_id, old):
        raise NoSuchTag(old)
    _retag(cohort_id, old, kept)
    _lead(cohort_id, old, kept)
    db.session.add(TagAlias(cohort_id=cohort_id, name=old, kept=kept, made_by_id=by.id, made_at=now))
    db.session.flush()
    return kept


def _retag(cohort_id: int, old: str, kept: str) -> None:
    plainly = {"synchronize_session": False}
    both = select(QuestionTag.question_id).where(QuestionTag.cohort_id == cohort_id, QuestionTag.name == kept)
    tagged = QuestionTag.cohort_id == cohort_id, QuestionTag.name == old
    changed("question", db.session.scalars(select(QuestionTag.question_id).where(*tagged)))
    db.session.execute(delete(QuestionTag).where(*tagged, QuestionTag.question_id.in_(both)).execution_options(**plainly))
    db.session.execute(update(QuestionTag).where(*tagged).values(name=kept).execution_options(**plainly))


def _lead(cohort_id: int, old: str, kept: str) -> None:
    """What led to `old` leads to `kept`; what is a tag (again) leads nowhere."""
    plainly = {"synchronize_session": False}
    here = TagAlias.cohort_id == cohort_id
    db.session.execute(delete(TagAlias).where(here, TagAlias.name.in_([old, kept])).execution_options(**plainly))
    db.session.execute(update(TagAlias).where(here, TagAlias.kept == old).values(kept=kept).execution_options(**plainly))
