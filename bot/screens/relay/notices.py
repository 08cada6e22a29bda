"""What people see of what others say to them."""

from bot.context import Context
from bot.registry import notice
from bot.ui import Line, Quote, Screen, Small, Tone
from core import relay
from core.kit.text import Text, _, _n
from core.relay import Message


@notice("relay.said")
def said(ctx: Context, subject: str) -> Screen:
    """Somebody wrote: their words and files, set apart from everything that is ours."""
    message = ctx.ask(relay.look_message, subject)
    name = ctx.ask(relay.besides, message).name
    pictures = [file.id for file in ctx.ask(relay.files_of, message) if file.is_picture]
    picture = pictures[0] if pictures else ""
    return Screen(
        title=_("Message from {name}").format(name=name),
        lines=message_lines(message),
        picture=picture,
        files=tuple(file for file in message.files if file != picture),
        tone=Tone.BUSY,
        card=message.subject,
    )


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
    )


@notice("relay.arrived")
def arrived(ctx: Context, subject: str) -> Screen:
    """What waited for its reader stands before them."""
    message = ctx.ask(relay.look_message, subject)
    name = ctx.ask(relay.besides, message).name
    return Screen(
        lines=(_("{name} is back, and has your message.").format(name=name),), tone=Tone.GOOD
    )


def message_lines(message: Message) -> tuple[Line, ...]:
    """Quote what was said, and say what of it is hidden and why."""
    lines: list[Line] = []
    if message.words:
        lines.append(Quote(message.words))
    if message.files:
        lines.append(Small(_n("{n} file", "{n} files", len(message.files))))
    if message.masked:
        lines.append(Small(why_masked()))
    return tuple(lines)


def why_masked() -> Text:
    """Explain to both why something reads as dots."""
    return _(
        "Contact details and ways to pay elsewhere are hidden until your first paid order "
        "together: what is agreed and paid here is covered."
    )
