"""Screens on Discord: every limit kept, every payload taken, whatever people write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import say
from bot.platforms.discord import limits
from bot.platforms.discord.draw import COLOURS, MENU_ID
from bot.platforms.discord.escape import code, escape, fit, one_line, plain_line
from bot.platforms.discord.rest import Upload
from bot.platforms.discord.uploads import loads, safe_name, sorted_out
from bot.ui import (
    Bar,
    Button,
    Choice,
    Fact,
    Heading,
    Menu,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    link,
)
from core.kit.money import Money
from core.kit.text import Text, _, verbatim
from sandbox.discord.limits import ATTACHMENT_NAME
from sandbox.discord.markdown import blocks, plain
from tests.bot.discord_paper import (
    LOCALES,
    buttons,
    cleaned,
    drawn,
    hostile,
    nobody,
    tags,
    texts,
    walk,
    words,
)

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
    screen = Screen(title=_("Gig"), picture="p", files=("a", "b", "c"))
    parts = drawn(screen, picture="p.png", pictures=("c.jpg",), files=("a.pdf", "b.zip"))
    assert [p["type"] for p in walk(parts)] == [17, 10, 12, 12, 13, 13]


def test_pictures_are_known_by_their_bytes_not_by_their_names() -> None:
    starts = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF1234WEBP", b"%PDF", b""]
    uploads = [Upload(f"{n}.png", "image/png", start) for n, start in enumerate(starts)]
    assert sorted_out(uploads) == (["0.png", "1.png", "2.png", "3.png"], ["4.png", "5.png"])


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
