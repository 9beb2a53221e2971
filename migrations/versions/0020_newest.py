"""the newest documents of a cohort are found by an index: a search on PostgreSQL looks among them first"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_search_documents_newest", "search_documents", ["cohort_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_search_documents_newest", table_name="search_documents")
