"""Answers about what people say to each other."""

from bot import dialogue
from bot.context import Context
from bot.registry import Reply, command, on, replied
from bot.screens.orders import order_card
from bot.screens.relay import (
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
    block_page,
    conversation_page,
    conversations_page,
    message_page,
    sent_page,
)
from bot.ui import Screen
from core import notifications, orders, relay
from core.kit.ids import MessageId, OrderId
from core.kit.text import _
from core.relay import Message

AboutTalk = ShowConversation | BlockPerson | ConfirmBlock | MarkSpam | UnblockPerson


def as_it_is(ctx: Context, press: AboutTalk) -> Screen:
    """Show the conversation as it is now."""
    return conversation_page(ctx, ctx.do(relay.read, conversation=press.conversation))


def order_as_it_is(ctx: Context, press: WriteAbout) -> Screen:
    """Show the order that cannot be written about as it is now."""
    return order_card(ctx, ctx.ask(orders.look, press.order))


@command("messages", _("/messages"), _("What buyers and sellers wrote to you"), reads=True)
def show_messages(ctx: Context) -> Screen:
    """List whom one talks with."""
    return conversations_page(ctx)


@on(ListConversations, reads=True)
def list_conversations(ctx: Context, press: ListConversations) -> Screen:
    """Turn the page."""
    return conversations_page(ctx, max(0, press.page))


@on(ShowConversation)
def show(ctx: Context, press: ShowConversation) -> Screen:
    """Read what was said: it counts as seen."""
    talk = ctx.do(relay.read, conversation=press.conversation)
    return conversation_page(ctx, talk, max(0, press.page))


@on(ShowMessage, reads=True)
def show_message(ctx: Context, press: ShowMessage) -> Screen:
    """Open one message, with its files."""
    return message_page(ctx, ctx.ask(relay.look_message, press.message))


@on(WriteTo)
def write(ctx: Context, press: WriteTo) -> Screen:
    """Ask what to say, if it may be said now."""
    ctx.ask(relay.expect, press.account)
    return dialogue.open_form(ctx, "relay.write", press.account)


@on(WriteAbout, stale=order_as_it_is)
def write_about(ctx: Context, press: WriteAbout) -> Screen:
    """Ask what to say about an order, if it may be said now."""
    return dialogue.open_form(ctx, "relay.order", ctx.ask(orders.expect_words, press.order).id)


@on(AnswerMessage)
def answer(ctx: Context, press: AnswerMessage) -> Screen:
    """Ask what to say back, if it may be said now."""
    message = ctx.ask(relay.look_message, press.message)
    ctx.ask(relay.expect, ctx.ask(relay.besides, message).id)
    return dialogue.open_form(ctx, "relay.answer", press.message)


@replied("message")
def reply(ctx: Context, said: Reply) -> Screen:
    """Pass on what was written below a message, or below one's own."""
    message = MessageId(said.thing)
    return _passed_on(
        ctx, said, ctx.do(relay.answer, message=message, words=said.words, files=said.files)
    )


@replied("order")
def reply_about(ctx: Context, said: Reply) -> Screen:
    """Pass on what was written below the card of an order, to its other side."""
    order = OrderId(said.thing)
    return _passed_on(
        ctx, said, ctx.do(orders.write, order=order, words=said.words, files=said.files)
    )


@on(BlockPerson, reads=True)
def think_about_blocking(ctx: Context, press: BlockPerson) -> Screen:
    """Say what blocking does."""
    return block_page(ctx, ctx.ask(relay.look, press.conversation))


@on(ConfirmBlock)
def block(ctx: Context, press: ConfirmBlock) -> Screen:
    """Hear nothing more of them."""
    talk = ctx.do(relay.block, conversation=press.conversation)
    return conversation_page(ctx, talk, note=_("Blocked. You hear nothing more from them."))


@on(MarkSpam)
def call_spam(ctx: Context, press: MarkSpam) -> Screen:
    """Hear nothing more of them; it was no inquiry."""
    talk = ctx.do(relay.call_spam, conversation=press.conversation)
    return conversation_page(
        ctx, talk, note=_("Blocked as spam. It does not count in your response rate.")
    )


@on(UnblockPerson)
def unblock(ctx: Context, press: UnblockPerson) -> Screen:
    """Let them write again."""
    talk = ctx.do(relay.unblock, conversation=press.conversation)
    return conversation_page(ctx, talk, note=_("They can write to you again."))


# --- pieces


def _passed_on(ctx: Context, said: Reply, message: Message) -> Screen:
    """Where it was written, the message stands from now on; the rest of an album finds it there."""
    places = {message.subject: said.at.message, f"{message.subject}#album": said.album}
    for subject, at in places.items():
        if at:
            ctx.do(
                notifications.place, subject, platform=ctx.platform, chat=said.at.chat, message=at
            )
    return sent_page(ctx, message, place=False)
