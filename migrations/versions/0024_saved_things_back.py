"""what somebody saved of others comes back months later too"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BEFORE = "'entry', 'question'"
SINCE = f"{BEFORE}, 'saved'"
memories = sa.table("memories", sa.column("kind"))


def upgrade() -> None:
    _allow(SINCE)


def downgrade() -> None:
    op.execute(memories.delete().where(memories.c.kind == "saved"))
    _allow(BEFORE)


def _allow(kinds: str) -> None:
    with op.batch_alter_table("memories") as batch:
        batch.drop_constraint(op.f("ck_memories_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_memories_kind"), f"kind in ({kinds})")
