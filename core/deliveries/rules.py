"""What counts as a delivery."""

import re
from collections.abc import Sequence

from core.kit.settings import MarketSettings

MESSAGE_MOST = 4_000  # characters that go with a delivery
LINK = re.compile(r"https?://[^\s/]+\.\S", re.IGNORECASE)


def is_enough(message: str, files: Sequence[str], settings: MarketSettings) -> bool:
    """Tell whether this hands over something: a file, a link, or words enough to be the work."""
    long_enough = len(message.strip()) >= settings.delivery_characters_least
    return bool(files) or long_enough or LINK.search(message) is not None
