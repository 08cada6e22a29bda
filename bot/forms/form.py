"""A form is read top to bottom: the next question is the first without an answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.forms.fields import Field
from bot.ui import Line
from core.kit.text import Text

Answers = Mapping[str, Any]
Foresee = Callable[[Any, str, Answers], tuple[Line, ...]]  # the context, the subject, the answers


def always(_answers: Answers) -> bool:
    """Ask everyone."""
    return True


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `name` is the verb's keyword, so the two cannot drift apart.

    `label` is short, for a modal and the review; `says` is the whole question, for a chat.
    """

    name: str
    field: Field
    label: Text
    says: Text
    hint: Text | None = None
    required: bool = True
    when: Callable[[Answers], bool] = always


@dataclass(frozen=True, slots=True, init=False)
class Form:
    """Questions, and the verb that takes the answers.

    `about` names the verb's keyword for the thing the form is about (an order, a gig), which
    the button that opens the form already says. `then` draws what the verb returned.
    `review` shows all answers once more before they are handed in; `foresees` says there what
    they will lead to, given the subject and the verb's keywords.
    """

    name: str
    title: Text
    asks: tuple[Ask, ...]
    submit: Callable[..., Any]
    then: Callable[..., Any]
    done: Text
    send: Text
    about: str
    review: bool
    foresees: Foresee | None

    def __init__(
        self,
        name: str,
        title: Text,
        *asks: Ask,
        submit: Callable[..., Any],
        then: Callable[..., Any],
        done: Text,
        send: Text,
        about: str = "",
        review: bool = True,
        foresees: Foresee | None = None,
    ) -> None:
        values = {
            "name": name, "title": title, "asks": asks, "submit": submit, "then": then,
            "done": done, "send": send, "about": about, "review": review,
            "foresees": foresees,
        }  # fmt: skip
        for attribute, value in values.items():
            object.__setattr__(self, attribute, value)

    def asked(self, answers: Answers) -> tuple[Ask, ...]:
        """Return the questions that concern this person, answered or not."""
        return tuple(ask for ask in self.asks if ask.when(answers))

    def open_asks(self, answers: Answers) -> Iterator[Ask]:
        """Yield what is still to be asked: one at a time in a chat, five at a time in a modal."""
        return (ask for ask in self.asked(answers) if ask.name not in answers)

    def ask(self, name: str) -> Ask | None:
        """Return the question of this name."""
        return next((ask for ask in self.asks if ask.name == name), None)
