"""Bans: somebody who may begin nothing new in a market; what is under way goes on."""

from core.bans.errors import Banned, CannotBan
from core.bans.events import BanLifted, PersonBanned
from core.bans.models import Ban
from core.bans.queries import WORDS_MOST, known, look, may_ban, on, require_free
from core.bans.service import ban, lift

__all__ = [
    "WORDS_MOST",
    "Ban",
    "BanLifted",
    "Banned",
    "CannotBan",
    "PersonBanned",
    "ban",
    "known",
    "lift",
    "look",
    "may_ban",
    "on",
    "require_free",
]
