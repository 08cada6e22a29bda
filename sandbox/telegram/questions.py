"""What the bot owes an answer: presses, searches, payments about to happen, guest queries."""

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.telegram import limits
from sandbox.telegram.errors import bad
from sandbox.world import Person

Kind = Literal["callback", "inline", "checkout", "guest"]
LIVES: dict[Kind, float] = {
    "callback": limits.CALLBACK_SECONDS,
    "inline": limits.INLINE_SECONDS,
    "checkout": limits.CHECKOUT_SECONDS,
    "guest": limits.GUEST_SECONDS,
}
FIRST_ID = 4_000_000_000_000_001


@dataclass
class Question:
    """One thing asked of the bot; `about` is what its answer concerns."""

    id: str
    kind: Kind
    person: Person
    about: Any
    until: float  # on the event loop's clock: moving the world's does not age a question
    answer: "asyncio.Future[dict[str, Any]]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    async def answered(self, seconds: float) -> dict[str, Any] | None:
        """Wait for the bot; None when it kept silent."""
        done, _ = await asyncio.wait({self.answer}, timeout=seconds)
        return self.answer.result() if done else None


class Questions:
    """All that were asked and are not too old."""

    def __init__(self) -> None:
        self._asked: dict[str, Question] = {}
        self._numbers = itertools.count(FIRST_ID, 7919)

    def ask(self, kind: Kind, person: Person, about: Any = None) -> Question:
        """Ask."""
        now = asyncio.get_running_loop().time()
        for old in [q.id for q in self._asked.values() if q.until < now]:
            del self._asked[old]
        question = Question(str(next(self._numbers)), kind, person, about, now + LIVES[kind])
        self._asked[question.id] = question
        return question

    def find(self, kind: Kind, question_id: str) -> Question:
        """Return the question the bot answers; it is answered once, and in time."""
        question = self._asked.get(question_id)
        now = asyncio.get_running_loop().time()
        if question is None or question.kind != kind or question.until < now:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        return question

    def settle(self, question: Question, answer: dict[str, Any]) -> None:
        """Take the answer; asking again for this id is too late from now on."""
        del self._asked[question.id]
        question.answer.set_result(answer)
