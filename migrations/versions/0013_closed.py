"""what was closed as a duplicate, and what was withdrawn, each by an index in the list's order"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PLACE = ["cohort_id", "waiting_since", "listed_at", "id"]  # what is closed does not wait: a value of which both databases know that all have it
CLOSED = {
    "ix_questions_duplicates": sa.text("duplicate_of_id is not null"),
    "ix_questions_withdrawn": sa.text("closed_at is not null and duplicate_of_id is null"),
}
IS_CLOSED = sa.text("closed_at is not null")


def upgrade() -> None:
    for name, which in CLOSED.items():
        op.create_index(name, "questions", PLACE, sqlite_where=which, postgresql_where=which)
    op.drop_index("ix_questions_closed", "questions")


def downgrade() -> None:
    op.create_index("ix_questions_closed", "questions", ["cohort_id", "listed_at", "id"], sqlite_where=IS_CLOSED, postgresql_where=IS_CLOSED)
    for name in CLOSED:
        op.drop_index(name, "questions")
