"""The case file as a document: sealed for a program, or written for people."""

from bot.context import Context
from bot.papers import Paper
from bot.registry import paper
from bot.screens.disputes.words import STATES
from core import disputes


@paper("disputes.json")
def as_json(ctx: Context, subject: str) -> Paper:
    """The file itself, sealed: what `jalon verify` reads."""
    case = ctx.ask(disputes.case_file, subject)
    return Paper(
        f"case-{case.case}.json", "application/json", lambda key: disputes.sealed(case, key)
    )


@paper("disputes.pdf")
def as_pdf(ctx: Context, subject: str) -> Paper:
    """The file to be read, in the reader's language."""
    case = ctx.ask(disputes.case_file, subject)
    state, locale = ctx.ask(disputes.see, subject).state, ctx.me.locale

    def write(_key: bytes) -> bytes:
        from bot.screens.disputes import sheet  # its PDF library is heavy, and papers are rare

        return sheet.write(case, STATES[state], locale)

    return Paper(f"case-{case.case}.pdf", "application/pdf", write)
