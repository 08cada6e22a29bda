"""Deliveries: what the seller hands over, and what the buyer wants changed."""

from core.deliveries.errors import (
    CommentMissing,
    MessageTooLong,
    NoRevisionsLeft,
    NothingDelivered,
    TooManyFiles,
)
from core.deliveries.events import DeliveryMade, RevisionRequested
from core.deliveries.models import Delivery, Revision
from core.deliveries.queries import every, latest, latest_revision, look, revisions
from core.deliveries.rules import MESSAGE_MOST
from core.deliveries.service import deliver, request_revision

__all__ = [
    "MESSAGE_MOST",
    "CommentMissing",
    "Delivery",
    "DeliveryMade",
    "MessageTooLong",
    "NoRevisionsLeft",
    "NothingDelivered",
    "Revision",
    "RevisionRequested",
    "TooManyFiles",
    "deliver",
    "every",
    "latest",
    "latest_revision",
    "look",
    "request_revision",
    "revisions",
]
