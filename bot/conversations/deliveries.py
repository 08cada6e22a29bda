"""What is asked of whoever delivers, and of whoever wants changes."""

from bot.context import Context
from bot.forms import Ask, Files, Form, Paragraph
from bot.registry import form
from bot.screens.orders import order_card
from core import deliveries, orders
from core.kit.text import _


@form("deliveries.deliver")
def deliver(ctx: Context, _subject: str) -> Form:
    """Hand the work over."""
    return Form(
        "deliveries.deliver",
        _("Deliver your work"),
        Ask(
            "message",
            Paragraph(most=deliveries.MESSAGE_MOST),
            _("Your message"),
            _("What did you make? Say it to the buyer, with a link if the work is online."),
            required=False,
        ),
        Ask(
            "files",
            Files(most=ctx.settings.files_most),
            _("The files"),
            _("Send the files of your work."),
            required=False,
        ),
        submit=deliveries.deliver,
        then=order_card,
        done=_("Delivered. The buyer has been told."),
        send=_("Deliver"),
        about="order",
    )


@form("deliveries.request_revision")
def request_revision(_ctx: Context, _subject: str) -> Form:
    """Say what shall change."""
    return Form(
        "deliveries.request_revision",
        _("Ask for changes"),
        Ask(
            "comment",
            Paragraph(most=orders.COMMENT_MOST),
            _("What to change"),
            _("What would you like changed? Be precise: the seller works from these words."),
        ),
        submit=deliveries.request_revision,
        then=order_card,
        done=_("Sent. The seller is at work again."),
        send=_("Send"),
        about="order",
        review=False,
    )
