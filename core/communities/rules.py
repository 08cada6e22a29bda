"""What a community may decide for itself."""

from enum import StrEnum


class Silence(StrEnum):
    """What it means when nobody answers a request to cancel an order."""

    CANCEL = "cancel"
    DECLINE = "decline"
