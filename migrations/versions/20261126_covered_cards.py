"""Cards in whose place a form asks; and no two of them in one message."""

import sqlalchemy as sa
from alembic import op

revision = "e84d26b7f031"
down_revision = "a93c7e15d0f6"
branch_labels = None
depends_on = None

# Which of several a message shows was not written down: whoever opens one again has it.
CROWDED = """
    DELETE FROM cards WHERE (platform, chat, message) IN (
        SELECT platform, chat, message FROM cards
        GROUP BY platform, chat, message HAVING count(*) > 1
    )
"""


def upgrade() -> None:
    op.execute(CROWDED)
    op.add_column(
        "cards", sa.Column("covered", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("cards", "covered")
