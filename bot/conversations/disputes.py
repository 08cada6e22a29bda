"""What is asked of the two sides of a dispute, and of its moderator."""

from bot.context import Context
from bot.forms import Answers, Ask, Files, Form, One, Paragraph, Price
from bot.registry import form
from bot.screens.disputes import (
    OUTCOMES,
    case_page,
    check_decision,
    dispute_page,
    outcome_lines,
)
from bot.screens.orders import order_card
from bot.ui import Line, Option, Screen
from core import disputes, orders
from core.accounts import Account
from core.disputes import COMPLAINTS, RULINGS, Complaint, Decision, Dispute, Outcome
from core.kit.ids import DisputeId
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.states import Role
from core.kit.text import Text, _
from core.store import Tx


def _nothing(_settings: MarketSettings) -> int:
    return 0


def _one_cent(_settings: MarketSettings) -> int:
    return 1


def _highest(settings: MarketSettings) -> int:
    return settings.price_most * settings.quantity_most


SHOW_IT = _("Send any files that show what you say.")


def _files(ctx: Context, says: Text = SHOW_IT) -> Ask:
    most = ctx.settings.files_most
    return Ask("files", Files(most=most), _("Files that show it"), says, required=False)


@form("disputes.open")
def open_case(ctx: Context, subject: str) -> Form:
    """Say what is wrong."""
    reasons = ctx.ask(disputes.expect_to_open, subject) if subject else tuple(Complaint)
    return Form(
        "disputes.open",
        _("Open a dispute"),
        Ask(
            "complaint",
            One(tuple(Option(one, COMPLAINTS[one]) for one in reasons)),
            _("What it is about"),
            _("What is it about?"),
            _("Without a declined request, only reasons of safety are offered here."),
        ),
        Ask(
            "words",
            Paragraph(most=disputes.STATEMENT_MOST),
            _("Your case"),
            _("Say what happened and what you would like. The other side reads it too."),
        ),
        _files(
            ctx,
            _("Send any files that show it. What you wrote to each other is in the case already."),
        ),
        submit=disputes.open_case,
        then=_order,
        done=_("Opened. The order stands still, and the other side has been told."),
        send=_("Open the dispute"),
        about="order",
    )


@form("disputes.answer")
def answer(ctx: Context, _subject: str) -> Form:
    """State one's own side."""
    return Form(
        "disputes.answer",
        _("State my case"),
        Ask(
            "words",
            Paragraph(most=disputes.STATEMENT_MOST),
            _("Your case"),
            _("How do you see it, and what would you like? The other side reads it too."),
        ),
        _files(ctx),
        submit=disputes.answer,
        then=dispute_page,
        done=_("Kept. Now you two can try to agree."),
        send=_("Send my case"),
        about="dispute",
    )


@form("disputes.share")
def share(ctx: Context, subject: str) -> Form:
    """Propose to share the money."""
    says = _("How much shall the seller get, before commission? The buyer gets the rest back.")
    return Form(
        "disputes.share",
        _("Share the money"),
        Ask("share", Price(_one_cent, _highest), _("The seller's part"), says, _held(ctx, subject)),
        submit=_propose,
        then=dispute_page,
        done=_("Proposed. The other side can agree with one press."),
        send=_("Propose this"),
        about="dispute",
        foresees=_foresee_share,
    )


@form("disputes.seal")
def seal(ctx: Context, subject: str) -> Form:
    """Say in secret how far one would go."""
    buys = True
    if subject:
        case = ctx.ask(disputes.look, subject)
        buys = disputes.side_of(case, ctx.me) is Role.BUYER
    says = (
        _("How much would you let the seller have, at most, to end it?")
        if buys
        else _("How much would you take, at least and before commission, to end it?")
    )
    return Form(
        "disputes.seal",
        _("Sealed amount"),
        Ask("share", Price(_nothing, _highest), _("Your limit"), says, _held(ctx, subject)),
        submit=disputes.bid,
        then=_after_seal,
        done=_("Sealed. If the two of you meet, you are both told; if not, nobody learns of it."),
        send=_("Seal it"),
        about="dispute",
        foresees=_foresee_seal,
    )


@form("disputes.reply")
def reply(ctx: Context, _subject: str) -> Form:
    """Answer the moderator."""
    return Form(
        "disputes.reply",
        _("Answer the moderator"),
        Ask(
            "words",
            Paragraph(most=disputes.WORDS_MOST),
            _("Your answer"),
            _("What is your answer? The other side can read it in the case."),
        ),
        _files(ctx),
        submit=disputes.reply,
        then=dispute_page,
        done=_("Sent to the moderator."),
        send=_("Send"),
        about="dispute",
    )


@form("disputes.appeal")
def appeal(_ctx: Context, _subject: str) -> Form:
    """Say why another moderator shall look."""
    return Form(
        "disputes.appeal",
        _("Appeal"),
        Ask(
            "words",
            Paragraph(most=disputes.STATEMENT_MOST),
            _("Your reason"),
            _("What did the moderator not see? Another one decides, once and for all."),
        ),
        submit=disputes.appeal,
        then=dispute_page,
        done=_("Sent. Another moderator will take the case."),
        send=_("Appeal"),
        about="dispute",
    )


@form("disputes.ask")
def ask(_ctx: Context, _subject: str) -> Form:
    """Ask one side something."""
    return Form(
        "disputes.ask",
        _("Ask a question"),
        Ask(
            "to",
            One((Option("buyer", _("The buyer")), Option("seller", _("The seller")))),
            _("To whom"),
            _("Whom do you ask?"),
        ),
        Ask(
            "words",
            Paragraph(most=disputes.WORDS_MOST),
            _("Your question"),
            _("What would you like to know? Both sides can read it in the case."),
        ),
        submit=disputes.ask,
        then=case_page,
        done=_("Asked."),
        send=_("Send"),
        about="dispute",
    )


@form("disputes.decide")
def decide(ctx: Context, subject: str) -> Form:
    """Write a decision down."""
    ends = (one for one in Outcome if one is not Outcome.WITHDRAW)
    return Form(
        "disputes.decide",
        _("Decide"),
        Ask(
            "outcome",
            One(tuple(Option(one, OUTCOMES[one]) for one in ends)),
            _("The end"),
            _("How shall it end?"),
        ),
        Ask(
            "share",
            Price(_one_cent, _highest),
            _("The seller's part"),
            _("How much shall the seller get, before commission? The buyer gets the rest back."),
            _held(ctx, subject),
            when=_shares,
        ),
        Ask(
            "ruling",
            One(tuple(Option(one, reason.label) for one, reason in RULINGS.items())),
            _("Reason"),
            _("What is the reason?"),
        ),
        Ask(
            "words",
            Paragraph(most=disputes.WORDS_MOST),
            _("In your own words"),
            _("What else shall both sides read? Write without names."),
            required=False,
        ),
        submit=disputes.draft,
        then=_check,
        done=_("Written down, not given yet."),
        send=_("Write it down"),
        about="dispute",
        review=False,
    )


def _shares(answers: Answers) -> bool:
    return answers.get("outcome") == Outcome.SPLIT


def _propose(tx: Tx, me: Account, *, dispute: DisputeId, share: Money) -> Dispute:
    return disputes.propose(tx, me, dispute=dispute, outcome=Outcome.SPLIT, share=share)


def _held(ctx: Context, subject: str) -> Text | None:
    if not subject:
        return None
    return _("There is {held} to divide.").format(held=ctx.ask(disputes.held, subject))


def _foresee_share(ctx: Context, subject: str, given: Answers) -> tuple[Line, ...]:
    case = ctx.ask(disputes.look, subject)
    return tuple(outcome_lines(ctx, case, Outcome.SPLIT, given["share"]))


def _foresee_seal(_ctx: Context, _subject: str, _given: Answers) -> tuple[Line, ...]:
    return (
        _(
            "You can do this once. It binds you: if the other side's limit meets yours, the "
            "dispute is settled in the middle at once, an odd cent going to the seller."
        ),
    )


def _after_seal(ctx: Context, case: Dispute) -> Screen:
    return dispute_page(ctx, case) if case.is_open else _order(ctx, case)


def _order(ctx: Context, case: Dispute) -> Screen:
    return order_card(ctx, ctx.ask(orders.look, case.order_id))


def _check(ctx: Context, decision: Decision) -> Screen:
    return check_decision(ctx, ctx.ask(disputes.look, decision.dispute_id), decision)
