"""drafts of answers, and snippets"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reply_drafts",
        sa.Column("question_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_reply_drafts_cohort_id")),
        sa.ForeignKeyConstraint(["member_id"], ["memberships.id"], name=op.f("fk_reply_drafts_member_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_reply_drafts_question_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("question_id", "member_id", name=op.f("pk_reply_drafts")),
    )
    op.create_index("ix_reply_drafts_member", "reply_drafts", ["cohort_id", "member_id", "saved_at"], unique=False)
    op.create_table(
        "snippets",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("written_by_id", ID, nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_snippets_cohort_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["memberships.id"], name=op.f("fk_snippets_owner_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["memberships.id"], name=op.f("fk_snippets_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snippets")),
        sa.UniqueConstraint("written_by_id", "once", name=op.f("uq_snippets_written_by_id_once")),
    )
    op.create_index("ix_snippets_owner", "snippets", ["cohort_id", "owner_id"], unique=False)


def downgrade() -> None:
    """What was being written, and what was kept to be said again, have no place any more."""
    op.drop_table("snippets")
    op.drop_table("reply_drafts")
