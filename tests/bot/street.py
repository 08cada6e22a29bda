"""People on their telephones, and a gig and orders among them: stories through the real bot."""

from dataclasses import dataclass

from bot.demo.people import NoSuchButton, Person
from core import accounts
from core.accounts import Account
from core.files import Blobs
from tests.bot.scene import Scene
from tests.town import Town


@dataclass
class Street:
    """Ana sells, Ben buys, Eve looks on; `scene` acts for them without their telephones."""

    town: Town
    scene: Scene
    ana: Person
    ben: Person
    eve: Person


async def street_in(
    town: Town, platform: str, language: str = "en", *, buyers: str = "", questions: int = 1
) -> Street:
    """Let three people come to a town; the buyer and the stranger perhaps to another platform."""
    elsewhere = buyers or platform
    ana = await town.meet("Ana", platform, language)
    ben, eve = [await town.meet(name, elsewhere, language) for name in ("Ben", "Eve")]
    for person in (ana, ben, eve):
        if person.platform == "telegram":
            await person.says("/start")
        else:
            await person.commands("menu")
    scene = Scene(
        town.app.market,
        await account(town, ana),
        await account(town, ben),
        blobs=blobs_of(town),
    )
    await scene.sells(questions=("What is your brand called?",) * questions)
    return Street(town, scene, ana, ben, eve)


async def use(person: Person, wire: str) -> None:
    """Press the button, or choose the entry, that sends what begins so; the latest one."""
    for message in sorted(person.inbox, key=lambda m: -m["seq"]):
        for button in message["buttons"]:
            if (button.get("payload") or "").startswith(wire):
                await person.presses_raw(button["payload"], message=message["id"])
                return
        for select in message["selects"]:
            for option in select["options"]:
                if option["value"].startswith(wire):
                    await person.presses(option["label"])
                    return
    raise NoSuchButton(f"{person.name} sees nothing that sends {wire}:\n{person.everything}")


def blobs_of(town: Town) -> Blobs:
    """Return where this town's bot keeps the bytes of files."""
    return Blobs(town.settings.home_folder / "files")


async def account(town: Town, person: Person) -> Account:
    """Return the market's account of somebody."""
    number = str(town.sandbox.world.people[person.id].number)
    locale = town.sandbox.world.people[person.id].language
    return await town.app.market.do(
        lambda tx: accounts.identify(
            tx, platform=person.platform, external_id=number, name=person.name, locale=locale
        )
    )
