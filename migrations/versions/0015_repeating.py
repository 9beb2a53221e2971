"""the list of duplicates is walked by its own index in PostgreSQL too, whatever else says of a question that it repeats one"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INDEX, TABLE = "ix_questions_duplicates", "questions"
PLACE = ["cohort_id", "waiting_since", "listed_at", "id"]
# Said as no other index says it: else ix_questions_duplicate_of_id holds the same rows, is smaller, and what it finds would be sorted.
IS_LISTED_AS_REPEATING = sa.text("coalesce(duplicate_of_id, 0) <> 0")
IS_REPEATING = sa.text("duplicate_of_id is not null")


def upgrade() -> None:
    _made_again(IS_LISTED_AS_REPEATING)


def downgrade() -> None:
    _made_again(IS_REPEATING)


def _made_again(which: sa.TextClause) -> None:
    op.drop_index(INDEX, TABLE)
    op.create_index(INDEX, TABLE, PLACE, sqlite_where=which, postgresql_where=which)
