"""The whole case on one page, for the two sides and for the moderator who has it."""

from bot import papers
from bot.context import Context
from bot.screens.disputes.actions import GetCaseFile, GetEvidence, SealAmount, ShowDispute
from bot.screens.disputes.card import main_buttons
from bot.screens.disputes.talk import talk_buttons
from bot.screens.disputes.words import (
    decision_lines,
    next_lines,
    outcome_lines,
    proposal_lines,
    short,
    stage_lines,
    title_of,
)
from bot.screens.orders import show_button
from bot.ui import Button, Fact, Heading, Line, Quote, Screen, Small, Tone, button, rows
from core import disputes, orders
from core.disputes import CaseFile, Dispute, Question, Reply, Statement
from core.kit.ids import DisputeId
from core.kit.states import Role
from core.kit.text import Text, _, _n

FILES_A_PAGE = 8
BUYER, SELLER = Role.BUYER, Role.SELLER
SAYS = {BUYER: _("The buyer says:"), SELLER: _("The seller says:")}
APPEALS = {BUYER: _("The buyer appeals:"), SELLER: _("The seller appeals:")}
ASKS = {BUYER: _("The moderator asks the buyer:"), SELLER: _("The moderator asks the seller:")}


def dispute_page(ctx: Context, dispute: Dispute, note: Text | None = None) -> Screen:
    """Show the case to one of the two: what is next, what is on the table, what was said."""
    brief = ctx.ask(disputes.brief, dispute.id)
    other = ctx.ask(orders.counterpart, brief.order).name
    case = ctx.ask(disputes.case_file, dispute.id)
    lines: list[Line] = [
        *next_lines(ctx, dispute, other),
        *stage_lines(ctx, dispute),
        *_ended(ctx, dispute),
        *proposal_lines(ctx, dispute, other),
        *decision_lines(ctx, dispute),
        *said_lines(dispute, case),
        *_looks(ctx, dispute),
    ]
    return Screen(
        title=title_of(dispute),
        note=note,
        lines=tuple(lines),
        buttons=rows(
            (
                *main_buttons(ctx, dispute),
                *_sealed(ctx, dispute),
                *file_buttons(dispute, case),
                show_button(brief.order),
            )
        ),
        tone=Tone.BUSY if dispute.is_open else Tone.CALM,
    )


def said_lines(dispute: Dispute, case: CaseFile) -> list[Line]:
    """Quote what the two and the moderator said in the dispute."""
    lines: list[Line] = [
        Heading(_("What was said")),
        Fact(_("About"), disputes.COMPLAINTS[dispute.complaint]),
    ]
    for entry in case.entries:
        match entry.what:
            case Statement(words=words, files=files) | Reply(words=words, files=files):
                lines += [SAYS[entry.by], Quote(short(words))]
                if files:
                    lines.append(Small(_n("{n} file", "{n} files", len(files))))
            case Question(to=to, words=words):
                lines += [ASKS[to], Quote(short(words))]
            case disputes.Appeal(words=words):
                lines += [APPEALS[entry.by], Quote(short(words))]
            case _:
                pass
    return lines


def file_buttons(dispute: Dispute, case: CaseFile) -> list[Button]:
    """Return what can be had of the case."""
    id_ = DisputeId(dispute.id)
    on_paper = [
        button(_("Case file (PDF)"), GetCaseFile(id_, "pdf")),
        button(_("Case file (JSON)"), GetCaseFile(id_, "json")),
    ]
    files = [button(_("The files of the case"), GetEvidence(id_, 0))] if files_of(case) else []
    return [*talk_buttons(dispute, case), *files, *on_paper]


def case_file_page(ctx: Context, dispute: Dispute, paper: str) -> Screen:
    """Hand the case file over, to be read or to be verified."""
    says = {
        "pdf": _("The case file, to read and to print."),
        "json": _("The case file with the market's seal. Keep it as it is: any change shows."),
    }[paper]
    return Screen(
        title=title_of(dispute),
        lines=(says,),
        files=(papers.name_of(f"disputes.{paper}", dispute.id, ctx.me.id),),
        buttons=((button(_("Back"), ShowDispute(DisputeId(dispute.id))),),),
    )


def files_of(case: CaseFile) -> list[str]:
    """Return every stored file the case mentions, first to last, each once."""
    found: dict[str, None] = {}
    for entry in case.entries:
        for file in getattr(entry.what, "files", ()):
            found.setdefault(file.id)
    return list(found)


def evidence_page(ctx: Context, dispute: Dispute, page: int) -> Screen:
    """Hand some of the files of the case over."""
    every = files_of(ctx.ask(disputes.case_file, dispute.id))
    shown = every[page * FILES_A_PAGE : (page + 1) * FILES_A_PAGE]
    more = []
    if len(every) > (page + 1) * FILES_A_PAGE:
        more.append(button(_("More files"), GetEvidence(DisputeId(dispute.id), page + 1)))
    return Screen(
        title=title_of(dispute),
        lines=(_n("{n} file in this case.", "{n} files in this case.", len(every)),),
        files=tuple(shown),
        buttons=rows((*more, button(_("Back"), ShowDispute(DisputeId(dispute.id))))),
    )


def _looks(ctx: Context, dispute: Dispute) -> list[Line]:
    """Say when a moderator looked into the case: moderators have no name."""
    says = _("A moderator looked into this case on {moment}.")
    return [Small(says.format(moment=at)) for at in ctx.ask(disputes.looks, dispute.id)]


def _ended(ctx: Context, dispute: Dispute) -> list[Line]:
    if dispute.outcome is None or ctx.ask(disputes.given, dispute) is not None:
        return []
    return outcome_lines(ctx, dispute, dispute.outcome, dispute.share)


def _sealed(ctx: Context, dispute: Dispute) -> list[Button]:
    if not dispute.is_open or ctx.ask(disputes.has_bid, dispute):
        return []
    return [button(_("Sealed amount"), SealAmount(DisputeId(dispute.id)))]
