"""Out of office: days on which somebody takes no new orders, and is back by themselves."""

from core.out_of_office.errors import (
    AbsenceBackwards,
    AbsencePast,
    AbsenceTooFar,
    AlreadyDeclared,
    MessageTooLong,
    SellerAway,
)
from core.out_of_office.events import AbsenceDeclared, AbsenceOver, AbsenceTakenBack
from core.out_of_office.models import Absence
from core.out_of_office.queries import away, back_at, get, look, of, require_present, silences
from core.out_of_office.rules import MESSAGE_MOST
from core.out_of_office.service import allow_writing, come_back, declare, take_back
from core.out_of_office.states import ABSENCE, AbsenceState

__all__ = [
    "ABSENCE",
    "MESSAGE_MOST",
    "Absence",
    "AbsenceBackwards",
    "AbsenceDeclared",
    "AbsenceOver",
    "AbsencePast",
    "AbsenceState",
    "AbsenceTakenBack",
    "AbsenceTooFar",
    "AlreadyDeclared",
    "MessageTooLong",
    "SellerAway",
    "allow_writing",
    "away",
    "back_at",
    "come_back",
    "declare",
    "get",
    "look",
    "of",
    "require_present",
    "silences",
    "take_back",
]
