"""everything that can be found: reviews entry by entry, remarks, sessions; and what is shown of it"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def columns() -> tuple:
    """Each time new ones: a column belongs to one table."""
    return (
        sa.Column("root", sa.String(length=12), server_default="question", nullable=False),
        sa.Column("root_id", ID, server_default="0", nullable=False),
        sa.Column("week", sa.Integer(), nullable=True),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("is_named", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("detail", sa.String(length=12), server_default="", nullable=False),
        sa.Column("tags", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.String(length=80), server_default="", nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
    )


TRIGGER = """CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN
       INSERT INTO search_index(search_index, rowid, concepts, words) VALUES ('delete', old.id, old.concepts, old.words);
       INSERT INTO search_index(rowid, concepts, words) VALUES (new.id, new.concepts, new.words); END"""


def upgrade() -> None:
    for column in columns():
        op.add_column("search_documents", column)
    _without_trigger("UPDATE search_documents SET root_id = source_id")
    op.create_index("ix_search_documents_root", "search_documents", ["root", "root_id"], unique=False)


def downgrade() -> None:
    """What the version before knows nothing of is found no more; it writes the rest anew (`flask search rebuild`)."""
    op.execute("DELETE FROM search_documents WHERE kind <> 'question' OR concepts = ''")
    op.drop_index("ix_search_documents_root", table_name="search_documents")
    for column in reversed(columns()):
        op.drop_column("search_documents", column.name)


def _without_trigger(statement: str) -> None:
    """The words of all documents stay as they are: SQLite's index need not hear of it."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        op.execute("DROP TRIGGER search_documents_changed")
    op.execute(statement)
    if is_sqlite:
        op.execute(TRIGGER)
