"""What a buyer answers to the seller's questions."""

from collections.abc import Mapping
from typing import Any

from core import files
from core.accounts import Account
from core.orders import rules
from core.orders.errors import AnswerMissing, AnswerTooLong
from core.orders.terms import Terms
from core.store import Tx


def read(tx: Tx, me: Account, terms: Terms, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what answers the seller's questions, or refuse."""
    kept: dict[str, Any] = {}
    for question in terms.questions:
        given = answers.get(question.key)
        if not rules.answered(question, given):
            continue
        if question.files:
            kept[question.key] = [file.id for file in files.own(tx, me, given or ())]
        else:
            kept[question.key] = str(given).strip()
    attached = answers.get(rules.ATTACHED) or ()
    if attached:
        kept[rules.ATTACHED] = [file.id for file in files.own(tx, me, attached)]
    if any(len(given) > rules.ANSWER_MOST for given in kept.values()):
        raise AnswerTooLong(rules.ANSWER_MOST)
    missing = rules.unanswered(terms.questions, kept)
    if missing is not None:
        raise AnswerMissing(missing.words)
    return kept
