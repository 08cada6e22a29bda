"""What Telegram's refusals mean for us."""

from datetime import timedelta

from msgspec import Struct
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.platform import (
    CannotConnect,
    Gone,
    Rejected,
    SendFailure,
    Shut,
    TooFast,
    Uncertain,
    Unreachable,
)

GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
    "query is too old",
    "query_id_invalid",
)
UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "chat_restricted",
)
SHUT = ("thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
BAD_FILE = ("file identifier", "type of file mismatch", "file_reference", "file_id_invalid")
BAD_PICTURE = ("photo_invalid", "image_process_failed", "photo dimensions", "photo_")
OTHER_KIND = ("there is no text in the message", "there is no caption in the message")
BAD_ENTITIES = ("can't parse", "entity begin", "entities_too_long", "messageentity")


class Unmodified(SendFailure):
    """The message stands there already, letter for letter."""


class Moved(SendFailure):
    """The group has a new number."""

    def __init__(self, chat: int) -> None:
        super().__init__("the group moved")
        self.chat = str(chat)


class BadFile(Rejected):
    """Telegram no longer knows this file, or knows it as something else."""


class BadPicture(Rejected):
    """These bytes cannot be shown as a picture."""


class OtherKind(Gone):
    """A picture cannot be redrawn as text."""


class BadEntities(Rejected):
    """The dress does not fit the text: our bug."""


class WrongToken(Rejected, CannotConnect):
    """Telegram does not know the bot's token."""


class Rival(Uncertain):
    """Another process reads this bot's updates."""


class Details(Struct, frozen=True):
    """What Telegram adds to some refusals."""

    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


def failure(status: int, says: str, details: Details | None = None) -> SendFailure:
    """Understand a refusal: its HTTP status, Telegram's words, and what came with them."""
    details = details or Details()
    if details.migrate_to_chat_id is not None:
        return Moved(details.migrate_to_chat_id)
    if status == 429:
        return TooFast(timedelta(seconds=details.retry_after or 1))
    if status == 403:
        return Unreachable(says)
    if status in {401, 404}:
        return WrongToken(
            "Telegram does not know this TELEGRAM_TOKEN: copy it once more from @BotFather"
        )
    if status == 409:
        return Rival(says)
    if 400 <= status < 500:
        return _bad_request(says)
    return Uncertain(says)


def translated(error: TelegramError) -> SendFailure:
    """Understand a refusal as python-telegram-bot tells it."""
    says = error.message
    match error:
        case ChatMigrated(new_chat_id=chat):
            return Moved(chat)
        case RetryAfter():
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return TooFast(timedelta(seconds=seconds))
        case Forbidden():
            return failure(403, says)
        case InvalidToken():
            return failure(401, says)
        case Conflict():
            return failure(409, says)
        case BadRequest():
            return failure(400, says)
    return Uncertain(says)


def _bad_request(says: str) -> SendFailure:
    low = says.lower()
    meanings: tuple[tuple[tuple[str, ...], type[SendFailure]], ...] = (
        (("message is not modified",), Unmodified),
        (OTHER_KIND, OtherKind),
        (GONE, Gone),
        (SHUT, Shut),
        (UNREACHABLE, Unreachable),
        (BAD_FILE, BadFile),
        (BAD_PICTURE, BadPicture),
        (BAD_ENTITIES, BadEntities),
    )
    for words, kind in meanings:
        if any(word in low for word in words):
            return kind(says)
    return Rejected(says)
