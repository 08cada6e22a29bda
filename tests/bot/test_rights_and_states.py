"""The table of rights against the state tables: whatever a state table lets somebody do, they may.

Which verb a button performs is written down nowhere. Everything is pressed by everybody, as if
there were no table of rights, about something in every state; forms are filled in and handed in.
The journal then says which step was taken, and as whom: both tables must agree with it.
"""

import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from inspect import unwrap
from itertools import product

import pytest
from sqlalchemy import func, select

from bot import answers, dialogue
from bot.context import Context
from bot.forms.actions import SubmitForm
from bot.platform import Incoming, Kind
from bot.platform import Who as Visitor
from bot.registry import REGISTRY, name_of
from bot.ui import Action, QuestionKind, Screen, decode, encode
from core import accounts, drafts, gigs, rights, support
from core.accounts import Account
from core.briefs import BriefState
from core.kit.errors import Refusal
from core.kit.ids import GigId
from core.kit.states import Role
from core.lives.models import Step
from core.market import Market
from core.offers import OfferState
from core.orders import OrderState
from core.reports import ReportState
from core.resolution import RequestKind
from core.rights import BY_NAME, Way, Who
from core.store import Tx
from core.support import TicketState
from core.warnings import WarningState
from tests.bot import filling
from tests.bot.complaints import reported_gig
from tests.bot.penalties import warning_in
from tests.bot.scene import meet
from tests.bot.test_rights import ARGUED, HERE, STEPPED, House, about, payloads
from tests.bot.test_rights_table import SQLITE, nobody_asked
from tests.bot.test_simulation import tables
from tests.bot.tickets import ticket_in

PEOPLE = ("Ana", "Ben", "Mo", "Mia")
HUMAN = frozenset({Role.BUYER, Role.SELLER, Role.ASKER, Role.OTHER, Role.MODERATOR})
PARTS_MOST = 8  # of a form
ENOUGH = 2  # forms of one kind handed in by somebody without a step
TRIES = 6  # at one: what is made up does not always fit together
ABOUT = {"hold": "order"}  # what has a life, but no name of its own for the table of rights
Path = tuple[tuple[Way, str], ...]


@dataclass(frozen=True)
class Deed:
    """A step somebody took: of what kind of thing, as whom, and what they are to it."""

    kind: str
    verb: str
    role: Role
    who: frozenset[Who]
    way: Path  # what was answered: the button, and perhaps a form
    allowed: bool  # whether the table of rights lets them do, and fill in, all of it

    def __str__(self) -> str:
        return f"{self.kind} {self.verb} by {self.role} through {[name for _w, name in self.way]}"


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells(questions=("What is your brand called?",))
    return house


@contextmanager
def no_table() -> Iterator[None]:
    """Let presses and forms through to the market, as if there were no table of rights."""
    kept = dict(REGISTRY.forms)
    REGISTRY.forms.update({name: unwrap(make) for name, make in kept.items()})
    try:
        with nobody_asked():
            yield
    finally:
        REGISTRY.forms.update(kept)


async def things(house: House) -> AsyncIterator[dict[str, str]]:
    """Something of every kind, in every state that somebody can do something about."""
    yield {}
    for state in OrderState:
        yield {"order": await house.order_in(state)}
    yield {"order": await house.very_late()}
    for state in STEPPED:
        for ahead in (False, True):
            order = await house.steps_in(state, ahead=ahead)
            yield {"order": order, "milestone": await house.to_fund(order)}
    for side in ("Ana", "Ben"):
        order, asked = await house.asked_by(side)
        yield {"order": order, "cancellation": asked}
        for talk in RequestKind:
            if (talk, side) != (RequestKind.EXTRA, "Ben"):
                order, talked = await house.talked_about(talk, side)
                yield {"order": order, "request": talked}
    for stage in OfferState:
        offer = await house.offer_in(stage)
        yield {"offer": offer, "counter": await house.counter_to(offer)}
    for point in ARGUED:
        order, case = await house.disputed_in(point)
        yield {"order": order, "dispute": case, "decision": await house.draft_of(case)}
    for end in BriefState:
        yield {"brief": await house.brief_in(end)}
    for at in TicketState:
        ticket = await ticket_in(house, at)
        yield {"ticket": ticket}
        if at in support.OPEN:  # few can be at the same time
            await house.does(house.ben, support.close, ticket=ticket)
    for then in WarningState:
        yield {"warning": await warning_in(house, then, house.ben)}
    for fate in ReportState:
        yield {"report": await reported_gig(house, fate)}
    yield {"absence": await house.absent(house.ana)}
    for verb in (None, gigs.pause, gigs.archive):
        gig = GigId(await house.sells())
        if verb is not None:
            await house.does(house.ana, verb, gig=gig)
        yield {"gig": gig}


async def deeds(house: House) -> set[Deed]:
    """Press everything about all of it, as everybody, and undo it; return the steps taken."""
    await house.moderator()
    await house.moderator(await meet(house.market, "Mia"))
    dice, found = random.Random(1), set[Deed]()
    settled: Counter[tuple[str, str]] = Counter()  # by whom what was done
    hands = {kind: name_of(hand.run) for kind, hand in REGISTRY.presses.items() if not hand.reads}
    async for real in things(house):
        asked = {kind: name for kind, name in hands.items() if about(kind) in (real or {""})}
        concerned = [who for who in PEOPLE if await house.pretend(partial(_is_any, who, real))]
        for who, (kind, name) in product(concerned, asked.items()):
            if settled[who, name] < ENOUGH:
                done, new = await _tries(house, dice, who, kind, real)
                found |= new
                settled[who, name] += ENOUGH if new else done
    return found


def _is_any(who: str, real: dict[str, str], tx: Tx) -> bool:
    """Whether somebody is anything to one of these things, or needs not be."""
    me = _somebody(tx, who)
    return not real or any(rights.roles(tx, me, kind, thing) for kind, thing in real.items())


async def _tries(
    house: House, dice: random.Random, who: str, kind: type[Action], real: dict[str, str]
) -> tuple[bool, set[Deed]]:
    """Press this in every way there is, until a step is taken, or a form of it was handed in."""
    for press in payloads(kind, real):
        for _time in range(TRIES):
            done = await house.pretend(partial(_does, dice=dice, who=who, press=press, real=real))
            if isinstance(done, Refusal):
                break
            handed_in, steps = done
            if handed_in or steps:
                return True, steps
            if handed_in is None:
                break
    return False, set()


def _does(
    tx: Tx, *, dice: random.Random, who: str, press: Action, real: dict[str, str]
) -> tuple[bool | None, set[Deed]]:
    """Press this, and fill in what it asks; return the steps taken.

    And whether what was filled in was taken: `None` if nothing was asked.
    """
    me = _somebody(tx, who)
    ctx = Context(me, tx, platform="desk")
    last = tx.db.execute(select(func.max(Step.id))).scalar_one() or 0
    name = name_of(REGISTRY.presses[type(press)].run)
    way = [(Way.DOES, name)]
    allowed = rights.may(tx, me, Way.DOES, name, real.get(BY_NAME[Way.DOES, name].about, ""))
    screen = _press(ctx, who, press)
    form = _form_of(screen)
    if form:
        draft = ctx.ask(drafts.get, form)
        way.append((Way.FILLS, draft.form))
        allowed = allowed and rights.may(tx, me, Way.FILLS, draft.form, draft.subject)
        for _part in range(PARTS_MOST):
            screen = dialogue.fill(ctx, draft, _made_up(ctx, dice, draft, screen))
            if screen.page is None:
                break
        if _form_of(screen):
            screen = _press(ctx, who, SubmitForm(form))
    tx.db.flush()
    steps = select(Step).where(Step.id > last, Step.account_id == me.id)
    taken = tx.db.execute(steps).scalars()
    handed_in = not _form_of(screen) if form else None
    return handed_in, {_deed(tx, me, step, tuple(way), allowed) for step in taken}


def _form_of(screen: Screen) -> str:
    """Name the form that is asked, or reviewed, on a screen."""
    if screen.page is not None:
        return screen.page.draft
    wires = (decode(button.wire) for row in screen.buttons for button in row)
    return next((press.draft for press in wires if isinstance(press, SubmitForm)), "")


def _made_up(
    ctx: Context, dice: random.Random, draft: drafts.Draft, screen: Screen
) -> dict[str, str | tuple[str, ...]]:
    """Answer what is asked, without files; of a form that is all filled in, everything anew."""
    fields = filling.fields_of(ctx, draft.id)
    asked = screen.page.questions if screen.page is not None else ()
    names = [one.name for one in asked] or list(fields)
    return {
        name: ()
        if fields[name].kind is QuestionKind.FILES
        else filling.answer(dice, fields[name], fields[name].most)
        for name in names
    }


def _somebody(tx: Tx, who: str) -> Account:
    return accounts.identify(tx, platform="desk", external_id=who, name=who, locale="en")


def _press(ctx: Context, who: str, press: Action) -> Screen:
    visitor = Visitor("desk", who, who, "en")
    return answers.answer(ctx, Incoming("", Kind.PRESS, visitor, HERE, wire=encode(press))).screen


def _deed(tx: Tx, me: Account, step: Step, way: Path, allowed: bool) -> Deed:
    kind, _colon, thing = step.subject.partition(":")
    who = rights.roles(tx, me, ABOUT.get(kind, kind), thing)
    return Deed(kind, step.verb, Role(step.role), who, way, allowed)


def missing(found: set[Deed]) -> list[str]:
    """Return whatever a state table lets somebody do, and no row of the table of rights does."""
    wrong = []
    for table in tables().values():
        for verb, role in sorted({(row.verb, role) for row in table for role in row.who}):
            if role not in HUMAN:
                continue
            said = f"{table.kind} {verb} by {role}"
            ways = {deed.way for deed in found if (deed.kind, deed.verb) == (table.kind, verb)}
            them = {deed.who for deed in found if (deed.kind, deed.role) == (table.kind, role)}
            if not ways:
                wrong.append(f"{said}: nobody can, through no button and no form")
            elif not any(
                all(BY_NAME[one].who & {Who.EVERYBODY, *who} for one in way)
                for way in ways
                for who in them
            ):
                wrong.append(f"{said}: not through {sorted(ways)}, {sorted(map(sorted, them))}")
    return wrong


@SQLITE
async def test_what_the_state_tables_let_people_do_the_table_of_rights_lets_them(
    house: House,
) -> None:
    with no_table():
        found = await deeds(house)
    assert sorted(str(deed) for deed in found if not deed.allowed) == []
    assert missing(found) == []
