"""What can happen to something that is told."""

from dataclasses import dataclass

from core.store import Event


@dataclass(frozen=True, slots=True)
class CardShown(Event):
    """A live message shows this subject to somebody from now on."""

    account_id: str
    subject: str


@dataclass(frozen=True, slots=True)
class NoticeHeld(Event):
    """Somebody cannot be reached: what they should be told waits for their next visit."""

    kind: str
    account_id: str
    subject: str
