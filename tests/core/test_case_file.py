"""The case file: frozen at the opening, chained by hash, sealed on its way out."""

import json
import os
from typing import Any

import pytest
from sqlalchemy import update

from core import audit, deliveries, disputes, files, orders
from core.disputes import CaseEntry, DisputeState, Forged
from core.kit.errors import NoSuchThing
from core.kit.ids import DisputeId
from core.orders import OrderState
from core.store import Tx
from tests.core.court import YOURS, Court
from tests.core.trade import ANSWERS, QUESTIONS, WORK, Trade

KEY = bytes(range(32))
HOSTILE = 'He said: "no"\\ \u202e \U0001f9e8 <b>&amp;</b> {entry}\n],"head":"0"}'


@pytest.fixture
async def court(trade: Trade) -> Court:
    return await Court(trade).begin()


async def file_of(court: Court, name: str, digest: str) -> str:
    kept = await court.trade.does(
        court.ana, files.keep, name=name, mime="image/png", size=1234, digest=digest
    )
    return str(kept.id)


async def a_rich_case(court: Court) -> None:
    """An order with answers, two deliveries with files and a revision, argued to the end."""
    trade = court.trade
    order = await trade.place(questions=QUESTIONS)
    await trade.pay(order)
    await trade.does(court.ben, orders.answer, order=order, answers=ANSWERS)
    await trade.wait(hours=5)
    sent = [await file_of(court, "logo.png", "ab" * 32)]
    await trade.does(court.ana, deliveries.deliver, order=order, message=WORK, files=sent)
    await trade.wait(hours=5)
    await trade.does(court.ben, deliveries.request_revision, order=order, comment=HOSTILE)
    await trade.wait(hours=5)
    await trade.deliver(order)
    await court.reach(DisputeState.HEARING, order=order)
    await court.does(court.mo, disputes.ask, to="seller", words="Which one is final?")
    proof = [await file_of(court, "proof.pdf", "cd" * 32)]
    await court.does(court.ana, disputes.reply, words="The last one.", files=proof)
    await court.does(court.ben, disputes.propose, outcome="refund")
    await court.decides(court.mo, words="Two drafts were agreed, and two were made.")


async def kinds(court: Court) -> list[str]:
    return [type(entry.what).__name__ for entry in (await court.file()).entries]


async def test_everything_that_was_known_is_frozen_at_the_opening(court: Court):
    await a_rich_case(court)
    entries = (await court.file()).entries
    first = entries[0].what
    assert isinstance(first, disputes.Opening)
    assert (first.buyer, first.seller, first.order) == ("ben", "ana", court.order)
    found = await kinds(court)
    for kind in ("Bargain", "Answer", "Delivered", "Wish", "Happened", "Statement"):
        assert kind in found
    delivered = [e.what for e in entries if isinstance(e.what, disputes.Delivered)]
    assert [one.nth for one in delivered] == [1, 2]
    [logo] = delivered[0].files
    assert (logo.name, logo.size, logo.sha256) == ("logo.png", 1234, "ab" * 32)
    frozen = [e.at for e in entries[1 : found.index("Statement")]]
    assert frozen == sorted(frozen), "in the order in which it happened"
    assert [e.nth for e in entries] == list(range(1, len(entries) + 1))
    later = found[found.index("Statement") :]
    assert later == [
        "Statement", "Happened", "Statement", "Happened", "Happened", "Happened", "Question",
        "Reply", "Proposal", "Happened", "Verdict",
    ]  # fmt: skip


async def test_moderators_are_never_named(court: Court):
    await a_rich_case(court)
    text = "".join(content for content, _hash in (await court.file()).written)
    for person in (court.mo, court.mia, court.max):
        assert f'"{person.name}"' not in text
        assert person.id not in text


async def test_the_two_sides_and_the_moderator_of_the_case_can_have_it(court: Court):
    await court.reach(DisputeState.MEDIATION)
    for person in (court.mo, court.eve):
        with pytest.raises(NoSuchThing):
            await court.trade.does(person, disputes.case_file, dispute_id=court.id)
    await court.does(court.mo, disputes.take)
    heads = {
        (await court.trade.does(person, disputes.case_file, dispute_id=court.id)).head
        for person in (court.ana, court.ben, court.mo)
    }
    assert len(heads) == 1
    with pytest.raises(NoSuchThing):
        await court.trade.does(court.mia, disputes.case_file, dispute_id=court.id)


async def test_a_genuine_file_is_recognised_at_any_length(court: Court):
    await a_rich_case(court)
    for _step in range(2):
        case, fault = disputes.check(disputes.sealed(await court.file(), KEY), KEY)
        assert fault is None
        assert (case.case, case.order) == (court.id, court.order)
        assert case.head == (await court.stands()).head
        await court.trade.wait(hours=48)
    raw = disputes.sealed(await court.file(), KEY)
    pretty = json.dumps(json.loads(raw), indent=3, ensure_ascii=True).encode()
    assert disputes.check(pretty, KEY)[1] is None, "spaces change no word"


async def test_the_first_changed_entry_is_named(court: Court):
    await a_rich_case(court)
    raw = disputes.sealed(await court.file(), KEY)
    read = json.loads(raw)
    for nth in range(1, len(read["entries"]) + 1):
        forged: Any = json.loads(raw)
        forged["entries"][nth - 1]["entry"]["at"] = "2026-01-05T09:00:01Z"
        for later in forged["entries"][nth:]:
            later["entry"]["at"] = "2027-01-05T09:00:01Z"
        _case, fault = disputes.check(json.dumps(forged).encode(), KEY)
        assert fault is not None
        assert fault.says.startswith(f"entry {nth} (")
        assert fault.line == nth + 1
        line = raw.decode().splitlines()[fault.line - 1]
        assert f'"nth":{nth},' in line, "and the line is right in the file as it was given out"


async def test_whoever_counts_the_hashes_again_cannot_seal_them(court: Court):
    await a_rich_case(court)
    read: Any = json.loads(disputes.sealed(await court.file(), KEY))
    read["entries"][4]["entry"]["by"] = "seller"
    previous = read["entries"][3]["hash"]
    for one in read["entries"][4:]:
        one["hash"] = previous = disputes.chained(previous, disputes.canonical(one["entry"]))
    read["head"] = previous
    _case, fault = disputes.check(json.dumps(read).encode(), KEY)
    assert fault is not None
    assert fault.says.startswith("entry 5 (")
    with_another_key = disputes.sealed(await court.file(), os.urandom(32))
    assert disputes.check(with_another_key, KEY)[1] is not None


async def test_nothing_can_be_cut_off_or_put_in(court: Court):
    await a_rich_case(court)
    raw = disputes.sealed(await court.file(), KEY)

    def changed(change: Any) -> str:
        read = json.loads(raw)
        change(read)
        _case, fault = disputes.check(json.dumps(read).encode(), KEY)
        assert fault is not None
        return fault.says

    def cut(read: Any) -> None:
        read["entries"].pop()
        read["head"] = read["entries"][-1]["hash"]

    def swap(read: Any) -> None:
        read["entries"][2], read["entries"][3] = read["entries"][3], read["entries"][2]

    assert changed(cut).startswith("the end of the file")
    assert changed(lambda read: read["entries"].pop(2)).startswith("entry 3")
    assert changed(swap).startswith("entry 3")
    assert changed(lambda read: read.update(order="ANOTHER")).startswith("the head of the file")
    assert changed(lambda read: read.update(head="0" * 64)).startswith("the end of the file")


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"%PDF-1.7", b'{"entries":[]}', b"[" * 5_000,
     b'{"format":"x","case":"A","order":"B","entries":[{"entry":1,"hash":"a","seal":"b"}]}'],
)  # fmt: skip
def test_what_is_no_case_file_is_said_to_be_none(raw: bytes):
    with pytest.raises(Forged):
        disputes.check(raw, KEY)


@pytest.mark.parametrize(
    "entry", [1, "x", None, [], {"what": 3}, {"what": {"type": "\u202e" * 99}}]
)
def test_a_strange_entry_is_a_changed_one(entry: Any):
    read = {
        "format": "jalon case file 1", "case": "A", "order": "B", "head": "a", "seal": "é",
        "entries": [{"entry": entry, "hash": "a", "seal": "é"}],
    }  # fmt: skip
    _case, fault = disputes.check(json.dumps(read).encode(), KEY)
    assert fault is not None
    assert fault.line == 2


async def test_words_of_any_kind_are_kept_letter_for_letter(court: Court):
    order = await court.trade.order_in(OrderState.IN_PROGRESS)
    opened = await court.trade.does(
        court.ben, disputes.open_case, order=order, complaint="threats", words=HOSTILE + YOURS
    )
    court.id = DisputeId(opened.id)
    said = (await court.file()).entries[-1].what
    assert isinstance(said, disputes.Statement)
    assert said.words == HOSTILE + YOURS


async def test_the_audit_sees_a_changed_entry(court: Court):
    await court.opens()
    entry = (CaseEntry.dispute_id == court.id) & (CaseEntry.nth == 3)
    before = (await court.file()).written[2][0]

    async def write(content: str) -> None:
        def work(tx: Tx) -> None:
            tx.db.execute(update(CaseEntry).where(entry).values(content=content))

        await court.trade.market.do(work)

    await write(before.replace("2026", "2027"))
    [finding] = await court.trade.market.ask(audit.check)
    assert finding.rule == "a case file is as it was written"
    assert "entry 3" in finding.says
    await write(before)
