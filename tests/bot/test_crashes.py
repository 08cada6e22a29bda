"""The bot killed in the middle of things: nothing is lost, nothing done twice, all goes on."""

from functools import partial

from sqlalchemy import func, select

from bot.demo.people import Answer
from core import drafts, gigs
from core.accounts import Account
from core.drafts import Draft
from core.store import Tx
from tests.bot.host import BIO, Host, Person, times


def count(tx: Tx, row: type) -> int:
    return tx.db.execute(select(func.count()).select_from(row)).scalar_one()


async def test_a_form_in_a_chat_goes_on_at_the_same_question(host: Host):
    ana = await host.meet("Ana", "telegram", "en")
    await host.starts()
    await ana.commands("menu")
    await ana.presses("Start selling")
    await ana.answers("Ana Lou")
    await ana.presses("☐ English")

    await host.crashes_and_starts()
    assert "Question 2 of 3" in ana.sees
    await ana.presses("☐ Français")
    await ana.presses("Done")
    assert "Question 3 of 3" in ana.sees

    await host.is_killed()
    await ana.says("Too short")  # while nobody is there
    await host.starts()
    await ana.look()
    assert "at least" in ana.sees
    await ana.says(BIO)
    assert "Is everything right?" in ana.sees

    await host.crashes_and_starts()
    await ana.presses("Save")
    assert "You can sell now" in ana.sees
    assert times("You can sell now", ana) == 1
    assert await host.is_told_to_stop() == 0
    await host.does(lambda tx: is_seller(tx, host.who(tx, ana), "Ana Lou", ["en", "fr"]))
    await host.check_nobody_waits()


async def test_a_dialog_is_filled_in_again_when_nobody_took_it(host: Host):
    ben = await host.meet("Ben", "discord", "en")
    await host.starts()
    await ben.commands("menu")
    await ben.presses("Start selling")

    await host.is_killed()
    answers: dict[str, Answer] = {"name": "Ben B.", "languages": ["en", "fr"], "bio": BIO}
    await ben.fills(answers)
    assert "Something went wrong" in ben.toast
    await host.starts()
    await ben.fills(answers)
    assert "Is everything right?" in ben.sees

    await host.crashes_and_starts()
    await ben.presses("Save")
    assert times("You can sell now", ben) == 1
    assert await host.is_told_to_stop() == 0
    await host.does(lambda tx: is_seller(tx, host.who(tx, ben), "Ben B.", ["en", "fr"]))
    await host.check_nobody_waits()


def is_seller(tx: Tx, me: Account, name: str, languages: list[str]) -> None:
    assert (me.name, sorted(me.languages), me.bio) == (name, languages, BIO)
    assert me.sells
    assert count(tx, Account) == 1
    assert count(tx, Draft) == 0


async def test_a_long_form_is_filled_in_across_crashes(host: Host):
    ana = await host.meet("Ana", "telegram", "en")
    ben = await host.meet("Ben", "discord", "en")
    for person in (ana, ben):
        await host.sells(person)
    await host.starts()
    answers = (
        "I will draw a logo", "Logos and design", "Two drafts, one logo, and every file you need.",
        "logo, bakery", "One package", "50", "3", "1", "", "", "",
    )  # fmt: skip
    for person in (ana, ben):
        await person.commands("sell")
        await person.answers(*answers[:5])

    await host.crashes_and_starts()
    for person in (ana, ben):
        await person.answers(*answers[5:])
        assert "Is everything right?" in person.sees
    await host.crashes_and_starts()
    for person in (ana, ben):
        await person.presses("Publish")
        assert times("Your gig is on the market", person) == 1

    assert await host.is_told_to_stop() == 0
    for person in (ana, ben):
        await host.does(partial(has_one_gig, host, person))
    await host.check_nobody_waits()


def has_one_gig(host: Host, person: Person, tx: Tx) -> None:
    me = host.who(tx, person)
    (gig,) = gigs.mine(tx, me)
    assert (gig.title, gig.tags) == ("I will draw a logo", ["logo", "bakery"])
    (package,) = gigs.packages_of(tx, me, gig)
    assert (package.price.minor, package.days, package.revisions) == (50_00, 3, 1)
    assert drafts.open_ones(tx, me) == []
