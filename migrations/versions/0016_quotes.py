"""a notice says what its excerpt is from, where it is another thing than the one it tells of"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notices", sa.Column("quotes", sa.String(length=200), nullable=True))


def downgrade() -> None:
    op.drop_column("notices", "quotes")
