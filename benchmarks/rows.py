"""A market with people in it and delivered orders waiting to be accepted.

One order is brought there by the house's own verbs, and then copied, row by row, to everybody.
"""

from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Table, delete, insert, select

from benchmarks.fakes.discord import DIALOGS
from bot import registry
from bot.app import open_market
from bot.clock import Clock
from bot.config import Settings
from bot.context import Context
from bot.platforms.telegram.draw import draw
from core import accounts, audit, deliveries, orders
from core.communities import HOME
from core.kit.ids import OrderId, new_id
from core.kit.money import Money
from core.market import Market
from core.notifications import Notice
from core.orders import Terms
from core.store import Base, Tx

PAIRS = 256  # a buyer and a seller each
TELEGRAM, DISCORD = 10_000, 500_000  # the first buyer's number on each
SELLERS = 100_000  # a seller's number is their buyer's and this
CHUNK = 500
EUR = "EUR"
LOCALES = ("fr", "en")  # of buyers, of sellers
WORK = "Here is the work: https://example.org/logo.svg " + "Twelve files, all sizes. " * 8
TERMS = Terms(
    title="A logo for Bénédicte & fils",
    tier="basic",
    includes="Two drafts, the sources",
    price=Money(50_00, EUR),
    quantity=1,
    total=Money(50_00, EUR),
    days=4,
    revisions=1,
    commission_basis_points=1_000,
)


@dataclass(frozen=True)
class Deal:
    """One order to accept: its two people and where each one's card stands."""

    order: str
    platform: str
    buyer: int
    seller: int
    buyer_message: int
    seller_message: int


def deals(platform: str, count: int) -> Iterator[Deal]:
    """Name that many orders, pair after pair."""
    first, letter = (TELEGRAM, "T") if platform == "telegram" else (DISCORD, "D")
    for nth in range(count):
        buyer = first + nth % PAIRS
        message = 5_000 + 2 * nth
        yield Deal(f"{letter}{nth:07}", platform, buyer, buyer + SELLERS, message, message + 1)


async def settle_in(settings: Settings, every: list[Deal]) -> None:
    """Fill a new database."""
    async with AsyncExitStack() as stack:
        market = await _market(settings, stack)
        platforms = sorted({deal.platform for deal in every})
        for platform in platforms:
            await market.do(partial(_people, platform=platform))
        template = await _template(market, every[0])
        for at in range(0, len(every), CHUNK):
            some = every[at : at + CHUNK]
            await market.do(partial(_copies, template=template, some=some))
        await market.do(lambda tx: tx.db.execute(delete(Notice)) and None)


async def answer_to(settings: Settings, command: str, text: str) -> dict[str, Any]:
    """Return what the house says to a command on Telegram: its words and its buttons."""
    registry.load()
    async with AsyncExitStack() as stack:
        market = await _market(settings, stack)

        def say(tx: Tx) -> Any:
            me = _person(tx, "telegram", TELEGRAM, LOCALES[0])
            ctx = Context(me, tx, platform="telegram")
            drawn = draw(registry.REGISTRY.commands[command].run(ctx, text), me.locale)
            return {"text": drawn.text, "keyboard": drawn.keyboard}

        said: dict[str, Any] = msgspec.to_builtins(await market.do(say))
        return said


async def findings(settings: Settings) -> list[Any]:
    """Audit every book, after all that was done to them."""
    async with AsyncExitStack() as stack:
        return list(await (await _market(settings, stack)).ask(audit.check))


async def _market(settings: Settings, stack: AsyncExitStack) -> Market:
    market = await open_market(settings, Clock(), stack)
    await market.open()
    return market


def _person(tx: Tx, platform: str, number: int, locale: str) -> accounts.Account:
    return accounts.identify(
        tx, platform=platform, external_id=str(number), name=f"P{number}", locale=locale
    )


def _people(tx: Tx, platform: str) -> None:
    first = TELEGRAM if platform == "telegram" else DISCORD
    for number in range(first, first + PAIRS):
        _person(tx, platform, number, LOCALES[0])
        _person(tx, platform, number + SELLERS, LOCALES[1])


Template = tuple[dict[str, str], list[tuple[Table, list[dict[str, Any]]]]]
TABLES = (
    "orders", "payments", "deliveries", "deadlines", "steps", "postings", "entries", "balances",
)  # fmt: skip


async def _template(market: Market, deal: Deal) -> Template:
    """Bring one order to where it waits for the buyer, and read every row that speaks of it."""

    def bring(tx: Tx) -> dict[str, str]:
        buyer = _person(tx, deal.platform, deal.buyer, LOCALES[0])
        seller = _person(tx, deal.platform, deal.seller, LOCALES[1])
        order = orders.start(
            tx, buyer, seller=seller.id, gig=None, terms=TERMS, key=new_id(), community=HOME
        )
        orders.pay(tx, buyer, order=OrderId(order.id), provider="sandbox")
        deliveries.deliver(tx, seller, order=OrderId(order.id), message=WORK)
        return {"order": order.id, "buyer": buyer.id, "seller": seller.id, "key": order.key}

    names = await market.do(bring)

    def read(tx: Tx) -> Template:
        found = []
        for name in TABLES:
            table = Base.metadata.tables[name]
            rows = [dict(row._mapping) for row in tx.db.execute(select(table))]  # noqa: SLF001
            found.append((table, rows))
            if name in ("payments", "deliveries"):
                names[name] = rows[0]["id"]
        return names, found

    return await market.ask(read)


def _copies(tx: Tx, template: Template, some: list[Deal]) -> None:
    """Copy the template's rows for these deals; only its names change."""
    names, tables = template
    ids = {row.external_id: row.account_id for row in tx.db.execute(_identities())}
    renamings = [
        {
            names["order"]: deal.order,
            names["key"]: f"k{deal.order}",
            names["buyer"]: ids[str(deal.buyer)],
            names["seller"]: ids[str(deal.seller)],
            names["payments"]: f"p{deal.order}",
            names["deliveries"]: f"d{deal.order}",
        }
        for deal in some
    ]
    for table, rows in tables:
        copies = [_renamed(row, new) for new in renamings for row in rows]
        tx.db.execute(insert(table), copies)
    cards = [
        {
            "account_id": ids[str(person)],
            "subject": f"order:{deal.order}",
            "platform": deal.platform,
            "chat": str(_chat(deal.platform, person)),
            "message": str(message),
        }
        for deal in some
        for person, message in (
            (deal.buyer, deal.buyer_message),
            (deal.seller, deal.seller_message),
        )
    ]
    tx.db.execute(insert(Base.metadata.tables["cards"]), cards)


def _renamed(row: dict[str, Any], new: dict[str, str]) -> dict[str, Any]:
    copy = {name: value for name, value in row.items() if not (name == "id" and type(value) is int)}
    for name, value in copy.items():
        if type(value) is str:
            for old, ours in new.items():
                value = value.replace(old, ours)
            copy[name] = value
    return copy


def _identities() -> Any:
    table = Base.metadata.tables["identities"]
    return select(table.c.external_id, table.c.account_id)


def _chat(platform: str, person: int) -> int:
    return person if platform == "telegram" else DIALOGS + person
