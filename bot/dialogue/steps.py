"""Fill in a form: ask, read, go back, review, hand in. The draft in the database is the state.

Kept answers stand in the draft under the question's name; `None` means skipped. Under `~name`
stands what is being gathered (options ticked, files sent), under `!name` what was typed and why
it was not understood.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from bot.context import Context
from bot.dialogue.pages import (
    Kept,
    fitting,
    form_of,
    part_page,
    questions_of,
    review,
    title_of,
    values_of,
)
from bot.forms import Ask
from bot.forms.actions import ContinueForm
from bot.forms.errors import NothingThere
from bot.forms.fields import Raw
from bot.ui import Page, QuestionKind, Screen, Style, Tone, button
from core import drafts
from core.drafts import Draft
from core.kit.errors import NoSuchThing, Refusal
from core.kit.text import Text, _


def open_form(
    ctx: Context, name: str, subject: str = "", given: Mapping[str, Any] | None = None
) -> Screen:
    """Open a form about a subject, or take it up where it was left.

    `given` holds answers known beforehand, as the fields keep them: the form starts at the
    review when nothing is left to ask.
    """
    draft, new = ctx.do(drafts.begin, form=name, subject=subject, answers=given or {})
    return go_on(ctx, draft, resumed=not new)


def go_on(ctx: Context, draft: Draft, *, resumed: bool = False, note: Text | None = None) -> Screen:
    """Ask the next questions, or show the review when there are none left."""
    form = form_of(ctx, draft)
    kept = fitting(form, draft.answers)
    questions = questions_of(form, draft, kept)
    if not questions:
        if form.review:
            _save(ctx, draft, kept, "")
            return review(ctx, draft, kept, note)
        return submit(ctx, draft)
    _save(ctx, draft, kept, questions[0].name)
    asked = form.asked(kept)
    return Screen(
        note=note,
        tone=Tone.BUSY,
        page=Page(
            draft=draft.id,
            title=title_of(form, questions[0].name),
            questions=questions,
            done=sum(ask.name in kept for ask in asked),
            of=len(asked),
            resumed=resumed,
            at_once=form.at_once,
        ),
    )


def submit(ctx: Context, draft: Draft) -> Screen:
    """Hand the answers to the verb. When the market refuses, nothing of them is lost."""
    form = form_of(ctx, draft)
    kept = fitting(form, draft.answers)
    if any(ask.name not in kept for ask in form.asked(kept)):
        return go_on(ctx, draft)
    values = values_of(ctx, form, kept)
    if form.about:
        values[form.about] = draft.subject
    outcome = ctx.attempt(form.submit, **values)
    if isinstance(outcome, Refusal):
        _save(ctx, draft, kept, "")
        return review(ctx, draft, kept, outcome.text())
    ctx.do(drafts.close, draft)
    screen: Screen = form.then(ctx, outcome)
    return msgspec.structs.replace(screen, note=screen.note or form.done)


def fill(ctx: Context, draft: Draft, values: Mapping[str, Raw | Refusal]) -> Screen:
    """Take in several answers at once, as a modal gives them."""
    form = form_of(ctx, draft)
    kept: Kept = dict(draft.answers)
    for name, raw in values.items():
        ask = form.ask(name)
        if ask is not None:
            _take(ctx, ask, kept, raw)
    draft.answers, draft.asking = kept, ""
    return go_on(ctx, draft)


def hear(ctx: Context, draft: Draft, words: str, files: tuple[str, ...] | Refusal) -> Screen:
    """Take in a message in a chat: the answer to one question, or to everything at once."""
    asks = form_of(ctx, draft).asks
    if form_of(ctx, draft).at_once and (words.strip() or files):
        given: dict[str, Raw | Refusal] = {asks[0].name: words, asks[1].name: files}
        return fill(ctx, draft, given)
    return reply(ctx, draft, files or words)


def reply(ctx: Context, draft: Draft, raw: Raw | Refusal) -> Screen:
    """Take in the answer to the one question on the table: words, or files being gathered."""
    form = form_of(ctx, draft)
    kept: Kept = dict(draft.answers)
    ask = form.ask(draft.asking)
    if ask is None:
        return go_on(ctx, draft)
    if isinstance(raw, str) and not raw.strip():
        raw = NothingThere()  # a sticker is no answer, nor a way to skip
    if ask.field.kind is QuestionKind.FILES and isinstance(raw, tuple):
        gathered = [*kept.get(f"~{ask.name}", ()), *raw]
        if len(gathered) < ask.field.most:
            kept[f"~{ask.name}"] = gathered
            kept.pop(f"!{ask.name}", None)
            draft.answers = kept
            return go_on(ctx, draft)
        raw = tuple(gathered)
    _take(ctx, ask, kept, raw)
    draft.answers = kept
    draft.asking = ask.name if f"!{ask.name}" in kept else ""
    return go_on(ctx, draft)


def toggle(ctx: Context, draft: Draft, name: str, value: str) -> Screen:
    """Take an option in or out of what is being gathered."""
    ask = _ask(ctx, draft, name, QuestionKind.MANY)
    kept: Kept = dict(draft.answers)
    gathered: list[str] = list(kept.get(f"~{name}") or kept.get(name) or ())
    if value in {option.value for option in ask.field.options}:
        gathered.remove(value) if value in gathered else gathered.append(value)
    kept[f"~{name}"] = gathered
    draft.answers, draft.asking = kept, name
    return go_on(ctx, draft)


def finish(ctx: Context, draft: Draft, name: str) -> Screen:
    """Take what was gathered as the answer."""
    ask = _ask(ctx, draft, name, QuestionKind.MANY, QuestionKind.FILES)
    kept: Kept = dict(draft.answers)
    _take(ctx, ask, kept, tuple(kept.get(f"~{name}") or kept.get(name) or ()))
    draft.answers = kept
    draft.asking = name if f"!{name}" in kept else ""
    return go_on(ctx, draft)


def pick(ctx: Context, draft: Draft, name: str, value: str) -> Screen:
    """Answer a question with one of its options."""
    ask = _ask(ctx, draft, name, QuestionKind.ONE)
    kept: Kept = dict(draft.answers)
    _take(ctx, ask, kept, value)
    draft.answers, draft.asking = kept, ""
    return go_on(ctx, draft)


def skip(ctx: Context, draft: Draft, name: str) -> Screen:
    """Leave an optional question without an answer."""
    ask = _ask(ctx, draft, name)
    if ask.required:
        raise NoSuchThing
    kept: Kept = {k: v for k, v in draft.answers.items() if k not in {f"~{name}", f"!{name}"}}
    kept[name] = None
    draft.answers, draft.asking = kept, ""
    return go_on(ctx, draft)


def back(ctx: Context, draft: Draft) -> Screen:
    """Return to the question before; its answer stays in the box."""
    form = form_of(ctx, draft)
    asked = form.asked(draft.answers)
    names = [ask.name for ask in asked]
    here = names.index(draft.asking) if draft.asking in names else len(names)
    if here > 0:
        draft.asking = names[here - 1]
    return go_on(ctx, draft)


def change(ctx: Context, draft: Draft, name: str) -> Screen:
    """Answer one question anew, or choose which of some that belong together."""
    form = form_of(ctx, draft)
    together = form.together(name)
    if together:
        ctx.do(drafts.save, draft, answers=draft.answers, asking="")
        return part_page(ctx, together, draft)
    _ask(ctx, draft, name)
    draft.asking = name
    return go_on(ctx, draft)


def pause(ctx: Context, draft: Draft) -> Screen:
    """Leave the form for later; every answer is kept."""
    form = form_of(ctx, draft)
    ctx.do(drafts.park)
    return Screen(
        title=form.title,
        lines=(_("Kept for later. Go on whenever you like, here or on your other platform."),),
        buttons=((button(_("Go on"), ContinueForm(draft.id), Style.MAIN),),),
    )


def drop(ctx: Context, draft: Draft) -> Screen:
    """Throw the form away."""
    form = form_of(ctx, draft)
    ctx.do(drafts.close, draft)
    return Screen(title=form.title, lines=(_("Thrown away. Nothing was sent."),))


# --- the engine room


def _take(ctx: Context, ask: Ask, kept: Kept, raw: Raw | Refusal) -> None:
    """Read an answer into `kept`, or keep what was typed and why it is wrong.

    What was gathered before stays until an answer is understood.
    """
    gathered = kept.pop(f"~{ask.name}", None)
    kept.pop(f"!{ask.name}", None)
    if not ask.required and (raw in ("", ()) or (isinstance(raw, str) and not raw.strip())):
        kept[ask.name] = None
        return
    try:
        if isinstance(raw, Refusal):
            raise raw
        kept[ask.name] = ask.field.read(raw, ctx.settings)
    except Refusal as no:
        kept.pop(ask.name, None)
        if gathered is not None:
            kept[f"~{ask.name}"] = gathered
        typed = raw if isinstance(raw, str) else ""
        kept[f"!{ask.name}"] = {"typed": typed, "says": msgspec.to_builtins(no.text())}


def _ask(ctx: Context, draft: Draft, name: str, *kinds: QuestionKind) -> Ask:
    """Return the question of this name, if it can be answered in this way."""
    ask = form_of(ctx, draft).ask(name)
    if ask is None or (kinds and ask.field.kind not in kinds):
        raise NoSuchThing
    return ask


def _save(ctx: Context, draft: Draft, kept: Kept, asking: str) -> None:
    ctx.do(drafts.save, draft, answers=kept, asking=asking)
