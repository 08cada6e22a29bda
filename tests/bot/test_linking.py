"""Somebody becomes the same person on both platforms, and is themselves again."""

import asyncio
import re

import pytest

from bot.demo.people import Person
from core import accounts, drafts, linking, orders
from core.kit.errors import Refusal
from core.kit.states import Role
from core.linking import LinkCode
from core.market import Market
from core.orders import OrderState
from core.store import Tx
from tests.bot.parting import OTHER, TWO, comes, parting_in
from tests.bot.scene import Scene, meet
from tests.bot.street import account
from tests.town import Town


async def code_of(person: Person) -> str:
    """Get a code on this platform."""
    await person.commands("link")
    await person.takes("li.co")
    return next(word[0] for word in re.finditer(r"[0-9A-Z]{8}", person.last["text"]))


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_what_is_begun_on_one_platform_goes_on_on_the_other(
    town: Town, platform: str, locale: str
) -> None:
    two = await parting_in(town, platform, locale)
    ben = two.ben
    order = await two.begin(OrderState.DELIVERED)
    there = await town.meet("Ben B.", OTHER[ben.platform], two.language(ben))
    await comes(there)
    await there.commands("support")  # there is a form he begins before he is linked
    await there.takes("su.op")
    await there.commands("link", code=await code_of(ben))
    assert two.reads(there, "This code was made by {name}.", name="Ben")
    await there.takes("li.ok:")
    assert two.reads(there, "From now on you are {name} on both platforms.", name="Ben")
    await ben.look()
    assert two.reads(ben, "If that was not you, unlink the other one and write to support.")
    assert (await account(town, there)).id == (await account(town, ben)).id

    await there.commands("orders")
    await there.takes(f"or.se:{order}")
    await there.takes("de.rv:")  # a revision is asked for here, and left in the middle …
    await ben.commands("menu")
    await ben.takes("fo.go:", on="")
    await ben.answers("Smaller, please")  # … and gone on with there
    if any((b.get("payload") or "").startswith("fo.su") for b in ben.last["buttons"]):
        await ben.takes("fo.su:")
    assert (await two.stands()).state is OrderState.IN_REVISION

    await there.commands("link")
    await there.takes(f"li.un:{there.platform}")
    await there.takes("li.uo:")
    await there.commands("orders")
    assert order not in there.sees
    assert (await account(town, there)).id != (await account(town, ben)).id
    await ben.commands("orders")
    assert order in str(ben.last)


@pytest.mark.parametrize("locale", ["fr", "en"])
async def test_a_code_is_refused_in_a_sentence(town: Town, locale: str) -> None:
    two = await parting_in(town, "telegram", locale)
    ana, ben = two.ana, two.ben
    await two.begin()
    code = await code_of(ana)
    own = "This is your own code: here you are yourself. Type it on your other platform."
    await ana.commands("link", code=code)
    assert two.reads(ana, own)
    await ben.commands("link", code=code)
    both = (
        "Both accounts already have gigs, orders or messages of their own, so they cannot become "
        "one. Go on with the one you like; support can tell you more."
    )
    assert two.reads(ben, both)
    third = await town.meet("Cleo", "telegram", locale)
    await comes(third)
    await third.commands("link", code=code)
    taken = (
        "The other account is linked with {platform} already, as {name}. "
        "Unlink that one first, with /link."
    )
    assert two.reads(third, taken, platform="Telegram", name="Ana")
    gone = (
        "This code does not work, or no longer. Use /link on your other platform to get a new "
        "one, and type it here within {minutes} minutes."
    )
    await town.pass_time("PT15M1S")
    await ben.commands("link", code=code)
    assert two.reads(ben, gone, minutes=15)
    await ana.commands("link")
    await ana.takes("li.en")
    await ana.answers("NOSUCHCODE")
    assert two.reads(ana, gone, minutes=15)


async def test_one_code_links_one_account_whoever_is_first(market: Market) -> None:
    scene = Scene(market, await meet(market, "Ana"), await meet(market, "Ben"))
    for nth in range(20):
        ana = await meet(market, f"Ana {nth}")
        code: LinkCode = await scene.does(ana, linking.invite)

        async def joins(name: str, code: str = code.code) -> bool:
            def work(tx: Tx) -> None:
                other = accounts.identify(
                    tx, platform="elsewhere", external_id=name, name=name, locale="en"
                )
                linking.link(tx, other, code=code)

            try:
                await market.do(work)
            except Refusal:
                return False
            return True

        won = await asyncio.gather(joins(f"one {nth}"), joins(f"two {nth}"))
        assert sorted(won) == [False, True]


async def test_whoever_lived_on_one_platform_alone_takes_the_empty_account_in(
    market: Market,
) -> None:
    """The code may be made on either side: the account with the orders is the one that stays."""
    ana, ben = await meet(market, "Ana"), await meet(market, "Ben")
    scene = Scene(market, ana, ben)
    await scene.sells()
    order = await scene.order_in(OrderState.IN_PROGRESS)

    def visit(tx: Tx) -> str:
        fresh = accounts.identify(tx, platform="elsewhere", external_id="B", name="B.", locale="fr")
        drafts.begin(tx, fresh, form="briefs.post", subject="", answers={"title": "A lion"})
        return linking.invite(tx, fresh).code

    code = await market.do(visit)
    stays = await scene.does(ben, linking.link, code=code)
    assert stays.id == ben.id

    def look(tx: Tx) -> tuple[list[str], list[str]]:
        me = accounts.identify(tx, platform="elsewhere", external_id="B", name="B.", locale="fr")
        mine, _more = orders.mine(tx, me, side=Role.BUYER)
        return [o.id for o in mine], [d.form for d in drafts.open_ones(tx, me)]

    assert await market.do(look) == ([order], ["briefs.post"])
