"""A question whose row is in its asker's review again has come back, which is not asking once more: it can come back answered."""
import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BEFORE = ("'asked', 'answered', 'accepted', 'unaccepted', 'reopened', 'again', 'duplicate', 'withdrawn', 'edited', 'endorsed', 'unendorsed', "
          "'handed', 'retracted'")
events = sa.table("question_events", sa.column("event"))


def upgrade() -> None:
    _take(f"{BEFORE}, 'returned'")


def downgrade() -> None:
    """It is told as it was before: as asked once more."""
    op.execute(sa.update(events).where(events.c.event == "returned").values(event="reopened"))
    _take(BEFORE)


def _take(words: str) -> None:
    with op.batch_alter_table("question_events") as table:
        table.drop_constraint(op.f("ck_question_events_event"), type_="check")
        table.create_check_constraint(op.f("ck_question_events_event"), f"event in ({words})")
