"""Things to tell people, kept in the same transaction as the thing itself."""

from core.notifications.models import Notice, NoticeState, Urgency
from core.notifications.service import (
    bury,
    cards_of,
    claim,
    dead,
    earliest,
    forget_card,
    hold,
    let_go,
    put_off,
    remember_card,
    replay,
    tell,
    tell_each,
    told,
    waiting,
    wake,
)

__all__ = [
    "Notice",
    "NoticeState",
    "Urgency",
    "bury",
    "cards_of",
    "claim",
    "dead",
    "earliest",
    "forget_card",
    "hold",
    "let_go",
    "put_off",
    "remember_card",
    "replay",
    "tell",
    "tell_each",
    "told",
    "waiting",
    "wake",
]
