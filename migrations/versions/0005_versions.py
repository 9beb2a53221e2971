"""what was filed is kept, version by version

The first version of what is filed already is what its readers read now. Remarks on rows that are taken out remember which row it was.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

AT_ONCE = 200  # reviews
SECTIONS = {"resource": "resources", "study_topic": "study_topics", "takeaway": "takeaways", "went_well": "went_well", "to_improve": "to_improve",
            "action": "actions"}
WITH_NOTE = ("resource", "study_topic", "action")

# The moments as the tables keep them, so that they are copied as they are.
reviews = sa.table("reviews", *map(sa.column, ("id", "cohort_id", "title", "closing", "energy", "energy_word", "shares_energy", "audience", "filed_at")))
entries = sa.table("entries", *map(sa.column, ("id", "review_id", "section", "position", "text", "url", "note", "key")))
questions = sa.table("questions", *map(sa.column, ("id", "review_id", "position", "text", "own_answer", "origin", "asks_mentors", "without_name", "key")))
tags = sa.table("question_tags", *map(sa.column, ("question_id", "name")))
versions = sa.table("review_versions", *map(sa.column, ("cohort_id", "review_id", "number", "kept", "kept_at", "filed_at")))


def upgrade() -> None:
    op.create_table(
        "review_versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_review_versions_cohort_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_review_versions_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_versions")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_review_versions_review_id_number")),
    )
    op.add_column("comments", sa.Column("row_key", sa.String(length=24), nullable=True))
    _keep_what_is_filed(op.get_bind())


def downgrade() -> None:
    """What is filed stays as it is read; what it said before has no place any more."""
    op.drop_column("comments", "row_key")
    op.drop_table("review_versions")


def _keep_what_is_filed(bind) -> None:
    last = 0
    filed = sa.select(reviews).where(reviews.c.filed_at.is_not(None)).order_by(reviews.c.id).limit(AT_ONCE)
    while found := bind.execute(filed.where(reviews.c.id > last)).all():
        last = found[-1].id
        documents = {review.id: _singles(review) for review in found}
        _add_rows(bind, documents)
        bind.execute(sa.insert(versions), [
            {"cohort_id": review.cohort_id, "review_id": review.id, "number": 1, "kept": json.dumps(documents[review.id], ensure_ascii=False, separators=(",", ":")),
             "kept_at": review.filed_at, "filed_at": review.filed_at} for review in found])


def _singles(review) -> dict:
    return {"title": review.title, "closing": review.closing, "energy": str(review.energy or ""), "energy_word": review.energy_word,
            "shares_energy": bool(review.shares_energy), "audience": review.audience, "questions": [], **{name: [] for name in SECTIONS.values()}}


def _add_rows(bind, documents: dict[int, dict]) -> None:
    asked = bind.execute(sa.select(questions).where(questions.c.review_id.in_(documents)).order_by(questions.c.position, questions.c.id)).all()
    names: dict[int, list[str]] = {}
    for question_id, name in bind.execute(sa.select(tags.c.question_id, tags.c.name).join(questions, questions.c.id == tags.c.question_id)
                                          .where(questions.c.review_id.in_(documents))):
        names.setdefault(question_id, []).append(name)
    for row in asked:
        documents[row.review_id]["questions"].append({
            "key": row.key, "text": row.text, "own_answer": row.own_answer, "origin": row.origin or "", "tags": ", ".join(sorted(names.get(row.id, ()))),
            "asks_mentors": bool(row.asks_mentors), "without_name": bool(row.without_name)})
    for row in bind.execute(sa.select(entries).where(entries.c.review_id.in_(documents)).order_by(entries.c.position, entries.c.id)):
        told = {"key": row.key, "text": row.text}
        told |= {"url": row.url} if row.section == "resource" else {}
        told |= {"note": row.note} if row.section in WITH_NOTE else {}
        documents[row.review_id][SECTIONS[row.section]].append(told)
