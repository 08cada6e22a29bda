"""Who may press what: every button there is, by every role, on an order in every state.

Buttons carry no authority: what is pressed here was made up, as anyone with a telephone can.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

import pytest
from sqlalchemy import select

from bot import answers
from bot.context import Context
from bot.i18n import say
from bot.platform import Address, Incoming, Kind, Who
from bot.registry import REGISTRY, load, name_of
from bot.screens.cancellations import AgreeToCancel, ConfirmAgree, ConfirmCancelLate
from bot.screens.cancellations.request import CHOICES as ABOUT_REQUESTS
from bot.screens.offers import ConfirmOffer, WithdrawOffer
from bot.screens.offers.card import CHOICES as OFFER_CHOICES
from bot.screens.orders import AcceptAndStop, ConfirmAccept, ConfirmCancel, ConfirmStop
from bot.screens.orders.card import CHOICES
from bot.screens.payments import PayOrder
from bot.screens.resolution import (
    AgreeToRequest,
    DeclineRequest,
    PayRequest,
    ShowRequest,
    TakeRequestBack,
)
from bot.ui import Action, Known, decode, encode
from core import accounts, drafts, offers, orders, rights
from core.accounts import Account
from core.briefs import BriefState
from core.disputes import Decision, DisputeState
from core.kit.errors import NoSuchThing, Refusal
from core.kit.ids import DisputeId, OfferId, OrderId, new_id
from core.kit.states import Role
from core.market import Market
from core.offers import OfferState
from core.orders import OrderState
from core.reports import ReportState
from core.resolution import RequestKind
from core.rights import Way
from core.store import Tx
from core.support import TicketState
from core.warnings import WarningState
from tests.bot.complaints import report_in, reported_gig, suspended_gig
from tests.bot.desk import aloud
from tests.bot.penalties import warning_in
from tests.bot.scene import Scene, meet
from tests.bot.tickets import ticket_in
from tests.bot.wallets import called_off
from tests.bot.watching import changed, dump, watched

load()
HERE = Address(platform="desk", person="", chat="")
MADE_UP = "N0SUCHID"
# What each of these does to an order; the others only look, or concern no order.
DEEDS: dict[type[Action], str] = {
    **{action: verb for verb, (action, _label, _style) in CHOICES.items()},
    ConfirmAccept: "accept", ConfirmCancel: "cancel", PayOrder: "paid",
    ConfirmCancelLate: "cancel_late", AcceptAndStop: "accept_and_stop", ConfirmStop: "stop",
}  # fmt: skip
DONE_AT_ONCE = (
    ConfirmAccept, ConfirmCancel, PayOrder, ConfirmCancelLate, AcceptAndStop, ConfirmStop,
)  # fmt: skip
# Each names one thing of somebody's.
PRIVATE = (
    "order", "gig", "draft", "cancellation", "offer", "counter", "brief", "thing", "dispute",
    "decision", "request", "ticket", "person", "invitation", "absence", "milestone", "warning",
    "message", "conversation", "payment", "report", "suspended",
)  # fmt: skip
OFFER_DEEDS: dict[type[Action], str] = {
    **{action: verb for verb, (action, _label, _style) in OFFER_CHOICES.items()},
    ConfirmOffer: "accept",
}
STEPPED = (
    OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.IN_REVISION,
    OrderState.AWAITING_FUNDING,
)  # fmt: skip
ARGUED = tuple(x for x in DisputeState if x is not DisputeState.ANSWERED)  # passed through
OTHER_FIELDS: dict[str, Sequence[str | int]] = {
    "side": ("buyer", "seller", "clock", ""), "ended": (0, 1, -7), "page": (0, -1, 10**14),
    "provider": ("sandbox", "wallet", "telegram", ""), "bucket": ("escrow", "withdrawn", "x"),
    "tier": ("essential", "premium", ""), "quantity": (1, 0, -1, 10**14), "seen": (5000, 1, -5000),
    "key": ("K1", ""), "part": ("words", "cover", "x"), "locale": ("fr", "xx"), "value": ("0", "x"),
    "term": ("milestone", ""), "command": ("orders", "start", "nothing"), "field": ("message", "x"),
    "search": ("K1", ""), "what": ("category", "price", "x"), "whose": ("mine", "market", "x"),
    "paper": ("pdf", "json", "x"), "nth": (0, 1, -1, 10**14),
    "outcome": ("refund", "split", "withdraw", "x"),
    "kind": ("order", "offer", "brief", "person", "talk", "", "extend", "extra", "refund", "gig"),
    "base": ("", "N0SUCHID"), "account": ("N0SUCHID", ""),
    "code": ("N0SUCHID", ""), "platform": ("discord", "x"), "trust": ("read", "own", "x"),
    "work": ("", "support", "x"),
}  # fmt: skip


@dataclass
class House(Scene):
    """A scene with somebody who has no business there, and their presses."""

    eve: Account = None  # type: ignore[assignment]

    async def draft_of(self, case: DisputeId) -> str:
        """A decision about a case, if one was ever written down."""
        query = select(Decision.id).where(Decision.dispute_id == case)
        return await self.market.ask(lambda tx: tx.db.execute(query).scalars().first() or MADE_UP)

    async def may(self, who: str, kind: type[Action], real: dict[str, str]) -> bool:
        """Whether the table of rights says that somebody may press this about these things."""
        name = name_of(REGISTRY.presses[kind].run)
        wanted = rights.BY_NAME[Way.DOES, name]
        thing = real.get(wanted.about, "")

        def look(tx: Tx) -> bool:
            me = accounts.identify(tx, platform="desk", external_id=who, name=who, locale="en")
            return rights.may(tx, me, Way.DOES, name, thing)

        return await self.pretend(look) is True

    async def presses(self, who: str, wire: str, locale: str = "en") -> tuple[str, list[str]]:
        """Press, undo it all; return what would be seen and which tables would have moved."""
        incoming = Incoming("", Kind.PRESS, Who("desk", who, who, locale), HERE, wire=wire)

        def press(tx: Tx) -> tuple[str, list[str]]:
            ctx = self._context(tx, incoming)
            with watched(tx) as written:
                screen = answers.answer(ctx, incoming).screen
            return aloud(screen, locale), written

        def press_and_compare(tx: Tx) -> list[str]:
            ctx = self._context(tx, incoming)
            before = dump(tx)
            answers.answer(ctx, incoming)
            return changed(before, dump(tx))

        done = await self.pretend(press)
        if not isinstance(done, Refusal):
            seen, written = done
            moved = await self.pretend(press_and_compare) if written else []
            assert not isinstance(moved, Refusal)
            return seen, moved
        refusal: Refusal = done

        def refuse(tx: Tx) -> str:
            return aloud(
                answers.stale(self._context(tx, incoming), incoming, refusal).screen, locale
            )

        shown = await self.pretend(refuse)
        assert isinstance(shown, str), shown
        says = (say(one.text(), locale) for one in (refusal, NoSuchThing()))
        assert shown.startswith(tuple(says)), f"{who} pressed {wire}, saw {shown}"
        return shown, []

    def _context(self, tx: Tx, incoming: Incoming) -> Context:
        who = incoming.who
        me = accounts.identify(
            tx, platform=who.platform, external_id=who.id, name=who.name, locale=who.locale
        )
        return Context(me, tx, platform=who.platform)


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells(questions=("What is your brand called?",))
    return house


def payloads(kind: type[Action], known: dict[str, str]) -> Iterator[Action]:
    """Make up presses of this kind about these things: each field takes several values."""
    names = kind.__struct_fields__
    values = [(known[n],) if n in known else OTHER_FIELDS[n] for n in names]
    for given in product(*values):
        yield kind(*given)


def about(kind: type[Action]) -> str:
    """Name the private thing a press is about, if it is about one."""
    names = set(kind.__struct_fields__)
    return next((n for n in PRIVATE if n in names), "")


def wires(kinds: Sequence[type[Action]], known: dict[str, str]) -> list[str]:
    return [encode(press) for kind in kinds for press in payloads(kind, known)]


async def test_a_stranger_learns_and_changes_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    draft, _new = await house.does(house.ben, drafts.begin, form="accounts.start_selling",
                                   subject="", answers={})  # fmt: skip
    real = {"gig": house.gig, "draft": draft.id}
    await _learns_nothing(house, real, "a visitor nobody ever saw")
    await _learns_nothing(house, real, "Eve")
    for state in OrderState:
        order = await house.order_in(state)
        await _learns_nothing(house, {"order": order, "thing": order}, "Eve")
    for state in STEPPED:
        order = await house.steps_in(state)
        about_it = {"order": order, "thing": order, "milestone": await house.to_fund(order)}
        await _learns_nothing(house, about_it, "Eve")
    for side in ("Ana", "Ben"):
        order, request = await house.asked_by(side)
        await _learns_nothing(house, {"order": order}, "Eve")
        await _learns_nothing(house, {"cancellation": request}, "Eve")
    for talk in RequestKind:
        order, talked = await house.talked_about(talk, "Ana")
        await _learns_nothing(house, {"order": order}, "Eve")
        await _learns_nothing(house, {"request": talked}, "Eve")
    for point in ARGUED:
        order, case = await house.disputed_in(point)
        decision = await house.draft_of(case)
        await _learns_nothing(house, {"order": order}, "Eve")
        await _learns_nothing(house, {"dispute": case, "decision": decision}, "Eve")
    for stage in OfferState:
        offer = await house.offer_in(stage)
        about_it = {"offer": offer, "thing": offer, "counter": await house.counter_to(offer)}
        await _learns_nothing(house, about_it, "Eve")
    _olga, code = await house.owner()
    mo = await meet(house.market, "Mo")
    await _learns_nothing(house, {"person": mo.id, "invitation": code}, "Eve")
    await _learns_nothing(house, {"person": mo.id, "invitation": code}, "Mo")
    await _learns_nothing(house, {"absence": await house.absent(house.ben)}, "Eve")
    for end in (BriefState.CHOSEN, BriefState.CLOSED, BriefState.EXPIRED):
        brief = await house.brief_in(end)
        await _learns_nothing(house, {"brief": brief, "thing": brief}, "Eve")
    for at in (TicketState.WAITING, TicketState.TAKEN, TicketState.FILED):
        await _learns_nothing(house, {"ticket": await ticket_in(house, at)}, "Eve")
    for then in (WarningState.ACTIVE, WarningState.APPEALED):
        warning = await warning_in(house, then, house.ben)
        await _learns_nothing(house, {"warning": warning, "person": house.ben.id}, "Eve")
    for fate in ReportState:
        await _learns_nothing(house, {"report": await reported_gig(house, fate)}, "Eve")
    await _learns_nothing(house, {"suspended": await suspended_gig(house)}, "Eve")
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


async def _learns_nothing(house: House, real: dict[str, str], role: str) -> None:
    """Press everything about these things, and the same about things that are not."""
    made_up = dict.fromkeys(real, MADE_UP)
    for kind in REGISTRY.presses:
        if about(kind) not in real or await house.may(role, kind, real):
            continue
        for one, other in zip(payloads(kind, real), payloads(kind, made_up), strict=True):
            seen, moved = await house.presses(role, encode(one))
            assert moved == [], f"{one} moved {moved}"
            guessed, _moved = await house.presses(role, encode(other))
            assert seen == guessed, f"{one} tells a stranger that it exists"
            assert "\n" not in seen, f"a refusal is one sentence: {seen}"


async def test_each_side_may_do_what_the_table_says_and_nothing_else(house: House) -> None:
    for state in OrderState:
        await _does_what_the_table_says(house, await house.order_in(state))
    for state in STEPPED:
        await _does_what_the_table_says(house, await house.steps_in(state))
        await _does_what_the_table_says(house, await house.steps_in(state, ahead=True))
    await _does_what_the_table_says(house, await house.very_late())
    await _does_what_the_table_says(house, (await house.asked_by("Ana"))[0])


async def test_each_side_of_a_request_may_do_what_the_table_says(house: House) -> None:
    for side in ("Ana", "Ben"):
        order, request = await house.asked_by(side)
        for who, verb in product(("Ana", "Ben"), ABOUT_REQUESTS):
            kinds = [ABOUT_REQUESTS[verb][0], *([ConfirmAgree] if verb == "agree" else ())]
            allowed = (who == side) == (verb == "withdraw")
            for kind in kinds:
                seen, moved = await house.presses(who, encode(kind(request)))
                asks_once_more = kind is AgreeToCancel and allowed
                assert f"Order {order}" in seen or asks_once_more, seen
                assert ("cancellations" in moved) == (allowed and not asks_once_more), seen


async def test_each_side_of_a_talk_may_do_what_the_table_says(house: House) -> None:
    for kind, side in product(RequestKind, ("Ana", "Ben")):
        if (kind, side) == (RequestKind.EXTRA, "Ben"):
            continue
        order, request = await house.talked_about(kind, side)
        costs = kind in (RequestKind.MODIFY, RequestKind.EXTRA)
        for who in ("Ana", "Ben"):
            allowed = {
                AgreeToRequest(request): who != side,
                DeclineRequest(request): who != side,
                TakeRequestBack(request): who == side,
                PayRequest(request, "sandbox"): who == "Ben" and side == "Ana" and costs,
                ShowRequest(request): False,
            }
            for press, moves in allowed.items():
                seen, moved = await house.presses(who, encode(press))
                assert f"Order {order}" in seen, seen
                assert ("requests" in moved) == moves, f"{who} pressed {press}: {seen}"


async def _does_what_the_table_says(house: House, order: OrderId) -> None:
    state = await house.state(order)
    for who, side in (("Ana", Role.SELLER), ("Ben", Role.BUYER)):
        for kind, verb in DEEDS.items():
            given = (order, "sandbox") if kind is PayOrder else (order,)
            seen, moved = await house.presses(who, encode(kind(*given)))
            allowed = await house.pretend(partial(_may, order=order, side=side, verb=verb))
            if not allowed:
                assert moved == [], f"{who} pressed {kind.__name__} on a {state} order: {moved}"
                assert f"Order {order}" in seen, "and the order as it is now stands below"
            elif kind in DONE_AT_ONCE:
                assert "orders" in moved, f"{who} pressed {kind.__name__}: {seen}"


async def test_each_side_of_an_offer_may_do_what_the_table_says(house: House) -> None:
    for state in OfferState:
        offer = await house.offer_in(state)
        for who, side in (("Ana", Role.SELLER), ("Ben", Role.BUYER)):
            for kind, verb in OFFER_DEEDS.items():
                press = kind(offer)
                seen, moved = await house.presses(who, encode(press))
                allowed = await house.pretend(
                    partial(_may_offer, offer=offer, side=side, verb=verb)
                )
                assert "offers" not in moved or allowed, f"{who} pressed {kind.__name__}: {moved}"
                again = kind is ConfirmOffer and state is OfferState.ACCEPTED and side is Role.BUYER
                if not allowed and not again:
                    assert moved == [], f"{who} pressed {kind.__name__} on a {state} offer: {moved}"
                    assert "Offer: A logo for you" in seen, "the offer as it is now stands below"
                elif kind in (ConfirmOffer, WithdrawOffer) and not again:
                    assert "offers" in moved, f"{who} pressed {kind.__name__}: {seen}"


def _may_offer(tx: Tx, *, offer: OfferId, side: Role, verb: str) -> bool:
    return verb in offers.verbs(offers.get(tx, offer), side, tx.now)


def _may(tx: Tx, *, order: OrderId, side: Role, verb: str) -> bool:
    """Ask the table; paying is the buyer's, and the market's to note."""
    if verb == "paid" and side is Role.BUYER:
        side = Role.MARKET
    return verb in orders.verbs(orders.get(tx, order), side, tx.now)


async def test_whatever_is_made_up_is_answered_in_a_sentence(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Every button with every odd value in every field, by the people whose order it is."""
    order, request = await house.asked_by("Ana")
    offer, brief = await house.offer_in(OfferState.VIEWED), await house.brief_in(BriefState.OPEN)
    counter = await house.counter_to(offer)
    _argued, case = await house.disputed_in(DisputeState.DECIDED)
    _order, talked = await house.talked_about(RequestKind.MODIFY, "Ana")
    real: dict[str, str] = {
        "order": order, "gig": house.gig, "offer": offer, "counter": counter, "brief": brief,
        "thing": brief, "cancellation": request, "dispute": case,
        "decision": await house.draft_of(case), "request": talked,
        "ticket": await ticket_in(house, TicketState.TAKEN),
        "invitation": (await house.owner())[1], "person": (await meet(house.market, "Mo")).id,
        "absence": await house.absent(house.ben),
        "milestone": await house.to_fund(await house.steps_in(OrderState.DELIVERED)),
        "warning": await warning_in(house, WarningState.APPEALED), **await house.talk(),
        **await called_off(house), "report": await report_in(house, ReportState.TAKEN),
        "suspended": await suspended_gig(house),
    }  # fmt: skip
    for who in ("Ana", "Ben", "Mo", "Olga"):
        account = await meet(house.market, who)
        draft, _new = await house.does(
            account, drafts.begin, form="deliveries.deliver", subject=order, answers={}
        )
        for kind in REGISTRY.presses:
            for known in (real | {"draft": draft.id}, dict.fromkeys(PRIVATE, "")):
                for press in payloads(kind, known):
                    seen, _moved = await house.presses(who, encode(press), "fr")
                    assert seen.strip(), press
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


@pytest.mark.parametrize("wire", [
    "", ":", "or.se", "or.se:", "or.se:A:B", "zz.zz:A", "or.se:\0", "or.se:\u202eA", "OR.SE:A",
    "or.ls:buyer:0:", "or.ls:buyer:0:1.5", "or.ls:buyer:0:-", "or.ls:buyer:0:٣", "x" * 65,
    "or.ls:buyer:0:" + "9" * 40, "or.se:" + "é" * 40, "or.se:\ud800", "fo.fi:A", "or.ls:🧨:0:0",
])  # fmt: skip
async def test_garbage_in_a_button_is_an_old_button(house: House, wire: str) -> None:
    seen, moved = await house.presses("Ben", wire)
    assert moved == []
    assert seen in {
        "This button is from another time. Open the menu to go on.",
        "There is nothing here by that name.",
    } or seen.startswith("There is nothing here by that name.")


def test_every_kind_of_button_is_known_to_this_test() -> None:
    for kind in Known.actions.values():
        for name in kind.__struct_fields__:
            assert name in {*PRIVATE, *OTHER_FIELDS}, (kind, name)
        if kind in REGISTRY.presses:
            known = {name: new_id() for name in PRIVATE}
            assert all(decode(encode(press)) == press for press in payloads(kind, known))
