"""Talking things over through the real bot: both platforms, both languages, one order."""

import pytest

from bot.demo.people import NoSuchButton, Person
from core import orders
from core.kit.ids import OrderId
from core.kit.money import Money
from core.orders import OrderState
from core.resolution import RequestKind
from tests.bot.scene import EUR, Scene
from tests.bot.street import account, blobs_of, use
from tests.town import Town

OTHER = {"telegram": "discord", "discord": "telegram"}
CROSSINGS = [("telegram", "fr"), ("telegram", "en"), ("discord", "fr"), ("discord", "en")]
SAYS = {  # by who reads it
    "asks_time": {
        "fr": "Ana demande 3 jours de plus.", "en": "Ana asks for 3 more days.",
    },
    "agreed": {
        "fr": "Ben a accepté. Cela prend effet dès maintenant.",
        "en": "Ben agreed. This is in force now.",
    },
    "extras": {
        "fr": "Ana vous propose des suppléments pour", "en": "Ana offers you extras for",
    },
    "paid": {"fr": "Cela prend effet dès maintenant.", "en": "This is in force now."},
    "declined": {"fr": "Ana a refusé.", "en": "Ana declined."},
    "silence": {"fr": "Personne n’a répondu à temps.", "en": "Nobody answered in time."},
    "back": {"fr": "Ben vous demande de rendre", "en": "Ben asks you for"},
    "whole": {"fr": "Rendre tout le prix", "en": "The whole price back means"},
    "left": {"fr": "pour répondre.", "en": "left to answer."},
    "too_late": {"fr": "Ce n’est plus possible.", "en": "That is no longer possible."},
    "as_it_was": {"fr": "C’est retiré.", "en": "Taken back."},
}  # fmt: skip


def plain(words: str) -> str:
    return words.replace("\xa0", " ").replace("\u202f", " ").replace("\u2060", "")


def reads(person: Person) -> str:
    """Everything somebody was told, every space a plain one."""
    return plain(person.everything)


class Talk:
    """Ana sells on one platform in one language, Ben buys on the other in the other."""

    def __init__(self, town: Town, scene: Scene, ana: Person, ben: Person) -> None:
        self.town, self.scene, self.ana, self.ben = town, scene, ana, ben
        self.order = OrderId("")

    def said(self, person: Person, what: str) -> bool:
        locale = self.town.sandbox.world.people[person.id].language
        return SAYS[what][locale] in reads(person)

    async def begin(self, state: OrderState = OrderState.IN_PROGRESS) -> None:
        self.order = await self.scene.order_in(state)
        await self.town.settle()

    async def opens(self, person: Person) -> None:
        """Go from the list of orders to the Resolution Center of the order."""
        await person.commands("orders")
        await use(person, "or.se:")
        await use(person, f"rs.sc:{self.order}")

    async def asks(self, person: Person, kind: RequestKind, *answers: str) -> None:
        await self.opens(person)
        await use(person, f"rs.mk:{self.order}:{kind}")
        for answer in answers if person.platform == "telegram" else ():
            await (use(person, "fo.pk:") if answer == "no" else person.answers(answer))
        if person.platform == "discord":
            await person.answers(*answers)
        await use(person, "fo.su:")

    async def total(self) -> int:
        found = await self.town.app.market.ask(lambda tx: orders.get(tx, self.order))
        return found.total_minor


async def talk_in(town: Town, platform: str, locale: str) -> Talk:
    ana = await town.meet("Ana", platform, locale)
    ben = await town.meet("Ben", OTHER[platform], "en" if locale == "fr" else "fr")
    for person in (ana, ben):
        await (person.says("/start") if person.platform == "telegram" else person.commands("menu"))
    scene = Scene(
        town.app.market, await account(town, ana), await account(town, ben), blobs=blobs_of(town)
    )
    await scene.sells()
    return Talk(town, scene, ana, ben)


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_the_seller_gets_more_time(town: Town, platform: str, locale: str) -> None:
    talk = await talk_in(town, platform, locale)
    await talk.begin()
    before = await town.app.market.ask(lambda tx: orders.get(tx, talk.order).due_at)
    await talk.asks(talk.ana, RequestKind.EXTEND, "3", "The printer is late")
    await talk.ben.look()
    assert talk.said(talk.ben, "asks_time")
    assert "The printer is late" in reads(talk.ben)
    assert "▰" in reads(talk.ben)
    assert "→" in reads(talk.ben), "the due date before and after"
    await use(talk.ben, "rs.ok:")
    await talk.ana.look()
    assert talk.said(talk.ana, "agreed")
    after = await town.app.market.ask(lambda tx: orders.get(tx, talk.order).due_at)
    assert before is not None
    assert after is not None
    assert (after - before).days == 3
    with pytest.raises(NoSuchButton):
        await use(talk.ben, "rs.no:")


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_the_buyer_buys_an_extra_from_the_notice(
    town: Town, platform: str, locale: str
) -> None:
    talk = await talk_in(town, platform, locale)
    await talk.begin(OrderState.DELIVERED)
    await talk.asks(talk.ana, RequestKind.EXTRA, "A banner for the window", "20", "2", "no")
    await talk.ben.look()
    assert talk.said(talk.ben, "extras")
    assert "A banner for the window" in reads(talk.ben)
    await use(talk.ben, "rs.pa:")
    await talk.ana.look()
    assert talk.said(talk.ana, "paid")
    assert await talk.total() == 70_00
    assert list((await town.book("escrow")).values()) == ["€70.00"]
    await talk.opens(talk.ben)
    await use(talk.ben, "or.se:")
    assert "A banner for the window" in plain(talk.ben.sees)
    assert await talk.scene.state(talk.order) is OrderState.IN_REVISION


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_a_part_of_the_price_goes_back(town: Town, platform: str, locale: str) -> None:
    talk = await talk_in(town, platform, locale)
    await talk.begin()
    await talk.asks(talk.ben, RequestKind.REFUND, "100", "Everything")
    assert talk.said(talk.ben, "whole")
    await use(talk.ben, "fo.dr:")
    await talk.asks(talk.ben, RequestKind.REFUND, "30", "A draft is missing")
    await talk.ana.look()
    assert talk.said(talk.ana, "back")
    await use(talk.ana, "rs.no:")
    await talk.ben.look()
    assert talk.said(talk.ben, "declined")
    await talk.asks(talk.ben, RequestKind.REFUND, "20", "A draft is missing")
    await talk.ana.look()
    await use(talk.ana, "rs.ok:")
    assert await talk.total() == 40_00
    assert await town.book("wallet") == {"Ben": "€10.00"}
    assert list((await town.book("escrow")).values()) == ["€40.00"]


@pytest.mark.parametrize(("platform", "locale"), [("telegram", "fr"), ("discord", "en")])
async def test_another_price_is_agreed_then_paid(town: Town, platform: str, locale: str) -> None:
    talk = await talk_in(town, platform, locale)
    await talk.begin()
    await talk.asks(talk.ben, RequestKind.MODIFY, "A poster as well", "25.50", "2", "1")
    await talk.ana.look()
    assert "A poster as well" in reads(talk.ana)
    assert await talk.total() == 50_00
    await use(talk.ana, "rs.ok:")
    assert await talk.total() == 50_00
    await talk.ben.look()
    await use(talk.ben, "rs.pa:")
    assert await talk.total() == 75_50
    await talk.opens(talk.ana)
    await use(talk.ana, "or.se:")
    assert "A poster as well" in plain(talk.ana.sees)


@pytest.mark.parametrize(("platform", "locale"), [("telegram", "en"), ("discord", "fr")])
async def test_silence_says_no_after_two_reminders(town: Town, platform: str, locale: str) -> None:
    talk = await talk_in(town, platform, locale)
    await talk.begin()
    await talk.asks(talk.ana, RequestKind.MODIFY, "Blue, not green", "", "", "")
    await talk.ben.look()
    before = len(talk.ben.inbox)
    await town.pass_time("P1D")
    await town.pass_time("PT21H")
    await talk.ben.look()
    assert len(talk.ben.inbox) == before + 2
    assert talk.said(talk.ben, "left")
    await town.pass_time("PT3H")
    for person in (talk.ana, talk.ben):
        await person.look()
        assert talk.said(person, "silence")


@pytest.mark.parametrize(("platform", "locale"), [("telegram", "fr"), ("discord", "en")])
async def test_an_old_button_says_how_things_stand(town: Town, platform: str, locale: str) -> None:
    talk = await talk_in(town, platform, locale)
    await talk.begin()
    await talk.asks(talk.ana, RequestKind.EXTEND, "3", "The printer is late")
    await talk.ben.look()
    notice = talk.ben.last
    agree = next(b["payload"] for b in notice["buttons"] if b["payload"].startswith("rs.ok"))
    await use(talk.ana, "rs.wd:")
    assert talk.said(talk.ana, "as_it_was")
    due = await town.app.market.ask(lambda tx: orders.get(tx, talk.order).due_at)
    await talk.ben.presses_raw(agree, message=notice["id"])
    assert talk.said(talk.ben, "too_late")
    assert due == await town.app.market.ask(lambda tx: orders.get(tx, talk.order).due_at)
    assert await talk.total() == Money(50_00, EUR).minor


async def test_the_center_shows_what_is_open_and_what_was(town: Town) -> None:
    talk = await talk_in(town, "telegram", "en")
    await talk.begin()
    await talk.asks(talk.ana, RequestKind.EXTEND, "3", "The printer is late")
    await talk.asks(talk.ana, RequestKind.REFUND, "10", "Sorry")
    await use(talk.ana, "rs.wd:")
    await talk.opens(talk.ana)
    seen = plain(talk.ana.sees)
    assert "Resolution Center, order" in seen
    assert "You ask for 3 more days." in seen
    assert "[The request for more time]" in seen
    assert "[Change the agreement]" in seen
    assert "Ask for more time" not in seen, "one of a kind at a time"
    assert "Partial refund" in seen
    assert "[Open a dispute]" in seen
