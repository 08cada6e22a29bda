"""What a brief may say."""

from core.briefs.errors import (
    BriefWordsMissing,
    BriefWordsTooLong,
    BudgetOutOfRange,
    WishedTooSoon,
)
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.words import visible

TITLE_LEAST, TITLE_MOST = 8, 80
WANTED_LEAST, WANTED_MOST = 20, 1_200


def measured(words: str, most: int) -> str:
    """Return a text without its outer spaces, or refuse."""
    words = words.strip()
    if not visible(words):
        raise BriefWordsMissing
    if len(words) > most:
        raise BriefWordsTooLong(most)
    return words


def require_possible(
    budget: Money | None, days: int | None, currency: str, settings: MarketSettings
) -> None:
    """Refuse a budget or a time that no gig here could meet."""
    least, most = Money(settings.price_least, currency), Money(settings.price_most, currency)
    if budget is not None and (budget.currency != currency or not least <= budget <= most):
        raise BudgetOutOfRange(least, most)
    if days is not None and not 1 <= days <= settings.days_most:
        raise WishedTooSoon(settings.days_most)
