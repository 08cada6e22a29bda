"""The seller's own questions, asked of the buyer."""

from typing import Any

from bot.context import Context
from bot.forms import Ask, Field, Files, Form, One, Paragraph
from bot.registry import form
from bot.screens.orders import order_card
from bot.ui import Option
from core import orders
from core.accounts import Account
from core.kit.ids import OrderId
from core.kit.text import _, verbatim
from core.orders import Order, Question
from core.store import Tx

LABEL_MOST = 45  # a modal's


@form("orders.answer")
def answer_questions(ctx: Context, subject: str) -> Form:
    """Make the form out of what the gig asked when it was ordered."""
    questions = ctx.ask(orders.look, subject).terms.questions

    def hand_in(tx: Tx, me: Account, *, order: OrderId, **given: Any) -> Order:
        answers = {q.key: _answer(q, given[q.key]) for q in questions}
        answers[orders.ATTACHED] = given[orders.ATTACHED]
        return orders.answer(tx, me, order=order, answers=answers)

    return Form(
        "orders.answer",
        _("What the seller needs to know"),
        *(_ask(question, ctx.settings.files_most) for question in questions),
        Ask(
            orders.ATTACHED,
            Files(most=ctx.settings.files_most),
            _("Files for the seller"),
            _("Send any files the seller needs for the work."),
            required=False,
        ),
        submit=hand_in,
        then=order_card,
        done=_("Thank you: the seller has everything and the work begins."),
        send=_("Send the answers"),
        about="order",
    )


def _ask(question: Question, files_most: int) -> Ask:
    words = question.words
    label = words if len(words) <= LABEL_MOST else f"{words[: LABEL_MOST - 1].rstrip()}…"
    return Ask(
        question.key,
        _field(question, files_most),
        verbatim(label),
        verbatim(words),
        required=question.required,
    )


def _field(question: Question, files_most: int) -> Field:
    if question.options:
        return One(tuple(Option(str(n), verbatim(o)) for n, o in enumerate(question.options)))
    if question.files:
        return Files(most=files_most)
    return Paragraph(most=orders.ANSWER_MOST)


def _answer(question: Question, given: Any) -> Any:
    """Turn an option's number back into its words."""
    if question.options and given is not None:
        return question.options[int(given)]
    return given
