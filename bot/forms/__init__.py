"""Forms: a list of questions with one verb at the end."""

from bot.forms.fields import (
    Count,
    Day,
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
from bot.forms.form import Answers, Ask, Each, Form, Group

__all__ = [
    "Answers",
    "Ask",
    "Count",
    "Day",
    "Each",
    "Field",
    "Files",
    "Form",
    "Group",
    "Line",
    "Lines",
    "Many",
    "One",
    "Paragraph",
    "Price",
    "Tags",
]
