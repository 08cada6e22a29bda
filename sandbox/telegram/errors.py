"""How Telegram says no."""

import logging
from typing import Any

log = logging.getLogger(__name__)


class Failure(Exception):
    """A call that Telegram refuses: its HTTP status and its own words."""

    def __init__(
        self, status: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON answer."""
        more = {"parameters": self.parameters} if self.parameters else {}
        return {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
            **more,
        }


def bad(says: str) -> Failure:
    """Return a 400, worded as Telegram's server words it: the first letter small, codes kept."""
    code = len(says) > 1 and (says[1] == "_" or says[1].isupper())
    return Failure(400, f"Bad Request: {says if code else says[:1].lower() + says[1:]}")


def forbidden(says: str) -> Failure:
    """Return a 403."""
    return Failure(403, f"Forbidden: {says}")


def too_many(seconds: int) -> Failure:
    """Return a 429 that says how long to wait."""
    return Failure(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def unserved(says: str) -> Failure:
    """Return a 400 for what Telegram may allow and this sandbox does not have; say it loudly."""
    log.error("the pretended Telegram: %s", says)
    return bad(f"the sandbox: {says}")
