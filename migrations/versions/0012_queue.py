"""the queue and the list by week, team, origin and tag, each by an index in their order"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

A_MOMENT = sa.DateTime(timezone=True)
IS_WAITING = sa.text("waiting_since is not null")
WAITING = {
    "ix_questions_waiting_week": ["cohort_id", "week_id", "waiting_since", "id"],
    "ix_questions_waiting_origin": ["cohort_id", "origin", "waiting_since", "id"],
    "ix_questions_waiting_author": ["cohort_id", "author_id", "waiting_since", "id"],
}

questions = sa.table("questions", sa.column("id"), sa.column("listed_at"), sa.column("waiting_since"))
tags = sa.table("question_tags", sa.column("question_id"), sa.column("listed_at"), sa.column("waiting_since"))


def upgrade() -> None:
    """A tag knows the places of its question in the list and in the queue."""
    for name, columns in WAITING.items():
        op.create_index(name, "questions", columns, sqlite_where=IS_WAITING, postgresql_where=IS_WAITING)
    op.create_index("ix_questions_origin", "questions", ["cohort_id", "origin", "listed_at", "id"])
    op.add_column("question_tags", sa.Column("listed_at", A_MOMENT, nullable=True))
    op.add_column("question_tags", sa.Column("waiting_since", A_MOMENT, nullable=True))
    op.execute(sa.update(tags).values({name: sa.select(questions.c[name]).where(questions.c.id == tags.c.question_id).scalar_subquery()
                                       for name in ("listed_at", "waiting_since")}))
    op.drop_index("ix_question_tags_name", "question_tags")
    op.create_index("ix_question_tags_listed", "question_tags", ["cohort_id", "name", "listed_at", "question_id"])
    op.create_index("ix_question_tags_waiting", "question_tags", ["cohort_id", "name", "waiting_since", "question_id"],
                    sqlite_where=IS_WAITING, postgresql_where=IS_WAITING)


def downgrade() -> None:
    op.drop_index("ix_question_tags_waiting", "question_tags")
    op.drop_index("ix_question_tags_listed", "question_tags")
    op.create_index("ix_question_tags_name", "question_tags", ["cohort_id", "name", "question_id"])
    with op.batch_alter_table("question_tags") as table:
        table.drop_column("waiting_since")
        table.drop_column("listed_at")
    op.drop_index("ix_questions_origin", "questions")
    for name in WAITING:
        op.drop_index(name, "questions")
