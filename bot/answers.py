"""What is answered to one update: pure, inside the transaction, the same on every platform."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from bot import dialogue
from bot.context import Context
from bot.forms.actions import FillForm
from bot.forms.fields import Raw
from bot.i18n import LOCALES, say
from bot.platform import Attachment, Incoming, Kind, Looking, Sent
from bot.registry import REGISTRY, AnswerReply, Command, Hand, Reply, Suggest
from bot.ui import Screen, decode, inside
from core import drafts, files, notifications
from core.drafts import Draft
from core.kit.errors import Refusal
from core.kit.text import Text, _
from core.kit.words import legible as legible_words

MEGABYTE = 1024 * 1024


class Answer(NamedTuple):
    """What one person is shown, in which language, and who they are."""

    screen: Screen
    locale: str
    account_id: str = ""


class FileRefused(Refusal):
    """A file that could not be taken in; says why."""

    def __init__(self, why: Text) -> None:
        super().__init__()
        self._why = why

    says = _("This file could not be saved.")

    def text(self) -> Text:
        """Say why."""
        return self._why


class OldButton(Refusal):
    """A button no house ever drew, or one from long ago."""

    says = _("This button is from another time. Open the menu to go on.")


class NoSuchCommand(Refusal):
    """A word we do not know."""

    says = _("I do not know that command. The menu shows what I can do.")


def only_reads(incoming: Incoming) -> bool:
    """Tell whether answering this changes nothing, so that no write lock is needed."""
    if incoming.kind is Kind.PRESS:
        hand = _hand(incoming)
        return hand is not None and hand.reads
    if incoming.kind is Kind.COMMAND:
        command = _command(incoming.word)
        return command is not None and command.reads
    return False


def answer(ctx: Context, incoming: Incoming) -> Answer:
    """Let whoever signed up for this answer it. Raises `Refusal`."""
    match incoming.kind:
        case Kind.PRESS:
            action = decode(incoming.wire)
            hand = _hand(incoming)
            if action is None or hand is None:
                raise OldButton
            screen = hand.run(ctx, action)
        case Kind.COMMAND:
            screen = _run(ctx, incoming)
        case Kind.FILLED:
            screen = _filled(ctx, incoming)
        case Kind.SAID:
            screen = _said(ctx, incoming)
    corner = _corner(incoming)
    if screen.page is not None:
        ctx.do(drafts.ask_in, screen.page.draft, corner)
    if corner:
        screen = inside(screen, _room(ctx, incoming))
    return Answer(screen, ctx.me.locale, ctx.me.id)


def refused(ctx: Context, no: Refusal) -> Answer:
    """Say why not."""
    return Answer(Screen(lines=(no.text(),)), ctx.me.locale, ctx.me.id)


def stale(ctx: Context, incoming: Incoming, no: Refusal) -> Answer:
    """Answer a refused press with how things stand now, and say why it was refused."""
    action, hand = decode(incoming.wire), _hand(incoming)
    if incoming.kind is not Kind.PRESS or action is None or hand is None or hand.stale is None:
        return refused(ctx, no)
    try:
        screen = hand.stale(ctx, action)
    except Refusal as gone:
        return refused(ctx, gone)
    return Answer(_noted(screen, no.text()), ctx.me.locale, ctx.me.id)


def legible(incoming: Incoming) -> Incoming:
    """Return it without the letters that cannot be written down."""
    return msgspec.convert(_legible(msgspec.to_builtins(incoming)), Incoming)


def suggester(looking: Looking) -> Suggest | None:
    """Find who suggests values for what is being typed."""
    if not looking.word:
        return REGISTRY.inline[0] if REGISTRY.inline else None
    command = _command(looking.word)
    if command is None:
        return None
    return next((o.suggest for o in command.options if o.name == looking.option), None)


def too_large(file: Attachment, most: int) -> Text:
    """Say that a file is over the limit, and which limit."""
    return _("“{file}” is too large: files can have up to {most} MB here.").format(
        file=file.name, most=most // MEGABYTE
    )


def not_brought(file: Attachment) -> Text:
    """Say that a file's bytes did not arrive."""
    return _("“{file}” did not arrive. Please send it again.").format(file=file.name)


def _run(ctx: Context, incoming: Incoming) -> Screen:
    command = _command(incoming.word)
    if command is None:
        raise NoSuchCommand
    given = dict(incoming.options)
    if incoming.text and command.options:
        given.setdefault(command.options[0].name, incoming.text)
    values = {option.name: given.get(option.name, "").strip() for option in command.options}
    return command.run(ctx, **values)


def _said(ctx: Context, incoming: Incoming) -> Screen:
    draft = ctx.ask(drafts.current)
    if draft is not None and not draft.asking:
        draft = None
    passed_on = _talk(ctx, incoming, draft)
    if passed_on is not None:
        return passed_on
    if draft is None:
        return REGISTRY.said[0](ctx, incoming.text)
    files = _stored(ctx, incoming.files) if incoming.files else ()
    screen = dialogue.hear(ctx, draft, incoming.text, files)
    if incoming.album and screen.card:
        to = incoming.address
        ctx.do(
            notifications.place,
            f"{screen.card}#album",
            platform=to.platform,
            chat=to.chat,
            message=_album(incoming),
        )
    return screen


def _talk(ctx: Context, incoming: Incoming, draft: Draft | None) -> Screen | None:
    """Pass on what is said below a message, or in a room where no form asks anything."""
    corner = _corner(incoming)
    answer, thing = _replied_to(ctx, incoming)
    if answer is None and corner and (draft is None or draft.room != corner):
        answer, thing = _answers(_room(ctx, incoming))
    if answer is None:
        return None
    files = _stored(ctx, incoming.files)
    if isinstance(files, Refusal):
        raise files
    at = Sent(incoming.address.chat, incoming.message)
    return answer(ctx, Reply(thing, incoming.text, files, at, _album(incoming)))


def _replied_to(ctx: Context, incoming: Incoming) -> tuple[AnswerReply | None, str]:
    """Return who answers what is written below this message, and the thing that it shows.

    Of pictures sent in one go, only the first one says below what they are sent.
    """
    to = incoming.address
    for name in (incoming.replies, _album(incoming)):
        if name and to.private:
            subject = ctx.ask(
                notifications.card_at, platform=to.platform, chat=to.chat, message=name
            )
            answer, thing = _answers(subject)
            if answer is not None:
                return answer, thing
    return None, ""


def _answers(subject: str) -> tuple[AnswerReply | None, str]:
    """Return who answers what is said about this subject, and the thing that it is."""
    kind, _colon, thing = subject.partition("#")[0].partition(":")
    return REGISTRY.replies.get(kind), thing


def _corner(incoming: Incoming) -> str:
    """Name the room in which something was done; empty in somebody's private chat."""
    to = incoming.address
    return to.chat if incoming.aside and to.private else ""


def _room(ctx: Context, incoming: Incoming) -> str:
    """Return the subject of the room in which something was done; empty when it is none."""
    to = incoming.address
    return ctx.ask(notifications.room_at, platform=to.platform, chat=to.chat)


def _filled(ctx: Context, incoming: Incoming) -> Screen:
    action = decode(incoming.wire)
    if not isinstance(action, FillForm):
        raise OldButton
    values: dict[str, Raw | Refusal] = dict(incoming.values)
    for name, uploads in incoming.uploads.items():
        values[name] = _stored(ctx, uploads)
    return dialogue.fill(ctx, ctx.ask(drafts.get, action.draft), values)


def _album(incoming: Incoming) -> str:
    """Name the place where the rest of an album says that it belongs."""
    return f"album:{incoming.album}" if incoming.album else ""


def _stored(ctx: Context, attachments: tuple[Attachment, ...]) -> tuple[str, ...] | Refusal:
    for file in attachments:
        if file.refused is not None:
            return FileRefused(file.refused)
    return tuple(
        ctx.do(files.keep, name=f.name, mime=f.mime, size=f.size, digest=f.digest).id
        for f in attachments
    )


def _legible(value: Any) -> Any:
    match value:
        case str():
            return legible_words(value)
        case dict():
            return {legible_words(name): _legible(one) for name, one in value.items()}
        case list() | tuple():
            return [_legible(one) for one in value]
    return value


def _noted(screen: Screen, note: Text) -> Screen:
    return replace(screen, note=note)


def _hand(incoming: Incoming) -> Hand | None:
    action = decode(incoming.wire)
    return None if action is None else REGISTRY.presses.get(type(action))


def _command(word: str) -> Command | None:
    """Find a command by its name, or by its word in any of our languages."""
    word = word.casefold().lstrip("/")
    found = REGISTRY.commands.get(word)
    return found or _words().get(word)


@cache
def _words() -> Mapping[str, Command]:
    words: dict[str, Command] = {}
    for command in REGISTRY.commands.values():
        for locale in LOCALES:
            words.setdefault(say(command.title, locale).lstrip("/"), command)
    return words
