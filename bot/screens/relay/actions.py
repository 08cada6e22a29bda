"""What can be pressed around what people say to each other."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import AccountId, ConversationId, MessageId, OrderId


@dataclass(frozen=True)
class WriteTo(Action, wire="re.wr"):
    """Write to somebody."""

    account: AccountId


@dataclass(frozen=True)
class WriteAbout(Action, wire="re.wo"):
    """Write to the other side of an order about it."""

    order: OrderId


@dataclass(frozen=True)
class AnswerMessage(Action, wire="re.an"):
    """Write back."""

    message: MessageId


@dataclass(frozen=True)
class ShowMessage(Action, wire="re.sm"):
    """Look at one message, with its files."""

    message: MessageId


@dataclass(frozen=True)
class ListConversations(Action, wire="re.ls"):
    """Look through whom one talks with."""

    page: int


@dataclass(frozen=True)
class ShowConversation(Action, wire="re.se"):
    """Read what was said; page 0 holds the newest."""

    conversation: ConversationId
    page: int


@dataclass(frozen=True)
class BlockPerson(Action, wire="re.bl"):
    """Think about hearing nothing more of somebody."""

    conversation: ConversationId


@dataclass(frozen=True)
class ConfirmBlock(Action, wire="re.bo"):
    """Hear nothing more of somebody."""

    conversation: ConversationId


@dataclass(frozen=True)
class MarkSpam(Action, wire="re.sp"):
    """Hear nothing more of somebody who wanted nothing from me."""

    conversation: ConversationId


@dataclass(frozen=True)
class UnblockPerson(Action, wire="re.ub"):
    """Let somebody write again."""

    conversation: ConversationId
