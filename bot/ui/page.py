"""A form's next questions, before any platform asks them."""

from enum import StrEnum

from msgspec import Struct

from core.kit.text import Text


class QuestionKind(StrEnum):
    """What sort of answer is hoped for; a platform picks its fittest way to ask."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    ONE = "one"
    MANY = "many"
    FILES = "files"


class Option(Struct, frozen=True):
    """One possible answer. `value` is short: letters, digits, `_`, `-`."""

    value: str
    label: Text
    hint: Text | None = None


class Question(Struct, frozen=True):
    """One question. `label` is short enough for a modal (45), `says` is the whole question."""

    name: str
    kind: QuestionKind
    label: Text
    says: Text
    hint: Text | None = None
    required: bool = True
    least: int = 0  # characters, choices or files
    most: int = 0
    options: tuple[Option, ...] = ()
    typed: str = ""  # what the person typed before, to correct it
    chosen: tuple[str, ...] = ()
    wrong: Text | None = None  # why the last answer was not understood


class Page(Struct, frozen=True):
    """The open questions of a form, first to last.

    One at a time in a chat, five at a time in a modal. `done` of `of` were answered before.
    `resumed` says that the person left and came back. `at_once`: where one message answers
    everything, only the first question is put.
    """

    draft: str
    title: Text
    questions: tuple[Question, ...]
    done: int
    of: int
    resumed: bool = False
    at_once: bool = False
