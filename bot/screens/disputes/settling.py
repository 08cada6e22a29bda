"""How the two can end it themselves."""

from bot.context import Context
from bot.screens.disputes.actions import (
    ChooseOutcome,
    ProposeSettlement,
    SealAmount,
    SendProposal,
    ShowDispute,
)
from bot.screens.disputes.words import outcome_lines, title_of
from bot.ui import Button, Screen, Small, Style, Tone, button, rows
from core import disputes
from core.disputes import Dispute, Outcome
from core.kit.ids import DisputeId
from core.kit.money import Money
from core.kit.text import Text, _

CHOICES: dict[Outcome, Text] = {
    Outcome.RESUME: _("Go on with the order"),
    Outcome.REFUND: _("Refund everything"),
    Outcome.PAY: _("Pay everything"),
    Outcome.SPLIT: _("Share the money"),
    Outcome.WITHDRAW: _("Take the dispute back"),
}


def ways_to_settle(ctx: Context, dispute: Dispute) -> Screen:
    """Offer every way to end it together."""
    case = DisputeId(dispute.id)
    mine = dispute.opener_id == ctx.me.id
    ways = [
        button(label, ChooseOutcome(case, outcome))
        for outcome, label in CHOICES.items()
        if outcome is not Outcome.WITHDRAW or mine
    ]
    lines = [_("How would you end it? The other side can agree with one press.")]
    if not ctx.ask(disputes.has_bid, dispute):
        ways.append(button(_("Sealed amount"), SealAmount(case)))
        lines.append(
            _(
                "With a sealed amount you say in secret how far you would go. If the two of you "
                "meet, it is settled in the middle; if not, nobody ever learns of it."
            )
        )
    return Screen(
        title=title_of(dispute),
        lines=(lines[0], *(Small(line) for line in lines[1:])),
        buttons=rows((*ways, back_to(dispute))),
        tone=Tone.BUSY,
    )


def confirm_proposal(ctx: Context, dispute: Dispute, outcome: Outcome) -> Screen:
    """Say what a proposal means in money before it is made."""
    share = ctx.ask(disputes.held, dispute.id)
    if outcome is not Outcome.PAY:
        share = Money(0, share.currency)
    case = DisputeId(dispute.id)
    return Screen(
        title=_("Propose this?"),
        lines=(
            *outcome_lines(ctx, dispute, outcome, share),
            Small(_("If the other side agrees, this is done at once and cannot be undone.")),
        ),
        buttons=rows(
            (
                button(_("Propose this"), SendProposal(case, outcome.value), Style.GOOD),
                button(_("Something else"), ProposeSettlement(case)),
            )
        ),
        tone=Tone.BUSY,
    )


def back_to(dispute: Dispute) -> Button:
    """Return the button that leads back to the case."""
    return button(_("Back"), ShowDispute(DisputeId(dispute.id)))
