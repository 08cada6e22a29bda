"""What an account may say about itself."""

from core.kit.words import one_line

NAME_MOST = 32  # characters of a seller's display name
BIO_MOST = 160  # characters of the one-line bio
NAME_KEPT = 64  # characters kept of a name that a platform tells us

# The languages a seller may say they work in (ISO 639-1).
LANGUAGES = ("fr", "en", "es", "de", "it", "pt", "nl", "pl", "ar", "zh", "ja")

UNTOLD_LOCALE = "en"  # for someone whose platform does not say
NAMELESS = "?"  # for someone whose platform's name leaves the paper white


def name_of(told: str) -> str:
    """Return a platform's name for somebody as it is kept: one line, seen, not too long."""
    return one_line(told, NAME_KEPT) or NAMELESS
