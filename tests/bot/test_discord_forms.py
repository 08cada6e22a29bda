"""Forms and commands on Discord: every dialog and every command taken, whatever people write."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.actions import ContinueForm, DropForm, FillForm, PauseForm
from bot.platform import MenuEntry, MenuOption
from bot.platforms.discord import limits
from bot.platforms.discord.commands import commands, spelled
from bot.platforms.discord.modal import modal, page_card
from bot.ui import Option, Page, Question, QuestionKind, Screen, decode
from core.kit.text import _, verbatim
from tests.bot.discord_paper import LOCALES, Json, buttons, drawn, hostile, read_dialog, words

# --- forms


def question(name: str = "title", kind: QuestionKind = QuestionKind.LINE, **more: Any) -> Question:
    given: Json = {"label": _("Title"), "says": _("What will you do?"), "most": 80, "least": 1}
    return Question(name, kind, **{**given, **more})


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"o{i}", verbatim(f"Option {i}"), _("A hint")) for i in range(count))


def asked(*questions: Question, **more: Any) -> Screen:
    given: Json = {"done": 0, "of": max(1, len(questions))}
    note = more.pop("note", None)
    return Screen(note=note, page=Page("D1", _("New gig"), questions, **{**given, **more}))


def field(one: Question) -> tuple[Json, Json]:
    """Return the label and the component a question becomes."""
    label = modal(asked(one), "en")["components"][0]
    read_dialog(modal(asked(one), "fr"))
    return label, label["component"]


def test_a_page_becomes_a_dialog_of_five() -> None:
    page = asked(*[question(f"q{i}") for i in range(7)])
    dialog = modal(page, "en")
    read_dialog(dialog)
    assert decode(dialog["custom_id"]) == FillForm("D1")
    assert [p["component"]["custom_id"] for p in dialog["components"]] == [
        f"q{i}" for i in range(5)
    ]
    noted = modal(asked(*[question(f"q{i}") for i in range(7)], note=_("No.")), "en")
    assert [p["type"] for p in read_dialog(noted)["components"]] == [10, 18, 18, 18, 18]


def test_an_input_keeps_what_was_typed() -> None:
    label, inside = field(question(typed="Logo", hint=_("Such as a logo"), least=3))
    assert label["description"] == "What will you do?"
    assert inside == {
        "type": 4, "style": 1, "max_length": 80, "min_length": 3, "value": "Logo",
        "placeholder": "Such as a logo", "custom_id": "title", "required": True,
    }  # fmt: skip


def test_what_was_wrong_is_said_where_it_was() -> None:
    long = "x" * 200
    label, inside = field(question(typed=long, wrong=_("Too long."), least=3))
    assert label["description"] == "Too long."
    assert inside["value"] == long
    assert inside["max_length"] == 200
    _label, inside = field(question(typed="x", wrong=_("Too short."), least=3))
    assert "min_length" not in inside
    _label, inside = field(question(kind=QuestionKind.PARAGRAPH, typed="y" * 5000, most=9000))
    assert len(inside["value"]) == inside["max_length"] == 4000


@pytest.mark.parametrize(("count", "kind"), [(1, 3), (2, 21), (10, 21), (11, 3), (25, 3), (40, 3)])
def test_one_of_a_few(count: int, kind: int) -> None:
    _label, inside = field(
        question(kind=QuestionKind.ONE, options=options(count), typed="o0", most=1)
    )
    assert inside["type"] == kind
    assert [o["value"] for o in inside["options"] if o.get("default")] == ["o0"]
    assert len(inside["options"]) == min(count, 25)


@pytest.mark.parametrize(("count", "kind"), [(1, 22), (10, 22), (11, 3), (40, 3)])
@pytest.mark.parametrize("required", [True, False])
def test_some_of_a_few(count: int, kind: int, *, required: bool) -> None:
    _label, inside = field(
        question(
            kind=QuestionKind.MANY,
            options=options(count),
            chosen=tuple(f"o{i}" for i in range(9)),
            most=3,
            required=required,
        )
    )
    assert inside["type"] == kind
    assert inside["min_values"] == int(required)
    assert inside["max_values"] == min(3, count)


def test_files_are_uploaded() -> None:
    _label, inside = field(question(kind=QuestionKind.FILES, most=30, least=2))
    assert (inside["type"], inside["min_values"], inside["max_values"]) == (19, 2, 10)
    _label, inside = field(question(kind=QuestionKind.FILES, most=3, required=False))
    assert (inside["min_values"], inside["required"]) == (0, False)


@settings(max_examples=150, deadline=None)
@given(hostile, st.sampled_from(list(QuestionKind)), st.integers(0, 30), st.booleans())
def test_any_question_makes_a_dialog(
    typed: str, kind: QuestionKind, count: int, need: bool
) -> None:
    said = verbatim(typed)
    one = Question(
        "q", kind, said, said, said, need, 1, count or 1,
        tuple(Option(f"o{i}", said, said) for i in range(count or 1)), typed[:900], (), said,
    )  # fmt: skip
    for locale in LOCALES:
        read_dialog(modal(asked(one, note=said), locale))
        drawn(page_card(asked(one, note=said)), locale)


def test_without_a_dialog_a_card_leads_there() -> None:
    page = page_card(asked(question(), question("price", label=_("Price")), done=2, of=4))
    assert [decode(b["custom_id"]) for b in buttons(drawn(page))] == [
        ContinueForm("D1"), PauseForm("D1"), DropForm("D1"),
    ]  # fmt: skip
    assert [b["label"] for b in buttons(drawn(page))] == ["Continue", "Later", "Throw away"]
    text = words(page)
    assert "## New gig" in text
    assert "▰▰▱▱ 2 of 4 answered" in text
    assert "Title and Price" in text


def test_a_card_lists_what_was_wrong() -> None:
    page = page_card(asked(question(wrong=_("Too long.")), question("b", label=_("B")), done=1))
    assert "**Title** Too long." in words(page)
    assert buttons(drawn(page))[0]["label"] == "Correct"
    again = page_card(asked(question(), resumed=True))
    assert again.note is not None


# --- commands


def entry(name: str, title: str, **more: Any) -> MenuEntry:
    return MenuEntry(name, verbatim(title), verbatim("Help"), **more)


def test_commands_have_a_name_in_every_language() -> None:
    option = MenuOption("query", verbatim("Mots clés"), verbatim("What"), suggests=True)
    need = MenuOption("kind", verbatim("genre"), verbatim("Kind"), required=True)
    (made,) = commands([entry("search", "/Chercher", options=(option, need))])
    assert made["name"] == "search"
    assert made["name_localizations"] == {"fr": "chercher"}
    assert [o["name"] for o in made["options"]] == ["kind", "query"]
    assert made["options"][1]["name_localizations"] == {"fr": "mots-clés"}
    assert [o["autocomplete"] for o in made["options"]] == [False, True]
    assert (made["contexts"], made["integration_types"]) == ([0, 1, 2], [0, 1])


def test_no_two_commands_share_a_name() -> None:
    made = commands([entry("pay", "/payer"), entry("settle", "/payer"), entry("odd", "/!!")])
    assert [m["name_localizations"]["fr"] for m in made] == ["payer", "settle", "odd"]
    assert len(commands([entry(f"c{i}", f"c{i}") for i in range(150)])) == 100


@given(st.text(max_size=60))
def test_a_command_is_spelled_as_discord_allows(word: str) -> None:
    name = spelled(word)
    assert len(name) <= limits.COMMAND_NAME
    assert name == name.lower()
    assert re.fullmatch(r"[-\w]*", name)
