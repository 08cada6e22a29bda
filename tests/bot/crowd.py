"""A crowd that lives in a market for a year: people press, fill in, stall, flood and forge.

Nothing here knows a feature. People use what they are shown: commands, buttons, forms and the
notices that reach them. Everything is drawn from one seed, ids included, so a story that went
wrong can be told again.
"""

import random
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

import pytest
from sqlalchemy import func, select

from bot import answers, dialogue
from bot.context import Context
from bot.forms.actions import DropForm, FillForm, GoBack, PauseForm
from bot.forms.fields import Count, Field, Price, Tags
from bot.platform import Address, Attachment, Incoming, Kind, Who
from bot.registry import REGISTRY, load
from bot.ui import Page, QuestionKind, Screen, Style, decode, encode
from core import accounts, audit, drafts, notifications
from core.accounts import Account
from core.kit.errors import Refusal
from core.kit.states import Table
from core.ledger import Entry
from core.lives.models import Step
from core.market import Market
from core.store import Tx
from tests.conftest import HandClock

load()
HERE = Address(platform="desk", person="", chat="")
SCREENS_KEPT = 6
NOTICES_AT_ONCE = 500
FIELDS_AT_ONCE = 5
WORDS = (
    "A logo for a small bakery, with two drafts and the sources.", "Bigger, please.", "logo",
    "Here is the work: https://example.org/logo.svg", "🧨 <b>x</b> @everyone **b** ‮txt", "\u200b",
    "Two drafts, one logo, and every file that you will ever need for it. " * 4, "x" * 1_100,
)  # fmt: skip
BORING = (DropForm, PauseForm, GoBack)
SPANS = ({"minutes": 20}, {"hours": 3}, {"hours": 9}, {"days": 1}, {"days": 2}, {"days": 5})


class Temper(StrEnum):
    """How somebody treats others."""

    BUSY = "busy"  # does the next thing
    STALLER = "staller"  # looks, and leaves it for tomorrow
    FLOODER = "flooder"  # presses everything three times
    FORGER = "forger"  # presses what others were shown


class Wish(NamedTuple):
    """Something somebody could press, and how much they would like to."""

    wire: str
    weight: float


@dataclass
class Actor:
    """One person, and the screens before their eyes, the newest last."""

    who: Who
    temper: Temper
    screens: deque[Screen] = field(default_factory=lambda: deque(maxlen=SCREENS_KEPT))
    tired_of: Counter[str] = field(default_factory=Counter)  # how often they pressed exactly this

    def wishes(self) -> list[Wish]:
        """Everything that can be pressed."""
        newest = self.screens[-1] if self.screens else None
        return [
            Wish(wire, weight * (4.0 if screen is newest else 1.0) / (1 + self.tired_of[wire]) ** 2)
            for screen in self.screens
            for wire, weight in _wishes(screen, self.temper)
        ]


@dataclass
class Crowd:
    """Some people in a market, their clock and the dice."""

    market: Market
    clock: HandClock
    dice: random.Random
    tables: dict[str, Table[Any]]
    actors: list[Actor] = field(default_factory=list)
    diary: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    pressed: Counter[str] = field(default_factory=Counter)  # by the kind of button
    moved: Counter[str] = field(default_factory=Counter)  # … and how often somebody was told of it
    _at_it: Actor | None = None  # who is at their telephone: people do several things in a row
    _last_step: int = 0
    _last_entry: int = 0

    def come(self, name: str, temper: Temper, locale: str = "en") -> Actor:
        """Let somebody new in."""
        actor = Actor(Who("desk", name, name, locale), temper)
        self.actors.append(actor)
        return actor

    # --- a step

    async def step(self) -> None:
        """Somebody does something, or time passes; then everything is looked at."""
        if self.dice.random() < 0.03:
            await self.wait(**self.dice.choice(SPANS))
        else:
            if self._at_it is None or self.dice.random() < 0.2:
                self._at_it = self.dice.choice(self.actors)
            await self._act(self._at_it)
        if self.dice.random() < 0.2:
            await self.market.do(self._deliver)
        wrong = await self.market.ask(self._look)
        assert wrong == [], wrong

    async def wait(self, **how_long: float) -> None:
        """Let time pass, and the clock do what fell due."""
        self.diary.append(f"{how_long} pass")
        self.clock.pass_by(**how_long)
        while await self.market.tick():
            pass

    async def check(self) -> None:
        """Audit everything."""
        assert await self.market.ask(audit.check) == []

    # --- what people do

    async def _act(self, actor: Actor) -> None:
        page = next((s.page for s in reversed(actor.screens) if s.page is not None), None)
        if page is not None and self.dice.random() < 0.9:
            await self._fill(actor, page)
            return
        wishes = actor.wishes()
        if actor.temper is Temper.FORGER and self.dice.random() < 0.5:
            wishes = self.dice.choice(self.actors).wishes()
        if not wishes or self.dice.random() < 0.05:
            await self._command(actor)
            return
        [wish] = self.dice.choices(wishes, [self._curiosity(wish) for wish in wishes])
        for _each in range(3 if actor.temper is Temper.FLOODER else 1):
            await self.press(actor, wish.wire)

    def _curiosity(self, wish: Wish) -> float:
        """People press what is new to them, and what moved something before."""
        kind = _kind(wish.wire)
        return wish.weight * (1 + self.moved[kind]) / (2 + self.pressed[kind])

    async def press(self, actor: Actor, wire: str) -> None:
        """Let somebody press this."""
        self.pressed[_kind(wire)] += 1
        actor.tired_of[wire] += 1
        self.diary.append(f"{actor.who.name} presses {wire}")
        await self._does(actor, Incoming("", Kind.PRESS, actor.who, HERE, wire=wire))

    async def _command(self, actor: Actor) -> None:
        listed = [command for command in REGISTRY.commands.values() if command.listed]
        command = self.dice.choice(listed)
        options = {
            option.name: self.dice.choice(("logo", "", "milestone"))
            for option in command.options
            if self.dice.random() < 0.5
        }
        self.diary.append(f"{actor.who.name} uses /{command.name} {options}")
        incoming = Incoming(
            "", Kind.COMMAND, actor.who, HERE, word=command.name, options=options
        )  # fmt: skip
        await self._does(actor, incoming)

    async def _fill(self, actor: Actor, page: Page) -> None:
        """Answer the next questions, mostly as they were meant."""
        others = [s for s in actor.screens if s.page is None or s.page.draft != page.draft]
        actor.screens = deque(others, maxlen=SCREENS_KEPT)
        asked = page.questions[: self.dice.randint(1, FIELDS_AT_ONCE)]
        fields = await self.market.ask(lambda tx: self._fields(tx, actor, page.draft))
        values: dict[str, str | tuple[str, ...]] = {}
        uploads: dict[str, tuple[Attachment, ...]] = {}
        for question in asked:
            if question.kind is QuestionKind.FILES:
                uploads[question.name] = (_file(self.dice),) if self.dice.random() < 0.7 else ()
            elif question.required or self.dice.random() < 0.5:
                values[question.name] = self._answer(fields.get(question.name), question.most)
        self.diary.append(f"{actor.who.name} fills {page.draft} {sorted({*values, *uploads})}")
        wire = encode(FillForm(page.draft))
        incoming = Incoming(
            "", Kind.FILLED, actor.who, HERE, wire=wire, values=values, uploads=uploads
        )  # fmt: skip
        await self._does(actor, incoming)

    def _answer(self, field: Field | None, most: int) -> str | tuple[str, ...]:
        if field is None or self.dice.random() < 0.03:
            return self.dice.choice(WORDS)
        if isinstance(field, Price):
            return str(self.dice.choice((5, 20, 25, 60, 120, 999)))
        if isinstance(field, Count):
            return str(field.low + self.dice.randrange(5))
        if isinstance(field, Tags):
            return "logo, bakery"
        if field.options:
            options = [option.value for option in field.options]
            if field.kind is QuestionKind.MANY:
                return tuple(self.dice.sample(options, self.dice.randint(1, min(3, len(options)))))
            return self.dice.choice(options)
        words = self.dice.choice(WORDS)
        return words if field.kind is QuestionKind.PARAGRAPH else words[: max(most, 1)]

    def _fields(self, tx: Tx, actor: Actor, draft_id: str) -> dict[str, Field]:
        ctx = self._context(tx, actor)
        try:
            form = dialogue.form_of(ctx, ctx.ask(drafts.get, draft_id))
        except Refusal:
            return {}
        return {ask.name: ask.field for ask in form.asks}

    async def _does(self, actor: Actor, incoming: Incoming) -> None:
        def work(tx: Tx) -> tuple[Screen, bool]:
            return answers.answer(self._context(tx, actor), incoming).screen, tx.stirred

        try:
            screen, moved = await self.market.do(work)
            self.moved[_kind(incoming.wire)] += moved
        except Refusal as no:
            refusal = no
            screen = await self.market.do(
                lambda tx: answers.stale(self._context(tx, actor), incoming, refusal).screen
            )
        actor.screens.append(screen)

    def _deliver(self, tx: Tx) -> None:
        """Show everybody what they were to be told; what nobody here can see stays."""
        by_account = {self._identify(tx, actor).id: actor for actor in self.actors}
        for notice in notifications.claim(tx, NOTICES_AT_ONCE):
            notifications.told(tx, [notice.id])
            actor = by_account[notice.account_id]
            ctx = self._context(tx, actor)
            kind = notice.kind
            try:
                if kind.endswith(".card"):
                    screen = REGISTRY.cards[kind.removesuffix(".card")](ctx, notice.subject)
                else:
                    screen = REGISTRY.notices[kind](ctx, notice.subject)
            except Refusal:
                continue
            actor.screens.append(screen)

    # --- what must be true after every step

    def _look(self, tx: Tx) -> list[str]:
        """Every new step is in its table, every new posting sums to zero."""
        steps = tx.db.execute(select(Step).where(Step.id > self._last_step).order_by(Step.id))
        wrong = []
        for step in steps.scalars():
            self._last_step = step.id
            table = self.tables[step.subject.partition(":")[0]]
            moved = (step.before, step.verb, step.after)
            if not any((row.state, row.verb, row.to) == moved for row in table):
                wrong.append(f"{step.subject}: {moved}")
        new = Entry.id > self._last_entry
        sums = select(Entry.posting, func.sum(Entry.minor)).where(new).group_by(Entry.posting)
        wrong += [f"{key} sums to {minor}" for key, minor in tx.db.execute(sums) if minor]
        last = tx.db.execute(select(func.max(Entry.id))).scalar_one()
        self._last_entry = last or 0
        return wrong

    def _context(self, tx: Tx, actor: Actor) -> Context:
        return Context(self._identify(tx, actor), tx, platform=actor.who.platform)

    def _identify(self, tx: Tx, actor: Actor) -> Account:
        who = actor.who
        return accounts.identify(
            tx, platform=who.platform, external_id=who.id, name=who.name, locale=who.locale
        )


def same_ids(patch: pytest.MonkeyPatch, dice: random.Random) -> None:
    """Let ids be drawn from these dice too, so that a seed tells everything."""
    patch.setattr("core.kit.ids.secrets.choice", dice.choice)


def _kind(wire: str) -> str:
    return wire.partition(":")[0]


def _wishes(screen: Screen, temper: Temper) -> Iterator[Wish]:
    for row in screen.buttons:
        for button in row:
            if button.wire:
                yield Wish(button.wire, _weight(button.wire, button.style, temper))
    if screen.menu is not None:
        for choice in screen.menu.choices:
            yield Wish(choice.wire, 3.0 / len(screen.menu.choices))


def _weight(wire: str, style: Style, temper: Temper) -> float:
    if isinstance(decode(wire), BORING):
        return 0.1
    eager = temper is not Temper.STALLER
    return {
        Style.MAIN: 12.0 if eager else 0.5,
        Style.GOOD: 12.0 if eager else 0.5,
        Style.GRAVE: 1.0,
        Style.PLAIN: 1.0,
    }[style]


def _file(dice: random.Random) -> Attachment:
    name = dice.choice(("logo.svg", "brief.pdf", "photo.png"))
    return Attachment(ref=name, name=name, mime="image/png", size=3, digest="0" * 64)
