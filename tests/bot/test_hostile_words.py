"""People's own words, whatever they are, are words on the other side: no more and no less.

The same story is told twice, once with plain words and once with hostile ones: what people see
must be dressed alike, letter by letter but for the words themselves.
"""

import logging
import re
from typing import Any

import pytest

from bot.demo.people import Person
from core import briefs, deliveries, offers
from core.kit.ids import OfferId
from core.kit.money import Money
from core.kit.words import cleaned
from core.orders import OrderState
from tests.bot.scene import EUR, Scene
from tests.bot.street import account, blobs_of, use
from tests.town import Town

PLAIN = "some plain words"
HOSTILE = (
    '<b>b</b> & <a href="tg://x">a</a> **s** __u__ ||p|| `c` *i* &lt;',
    "# h > q - l 1. o @everyone @here <@1> <@&2> <#3> </g:4>",
    "[x](javascript:alert(1)) [y](<tg://z>) <t:0:R> <:s:123456789012345678>",
    "@durov /start m@example \u202egnp.exe \u2066x\u2069 \u200fשלום zero\0byte\x1b[31m",
    "Z\u0351\u036b\u0343a\u034f\u0319\u0324l\u0321\u035dg\u034ao 🏳️‍🌈👩🏽‍🚒🫨 𝕱𝖗",
    "x" * 60,
    "{name} %s {0} ${total} \\n \\ ```py code",
)
TAGS = re.compile(r"<(/?\w+)[^>]*>")
JOINERS = re.compile("[\u2060\u200b]")


def dress(message: dict[str, Any]) -> list[str]:
    """Return the tags of a message as people see it, without the words."""
    return TAGS.findall(message["html"])


async def tell(town: Town, platform: str, words: str) -> list[dict[str, Any]]:
    """A gig, an order, answers, a delivery and a revision, all of them in these words."""
    ana = await town.meet(words, platform, "en")
    ben = await town.meet(words, platform, "en")
    for person in (ana, ben):
        await person.commands("menu") if platform == "discord" else await person.says("/start")
    said = cleaned(words)
    scene = Scene(
        town.app.market, await account(town, ana), await account(town, ben), blobs=blobs_of(town)
    )
    await scene.sells(
        title=f"{said} for you"[:80], description=f"{said}, and as many words as it takes to fill.",
        tags=("logo",), essential_includes=said, questions=(said,),
    )  # fmt: skip
    await ana.commands("gigs")
    await use(ana, "gi.mg:")
    await use(ana, "gi.se:")
    assert seen(said) in seen(ana.sees), "the gig's card shows the words"
    await agree(scene, ana, ben, said)
    order = await scene.order_in(OrderState.REQUIREMENTS)
    await ana.look()
    await ben.commands("orders")
    await use(ben, "or.se:")
    assert seen(said) in seen(ben.sees), "the order's card shows the words"
    await use(ben, "or.an:")
    await ben.answers(words, [(f"{words}.txt", b"a file")])
    await use(ben, "fo.su:")
    await ana.look()
    await use(ana, "or.as:")
    assert seen(said) in seen(ana.everything), "the seller reads the words"
    work = [await scene.file(scene.ana, f"{words}.txt")]
    await scene.does(scene.ana, deliveries.deliver, order=order, message=said, files=work)
    await ben.look()
    await use(ben, "de.fi:")
    await scene.does(scene.ben, deliveries.request_revision, order=order, comment=said)
    await ana.look()
    return [*ana.inbox, *ben.inbox]


async def agree(scene: Scene, ana: Person, ben: Person, said: str) -> None:
    """A brief, an offer with milestones, a counter-offer and a no, all of them in these words."""
    long = f"{said}, and as many words as it takes to fill."
    brief = await scene.does(scene.ben, briefs.post, title=f"{said} for me"[:80], wanted=long)
    await ana.commands("briefs")
    await use(ana, "br.se:")
    assert seen(said) in seen(ana.sees), "the brief shows the words"
    stage = {"title": said[:60], "deliverable": said[:200], "price": Money(50_00, EUR), "days": 2,
             "revisions": "1"}  # fmt: skip
    offer = await scene.does(
        scene.ana, offers.send, occasion=f"brief:{brief.id}:", title=f"{said} for you"[:80],
        scope=long, steps="2", stages=[stage, stage],
    )  # fmt: skip
    await ben.look()
    await use(ben, "of.se:")
    assert seen(said) in seen(ben.sees), "the offer's card shows the words"
    await use(ben, "of.ac:")
    terms = {"price": Money(80_00, EUR), "days": 4, "scope": f"{said}. {long}"}
    await scene.does(scene.ben, offers.counter, offer=OfferId(offer.id), **terms)
    await ana.look()
    await use(ana, "of.ta:")
    await ben.look()
    await use(ben, "of.se:")
    await use(ben, "of.ch:")
    assert seen(said) in seen(ben.sees), "what changed shows the words"
    newest = await scene.market.ask(lambda tx: offers.newest(tx, scene.ana, offer))
    await scene.does(scene.ben, offers.decline, offer=OfferId(newest.id), reason=said)
    await ana.look()
    assert seen(said) in seen(ana.everything), "the reason shows the words"
    await ana.commands("offers")
    await use(ana, "of.se:")


def seen(words: str) -> str:
    """Words as a reader sees them: what is invisible is not there, spaces are spaces."""
    return " ".join(JOINERS.sub("", words).split())


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_hostile_words_are_words(
    town: Town, platform: str, caplog: pytest.LogCaptureFixture
) -> None:
    plain = await tell(town, platform, PLAIN)
    on_postgres = town.settings.database_url.startswith("postgres")
    for words in HOSTILE[3:4] if on_postgres else HOSTILE:  # the zero byte is PostgreSQL's
        messages = await tell(town, platform, words)
        assert len(messages) == len(plain), words
        for message, model in zip(messages, plain, strict=True):
            assert dress(message) == dress(model), f"{words!r} dressed itself: {message['html']}"
            assert not message.get("pings"), f"{words!r} called somebody"
            names = [file["name"] for file in message["files"]]
            assert not any(set(name) & set('/\\\0\u202e<>:"|?*') for name in names), names
    assert not [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]
    assert not any(call["status"] >= 400 for call in town.sandbox.world.calls), "all were taken"
