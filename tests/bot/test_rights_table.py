"""The table of rights: everything has a row, and the market itself refuses whom it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from inspect import unwrap

import pytest

from bot.context import Context
from bot.registry import REGISTRY, load, name_of
from bot.screens.offers import ShowChanges
from bot.ui import Action, encode
from core import accounts, rights
from core.accounts import Account
from core.communities import HOME, Community, Office, Rank
from core.disputes import DisputeState
from core.kit.errors import NoSuchThing, Refusal
from core.market import Market
from core.offers import OfferState
from core.orders import OrderState
from core.reports import ReportState
from core.resolution import RequestKind
from core.rights import BY_NAME, MARKET, RIGHTS, SEEN_BY, TWOFOLD, Way, Who
from core.store import Tx
from core.support import TicketState
from tests.bot.complaints import report_in, reported_message, suspended_gig
from tests.bot.scene import meet
from tests.bot.test_rights import MADE_UP, House, about, payloads
from tests.bot.tickets import ticket_in
from tests.bot.wallets import called_off

load()
NOTHING_HERE = "There is nothing here by that name. Open the menu to find your way."
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def house(market: Market) -> House:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells(questions=("What is your brand called?",))
    return house


@contextmanager
def nobody_asked() -> Iterator[None]:
    """Let every press through to the market, as if there were no table."""
    kept = dict(REGISTRY.presses)
    for kind, hand in kept.items():
        stale = None if hand.stale is None else unwrap(hand.stale)
        REGISTRY.presses[kind] = replace(hand, run=unwrap(hand.run), stale=stale)
    try:
        yield
    finally:
        REGISTRY.presses.update(kept)


def test_everything_that_is_answered_has_a_row() -> None:
    """A handler in no row fails here; so does a row about nothing that is answered."""
    commands = {name_of(command.run) for command in REGISTRY.commands.values()}
    answered = {
        Way.DOES: commands
        | {name_of(hand.run) for hand in REGISTRY.presses.values()}
        | {name_of(answer) for answer in REGISTRY.replies.values()},
        Way.FILLS: set(REGISTRY.forms),
        Way.HEARS: set(REGISTRY.notices) | {f"{kind}.card" for kind in REGISTRY.cards},
        Way.GETS: set(REGISTRY.papers),
    }
    for way, names in answered.items():
        assert {name for how, name in BY_NAME if how is way} == names, way


def test_every_press_names_the_thing_its_row_is_about() -> None:
    for kind, hand in REGISTRY.presses.items():
        wanted = BY_NAME[Way.DOES, name_of(hand.run)].about
        names = set(kind.__struct_fields__)
        assert wanted in {MARKET, *names} or (wanted in TWOFOLD and {"kind", "thing"} <= names)
        if about(kind) and wanted == MARKET:
            assert kind.__name__ == "TakeOffice", "an invitation is theirs who hold it"


def test_whoever_may_do_something_may_see_what_it_is_done_to() -> None:
    """But a moderator may try to take a case that another has, and hears so."""
    for row in RIGHTS:
        seen = {Who.EVERYBODY, Who.DECIDER, *SEEN_BY[row.about]}
        assert set(row.who) <= seen, row


async def things(house: House) -> list[dict[str, str]]:
    """Something of every kind, with somebody's interest in it."""
    _order, asked = await house.asked_by("Ana")
    _order, talked = await house.talked_about(RequestKind.MODIFY, "Ana")
    offer = await house.offer_in(OfferState.VIEWED)
    _olga, code = await house.owner()
    tickets = [await ticket_in(house, state) for state in (TicketState.WAITING, TicketState.TAKEN)]
    found: list[dict[str, str]] = [
        {"order": await house.order_in(OrderState.DELIVERED)},
        {"gig": house.gig}, {"cancellation": asked}, {"request": talked},
        {"offer": offer, "counter": await house.counter_to(offer)},
        {"person": (await meet(house.market, "Mo")).id, "invitation": code},
        *({"ticket": str(ticket)} for ticket in tickets),
        await called_off(house),
        {"report": await report_in(house, ReportState.WAITING)},
        {"report": (await reported_message(house))[1]},
        {"suspended": await suspended_gig(house)},
    ]  # fmt: skip
    for state in (DisputeState.SETTLING, DisputeState.MEDIATION, DisputeState.HEARING):
        _order, case = await house.disputed_in(state)
        found.append({"dispute": case, "decision": await house.draft_of(case)})
    return found


async def cast(house: House) -> tuple[str, ...]:
    """The two sides, one of whom moderates; moderators of every kind; a stranger."""
    await house.moderator(house.ben)
    for name, rank, reads in (("Rita", Rank.MODERATOR, True), ("Mia", Rank.MODERATOR, False)):
        person = await meet(house.market, name)
        office = Office(
            community_id=HOME, account_id=person.id, rank=rank, reads=reads, decides=not reads
        )
        await house.market.do(lambda tx, office=office: tx.db.add(office))  # type: ignore[misc]
    return ("Ana", "Ben", "Mo", "Mia", "Rita", "Olga", "Eve")


@SQLITE
async def test_the_market_refuses_by_itself_whom_the_table_refuses(house: House) -> None:
    """And whom the table lets in finds something there."""
    every, people = await things(house), await cast(house)
    wrong: list[str] = []
    with nobody_asked():
        for real in every:
            for who in people:
                for kind in REGISTRY.presses:
                    if about(kind) in real and real[about(kind)] != MADE_UP:
                        wrong += await _disagreements(house, who, kind, real)
    assert wrong == []


async def _disagreements(
    house: House, who: str, kind: type[Action], real: dict[str, str]
) -> list[str]:
    allowed = await house.may(who, kind, real)
    said, wrong = set(), []
    for press in payloads(kind, real):
        seen, moved = await house.presses(who, encode(press))
        said.add(seen)
        if moved and not allowed:
            wrong.append(f"{who} may not press {press}, and {moved} moved")
    if allowed and said == {NOTHING_HERE} and kind is not ShowChanges:  # of a first version
        wrong.append(f"{who} may press {kind.__name__}, and nothing is there")
    return wrong


@SQLITE
async def test_whoever_has_no_business_there_does_and_learns_nothing(house: House) -> None:
    """A moderator who is a party, somebody of another community, a stranger, nobody at all."""
    every = await things(house)
    await house.moderator(house.ben)
    zoe = await meet(house.market, "Zoe")
    await house.market.do(lambda tx: _elsewhere(tx, zoe))
    for real in every:
        made_up = dict.fromkeys(real, MADE_UP)
        for who in ("Ben", "Zoe", "Eve", "a visitor nobody ever saw"):
            for kind in REGISTRY.presses:
                if about(kind) not in real or await house.may(who, kind, real):
                    continue
                for one, other in zip(payloads(kind, real), payloads(kind, made_up), strict=True):
                    seen, moved = await house.presses(who, encode(one))
                    assert moved == [], f"{who} pressed {one}"
                    if who != "Ben":
                        guessed, _moved = await house.presses(who, encode(other))
                        assert seen == guessed, f"{one} tells {who} that it exists"


def _elsewhere(tx: Tx, owner: Account) -> None:
    """Zoe owns a market of her own, and moderates there."""
    tx.db.add(Community(id="ELSEWHERE", name="Elsewhere", currency="EUR"))
    tx.db.flush()
    office = Office(community_id="ELSEWHERE", account_id=owner.id, rank=Rank.OWNER, reads=True)
    tx.db.add(office)


@SQLITE
async def test_nobody_is_told_of_what_is_not_theirs(house: House) -> None:
    """Neither by the table nor by the screens themselves."""
    every = await things(house)

    def hears(tx: Tx, kind: str, subject: str, *, asked: bool) -> bool:
        view = REGISTRY.notices[kind] if asked else unwrap(REGISTRY.notices[kind])
        eve = accounts.by_id(tx, house.eve.id)
        try:
            view(Context(eve, tx, platform="desk"), subject)
        except Refusal:
            return False
        return True

    tried = 0
    for real in every:
        for kind in REGISTRY.notices:
            thing = real.get(BY_NAME[Way.HEARS, kind].about)
            if thing is not None:
                tried += 1
                for asked in (True, False):
                    told = await house.market.ask(
                        lambda tx, kind=kind, thing=thing, asked=asked: hears(  # type: ignore[misc]
                            tx, kind, thing, asked=asked
                        )
                    )
                    assert not told, f"Eve is told {kind}"
    assert tried > 40


async def test_a_side_of_a_case_is_nothing_else_to_it(house: House) -> None:
    _order, case = await house.disputed_in(DisputeState.MEDIATION)
    await house.moderator(house.ben)
    mo = await meet(house.market, "Mo")

    def roles(tx: Tx, who: Account) -> frozenset[Who]:
        return rights.roles(tx, accounts.by_id(tx, who.id), "dispute", case)

    found = [await house.market.ask(lambda tx, w=who: roles(tx, w)) for who in (house.ben, mo)]  # type: ignore[misc]
    assert found == [{Who.BUYER}, {Who.DECIDER, Who.CALLED}]
    with pytest.raises(NoSuchThing):
        await house.does(house.eve, rights.require, way=Way.DOES, name="disputes.take", thing=case)
    with pytest.raises(rights.ForAModerator):
        await house.does(house.ben, rights.require, way=Way.DOES, name="disputes.take", thing=case)
