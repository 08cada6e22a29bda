"""Answers about milestones."""

from bot.context import Context
from bot.registry import on
from bot.screens.milestones import AcceptAndFund, FundMilestone, PayAhead, pay_ahead_page
from bot.screens.orders import order_card
from bot.ui import Screen
from core import milestones
from core.kit.text import _

AboutMilestone = FundMilestone | AcceptAndFund | PayAhead


def as_it_is(ctx: Context, press: AboutMilestone) -> Screen:
    """Show the order as it is now."""
    _milestone, order = ctx.ask(milestones.look, press.milestone)
    return order_card(ctx, order)


@on(PayAhead, stale=as_it_is)
def think_about_paying(ctx: Context, press: PayAhead) -> Screen:
    """Say what paying ahead means."""
    milestone, order = ctx.ask(milestones.expect_to_fund, press.milestone)
    return pay_ahead_page(ctx, order, milestone)


@on(FundMilestone, stale=as_it_is)
def fund(ctx: Context, press: FundMilestone) -> Screen:
    """Pay for the next milestone."""
    order, _how = ctx.do(milestones.pay, milestone=press.milestone, provider=press.provider)
    return order_card(ctx, order, _("Paid. The money is kept safe until you accept the milestone."))


@on(AcceptAndFund, stale=as_it_is)
def accept_and_fund(ctx: Context, press: AcceptAndFund) -> Screen:
    """Take this milestone and pay for the next one."""
    order, _how = ctx.do(
        milestones.accept_and_fund, milestone=press.milestone, provider=press.provider
    )
    note = _("Thank you. The milestone is released to the seller, and the next one is paid.")
    return order_card(ctx, order, note)
