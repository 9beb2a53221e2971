"""what became of last week's decisions; a question that waits can be asked again"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OUTCOMES = "outcome in ('', 'did', 'partly', 'not', 'answered', 'asked', 'left')"
EVENTS = "event in ('asked', 'answered', 'accepted', 'reopened', 'again')"
EVENTS_BEFORE = "event in ('asked', 'answered', 'accepted', 'reopened')"

events = sa.table("question_events", sa.column("event"))


def upgrade() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("week_id", ID, nullable=False),
        sa.Column("review_id", ID, nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(OUTCOMES, name=op.f("ck_follow_ups_outcome")),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_follow_ups_author_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_follow_ups_cohort_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_follow_ups_review_id")),
        sa.ForeignKeyConstraint(["week_id"], ["weeks.id"], name=op.f("fk_follow_ups_week_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("week_id", "review_id", "key", name=op.f("uq_follow_ups_week_id_review_id_key")),
    )
    op.create_index("ix_follow_ups_author", "follow_ups", ["cohort_id", "author_id", "key"], unique=False)
    op.create_index("ix_follow_ups_review_id", "follow_ups", ["review_id"], unique=False)
    _take_events(EVENTS)


def downgrade() -> None:
    """What was ticked, and that a question was asked again, have no place any more."""
    op.execute(sa.delete(events).where(events.c.event == "again"))
    _take_events(EVENTS_BEFORE)
    op.drop_table("follow_ups")


def _take_events(check: str) -> None:
    with op.batch_alter_table("question_events") as table:
        table.drop_constraint(op.f("ck_question_events_event"), type_="check")
        table.create_check_constraint(op.f("ck_question_events_event"), check)
