"""A dispute about an order in milestones, two of them released: every cent, after every step.

The books are written out below as they must be; what was released is never touched again.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from core import disputes, orders
from core.communities import HOME
from core.disputes import Amounts, DisputeState, Outcome
from core.earnings import Clearing
from core.kit.errors import TooLate
from core.kit.ids import OrderId
from core.kit.money import Money
from core.kit.states import Role
from core.ledger import Entry
from core.orders import OrderState
from core.store import Tx
from tests.core.court import YOURS, Court
from tests.core.haggling import Haggling, stage
from tests.core.steps import accepts, delivers, funds, states
from tests.core.trade import EUR

# Four milestones, whose commissions are rounded down by themselves: 3.33, 4.00, 2.66 and 3.01.
PRICES = (33_35, 40_05, 26_65, 30_15)
BOOKS = ("escrow", "clearing", "available", "commission", "wallet", "provider")

# What happens, what each book holds then, and where the four milestones stand: Planned, Awaiting
# funding, Funded, Delivered, Released, Cancelled or Not started.
BEGINNING = """
                       escrow clearing available commission wallet provider  1 2 3 4
Ben accepts the offer    0.00     0.00      0.00       0.00   0.00     0.00
Ben pays the first      33.35     0.00      0.00       0.00   0.00   -33.35  F P P P
Ana delivers            33.35     0.00      0.00       0.00   0.00   -33.35  D P P P
Ben accepts              0.00    30.02      0.00       3.33   0.00   -33.35  R A P P
Ben pays the second     40.05    30.02      0.00       3.33   0.00   -73.40  R F P P
Ana delivers            40.05    30.02      0.00       3.33   0.00   -73.40  R D P P
Ben accepts              0.00    66.07      0.00       7.33   0.00   -73.40  R R A P
Ben pays the third      26.65    66.07      0.00       7.33   0.00  -100.05  R R F P
"""
THE_THIRD = """
Ana delivers            26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
Ben disputes it         26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
Ana states her case     26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
nobody settles          26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
Mo takes the case       26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
Mo gives all back       26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
Ana appeals             26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
two days pass           26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
Mia takes the case      26.65    66.07      0.00       7.33   0.00  -100.05  R R D P
Mia decides 60 to 40     0.00    80.47      0.00       8.92  10.66  -100.05  R R C N
two weeks pass           0.00     0.00     80.47       8.92  10.66  -100.05  R R C N
"""
THE_THIRD_AND_FOURTH = """
Ben pays the fourth     56.80    66.07      0.00       7.33   0.00  -130.20  R R F F
Ana delivers            56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
Ben disputes it         56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
Ana states her case     56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
nobody settles          56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
Mo takes the case       56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
Mo gives all back       56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
Ana appeals             56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
two days pass           56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
Mia takes the case      56.80    66.07      0.00       7.33   0.00  -130.20  R R D F
Mia decides 60 to 40     0.00    96.75      0.00      10.73  22.72  -130.20  R R C C
two weeks pass           0.00     0.00     96.75      10.73  22.72  -130.20  R R C C
"""

# Every movement of money there is at the end, in its order.
MOVED = """
capture_provider  provider  escrow      33.35
release           escrow    clearing    30.02
commission        escrow    commission   3.33
capture_provider  provider  escrow      40.05
release           escrow    clearing    36.05
commission        escrow    commission   4.00
capture_provider  provider  escrow      26.65
"""
DIVIDED_THE_THIRD = """
release           escrow    clearing    14.40
commission        escrow    commission   1.59
refund            escrow    wallet      10.66
clear             clearing  available   30.02
clear             clearing  available   36.05
clear             clearing  available   14.40
"""
DIVIDED_BOTH = """
capture_provider  provider  escrow      30.15
release           escrow    clearing    30.68
commission        escrow    commission   3.40
refund            escrow    wallet      22.72
clear             clearing  available   30.02
clear             clearing  available   36.05
clear             clearing  available   30.68
"""


class Story:
    """Ana has offered Ben work in four milestones; Mo and Mia moderate."""

    def __init__(self, haggling: Haggling) -> None:
        self.haggling = haggling
        self.trade = haggling.trade
        self.court = Court(self.trade)
        self.offer = ""
        self.order = OrderId("")
        court, pays = self.court, self._pays
        self.deeds: dict[str, Callable[[], Awaitable[Any]]] = {
            "Ben accepts the offer": self._agrees,
            "Ben pays the first": lambda: self.trade.pay(self.order),
            "Ben pays the second": lambda: pays(2),
            "Ben pays the third": lambda: pays(3),
            "Ben pays the fourth": lambda: pays(4),
            "Ana delivers": lambda: delivers(self.trade, self.order),
            "Ben accepts": lambda: accepts(self.trade, self.order),
            "Ben disputes it": lambda: court.opens(order=self.order),
            "Ana states her case": lambda: court.does(court.ana, disputes.answer, words=YOURS),
            "nobody settles": lambda: self.trade.wait(hours=72),
            "Mo takes the case": lambda: court.does(court.mo, disputes.take),
            "Mo gives all back": lambda: court.decides(court.mo, "refund", ruling="not_as_agreed"),
            "Ana appeals": lambda: court.does(court.ana, disputes.appeal, words="It is all there."),
            "two days pass": lambda: self.trade.wait(hours=48),
            "Mia takes the case": lambda: court.does(court.mia, disputes.take),
            "Mia decides 60 to 40": self._decides,
            "two weeks pass": lambda: self.trade.wait(days=14),
        }

    async def begin(self) -> "Story":
        await self.court.begin()
        stages = [{**stage(0), "price": Money(price, EUR)} for price in PRICES]
        self.offer = await self.haggling.sends_stages(*stages)
        return self

    async def goes(self, *tables: str, until: str = "") -> None:
        """Do all of it, line by line; after each step the books are as the line says."""
        for line in "".join(tables).splitlines():
            words = line.split()
            if not words or words[0] == BOOKS[0]:
                continue
            deed = next(name for name in self.deeds if line.startswith(f"{name} "))
            if deed == until:
                return
            await self.deeds[deed]()
            assert await self.stands() == words[len(deed.split()) :], line
            await self.trade.audit()

    async def stands(self) -> list[str]:
        """What the books hold, and where the milestones stand, as the tables say it."""
        owners = {
            "escrow": self.order, "clearing": self.trade.ana.id, "available": self.trade.ana.id,
            "commission": HOME, "wallet": self.trade.ben.id, "provider": "sandbox",
        }  # fmt: skip
        held = [await self.trade.book(kind, owners[kind]) for kind in BOOKS]
        assert sum(held) == 0, "there is no other book"
        there = (await states(self.trade, self.order)).split()
        return [*(f"{cents / 100:.2f}" for cents in held), *(state[0].upper() for state in there)]

    async def moved(self) -> list[list[str]]:
        """Every movement of money: its name, the book it left, the one it entered, how much."""

        def look(tx: Tx) -> list[list[str]]:
            entries = tx.db.execute(select(Entry).order_by(Entry.id)).scalars().all()
            found = []
            for left, entered in zip(entries[::2], entries[1::2], strict=True):
                assert (left.posting, left.move) == (entered.posting, entered.move)
                assert left.minor == -entered.minor < 0
                books = [each.book.partition(":")[0] for each in (left, entered)]
                found.append([left.move, *books, f"{entered.minor / 100:.2f}"])
            return found

        return await self.trade.market.ask(look)

    async def clearings(self) -> list[tuple[Any, ...]]:
        """What Ana's releases are and when each clears, the oldest first."""

        def look(tx: Tx) -> list[tuple[Any, ...]]:
            query = select(Clearing).order_by(Clearing.began_at, Clearing.clears_at)
            found = tx.db.execute(query).scalars()
            return [(one.id, one.minor, one.began_at, one.clears_at, one.state) for one in found]

        return await self.trade.market.ask(look)

    async def amounts(self, outcome: Outcome, share: Money) -> Amounts:
        """Who gets what, as everybody is shown it."""
        case, ben = await self.court.stands(), self.court.ben
        return await self.trade.market.ask(
            lambda tx: disputes.amounts(tx, ben, case, outcome, share)
        )

    async def _agrees(self) -> None:
        self.order = await self.haggling.accepts(self.offer)  # type: ignore[arg-type]

    async def _pays(self, place: int) -> None:
        await self.trade.wait(hours=6)  # each release clears by itself, at its own hour
        await funds(self.trade, self.order, place)

    async def _decides(self) -> None:
        stake = (await self.court.stands()).stake
        share = stake.share(6_000)
        amounts = await self.amounts(Outcome.SPLIT, share)
        assert amounts.to_seller + amounts.commission == share
        assert amounts.to_buyer == stake.share(4_000)
        await self.court.decides(self.court.mia, "split", share.minor, ruling="partly_done")


@pytest.fixture
async def story(haggling: Haggling) -> Story:
    return await Story(haggling).begin()


VARIANTS = pytest.mark.parametrize(
    ("dispute", "divided", "share"),
    [(THE_THIRD, DIVIDED_THE_THIRD, 15_99), (THE_THIRD_AND_FOURTH, DIVIDED_BOTH, 34_08)],
    ids=["the third", "the third and the fourth"],
)


@VARIANTS
async def test_two_released_steps_and_sixty_to_forty_after_an_appeal(
    story: Story, dispute: str, divided: str, share: int
):
    await story.goes(BEGINNING)
    released = await story.clearings()
    assert [minor for _id, minor, *_more in released] == [30_02, 36_05]
    assert len({clears for *_more, clears, _state in released}) == 2, "each at its own hour"
    *before, last = dispute.splitlines(keepends=True)
    await story.goes(*before)
    assert (await story.clearings())[:2] == released, "what was released stays as it was"
    stands = await story.trade.stands(story.order)
    assert (stands.state, stands.fault) == (OrderState.COMPLETED, None)
    assert stands.share.minor == 33_35 + 40_05 + share
    assert await story.court.state() is DisputeState.EXECUTED
    await story.goes(last)
    assert await story.moved() == [line.split() for line in (MOVED + divided).split("\n") if line]
    [end] = [e.what for e in (await story.court.file()).entries if isinstance(e.what, disputes.End)]
    assert (end.to_seller.minor, end.outcome) == (share, Outcome.SPLIT)


async def test_nobody_moves_a_cent_of_it_any_more(story: Story):
    await story.goes(BEGINNING, THE_THIRD, until="two weeks pass")
    court, order = story.court, story.order
    before = await story.stands()
    for verb in (orders.accept, orders.accept_and_stop, orders.stop):
        with pytest.raises(TooLate):
            await story.trade.does(court.ben, verb, order=order)
    for place in (3, 4):
        with pytest.raises(TooLate):
            await funds(story.trade, order, place)
    with pytest.raises(TooLate):
        await delivers(story.trade, order)
    for person in (court.ana, court.ben):
        with pytest.raises(TooLate):
            await court.does(person, disputes.appeal, words="Once more.")
    assert await story.stands() == before


async def test_the_first_decision_is_done_by_the_clock_when_nobody_appeals(story: Story):
    """And of what was released before nothing is given back, though the buyer is right."""
    await story.goes(BEGINNING, THE_THIRD_AND_FOURTH, until="Ana appeals")
    await story.trade.wait_almost(hours=48)
    assert (await story.stands())[0] == "56.80"
    await story.trade.wait(seconds=1)
    assert " ".join(await story.stands()) == "0.00 66.07 0.00 7.33 56.80 -130.20 R R C C"
    stands = await story.trade.stands(story.order)
    assert (stands.state, stands.fault) == (OrderState.COMPLETED, Role.SELLER)
    assert stands.share.minor == 33_35 + 40_05


async def test_milestones_that_are_paid_out_whole_keep_their_own_commissions(story: Story):
    """2.66 and 3.01, as they were agreed; a tenth of both together would be a cent more."""
    await story.goes(BEGINNING, THE_THIRD_AND_FOURTH, until="Mo gives all back")
    await story.court.decides(story.court.mo, "pay", ruling="as_agreed")
    amounts = await story.amounts(Outcome.PAY, Money(56_80, EUR))
    assert (amounts.commission.minor, amounts.to_seller.minor) == (5_67, 51_13)
    await story.trade.wait(hours=48)
    assert " ".join(await story.stands()) == "0.00 117.20 0.00 13.00 0.00 -130.20 R R R R"
    stands = await story.trade.stands(story.order)
    assert (stands.share, stands.net.minor) == (stands.total, 117_20)
    assert await story.amounts(Outcome.PAY, Money(56_80, EUR)) == amounts


async def test_going_on_gives_the_running_step_its_clock_back(story: Story):
    """It is looked at with the two days that were left of five, and then released by silence."""
    await story.goes(BEGINNING, THE_THIRD, until="Ben disputes it")
    await story.trade.wait(days=3)
    await story.court.opens(order=story.order)
    await story.trade.wait(days=1)
    await story.court.does(story.court.ben, disputes.propose, outcome="resume")
    await story.court.does(story.court.ana, disputes.accept, nth=1)
    await story.trade.wait_almost(days=2)
    assert (await story.stands())[-4:] == ["R", "R", "D", "P"]
    await story.trade.wait(seconds=1)
    assert " ".join(await story.stands()) == "0.00 90.06 0.00 9.99 0.00 -100.05 R R R A"
