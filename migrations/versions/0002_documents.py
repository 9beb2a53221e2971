"""a review is a document until it is filed

What was kept of drafts as rows becomes their document; rows that are published learn the key of the row that they were written in.
"""

import html
import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SECTIONS = {"resource": "resources", "study_topic": "study_topics", "takeaway": "takeaways", "went_well": "went_well", "to_improve": "to_improve",
            "action": "actions"}
WITH_NOTE = ("resource", "study_topic", "action")

reviews = sa.table("reviews", *map(sa.column, ("id", "cohort_id", "week_id", "author_id", "title", "closing", "closing_html", "renderer", "energy",
                                               "energy_word", "shares_energy", "audience", "filed_at")))
entries = sa.table("entries", *map(sa.column, ("id", "cohort_id", "review_id", "section", "position", "text", "html", "url", "note", "note_html",
                                               "renderer", "key")))
questions = sa.table("questions", *map(sa.column, (
    "id", "cohort_id", "week_id", "author_id", "review_id", "position", "text", "headline", "headline_html", "body_html", "own_answer",
    "own_answer_html", "renderer", "origin", "asks_mentors", "without_name", "audience", "me_too_count", "reply_count", "key")))
tags = sa.table("question_tags", *map(sa.column, ("question_id", "name", "cohort_id")))
drafts = sa.table("drafts", *map(sa.column, ("review_id", "cohort_id", "kept")))


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_drafts_review_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_drafts_cohort_id")),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_drafts")),
    )
    with op.batch_alter_table("questions") as questions_table:
        questions_table.add_column(sa.Column("key", sa.String(length=24), nullable=True))
    with op.batch_alter_table("entries") as entries_table:
        entries_table.add_column(sa.Column("key", sa.String(length=24), nullable=True))
    op.execute(sa.update(entries).values(key=sa.literal("e") + sa.cast(entries.c.id, sa.String)))
    op.execute(sa.update(questions).where(questions.c.review_id.is_not(None)).values(key=sa.literal("q") + sa.cast(questions.c.id, sa.String)))
    with op.batch_alter_table("entries") as entries_table:
        entries_table.alter_column("key", existing_type=sa.String(length=24), nullable=False)
    _rows_to_documents(op.get_bind())


def downgrade() -> None:
    _documents_to_rows(op.get_bind())
    op.drop_table("drafts")
    with op.batch_alter_table("entries") as entries_table:
        entries_table.drop_column("key")
    with op.batch_alter_table("questions") as questions_table:
        questions_table.drop_column("key")


def _rows_to_documents(bind) -> None:
    for review in bind.execute(sa.select(reviews).where(reviews.c.filed_at.is_(None))).all():
        document = {"title": review.title, "closing": review.closing, "energy": str(review.energy or ""), "energy_word": review.energy_word,
                    "shares_energy": bool(review.shares_energy), "audience": review.audience, "questions": []}
        asked = bind.execute(sa.select(questions).where(questions.c.review_id == review.id).order_by(questions.c.position, questions.c.id)).all()
        for row in asked:
            names = bind.execute(sa.select(tags.c.name).where(tags.c.question_id == row.id).order_by(tags.c.name)).scalars()
            document["questions"].append({"key": row.key, "text": row.text, "own_answer": row.own_answer, "origin": row.origin or "", "tags": ", ".join(names),
                                          "asks_mentors": bool(row.asks_mentors), "without_name": bool(row.without_name)})
        for row in bind.execute(sa.select(entries).where(entries.c.review_id == review.id).order_by(entries.c.position, entries.c.id)):
            told = {"key": row.key, "text": row.text}
            told |= {"note": row.note} if row.section in WITH_NOTE else {}
            told |= {"url": row.url} if row.section == "resource" else {}
            document.setdefault(SECTIONS[row.section], []).append(told)
        kept = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        bind.execute(sa.insert(drafts).values(review_id=review.id, cohort_id=review.cohort_id, kept=kept))
        ids = [row.id for row in asked]
        bind.execute(sa.delete(tags).where(tags.c.question_id.in_(ids)))
        bind.execute(sa.delete(questions).where(questions.c.id.in_(ids)))
        bind.execute(sa.delete(entries).where(entries.c.review_id == review.id))
        bind.execute(sa.update(reviews).where(reviews.c.id == review.id).values(title="", closing="", closing_html="", energy=None, energy_word="",
                                                                               shares_energy=False))


def _documents_to_rows(bind) -> None:
    """Back to rows, for drafts only: changes to what is filed were not kept before. Shown plainly, until changed."""
    unfiled = sa.select(reviews, drafts.c.kept).join_from(reviews, drafts, drafts.c.review_id == reviews.c.id).where(reviews.c.filed_at.is_(None))
    next_question = (bind.execute(sa.select(sa.func.max(questions.c.id))).scalar() or 0) + 1
    for review in bind.execute(unfiled).all():
        document = json.loads(review.kept)
        bind.execute(sa.update(reviews).where(reviews.c.id == review.id).values(
            title=document["title"][:200], closing=document["closing"], closing_html=_plain(document["closing"]), energy=int(document["energy"] or 0) or None,
            energy_word=document["energy_word"], shares_energy=document["shares_energy"], renderer=0))
        for position, row in enumerate(document.get("questions", ())):
            bind.execute(sa.insert(questions).values(
                id=next_question, cohort_id=review.cohort_id, week_id=review.week_id, author_id=review.author_id, review_id=review.id, position=position,
                text=row["text"], headline=row["text"].strip().split("\n")[0][:200],
                headline_html=html.escape(row["text"]), body_html="", own_answer=row["own_answer"], own_answer_html=_plain(row["own_answer"]), renderer=0,
                origin=row["origin"] or None, asks_mentors=row["asks_mentors"], without_name=row["without_name"], audience="cohort", me_too_count=0,
                reply_count=0, key=row["key"]))
            for name in dict.fromkeys(name.strip().lower()[:30] for name in row["tags"].split(",") if name.strip()):
                bind.execute(sa.insert(tags).values(question_id=next_question, name=name, cohort_id=review.cohort_id))
            next_question += 1
        position = 0
        for section, name in SECTIONS.items():
            for row in document.get(name, ()):
                bind.execute(sa.insert(entries).values(
                    cohort_id=review.cohort_id, review_id=review.id, section=section, position=position, text=row["text"], html=_plain(row["text"]),
                    url=row.get("url", ""), note=row.get("note", ""), note_html=_plain(row.get("note", "")), renderer=0, key=row["key"]))
                position += 1


def _plain(text: str) -> str:
    return f"<p>{html.escape(text)}</p>" if text else ""
