"""What is asked of whoever writes to somebody."""

from collections.abc import Callable

from bot.context import Context
from bot.forms import Ask, Files, Form, Paragraph
from bot.registry import form
from bot.screens.relay import sent_page
from bot.ui import Screen
from core import accounts, orders, relay
from core.kit.text import Text, _
from core.relay import Message


def _then(ctx: Context, message: Message) -> Screen:
    return sent_page(ctx, message, place=True)


@form("relay.write")
def write(ctx: Context, subject: str) -> Form:
    """Say something to somebody."""
    title = _("Message")
    if subject:
        title = _("Message to {name}").format(name=ctx.ask(accounts.profile_of, subject).name)
    return _form(ctx, "relay.write", title, relay.write, "person")


@form("relay.order")
def write_about(ctx: Context, subject: str) -> Form:
    """Say something about an order to its other side."""
    title = _("Message")
    if subject:
        order = ctx.ask(orders.look, subject)
        name = ctx.ask(orders.counterpart, order).name
        title = _("To {name}, order {order}").format(name=name, order=order.id)
    return _form(ctx, "relay.order", title, orders.write, "order")


@form("relay.answer")
def answer(ctx: Context, subject: str) -> Form:
    """Write back."""
    title = _("Reply")
    if subject:
        other = ctx.ask(relay.besides, ctx.ask(relay.look_message, subject))
        title = _("Reply to {name}").format(name=other.name)
    return _form(ctx, "relay.answer", title, relay.answer, "message")


def _form(ctx: Context, name: str, title: Text, submit: Callable[..., Message], about: str) -> Form:
    return Form(
        name,
        title,
        Ask(
            "words",
            Paragraph(most=relay.WORDS_MOST),
            _("Your message"),
            _("Write your message here; a picture or a file may go with it."),
            required=False,
        ),
        Ask(
            "files",
            Files(most=ctx.settings.files_most),
            _("Pictures and files"),
            _("Which pictures or files go with it?"),
            required=False,
        ),
        submit=submit,
        then=_then,
        done=_("They will find it in their chat with Jalon."),
        send=_("Send"),
        about=about,
        review=False,
        at_once=True,
    )
