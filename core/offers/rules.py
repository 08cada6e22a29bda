"""What an offer may say, how two versions differ, and what a counter-offer makes of its steps."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec.structs import replace

from core import gigs
from core.accounts import Account
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.words import one_line, visible
from core.offers.errors import (
    OfferIncomplete,
    OfferTooLong,
    StageTooCheap,
    TimeOutOfRange,
    TooLittleForStages,
    TotalOutOfRange,
    ValidityOutOfRange,
    WrongNumberOfStages,
)
from core.offers.states import WEEK
from core.orders import UNLIMITED, Question, Stage, Terms

TITLE_LEAST, TITLE_MOST = 4, gigs.TITLE_MOST
SCOPE_MOST = 1_200
STAGES_LEAST = 2
STAGE_TITLE_MOST, DELIVERABLE_MOST = 60, 200
REASON_MOST = 300
COUNTERS_MOST = 5  # to one version
REVISIONS = gigs.REVISIONS  # how they are chosen, and how they are kept
ROUND = 100  # minor units of a price without cents
TIER = "offer"  # stands where the package of a gig would


class Proposal(NamedTuple):
    """What a seller offers, as it was written down.

    `steps` is "1" or nothing for a single payment, with `price`, `days` and `revisions`; else it
    counts the `stages`, of which each has these three, a title and a deliverable.
    """

    title: str
    scope: str
    steps: str | None
    price: Money | None
    days: int | None
    revisions: str | None
    stages: Sequence[Mapping[str, Any]]


class Part(StrEnum):
    """One of the things two sides agree on."""

    TITLE = "title"
    SCOPE = "scope"
    PRICE = "price"
    DAYS = "days"
    REVISIONS = "revisions"
    STAGES = "stages"
    QUESTIONS = "questions"


class Change(NamedTuple):
    """One part that a version says otherwise than another."""

    part: Part
    before: Terms
    after: Terms


# What each part is called in the terms; the most important first.
NAMES: Mapping[Part, str] = {
    Part.PRICE: "total",
    Part.DAYS: "days",
    Part.REVISIONS: "revisions",
    Part.STAGES: "stages",
    Part.TITLE: "title",
    Part.SCOPE: "includes",
    Part.QUESTIONS: "questions",
}


def price_cap(settings: MarketSettings, _seller: Account) -> int:
    """Return the highest total this seller may offer, in minor units."""
    return settings.offer_price_most


def bargain(
    settings: MarketSettings, seller: Account, proposal: Proposal, questions: tuple[Question, ...]
) -> Terms:
    """Draw up the terms an order would freeze, or refuse what is missing or out of bounds."""
    title = one_line(proposal.title, TITLE_MOST)
    scope = at_most(proposal.scope, SCOPE_MOST)
    if not title or not scope:
        raise OfferIncomplete
    stages: tuple[Stage, ...] = ()
    if proposal.steps in {None, "1"}:
        price, days = proposal.price, proposal.days
        revisions = REVISIONS.get(proposal.revisions or "")
        if price is None or days is None or revisions is None:
            raise OfferIncomplete
    else:
        stages = tuple(_stage(each) for each in proposal.stages)
        most = settings.milestones_most
        if not STAGES_LEAST <= len(stages) <= most or proposal.steps != str(len(stages)):
            raise WrongNumberOfStages(STAGES_LEAST, most)
        price, days, revisions = together(stages)
    terms = Terms(
        title=title,
        tier=TIER,
        includes=scope,
        price=price,
        quantity=1,
        total=price,
        days=days,
        revisions=revisions,
        commission_basis_points=settings.commission_basis_points,
        questions=questions,
        stages=stages,
    )
    check(settings, seller, terms)
    return terms


def check(settings: MarketSettings, seller: Account, terms: Terms) -> None:
    """Refuse terms that are out of this seller's bounds."""
    currency = settings.currency
    least, most = (
        Money(settings.price_least, currency),
        Money(price_cap(settings, seller), currency),
    )
    if terms.total.currency != currency or not least <= terms.total <= most:
        raise TotalOutOfRange(least, most)
    fewest, longest = max(1, len(terms.stages)), settings.days_most
    if not fewest <= terms.days <= longest or any(stage.days < 1 for stage in terms.stages):
        raise TimeOutOfRange(fewest, longest)
    enough = Money(settings.milestones_price_least, currency)
    if terms.stages and terms.total < enough:
        raise TooLittleForStages(enough)
    each = Money(settings.milestone_price_least, currency)
    for stage in terms.stages:
        if stage.price < each:
            raise StageTooCheap(stage.title, each, stage.price)


def lasting(settings: MarketSettings, days: int | None) -> timedelta:
    """Return how long an offer can be accepted, or refuse."""
    if days is None:
        return validity(settings)
    if not 1 <= days <= settings.offer_validity_most:
        raise ValidityOutOfRange(settings.offer_validity_most)
    return timedelta(days=days)


def at_most(words: str, most: int) -> str:
    """Return a text without its outer spaces, empty when nothing of it is seen, or refuse."""
    words = words.strip()
    if len(words) > most:
        raise OfferTooLong(most)
    return words if visible(words) else ""


def _stage(given: Mapping[str, Any]) -> Stage:
    title = one_line(str(given.get("title") or ""), STAGE_TITLE_MOST)
    deliverable = at_most(str(given.get("deliverable") or ""), DELIVERABLE_MOST)
    price, days = given.get("price"), given.get("days")
    revisions = REVISIONS.get(str(given.get("revisions")))
    if not title or not deliverable or revisions is None:
        raise OfferIncomplete
    if not isinstance(price, Money) or not isinstance(days, int):
        raise OfferIncomplete
    return Stage(title, deliverable, price, days, revisions)


def validity(settings: MarketSettings) -> timedelta:
    """Return how long an offer can be accepted when the seller does not say."""
    return settings.timers.get("offer.expire", WEEK)


def changes(before: Terms, after: Terms) -> list[Change]:
    """Return what is different between two bargains, the most important first."""
    return [
        Change(part, before, after)
        for part, name in NAMES.items()
        if getattr(before, name) != getattr(after, name)
    ]


def together(stages: Sequence[Stage]) -> tuple[Money, int, int]:
    """Return what some steps cost, take and may be revised, all together."""
    price = sum((stage.price for stage in stages[1:]), start=stages[0].price)
    revisions = [stage.revisions for stage in stages]
    return (
        price,
        sum(stage.days for stage in stages),
        UNLIMITED if UNLIMITED in revisions else sum(revisions),
    )


def rescaled(terms: Terms, *, price: Money, days: int, scope: str) -> Terms:
    """Return the same bargain at another price and time, each step in proportion."""
    bargain = replace(terms, price=price, total=price, days=days, includes=scope)
    if not terms.stages:
        return bargain
    prices = _prices([stage.price.minor for stage in terms.stages], price.minor)
    spans = in_proportion([stage.days for stage in terms.stages], days)
    stages = tuple(
        replace(stage, price=Money(minor, price.currency), days=span)
        for stage, minor, span in zip(terms.stages, prices, spans, strict=True)
    )
    return replace(bargain, stages=stages)


def _prices(parts: Sequence[int], total: int) -> list[int]:
    """Share a price out; a round one in round parts, and one that did not change not at all."""
    if sum(parts) == total:
        return list(parts)
    unit = ROUND if total % ROUND == 0 and total >= ROUND * len(parts) else 1
    return [share * unit for share in in_proportion(parts, total // unit)]


def in_proportion(parts: Sequence[int], total: int) -> list[int]:
    """Share a total out as these parts stand to each other: whole shares, none of it lost.

    Each share is at least one; what does not divide goes where the largest fraction was cut.
    """
    whole = sum(parts)
    shares = [max(1, total * part // whole) for part in parts]
    cut = sorted(range(len(parts)), key=lambda place: -(total * parts[place] % whole))
    for place in cut[: max(total - sum(shares), 0)]:
        shares[place] += 1
    while sum(shares) > total and max(shares) > 1:
        shares[shares.index(max(shares))] -= 1
    return shares
