"""What time it is: the real time, moved on by the sandbox when there is one."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """A clock that can be moved on."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def __call__(self) -> datetime:
        """Return the time here."""
        return datetime.fromtimestamp(time.time(), UTC) + self.offset

    def move_to(self, moment: datetime) -> None:
        """Move on to this moment; never back."""
        self.offset = max(self.offset, self.offset + (moment - self()))
