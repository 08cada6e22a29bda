"""What a community may decide for itself, and what it trusts people with."""

from enum import StrEnum


class Silence(StrEnum):
    """What it means when nobody answers a request to cancel an order."""

    CANCEL = "cancel"
    DECLINE = "decline"


class Rank(StrEnum):
    """An office in a community; whoever owns it moderates too."""

    MODERATOR = "moderator"
    OWNER = "owner"
