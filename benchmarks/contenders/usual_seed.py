"""The same orders for the usual stack."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.contenders.usual_rows import Balance, Base, Deadline, Delivery, Order, User
from benchmarks.rows import LOCALES, PAIRS, SELLERS, TELEGRAM, TERMS, WORK, Deal


async def settle_in(database: str, every: list[Deal]) -> None:
    """Fill a new database."""
    now = datetime.now(UTC)  # noqa: TID251 - no market's clock here
    buyers = range(TELEGRAM, TELEGRAM + PAIRS)
    people = [{"id": n, "name": f"P{n}", "locale": LOCALES[0]} for n in buyers]
    people += [{"id": n + SELLERS, "name": f"P{n}", "locale": LOCALES[1]} for n in buyers]
    usual = {
        "title": TERMS.title, "includes": TERMS.includes, "total": TERMS.total.minor,
        "commission": TERMS.commission.minor, "currency": TERMS.total.currency,
        "state": "delivered", "days": TERMS.days,
    }  # fmt: skip
    orders = [
        {"id": d.order, "buyer_id": d.buyer, "seller_id": d.seller,
         "seller_message": d.seller_message, **usual}
        for d in every
    ]  # fmt: skip
    deliveries = [{"order_id": d.order, "message": WORK, "made_at": now} for d in every]
    later = now + timedelta(days=3)
    clocks = [{"subject": f"order:{d.order}", "verb": "accept", "at": later} for d in every]
    books = [{"book": f"escrow:{d.order}", "minor": TERMS.total.minor} for d in every]
    books += [{"book": f"clearing:{n + SELLERS}", "minor": 0} for n in buyers]
    engine = create_async_engine(database)
    async with engine.begin() as db:
        await db.run_sync(Base.metadata.create_all)
        for kind, rows in (
            (User, people), (Order, orders), (Delivery, deliveries), (Deadline, clocks),
            (Balance, books),
        ):  # fmt: skip
            await db.execute(insert(kind), rows)
    await engine.dispose()
