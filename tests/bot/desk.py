"""People at the front desk, without any platform: they press, say, and see."""

from collections.abc import Iterator

from bot import answers
from bot.context import Context
from bot.i18n import say
from bot.platform import Address, Attachment, Incoming, Kind, Who
from bot.registry import QUIET, load, screen_of
from bot.ui import Bar, Button, Choice, Fact, Heading, Quote, Screen, Small
from bot.ui.screen import Line
from core import accounts, notifications
from core.accounts import Account
from core.kit.errors import Refusal
from core.kit.text import Text
from core.market import Market
from core.store import Tx

load()
HERE = Address(platform="desk", person="", chat="")


class Visitor:
    """One person, what they see, and the notices that reached them."""

    def __init__(self, market: Market, name: str, locale: str = "en") -> None:
        self.market = market
        self.who = Who(platform="desk", id=name, name=name, locale=locale)
        self.screen = Screen()

    @property
    def sees(self) -> str:
        """The screen in words, its buttons in brackets."""
        return aloud(self.screen, self.who.locale)

    @property
    def can_press(self) -> list[str]:
        """The labels of everything that can be pressed."""
        return [self._say(one.label) for one in _pressable(self.screen)]

    async def account(self) -> Account:
        return await self.market.do(self._identify)

    async def presses(self, label: str) -> None:
        """Press the button, or pick the menu entry, of this label."""
        for one in _pressable(self.screen):
            if self._say(one.label) == label:
                await self.presses_raw(one.wire)
                return
        raise AssertionError(f"{self.who.name} sees no [{label}] in:\n{self.sees}")

    async def presses_raw(self, wire: str) -> None:
        await self._does(Incoming("", Kind.PRESS, self.who, HERE, wire=wire))

    async def commands(self, word: str, **options: str) -> None:
        await self._does(Incoming("", Kind.COMMAND, self.who, HERE, word=word, options=options))

    async def says(self, text: str) -> None:
        await self._does(Incoming("", Kind.SAID, self.who, HERE, text=text))

    async def sends(self, *names: str) -> None:
        """Send files whose bytes are on the disk already."""
        sent = tuple(
            Attachment(ref=name, name=name, mime="image/png", size=3, digest="0" * 64)
            for name in names
        )
        await self._does(Incoming("", Kind.SAID, self.who, HERE, files=sent))

    async def hears(self) -> list[str]:
        """Take the notices that wait; the last one is now on the screen."""

        def take(tx: Tx) -> list[Screen]:
            ctx = self._context(tx)
            drawn = []
            for notice in notifications.claim(tx, 1_000):
                if notice.account_id != ctx.me.id:
                    notifications.put_off(tx, notice.id, tx.now, "")
                    continue
                notifications.told(tx, [notice.id])
                try:
                    screen = screen_of(ctx, notice.kind, notice.subject)
                    if not notice.kind.endswith(QUIET):
                        drawn.append(screen)
                except Refusal:
                    continue  # what it was about is over
            return drawn

        screens = await self.market.do(take)
        if screens:
            self.screen = screens[-1]
        return [aloud(screen, self.who.locale) for screen in screens]

    async def _does(self, incoming: Incoming) -> None:
        def work(tx: Tx) -> Screen:
            return answers.answer(self._context(tx), incoming).screen

        try:
            self.screen = await self.market.do(work)
        except Refusal as no:
            refusal = no
            self.screen = await self.market.do(
                lambda tx: answers.stale(self._context(tx), incoming, refusal).screen
            )

    def _context(self, tx: Tx) -> Context:
        return Context(self._identify(tx), tx, platform=self.who.platform)

    def _identify(self, tx: Tx) -> Account:
        return accounts.identify(
            tx,
            platform=self.who.platform,
            external_id=self.who.id,
            name=self.who.name,
            locale=self.who.locale,
        )

    def _say(self, text: Text) -> str:
        return say(text, self.who.locale)


def aloud(screen: Screen, locale: str = "en") -> str:
    """Put a screen into words."""
    lines = [] if screen.note is None else [say(screen.note, locale)]
    lines += [] if screen.title is None else [say(screen.title, locale)]
    lines += [_line(line, locale) for line in screen.lines]
    if screen.page is not None:
        lines.append(say(screen.page.title, locale))
        lines += [say(question.says, locale) for question in screen.page.questions]
    lines += [f"(file {file})" for file in screen.files]
    if screen.menu is not None:
        lines += [
            f"<{say(c.label, locale)}: {say(c.hint, locale) if c.hint else ''}>"
            for c in screen.menu.choices
        ]
    lines += [" ".join(f"[{say(b.label, locale)}]" for b in row) for row in screen.buttons]
    return "\n".join(lines)


def _line(line: Line, locale: str) -> str:
    match line:
        case Text():
            return say(line, locale)
        case Fact(label, value):
            return f"{say(label, locale)}: {say(value, locale)}"
        case Quote(words):
            return f"> {words}"
        case Heading(text) | Small(text):
            return say(text, locale)
        case Bar(done, of, text):
            return f"{done}/{of} {say(text, locale)}"


def _pressable(screen: Screen) -> Iterator[Button | Choice]:
    for row in screen.buttons:
        yield from row
    if screen.menu is not None:
        yield from screen.menu.choices
