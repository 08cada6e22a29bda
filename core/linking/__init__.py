"""Linking: one person, one account, on however many platforms."""

from core.linking.errors import (
    BothHaveThings,
    LastPlatform,
    NoSuchLinkCode,
    PlatformLinked,
    SameAccount,
)
from core.linking.events import AccountsLinked
from core.linking.models import LinkCode
from core.linking.queries import platforms, to_join, waiting
from core.linking.service import invite, link, unlink

__all__ = [
    "AccountsLinked",
    "BothHaveThings",
    "LastPlatform",
    "LinkCode",
    "NoSuchLinkCode",
    "PlatformLinked",
    "SameAccount",
    "invite",
    "link",
    "platforms",
    "to_join",
    "unlink",
    "waiting",
]
