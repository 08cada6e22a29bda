"""Fill in a form: ask, read, go back, review, hand in. The draft in the database is the state.

Kept answers stand in the draft under the question's name; `None` means skipped. Under `~name`
stands what is being gathered (options ticked, files sent), under `!name` what was typed and why
it was not understood.
"""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

import msgspec

from bot.context import Context
from bot.forms import Ask, Form
from bot.forms.actions import (
    ChangeAnswer,
    ContinueForm,
    DropForm,
    PauseForm,
    SubmitForm,
)
from bot.forms.errors import NothingThere
from bot.forms.fields import Raw
from bot.registry import REGISTRY
from bot.ui import (
    Choice,
    Fact,
    Line,
    Menu,
    Page,
    Question,
    QuestionKind,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
)
from core import drafts
from core.drafts import Draft
from core.kit.errors import NoSuchThing, Refusal
from core.kit.text import Text, _

Kept = dict[str, Any]
CHOICES_MOST = 25  # in a menu


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
    kept = _fitting(form, draft.answers)
    questions = _questions(form, draft, kept)
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
            title=_title(form, questions[0].name),
            questions=questions,
            done=sum(ask.name in kept for ask in asked),
            of=len(asked),
            resumed=resumed,
        ),
    )


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


def submit(ctx: Context, draft: Draft) -> Screen:
    """Hand the answers to the verb. When the market refuses, nothing of them is lost."""
    form = form_of(ctx, draft)
    kept = _fitting(form, draft.answers)
    if any(ask.name not in kept for ask in form.asked(kept)):
        return go_on(ctx, draft)
    values = _values(ctx, form, kept)
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
        return _part(ctx, together, draft)
    _ask(ctx, draft, name)
    draft.asking = name
    return go_on(ctx, draft)


def _part(ctx: Context, together: tuple[Ask, ...], draft: Draft) -> Screen:
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


def form_of(ctx: Context, draft: Draft) -> Form:
    """Return the form behind a draft."""
    return REGISTRY.forms[draft.form](ctx, draft.subject)


# --- the engine room


def _fitting(form: Form, answers: Mapping[str, Any]) -> Kept:
    """Return the answers that can still be given: what was offered once may be offered no more."""
    gone = {
        ask.name
        for ask in form.asks
        if ask.field.kind is QuestionKind.ONE
        and answers.get(ask.name) is not None
        and answers[ask.name] not in {option.value for option in ask.field.options}
    }
    return {name: answer for name, answer in answers.items() if name not in gone}


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


def _questions(form: Form, draft: Draft, kept: Kept) -> tuple[Question, ...]:
    """Return what to ask: the one being changed, or everything still open."""
    again = form.ask(draft.asking) if draft.asking else None
    if again is not None and again.name in kept and again.when(kept):
        return (_question(again, kept),)
    asks = list(form.open_asks(kept))
    if again is not None and again in asks:
        asks.sort(key=lambda ask: ask is not again)
    together = takewhile(lambda ask: ask.group == asks[0].group, asks)
    return tuple(_question(ask, kept) for ask in together)


def _title(form: Form, name: str) -> Text:
    """Name the form, and what in it is asked about."""
    ask = form.ask(name)
    if ask is None or ask.group is None:
        return form.title
    return _("{form}: {part}").format(form=form.title, part=ask.group.title)


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
        return form.foresees(ctx, draft.subject, _values(ctx, form, kept))
    except Refusal as no:
        return (no.text(),)


def _values(ctx: Context, form: Form, kept: Kept) -> dict[str, object]:
    """Return what the verb takes."""
    return form.values(kept, lambda ask: _value(ctx, ask, kept))


def _value(ctx: Context, ask: Ask, kept: Kept) -> object:
    answer = kept.get(ask.name) if ask.when(kept) else None
    if answer is None:
        return ask.field.nothing
    return ask.field.value(answer, ctx.settings)


def _ask(ctx: Context, draft: Draft, name: str, *kinds: QuestionKind) -> Ask:
    """Return the question of this name, if it can be answered in this way."""
    ask = form_of(ctx, draft).ask(name)
    if ask is None or (kinds and ask.field.kind not in kinds):
        raise NoSuchThing
    return ask


def _save(ctx: Context, draft: Draft, kept: Kept, asking: str) -> None:
    ctx.do(drafts.save, draft, answers=kept, asking=asking)
