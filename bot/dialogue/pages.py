"""What is shown of a form: the next questions, and the review."""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

import msgspec

from bot.context import Context
from bot.forms import Ask, Form
from bot.forms.actions import ChangeAnswer, ContinueForm, DropForm, PauseForm, SubmitForm
from bot.registry import REGISTRY
from bot.ui import (
    Choice,
    Fact,
    Line,
    Menu,
    Question,
    QuestionKind,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
)
from core.drafts import Draft
from core.kit.errors import Refusal
from core.kit.text import Text, _

Kept = dict[str, Any]
CHOICES_MOST = 25  # in a menu


def review(ctx: Context, draft: Draft, kept: Kept, note: Text | None = None) -> Screen:
    """Show every answer once more, each of which can be changed, before it counts."""
    form = form_of(ctx, draft)
    lines: list[Line] = []
    choices: dict[str, Choice] = {}
    for ask in form.asked(kept):
        group = ask.group
        if group is None:
            lines.append(_answered(ctx, ask, kept))
            choices[ask.name] = choice(ask.label, ChangeAnswer(draft.id, ask.name))
        elif group.name not in choices:
            lines += group.shown(kept, ctx.settings)
            choices[group.name] = choice(group.title, ChangeAnswer(draft.id, group.name))
    return Screen(
        title=form.title,
        note=note,
        tone=Tone.BUSY,
        lines=(
            *lines,
            *_foreseen(ctx, form, draft, kept),
            Small(_("Is everything right? You can still change any answer.")),
        ),
        menu=Menu(_("Change an answer"), tuple(choices.values())[:CHOICES_MOST]),
        buttons=(
            (button(form.send, SubmitForm(draft.id), Style.GOOD),),
            (
                button(_("Later"), PauseForm(draft.id)),
                button(_("Throw away"), DropForm(draft.id), Style.GRAVE),
            ),
        ),
    )


def part_page(ctx: Context, together: tuple[Ask, ...], draft: Draft) -> Screen:
    """Show the answers about one of several things, each of which can be changed."""
    group = together[0].group
    assert group is not None
    return Screen(
        title=group.title,
        tone=Tone.BUSY,
        lines=tuple(_answered(ctx, ask, draft.answers) for ask in together),
        menu=Menu(
            _("Change an answer"),
            tuple(choice(ask.label, ChangeAnswer(draft.id, ask.name)) for ask in together),
        ),
        buttons=((button(_("Back"), ContinueForm(draft.id)),),),
    )


def questions_of(form: Form, draft: Draft, kept: Kept) -> tuple[Question, ...]:
    """Return what to ask: the one being changed, or everything still open."""
    again = form.ask(draft.asking) if draft.asking else None
    if again is not None and again.name in kept and again.when(kept):
        return (_question(again, kept),)
    asks = list(form.open_asks(kept))
    if again is not None and again in asks:
        asks.sort(key=lambda ask: ask is not again)
    together = takewhile(lambda ask: ask.group == asks[0].group, asks)
    return tuple(_question(ask, kept) for ask in together)


def title_of(form: Form, name: str) -> Text:
    """Name the form, and what in it is asked about."""
    ask = form.ask(name)
    if ask is None or ask.group is None:
        return form.title
    return _("{form}: {part}").format(form=form.title, part=ask.group.title)


def form_of(ctx: Context, draft: Draft) -> Form:
    """Return the form behind a draft."""
    return REGISTRY.forms[draft.form](ctx, draft.subject)


def fitting(form: Form, answers: Mapping[str, Any]) -> Kept:
    """Return the answers that can still be given: what was offered once may be offered no more."""
    gone = {
        ask.name
        for ask in form.asks
        if ask.field.kind is QuestionKind.ONE
        and answers.get(ask.name) is not None
        and answers[ask.name] not in {option.value for option in ask.field.options}
    }
    return {name: answer for name, answer in answers.items() if name not in gone}


def values_of(ctx: Context, form: Form, kept: Kept) -> dict[str, object]:
    """Return what the verb takes."""
    return form.values(kept, lambda ask: _value(ctx, ask, kept))


def _value(ctx: Context, ask: Ask, kept: Kept) -> object:
    answer = kept.get(ask.name) if ask.when(kept) else None
    if answer is None:
        return ask.field.nothing
    return ask.field.value(answer, ctx.settings)


def _answered(ctx: Context, ask: Ask, kept: Mapping[str, Any]) -> Line:
    answer = kept.get(ask.name)
    nothing = _("nothing")
    return Fact(ask.label, nothing if answer is None else ask.field.show(answer, ctx.settings))


def _question(ask: Ask, kept: Kept) -> Question:
    wrong = kept.get(f"!{ask.name}")
    before = kept.get(ask.name)
    gathered = kept.get(f"~{ask.name}", before if isinstance(before, list) else ())
    return Question(
        name=ask.name,
        kind=ask.field.kind,
        label=ask.label,
        says=ask.says,
        hint=ask.hint,
        required=ask.required,
        least=ask.field.least,
        most=ask.field.most,
        options=tuple(ask.field.options),
        typed=wrong["typed"] if wrong else ("" if before is None else ask.field.typed(before)),
        chosen=tuple(gathered),
        wrong=msgspec.convert(wrong["says"], Text) if wrong else None,
    )


def _foreseen(ctx: Context, form: Form, draft: Draft, kept: Kept) -> tuple[Line, ...]:
    """Return what these answers will lead to, or why they cannot any more."""
    if form.foresees is None:
        return ()
    try:
        return form.foresees(ctx, draft.subject, values_of(ctx, form, kept))
    except Refusal as no:
        return (no.text(),)
