"""everything that somebody wrote, packed by the worker: the parcel, its pieces, and telling that it is ready; and the last mail to who left"""
import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
KINDS = ("'answer', 'me_too_answer', 'counter_question', 'reply', 'accepted', 'reopened', 'comment', 'duplicate', 'withdrawn', 'endorsed', 'handed', 'edited', "
         "'retracted', 'session_opened', 'session_closed', 'said', 'decided'")
PURPOSES = "'notice', 'recovery', 'address'"
notices = sa.table("notices", sa.column("member_id"), sa.column("kind"), sa.column("read_at"))
members = sa.table("memberships", sa.column("id"), sa.column("unread_count"))
outbox = sa.table("outbox", sa.column("purpose"))


def upgrade() -> None:
    op.create_table(
        "parcels",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("making", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("ready_at", MOMENT, nullable=True),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("failed_at", MOMENT, nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_parcels_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcels")),
        sa.UniqueConstraint("account_id", name=op.f("uq_parcels_account_id")),
    )
    for name in ("due", "ends"):
        there = sa.text(f"{name}_at is not null")
        op.create_index(f"ix_parcels_{name}", "parcels", [f"{name}_at", "id"], sqlite_where=there, postgresql_where=there)
    op.create_table(
        "parcel_pieces",
        sa.Column("parcel_id", ID, nullable=False),
        sa.Column("making", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["parcel_id"], ["parcels.id"], name=op.f("fk_parcel_pieces_parcel_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("parcel_id", "making", "number", name=op.f("pk_parcel_pieces")),
    )
    _take("notices", "kind", f"{KINDS}, 'parcel'")
    _take("outbox", "purpose", f"{PURPOSES}, 'parcel', 'farewell'")


def downgrade() -> None:
    """What was packed is packed again when somebody asks for it; nothing tells of it any more."""
    unread = sa.select(sa.func.count()).where(notices.c.member_id == members.c.id, notices.c.kind == "parcel", notices.c.read_at.is_(None)).scalar_subquery()
    told = sa.select(notices.c.member_id).where(notices.c.kind == "parcel")
    op.execute(sa.update(members).where(members.c.id.in_(told)).values(unread_count=members.c.unread_count - unread))
    op.execute(sa.delete(notices).where(notices.c.kind == "parcel"))
    op.execute(sa.delete(outbox).where(outbox.c.purpose.in_(["parcel", "farewell"])))
    _take("outbox", "purpose", PURPOSES)
    _take("notices", "kind", KINDS)
    op.drop_table("parcel_pieces")
    op.drop_table("parcels")


def _take(table: str, column: str, words: str) -> None:
    with op.batch_alter_table(table) as changed:
        changed.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
        changed.create_check_constraint(op.f(f"ck_{table}_{column}"), f"{column} in ({words})")
