"""questions join the review of their week; who has seen them"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

questions = sa.table("questions", sa.column("joins_review"))


def upgrade() -> None:
    """What was asked on its own before joins no review: its asker was not asked."""
    op.add_column("questions", sa.Column("joins_review", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("questions", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("questions") as table:
        table.add_column(sa.Column("seen_by_id", ID, nullable=True))
        table.create_foreign_key(op.f("fk_questions_seen_by_id"), "memberships", ["seen_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("questions") as table:
        table.drop_constraint(op.f("fk_questions_seen_by_id"), type_="foreignkey")
        table.drop_column("seen_by_id")
        table.drop_column("seen_at")
        table.drop_column("joins_review")
