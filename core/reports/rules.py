"""What can be reported, and why."""

from collections.abc import Mapping
from enum import StrEnum

from core.kit.text import Text, _

WORDS_MOST = 1_000  # characters
BEFORE, AFTER = 6, 3  # messages shown around the one that was reported


class Kind(StrEnum):
    """What is reported; the first name of the thing."""

    GIG = "gig"
    PROFILE = "account"
    MESSAGE = "message"


class Reason(StrEnum):
    """What is wrong with it."""

    SPAM = "spam"
    OUTSIDE = "outside"
    ABUSE = "abuse"
    FRAUD = "fraud"
    COPIED = "copied"
    FORBIDDEN = "forbidden"
    OTHER = "other"


REASONS: Mapping[Reason, Text] = {
    Reason.SPAM: _("Spam"),
    Reason.OUTSIDE: _("Wants to be paid outside the market"),
    Reason.ABUSE: _("Insults or threats"),
    Reason.FRAUD: _("Tries to cheat"),
    Reason.COPIED: _("Not theirs: copied from somebody else"),
    Reason.FORBIDDEN: _("Forbidden or dangerous content"),
    Reason.OTHER: _("Something else"),
}
