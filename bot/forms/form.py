"""A form is read top to bottom: the next question is the first without an answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.forms.fields import Field
from bot.ui import Line as Drawn
from core.kit.settings import MarketSettings
from core.kit.text import Text

Answers = Mapping[str, Any]
Foresee = Callable[[Any, str, Answers], tuple[Drawn, ...]]  # the context, the subject, the answers


def always(_answers: Answers) -> bool:
    """Ask everyone."""
    return True


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about one thing of several: asked together, shown together, changed together."""

    name: str
    title: Text
    shown: Callable[[Answers, MarketSettings], tuple[Drawn, ...]]  # all answers → what they say


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
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Each:
    """The same questions about each of several things; the verb takes a list of their answers.

    `count` says how many there are; `{n}` in a text is the number of the one that is asked
    about. `shown` draws one of them from its own answers.
    """

    name: str
    title: Text
    asks: tuple[Ask, ...]
    most: int
    count: Callable[[Answers], int]
    shown: Callable[[int, Answers, MarketSettings], tuple[Drawn, ...]]

    def asked(self, n: int) -> tuple[Ask, ...]:
        """Return the questions about the nth."""

        def shown(answers: Answers, settings: MarketSettings) -> tuple[Drawn, ...]:
            own = {ask.name: answers.get(self._name(n, ask)) for ask in self.asks}
            return self.shown(n, own, settings)

        group = Group(f"{self.name}{n}", self.title.format(n=n), shown)
        return tuple(
            replace(
                ask,
                name=self._name(n, ask),
                says=ask.says.format(n=n),
                when=lambda answers: self.count(answers) >= n,
                group=group,
            )
            for ask in self.asks
        )

    def values(self, answers: Answers, value: Callable[[Ask], object]) -> list[dict[str, object]]:
        """Return what the verb takes: for each, its answers by the names of the questions."""
        return [
            {ask.name: value(asked) for ask, asked in zip(self.asks, self.asked(n), strict=True)}
            for n in range(1, self.count(answers) + 1)
        ]

    def _name(self, n: int, ask: Ask) -> str:
        return f"{self.name}{n}_{ask.name}"


@dataclass(frozen=True, slots=True, init=False)
class Form:
    """Questions, and the verb that takes the answers.

    `about` names the verb's keyword for the thing the form is about (an order, a gig), which
    the button that opens the form already says. `then` draws what the verb returned.
    `review` shows all answers once more before they are handed in; `foresees` says there what
    they will lead to, given the subject and the verb's keywords. `at_once`: in a chat one
    message answers everything, its words the first question and its files the second.
    """

    name: str
    title: Text
    asks: tuple[Ask, ...]
    eaches: tuple[Each, ...]
    submit: Callable[..., Any]
    then: Callable[..., Any]
    done: Text
    send: Text
    about: str
    review: bool
    foresees: Foresee | None
    at_once: bool

    def __init__(
        self,
        name: str,
        title: Text,
        *parts: Ask | Each,
        submit: Callable[..., Any],
        then: Callable[..., Any],
        done: Text,
        send: Text,
        about: str = "",
        review: bool = True,
        foresees: Foresee | None = None,
        at_once: bool = False,
    ) -> None:
        asks: list[Ask] = []
        for part in parts:
            asks += [part] if isinstance(part, Ask) else _spread(part)
        values = {
            "name": name, "title": title, "asks": tuple(asks), "submit": submit, "then": then,
            "done": done, "send": send, "about": about, "review": review,
            "foresees": foresees, "at_once": at_once,
            "eaches": tuple(part for part in parts if isinstance(part, Each)),
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

    def together(self, name: str) -> tuple[Ask, ...]:
        """Return the questions of a group."""
        return tuple(ask for ask in self.asks if ask.group is not None and ask.group.name == name)

    @property
    def takes(self) -> set[str]:
        """The keywords the verb is given."""
        alone = {ask.name for ask in self.asks if ask.group is None}
        return alone | {each.name for each in self.eaches} | ({self.about} if self.about else set())

    def values(self, answers: Answers, value: Callable[[Ask], object]) -> dict[str, object]:
        """Return what the verb is given; `value` turns a kept answer into it."""
        alone = {ask.name: value(ask) for ask in self.asks if ask.group is None}
        return alone | {each.name: each.values(answers, value) for each in self.eaches}


def _spread(each: Each) -> list[Ask]:
    return [ask for n in range(1, each.most + 1) for ask in each.asked(n)]
