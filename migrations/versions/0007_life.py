"""how a question can end, who endorsed an answer, and earlier texts"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
A_MOMENT = sa.DateTime(timezone=True)
KINDS_BEFORE = "'answer', 'me_too_answer', 'counter_question', 'reply', 'accepted', 'reopened', 'comment'"
KINDS = f"{KINDS_BEFORE}, 'duplicate', 'withdrawn', 'endorsed', 'handed'"
EVENTS_BEFORE = "'asked', 'answered', 'accepted', 'reopened', 'again'"
NEW_EVENTS = ("unaccepted", "duplicate", "withdrawn", "edited", "endorsed", "unendorsed", "handed")
EVENTS = f"{EVENTS_BEFORE}, 'unaccepted', 'duplicate', 'withdrawn', 'edited', 'endorsed', 'unendorsed', 'handed'"
WAITING_BEFORE = "waiting_since is null or (asked_at is not null and answered_at is null)"
WAITING = "waiting_since is null or (asked_at is not null and answered_at is null and closed_at is null)"
HELD = "waiting_since is not null or (claimed_by_id is null and handed_to_id is null)"
REPEATING = "duplicate_of_id is null or (closed_at is not null and duplicate_of_id <> id)"
IS_OPEN_BEFORE = sa.text("answered_at is null and listed_at is not null")
IS_OPEN = sa.text("answered_at is null and closed_at is null and listed_at is not null")
IS_CLOSED = sa.text("closed_at is not null")
IS_REPEATING = sa.text("duplicate_of_id is not null")
IS_HANDED = sa.text("handed_to_id is not null")

questions = sa.table(
    "questions", sa.column("id"), sa.column("cohort_id"), sa.column("text"), sa.column("closed_at"), sa.column("duplicate_of_id"), sa.column("audience"),
    sa.column("waiting_since"), sa.column("claimed_by_id"), sa.column("claimed_until"), sa.column("listed_at"), sa.column("filed_at"))
events = sa.table("question_events", sa.column("event"))
notices = sa.table("notices", sa.column("id"), sa.column("kind"), sa.column("member_id"), sa.column("read_at"))
members = sa.table("memberships", sa.column("id"), sa.column("unread_count"))
outbox = sa.table("outbox", sa.column("notice_id"))


def upgrade() -> None:
    op.execute(sa.update(questions).where(questions.c.waiting_since.is_(None)).values(claimed_by_id=None, claimed_until=None))
    op.drop_index("ix_questions_open", "questions")
    with op.batch_alter_table("questions") as table:
        table.add_column(sa.Column("closed_at", A_MOMENT, nullable=True))
        table.add_column(sa.Column("duplicate_of_id", ID, nullable=True))
        table.add_column(sa.Column("handed_to_id", ID, nullable=True))
        table.add_column(sa.Column("handed_at", A_MOMENT, nullable=True))
        table.create_foreign_key(op.f("fk_questions_duplicate_of_id"), "questions", ["duplicate_of_id"], ["id"])
        table.create_foreign_key(op.f("fk_questions_handed_to_id"), "memberships", ["handed_to_id"], ["id"])
        table.drop_constraint(op.f("ck_questions_waiting"), type_="check")
        table.create_check_constraint(op.f("ck_questions_waiting"), WAITING)
        table.create_check_constraint(op.f("ck_questions_held"), HELD)
        table.create_check_constraint(op.f("ck_questions_repeating"), REPEATING)
    _index("ix_questions_open", ["cohort_id", "answered_at", "listed_at", "id"], IS_OPEN)
    _index("ix_questions_closed", ["cohort_id", "listed_at", "id"], IS_CLOSED)
    _index("ix_questions_duplicate_of_id", ["duplicate_of_id"], IS_REPEATING)
    _index("ix_questions_handed", ["cohort_id", "handed_to_id", "waiting_since", "id"], IS_HANDED)

    with op.batch_alter_table("replies") as table:
        table.add_column(sa.Column("endorsed_at", A_MOMENT, nullable=True))
        table.add_column(sa.Column("endorsed_by_id", ID, nullable=True))
        table.add_column(sa.Column("edited_at", A_MOMENT, nullable=True))
        table.create_foreign_key(op.f("fk_replies_endorsed_by_id"), "memberships", ["endorsed_by_id"], ["id"])

    with op.batch_alter_table("question_events") as table:
        table.add_column(sa.Column("reply_id", ID, nullable=True))
        table.add_column(sa.Column("to_id", ID, nullable=True))
        table.create_foreign_key(op.f("fk_question_events_reply_id"), "replies", ["reply_id"], ["id"])
        table.create_foreign_key(op.f("fk_question_events_to_id"), "memberships", ["to_id"], ["id"])
        table.drop_constraint(op.f("ck_question_events_event"), type_="check")
        table.create_check_constraint(op.f("ck_question_events_event"), f"event in ({EVENTS})")
    _take_kinds(KINDS)

    op.create_table(
        "question_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("own_answer", sa.Text(), nullable=False),
        sa.Column("written_at", A_MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_question_versions_cohort_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_question_versions_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_versions")),
    )
    op.create_index("ix_question_versions_question", "question_versions", ["question_id", "id"], unique=False)
    op.create_table(
        "reply_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("reply_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", A_MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_reply_versions_cohort_id")),
        sa.ForeignKeyConstraint(["reply_id"], ["replies.id"], name=op.f("fk_reply_versions_reply_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_versions")),
    )
    op.create_index("ix_reply_versions_reply", "reply_versions", ["reply_id", "id"], unique=False)


def downgrade() -> None:
    """What was closed as a duplicate is a question without an answer again, which waits for nobody; what was withdrawn stays its asker's alone.
    Words of now stay; earlier ones, endorsements and notices that the code of before does not know have no place any more."""
    op.drop_table("reply_versions")
    op.drop_table("question_versions")

    gone = sa.select(notices.c.id).where(notices.c.kind.in_(["duplicate", "withdrawn", "endorsed", "handed"]))
    unread = sa.select(sa.func.count()).where(notices.c.id.in_(gone), notices.c.member_id == members.c.id, notices.c.read_at.is_(None))
    op.execute(sa.update(members).values(unread_count=members.c.unread_count - unread.scalar_subquery()))
    op.execute(sa.delete(outbox).where(outbox.c.notice_id.in_(gone)))
    op.execute(sa.delete(notices).where(notices.c.id.in_(gone)))
    _take_kinds(KINDS_BEFORE)

    op.execute(sa.delete(events).where(events.c.event.in_(NEW_EVENTS)))
    with op.batch_alter_table("question_events") as table:
        table.drop_constraint(op.f("fk_question_events_to_id"), type_="foreignkey")
        table.drop_constraint(op.f("fk_question_events_reply_id"), type_="foreignkey")
        table.drop_constraint(op.f("ck_question_events_event"), type_="check")
        table.create_check_constraint(op.f("ck_question_events_event"), f"event in ({EVENTS_BEFORE})")
        table.drop_column("to_id")
        table.drop_column("reply_id")

    with op.batch_alter_table("replies") as table:
        table.drop_constraint(op.f("fk_replies_endorsed_by_id"), type_="foreignkey")
        table.drop_column("edited_at")
        table.drop_column("endorsed_by_id")
        table.drop_column("endorsed_at")

    for name in ("ix_questions_handed", "ix_questions_duplicate_of_id", "ix_questions_closed", "ix_questions_open"):
        op.drop_index(name, "questions")
    with op.batch_alter_table("questions") as table:
        table.drop_constraint(op.f("ck_questions_repeating"), type_="check")
        table.drop_constraint(op.f("ck_questions_held"), type_="check")
        table.drop_constraint(op.f("ck_questions_waiting"), type_="check")
        table.create_check_constraint(op.f("ck_questions_waiting"), WAITING_BEFORE)
        table.drop_constraint(op.f("fk_questions_handed_to_id"), type_="foreignkey")
        table.drop_constraint(op.f("fk_questions_duplicate_of_id"), type_="foreignkey")
        table.drop_column("handed_at")
        table.drop_column("handed_to_id")
        table.drop_column("duplicate_of_id")
        table.drop_column("closed_at")
    _index("ix_questions_open", ["cohort_id", "answered_at", "listed_at", "id"], IS_OPEN_BEFORE)


def _index(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "questions", columns, unique=False, sqlite_where=where, postgresql_where=where)


def _take_kinds(kinds: str) -> None:
    with op.batch_alter_table("notices") as table:
        table.drop_constraint(op.f("ck_notices_kind"), type_="check")
        table.create_check_constraint(op.f("ck_notices_kind"), f"kind in ({kinds})")
