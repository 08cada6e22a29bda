"""Answers while a form is filled in."""

from bot import dialogue
from bot.context import Context
from bot.forms.actions import (
    ChangeAnswer,
    ContinueForm,
    DropForm,
    FinishQuestion,
    GoBack,
    PauseForm,
    PickOption,
    SkipQuestion,
    SubmitForm,
    ToggleOption,
)
from bot.registry import on
from bot.ui import Screen
from core import drafts


@on(PickOption)
def pick(ctx: Context, press: PickOption) -> Screen:
    """Answer with one of the options."""
    return dialogue.pick(ctx, ctx.ask(drafts.get, press.draft), press.field, press.value)


@on(ToggleOption)
def toggle(ctx: Context, press: ToggleOption) -> Screen:
    """Tick or untick an option."""
    return dialogue.toggle(ctx, ctx.ask(drafts.get, press.draft), press.field, press.value)


@on(FinishQuestion)
def finish(ctx: Context, press: FinishQuestion) -> Screen:
    """Take what was ticked or sent as the answer."""
    return dialogue.finish(ctx, ctx.ask(drafts.get, press.draft), press.field)


@on(SkipQuestion)
def skip(ctx: Context, press: SkipQuestion) -> Screen:
    """Leave an optional question open."""
    return dialogue.skip(ctx, ctx.ask(drafts.get, press.draft), press.field)


@on(GoBack)
def back(ctx: Context, press: GoBack) -> Screen:
    """Return to the question before."""
    return dialogue.back(ctx, ctx.ask(drafts.get, press.draft))


@on(ChangeAnswer)
def change(ctx: Context, press: ChangeAnswer) -> Screen:
    """Answer one question anew."""
    return dialogue.change(ctx, ctx.ask(drafts.get, press.draft), press.field)


@on(ContinueForm)
def go_on(ctx: Context, press: ContinueForm) -> Screen:
    """Take the form up again."""
    return dialogue.go_on(ctx, ctx.ask(drafts.get, press.draft))


@on(SubmitForm)
def submit(ctx: Context, press: SubmitForm) -> Screen:
    """Hand it in."""
    return dialogue.submit(ctx, ctx.ask(drafts.get, press.draft))


@on(PauseForm)
def pause(ctx: Context, press: PauseForm) -> Screen:
    """Leave it for later."""
    return dialogue.pause(ctx, ctx.ask(drafts.get, press.draft))


@on(DropForm)
def drop(ctx: Context, press: DropForm) -> Screen:
    """Throw it away."""
    return dialogue.drop(ctx, ctx.ask(drafts.get, press.draft))
