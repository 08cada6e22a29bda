"""Every entry of a case file in a few words, for its timeline."""

from bot.screens.disputes.words import OUTCOMES
from core import disputes
from core.disputes import (
    Answer,
    Appeal,
    Bargain,
    Delivered,
    End,
    Entry,
    Happened,
    LeftOut,
    Message,
    Opening,
    Proposal,
    Question,
    Reply,
    Request,
    Statement,
    Verdict,
    Wanted,
    Wish,
)
from core.kit.states import Role
from core.kit.text import Text, _, _n, verbatim

WHO: dict[Role, Text] = {
    Role.BUYER: _("Buyer"),
    Role.SELLER: _("Seller"),
    Role.MODERATOR: _("Moderator"),
    Role.CLOCK: _("Time"),
}

STEPS: dict[tuple[str, str], Text] = {
    ("order", "paid"): _("The order was paid"),
    ("order", "answer"): _("The questions were answered"),
    ("order", "skip"): _("The work began without answers"),
    ("order", "deliver"): _("The work was handed over"),
    ("order", "request_revision"): _("Changes were asked for"),
    ("order", "accept"): _("A milestone was accepted"),
    ("milestone", "fund"): _("A milestone was paid"),
    ("hold", "request_cancellation"): _("The order stood still: a request to cancel"),
    ("hold", "release"): _("The order went on"),
    ("cancellation", "agree"): _("The request to cancel was accepted"),
    ("cancellation", "decline"): _("The request to cancel was declined"),
    ("cancellation", "withdraw"): _("The request to cancel was taken back"),
    ("order", "resume"): _("More work was agreed on"),
    ("request", "agree"): _("The request was accepted"),
    ("request", "decline"): _("The request was declined"),
    ("request", "withdraw"): _("The request was taken back"),
    ("request", "lapse"): _("The request came to nothing"),
    ("request", "paid"): _("What was agreed on was paid"),
    ("dispute", "answer"): _("The other side answered"),
    ("dispute", "begin"): _("The time to settle began"),
    ("dispute", "pass_over"): _("The other side did not answer in time"),
    ("dispute", "refer"): _("A moderator was called"),
    ("dispute", "escalate"): _("Moderators were called again"),
    ("dispute", "take"): _("A moderator took the case"),
    ("dispute", "hand_back"): _("The moderator gave the case back"),
    ("dispute", "run_over"): _("The time to decide ran out"),
    ("dispute", "decide"): _("The case was decided"),
    ("dispute", "appeal"): _("The decision was appealed"),
    ("dispute", "execute"): _("The time to appeal ran out"),
    ("dispute", "accept"): _("The proposal was accepted"),
    ("dispute", "meet"): _("The sealed amounts met"),
}

WANTED: dict[str, Text] = {
    "extend": _("More time was asked for or offered"),
    "modify": _("Another agreement was proposed"),
    "extra": _("Extras were offered"),
    "refund": _("A part of the price back was proposed"),
}


def who(role: Role) -> Text:
    """Say by whose hand."""
    return WHO.get(role, _("Market"))


def what_happened(entry: Entry) -> Text:
    """Say what an entry is about."""
    match entry.what:
        case Opening(complaint=complaint):
            says = _("The dispute was opened: {complaint}")
            return says.format(complaint=disputes.COMPLAINTS[complaint])
        case Bargain(nth=nth):
            return _("The order was placed") if nth == 1 else _("The agreement was changed")
        case Answer(question=question):
            return _("Answered: {question}").format(question=question or "–")
        case Message():
            return _("A message")
        case LeftOut(messages=messages, since=since):
            says = _n("{n} message since {since}", "{n} messages since {since}", messages)
            return _("Left out: {messages}").format(messages=says.format(since=since))
        case Delivered(nth=nth):
            return _("Delivery {nth}").format(nth=nth)
        case Wish():
            return _("What to change")
        case Request():
            return _("A request to cancel")
        case Wanted(kind=kind):
            return WANTED[kind]
        case Happened(of=of, verb=verb, before=before, after=after):
            return STEPS.get((of, verb)) or verbatim(f"{of}: {before} → {after} ({verb})")
        case Statement():
            return _("A statement")
        case Question():
            return _("A question")
        case Reply():
            return _("An answer")
        case Proposal(outcome=outcome):
            return _("Proposal: {outcome}").format(outcome=OUTCOMES[outcome])
        case Verdict(outcome=outcome):
            return _("Decision: {outcome}").format(outcome=OUTCOMES[outcome])
        case Appeal():
            return _("An appeal")
        case End(outcome=outcome):
            return _("The end: {outcome}").format(outcome=OUTCOMES[outcome])
