"""People who have rooms: where each of their chats is, and what is said in it."""

from sqlalchemy import select

from bot.demo.people import Person, aloud
from core.relay import Message
from tests.bot.parting import Parting, plain

GREETING = (
    "Everything about this order is told here from now on. "
    "Reply to any message here to write to {name}."
)
TITLE = "A logo that lasts"


async def room(person: Person) -> str:
    """The only one they have."""
    [found] = await person.rooms()
    return found


def told(person: Person, chat: str) -> str:
    """What the bot said in this chat."""
    return plain("\n\n".join(aloud(m) for m in person.in_chat(chat) if m["from_id"] == "bot"))


def elsewhere(person: Person, chat: str) -> str:
    """What the bot said in all the others."""
    return plain("\n\n".join(aloud(m) for m in person.inbox if m["chat"] != chat))


def wires(person: Person, chat: str) -> set[str]:
    """What the buttons in this chat send."""
    shown = [b for m in person.in_chat(chat) for b in m["buttons"]]
    return {(b.get("payload") or "")[:5] for b in shown}


async def said(two: Parting) -> list[tuple[str, str]]:
    """What was said, and which thing it is about."""
    query = select(Message.words, Message.about).order_by(Message.nth)
    return await two.town.app.market.ask(
        lambda tx: [(words, about) for words, about in tx.db.execute(query)]
    )


async def orders_in(two: Parting, channel: str) -> None:
    """Ben finds Ana's gig in a server, orders it there and pays for it."""
    ben = two.ben
    await ben.commands("search", words="logo", chat=channel)
    for wire in ("gi.se:", "gi.or:", "ch.pl:", "pa.or:"):
        await ben.takes(wire, chat=channel)
    [order] = await two.scene.every_order()
    two.order = order
    await two.look()
