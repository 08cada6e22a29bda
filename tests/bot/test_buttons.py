"""Every button that is shown does what it says: none leads to a refusal."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import partial

import pytest
from sqlalchemy import select

from bot import answers
from bot.context import Context
from bot.platform import Address, Incoming, Kind, Who
from bot.platforms.telegram.draw import draw
from bot.registry import QUIET, REGISTRY, load, name_of
from bot.ui import Screen, decode
from core import accounts, bans, communities, gigs, linking, notifications, rights
from core.briefs import BriefState
from core.communities import Invitation
from core.disputes import DisputeState
from core.kit.errors import Refusal
from core.kit.money import Money
from core.linking import LinkCode
from core.market import Market
from core.offers import OfferState
from core.orders import OrderState
from core.reports import ReportState
from core.resolution import RequestKind
from core.rights import Way
from core.store import Tx
from core.support import TicketState
from core.warnings import WarningState
from tests.bot.complaints import report_in, reported_message, suspended_gig
from tests.bot.desk import aloud
from tests.bot.penalties import warning_in
from tests.bot.scene import Scene, meet
from tests.bot.tickets import ticket_in
from tests.bot.wallets import paid_and_called_off
from tests.conftest import HandClock

load()
HERE = Address(platform="desk", person="", chat="")
LISTS = frozenset(
    {"orders", "offers", "briefs", "gigs", "wallet", "earnings", "messages", "support",
     "warnings", "absence", "moderate", "moderators"}
)  # fmt: skip
ALIKE = 32  # a page of a list, and what stands in one
FATES = (ReportState.DISMISSED, ReportState.TAKEN)
NEW_ID = re.compile(r"(?<=:)(?:[0-9A-Z]{8}|[0-9A-Z]{16})(?=:|$)")


# An order in milestones, and what must be reached from its card there.
STEPPED: dict[OrderState, set[str]] = {
    OrderState.IN_PROGRESS: {"PayAhead", "FundMilestone", "DeliverWork"},
    OrderState.DELIVERED: {"AcceptOrder", "AcceptAndFund", "AcceptAndStop", "ConfirmAccept"},
    OrderState.IN_REVISION: {"PayAhead", "FundMilestone", "DeliverWork"},
    OrderState.AWAITING_FUNDING: {"FundMilestone", "StopHere", "ConfirmStop"},
    OrderState.COMPLETED: {"ShowOrder"},
}
Path = tuple[str | int, ...]  # a command or a notice, then the places of the buttons pressed


@dataclass
class Walker(Scene):
    """Presses everything there is to press, and lets nothing of it stay."""

    known: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)

    async def walk(
        self, who: str, deepest: int, alike: int = 10**6, *, everywhere: bool = False
    ) -> set[str]:
        """Press every button this person reaches in so many presses; return all of them.

        Of those that do the same to different things, at most so many. The ways begin at what
        waits for them and at the lists of what is theirs, or `everywhere` at every command.
        """
        begins = await self.pretend(partial(self._begins, who=who, everywhere=everywhere))
        assert not isinstance(begins, Refusal)
        paths: deque[Path] = deque((begin,) for begin in begins)
        met: set[str] = set()
        pressed: Counter[str] = Counter()
        while paths:
            path = paths.popleft()
            found = await self.pretend(partial(self._go, who=who, path=path))
            assert not isinstance(found, Refusal), f"{who} went {path}: {found.text().id}"
            for place, (wire, name) in enumerate(found):
                if name not in met and len(path) <= deepest:
                    met.add(name)
                    self.shown.add(wire)
                    kind = " in ".join((wire[:5], *name.split(" in ")[1:]))
                    pressed[kind] += 1
                    if pressed[kind] <= alike:
                        paths.append((*path, place))
        return met

    def _begins(self, tx: Tx, who: str, *, everywhere: bool) -> list[str]:
        """Every command, or those that list what is one's own; every notice that waits."""
        ctx = self._context(tx, who)
        me = ctx.me
        commands = [
            f"/{command.name}"
            for command in REGISTRY.commands.values()
            if (everywhere or command.name in LISTS)
            and not any(option.required for option in command.options)
            and rights.may(tx, me, Way.DOES, name_of(command.run), "")
        ]
        waiting = [n for n in notifications.claim(tx, 1_000) if n.account_id == me.id]
        codes = tx.db.execute(select(Invitation.code)).scalars()
        commands += [f"/moderators {code}" for code in codes]
        links = tx.db.execute(select(LinkCode.code)).scalars()
        commands += [f"/link {code}" for code in links if _may_link(ctx, code)]
        return commands + [f"{n.kind} {n.subject}" for n in waiting if not n.kind.endswith(QUIET)]

    def _go(self, tx: Tx, who: str, path: Path) -> list[tuple[str, str]]:
        """Go a way; return the buttons at its end: what each sends, and a name for it."""
        ctx = self._context(tx, who)
        shown = self._begin(ctx, str(path[0]))
        for place in path[1:]:
            wire = wires(shown)[int(place)]
            incoming = Incoming("", Kind.PRESS, _who(who), HERE, wire=wire)
            shown = answers.answer(ctx, incoming).screen
            assert aloud(shown).strip(), path
        form = shown.page.title.id if shown.page else shown.title.id if shown.title else ""
        return [(wire, self._name(wire, form)) for wire in wires(shown)]

    def _begin(self, ctx: Context, begin: str) -> Screen:
        if " " in begin and begin.startswith("/"):
            word, given = begin[1:].split(" ")
            return REGISTRY.commands[word].run(ctx, given)
        if begin.startswith("/"):
            command = REGISTRY.commands[begin[1:]]
            return command.run(ctx, **dict.fromkeys((o.name for o in command.options), ""))
        kind, subject = begin.split(" ")
        try:
            return REGISTRY.notices[kind](ctx, subject)
        except Refusal:
            return Screen()  # it is over, and nobody is told

    def _name(self, wire: str, form: str) -> str:
        """Name a button alike each time, though new things have new ids each time."""
        alike = NEW_ID.sub(lambda found: found[0] if found[0] in self.known else "*", wire)
        return f"{alike} in {form}" if wire.startswith("fo.") else alike

    def _context(self, tx: Tx, who: str) -> Context:
        me = accounts.identify(tx, platform="desk", external_id=who, name=who, locale="en")
        return Context(me, tx, platform="desk")


def _may_link(ctx: Context, code: str) -> bool:
    return not isinstance(ctx.attempt(linking.to_join, code), Refusal)


def _who(name: str) -> Who:
    return Who("desk", name, name, "en")


def wires(screen: Screen) -> list[str]:
    """Everything that can be pressed on a screen, the keys of its form among it."""
    keys = (key for row in draw(screen, "en").keyboard for key in row)
    return [str(key["callback_data"]) for key in keys if "callback_data" in key]


@pytest.fixture
async def walker(market: Market) -> Walker:
    walker = Walker(market, await meet(market, "Ana"), await meet(market, "Ben"))
    walker.known.add(await walker.sells(questions=("What is your brand called?",)))
    return walker


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", OrderState)
async def test_no_button_is_shown_and_then_refused(walker: Walker, state: OrderState) -> None:
    order = await walker.order_in(state)
    walker.known.add(order)
    for who in ("Ana", "Ben"):
        met = await walker.walk(who, 3)
        unpaid = state in (OrderState.AWAITING_PAYMENT, OrderState.CANCELLED)
        assert f"or.se:{order}" in met or (who == "Ana" and unpaid)
        assert len(met) > 30


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("side", ["Ana", "Ben"])
async def test_no_button_of_an_order_in_trouble_is_shown_and_then_refused(
    walker: Walker, side: str
) -> None:
    walker.known |= {*await walker.asked_by(side), await walker.very_late()}
    for who in ("Ana", "Ben"):
        await walker.walk(who, 3)
    kinds = {type(decode(wire)).__name__ for wire in walker.shown}
    assert {"WithdrawRequest", "AgreeToCancel", "DeclineToCancel", "CancelLate"} <= kinds


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", STEPPED)
async def test_no_button_of_a_milestone_is_shown_and_then_refused(
    walker: Walker, state: OrderState
) -> None:
    ahead = state not in (OrderState.COMPLETED, OrderState.AWAITING_FUNDING)
    walker.known |= {await walker.steps_in(state), await walker.steps_in(state, ahead=ahead)}
    for who in ("Ana", "Ben"):
        await walker.walk(who, 3)
    kinds = {type(decode(wire)).__name__ for wire in walker.shown}
    assert STEPPED[state] <= kinds


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", RequestKind)
async def test_no_button_of_a_talk_is_shown_and_then_refused(
    walker: Walker, kind: RequestKind
) -> None:
    walker.known |= {*await walker.talked_about(kind, "Ana")}
    if kind is not RequestKind.EXTRA:
        walker.known |= {*await walker.talked_about(kind, "Ben", OrderState.IN_REVISION)}
    for who in ("Ana", "Ben"):
        await walker.walk(who, 3)
    kinds = {type(decode(wire)).__name__ for wire in walker.shown}
    assert {"ShowResolution", "ShowRequest", "DeclineRequest", "TakeRequestBack"} <= kinds


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("point", DisputeState)
async def test_no_button_of_a_dispute_is_shown_and_then_refused(
    walker: Walker, point: DisputeState
) -> None:
    walker.known |= {*await walker.disputed_in(point)}
    for who in ("Ana", "Ben", "Mo"):
        await walker.walk(who, 3)
    shown = {type(decode(wire)).__name__ for wire in walker.shown}
    assert "ShowDispute" in shown


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", TicketState)
async def test_no_button_of_a_ticket_is_shown_and_then_refused(
    walker: Walker, state: TicketState
) -> None:
    walker.known.add(await ticket_in(walker, state))
    for who in ("Ben", "Mo"):
        await walker.walk(who, 3)
    shown = {type(decode(wire)).__name__ for wire in walker.shown}
    assert {"OpenTicket", "ShowWork"} <= shown


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_button_of_who_is_away_is_shown_and_then_refused(walker: Walker) -> None:
    walker.known |= {await walker.order_in(OrderState.IN_PROGRESS), await walker.absent(walker.ana)}
    walker.known |= {await walker.offer_in(OfferState.SENT)}
    for who in ("Ana", "Ben"):
        await walker.walk(who, 3)
    kinds = {type(decode(wire)).__name__ for wire in walker.shown}
    assert {"ComeBack", "ForbidWriting", "AllowWriting", "PlanAbsence", "ShowGig"} <= kinds


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", WarningState)
async def test_no_button_of_a_warning_is_shown_and_then_refused(
    walker: Walker, state: WarningState
) -> None:
    walker.known.add(await warning_in(walker, state, walker.ben))
    for who in ("Ben", "Mo", "Mia"):
        await walker.walk(who, 3)
    shown = {type(decode(wire)).__name__ for wire in walker.shown}
    assert {"ShowWarning", "ShowWork"} <= shown


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", ReportState)
async def test_no_button_of_a_report_is_shown_and_then_refused(
    walker: Walker, state: ReportState
) -> None:
    walker.known |= {await report_in(walker, state), await suspended_gig(walker)}
    for who in ("Rob", "Mo", "Ana"):
        await walker.walk(who, 3)
    shown = {type(decode(wire)).__name__ for wire in walker.shown}
    assert {"ShowReport", "ShowWork"} <= shown


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_button_of_the_house_is_shown_somewhere(
    walker: Walker, clock: HandClock
) -> None:
    """A handler nobody can reach is a handler nobody tries."""
    walker.known |= {*(await walker.talk()).values()}  # before there is anything to trade
    for _payment in range(9):  # more than a page of them
        await paid_and_called_off(walker)
    clock.pass_by(seconds=1)
    for point in DisputeState:
        walker.known |= {*await walker.disputed_in(point)}
    for state in OrderState:
        walker.known.add(await walker.order_in(state))
    clock.pass_by(seconds=1)  # the newest stand first in a list of orders, and are walked
    walker.known |= {await walker.steps_in(state) for state in STEPPED}
    clock.pass_by(seconds=1)
    for kind in RequestKind:
        walker.known |= {*await walker.talked_about(kind, "Ana")}
    clock.pass_by(seconds=1)
    walker.known |= {*await walker.asked_by("Ana"), await walker.very_late()}
    for stage in OfferState:
        offer = await walker.offer_in(stage)
        if stage is OfferState.VIEWED:
            walker.known.add(offer)
    for end in BriefState:
        walker.known.add(await walker.brief_in(end))
    for at in (TicketState.TAKEN, TicketState.WAITING, TicketState.CLOSED):
        walker.known.add(await ticket_in(walker, at))
    walker.known.add(await walker.absent(await meet(walker.market, "Eve")))
    for then in (WarningState.ACTIVE, WarningState.APPEALED):
        walker.known.add(await warning_in(walker, then, await meet(walker.market, "Eve")))
    await walker.is_also("elsewhere", await meet(walker.market, "Eve"))
    walker.known |= {await report_in(walker, fate) for fate in FATES}
    walker.known |= {*await reported_message(walker), await suspended_gig(walker), walker.ana.id}
    walker.known.add(await report_in(walker, ReportState.WAITING, f"account:{walker.ana.id}"))
    await walker.sells(tiers="three", **_three())
    walker.known.add(await walker.sells(title="A paused gig of mine"))
    await walker.does(walker.ana, gigs.pause, gig=walker.gig)
    walker.known.add(await walker.sells(title="An archived gig of mine"))
    await walker.does(walker.ana, gigs.archive, gig=walker.gig)
    olga, code = await walker.owner()
    walker.known |= {code, (await meet(walker.market, "Mo")).id}
    await walker.does(olga, communities.appoint, trust="own")
    zoe = await meet(walker.market, "Zoe")
    walker.known |= {zoe.id, await warning_in(walker, WarningState.APPEALED, zoe)}
    await walker.does(olga, bans.ban, person=zoe.id, words="Nothing but trouble.")
    for who in ("Ana", "Ben", "Mo", "Mia", "Eve", "Olga"):
        await walker.walk(who, 4, alike=ALIKE, everywhere=True)
    kinds = {type(decode(wire)) for wire in walker.shown}
    missing = {kind.__name__ for kind in REGISTRY.presses if kind not in kinds}
    assert missing == set()


def _three() -> dict[str, object]:
    packages: dict[str, object] = {}
    for tier, price in (("standard", 80_00), ("premium", 120_00)):
        packages |= {
            f"{tier}_price": Money(price, "EUR"), f"{tier}_days": 6, f"{tier}_revisions": "2",
            f"{tier}_includes": "More",
        }  # fmt: skip
    return packages
