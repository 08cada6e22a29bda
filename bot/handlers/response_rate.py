"""Answers about how soon a seller answers."""

from bot.context import Context
from bot.registry import on
from bot.screens.response_rate import ListInquiries, inquiries_page
from bot.ui import Screen


@on(ListInquiries, reads=True)
def show_inquiries(ctx: Context, press: ListInquiries) -> Screen:
    """Show what one's own response rate is made of."""
    return inquiries_page(ctx, max(0, press.page))
