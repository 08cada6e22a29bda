"""What the two wrote to each other until the dispute was opened, as the case file has it."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.context import Context
from bot.screens.disputes.actions import ReadMessage, ReadMessages, ShowDispute
from bot.screens.disputes.words import said_by, short, title_of
from bot.ui import Button, Choice, Line, Menu, Quote, Screen, Small, button, choice, rows
from core import disputes, relay
from core.disputes import CaseFile, Dispute, Entry, LeftOut, Message, Opening
from core.kit.errors import NoSuchThing
from core.kit.ids import DisputeId
from core.kit.text import Text, _, _n, verbatim

MESSAGES_A_PAGE = 5  # with who wrote each, and 500 letters of it, they fit into any chat
LABEL_MOST = 60  # characters of a message in a menu


class Written(NamedTuple):
    """One message of a case file: the number of its entry, its heading, and what was said."""

    entry: int
    heading: Text
    said: Message


def talk_page(ctx: Context, dispute: Dispute, page: int = 0) -> Screen:
    """Show what was written, newest last; page 0 holds the newest."""
    case = ctx.ask(disputes.case_file, dispute.id)
    every = written_in(case.entries)
    pages = max(1, -(-len(every) // MESSAGES_A_PAGE))
    page = min(page, pages - 1)
    end = len(every) - page * MESSAGES_A_PAGE
    begin = max(0, end - MESSAGES_A_PAGE)
    shown = every[begin:end]
    lines: list[Line] = [*introduction(case.entries)]
    for one in shown:
        lines += [Small(one.heading), *_quoted(one.said)]
    if any(one.said.masked for one in shown):
        lines.append(Small(why_masked()))
    id_ = DisputeId(dispute.id)
    turns = [button(_("Newer"), ReadMessages(id_, page - 1))] if page else []
    turns += [button(_("Older"), ReadMessages(id_, page + 1))] if page + 1 < pages else []
    return Screen(
        title=title_of(dispute),
        lines=tuple(lines),
        menu=_openable(id_, shown, begin + 1),
        buttons=(
            *((tuple(turns),) if turns else ()),
            *rows((button(_("Back"), ShowDispute(id_)),)),
        ),
    )


def message_page(ctx: Context, dispute: Dispute, nth: int) -> Screen:
    """Show the `nth` message whole, and hand over what came with it."""
    every = written_in(ctx.ask(disputes.case_file, dispute.id).entries)
    if not 0 < nth <= len(every):
        raise NoSuchThing
    _entry, heading, said = every[nth - 1]
    page = (len(every) - nth) // MESSAGES_A_PAGE
    return Screen(
        title=title_of(dispute),
        lines=(
            Small(heading),
            *((Quote(said.words),) if said.words else ()),
            *((Small(why_masked()),) if said.masked else ()),
        ),
        files=tuple(file.id for file in said.files),
        buttons=rows((button(_("Back"), ReadMessages(DisputeId(dispute.id), page)),)),
    )


def talk_buttons(dispute: Dispute, case: CaseFile) -> list[Button]:
    """Return the way to what was written, if anything was."""
    if not case.messages:
        return []
    return [button(_("The messages of the case"), ReadMessages(DisputeId(dispute.id), 0))]


def written_in(entries: Sequence[Entry]) -> list[Written]:
    """Return the messages of a case file, oldest first."""
    opening = entries[0].what
    assert isinstance(opening, Opening), "every case file begins with its opening"
    found = []
    for entry in entries:
        if isinstance(entry.what, Message):
            by = said_by(opening, entry)
            about = _("{who} · about this order").format(who=by) if entry.what.about else by
            found.append(Written(entry.nth, about, entry.what))
    return found


def introduction(entries: Sequence[Entry]) -> list[Text]:
    """Say which messages these are, and how many are missing."""
    says = [
        _(
            "What the two wrote to each other about this order, or about no order in particular, "
            "until the dispute was opened."
        )
    ]
    says += [
        _n(
            "{n} earlier message is not in the case file: it holds the latest ones only.",
            "{n} earlier messages are not in the case file: it holds the latest ones only.",
            entry.what.messages,
        )
        for entry in entries
        if isinstance(entry.what, LeftOut)
    ]
    return says


def why_masked() -> Text:
    """Say to anybody why something reads as dots."""
    says = _(
        "{mask} stands for contact details or a way to pay elsewhere. They were hidden from the "
        "reader, too, as always before the first paid order of two people."
    )
    return says.format(mask=relay.MASK)


def _quoted(said: Message) -> list[Line]:
    lines: list[Line] = [Quote(short(said.words))] if said.words else []
    if said.files:
        lines.append(Small(_n("{n} file", "{n} files", len(said.files))))
    if said.masked:
        lines.append(Small(_("A part of it is hidden.")))
    return lines


def _openable(dispute: DisputeId, shown: Sequence[Written], first: int) -> Menu | None:
    """Let those be opened that hold more than is shown; they are numbered from the first on."""
    fuller = [
        _opened(ReadMessage(dispute, nth), one.said)
        for nth, one in enumerate(shown, first)
        if one.said.files or short(one.said.words) != one.said.words
    ]
    return Menu(_("Open a message"), tuple(fuller)) if fuller else None


def _opened(look: ReadMessage, said: Message) -> Choice:
    words = verbatim(short(said.words, LABEL_MOST))
    if not said.files:
        return choice(words, look)
    files = _n("{n} file", "{n} files", len(said.files))
    if not said.words:
        return choice(files, look)
    return choice(_("{files}: {words}").format(files=files, words=words), look)
