"""The case file: everything that counts in a dispute, in entries chained by their hashes.

An entry is canonical JSON; its hash is the SHA-256 of the hash before it and of the entry, so no
entry can be changed, left out or put in without changing every hash after it. A file that leaves
the market is sealed, entry by entry, with a key only the market has: whoever counts the hashes
again after changing something cannot seal them.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from core.disputes.rules import Complaint, Outcome, Ruling
from core.kit.money import Money
from core.kit.states import Role
from core.orders import Terms

FORMAT = "jalon case file 1"
BEGINNING = "0" * 64  # what the first entry stands on
KEY_BYTES = 32


class FileSeen(Struct, frozen=True):
    """A file as it was when it was mentioned: its bytes can be told by their hash."""

    id: str
    name: str
    size: int
    sha256: str


class Opening(Struct, frozen=True, tag="opening"):
    """Whose dispute about what, and what is at stake."""

    case: str
    order: str
    buyer: str
    seller: str
    opener: Role
    complaint: Complaint
    stake: Money
    community: str


class Bargain(Struct, frozen=True, tag="terms"):
    """What was agreed when the order was placed, and what it costs; or the `nth` time, later."""

    terms: Terms
    paid: Money
    nth: int = 1


class Answer(Struct, frozen=True, tag="requirement"):
    """What the buyer answered to one of the seller's questions."""

    question: str
    answer: str
    files: tuple[FileSeen, ...] = ()


class Message(Struct, frozen=True, tag="message"):
    """What one side wrote to the other, as the other got to read it: perhaps with a part `masked`.

    `about` is the full name of the order when it was written about that, and else empty.
    """

    words: str
    files: tuple[FileSeen, ...] = ()
    masked: bool = False
    about: str = ""


class LeftOut(Struct, frozen=True, tag="left_out"):
    """How many messages came before the first one that is told here, since when."""

    messages: int
    since: datetime


class Delivered(Struct, frozen=True, tag="delivery"):
    """What the seller handed over."""

    nth: int
    message: str
    files: tuple[FileSeen, ...] = ()


class Wish(Struct, frozen=True, tag="revision"):
    """What the buyer wanted changed."""

    nth: int
    comment: str


class Request(Struct, frozen=True, tag="request"):
    """What one side asked of the other, and what the seller would have kept."""

    of: str
    reason: str
    note: str
    to_seller: Money


class Wanted(Struct, frozen=True, tag="wanted"):
    """What one side asked for without ending the order; `change` is that of the price."""

    kind: str
    words: str
    change: Money
    days: int
    revisions: int
    extras: tuple[str, ...] = ()


class Happened(Struct, frozen=True, tag="step"):
    """A step of the order, of what it waited for, or of the dispute."""

    of: str
    verb: str
    before: str
    after: str


class Statement(Struct, frozen=True, tag="statement"):
    """One side's case, in its own words."""

    words: str
    files: tuple[FileSeen, ...] = ()


class Question(Struct, frozen=True, tag="question"):
    """What the moderator wants to know, and from whom."""

    to: Role
    words: str


class Reply(Struct, frozen=True, tag="reply"):
    """The answer to a moderator's question."""

    words: str
    files: tuple[FileSeen, ...] = ()


class Proposal(Struct, frozen=True, tag="proposal"):
    """How one side would end it."""

    nth: int
    outcome: Outcome
    to_seller: Money
    to_buyer: Money


class Verdict(Struct, frozen=True, tag="decision"):
    """What a moderator decided, and why."""

    outcome: Outcome
    to_seller: Money
    to_buyer: Money
    ruling: Ruling
    words: str
    on_appeal: bool


class Appeal(Struct, frozen=True, tag="appeal"):
    """Why one side wants another moderator to look."""

    words: str


class End(Struct, frozen=True, tag="end"):
    """What came of it."""

    state: str
    outcome: Outcome
    to_seller: Money
    to_buyer: Money


What = (
    Opening
    | Bargain
    | Answer
    | Message
    | LeftOut
    | Delivered
    | Wish
    | Request
    | Wanted
    | Happened
    | Statement
    | Question
    | Reply
    | Proposal
    | Verdict
    | Appeal
    | End
)


class Entry(Struct, frozen=True):
    """One thing that counts: when, by whose hand, and what. Nobody but the two is ever named."""

    nth: int
    at: datetime
    by: Role
    what: What


class CaseFile(NamedTuple):
    """A case file as it stands: its entries, each as it was written, with its hash."""

    case: str
    order: str
    written: Sequence[tuple[str, str]]  # canonical JSON, hash

    @property
    def entries(self) -> list[Entry]:
        """What it says."""
        return [msgspec.json.decode(content, type=Entry) for content, _hash in self.written]

    @property
    def messages(self) -> list[Entry]:
        """What the two wrote to each other before the dispute, oldest first."""
        return [entry for entry in self.entries if isinstance(entry.what, Message)]

    @property
    def head(self) -> str:
        """The hash that stands for all of it."""
        return self.written[-1][1]


class Fault(NamedTuple):
    """The first place where a file is not what the market wrote."""

    line: int
    says: str


class Forged(Exception):
    """This is no case file at all; says why."""


def canonical(entry: object) -> str:
    """Write an entry the one way it is written."""
    return msgspec.json.encode(entry, order="sorted").decode()


def chained(previous: str, content: str) -> str:
    """Return the hash of an entry that stands on this one."""
    return hashlib.sha256(f"{previous}{content}".encode()).hexdigest()


def first_break(written: Iterable[tuple[str, str]]) -> int | None:
    """Return the number of the first entry that does not stand on the one before it."""
    previous = BEGINNING
    for nth, (content, said) in enumerate(written, 1):
        if chained(previous, content) != said:
            return nth
        previous = said
    return None


def sealed(case: CaseFile, key: bytes) -> bytes:
    """Write a case file out as JSON, one entry a line, sealed."""
    top = {"format": FORMAT, "case": case.case, "order": case.order}
    lines = [
        f'{{"entry":{content},"hash":"{said}","seal":"{_seal(key, "entry", said)}"}}'
        for content, said in case.written
    ]
    closing = _closing(key, case.case, len(lines), case.head)
    head = msgspec.json.encode(top).decode().removesuffix("}")
    body = ",\n".join(lines)
    return f'{head},"entries":[\n{body}\n],"head":"{case.head}","seal":"{closing}"}}\n'.encode()


def check(raw: bytes, key: bytes) -> tuple[CaseFile, Fault | None]:
    """Read a sealed file back; with the first entry that is not as it was written, if any.

    Raises `Forged` when it is no case file.
    """
    try:
        read: Any = msgspec.json.decode(raw)
        written = [
            (canonical(one["entry"]), str(one["hash"]), str(one["seal"])) for one in read["entries"]
        ]
        top = (read["format"], str(read["case"]), str(read["order"]))
        end = (str(read["head"]), str(read["seal"]))
    except (msgspec.DecodeError, KeyError, TypeError, RecursionError):
        raise Forged("it is not written as case files are") from None
    if top[0] != FORMAT or not written:
        raise Forged(f"it does not say that it is a {FORMAT!r}")
    case = CaseFile(top[1], top[2], [(content, said) for content, said, _seal in written])
    return case, _fault(case, written, end, key)


def _fault(
    case: CaseFile, written: Sequence[tuple[str, str, str]], end: tuple[str, str], key: bytes
) -> Fault | None:
    broken = first_break(case.written) or len(written) + 1
    for nth, (content, said, seal) in enumerate(written, 1):
        if nth == broken or not hmac.compare_digest(
            seal.encode(), _seal(key, "entry", said).encode()
        ):
            return Fault(nth + 1, f"entry {nth}{_about(content)}")
    opening = msgspec.json.decode(case.written[0][0]).get("what", {})
    if (opening.get("case"), opening.get("order")) != (case.case, case.order):
        return Fault(1, "the head of the file")
    closing = _closing(key, case.case, len(written), case.head)
    if end[0] != case.head or not _same(end[1], closing):
        return Fault(len(written) + 2, "the end of the file (were entries cut off?)")
    return None


def _about(content: str) -> str:
    """Say which entry it is, as far as it can still be told."""
    entry = msgspec.json.decode(content)
    what = entry.get("what") if isinstance(entry, dict) else None
    if not isinstance(what, dict):
        return ""
    return f" ({str(what.get('type'))[:20]} of {str(entry.get('at'))[:20]})"


def _closing(key: bytes, case: str, entries: int, head: str) -> str:
    return _seal(key, f"{case} ends after {entries}", head)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _seal(key: bytes, kind: str, hash_: str) -> str:
    return hmac.new(key, f"{kind}:{hash_}".encode(), hashlib.sha256).hexdigest()
