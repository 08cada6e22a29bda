"""What can happen to something that is told."""

from core.store import Event


class CardShown(Event, frozen=True):
    """A live message shows this subject to somebody from now on."""

    account_id: str
    subject: str


class NoticeHeld(Event, frozen=True):
    """Somebody cannot be reached: what they should be told waits for their next visit."""

    kind: str
    account_id: str
    subject: str
