"""What the operator reads. No token ever stands in it."""

import logging
import re

TOKENS = (
    re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}"),  # Telegram
    re.compile(r"[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{20,}"),  # Discord
    re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"),  # a password in a URL
)
HIDDEN = "[hidden]"


class Discreet(logging.Formatter):
    """Writes a record, tracebacks included, without the secrets in it."""

    def __init__(self, *secrets: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Write the record and hide what must not be read."""
        written = super().format(record)
        for secret in self._secrets:
            written = written.replace(secret, HIDDEN)
        for token in TOKENS:
            written = token.sub(HIDDEN, written)
        return written


def set_up(level: str, *secrets: str) -> None:
    """Log to standard error, discreetly."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(*secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("discord", "telegram", "httpx", "aiosqlite", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
