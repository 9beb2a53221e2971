"""peer sessions, their turns, outcomes and plan; replies said in one; calendars by secret address"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
A_MOMENT = sa.DateTime(timezone=True)
IS_NOT_CLOSED = sa.text("closed_at is null")
KINDS_BEFORE = ("'answer', 'me_too_answer', 'counter_question', 'reply', 'accepted', 'reopened', 'comment', 'duplicate', 'withdrawn', 'endorsed', 'handed',"
                " 'edited', 'retracted'")
NEW_KINDS = ("session_opened", "session_closed", "said", "decided")
KINDS = f"{KINDS_BEFORE}, 'session_opened', 'session_closed', 'said', 'decided'"

notices = sa.table("notices", sa.column("id"), sa.column("kind"), sa.column("member_id"), sa.column("read_at"))
members = sa.table("memberships", sa.column("id"), sa.column("unread_count"))
outbox = sa.table("outbox", sa.column("notice_id"))


def upgrade() -> None:
    op.create_table(
        "peer_sessions",
        sa.Column("id", ID, nullable=False),
        *(_to("cohorts", "cohort_id"), _to("teams", "team_id"), _to("weeks", "week_id")),
        sa.Column("planned_at", A_MOMENT, nullable=True),
        sa.Column("moved_at", A_MOMENT, nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("opened_at", A_MOMENT, nullable=True),
        sa.Column("closes_at", A_MOMENT, nullable=True),
        sa.Column("closed_at", A_MOMENT, nullable=True),
        sa.Column("own_time", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("clock_ends_at", A_MOMENT, nullable=True),
        sa.Column("clock_left", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("notes_version", sa.Integer(), nullable=False),
        sa.Column("notes_heard", sa.JSON(), nullable=False),
        *(_to("memberships", name, nullable=True) for name in ("moved_by_id", "opened_by_id", "closed_by_id", "leader_id", "speaker_id")),
        sa.CheckConstraint("minutes between 5 and 480", name=op.f("ck_peer_sessions_minutes")),
        sa.CheckConstraint("opened_at is not null or (speaker_id is null and closed_at is null)", name=op.f("ck_peer_sessions_opened")),
        sa.CheckConstraint("clock_ends_at is null or clock_left is null", name=op.f("ck_peer_sessions_clock")),
        *_keys("peer_sessions", {"cohort_id": "cohorts", "team_id": "teams", "week_id": "weeks", "moved_by_id": "memberships",
                                 "opened_by_id": "memberships", "closed_by_id": "memberships", "leader_id": "memberships", "speaker_id": "memberships"}),
    )
    op.create_index("uq_peer_sessions_not_closed", "peer_sessions", ["cohort_id", "team_id", "week_id"], unique=True,
                    sqlite_where=IS_NOT_CLOSED, postgresql_where=IS_NOT_CLOSED)
    op.create_index("ix_peer_sessions_team", "peer_sessions", ["cohort_id", "team_id", "id"])
    op.create_index("ix_peer_sessions_week", "peer_sessions", ["cohort_id", "week_id", "team_id"])
    op.create_index("ix_peer_sessions_closes", "peer_sessions", ["closes_at", "id"], sqlite_where=IS_NOT_CLOSED, postgresql_where=IS_NOT_CLOSED)

    op.create_table(
        "session_turns",
        sa.Column("id", ID, nullable=False),
        *(_to("cohorts", "cohort_id"), _to("peer_sessions", "session_id"), _to("memberships", "member_id")),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, A_MOMENT, nullable=True) for name in ("begun_at", "ended_at", "away_at", "came_at", "seen_at")),
        *_keys("session_turns", {"cohort_id": "cohorts", "session_id": "peer_sessions", "member_id": "memberships"}),
        sa.UniqueConstraint("session_id", "member_id", name=op.f("uq_session_turns_session_id_member_id")),
    )
    op.create_index("ix_session_turns_member", "session_turns", ["cohort_id", "member_id"])

    op.create_table(
        "session_outcomes",
        sa.Column("id", ID, nullable=False),
        *(_to("cohorts", "cohort_id"), _to("peer_sessions", "session_id")),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("people", "row", "placed")),
        *(_to("questions", "question_id", nullable=True), _to("replies", "reply_id", nullable=True), _to("memberships", "noted_by_id")),
        sa.Column("noted_at", A_MOMENT, nullable=False),
        sa.Column("taken_back_at", A_MOMENT, nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.CheckConstraint("kind in ('answer', 'decision', 'question', 'resource')", name=op.f("ck_session_outcomes_kind")),
        *_keys("session_outcomes", {"cohort_id": "cohorts", "session_id": "peer_sessions", "noted_by_id": "memberships"}),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_session_outcomes_question_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["reply_id"], ["replies.id"], name=op.f("fk_session_outcomes_reply_id"), ondelete="SET NULL"),
        sa.UniqueConstraint("noted_by_id", "once", name=op.f("uq_session_outcomes_noted_by_id_once")),
    )
    op.create_index("ix_session_outcomes_session", "session_outcomes", ["session_id", "id"])
    for column in ("question_id", "reply_id"):
        op.create_index(f"ix_session_outcomes_{column}", "session_outcomes", [column],
                        sqlite_where=sa.text(f"{column} is not null"), postgresql_where=sa.text(f"{column} is not null"))

    op.create_table(
        "session_readings",
        sa.Column("id", ID, nullable=False),
        *(_to("cohorts", "cohort_id"), _to("session_turns", "turn_id"), _to("memberships", "reader_id")),
        sa.Column("read_at", A_MOMENT, nullable=False),
        *_keys("session_readings", {"cohort_id": "cohorts", "turn_id": "session_turns", "reader_id": "memberships"}),
        sa.UniqueConstraint("turn_id", "reader_id", name=op.f("uq_session_readings_turn_id_reader_id")),
    )
    op.create_table(
        "highlights",
        sa.Column("id", ID, nullable=False),
        *(_to("cohorts", "cohort_id"), _to("reviews", "review_id")),
        sa.Column("key", sa.String(length=24), nullable=False),
        *_keys("highlights", {"cohort_id": "cohorts", "review_id": "reviews"}),
        sa.UniqueConstraint("review_id", "key", name=op.f("uq_highlights_review_id_key")),
    )
    op.create_table(
        "session_plans",
        sa.Column("id", ID, nullable=False),
        _to("cohorts", "cohort_id"),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("week_after", sa.Boolean(), nullable=False),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_session_plans_weekday")),
        sa.CheckConstraint("minutes between 5 and 480", name=op.f("ck_session_plans_minutes")),
        *_keys("session_plans", {"cohort_id": "cohorts"}),
        sa.UniqueConstraint("cohort_id", name=op.f("uq_session_plans_cohort_id")),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("id", ID, nullable=False),
        *(_to("cohorts", "cohort_id"), _to("memberships", "member_id")),
        sa.Column("secret", sa.String(length=43), nullable=False),
        sa.Column("made_at", A_MOMENT, nullable=False),
        *_keys("calendar_feeds", {"cohort_id": "cohorts", "member_id": "memberships"}),
        sa.UniqueConstraint("member_id", name=op.f("uq_calendar_feeds_member_id")),
        sa.UniqueConstraint("secret", name=op.f("uq_calendar_feeds_secret")),
    )
    with op.batch_alter_table("replies") as table:
        table.add_column(sa.Column("noted_by_id", ID, nullable=True))
        table.create_foreign_key(op.f("fk_replies_noted_by_id"), "memberships", ["noted_by_id"], ["id"])
    _take_kinds(KINDS)


def downgrade() -> None:
    gone = sa.select(notices.c.id).where(notices.c.kind.in_(NEW_KINDS))
    unread = (sa.select(sa.func.count()).where(notices.c.member_id == members.c.id, notices.c.read_at.is_(None), notices.c.kind.in_(NEW_KINDS))
              .scalar_subquery())
    op.execute(sa.update(members).values(unread_count=members.c.unread_count - unread))
    op.execute(sa.delete(outbox).where(outbox.c.notice_id.in_(gone)))
    op.execute(sa.delete(notices).where(notices.c.kind.in_(NEW_KINDS)))
    _take_kinds(KINDS_BEFORE)
    with op.batch_alter_table("replies") as table:
        table.drop_constraint(op.f("fk_replies_noted_by_id"), type_="foreignkey")
        table.drop_column("noted_by_id")
    for name in ("calendar_feeds", "session_plans", "highlights", "session_readings", "session_outcomes", "session_turns", "peer_sessions"):
        op.drop_table(name)


def _to(table: str, column: str, nullable: bool = False) -> sa.Column:
    return sa.Column(column, ID, nullable=nullable)


def _keys(table: str, columns: dict[str, str]) -> list[sa.Constraint]:
    foreign = [sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}")) for column, to in columns.items()]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _take_kinds(kinds: str) -> None:
    with op.batch_alter_table("notices") as table:
        table.drop_constraint(op.f("ck_notices_kind"), type_="check")
        table.create_check_constraint(op.f("ck_notices_kind"), f"kind in ({kinds})")
