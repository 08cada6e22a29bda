"""Whoever is banned begins nothing and learns nothing; what was under way goes on."""

import pytest

from bot.demo.people import NoSuchButton
from bot.registry import REGISTRY, name_of
from bot.ui import encode
from core import accounts, audit, bans, drafts
from core.bans import Ban
from core.kit.errors import Refusal
from core.market import Market
from core.orders import OrderState
from core.rights.rules import CLOSED_TO_BANNED
from core.store import Tx
from tests.bot.parting import TWO, parting_in
from tests.bot.scene import meet
from tests.bot.street import account, use
from tests.bot.test_messages import opens_gig
from tests.bot.test_rights import PRIVATE, House, payloads
from tests.bot.test_support import fills
from tests.town import Town

BANNED = "You are banned from this market"
NONE = "There is nothing here by that name"


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    return house


async def test_a_banned_buyer_tries_everything(house: House) -> None:
    """Whatever begins something is refused and shows nothing; whatever goes on, goes on."""
    order = await house.order_in(OrderState.DELIVERED)
    talk = await house.talk()
    draft, _new = await house.does(
        house.ben, drafts.begin, form="briefs.post", subject="",
        answers={"title": "A logo", "wanted": "Something warm for a bakery.", "budget": None,
                 "days": None},
    )  # fmt: skip
    olga, _code = await house.owner()
    await house.does(olga, bans.ban, person=house.ben.id, words="He sold nothing but trouble.")
    title = "A logo that lasts"
    real = {"gig": house.gig, "order": order, "draft": draft.id, **talk}
    known = {**dict.fromkeys(PRIVATE, "N0SUCHID"), **real}
    closed = 0
    for kind, hand in REGISTRY.presses.items():
        name = name_of(hand.run)
        if name not in CLOSED_TO_BANNED:
            continue
        for press in payloads(kind, known):
            seen, moved = await house.presses("Ben", encode(press))
            assert moved == [], f"{press}: {seen}"
            assert BANNED in seen or NONE in seen, f"{press}: {seen}"
            assert title not in seen, f"{press}: {seen}"
            closed += BANNED in seen
    assert closed > 20
    seen, moved = await house.presses("Ben", f"fo.su:{draft.id}")
    assert "briefs" not in moved, "a form that was begun before is not handed in"
    assert BANNED in seen
    for wire, table in ((f"or.ok:{order}", "orders"), (f"or.se:{order}", "")):
        seen, moved = await house.presses("Ben", wire)
        assert order in seen, f"{wire}: {seen}"
        assert not table or table in moved
    await house.does(olga, bans.lift, person=house.ben.id)
    seen, _moved = await house.presses("Ben", f"gi.se:{house.gig}")
    assert title in seen


async def test_who_may_ban_whom(house: House) -> None:
    olga, _code = await house.owner()
    mo = await house.moderator(await meet(house.market, "Mo"))
    for who, whom in ((house.ana, house.ben), (mo, house.ben), (olga, olga), (olga, mo)):
        with pytest.raises(Refusal):
            await house.does(who, bans.ban, person=whom.id, words="Because.")
    first: Ban = await house.does(olga, bans.ban, person=house.ben.id, words="Because.")
    again: Ban = await house.does(olga, bans.ban, person=house.ben.id, words="Once more.")
    assert (again.id, again.words) == (first.id, "Because."), "the second press changes nothing"
    await house.does(olga, bans.lift, person=house.ben.id)
    with pytest.raises(Refusal):
        await house.does(olga, bans.lift, person=house.ben.id)

    def banned(tx: Tx) -> bool:
        return accounts.by_id(tx, house.ben.id).banned

    assert await house.market.ask(banned) is False


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_a_banned_seller_is_found_no_more_and_finishes_their_order(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    await two.begin(OrderState.IN_PROGRESS)
    olga = await town.meet("Olga", "telegram", "en")
    await olga.commands("menu")
    await two.scene.owner(await account(town, olga))
    await opens_gig(olga, two.scene.gig)
    await olga.takes("ac.sp:")
    await olga.takes("ba.on:")
    await fills(olga, "She copies what others draw.")
    assert "Banned. They are told why" in olga.sees
    await ana.look()
    assert two.reads(ana, "You are banned from this market")
    assert "She copies what others draw." in ana.everything
    await ana.commands("sell")
    assert two.reads(
        ana,
        "You are banned from this market, so nothing new can be begun here. Your orders under "
        "way, your money and support stay open to you: use /orders, /wallet or /support.",
    )
    await ben.commands("search", words="logo")
    with pytest.raises(NoSuchButton):
        await ben.takes(f"gi.se:{two.scene.gig}")
    await two.opens(ana)
    await use(ana, "de.li:")
    await ana.answers("x" * 250, "")
    await use(ana, "fo.su:")
    assert (await two.stands()).state is OrderState.DELIVERED

    assert await town.app.market.ask(audit.check) == []
    await olga.takes("ba.of:")
    await two.look()
    assert await town.app.market.ask(audit.check) == []
    assert two.reads(ana, "Your ban is lifted: you can buy and sell here again.")
    await ben.commands("search", words="logo")
    await ben.takes(f"gi.se:{two.scene.gig}")
