"""What can be pressed around what people say to each other."""

from bot.ui import Action
from core.kit.ids import AccountId, ConversationId, MessageId, OrderId


class WriteTo(Action, frozen=True, wire="re.wr"):
    """Write to somebody."""

    account: AccountId


class WriteAbout(Action, frozen=True, wire="re.wo"):
    """Write to the other side of an order about it."""

    order: OrderId


class AnswerMessage(Action, frozen=True, wire="re.an"):
    """Write back."""

    message: MessageId


class ShowMessage(Action, frozen=True, wire="re.sm"):
    """Look at one message, with its files."""

    message: MessageId


class ListConversations(Action, frozen=True, wire="re.ls"):
    """Look through whom one talks with."""

    page: int


class ShowConversation(Action, frozen=True, wire="re.se"):
    """Read what was said; page 0 holds the newest."""

    conversation: ConversationId
    page: int


class BlockPerson(Action, frozen=True, wire="re.bl"):
    """Think about hearing nothing more of somebody."""

    conversation: ConversationId


class ConfirmBlock(Action, frozen=True, wire="re.bo"):
    """Hear nothing more of somebody."""

    conversation: ConversationId


class MarkSpam(Action, frozen=True, wire="re.sp"):
    """Hear nothing more of somebody who wanted nothing from me."""

    conversation: ConversationId


class UnblockPerson(Action, frozen=True, wire="re.ub"):
    """Let somebody write again."""

    conversation: ConversationId
