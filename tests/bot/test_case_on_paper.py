"""A long conversation in a case: what of it stands on paper and on a screen, and what is said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.screens.disputes import ReadMessages, sheet
from bot.screens.disputes.words import STATES
from bot.ui import encode
from core import disputes, relay
from core.accounts import Account
from core.disputes import (
    Bargain,
    CaseFile,
    Complaint,
    Dispute,
    DisputeState,
    Happened,
    LeftOut,
    Message,
    Opening,
    Statement,
    rules,
)
from core.disputes.case_file import BEGINNING, Entry, What
from core.kit.ids import AccountId, DisputeId
from core.kit.money import Money
from core.kit.states import Role
from core.market import Market
from core.orders import OrderState
from core.store import Tx
from tests.bot.scene import meet
from tests.bot.test_papers import read
from tests.bot.test_rights import House
from tests.core.trade import terms

BUYER, SELLER = Role.BUYER, Role.SELLER
OLDER = Path(__file__).parent.parent / "core" / "an_older_case_file.json"
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
STAKE = Money(50_00, "EUR")


def case_of(*said: tuple[Role, What]) -> CaseFile:
    """A case file in which this was said, an hour after each other, before the dispute."""
    opening = Opening("CASE1", "ORDER1", "Ben", "Ana", BUYER, Complaint.OUTSIDE, STAKE, "home")
    told: list[tuple[Role, What]] = [
        (BUYER, opening), (BUYER, Bargain(terms(questions=()), STAKE)), *said,
        (BUYER, Statement("It is a bear.")),
    ]  # fmt: skip
    written, before = [], BEGINNING
    for nth, (by, what) in enumerate(told, 1):
        at = BEGAN + timedelta(hours=len(told) if nth in (1, len(told)) else nth)
        content = disputes.canonical(Entry(nth, at, by, what))
        before = disputes.chained(before, content)
        written.append((content, before))
    return CaseFile("CASE1", "ORDER1", written)


def on_paper(case: CaseFile, locale: str = "en") -> str:
    raw = sheet.write(case, STATES[DisputeState.OPENED], locale)
    return " ".join(read(raw).split())


def test_messages_between_which_nothing_happened_are_one_row_of_the_timeline() -> None:
    paid = Happened("order", "paid", "awaiting_payment", "in_progress")
    case = case_of(
        (BUYER, Message("A lion?")), (SELLER, Message("Yes.")), (BUYER, paid),
        (BUYER, Message("Left?")), (BUYER, Message("Or right?")), (SELLER, paid),
        (SELLER, Message("Left.")),
    )  # fmt: skip
    paper = on_paper(case)
    hashes = [said[:12] for _content, said in case.written]
    assert f"Both 2 messages {hashes[3]}" in paper
    assert f"Buyer 2 messages {hashes[6]}" in paper
    assert f"Seller A message {hashes[8]}" in paper
    assert (hashes[2] in paper, "3–4" in paper, "6–7" in paper) == (False, True, True)
    assert "3. Ben, the buyer," in paper, "each message says which entry it is"


@pytest.mark.parametrize(
    ("locale", "left", "more"),
    [
        ("en", "7 earlier messages are not in the case file", "3 messages before these are in"),
        ("fr", "7 messages antérieurs ne figurent pas dans", "3 messages antérieurs figurent dans"),
    ],
)
def test_what_is_not_on_paper_is_counted(locale: str, left: str, more: str) -> None:
    words = ("The lion looks to the left. " * 200)[: relay.WORDS_MOST]
    fits = -(-sheet.LETTERS_MOST // len(words))
    talk = [Message(f"Nr {nth}: {words}"[: relay.WORDS_MOST]) for nth in range(fits + 3)]
    case = case_of((Role.MARKET, LeftOut(7, BEGAN)), *((SELLER, each) for each in talk))
    paper = on_paper(case, locale)
    assert left in paper
    assert more in paper
    assert ("Nr 2: The" in paper, "Nr 3: The" in paper) == (False, True)
    few = on_paper(case_of(*((SELLER, each) for each in talk[:2])), locale)
    assert not any(says[2:] in few for says in (left, more))


def test_an_older_case_file_can_still_be_printed() -> None:
    case, fault = disputes.check(OLDER.read_bytes(), bytes(range(32)))
    assert fault is None
    paper = on_paper(case)
    for words in ("3. ana, the seller,", "Here it is.", "With logo.png", "It is not right."):
        assert words in paper, words
    assert "about this order" not in paper.partition("3. ana")[2].partition("Here it is.")[0]


async def test_the_screen_says_how_many_messages_are_missing(market: Market) -> None:
    ana, ben, eve = [await meet(market, name) for name in ("Ana", "Ben", "Eve")]
    house = House(market, ana, ben, eve=eve)
    await house.sells()
    order = await house.order_in(OrderState.DELIVERED)

    def write(tx: Tx, me: Account) -> None:
        for nth in range(rules.MESSAGES_MOST + 1):
            relay.write(tx, me, person=AccountId(ana.id), words=f"Word {nth}.")

    await house.does(ben, write)
    opened: Dispute = await house.does(
        ben, disputes.open_case, order=order, complaint="outside", words="It is a bear."
    )
    oldest = ReadMessages(DisputeId(opened.id), rules.MESSAGES_MOST)
    for locale, says in (
        ("en", "1 earlier message is not in the case file"),
        ("fr", "1 message antérieur ne figure pas dans le dossier"),
    ):
        seen, _moved = await house.presses("Ben", encode(oldest), locale)
        assert says in seen
        assert ("Word 0." in seen, "Word 1." in seen) == (False, True)
