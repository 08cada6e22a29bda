"""What can be pressed while a form is filled in."""

from bot.ui import Action


class PickOption(Action, frozen=True, wire="fo.pk"):
    """Answer a question with one of its options."""

    draft: str
    field: str
    value: str


class ToggleOption(Action, frozen=True, wire="fo.tg"):
    """Take an option in or out of the answer."""

    draft: str
    field: str
    value: str


class FinishQuestion(Action, frozen=True, wire="fo.ok"):
    """That was all: options or files."""

    draft: str
    field: str


class SkipQuestion(Action, frozen=True, wire="fo.sk"):
    """Leave an optional question without an answer."""

    draft: str
    field: str


class GoBack(Action, frozen=True, wire="fo.bk"):
    """Return to the question before."""

    draft: str


class ChangeAnswer(Action, frozen=True, wire="fo.ed"):
    """Answer one question anew."""

    draft: str
    field: str


class ContinueForm(Action, frozen=True, wire="fo.go"):
    """Go on with a form: ask the next questions."""

    draft: str


class FillForm(Action, frozen=True, wire="fo.fi"):
    """Hand in a modal. Its answers come beside it."""

    draft: str


class SubmitForm(Action, frozen=True, wire="fo.su"):
    """All answers are right: do it."""

    draft: str


class PauseForm(Action, frozen=True, wire="fo.pa"):
    """Leave the form for later."""

    draft: str


class DropForm(Action, frozen=True, wire="fo.dr"):
    """Throw the form away."""

    draft: str
