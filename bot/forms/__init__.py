"""Forms: a list of questions with one verb at the end."""

from bot.forms.fields import (
    Count,
    Field,
    Files,
    Line,
    Lines,
    Many,
    One,
    Paragraph,
    Price,
    Tags,
)
from bot.forms.form import Answers, Ask, Form

__all__ = [
    "Answers",
    "Ask",
    "Count",
    "Field",
    "Files",
    "Form",
    "Line",
    "Lines",
    "Many",
    "One",
    "Paragraph",
    "Price",
    "Tags",
]
