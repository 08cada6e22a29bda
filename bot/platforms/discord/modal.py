"""A form's next questions: as a dialog where one can be opened, else as a card that leads there."""

from collections.abc import Callable

from msgspec.structs import replace

from bot.forms.actions import ContinueForm, DropForm, FillForm, PauseForm
from bot.i18n import say
from bot.platforms.discord import limits
from bot.platforms.discord.draw import TEXT, Json, label
from bot.platforms.discord.escape import escape, fit
from bot.ui import (
    Bar,
    Fact,
    Line,
    Option,
    Page,
    Question,
    QuestionKind,
    Screen,
    Style,
    Tone,
    button,
    encode,
)
from core.kit.text import Text, _

INPUT, SELECT, LABEL, UPLOAD, RADIO, CHECKBOXES = 4, 3, 18, 19, 21, 22
SHORT, LONG = 1, 2
TYPED = frozenset({QuestionKind.LINE, QuestionKind.PARAGRAPH})


def modal(screen: Screen, locale: str) -> Json:
    """Draw the first questions of a page as a dialog; what the screen notes stands above them."""
    page = screen.page
    assert page is not None
    parts: list[Json] = []
    note = "" if screen.note is None else say(screen.note, locale, escape).strip()
    if note:
        parts.append({"type": TEXT, "content": fit(note, limits.INPUT)})
    room = limits.MODAL_QUESTIONS - len(parts)
    parts += [_asked(question, locale) for question in page.questions[:room]]
    return {
        "custom_id": encode(FillForm(page.draft)),
        "title": label(page.title, locale, limits.MODAL_TITLE),
        "components": parts,
    }


def page_card(screen: Screen) -> Screen:
    """Return a page as a card: how far one is, what was wrong, and the button to go on."""
    page = screen.page
    assert page is not None
    wrong = [question for question in page.questions if question.wrong is not None]
    note = screen.note
    if note is None and page.resumed:
        note = _("You left this form earlier. Your answers are still here.")
    go_on = _("Correct") if wrong else _("Continue") if page.done else _("Begin")
    return replace(
        screen,
        title=screen.title or page.title,
        note=note,
        tone=Tone.BUSY,
        lines=(*screen.lines, *_standing(page, wrong)),
        buttons=(
            (
                button(go_on, ContinueForm(page.draft), Style.MAIN),
                button(_("Later"), PauseForm(page.draft)),
                button(_("Throw away"), DropForm(page.draft), Style.GRAVE),
            ),
        ),
        page=None,
    )


def _standing(page: Page, wrong: list[Question]) -> list[Line]:
    lines: list[Line] = []
    if page.done:
        counted = _("{done} of {of} answered").format(done=page.done, of=page.of)
        lines.append(Bar(page.done, page.of, counted))
    lines += [Fact(question.label, question.wrong) for question in wrong if question.wrong]
    coming = [q.label for q in page.questions if q.wrong is None][: limits.MODAL_QUESTIONS]
    if coming:
        lines.append(_("Still to answer: {questions}.").format(questions=coming))
    return lines


def _asked(question: Question, locale: str) -> Json:
    about: Json = {
        "type": LABEL,
        "label": label(question.label, locale, limits.MODAL_LABEL),
        "component": FIELDS[question.kind](question, locale),
    }
    about["component"] |= {"custom_id": question.name, "required": question.required}
    said = " ".join(label(text, locale, limits.INPUT) for text in _beside(question))
    if said:
        about["description"] = fit(said, limits.MODAL_DESCRIPTION)
    return about


def _beside(question: Question) -> list[Text]:
    """Choose what stands in the line under the label: what was wrong, else what is meant."""
    if question.wrong is not None:
        return [question.wrong]
    found = [] if question.says == question.label else [question.says]
    if question.hint is not None and question.kind not in TYPED:
        found.append(question.hint)  # where something is typed, it stands in the empty box
    return found


def _line(question: Question, locale: str) -> Json:
    return _input(question, locale, SHORT)


def _paragraph(question: Question, locale: str) -> Json:
    return _input(question, locale, LONG)


def _input(question: Question, locale: str, style: int) -> Json:
    about: Json = {"type": INPUT, "style": style}
    typed = question.typed[: limits.INPUT]
    if style == SHORT:
        typed = typed.replace("\n", " ")
    if question.most:  # what was too long must still fit, to be shortened by hand
        about["max_length"] = min(limits.INPUT, max(question.most, len(typed)))
    if 1 < question.least <= min(limits.INPUT, question.most) and (
        not typed or len(typed) >= question.least
    ):
        about["min_length"] = question.least
    if typed:
        about["value"] = typed
    if question.hint is not None:
        about["placeholder"] = label(question.hint, locale, limits.INPUT_PLACEHOLDER)
    return about


def _one(question: Question, locale: str) -> Json:
    options = _options(question.options, {question.typed, *question.chosen}, locale, most=1)
    if limits.GROUP_LEAST <= len(options) <= limits.GROUP_MOST:
        return {"type": RADIO, "options": options}
    return {"type": SELECT, "options": options, **_counts(question, 1, 1)}


def _many(question: Question, locale: str) -> Json:
    most = min(question.most or len(question.options), len(question.options), limits.OPTIONS)
    options = _options(question.options, set(question.chosen), locale, most=most)
    kind = CHECKBOXES if len(options) <= limits.GROUP_MOST else SELECT
    return {"type": kind, "options": options, **_counts(question, question.least, most)}


def _upload(question: Question, _locale: str) -> Json:
    most = min(max(1, question.most), limits.UPLOADS)
    return {"type": UPLOAD, **_counts(question, question.least, most)}


def _counts(question: Question, least: int, most: int) -> Json:
    """Say how many there may be; none at all is fine where no answer is needed."""
    least = min(max(1, least), most) if question.required else 0
    return {"min_values": least, "max_values": most}


def _options(
    options: tuple[Option, ...], chosen: set[str], locale: str, *, most: int
) -> list[Json]:
    found: list[Json] = []
    marked = 0
    for option in options[: limits.OPTIONS]:
        about: Json = {
            "label": label(option.label, locale, limits.OPTION_TEXT),
            "value": option.value,
        }
        if option.hint is not None:
            about["description"] = label(option.hint, locale, limits.OPTION_TEXT)
        if option.value in chosen and marked < most:
            about["default"] = True
            marked += 1
        found.append(about)
    return found


FIELDS: dict[QuestionKind, Callable[[Question, str], Json]] = {
    QuestionKind.LINE: _line,
    QuestionKind.PARAGRAPH: _paragraph,
    QuestionKind.ONE: _one,
    QuestionKind.MANY: _many,
    QuestionKind.FILES: _upload,
}
