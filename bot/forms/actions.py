"""What can be pressed while a form is filled in."""

from dataclasses import dataclass

from bot.ui import Action


@dataclass(frozen=True)
class PickOption(Action, wire="fo.pk"):
    """Answer a question with one of its options."""

    draft: str
    field: str
    value: str


@dataclass(frozen=True)
class ToggleOption(Action, wire="fo.tg"):
    """Take an option in or out of the answer."""

    draft: str
    field: str
    value: str


@dataclass(frozen=True)
class FinishQuestion(Action, wire="fo.ok"):
    """That was all: options or files."""

    draft: str
    field: str


@dataclass(frozen=True)
class SkipQuestion(Action, wire="fo.sk"):
    """Leave an optional question without an answer."""

    draft: str
    field: str


@dataclass(frozen=True)
class GoBack(Action, wire="fo.bk"):
    """Return to the question before."""

    draft: str


@dataclass(frozen=True)
class ChangeAnswer(Action, wire="fo.ed"):
    """Answer one question anew."""

    draft: str
    field: str


@dataclass(frozen=True)
class ContinueForm(Action, wire="fo.go"):
    """Go on with a form: ask the next questions."""

    draft: str


@dataclass(frozen=True)
class FillForm(Action, wire="fo.fi"):
    """Hand in a modal. Its answers come beside it."""

    draft: str


@dataclass(frozen=True)
class SubmitForm(Action, wire="fo.su"):
    """All answers are right: do it."""

    draft: str


@dataclass(frozen=True)
class PauseForm(Action, wire="fo.pa"):
    """Leave the form for later."""

    draft: str


@dataclass(frozen=True)
class DropForm(Action, wire="fo.dr"):
    """Throw the form away."""

    draft: str
