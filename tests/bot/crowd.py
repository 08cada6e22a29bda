"""A crowd that lives in a market for a year: people press, fill in, stall, flood and forge.

Nothing here knows a feature. People use what they are shown: commands, buttons, forms and the
notices that reach them. Everything is drawn from one seed, ids included, so a story that went
wrong can be told again.
"""

import random
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

import pytest
from sqlalchemy import func, select

from bot import answers
from bot.context import Context
from bot.forms.actions import DropForm, FillForm, GoBack, PauseForm
from bot.forms.fields import Field
from bot.platform import Address, Attachment, Incoming, Kind, OptionKind, PlaceKind, Who
from bot.registry import REGISTRY, load, screen_of
from bot.ui import QuestionKind, Screen, Style, decode, encode
from core import accounts, audit, notifications
from core.accounts import Account
from core.kit.errors import Refusal
from core.kit.states import Table
from core.ledger import Entry
from core.lives.models import Step
from core.market import Market
from core.store import Tx
from tests.bot import filling
from tests.conftest import HandClock

load()
HERE = Address(platform="desk", person="", chat="")
SCREENS_KEPT = 5
NEWS_KEPT = 12
NOTICES_AT_ONCE = 500
FIELDS_AT_ONCE = 5
ONCE_REFUSED = 4  # times as tired of it
LEAST_CURIOSITY = 0.03
ODD_WORDS = (
    "🧨 <b>x</b> @everyone **b** ‮txt", "\u200b", "x" * 1_100, "logo",
    "Two drafts, one logo, and every file that you will ever need for it. " * 4,
)  # fmt: skip
TYPED = ("60", "60", "logo", "")  # after a command
BORING = (DropForm, PauseForm, GoBack)
SPANS = (
    *({"minutes": 20}, {"hours": 3}, {"hours": 9}, {"days": 1}) * 3,
    *({"days": 2}, {"days": 5}, {"days": 11}),
)


class Temper(StrEnum):
    """How somebody treats others."""

    BUSY = "busy"  # does the next thing
    STALLER = "staller"  # looks, and leaves it for tomorrow
    FLOODER = "flooder"  # presses everything three times
    FORGER = "forger"  # presses what others were shown


class Seen(NamedTuple):
    """A screen, and the kind of button that brought it; of a form, the one that began it.

    What came by itself has a name: a newer one is shown in its place.
    """

    screen: Screen
    by: str = ""
    name: str = ""


class Wish(NamedTuple):
    """Something somebody could press, how much they would like to, and what brought it."""

    wire: str
    weight: float
    by: str

    @property
    def kind(self) -> str:
        """The kind of button; whatever is done with a form is done for what began it."""
        kind = _kind(self.wire)
        return self.by if kind.startswith("fo.") and self.by else kind


@dataclass
class Actor:
    """One person, and the screens before their eyes, the newest last."""

    who: Who
    temper: Temper
    screens: deque[Seen] = field(default_factory=lambda: deque(maxlen=SCREENS_KEPT))
    news: deque[Seen] = field(default_factory=lambda: deque(maxlen=NEWS_KEPT))  # what came
    unread: int = 0
    tired_of: Counter[str] = field(default_factory=Counter)  # how often they pressed exactly this

    def wishes(self) -> list[Wish]:
        """Everything that can be pressed."""
        newest = self.screens[-1] if self.screens else None
        return [
            Wish(
                wire,
                weight * (4 if seen is newest else 1) / (1 + self.tired_of[wire]) ** 2,
                seen.by,
            )
            for seen in (*self.screens, *self.news)
            for wire, weight in _wishes(seen.screen, self.temper)
        ]


@dataclass
class Crowd:
    """Some people in a market, their clock and the dice."""

    market: Market
    clock: HandClock
    dice: random.Random
    tables: dict[str, Table[Any]]
    agree: Callable[["Crowd"], Awaitable[None]] | None = None  # what people agree on elsewhere
    actors: list[Actor] = field(default_factory=list)
    diary: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    pressed: Counter[str] = field(default_factory=Counter)  # by the kind of button
    moved: Counter[str] = field(default_factory=Counter)  # … and how often others were told of it
    walked: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)  # rows of tables
    _at_it: Actor | None = None  # who is at their telephone: people do several things in a row
    _last_step: int = 0
    _last_entry: int = 0

    def come(self, name: str, temper: Temper, locale: str = "en") -> Actor:
        """Let somebody new in."""
        actor = Actor(Who("desk", name, name, locale), temper)
        self.actors.append(actor)
        return actor

    async def account(self, name: str) -> Account:
        """Return somebody's account."""
        [actor] = [one for one in self.actors if one.who.name == name]
        return await self.market.do(lambda tx: self._identify(tx, actor))

    # --- a step

    async def step(self) -> None:
        """Somebody does something, or time passes; then everything is looked at."""
        draw = self.dice.random()
        if draw < 0.02:
            await self.wait(**self.dice.choice(SPANS))
        elif draw < 0.04 and self.agree is not None:
            await self.agree(self)
        else:
            if self._at_it is None or self.dice.random() < 0.2:
                eager = [1 + 3 * min(actor.unread, 3) for actor in self.actors]
                [self._at_it] = self.dice.choices(self.actors, eager)
                self._at_it.unread = 0
            await self._act(self._at_it)
        if self.dice.random() < 0.2:
            await self.market.do(self._deliver)
        wrong = await self.market.ask(self._look)
        assert wrong == [], wrong

    async def wait(self, **how_long: float) -> None:
        """Let time pass, and the clock do what fell due."""
        self.diary.append(f"{how_long} pass")
        self.clock.pass_by(**how_long)
        for actor in self.actors:
            actor.tired_of.clear()
        while await self.market.tick():
            pass

    async def check(self) -> None:
        """Audit everything."""
        assert await self.market.ask(audit.check) == []

    def never(self) -> list[str]:
        """Return the rows of the state tables that nothing ever went along."""
        return [
            f"{kind}: {row.state} {row.verb} {row.to}"
            for kind, table in sorted(self.tables.items())
            for row in table
            if (kind, row.state, row.verb, row.to) not in self.walked
        ]

    # --- what people do

    async def _act(self, actor: Actor) -> None:
        form = next((s for s in reversed(actor.screens) if s.screen.page is not None), None)
        if form is not None and self.dice.random() < 0.9:
            await self._fill(actor, form)
            return
        wishes = actor.wishes()
        if actor.temper is Temper.FORGER and self.dice.random() < 0.5:
            wishes = self.dice.choice(self.actors).wishes()
        if not wishes or self.dice.random() < 0.05:
            await self._command(actor)
            return
        [wish] = self.dice.choices(wishes, [self._curiosity(wish) for wish in wishes])
        for _each in range(3 if actor.temper is Temper.FLOODER else 1):
            await self.press(actor, wish)

    def _curiosity(self, wish: Wish) -> float:
        """People press what leads somewhere, and most what was seldom done."""
        moved = self.moved[wish.kind]
        useful = (1 + moved) / (2 + self.pressed[wish.kind])
        return wish.weight * max(useful, LEAST_CURIOSITY) / (1 + moved)

    async def press(self, actor: Actor, wish: Wish) -> None:
        """Let somebody press this."""
        self.pressed[wish.kind] += 1
        actor.tired_of[wish.wire] += 1
        self.diary.append(f"{actor.who.name} presses {wish.wire}")
        incoming = Incoming("", Kind.PRESS, actor.who, HERE, wire=wish.wire)
        if await self._does(actor, incoming, wish.kind):
            self.moved.update({wish.kind, wish.by} - {""})

    async def _command(self, actor: Actor) -> None:
        """Use a command: most often one that names somebody, in a group where they are too."""
        listed = [command for command in REGISTRY.commands.values() if command.listed]
        naming = [one for one in listed if any(o.kind is OptionKind.PERSON for o in one.options)]
        command = self.dice.choice(naming if self.dice.random() < 0.2 else listed)
        options = {
            option.name: "2" if option.kind is OptionKind.COUNT else self.dice.choice(TYPED)
            for option in command.options
            if option.required or self.dice.random() < 0.5
        }
        named = self.dice.choice(self.actors).who
        people = (named,) if command in naming else ()
        where = self.dice.choice(tuple(PlaceKind)) if people else PlaceKind.PRIVATE
        self.diary.append(f"{actor.who.name} uses /{command.name} {options} {people} {where}")
        incoming = Incoming(
            "", Kind.COMMAND, actor.who, HERE, where, command.name, options=options, people=people
        )
        await self._does(actor, incoming, command.name)

    async def _fill(self, actor: Actor, form: Seen) -> None:
        """Answer the next questions, mostly as they were meant."""
        page = form.screen.page
        assert page is not None
        others = [s for s in actor.screens if s.screen.page is None]
        actor.screens = deque(others, maxlen=SCREENS_KEPT)
        asked = page.questions[: self.dice.choice((1, FIELDS_AT_ONCE, FIELDS_AT_ONCE))]
        fields = await self.market.ask(
            lambda tx: filling.fields_of(self._context(tx, actor), page.draft)
        )
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
        if await self._does(actor, incoming, form.by):
            self.moved[form.by] += 1

    def _answer(self, field: Field | None, most: int) -> str | tuple[str, ...]:
        if field is None or self.dice.random() < 0.03:
            return self.dice.choice(ODD_WORDS)
        return filling.answer(self.dice, field, most)

    async def _does(self, actor: Actor, incoming: Incoming, by: str) -> bool:
        """Let somebody do this, and see what is answered; return whether others are told of it."""

        def work(tx: Tx) -> tuple[Screen, bool]:
            ctx = self._context(tx, actor, incoming)
            return answers.answer(ctx, incoming).screen, tx.stirred

        moved = False
        try:
            screen, moved = await self.market.do(work)
        except Refusal as no:
            refusal = no
            actor.tired_of[incoming.wire] += ONCE_REFUSED
            screen = await self.market.do(
                lambda tx: (
                    answers.stale(self._context(tx, actor, incoming), incoming, refusal).screen
                )
            )
        actor.screens.append(Seen(screen, by))
        return moved

    def _deliver(self, tx: Tx) -> None:
        """Show everybody what they were to be told; what nobody here can see stays."""
        by_account = {self._identify(tx, actor).id: actor for actor in self.actors}
        for notice in notifications.claim(tx, NOTICES_AT_ONCE):
            notifications.told(tx, [notice.id])
            actor = by_account[notice.account_id]
            ctx = self._context(tx, actor)
            kind = notice.kind
            try:
                screen = screen_of(ctx, kind, notice.subject)
            except Refusal:
                continue
            name = f"{kind}:{notice.subject}"
            others = [seen for seen in actor.news if seen.name != name]
            actor.news = deque([*others, Seen(screen, name=name)], maxlen=NEWS_KEPT)
            actor.unread += 1

    # --- what must be true after every step

    def _look(self, tx: Tx) -> list[str]:
        """Every new step is in its table, every new posting sums to zero."""
        steps = tx.db.execute(select(Step).where(Step.id > self._last_step).order_by(Step.id))
        wrong = []
        for step in steps.scalars():
            self._last_step = step.id
            table = self.tables[step.subject.partition(":")[0]]
            moved = (step.before, step.verb, step.after)
            self.walked[(table.kind, *moved)] += 1
            if not any((row.state, row.verb, row.to) == moved for row in table):
                wrong.append(f"{step.subject}: {moved}")
        new = Entry.id > self._last_entry
        sums = select(Entry.posting, func.sum(Entry.minor)).where(new).group_by(Entry.posting)
        wrong += [f"{key} sums to {minor}" for key, minor in tx.db.execute(sums) if minor]
        last = tx.db.execute(select(func.max(Entry.id))).scalar_one()
        self._last_entry = last or 0
        return wrong

    def _context(self, tx: Tx, actor: Actor, incoming: Incoming | None = None) -> Context:
        place = PlaceKind.PRIVATE if incoming is None else incoming.place
        people = () if incoming is None else incoming.people
        me = self._identify(tx, actor)
        return Context(me, tx, platform=actor.who.platform, place=place, people=people)

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


def _wishes(screen: Screen, temper: Temper) -> Iterator[tuple[str, float]]:
    for row in screen.buttons:
        for button in row:
            if button.wire:
                yield button.wire, _weight(button.wire, button.style, temper)
    if screen.menu is not None:
        for choice in screen.menu.choices:
            yield choice.wire, 3.0 / len(screen.menu.choices)


@lru_cache(maxsize=100_000)
def _weight(wire: str, style: Style, temper: Temper) -> float:
    action = decode(wire)
    if isinstance(action, BORING):
        return 0.1
    if action is not None and REGISTRY.presses[type(action)].reads:
        return 0.3
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
