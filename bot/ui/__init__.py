"""What a screen is made of, on any platform."""

from bot.ui.actions import WIRE_MOST, Action, decode, encode
from bot.ui.page import Option, Page, Question, QuestionKind
from bot.ui.screen import (
    Bar,
    Button,
    Choice,
    Fact,
    Heading,
    Line,
    Menu,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
    link,
    rows,
)

__all__ = [
    "WIRE_MOST",
    "Action",
    "Bar",
    "Button",
    "Choice",
    "Fact",
    "Heading",
    "Line",
    "Menu",
    "Option",
    "Page",
    "Question",
    "QuestionKind",
    "Quote",
    "Screen",
    "Small",
    "Style",
    "Tone",
    "button",
    "choice",
    "decode",
    "encode",
    "link",
    "rows",
]
