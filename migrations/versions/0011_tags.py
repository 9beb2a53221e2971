"""tags that became others; replies that their authors took back"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS_BEFORE = ("'answer', 'me_too_answer', 'counter_question', 'reply', 'accepted', 'reopened', 'comment', 'duplicate', 'withdrawn', 'endorsed', "
                "'handed'")
EVENTS_BEFORE = ("'asked', 'answered', 'accepted', 'unaccepted', 'reopened', 'again', 'duplicate', 'withdrawn', 'edited', 'endorsed', 'unendorsed', "
                 "'handed'")
NEW_KINDS = ("edited", "retracted")

events = sa.table("question_events", sa.column("event"))
notices = sa.table("notices", sa.column("id"), sa.column("kind"), sa.column("member_id"), sa.column("read_at"))
members = sa.table("memberships", sa.column("id"), sa.column("unread_count"))


def upgrade() -> None:
    op.create_table(
        "tag_aliases",
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("kept", sa.String(30), nullable=False),
        sa.Column("made_by_id", ID, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name <> kept", name=op.f("ck_tag_aliases_another")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_tag_aliases_cohort_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["memberships.id"], name=op.f("fk_tag_aliases_made_by_id")),
        sa.PrimaryKeyConstraint("cohort_id", "name", name=op.f("pk_tag_aliases")),
    )
    op.create_index("ix_tag_aliases_kept", "tag_aliases", ["cohort_id", "kept"])
    op.add_column("replies", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    _take("question_events", "event", f"{EVENTS_BEFORE}, 'retracted'")
    _take("notices", "kind", f"{KINDS_BEFORE}, 'edited', 'retracted'")


def downgrade() -> None:
    """A reply that was taken back is one without words; that it was, and what was told of it, have no place any more."""
    gone = sa.select(notices.c.id).where(notices.c.kind.in_(NEW_KINDS))
    unread = sa.select(sa.func.count()).where(notices.c.id.in_(gone), notices.c.member_id == members.c.id, notices.c.read_at.is_(None))
    op.execute(sa.update(members).values(unread_count=members.c.unread_count - unread.scalar_subquery()))
    op.execute(sa.delete(notices).where(notices.c.kind.in_(NEW_KINDS)))
    op.execute(sa.delete(events).where(events.c.event == "retracted"))
    _take("notices", "kind", KINDS_BEFORE)
    _take("question_events", "event", EVENTS_BEFORE)
    op.drop_column("replies", "withdrawn_at")
    op.drop_table("tag_aliases")


def _take(table_name: str, column: str, words: str) -> None:
    with op.batch_alter_table(table_name) as table:
        table.drop_constraint(op.f(f"ck_{table_name}_{column}"), type_="check")
        table.create_check_constraint(op.f(f"ck_{table_name}_{column}"), f"{column} in ({words})")
