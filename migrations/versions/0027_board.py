"""the board of staff: notes about campers, and who looks after whom; and who wrote last when, found by an index"""
import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WRITTEN = ("replies", "comments")  # of which the board asks who wrote last when, in one cohort


def upgrade() -> None:
    op.create_table(
        "staff_notes",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("camper_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_staff_notes_cohort_id")),
        sa.ForeignKeyConstraint(["camper_id"], ["memberships.id"], name=op.f("fk_staff_notes_camper_id")),
        sa.ForeignKeyConstraint(["author_id"], ["memberships.id"], name=op.f("fk_staff_notes_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_notes")),
        sa.UniqueConstraint("author_id", "once", name=op.f("uq_staff_notes_author_id_once")),
    )
    op.create_index("ix_staff_notes_camper", "staff_notes", ["cohort_id", "camper_id", "id"])
    op.create_table(
        "cares",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("camper_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_cares_cohort_id")),
        sa.ForeignKeyConstraint(["camper_id"], ["memberships.id"], name=op.f("fk_cares_camper_id")),
        sa.ForeignKeyConstraint(["by_id"], ["memberships.id"], name=op.f("fk_cares_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cares")),
        sa.UniqueConstraint("cohort_id", "camper_id", name=op.f("uq_cares_cohort_id_camper_id")),
    )
    op.create_index("ix_cares_by", "cares", ["cohort_id", "by_id"])
    for table in WRITTEN:
        op.create_index(f"ix_{table}_author", table, ["cohort_id", "author_id", "written_at"])


def downgrade() -> None:
    for table in WRITTEN:
        op.drop_index(f"ix_{table}_author", table_name=table)
    op.drop_table("cares")
    op.drop_table("staff_notes")
