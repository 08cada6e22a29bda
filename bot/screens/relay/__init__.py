"""What people see of what they say to each other."""

from bot.screens.relay import notices as notices
from bot.screens.relay.actions import (
    AnswerMessage,
    BlockPerson,
    ConfirmBlock,
    ListConversations,
    MarkSpam,
    ShowConversation,
    ShowMessage,
    UnblockPerson,
    WriteAbout,
    WriteTo,
)
from bot.screens.relay.pages import (
    block_page,
    conversation_page,
    conversations_page,
    message_page,
    sent_page,
)

__all__ = [
    "AnswerMessage",
    "BlockPerson",
    "ConfirmBlock",
    "ListConversations",
    "MarkSpam",
    "ShowConversation",
    "ShowMessage",
    "UnblockPerson",
    "WriteAbout",
    "WriteTo",
    "block_page",
    "conversation_page",
    "conversations_page",
    "message_page",
    "sent_page",
]
