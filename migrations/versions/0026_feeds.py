"""secret addresses of more than one kind: what was answered is read in feed readers"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = "id, cohort_id, member_id, secret, made_at"


def upgrade() -> None:
    _table("feeds", [sa.Column("kind", sa.String(length=8), nullable=False)],
           [sa.UniqueConstraint("member_id", "kind", name=op.f("uq_feeds_member_id_kind")),
            sa.CheckConstraint("kind in ('calendar', 'answers')", name=op.f("ck_feeds_kind"))])
    op.execute(f"insert into feeds ({COLUMNS}, kind) select {COLUMNS}, 'calendar' from calendar_feeds")
    op.drop_table("calendar_feeds")
    _count_on("feeds")


def downgrade() -> None:
    _table("calendar_feeds", [], [sa.UniqueConstraint("member_id", name=op.f("uq_calendar_feeds_member_id"))])
    op.execute(f"insert into calendar_feeds ({COLUMNS}) select {COLUMNS} from feeds where kind = 'calendar'")
    op.drop_table("feeds")
    _count_on("calendar_feeds")


def _table(name: str, columns: list[sa.Column], constraints: list[sa.Constraint]) -> None:
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        *columns,
        sa.Column("secret", sa.String(length=43), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f(f"fk_{name}_cohort_id")),
        sa.ForeignKeyConstraint(["member_id"], ["memberships.id"], name=op.f(f"fk_{name}_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("secret", name=op.f(f"uq_{name}_secret")),
        *constraints,
    )


def _count_on(name: str) -> None:
    """PostgreSQL numbers new rows after those that came along."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"select setval(pg_get_serial_sequence('{name}', 'id'), coalesce(max(id), 1), max(id) is not null) from {name}")
