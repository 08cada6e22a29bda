"""What can happen to a message."""

from core.relay.models import Message
from core.store import Event


class MessageSent(Event, frozen=True):
    """Somebody said something to somebody."""

    message: Message


class MessageStuck(Event, frozen=True):
    """Its reader cannot be reached; it waits until they are back."""

    message: Message


class MessageArrived(Event, frozen=True):
    """What waited for its reader stands before them now."""

    message: Message
