"""People who have rooms: where each of their chats is, and what is said in it."""

from base64 import b64encode
from collections.abc import Sequence

from sqlalchemy import select

from bot.demo.people import Json, NoSuchButton, Person, aloud
from core.relay import Message
from tests.bot.parting import Parting, comes, plain
from tests.bot.scene import Scene
from tests.bot.street import account, blobs_of
from tests.town import Town

GREETING = (
    "Everything about this order is told here from now on. "
    "Reply to any message here to write to {name}."
)
TITLE = "A logo that lasts"


async def two_in(town: Town, sells: str, buys: str, questions: int = 0) -> Parting:
    """Ana sells on one platform in French, Ben buys on the other in English."""
    ana = await town.meet("Ana", sells, "fr")
    ben = await town.meet("Ben", buys, "en")
    for person in (ana, ben):
        await comes(person)
    scene = Scene(
        town.app.market, await account(town, ana), await account(town, ben), blobs=blobs_of(town)
    )
    await scene.sells(questions=("What is your brand called?",) * questions)
    return Parting(town, scene, ana, ben)


async def rooms(town: Town, person: Person) -> dict[str, str]:
    """The topics and threads somebody has: their names, by what the sandbox calls them."""
    everybody: list[Json] = await town.call("GET", "/people")
    mine = next(one for one in everybody if one["id"] == person.id)
    return {chat["id"]: chat["name"] for chat in mine["chats"] if chat["kind"] == "thread"}


async def room(town: Town, person: Person) -> str:
    """The only one they have."""
    [found] = await rooms(town, person)
    return found


def told(person: Person, chat: str) -> str:
    """What the bot said in this chat."""
    return plain("\n\n".join(aloud(m) for m in person.inbox if m["chat"] == chat))


def elsewhere(person: Person, chat: str) -> str:
    """What the bot said in all the others."""
    return plain("\n\n".join(aloud(m) for m in person.inbox if m["chat"] != chat))


def wires(person: Person, chat: str) -> set[str]:
    """What the buttons in this chat send."""
    shown = [b for m in person.inbox if m["chat"] == chat for b in m["buttons"]]
    return {(b.get("payload") or "")[:5] for b in shown}


async def says(
    person: Person, chat: str, text: str, files: Sequence[tuple[str, bytes]] = ()
) -> None:
    """Write in this chat, below nothing."""
    given = [{"name": name, "content": b64encode(content).decode()} for name, content in files]
    await person._do("say", {"text": text, "files": given, "chat": chat})


async def takes(person: Person, chat: str, wire: str) -> None:
    """Press or choose, in this chat, what sends what begins so; the latest one."""
    await person.look()
    here = [m for m in person.inbox if m["chat"] == chat]
    for message in sorted(here, key=lambda m: -m["seq"]):
        for button in message["buttons"]:
            if (button.get("payload") or "").startswith(wire):
                await person.presses_raw(button["payload"], message=message["id"])
                return
        for menu in message["selects"]:
            for value in [o["value"] for o in menu["options"] if o["value"].startswith(wire)]:
                body = {"message": message["id"], "select": menu["id"], "values": [value]}
                await person._do("choose", body)
                return
    raise NoSuchButton(f"{person.name} sees no {wire} in:\n{told(person, chat)}")


async def said(two: Parting) -> list[tuple[str, str]]:
    """What was said, and which thing it is about."""
    query = select(Message.words, Message.about).order_by(Message.nth)
    return await two.town.app.market.ask(
        lambda tx: [(words, about) for words, about in tx.db.execute(query)]
    )


async def opens_server(town: Town, owner: Person, *others: Person, **more: object) -> str:
    """A server on Discord with these people in it; return its first channel."""
    body = {
        "platform": "discord", "kind": "server", "name": "Makers", "owner": owner.id,
        "members": [person.id for person in others], **more,
    }  # fmt: skip
    place: Json = await town.call("POST", "/places", body)
    return str(place["chats"][0]["id"])


async def orders_in(two: Parting, channel: str) -> None:
    """Ben finds Ana's gig in a server, orders it there and pays for it."""
    ben = two.ben
    await ben._do("command", {"name": "search", "options": {"words": "logo"}, "chat": channel})
    for wire in ("gi.se:", "gi.or:", "ch.pl:", "pa.or:"):
        await takes(ben, channel, wire)
    [order] = await two.scene.every_order()
    two.order = order
    await two.look()
