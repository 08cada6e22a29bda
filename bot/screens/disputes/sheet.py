"""The case file written on paper: what a bank, a lawyer or either side reads.

Imported when somebody wants one: what writes it weighs more than the rest of the desk.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from bot.papers.document import Document
from bot.screens.disputes.steps import WANTED, what_happened, who
from bot.screens.disputes.talk import Written, introduction, why_masked, written_in
from bot.screens.disputes.words import OUTCOMES, said_by
from core import disputes
from core.disputes import (
    Answer,
    Appeal,
    Bargain,
    CaseFile,
    Delivered,
    End,
    Entry,
    FileSeen,
    Message,
    Opening,
    Outcome,
    Question,
    Reply,
    Request,
    Statement,
    Verdict,
    Wanted,
    Wish,
)
from core.kit.money import Money
from core.kit.states import Role
from core.kit.text import Text, _, _n, verbatim

W = TypeVar("W")
LETTERS_MOST = 200_000  # of messages on paper: some 70 pages, written in a few seconds
BUYER, SELLER = Role.BUYER, Role.SELLER


def write(case: CaseFile, stage: Text, locale: str) -> bytes:
    """Write the case file, as PDF, in the reader's language. `stage` is where it stands."""
    entries = case.entries
    opening, bargain = _one(entries, Opening), _one(entries, Bargain)
    last = entries[-1]
    document = Document(
        _("Case file of dispute {dispute}").format(dispute=case.case),
        _("Order {order}: {title}").format(order=case.order, title=bargain.terms.title),
        locale,
        foot=_("Dispute {dispute}, {n} entries, SHA-256 {hash}").format(
            dispute=case.case, n=len(entries), hash=case.head
        ),
    )
    document.facts(
        (_("Buyer"), verbatim(opening.buyer)),
        (_("Seller"), verbatim(opening.seller)),
        (_("Opened"), _opened(opening.opener).format(at=entries[0].at)),
        (_("About"), disputes.COMPLAINTS[opening.complaint]),
        (_("At stake"), _amount(opening.stake)),
        (_("Stage"), stage),
        (_("This copy"), _("{n} entries, the last of {at}").format(n=len(entries), at=last.at)),
    )
    _outcome(document, entries)
    for entry in entries:
        if isinstance(entry.what, Bargain):
            _agreement(document, entry.what, entry.at)
    _statements(document, opening, entries)
    _work(document, entries)
    _talk(document, entries)
    _files(document, entries)
    _timeline(document, case, opening, entries)
    _how_to_verify(document, case)
    return document.written(last.at)


def _outcome(document: Document, entries: list[Entry]) -> None:
    """Say who gets what: how it ended, and what was decided on the way."""
    decided = [entry for entry in entries if isinstance(entry.what, End | Verdict)]
    for entry in sorted(decided, key=lambda one: not isinstance(one.what, End)):
        match entry.what:
            case Verdict() as found:
                document.heading(
                    _("Decision on the appeal") if found.on_appeal else _("Decision of a moderator")
                )
                document.facts(
                    (_("Date"), Text("{at}").format(at=entry.at)),
                    (_("Outcome"), OUTCOMES[found.outcome]),
                    *_shares(found.outcome, found.to_buyer, found.to_seller),
                    (_("Reason"), disputes.RULINGS[found.ruling].label),
                )
                if found.words:
                    document.quote(_("In the moderator's words"), found.words)
            case End() as found:
                document.heading(_("How it ended"))
                document.facts(
                    (_("Date"), Text("{at}").format(at=entry.at)),
                    (_("Outcome"), OUTCOMES[found.outcome]),
                    *_shares(found.outcome, found.to_buyer, found.to_seller),
                )
            case _:
                pass


def _agreement(document: Document, bargain: Bargain, at: datetime) -> None:
    terms = bargain.terms
    later = _("What was agreed later, {at}").format(at=at)
    document.heading(_("What was agreed") if bargain.nth == 1 else later)
    facts = [
        (_("Work"), verbatim(terms.title)),
        (_("Included"), verbatim(terms.includes)),
        (_("Quantity"), verbatim(str(terms.quantity))),
        (_("Extras"), verbatim(", ".join(extra.title for extra in terms.extras))),
        (_("Agreed later"), verbatim("\n".join(terms.changes))),
        (_("Price"), _amount(terms.total)),
        (_("Commission"), _amount(terms.commission)),
        (_("Delivery time"), _n("{n} day", "{n} days", terms.days)),
        (_("Revisions"), _revisions(terms.revisions)),
    ]
    document.facts(*(fact for fact in facts if fact[1] != verbatim("")))
    if terms.stages:
        document.table(
            (_("Milestone"), _("Deliverable"), _("Price"), _("Delivery time")),
            [
                (
                    verbatim(stage.title),
                    verbatim(stage.deliverable),
                    _amount(stage.price),
                    _n("{n} day", "{n} days", stage.days),
                )
                for stage in terms.stages
            ],
            (25, 45, 15, 15),
        )


def _statements(document: Document, opening: Opening, entries: list[Entry]) -> None:
    """Give each side the word, and the moderator's questions with their answers."""
    document.heading(_("What was said in the dispute"))
    spoke = set()
    for entry in entries:
        match entry.what:
            case Statement(words=words, files=files) | Reply(words=words, files=files):
                spoke.add(entry.by)
                document.quote(said_by(opening, entry), words, _attached(files))
            case Question(to=to, words=words):
                asks = (
                    _("The moderator asks the buyer, {at}")
                    if to is BUYER
                    else _("The moderator asks the seller, {at}")
                )
                document.quote(asks.format(at=entry.at), words)
            case Appeal(words=words):
                document.quote(said_by(opening, entry), words, _("An appeal against the decision"))
            case _:
                pass
    for side in {BUYER, SELLER} - spoke:
        document.says(
            _("The buyer has said nothing.") if side is BUYER else _("The seller has said nothing.")
        )


WORK = Answer | Delivered | Wish | Request | Wanted  # before the dispute


def _work(document: Document, entries: list[Entry]) -> None:
    """Tell what was asked, delivered and wished before the dispute."""
    told = [e for e in entries if isinstance(e.what, WORK)]
    if not told:
        return
    document.heading(_("What was delivered and asked for"))
    for entry in told:
        match entry.what:
            case Answer(question=question, answer=answer, files=files):
                says = _("The seller asked, the buyer answered: {question}")
                document.quote(says.format(question=question or "–"), answer, _attached(files))
            case Delivered(nth=nth, message=message, files=files):
                says = _("Delivery {nth}, {at}").format(nth=nth, at=entry.at)
                document.quote(says, message, _attached(files))
            case Wish(nth=nth, comment=comment):
                says = _("The buyer wanted changes ({nth}), {at}").format(nth=nth, at=entry.at)
                document.quote(says, comment)
            case Request(note=note):
                says = (
                    _("The buyer asked to cancel, {at}")
                    if entry.by is BUYER
                    else _("The seller asked to cancel, {at}")
                )
                document.quote(says.format(at=entry.at), note)
            case Wanted(kind=kind, words=words, extras=extras):
                says = _("{who}, {at}: {what}").format(
                    who=who(entry.by), at=entry.at, what=WANTED[kind]
                )
                document.quote(says, "\n".join(filter(None, (words, *extras))))
            case _:
                pass


def _talk(document: Document, entries: list[Entry]) -> None:
    """Quote what the two wrote to each other before the dispute, the latest of it."""
    every = written_in(entries)
    if not every:
        return
    printed = _fitting(every)
    document.heading(_("What the two wrote to each other"))
    for says in introduction(entries):
        document.small(says)
    if len(printed) < len(every):
        document.small(
            _n(
                "{n} message before these is in the case file (JSON), but not on paper.",
                "{n} messages before these are in the case file (JSON), but not on paper.",
                len(every) - len(printed),
            )
        )
    for one in printed:
        hidden = _("A part of it is hidden.") if one.said.masked else None
        heading = Text("{nth}. {heading}").format(nth=one.entry, heading=one.heading)
        document.quote(heading, one.said.words, _attached(one.said.files), hidden)
    if any(one.said.masked for one in printed):
        document.small(why_masked())


def _fitting(every: Sequence[Written]) -> Sequence[Written]:
    """Return the latest messages, as many as there is room for on paper."""
    letters, first = 0, len(every)
    while first and letters < LETTERS_MOST:
        first -= 1
        letters += len(every[first].said.words)
    return every[first:]


def _files(document: Document, entries: list[Entry]) -> None:
    """List every file with what proves its bytes."""
    rows = [
        (
            Text("{at}").format(at=entry.at),
            who(entry.by),
            verbatim(file.name),
            verbatim(f"{file.size:,}".replace(",", " ")),
            verbatim(f"{file.sha256[:32]}\n{file.sha256[32:]}"),
        )
        for entry in entries
        for file in getattr(entry.what, "files", ())
    ]
    if rows:
        document.heading(_("Files"))
        heads = (_("Date"), _("From"), _("Name"), _("Bytes"), _("SHA-256"))
        document.table(heads, rows, (22, 12, 24, 10, 32))


def _timeline(document: Document, case: CaseFile, opening: Opening, entries: list[Entry]) -> None:
    """Tell everything that happened, in its order, with the beginning of each entry's hash."""
    document.heading(_("Timeline"))
    hashes = {
        entry.nth: said for entry, (_content, said) in zip(entries, case.written, strict=True)
    }
    in_order = sorted(entries, key=lambda one: (one.at, one.nth))
    rows = []
    for told, run in groupby(in_order, key=lambda one: isinstance(one.what, Message)):
        some = list(run)
        rows += [_messages(some, hashes)] if told else [_row(one, hashes) for one in some]
    heads = (_("Entry"), _("Date"), _("By"), _("What"), _("Hash"))
    document.table(heads, rows, (8, 24, 14, 40, 14))


def _row(entry: Entry, hashes: Mapping[int, str]) -> tuple[Text, ...]:
    return (
        verbatim(str(entry.nth)),
        Text("{at}").format(at=entry.at),
        who(entry.by),
        what_happened(entry),
        verbatim(hashes[entry.nth][:12]),
    )


def _messages(run: Sequence[Entry], hashes: Mapping[int, str]) -> tuple[Text, ...]:
    """Tell messages between which nothing else happened in one row, with the hash of the last."""
    first, last = run[0], run[-1]
    if len(run) == 1:
        return _row(first, hashes)
    one_side = len({entry.by for entry in run}) == 1
    return (
        verbatim(f"{first.nth}–{last.nth}"),
        Text("{at}").format(at=first.at),
        who(first.by) if one_side else _("Both"),
        _n("{n} message", "{n} messages", len(run)),
        verbatim(hashes[last.nth][:12]),
    )


def _how_to_verify(document: Document, case: CaseFile) -> None:
    document.heading(_("How this file can be verified"))
    document.small(
        _(
            "Everything known of the order was frozen when the dispute was opened; what came later "
            "was added below. Each entry stands on the hash of the one before, so none can be "
            "changed, left out or put in without changing the hash at the foot of every page. The "
            "file itself (JSON) carries the market's seal: the operator recognises a genuine one, "
            "and names the first entry that was changed, with the command {command}."
        ).format(command=f"jalon verify case-{case.case}.json")
    )
    document.small(
        _("The sign {sign} stands for a letter that cannot be printed here.").format(sign="\u25af")
    )


def _shares(outcome: Outcome, to_buyer: Money, to_seller: Money) -> Iterator[tuple[Text, Text]]:
    if outcome not in (Outcome.RESUME, Outcome.WITHDRAW):
        yield _("Back to the buyer"), _amount(to_buyer)
        yield _("To the seller, commission included"), _amount(to_seller)


def _attached(files: tuple[FileSeen, ...]) -> Text | None:
    if not files:
        return None
    return _("With {files}").format(files=[file.name for file in files])


def _amount(money: Money) -> Text:
    return Text("{amount}").format(amount=money)


def _revisions(number: int) -> Text:
    return _("as many as needed") if number < 0 else verbatim(str(number))


def _opened(side: Role) -> Text:
    return _("{at}, by the buyer") if side is BUYER else _("{at}, by the seller")


def _one(entries: list[Entry], kind: type[W]) -> W:
    return next(entry.what for entry in entries if isinstance(entry.what, kind))
