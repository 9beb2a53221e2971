"""what somebody saved to find it again"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = "'question', 'resource', 'review', 'entry', 'comment', 'session'"


def upgrade() -> None:
    op.create_table(
        "saved",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"kind in ({KINDS})", name=op.f("ck_saved_kind")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_saved_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved")),
        sa.UniqueConstraint("account_id", "kind", "source_id", name=op.f("uq_saved_account_id_kind_source_id")),
    )
    op.create_index("ix_saved_newest", "saved", ["account_id", "saved_at", "id"])


def downgrade() -> None:
    op.drop_table("saved")
