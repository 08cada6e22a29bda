"""What people are told about messages."""

from msgspec.structs import replace

from bot.context import Context
from bot.platform import Room
from bot.registry import notice, room
from bot.screens.orders import room_of
from bot.screens.relay.pages import message_buttons, message_page
from bot.ui import Screen, Tone, rows
from core import orders, relay
from core.kit.text import _


@room("relay")
def room_of_message(ctx: Context, subject: str) -> Room | None:
    """What is said about an order is said in its room."""
    order = ctx.ask(orders.named, ctx.ask(relay.look_message, subject).about)
    return room_of(ctx, order.id) if order is not None else None


@notice("relay.said")
def said(ctx: Context, subject: str) -> Screen:
    """Somebody wrote: their words and files, set apart from everything that is ours."""
    message = ctx.ask(relay.look_message, subject)
    screen = message_page(ctx, message)
    under = f"message:{message.answers_id}" if message.answers_id else ""
    return replace(screen, under=under)


@notice("relay.stuck")
def stuck(ctx: Context, subject: str) -> Screen:
    """What somebody wrote cannot be brought to its reader."""
    message = ctx.ask(relay.look_message, subject)
    name = ctx.ask(relay.besides, message).name
    return Screen(
        lines=(
            _(
                "{name} cannot be reached at the moment. "
                "Your message waits, and arrives as soon as they are back."
            ).format(name=name),
        ),
        buttons=rows(message_buttons(message, answer=False)),
    )


@notice("relay.arrived")
def arrived(ctx: Context, subject: str) -> Screen:
    """What waited for its reader stands before them."""
    message = ctx.ask(relay.look_message, subject)
    name = ctx.ask(relay.besides, message).name
    return Screen(
        lines=(_("{name} is back, and has your message.").format(name=name),),
        buttons=rows(message_buttons(message, answer=False)),
        tone=Tone.GOOD,
    )
