"""Whom one talks with, what was said, one message, and what can be done about it."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.context import Context
from bot.registry import Part, part, parts_of
from bot.screens.orders import show_button
from bot.screens.relay.actions import (
    AnswerMessage,
    BlockPerson,
    ConfirmBlock,
    ListConversations,
    MarkSpam,
    ShowConversation,
    ShowMessage,
    UnblockPerson,
    WriteAbout,
    WriteTo,
)
from bot.ui import (
    Action,
    Button,
    Choice,
    Line,
    Menu,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
    rows,
)
from core import orders, relay
from core.accounts import Account
from core.gigs import Gig
from core.kit.ids import AccountId, ConversationId, MessageId, OrderId
from core.kit.text import Text, _, _n, verbatim
from core.orders import Order
from core.relay import Conversation, Glance, Message

GLANCE_MOST = 60  # characters of a message in a list
QUOTE_MOST = 500  # characters of a message in a conversation; whole when it is opened


def conversations_page(ctx: Context, page: int = 0) -> Screen:
    """List whom one talks with, the unread first."""
    found, more = ctx.ask(relay.mine, page=page)
    before = ListConversations(page - 1) if page else None
    after = ListConversations(page + 1) if more else None
    turns = _turns(_("Back"), before, _("More"), after)
    if not found:
        return Screen(
            title=_("Messages"),
            lines=(
                _("Nobody has written yet. Open a gig to ask its seller something."),
                *((Small(_("Buyers write to you from your gigs.")),) if ctx.me.sells else ()),
            ),
            buttons=turns,
        )
    unread = sum(glance.unread for glance in found)
    news = _n(
        "{n} conversation has something new.", "{n} conversations have something new.", unread
    )
    return Screen(
        title=_("Messages"),
        lines=(news if unread else _("You have read everything."),),
        menu=Menu(_("Open a conversation"), tuple(_glance(ctx, glance) for glance in found)),
        buttons=turns,
        tone=Tone.BUSY if unread else Tone.CALM,
    )


def conversation_page(
    ctx: Context, talk: Conversation, page: int = 0, note: Text | None = None
) -> Screen:
    """Show what two people said, newest last, to one of them."""
    other = ctx.ask(relay.other, talk)
    said, more = ctx.ask(relay.page, talk, nth=page)
    talk_id = ConversationId(talk.id)
    names = {ctx.me.id: _("You"), other.id: verbatim(other.name)}
    lines: list[Line] = []
    for message in said:
        when = Text("{who}, {at}").format(who=names[message.author_id], at=message.said_at)
        order = ctx.ask(orders.named, message.about)
        if order is not None:
            about = _("order {order}").format(order=order.id)
            when = Text("{when} · {about}").format(when=when, about=about)
        if message.files:
            when = Text("{when} · {files}").format(when=when, files=_files(len(message.files)))
        lines.append(Small(when))
        if message.words:
            lines.append(Quote(_short(message.words, QUOTE_MOST)))
    if any(message.masked for message in said):
        lines.append(Small(why_masked()))
    looked = _("A moderator looked into this conversation on {moment}.")
    lines += [Small(looked.format(moment=at)) for at in ctx.ask(relay.looks, talk)]
    every = button(_("All messages"), ListConversations(0))
    newer = ShowConversation(talk_id, page - 1) if page else None
    older = ShowConversation(talk_id, page + 1) if more else None
    added = [button for part in parts_of(ctx, "talk", talk) for button in part.buttons]
    return Screen(
        title=verbatim(other.name),
        note=note,
        lines=tuple(lines),
        menu=_openable(said),
        buttons=(
            *_turns(_("Newer"), newer, _("Older"), older),
            *rows((*_ways(ctx, talk, other), *added, every)),
        ),
    )


def message_page(ctx: Context, message: Message, note: Text | None = None) -> Screen:
    """Show one message to whoever said it or got it, with its files."""
    other = ctx.ask(relay.besides, message)
    mine = message.author_id == ctx.me.id
    title = _("Your message to {name}") if mine else _("Message from {name}")
    pictures = [file.id for file in ctx.ask(relay.files_of, message) if file.is_picture]
    picture = pictures[0] if pictures else ""
    files = tuple(file for file in message.files if file != picture)
    order = ctx.ask(orders.named, message.about)
    about = _("About order {order}: {title}")
    return Screen(
        title=title.format(name=other.name),
        note=note,
        lines=(
            *(
                (Small(about.format(order=order.id, title=order.terms.title), order.subject),)
                if order
                else ()
            ),
            *message_lines(message, files=len(files)),
        ),
        picture=picture,
        files=files,
        buttons=rows(
            (
                *message_buttons(message, answer=not mine),
                *((replace(show_button(order), outside=order.subject),) if order else ()),
                *(button for part in _parts(ctx, message, mine=mine) for button in part.buttons),
            )
        ),
        tone=Tone.CALM if mine else Tone.BUSY,
        card=message.subject,
    )


def sent_page(ctx: Context, message: Message, *, place: bool) -> Screen:
    """Say that a message is on its way; where it was typed stands what was said.

    With `place`, this is where the message stands for whoever wrote it.
    """
    other = ctx.ask(relay.besides, message)
    shown = message_lines(message, files=len(message.files)) if place or message.masked else ()
    return Screen(
        lines=(_("Sent to {name}.").format(name=other.name), *shown),
        buttons=rows(message_buttons(message, answer=False)),
        tone=Tone.GOOD,
        card=message.subject if place else "",
    )


def block_page(ctx: Context, talk: Conversation) -> Screen:
    """Say what blocking does, before it is done."""
    other = ctx.ask(relay.other, talk)
    talk_id = ConversationId(talk.id)
    ways = [button(_("Block"), ConfirmBlock(talk_id), Style.GRAVE)]
    if talk.asked_id == ctx.me.id and talk.answered_at is None:
        ways.append(button(_("Block as spam"), MarkSpam(talk_id), Style.GRAVE))
    return Screen(
        title=_("Block {name}?").format(name=other.name),
        lines=(
            _("You hear nothing more from them, and they are not told that you blocked them."),
            Small(_("Orders between you go on. You can unblock them at any time.")),
        ),
        buttons=rows((*ways, button(_("Back"), ShowConversation(talk_id, 0)))),
        tone=Tone.GRAVE,
    )


def message_lines(message: Message, *, files: int) -> tuple[Line, ...]:
    """Quote what was said, with so many files, and say what of it is hidden and why."""
    lines: list[Line] = []
    if message.words:
        lines.append(Quote(message.words))
    if files:
        lines.append(Small(_files(files)))
    if message.masked:
        lines.append(Small(why_masked()))
    return tuple(lines)


def message_buttons(message: Message, *, answer: bool) -> tuple[Button, ...]:
    """What can be done about a message."""
    show = ShowConversation(ConversationId(message.conversation_id), 0)
    talk = replace(button(_("Conversation"), show), outside=message.about)
    if not answer:
        return (talk,)
    return (button(_("Reply"), AnswerMessage(MessageId(message.id)), Style.MAIN), talk)


def why_masked() -> Text:
    """Explain to both why something reads as dots."""
    return _(
        "Contact details and ways to pay elsewhere are hidden until your first paid order "
        "together: what is agreed and paid here is covered."
    )


# --- where writing begins


@part("gig", "messages")
def on_a_gig(ctx: Context, gig: Gig) -> Part:
    """The way to ask the seller something."""
    if gig.seller_id == ctx.me.id:
        return Part()
    return Part(buttons=(button(_("Ask the seller"), WriteTo(AccountId(gig.seller_id))),))


@part("profile", "messages")
def on_a_profile(ctx: Context, person: Account) -> Part:
    """The way to write to a seller."""
    if person.id == ctx.me.id or not ctx.ask(relay.may_write, person.id):
        return Part()
    return Part(buttons=(button(_("Write a message"), WriteTo(AccountId(person.id)), Style.MAIN),))


@part("order", "messages")
def on_an_order(ctx: Context, order: Order) -> Part:
    """The way to write to the other side about it, once it is paid."""
    if not ctx.ask(orders.may_write, order):
        return Part()
    says = _("Write to {name}").format(name=ctx.ask(orders.counterpart, order).name)
    return Part(buttons=(button(says, WriteAbout(OrderId(order.id))),))


# --- pieces


def _parts(ctx: Context, message: Message, *, mine: bool) -> list[Part]:
    """What other features add to a message that somebody got."""
    if mine:
        return []
    talk = ctx.ask(relay.look, message.conversation_id)
    return [*parts_of(ctx, "talk", talk), *parts_of(ctx, "message", message)]


def _ways(ctx: Context, talk: Conversation, other: Account) -> tuple[Button, ...]:
    talk_id = ConversationId(talk.id)
    if ctx.ask(relay.blocks, talk):
        return (button(_("Unblock"), UnblockPerson(talk_id)),)
    block = button(_("Block"), BlockPerson(talk_id))
    if not ctx.ask(relay.may_write, other.id):
        return (block,)
    return (button(_("Write"), WriteTo(AccountId(other.id)), Style.MAIN), block)


def _glance(ctx: Context, glance: Glance) -> Choice:
    last = glance.last
    words = verbatim(_short(last.words, GLANCE_MOST)) if last.words else _("Files")
    hint = _("You: {words}").format(words=words) if last.author_id == ctx.me.id else words
    new = Text("● {name}") if glance.unread else Text("{name}")
    talk_id = ConversationId(glance.conversation.id)
    return choice(new.format(name=glance.other.name), ShowConversation(talk_id, 0), hint)


def _openable(said: Sequence[Message]) -> Menu | None:
    """Let those be opened that hold more than is shown."""
    fuller = [m for m in said if m.files or len(m.words) > QUOTE_MOST]
    if not fuller:
        return None
    return Menu(_("Open a message"), tuple(map(_opened, fuller)))


def _opened(message: Message) -> Choice:
    look = ShowMessage(MessageId(message.id))
    words = verbatim(_short(message.words, GLANCE_MOST))
    if not message.files:
        return choice(words, look)
    files = _files(len(message.files))
    if not message.words:
        return choice(files, look)
    return choice(_("{files}: {words}").format(files=files, words=words), look)


def _files(count: int) -> Text:
    return _n("{n} file", "{n} files", count)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _turns(
    back: Text, before: Action | None, on: Text, after: Action | None
) -> tuple[tuple[Button, ...], ...]:
    """The ways to the page before and the one after, where there are any."""
    ways = ((back, before), (on, after))
    turns = tuple(button(label, action) for label, action in ways if action is not None)
    return (turns,) if turns else ()
