"""Fill in a form, one step after another; the draft in the database is the state."""

from bot.dialogue.pages import form_of, review
from bot.dialogue.steps import (
    back,
    change,
    drop,
    fill,
    finish,
    go_on,
    hear,
    open_form,
    pause,
    pick,
    reply,
    skip,
    submit,
    toggle,
)

__all__ = [
    "back",
    "change",
    "drop",
    "fill",
    "finish",
    "form_of",
    "go_on",
    "hear",
    "open_form",
    "pause",
    "pick",
    "reply",
    "review",
    "skip",
    "submit",
    "toggle",
]
