"""Screens on Discord: every limit kept, every payload taken, whatever people write."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.actions import ContinueForm, DropForm, FillForm, PauseForm
from bot.i18n import say
from bot.platform import MenuEntry, MenuOption
from bot.platforms.discord import limits
from bot.platforms.discord.commands import commands, spelled
from bot.platforms.discord.draw import COLOURS, MENU_ID, card
from bot.platforms.discord.escape import LINE_ENDS, UNSEEN, code, escape, fit, one_line, plain_line
from bot.platforms.discord.modal import modal, page_card
from bot.platforms.discord.rest import Upload
from bot.platforms.discord.uploads import loads, safe_name
from bot.ui import (
    Bar,
    Button,
    Choice,
    Fact,
    Heading,
    Menu,
    Option,
    Page,
    Question,
    QuestionKind,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    decode,
    link,
)
from core.kit.money import Money
from core.kit.text import Text, _, verbatim
from sandbox.discord import form
from sandbox.discord.components import Layout
from sandbox.discord.limits import ATTACHMENT_NAME
from sandbox.discord.markdown import Node, blocks, plain
from sandbox.discord.modals import read_modal
from sandbox.discord.state import Attachment
from sandbox.world import File

Json = dict[str, Any]
LOCALES = ("en", "fr")

HOSTILE = (
    "**bold** __under__ _it_ *it* ~~no~~ ||secret|| `code` ```py\nblock```",
    "@everyone @here <@1> <@!1> <@&2> <#3> </pay:4> <id:customize>",
    "<t:0:R> <:evil:123456> <a:evil:123456>",
    "[pay here](https://evil.example) <https://evil.example> https://evil.example/x_y",
    "# big\n## less\n### least\n-# small\n> quoted\n>>> all\n- item\n* item\n+ item\n1. one\n2) b",
    "  # indented\n\t- tabbed\n\u00a0> spaced",
    "\\ \\\\ \\* \\\\* trailing \\",
    "\r# a\u2028# b\u2029# c\x0b# d\x0c# e\x85# f",
    "\u202egnirts\u2066 desrever\u0000\u0007",
    "`` ` ``` ~~~ ~~ | || |||",
    "¯\\_(ツ)_/¯ snake_case_name 2*3*4 a|b",
    "http\\://x.example HTTPS://X.EXAMPLE https:\\//x.example",
    "half \ud83d a letter",
    "{price} %s {0}",
    "👩‍👩‍👧‍👦🏳️‍🌈 👍🏽 مرحبا",
    "*" * 5000,
    "\\" * 4001,
    "#",
    " ",
    "",
)
hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=200),
    st.text("*_~|`\\<>[]()@#&:/-+.!1a \nhtps", max_size=60),
    st.lists(
        st.sampled_from(
            ["**", "__", "_", "*", "`", "```", "\\", "\n", "# ", "> ", "- ", "1. ", "-# ", "<@1>",
             "[a](https://b.example)", "https://", "x", " ", "<t:1>", "||", "~~", "@everyone"]
        ),
        max_size=14,
    ).map("".join),
)  # fmt: skip


def nobody(_sign: str, _number: int) -> None:
    """Know nobody by their number."""


def read(components: list[Json], *names: str) -> list[Json]:
    """Have the strict Discord read a message's components, or fail with all it says."""
    files = [
        Attachment(i, File(f"f{i}", name, b"x", "image/png"), ATTACHMENT_NAME.sub("_", name), 1)
        for i, name in enumerate(names, 1)
    ]
    reader = form.read({"components": components})
    found = Layout(files, v2=True).read(reader)
    reader.form.finish()
    return found


def read_dialog(data: Json) -> Json:
    return read_modal(form.read(data))


def walk(parts: Sequence[Json]) -> Iterator[Json]:
    for part in parts:
        yield part
        yield from walk(part.get("components", ()))


def texts(components: list[Json]) -> list[str]:
    return [part["content"] for part in walk(components) if part["type"] == 10]


def drawn(screen: Screen, locale: str = "en", **more: Any) -> list[Json]:
    components = card(screen, locale, **more)
    read(components, *[more[k] for k in ("picture",) if k in more], *more.get("files", ()))
    return components


def words(screen: Screen, locale: str = "en") -> str:
    return "\n".join(texts(drawn(screen, locale)))


def tags(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.tag
        yield from tags(node.inside)


def buttons(components: list[Json]) -> list[Json]:
    return [part for part in walk(components) if part["type"] == 2]


def cleaned(typed: str) -> str:
    """Return people's words as they should be read on Discord."""
    return UNSEEN.sub("", LINE_ENDS.sub("\n", typed))


# --- people's words


@settings(max_examples=500, deadline=None)
@given(hostile)
def test_peoples_words_are_never_markup(typed: str) -> None:
    tree = blocks(escape(typed), nobody)
    assert set(tags(tree)) <= {"p", "text"}


@settings(max_examples=500, deadline=None)
@given(hostile)
def test_peoples_words_are_read_as_they_were_typed(typed: str) -> None:
    assert plain(escape(typed), nobody) == cleaned(typed).strip("\n")


@settings(max_examples=300, deadline=None)
@given(hostile, hostile)
def test_peoples_words_dress_nothing_of_ours(one: str, other: str) -> None:
    said = say(Text("**From** {one}, to {other}: done"), "en", escape)
    sentence = say(
        _("From {one} to {other}.").format(one=one, other=other),
        "en",
        lambda w: one_line(escape(w)),
    )
    assert set(tags(blocks(sentence, nobody))) <= {"p", "text"}
    assert "{one}" in said


@settings(max_examples=300, deadline=None)
@given(hostile)
def test_a_quote_holds_all_its_words_and_nothing_else(typed: str) -> None:
    screen = Screen(lines=(Quote(typed, by=typed[:40]), Small(_("Ours."))))
    for text in texts(drawn(screen)):
        tree = blocks(text, nobody)
        inside = [tag for node in tree if node.tag == "blockquote" for tag in tags(node.inside)]
        assert set(inside) <= {"p", "text", "strong"}
        assert [node.tag for node in tree] in (["blockquote", "small"], ["blockquote"])


@settings(max_examples=200, deadline=None)
@given(hostile, st.sampled_from(LOCALES))
def test_hostile_words_everywhere_still_make_a_message(typed: str, locale: str) -> None:
    said = verbatim(typed)
    screen = Screen(
        title=said,
        note=said,
        lines=(
            said,
            Heading(said),
            Fact(said, said),
            Quote(typed, typed),
            Small(said),
            Bar(1, 3, said),
        ),
        buttons=((Button(said, "a:1"), Button(said, url="https://jalon.example/" + "x" * 10)),),
        menu=Menu(said, (Choice(said, "b:1", said), Choice(said, "b:2"))),
    )
    found = drawn(screen, locale)
    assert sum(map(len, texts(found))) <= 4000
    for text in texts(found):
        assert not set(tags(blocks(text, nobody))) & {"a", "mention", "time", "pre", "code", "li"}
        assert "spoiler" not in set(tags(blocks(text, nobody)))


def test_a_cut_never_leaves_half_an_escape() -> None:
    for most in range(1, 12):
        cut = fit("a\\*b\\\\c\\_d", most)
        assert len(cut) <= most
        assert set(tags(blocks(cut + "*x*", nobody))) >= {"em"}


@given(hostile)
def test_what_is_to_be_copied_stands_in_a_box_as_it_is(typed: str) -> None:
    whole = plain_line(typed)
    box = blocks(code(typed), nobody)
    assert set(tags(box)) <= {"p", "code", "text"}
    assert plain(code(typed), nobody) == whole
    assert ("code" in set(tags(box))) == bool(whole and "`" not in whole)


# --- screens


def test_a_screen_reads_from_top_to_bottom() -> None:
    screen = Screen(
        title=_("Order {id}").format(id="K7Q2"),
        note=_("Paid."),
        lines=(
            Fact(_("Price"), Text("{m}").format(m=Money(25_00, "EUR"))),
            Heading(_("Message")),
            Quote("Hello\nyou", "Ana"),
            Bar(2, 4, _("half way")),
            Small(_("Hint.")),
        ),
    )
    assert words(screen).split("\n") == [
        "Paid.",
        "## Order K7Q2",
        "**Price** €25.00",
        "### Message",
        "> **Ana**",
        "> Hello",
        "> you",
        "▰▰▱▱ half way",
        "-# Hint.",
    ]


def test_money_and_days_are_the_readers() -> None:
    screen = Screen(lines=(Fact(verbatim("x"), Text("{m}").format(m=Money(1234_50, "EUR"))),))
    assert "€1,234.50" in words(screen, "en")
    assert "1\u202f234,50\u00a0€" in words(screen, "fr")


@pytest.mark.parametrize("tone", list(Tone))
def test_the_mood_is_a_colour(tone: Tone) -> None:
    assert drawn(Screen(note=_("x"), tone=tone))[0]["accent_color"] == COLOURS[tone]


@pytest.mark.parametrize(
    ("style", "number"), [(Style.MAIN, 1), (Style.PLAIN, 2), (Style.GOOD, 3), (Style.GRAVE, 4)]
)
def test_a_button_looks_as_it_is_meant(style: Style, number: int) -> None:
    (button,) = buttons(drawn(Screen(note=_("x"), buttons=((Button(_("Go"), "a:1", style),),))))
    assert button == {"type": 2, "label": "Go", "style": number, "custom_id": "a:1"}


def test_links_copies_and_shares() -> None:
    screen = Screen(
        note=_("x"),
        buttons=(
            (
                link(_("Page"), "https://jalon.example"),
                link(_("Trick"), "javascript:alert(1)"),
                link(_("Far"), "https://jalon.example/" + "x" * 512),
                Button(_("Number"), copy="K7Q2"),
                Button(_("Share"), search="K7Q2"),
            ),
        ),
    )
    (button,) = buttons(drawn(screen))
    assert (button["style"], button["url"]) == (5, "https://jalon.example")
    assert "Number `K7Q2`" in words(screen)


def test_a_wire_is_drawn_once() -> None:
    twice = (Button(_("One"), "a:1"), Button(_("Two"), "a:1"), Button(_("Menu"), MENU_ID))
    assert [b["label"] for b in buttons(drawn(Screen(note=_("x"), buttons=(twice,))))] == ["One"]


def test_rows_are_kept_while_they_fit_and_filled_when_they_do_not() -> None:
    rows = tuple((Button(_("B"), f"a:{i}"),) for i in range(10))
    kept = [p for p in walk(drawn(Screen(note=_("x"), buttons=rows))) if p["type"] == 1]
    assert [len(row["components"]) for row in kept] == [1] * 10
    rows = tuple((Button(_("B"), f"a:{i}"),) for i in range(60))
    many = buttons(drawn(Screen(note=_("x"), buttons=rows)))
    assert [b["custom_id"] for b in many] == [f"a:{i}" for i in range(len(many))]
    assert len(many) >= 25


def test_wide_rows_are_broken() -> None:
    row = tuple(Button(_("B"), f"a:{i}") for i in range(8))
    kept = [p for p in walk(drawn(Screen(note=_("x"), buttons=(row,)))) if p["type"] == 1]
    assert [len(row["components"]) for row in kept] == [5, 3]


def test_a_menu_says_what_is_wanted_by_its_options() -> None:
    choices = tuple(Choice(verbatim(f"c{i}"), f"a:{i}") for i in range(30))
    screen = Screen(note=_("x"), menu=Menu(_("Pick"), (*choices[:2], *choices)))
    (menu,) = [p for p in walk(drawn(screen)) if p["type"] == 3]
    assert [o["value"] for o in menu["options"]] == [f"a:{i}" for i in range(23)]
    assert drawn(Screen(note=_("x"), menu=Menu(_("Pick"), ())))


def test_pictures_and_files_are_shown_by_name() -> None:
    screen = Screen(title=_("Gig"), picture="p", files=("a", "b"))
    kinds = [p["type"] for p in walk(drawn(screen, picture="p.png", files=("a.pdf", "b.zip")))]
    assert kinds == [17, 10, 12, 13, 13]


def test_what_is_too_long_is_shortened_where_it_is_longest() -> None:
    screen = Screen(
        title=_("Order"), lines=(Quote("word " * 3000, "Ana"), Fact(_("Price"), verbatim("25")))
    )
    text = words(screen)
    assert len(text) <= 4000
    assert "## Order" in text
    assert "**Price** 25" in text
    assert "…" in text


def test_a_hundred_lines_are_cut_but_still_a_message() -> None:
    screen = Screen(lines=tuple(verbatim(f"{i} " + "x" * 90) for i in range(200)))
    assert 3800 < len(words(screen)) <= 4000


def test_nothing_at_all_is_still_a_message() -> None:
    drawn(Screen())
    drawn(Screen(title=Text("")))


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


# --- files


@given(st.lists(hostile, min_size=1, max_size=10))
def test_files_have_names_that_stay(names: list[str]) -> None:
    taken: set[str] = set()
    safe = [safe_name(name, taken) for name in names]
    assert len(set(safe)) == len(safe)
    for name in safe:
        assert ATTACHMENT_NAME.sub("_", name) == name
        assert 0 < len(name) <= limits.FILE_NAME


def test_names_keep_their_ending() -> None:
    assert safe_name("Référence finale.PDF", set()) == "Reference_finale.PDF"
    assert safe_name("..", set()) == "file"
    taken: set[str] = set()
    assert [safe_name("a.png", taken) for _i in range(3)] == ["a.png", "a-2.png", "a-3.png"]


def test_files_are_shared_out_to_messages() -> None:
    small = [Upload(f"{i}", "", b"x") for i in range(25)]
    assert [len(load) for load in loads([], small)] == [6, 10, 9]
    large = [Upload(f"{i}", "", b"x" * limits.FILE_BYTES) for i in range(5)]
    assert [len(load) for load in loads([], large)] == [2, 2, 1]
    assert loads([], []) == [()]
