"""What can happen to a message."""

from dataclasses import dataclass

from core.relay.models import Message
from core.store import Event


@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    """Somebody said something to somebody."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageStuck(Event):
    """Its reader cannot be reached; it waits until they are back."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageArrived(Event):
    """What waited for its reader stands before them now."""

    message: Message
