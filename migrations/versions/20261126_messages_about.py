"""What a message was written about."""

import sqlalchemy as sa
from alembic import op

revision = "5b1e0c94f27d"
down_revision = "e84d26b7f031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("about", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("messages", "about")
