"""Play the whole job once, as two people would, and print what each of them sees."""

import base64
import re
import tempfile
from collections.abc import Awaitable, Callable
from typing import TextIO

import msgspec

from bot.app import App
from bot.config import Settings
from bot.demo.people import NoSuchButton, Person, World
from bot.hosting import in_sandbox, sandbox
from bot.i18n import sentences
from core import audit

LONG_ENOUGH = 16  # letters: shorter sentences may be the same, or names, in both languages
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsAROxCnMTAAAAAElF"
    "TkSuQmCC"
)
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="5" cy="5" r="4"/></svg>'
)

Scene = Callable[[], Awaitable[None]]


class Stage:
    """The two people, and what is printed of them."""

    def __init__(self, world: World, ana: Person, ben: Person, out: TextIO) -> None:
        self.world, self.ana, self.ben, self._out = world, ana, ben, out
        self.slips: list[str] = []

    def scene(self, says: str) -> None:
        """Announce what happens next."""
        self._out.write(f"\n=== {says}\n")

    async def show(self, *people: Person) -> None:
        """Print what they see now, and note every sentence in the wrong language."""
        for person in people:
            await person.look()
            locale = "fr" if person is self.ana else "en"
            where = f"{person.name} ({locale}, {person.platform.title()})"
            screen = "\n".join(f"    {line}" for line in person.sees.splitlines())
            self._out.write(f"\n  {where}\n{screen}\n")
            self.slips += [f"{where}: {words}" for words in foreign(person.everything, locale)]

    def expect(self, person: Person, piece: str) -> None:
        """Stop the play when somebody does not see what they should."""
        if piece not in person.everything:
            raise NoSuchButton(f"{person.name} should see {piece!r}, but sees:\n{person.sees}")


async def play(settings: Settings, *, out: TextIO) -> int:
    """Return 0 when the job was done, the books balance and nobody read a foreign word."""
    with tempfile.TemporaryDirectory(prefix="jalon-demo-") as home:
        alone = msgspec.structs.replace(
            settings,
            home=home, database_url="", sandbox_port=0, chat_pause_seconds=0.0,
            log_level="WARNING",
        )  # fmt: skip
        async with sandbox(alone) as (url, _new), World(url) as world:
            app = App(in_sandbox(alone, url))
            await app.start()
            try:
                return await _play(app, world, out)
            finally:
                await app.stop()


async def _play(app: App, world: World, out: TextIO) -> int:
    ana = await world.meet("Ana", "telegram", "fr")
    ben = await world.meet("Ben", "discord", "en")
    stage = Stage(world, ana, ben, out)
    try:
        await publish(stage)
        await order(stage)
        await work(stage)
        await earn(stage)
    except NoSuchButton as trouble:
        out.write(f"\nThe play stopped: {trouble}\n")
        return 1
    findings = await app.market.ask(audit.check)
    out.write("\n=== The books\n\n")
    for group in (await app.books())["groups"]:
        for row in group["rows"]:
            out.write(f"    {group['title']:<12} {row['label']:<12} {row['amount']:>12}\n")
    for finding in findings:
        out.write(f"    WRONG  {finding.rule}: {finding.says}\n")
    for slip in dict.fromkeys(stage.slips):
        out.write(f"    WRONG LANGUAGE  {slip}\n")
    if findings or stage.slips:
        return 1
    out.write("\n    The books are balanced, and everyone was spoken to in their own language.\n")
    return 0


async def publish(stage: Stage) -> None:
    """A seller tells who they are and puts a gig on the market, in French on Telegram."""
    ana = stage.ana
    stage.scene("Ana becomes a seller, on Telegram, in French")
    await ana.says("/start")
    await stage.show(ana)
    await ana.takes("ac.se")
    await ana.answers("Ana Dessin", ["Français", "English"], "Je dessine des logos depuis 2015.")
    await stage.show(ana)
    await ana.takes("fo.su:")
    await stage.show(ana)

    stage.scene("Ana publishes a gig")
    await ana.says("/sell")
    await stage.show(ana)
    await ana.answers("Je dessine un logo pour votre boulangerie")
    await ana.takes("fo.pk:")
    await ana.answers(
        "Un logo vectoriel, deux propositions au crayon d’abord, livré en SVG et en PNG.",
        "logo, boulangerie, vecteur",
    )
    await stage.show(ana)
    await ana.takes("fo.pk:")
    await ana.answers("50,00", "3", "2", "Deux propositions", [("vitrine.png", PICTURE)])
    await ana.answers("Quel est le nom de votre boutique ?")
    await stage.show(ana)
    await ana.takes("fo.su:")
    await stage.show(ana)
    stage.expect(ana, "50,00\xa0€")


async def order(stage: Stage) -> None:
    """A buyer finds the gig, orders and pays it, in English on Discord."""
    ana, ben = stage.ana, stage.ben
    stage.scene("Ben finds the gig, on Discord, in English")
    await ben.commands("search", words="boulang")
    await stage.show(ben)
    await ben.takes("gi.se:")
    await stage.show(ben)

    stage.scene("Ben orders it and pays with test money")
    await ben.takes("gi.or:")
    await stage.show(ben)
    await ben.takes("ch.pl:")
    await stage.show(ben)
    await ben.takes("pa.or:")
    await stage.show(ben, ana)
    stage.expect(ben, "€50.00")

    stage.scene("Ben answers the seller's question")
    await ben.takes("or.an:")
    await ben.answers("Crumb & Co")
    await ben.takes("fo.su:") if "fo.su:" in str(ben.last["buttons"]) else None
    await stage.show(ben, ana)


async def work(stage: Stage) -> None:
    """The work goes there and back as a file, until the buyer is content."""
    ana, ben = stage.ana, stage.ben
    stage.scene("Ana delivers a file")
    await ana.takes("de.li:")
    await ana.answers("Voici le logo, en vecteur.", [("logo.svg", LOGO)])
    await stage.show(ana)
    await ana.takes("fo.su:")
    await stage.show(ana, ben)

    stage.scene("Ben asks for a revision, and Ana delivers again")
    await ben.takes("de.rv:")
    await ben.answers("Could the circle be a little smaller?")
    await stage.show(ana)
    await ana.takes("de.li:")
    await ana.answers("Plus petit, comme demandé.", [("logo-2.svg", LOGO)])
    await ana.takes("fo.su:")
    await stage.show(ben)

    stage.scene("Ben takes the files and accepts the work")
    await ben.takes("de.fi:")
    await stage.show(ben)
    await ben.takes("or.ac:")
    await stage.show(ben)
    await ben.takes("or.ok:")
    await stage.show(ben, ana)


async def earn(stage: Stage) -> None:
    """Fourteen days later the money is the seller's."""
    ana = stage.ana
    stage.scene("Ana looks at her earnings, then fourteen days pass")
    await ana.says("/earnings")
    await stage.show(ana)
    stage.expect(ana, "45,00\xa0€")
    await stage.world.pass_time("P15D")
    await ana.says("/earnings")
    await stage.show(ana)


def foreign(text: str, locale: str) -> list[str]:
    """Return the sentences of ours in `text` that are in the other language."""
    found = []
    for english, french in sentences("fr"):
        ours, theirs = (french, english) if locale == "fr" else (english, french)
        words = re.sub(r"{\w+}", "", theirs).strip()
        if len(words) >= LONG_ENOUGH and "{" not in theirs and theirs != ours and theirs in text:
            found.append(theirs)
    return found
