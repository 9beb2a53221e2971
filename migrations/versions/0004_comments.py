"""remarks are edited, and answered in a word"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ON_REVIEW = sa.text("entry_id is null and comment_id is null")
ON_ENTRY = sa.text("entry_id is not null")
ON_COMMENT = sa.text("comment_id is not null")


def upgrade() -> None:
    op.add_column("comments", sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("comments", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "comment_versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_comment_versions_cohort_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_comment_versions_comment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_versions")),
    )
    op.create_index("ix_comment_versions_comment", "comment_versions", ["comment_id", "id"], unique=False)

    op.create_table(
        "reactions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("word", sa.String(length=8), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("entry_id is null or comment_id is null", name=op.f("ck_reactions_one_subject")),
        sa.CheckConstraint("word in ('thanks', 'me_too', 'learned', 'cheering')", name=op.f("ck_reactions_word")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_reactions_cohort_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_reactions_comment_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_reactions_entry_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["memberships.id"], name=op.f("fk_reactions_member_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_reactions_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reactions")),
    )
    op.create_index("ix_reactions_review", "reactions", ["review_id", "id"], unique=False)
    _unique("uq_reactions_review", "review_id", ON_REVIEW)
    _unique("uq_reactions_entry", "entry_id", ON_ENTRY)
    _unique("uq_reactions_comment", "comment_id", ON_COMMENT)


def _unique(name: str, subject: str, where: sa.TextClause) -> None:
    op.create_index(name, "reactions", [subject, "member_id", "word"], unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Remarks keep what they say now; what they said before, and words, have no place any more."""
    op.drop_table("reactions")
    op.drop_table("comment_versions")
    op.drop_column("comments", "version")
    op.drop_column("comments", "edited_at")
