"""People who have rooms: where each of their chats is, and what is said in it."""

from base64 import b64encode
from collections.abc import Sequence

from bot.demo.people import Json, NoSuchButton, Person, aloud
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
    """Press, in this chat, the latest button that sends what begins so."""
    await person.look()
    for message in sorted(person.inbox, key=lambda m: -m["seq"]):
        for button in message["buttons"]:
            if message["chat"] == chat and (button.get("payload") or "").startswith(wire):
                await person.presses_raw(button["payload"], message=message["id"])
                return
    raise NoSuchButton(f"{person.name} sees no {wire} in:\n{told(person, chat)}")
