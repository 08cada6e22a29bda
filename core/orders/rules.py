"""What decides about an order."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.kit.settings import MarketSettings
from core.orders.terms import Question, Stage, Terms

ANSWER_MOST = 2_000  # characters of one answer
ATTACHED = "files"  # the key of files that go with the answers, beside the seller's questions
COMMENT_MOST = 1_000  # characters of a wish for changes
LAST_CHANCE = timedelta(days=1)  # before an order that went on again can be given up


class Lateness(StrEnum):
    """How the delivery stands against its due date. Derived, never stored."""

    NOT = "not"
    LATE = "late"
    VERY_LATE = "very_late"


def lateness(due_at: datetime | None, now: datetime, settings: MarketSettings) -> Lateness:
    """Tell how late work that is still awaited is."""
    if due_at is None or now <= due_at:
        return Lateness.NOT
    return Lateness.VERY_LATE if now > due_at + settings.late_after else Lateness.LATE


def revision_time(work: Stage | Terms, settings: MarketSettings) -> timedelta:
    """Return how long the seller has for changes: half the original time, but at least a day."""
    return max(timedelta(hours=settings.revision_hours_least), timedelta(days=work.days) / 2)


def answered(question: Question, given: Any) -> bool:
    """Tell whether this answers the question: an option, some files, or words."""
    if question.options:
        return given in question.options
    if question.files:
        return isinstance(given, list | tuple) and len(given) > 0
    return isinstance(given, str) and bool(given.strip())


def unanswered(questions: tuple[Question, ...], answers: Mapping[str, Any]) -> Question | None:
    """Return the first question that needs an answer and has none."""
    return next((q for q in questions if q.required and q.key not in answers), None)
