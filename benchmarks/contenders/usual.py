"""E1 and P1x: python-telegram-bot, SQLAlchemy's async ORM and plain Babel, as everybody does."""

import sys
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, event, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from benchmarks.contenders.usual_card import card, notice
from benchmarks.contenders.usual_rows import (
    Balance,
    Clearing,
    Deadline,
    Delivery,
    Entry,
    Notice,
    Order,
    Posting,
    Step,
    User,
)  # fmt: skip

url, port, database = sys.argv[1:]
engine = create_async_engine(database)
Session = async_sessionmaker(engine, expire_on_commit=False)
if engine.dialect.name == "sqlite":
    event.listen(engine.sync_engine, "connect", lambda line, _: [line.execute(f"PRAGMA {each}")
        for each in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")])  # fmt: skip


async def accept(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    press, now = update.callback_query, datetime.now(UTC)  # noqa: TID251 - as usual
    async with Session() as db:
        order = await db.get(Order, press.data.partition(":")[2])
        buyer, seller = await db.get(User, order.buyer_id), await db.get(User, order.seller_id)
        if press.from_user.id != buyer.id or order.state != "delivered":
            await press.answer("No")
            return
        query = select(Delivery).where(Delivery.order_id == order.id).order_by(Delivery.id.desc())
        delivery = (await db.scalars(query.limit(1))).one()
        order.state, order.ended_at, net = "completed", now, order.total - order.commission
        db.add(Step(order_id=order.id, before="delivered", verb="accept", after="completed",
                    user_id=buyer.id, at=now))  # fmt: skip
        await db.execute(delete(Deadline).where(Deadline.subject == f"order:{order.id}"))
        clearing = Clearing(order_id=order.id, seller_id=seller.id, minor=net,
                            clears_at=now + timedelta(days=14))  # fmt: skip
        db.add_all((Posting(key=f"accept:{order.id}", at=now), clearing))
        await db.flush()
        books = ((f"escrow:{order.id}", -net), (f"clearing:{seller.id}", net),
                 (f"escrow:{order.id}", -order.commission),
                 ("commission", order.commission))  # fmt: skip
        for book, minor in books:
            db.add(Entry(posting=f"accept:{order.id}", book=book, minor=minor))
            if book != "commission":
                (await db.get(Balance, book)).minor += minor
        db.add(Deadline(subject=f"clearing:{clearing.id}", verb="clear", at=clearing.clears_at))
        told = Notice(user_id=seller.id, kind="completed", order_id=order.id, made_at=now)
        db.add(told)
        await db.commit()
    await press.answer()
    await press.edit_message_text(**card(order, buyer, seller, delivery, for_buyer=True))
    await context.bot.send_message(seller.id, **notice(order, buyer, seller.locale))
    there = {"chat_id": seller.id, "message_id": order.seller_message}
    await context.bot.edit_message_text(
        **there, **card(order, seller, buyer, delivery, for_buyer=False)
    )
    async with Session() as db:
        await db.execute(delete(Notice).where(Notice.id == told.id))
        await db.commit()


async def ready(_application: Application) -> None:
    print("ready")


if __name__ == "__main__":
    builder = Application.builder().token("1:benchmark").base_url(f"{url}/bot").post_init(ready)
    application = builder.build()
    application.add_handler(CallbackQueryHandler(accept))
    application.run_webhook(
        listen="127.0.0.1", port=int(port), webhook_url=f"http://127.0.0.1:{port}/"
    )
