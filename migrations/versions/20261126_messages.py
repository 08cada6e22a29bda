"""What people say to each other; whoever shares a paid order may write from the start."""

import secrets

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "c41f7a92e05b"
down_revision = "c27e90b4d61f"
branch_labels = None
depends_on = None

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _number(name: str) -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _flags(*names: str) -> list[sa.Column[bool]]:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def _moments(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, Moment()) for name in names]


def _accounts(*names: str) -> list[sa.ForeignKeyConstraint]:
    return [sa.ForeignKeyConstraint([name], ["accounts.id"]) for name in names]


def upgrade() -> None:
    op.create_table(
        "conversations",
        *_words("id", "one_id", "two_id"),
        sa.Column("asker_id", sa.String()),
        sa.Column("asked_id", sa.String()),
        _number("messages"),
        *_flags("both_spoke"),
        *_moments("asked_at", "arrived_at", "answered_at"),
        sa.Column("excuse", sa.Enum("spam", "away", native_enum=False, length=32)),
        *_moments("paid_at"),
        _number("version"),
        *_words("community_id"),
        *_accounts("one_id", "two_id", "asker_id", "asked_id"),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_conversations_one_id_two_id", "conversations", ["one_id", "two_id"], unique=True
    )
    op.create_index("ix_conversations_asked_id_asked_at", "conversations", ["asked_id", "asked_at"])
    op.create_table(
        "conversation_sides",
        *_words("conversation_id", "account_id"),
        _number("seen"),
        *_flags("unread"),
        *_moments("last_at"),
        *_flags("blocks", "stuck"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"]),
        *_accounts("account_id"),
        sa.PrimaryKeyConstraint("conversation_id", "account_id"),
    )
    op.create_index(
        "ix_conversation_sides_account_id_last_at", "conversation_sides", ["account_id", "last_at"]
    )
    op.create_table(
        "messages",
        *_words("id", "conversation_id"),
        _number("nth"),
        *_words("author_id", "reader_id", "words"),
        *_flags("masked"),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("answers_id", sa.String()),
        sa.Column("said_at", Moment(), nullable=False),
        *_moments("arrived_at"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"]),
        *_accounts("author_id", "reader_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_messages_conversation_id_nth", "messages", ["conversation_id", "nth"], unique=True
    )
    op.create_index("ix_cards_platform_chat_message", "cards", ["platform", "chat", "message"])
    _let_those_talk_who_traded()


def _let_those_talk_who_traded() -> None:
    line = op.get_bind()
    traded = sa.text(
        "SELECT buyer_id, seller_id, community_id, min(paid_at) FROM orders"
        " WHERE paid_at IS NOT NULL GROUP BY buyer_id, seller_id, community_id"
    )
    begun: dict[tuple[str, str], tuple[str, object]] = {}
    for buyer, seller, community, paid_at in line.execute(traded):
        begun.setdefault((min(buyer, seller), max(buyer, seller)), (community, paid_at))
    talk = sa.text(
        "INSERT INTO conversations (id, one_id, two_id, messages, both_spoke, paid_at, version,"
        " community_id) VALUES (:id, :one, :two, 0, :no, :paid_at, 1, :community)"
    )
    side = sa.text(
        "INSERT INTO conversation_sides (conversation_id, account_id, seen, unread, blocks, stuck)"
        " VALUES (:id, :who, 0, :no, :no, :no)"
    )
    for (one, two), (community, paid_at) in begun.items():
        name = "".join(secrets.choice(ALPHABET) for _ in range(8))
        line.execute(
            talk,
            {
                "id": name, "one": one, "two": two, "no": False, "paid_at": paid_at,
                "community": community,
            },
        )  # fmt: skip
        for who in (one, two):
            line.execute(side, {"id": name, "who": who, "no": False})


def downgrade() -> None:
    op.drop_index("ix_cards_platform_chat_message", "cards")
    for table in ("messages", "conversation_sides", "conversations"):
        op.drop_table(table)
