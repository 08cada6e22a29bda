"""P8: drawing a card for its reader, beside the same card with plain Babel."""

import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from babel.dates import format_datetime, get_timezone
from babel.numbers import format_currency
from babel.units import format_unit

from benchmarks import databases, rows
from benchmarks.databases import Databases
from benchmarks.machine import Spread
from benchmarks.report import Figure
from benchmarks.rows import deals
from bot import i18n, registry
from bot.app import open_market
from bot.clock import Clock
from bot.config import Settings
from bot.context import Context
from bot.platforms.discord.draw import card as discord_card
from bot.platforms.telegram.draw import draw as telegram_draw
from bot.screens.orders import order_card
from bot.ui import Screen
from core import accounts, orders
from core.kit.money import Money
from core.store import Tx

ROUNDS, DRAWINGS = 12, 200
MOST_MICROSECONDS = 100.0
Draw = Callable[[Screen, str], Any]
PLATFORMS: dict[str, Draw] = {
    "Telegram": telegram_draw,
    "Discord": lambda screen, locale: discord_card(screen, locale),
}


def babels_money(amount: Money, locale: str) -> str:
    """Write an amount with Babel alone."""
    return str(format_currency(Decimal(amount.minor) / 100, amount.currency, locale=locale))


def babels_moment(at: datetime, locale: str) -> str:
    """Write a moment with Babel alone."""
    written = format_datetime(
        at.astimezone(UTC), "d MMM y, HH:mm", tzinfo=get_timezone("UTC"), locale=locale
    )
    return f"{written} UTC"


def babels_lasting(span: timedelta, locale: str) -> str:
    """Write a length of time with Babel alone."""
    minutes = max(0, round(span / timedelta(minutes=1)))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    while len(parts) > 1 and parts[0][0] == 0:
        parts.pop(0)
    shown = [part for part in parts[:2] if part[0]] or parts[:1]
    length: Literal["long", "short"] = "long" if len(shown) == 1 else "short"
    return " ".join(format_unit(n, f"duration-{unit}", length, locale=locale) for n, unit in shown)


@contextmanager
def plain_babel() -> Iterator[None]:
    """Let the house write with plain Babel for a while."""
    mine = (i18n.money, i18n.moment, i18n.lasting)
    i18n.money = babels_money  # type: ignore[assignment]
    i18n.moment = babels_moment  # type: ignore[assignment]
    i18n.lasting = babels_lasting
    try:
        yield
    finally:
        i18n.money, i18n.moment, i18n.lasting = mine


async def figures(kept: Databases) -> list[Figure]:
    """Draw one order's card for either reader on either platform."""
    registry.load()
    settings = Settings(home=str(kept.folder / "draw"), database_url=kept.sqlite("draw"))
    await databases.lay_out(settings)
    [deal] = deals("telegram", 1)
    await rows.settle_in(settings, [deal])
    async with AsyncExitStack() as stack:
        market = await open_market(settings, Clock(), stack)

        def make(tx: Tx) -> dict[str, Screen]:
            order = orders.get(tx, deal.order)
            people = {"fr": order.buyer_id, "en": order.seller_id}
            return {
                locale: order_card(
                    Context(accounts.by_id(tx, person), tx, platform="telegram"), order
                )
                for locale, person in people.items()
            }

        screens = await market.ask(make)
    return [
        _measure(platform, draw, screen, locale)
        for platform, draw in PLATFORMS.items()
        for locale, screen in screens.items()
    ]


def _measure(platform: str, draw: Draw, screen: Screen, locale: str) -> Figure:
    ours = draw(screen, locale)
    with plain_babel():
        assert draw(screen, locale) == ours, "not what plain Babel writes"
    mine, its = [], []
    for _ in range(ROUNDS):
        mine.append(_time(draw, screen, locale))
        with plain_babel():
            its.append(_time(draw, screen, locale))
    median, plain = Spread.of(mine).median, Spread.of(its).median
    return Figure(
        f"P8 {platform}, {locale}",
        f"drawing an order's card; plain Babel needs {plain:.0f} µs for the same bytes",
        f"{median:.0f} µs", f"{MOST_MICROSECONDS:g} µs",
        Spread.of([value / MOST_MICROSECONDS for value in mine]), 1.0, at_most=True,
    )  # fmt: skip


def _time(draw: Draw, screen: Screen, locale: str) -> float:
    """Return the median of many drawings, in microseconds."""
    times = []
    for _ in range(DRAWINGS):
        begun = time.perf_counter()
        draw(screen, locale)
        times.append(time.perf_counter() - begun)
    return Spread.of(times).median * 1e6
