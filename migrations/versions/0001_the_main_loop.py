"""the main loop"""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("theme", sa.String(length=5), nullable=True),
        sa.Column("mails_answers", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language in ('ko', 'en')", name=op.f("ck_accounts_language")),
        sa.CheckConstraint("theme in ('light', 'dark')", name=op.f("ck_accounts_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("address", name=op.f("uq_accounts_address")),
    )
    op.create_table(
        "cohorts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("week_count", sa.Integer(), nullable=False),
        sa.Column("due_weekday", sa.Integer(), nullable=False),
        sa.Column("due_time", sa.Time(), nullable=False),
        sa.Column("promise_hours", sa.Integer(), nullable=False),
        sa.Column("waiting_count", sa.Integer(), nullable=False),
        sa.Column("join_code", sa.String(length=16), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("due_weekday between 0 and 6", name=op.f("ck_cohorts_due_weekday")),
        sa.CheckConstraint("promise_hours between 1 and 720", name=op.f("ck_cohorts_promise_hours")),
        sa.CheckConstraint("week_count between 1 and 104", name=op.f("ck_cohorts_week_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
        sa.UniqueConstraint("join_code", name=op.f("uq_cohorts_join_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_cohorts_slug")),
    )
    op.create_table(
        "devices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_devices_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    op.create_index("ix_devices_account_id", "devices", ["account_id", "ended_at"], unique=False)

    op.create_table(
        "teams",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_teams_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("cohort_id", "name", name=op.f("uq_teams_cohort_id_name")),
    )
    op.create_table(
        "weeks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_weeks_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weeks")),
        sa.UniqueConstraint("cohort_id", "number", name=op.f("uq_weeks_cohort_id_number")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("unread_count", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role in ('camper', 'mentor', 'staff')", name=op.f("ck_memberships_role")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_memberships_account_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_memberships_cohort_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_memberships_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("cohort_id", "account_id", name=op.f("uq_memberships_cohort_id_account_id")),
    )
    op.create_index("ix_memberships_account_id", "memberships", ["account_id"], unique=False)
    op.create_index("ix_memberships_team", "memberships", ["cohort_id", "team_id"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=43), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role in ('camper', 'mentor', 'staff')", name=op.f("ck_invitations_role")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_invitations_cohort_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["memberships.id"], name=op.f("fk_invitations_made_by_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_invitations_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code", name=op.f("uq_invitations_code")),
    )
    op.create_index("ix_invitations_cohort_id", "invitations", ["cohort_id"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("excerpt", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind in ('answer', 'me_too_answer', 'counter_question', 'reply', 'accepted', 'reopened', 'comment')",
            name=op.f("ck_notices_kind"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["memberships.id"], name=op.f("fk_notices_actor_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_notices_cohort_id")),
        sa.ForeignKeyConstraint(["member_id"], ["memberships.id"], name=op.f("fk_notices_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("member_id", "source", name=op.f("uq_notices_member_id_source")),
    )
    op.create_index("ix_notices_member", "notices", ["cohort_id", "member_id", "at", "id"], unique=False)

    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("week_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("closing_html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("energy", sa.Integer(), nullable=True),
        sa.Column("energy_word", sa.String(length=200), nullable=False),
        sa.Column("shares_energy", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("audience_team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("audience in ('cohort', 'team', 'mentors', 'me')", name=op.f("ck_reviews_audience")),
        sa.CheckConstraint("energy between 1 and 5", name=op.f("ck_reviews_energy")),
        sa.ForeignKeyConstraint(["audience_team_id"], ["teams.id"], name=op.f("fk_reviews_audience_team_id")),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_reviews_author_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_reviews_cohort_id")),
        sa.ForeignKeyConstraint(["week_id"], ["weeks.id"], name=op.f("fk_reviews_week_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("week_id", "author_id", name=op.f("uq_reviews_week_id_author_id")),
    )
    op.create_index("ix_reviews_author", "reviews", ["cohort_id", "author_id"], unique=False)
    op.create_index("ix_reviews_filed", "reviews", ["cohort_id", "week_id", "filed_at", "id"], unique=False)

    op.create_table(
        "entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("section", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("note_html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "section in ('resource', 'study_topic', 'takeaway', 'went_well', 'to_improve', 'action')", name=op.f("ck_entries_section")
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_entries_cohort_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_entries_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
    )
    op.create_index("ix_entries_review", "entries", ["review_id", "position", "id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.CheckConstraint("purpose in ('notice', 'recovery', 'address')", name=op.f("ck_outbox_purpose")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_outbox_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("sent_at is null and set_aside_at is null"),
        postgresql_where=sa.text("sent_at is null and set_aside_at is null"),
    )

    op.create_table(
        "questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("week_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("headline", sa.String(length=200), nullable=False),
        sa.Column("headline_html", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("own_answer", sa.Text(), nullable=False),
        sa.Column("own_answer_html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("asks_mentors", sa.Boolean(), nullable=False),
        sa.Column("without_name", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("me_too_count", sa.Integer(), nullable=False),
        sa.Column("reply_count", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("audience_team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("audience in ('cohort', 'team', 'mentors', 'me')", name=op.f("ck_questions_audience")),
        sa.CheckConstraint(
            "origin in ('lecture', 'assignment', 'peer_session', 'mentoring', 'talk', 'own_study')", name=op.f("ck_questions_origin")
        ),
        sa.CheckConstraint("me_too_count >= 0 and reply_count >= 0", name=op.f("ck_questions_counts")),
        sa.CheckConstraint("waiting_since is null or (asked_at is not null and answered_at is null)", name=op.f("ck_questions_waiting")),
        sa.ForeignKeyConstraint(["audience_team_id"], ["teams.id"], name=op.f("fk_questions_audience_team_id")),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_questions_author_id")),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["memberships.id"], name=op.f("fk_questions_claimed_by_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_questions_cohort_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_questions_review_id")),
        sa.ForeignKeyConstraint(["week_id"], ["weeks.id"], name=op.f("fk_questions_week_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("author_id", "once", name=op.f("uq_questions_author_id_once")),
    )
    op.create_index("ix_questions_author", "questions", ["cohort_id", "author_id", "listed_at", "id"], unique=False)
    op.create_index(
        "ix_questions_asked",
        "questions",
        ["cohort_id", "asked_at", "answered_at"],
        unique=False,
        sqlite_where=sa.text("asked_at is not null"),
        postgresql_where=sa.text("asked_at is not null"),
    )
    op.create_index(
        "ix_questions_claimed",
        "questions",
        ["cohort_id", "claimed_until", "claimed_by_id"],
        unique=False,
        sqlite_where=sa.text("claimed_by_id is not null"),
        postgresql_where=sa.text("claimed_by_id is not null"),
    )
    op.create_index("ix_questions_listed", "questions", ["cohort_id", "listed_at", "id"], unique=False)
    op.create_index(
        "ix_questions_open",
        "questions",
        ["cohort_id", "answered_at", "listed_at", "id"],
        unique=False,
        sqlite_where=sa.text("answered_at is null and listed_at is not null"),
        postgresql_where=sa.text("answered_at is null and listed_at is not null"),
    )
    op.create_index("ix_questions_review_id", "questions", ["review_id"], unique=False)
    op.create_index(
        "ix_questions_waiting",
        "questions",
        ["cohort_id", "waiting_since", "id"],
        unique=False,
        sqlite_where=sa.text("waiting_since is not null"),
        postgresql_where=sa.text("waiting_since is not null"),
    )
    op.create_index("ix_questions_week", "questions", ["cohort_id", "week_id", "listed_at", "id"], unique=False)

    op.create_table(
        "comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_role", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.CheckConstraint("author_role in ('camper', 'mentor', 'staff')", name=op.f("ck_comments_author_role")),
        sa.CheckConstraint("entry_id is null or question_id is null", name=op.f("ck_comments_one_subject")),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_comments_author_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_comments_cohort_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_comments_entry_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_comments_question_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_comments_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("author_id", "once", name=op.f("uq_comments_author_id_once")),
    )
    op.create_index("ix_comments_review", "comments", ["review_id", "id"], unique=False)

    op.create_table(
        "me_toos",
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_me_toos_cohort_id")),
        sa.ForeignKeyConstraint(["member_id"], ["memberships.id"], name=op.f("fk_me_toos_member_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_me_toos_question_id")),
        sa.PrimaryKeyConstraint("question_id", "member_id", name=op.f("pk_me_toos")),
    )
    op.create_index("ix_me_toos_member", "me_toos", ["cohort_id", "member_id"], unique=False)

    op.create_table(
        "question_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event", sa.String(length=10), nullable=False),
        sa.Column("word", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("event in ('asked', 'answered', 'accepted', 'reopened')", name=op.f("ck_question_events_event")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_question_events_cohort_id")),
        sa.ForeignKeyConstraint(["member_id"], ["memberships.id"], name=op.f("fk_question_events_member_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_question_events_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_events")),
    )
    op.create_index("ix_question_events_question", "question_events", ["question_id", "id"], unique=False)

    op.create_table(
        "question_tags",
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_question_tags_cohort_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_question_tags_question_id")),
        sa.PrimaryKeyConstraint("question_id", "name", name=op.f("pk_question_tags")),
    )
    op.create_index("ix_question_tags_name", "question_tags", ["cohort_id", "name", "question_id"], unique=False)

    op.create_table(
        "replies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_role", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("asks_back", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.CheckConstraint("author_role in ('camper', 'mentor', 'staff')", name=op.f("ck_replies_author_role")),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["memberships.id"], name=op.f("fk_replies_accepted_by_id")),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_replies_author_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_replies_cohort_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_replies_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        sa.UniqueConstraint("author_id", "once", name=op.f("uq_replies_author_id_once")),
    )
    op.create_index("ix_replies_question", "replies", ["question_id", "id"], unique=False)
    op.create_index(
        "uq_replies_accepted",
        "replies",
        ["question_id"],
        unique=True,
        sqlite_where=sa.text("accepted_at is not null"),
        postgresql_where=sa.text("accepted_at is not null"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_replies_accepted",
        "replies",
        sqlite_where=sa.text("accepted_at is not null"),
        postgresql_where=sa.text("accepted_at is not null"),
    )
    op.drop_index("ix_replies_question", "replies")

    op.drop_table("replies")
    op.drop_index("ix_question_tags_name", "question_tags")

    op.drop_table("question_tags")
    op.drop_index("ix_question_events_question", "question_events")

    op.drop_table("question_events")
    op.drop_index("ix_me_toos_member", "me_toos")

    op.drop_table("me_toos")
    op.drop_index("ix_comments_review", "comments")

    op.drop_table("comments")
    op.drop_index("ix_questions_week", "questions")
    op.drop_index(
        "ix_questions_waiting",
        "questions",
        sqlite_where=sa.text("waiting_since is not null"),
        postgresql_where=sa.text("waiting_since is not null"),
    )
    op.drop_index("ix_questions_review_id", "questions")
    op.drop_index(
        "ix_questions_open",
        "questions",
        sqlite_where=sa.text("answered_at is null and listed_at is not null"),
        postgresql_where=sa.text("answered_at is null and listed_at is not null"),
    )
    op.drop_index("ix_questions_listed", "questions")
    op.drop_index(
        "ix_questions_claimed",
        "questions",
        sqlite_where=sa.text("claimed_by_id is not null"),
        postgresql_where=sa.text("claimed_by_id is not null"),
    )
    op.drop_index(
        "ix_questions_asked",
        "questions",
        sqlite_where=sa.text("asked_at is not null"),
        postgresql_where=sa.text("asked_at is not null"),
    )
    op.drop_index("ix_questions_author", "questions")

    op.drop_table("questions")
    op.drop_index(
        "ix_outbox_due",
        "outbox",
        sqlite_where=sa.text("sent_at is null and set_aside_at is null"),
        postgresql_where=sa.text("sent_at is null and set_aside_at is null"),
    )

    op.drop_table("outbox")
    op.drop_index("ix_entries_review", "entries")

    op.drop_table("entries")
    op.drop_index("ix_reviews_filed", "reviews")
    op.drop_index("ix_reviews_author", "reviews")

    op.drop_table("reviews")
    op.drop_index("ix_notices_member", "notices")

    op.drop_table("notices")
    op.drop_index("ix_invitations_cohort_id", "invitations")

    op.drop_table("invitations")
    op.drop_index("ix_memberships_team", "memberships")
    op.drop_index("ix_memberships_account_id", "memberships")

    op.drop_table("memberships")
    op.drop_table("weeks")
    op.drop_table("teams")
    op.drop_index("ix_devices_account_id", "devices")

    op.drop_table("devices")
    op.drop_table("cohorts")
    op.drop_table("accounts")
