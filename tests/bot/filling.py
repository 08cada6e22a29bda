"""Answers to any form, made up from what its fields take."""

import random

from bot import dialogue
from bot.context import Context
from bot.forms.fields import Count, Field, Price, Tags
from bot.ui import QuestionKind
from core import drafts
from core.kit.errors import Refusal

WORDS = (
    "A logo for a small bakery, with two drafts and the sources.",
    "Here is the work: https://example.org/logo.svg, with everything you will ever need for it.",
    "Bigger, please, and in three colours: the first draft was a little too small for the shop.",
)
PRICES = (5, 20, 25, 33.35, 60, 120)


def fields_of(ctx: Context, draft_id: str) -> dict[str, Field]:
    """The fields of somebody's form, by the names of its questions; none of one that is gone."""
    try:
        form = dialogue.form_of(ctx, ctx.ask(drafts.get, draft_id))
    except Refusal:
        return {}
    return {ask.name: ask.field for ask in form.asks}


def answer(dice: random.Random, field: Field, most: int) -> str | tuple[str, ...]:
    """Make up what somebody could mean who is asked this."""
    if isinstance(field, Price):
        return str(dice.choice(PRICES))
    if isinstance(field, Count):
        return str(field.low + dice.randrange(5))
    if isinstance(field, Tags):
        return "logo, bakery"
    if field.options:
        options = [option.value for option in field.options]
        if field.kind is QuestionKind.MANY:
            return tuple(dice.sample(options, dice.randint(1, min(3, len(options)))))
        return dice.choice(options)
    words = dice.choice(WORDS)
    return words if field.kind is QuestionKind.PARAGRAPH else words[: max(most, 1)]
