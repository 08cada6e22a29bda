"""Gigs for stories: the shortest way to one on sale."""

from typing import Any

from core import accounts, gigs
from core.accounts import Account
from core.gigs import Gig
from core.kit.money import Money
from tests.core.trade import EUR, Trade


def euros(amount: int) -> Money:
    return Money(amount * 100, EUR)


def one_package(price: int = 50, days: int = 3) -> dict[str, Any]:
    """A single package, as the form gives it."""
    return {
        "tiers": "one",
        "essential_price": euros(price),
        "essential_days": days,
        "essential_revisions": "1",
        "essential_includes": "Two drafts",
    }


def three_packages(*prices: int, days: tuple[int, int, int] = (3, 5, 9)) -> dict[str, Any]:
    """Three packages, as the form gives them."""
    packages: dict[str, Any] = {"tiers": "three"}
    for tier, price, span in zip(gigs.Tier, prices, days, strict=True):
        packages |= {
            f"{tier}_price": euros(price),
            f"{tier}_days": span,
            f"{tier}_revisions": "unlimited" if tier is gigs.Tier.PREMIUM else "1",
            f"{tier}_includes": f"What {tier} includes",
        }
    return packages


def words(**changes: Any) -> dict[str, Any]:
    """What a gig says about itself."""
    usual = {
        "title": "I will draw a logo",
        "category": "design",
        "description": "Two drafts, one logo, all the files you will ever need.",
        "tags": ("branding",),
    }
    return {**usual, **changes}


async def sell(trade: Trade, who: Account, languages: tuple[str, ...] = ("en",)) -> None:
    await trade.does(who, accounts.start_selling, name=who.name, languages=languages, bio="Hello")


async def publish(trade: Trade, who: Account | None = None, **changes: Any) -> Gig:
    """Somebody (Ana) puts a gig on sale."""
    seller = who or trade.ana
    if not (await trade.market.ask(lambda tx: accounts.by_id(tx, seller.id))).sells:
        await sell(trade, seller)
    return await trade.does(seller, gigs.publish, **{**words(), **one_package(), **changes})
