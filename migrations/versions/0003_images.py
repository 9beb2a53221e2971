"""images, and the texts that they stand in"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "images",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("sent_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('image/jpeg', 'image/png', 'image/webp')", name=op.f("ck_images_kind")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_images_cohort_id")),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_images_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_images")),
        sa.UniqueConstraint("key", name=op.f("uq_images_key")),
    )
    op.create_index("ix_images_sent", "images", ["author_id", "sent_hash", "made_at"])
    op.create_table(
        "image_contents",
        sa.Column("image_id", ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name=op.f("fk_image_contents_image_id")),
        sa.PrimaryKeyConstraint("image_id", name=op.f("pk_image_contents")),
    )
    op.create_table(
        "image_uses",
        sa.Column("image_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("thing_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name=op.f("fk_image_uses_image_id")),
        sa.PrimaryKeyConstraint("image_id", "kind", "thing_id", name=op.f("pk_image_uses")),
    )
    op.create_index("ix_image_uses_thing", "image_uses", ["kind", "thing_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_image_uses_thing", "image_uses")
    op.drop_table("image_uses")
    op.drop_table("image_contents")
    op.drop_index("ix_images_sent", table_name="images")
    op.drop_table("images")
