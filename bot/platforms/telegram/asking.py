"""Ask a form's questions: in a chat, one at a time."""

from bot.forms.actions import (
    DropForm,
    FinishQuestion,
    GoBack,
    PauseForm,
    PickOption,
    SkipQuestion,
    ToggleOption,
)
from bot.i18n import say
from bot.platforms.telegram import limits
from bot.platforms.telegram.keyboard import Key, Keyboard, hinted, key, label
from bot.platforms.telegram.pieces import Piece, dressed, plain
from bot.platforms.telegram.text import fit, scrub, tame, tame_quote, width
from bot.ui import Option, Page, Question, QuestionKind, Screen, Style, encode
from core.kit.text import Text, _, _n

WARNING = "⚠"
TICKED, UNTICKED = "☑", "☐"
ROWS = ((5, 4), (3, 10), (2, 18))  # so many options share a row when none has more units
WRITTEN = {QuestionKind.LINE, QuestionKind.PARAGRAPH}


def page_pieces(page: Page, locale: str) -> list[Piece]:
    """Write the question that is asked now, and where in the form it stands."""
    question = page.questions[0]
    pieces = []
    if question.wrong is not None:
        pieces.append(plain(f"{WARNING} {say(question.wrong, locale, tame)}", "\n\n"))
    elif page.resumed:
        resumed = _("You left this form earlier. Your answers are still here.")
        pieces.append(plain(say(resumed, locale)))
    pieces.append(dressed(say(page.title, locale, tame), "bold", "\n\n"))
    if page.of > 1 and not page.at_once:
        progress = _("Question {number} of {total}").format(
            number=min(page.done + 1, page.of), total=page.of
        )
        pieces.append(dressed(say(progress, locale), "italic"))
    pieces.append(dressed(say(question.says, locale, tame), "bold", "\n\n"))
    if question.hint is not None:
        pieces.append(plain(say(question.hint, locale, tame)))
    pieces.extend(_help(question, locale))
    return pieces


def page_keys(screen: Screen, locale: str) -> Keyboard:
    """Lay out the answers that can be pressed, and the ways on, back and out."""
    page = screen.page
    if page is None:
        return []
    question = page.questions[0]
    keys = _options(page.draft, question, locale)
    typed = scrub(question.typed)
    if question.kind in WRITTEN and typed.strip() and width(typed) <= limits.COPY_TEXT:
        copy = label(_("Copy what I wrote"), locale)
        keys.append([{"text": copy, "copy_text": {"text": typed}}])
    keys.extend(row for row in (_ways_on(page, question, locale), _ways_out(page, locale)) if row)
    return keys


def _help(question: Question, locale: str) -> list[Piece]:
    """Say what a modal would show by itself: limits, what was given so far, what was typed."""
    if question.kind is QuestionKind.FILES:
        how = _("Send them here, one after another. A picture sent as a file stays sharp.")
        pieces = [plain(say(how, locale))]
        if question.chosen:
            so_far = _n("{n} file so far", "{n} files so far", len(question.chosen))
            pieces.append(dressed(say(so_far, locale), "italic"))
        return pieces
    if question.kind not in WRITTEN or not question.typed.strip():
        return []
    before = say(_("What you wrote before:"), locale)
    return [dressed(before, "italic", "\n\n"), dressed(tame_quote(question.typed), "blockquote")]


def _options(draft: str, question: Question, locale: str) -> Keyboard:
    if question.kind is QuestionKind.MANY:
        return _in_rows([_tick(draft, question, option, locale) for option in question.options])
    if question.kind is not QuestionKind.ONE:
        return []
    return _in_rows(
        [
            key(
                hinted(option.label, option.hint, locale),
                encode(PickOption(draft, question.name, option.value)),
            )
            for option in question.options
        ]
    )


def _tick(draft: str, question: Question, option: Option, locale: str) -> Key:
    box = TICKED if option.value in question.chosen else UNTICKED
    words = fit(f"{box} {hinted(option.label, option.hint, locale)}", limits.BUTTON_LABEL)
    return key(words, encode(ToggleOption(draft, question.name, option.value)))


def _in_rows(keys: list[Key]) -> Keyboard:
    """As many a row as they leave room for; one that is much longer than the others is alone."""
    sizes = [width(made["text"]) for made in keys]
    usual = sorted(sizes)[-2] if len(sizes) > 1 else 0
    wide, room = next(((n, room) for n, room in ROWS if usual <= room), (1, 0))
    drawn: Keyboard = []
    left = 0  # places in the row begun last
    for made, size in zip(keys, sizes, strict=True):
        if left and size <= room:
            drawn[-1].append(made)
            left -= 1
        else:
            drawn.append([made])
            left = wide - 1 if size <= room else 0
    return drawn


def _ways_on(page: Page, question: Question, locale: str) -> list[Key]:
    row = []
    gathers = question.kind in {QuestionKind.MANY, QuestionKind.FILES}
    if gathers and len(question.chosen) >= max(question.least, 1):
        finish = FinishQuestion(page.draft, question.name)
        row.append(_way(_("Done"), encode(finish), locale, Style.MAIN))
    if not question.required and not page.at_once:
        row.append(_way(_("Skip"), encode(SkipQuestion(page.draft, question.name)), locale))
    if page.done > 0:
        row.append(_way(_("Back"), encode(GoBack(page.draft)), locale))
    return row


def _ways_out(page: Page, locale: str) -> list[Key]:
    return [
        _way(_("Stop for now"), encode(PauseForm(page.draft)), locale),
        _way(_("Throw away"), encode(DropForm(page.draft)), locale, Style.GRAVE),
    ]


def _way(words: Text, wire: str, locale: str, style: Style = Style.PLAIN) -> Key:
    return key(label(words, locale), wire, style)
