"""An order that two people may want to end, each on their own telephone, in their own language."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.demo.people import Json, NoSuchButton, Person
from bot.i18n import say
from core import accounts, cancellations, orders
from core.accounts import Account, Identity
from core.cancellations import REASONS, Cancellation, Reason
from core.kit.ids import OrderId
from core.kit.text import Text
from core.orders import Order, OrderState
from core.store import Tx
from tests.bot.scene import Scene
from tests.bot.street import account, blobs_of, use
from tests.town import Town

OTHER = {"telegram": "discord", "discord": "telegram"}
CROSSINGS = [("telegram", "fr"), ("telegram", "en"), ("discord", "fr"), ("discord", "en")]
TWO = [("telegram", "fr"), ("discord", "en")]
BAR = re.compile("[▰▱]{8} (.*)")  # of the time to answer; of the work it has fewer cells
SETTLED = "This order has ended, and the money it held is divided:"
ASKS = "{name} asks to cancel this order."
ASKED = "You asked to cancel this order."
WANTED = "Your answer is still awaited: cancel this order, or carry on?"


def plain(words: str) -> str:
    """The same words, every space a plain one."""
    return words.replace("\xa0", " ").replace("\u202f", " ").replace("\u2060", "")


class Parting:
    """Ana sells on one platform in one language, Ben buys on the other in the other."""

    def __init__(self, town: Town, scene: Scene, ana: Person, ben: Person) -> None:
        self.town, self.scene, self.ana, self.ben = town, scene, ana, ben
        self.order = OrderId("")

    async def begin(self, state: OrderState = OrderState.IN_PROGRESS) -> OrderId:
        self.order = await self.scene.order_in(state)
        await self.town.settle()
        return self.order

    # --- what is on a screen

    def language(self, person: Person) -> str:
        return self.town.sandbox.world.people[person.id].language

    def words(self, person: Person, words: str, **blanks: object) -> str:
        """A sentence as this person would read it."""
        return plain(say(Text(words).format(**blanks), self.language(person)))

    def reads(self, person: Person, words: str, **blanks: object) -> bool:
        return self.words(person, words, **blanks) in plain(person.everything)

    def times(self, person: Person, words: str, **blanks: object) -> int:
        """In how many messages somebody reads these words."""
        sentence = self.words(person, words, **blanks)
        return sum(sentence in plain(message["text"]) for message in person.inbox)

    def heard(self, person: Person, words: str) -> int:
        """In how many messages somebody reads this sentence, whatever stands in its blanks."""
        blanks = dict.fromkeys(re.findall(r"{(\w+)}", words), "§")
        sentence = re.escape(self.words(person, words, **blanks)).replace("§", ".+")
        return sum(bool(re.search(sentence, plain(m["text"]))) for m in person.inbox)

    def wires(self, person: Person, message: int | None = None) -> set[str]:
        """What the buttons of a message send; of the one that changed last."""
        shown = person.last if message is None else self.message(person, message)
        return {(b.get("payload") or "")[:5] for b in shown["buttons"]}

    def message(self, person: Person, number: int) -> Json:
        return person.messages[number]

    def says(self, person: Person, message: int, words: str, **blanks: object) -> bool:
        """Whether this message says so now."""
        return self.words(person, words, **blanks) in plain(self.message(person, message)["text"])

    def line(self, person: Person, label: str, message: int | None = None) -> str:
        """What stands behind this label in a message; in the one that changed last."""
        shown = person.last if message is None else self.message(person, message)
        start = self.words(person, label)
        found = [line for line in plain(shown["text"]).splitlines() if start in line]
        assert found, f"no {start!r} in:\n{shown['text']}"
        return found[-1].partition(start)[2].strip("* :")

    def time_left(self, person: Person, message: int) -> str:
        """What stands beside the bar of a request in this message."""
        found = BAR.search(plain(self.message(person, message)["text"]))
        assert found is not None, self.message(person, message)["text"]
        return found[1]

    # --- what they do

    async def opens(self, person: Person) -> int:
        """Open the order from the list of orders; return the message it stands in."""
        await person.commands("orders")
        await use(person, f"or.se:{self.order}")
        return int(person.last["id"])

    async def fills(self, person: Person, reason: Reason, share: str = "") -> None:
        """Open the order and fill in why it shall end, up to the review."""
        await self.opens(person)
        await use(person, f"ca.as:{self.order}")
        if person.platform == "telegram":
            keys = [b.get("payload") or "" for b in person.last["buttons"]]
            fits = [key for key in keys if key.endswith(f":reason:{reason}")]
            if not fits:
                raise NoSuchButton(f"{reason} is no reason for {person.name}")
            await use(person, fits[0])
            await person.answers("My shop closes.", share)
        else:
            label = say(REASONS[reason].label, self.language(person))
            await person.answers(label, "My shop closes.", share)

    async def asks(self, person: Person, reason: Reason, share: str = "") -> None:
        """Ask to cancel; everybody looks at what came of it."""
        await self.fills(person, reason, share)
        await use(person, "fo.su:")
        await self.look()

    async def look(self) -> None:
        for person in (self.ana, self.ben):
            await person.look()

    async def links(self, person: Person) -> Person:
        """The same person on the other platform as well; last heard where they were."""
        there = await self.town.meet(person.name, OTHER[person.platform], self.language(person))
        number = str(self.town.sandbox.world.people[there.id].number)
        mine = (await account(self.town, person)).id

        def join(tx: Tx) -> None:
            tx.db.add(
                Identity(
                    platform=there.platform, external_id=number, account_id=mine, name=there.name
                )
            )

        await self.town.app.market.do(join)
        await comes(there)
        await comes(person)
        return there

    # --- how things stand

    async def stands(self) -> Order:
        return await self.town.app.market.ask(lambda tx: orders.get(tx, self.order))

    async def left(self, verb: str) -> timedelta | None:
        """How much time is left on a clock of the order, running or not."""

        def look(tx: Tx) -> timedelta | None:
            order = orders.get(tx, self.order)
            return orders.left(tx, accounts.by_id(tx, order.buyer_id), order, verb)

        return await self.town.app.market.ask(look)

    async def requests(self) -> list[Cancellation]:
        def look(tx: Tx) -> list[Cancellation]:
            order = orders.get(tx, self.order)
            return [*cancellations.every(tx, accounts.by_id(tx, order.buyer_id), order)]

        return await self.town.app.market.ask(look)

    async def account(self, person: Person) -> Account:
        return await account(self.town, person)


async def comes(person: Person) -> None:
    await (person.says("/start") if person.platform == "telegram" else person.commands("menu"))


async def parting_in(town: Town, platform: str, locale: str, *, questions: int = 0) -> Parting:
    """Let the two come to a town; the buyer to the other platform, in the other language."""
    return await two_in(town, platform, OTHER[platform], locale, questions=questions)


async def two_in(
    town: Town, sells: str, buys: str, locale: str = "fr", *, questions: int = 0
) -> Parting:
    """Let the two come to a town, the seller and the buyer each to a platform."""
    ana = await town.meet("Ana", sells, locale)
    ben = await town.meet("Ben", buys, "en" if locale == "fr" else "fr")
    for person in (ana, ben):
        await comes(person)
    scene = Scene(
        town.app.market, await account(town, ana), await account(town, ben), blobs=blobs_of(town)
    )
    await scene.sells(questions=("What is your brand called?",) * questions)
    return Parting(town, scene, ana, ben)


async def refuses(deed: Callable[[], Awaitable[None]]) -> bool:
    """Whether there is nothing like it to press."""
    try:
        await deed()
    except NoSuchButton:
        return True
    return False
