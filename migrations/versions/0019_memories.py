"""what somebody wrote months ago comes back, and what they want to study can be given a day"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("accounts", sa.Column("shows_memories", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "memories",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("said", sa.String(length=5), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('entry', 'question')", name=op.f("ck_memories_kind")),
        sa.CheckConstraint("said in ('kept', 'done', 'later')", name=op.f("ck_memories_said")),
        sa.CheckConstraint("(said = 'later') = (until is not null)", name=op.f("ck_memories_until")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_memories_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memories")),
        sa.UniqueConstraint("account_id", "kind", "source", name=op.f("uq_memories_account_id_kind_source")),
    )
    op.create_table(
        "study_days",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_study_days_cohort_id")),
        sa.ForeignKeyConstraint(["member_id"], ["memberships.id"], name=op.f("fk_study_days_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_days")),
        sa.UniqueConstraint("cohort_id", "member_id", "key", name=op.f("uq_study_days_cohort_id_member_id_key")),
    )


def downgrade() -> None:
    op.drop_table("study_days")
    op.drop_table("memories")
    op.drop_column("accounts", "shows_memories")
