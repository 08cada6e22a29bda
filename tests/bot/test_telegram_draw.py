"""Screens on Telegram: every entity in its place, every limit kept, whatever people write."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.actions import DropForm, FinishQuestion, GoBack, PauseForm, PickOption
from bot.platforms.telegram import limits
from bot.platforms.telegram.draw import Drawn, bar, caption, draw, only_toast, toast
from bot.platforms.telegram.text import WORD_JOINER, fit, tame, tame_quote, width
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
    decode,
    link,
)
from core.kit.money import Money
from core.kit.text import Text, _, verbatim
from sandbox.telegram import entities as telegram
from sandbox.telegram import markup

HOSTILE = (
    "<b>bold</b> &amp; <script>",
    "**bold** _it_ [x](https://evil.example) `code`",
    "@everyone @durov #tag $CASH /withdraw",
    "\u202egnirts\u2066 desrever",
    "👩‍👩‍👧‍👦🏳️‍🌈 👍🏽",
    "مرحبا بالعالم",
    "half \ud83d a letter",
    "\x00\x07\t\r\n\n\n",
    "\u200b\u2060\ufeff",
    "å\u0333 e\u0301",
    "{price} %s {0}",
)
hostile = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=300), st.text("🙂é\n@/#", max_size=99)
)


def dressed(drawn: Drawn, kind: str) -> list[str]:
    """Return the texts that wear this dress, counted as Telegram counts."""
    units = drawn.text.encode("utf-16-le")
    return [
        units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
        for e in drawn.entities
        if e["type"] == kind
    ]


def keys(drawn: Drawn) -> list[dict[str, Any]]:
    return [key for row in drawn.keyboard for key in row]


def labels(drawn: Drawn) -> list[list[str]]:
    return [[key["text"] for key in row] for row in drawn.keyboard]


def accepted(drawn: Drawn) -> telegram.Text:
    """Let the strict Telegram take this message; return what it makes of it."""
    source = {"text": drawn.text, "entities": drawn.entities}
    taken = telegram.read(source, "text", most=limits.TEXT, entities="entities")
    markup.check({"inline_keyboard": drawn.keyboard}, private=True)
    return taken


def card(words: str = "Logo 🙂", by: str = "Ana") -> Screen:
    title = _("Order {number}: {gig}").format(number="7GH2KM4P", gig=words)
    return Screen(
        title=title,
        note=_("Something has just happened."),
        lines=(
            Fact(_("Price"), Text("{price}").format(price=Money(50_00, "EUR"))),
            Fact(_("Seller"), verbatim(words)),
            Bar(2, 5, _("1 of 2 done")),
            Heading(_("What they said")),
            Quote(words, by=by),
            _("A whole sentence about {gig}.").format(gig=words),
            Small(_("A hint.")),
        ),
        buttons=((Button(_("Accept"), "of.ok:1", Style.GOOD), Button(_("Later"), "of.no:1")),),
    )


def test_a_card_reads_from_top_to_bottom() -> None:
    drawn = draw(card(), "en")
    assert drawn.text == (
        "Something has just happened.\n"
        "\n"
        "Order 7GH2KM4P: Logo 🙂\n"
        "Price: €50.00\n"
        "Seller: Logo 🙂\n"
        "▰▰▱▱▱ 1 of 2 done\n"
        "\n"
        "What they said\n"
        "Ana\n"
        "Logo 🙂\n"
        "\n"
        "A whole sentence about Logo 🙂.\n"
        "\n"
        "A hint."
    )
    assert dressed(drawn, "bold") == [
        "Order 7GH2KM4P: Logo 🙂",
        "Price:",
        "Seller:",
        "What they said",
        "Ana",
    ]
    assert dressed(drawn, "blockquote") == ["Ana\nLogo 🙂"]
    assert dressed(drawn, "italic") == ["A hint."]
    assert drawn.keyboard == [
        [
            {"text": "Accept", "callback_data": "of.ok:1", "style": "success"},
            {"text": "Later", "callback_data": "of.no:1"},
        ]
    ]


@settings(max_examples=300, deadline=None)
@given(words=hostile, by=hostile, locale=st.sampled_from(["en", "fr"]))
def test_whatever_people_write_stays_text(words: str, by: str, locale: str) -> None:
    drawn = draw(card(words, by), locale)
    taken = accepted(drawn)
    kinds = {e["type"] for e in taken.entities}
    assert kinds <= {"bold", "italic", "blockquote", "expandable_blockquote", "url", "email", *TAGS}
    assert not {"mention", "bot_command"} & kinds
    ours = [e for e in taken.entities if e["type"] in {"bold", "italic", "blockquote"}]
    assert all(e in ours for e in drawn.entities if e["type"] == "italic" or e["offset"] == 0)


TAGS = {"hashtag", "cashtag"}  # in a quotation they may be copied, so they stay


def test_entities_count_utf_16_units() -> None:
    drawn = draw(Screen(title=verbatim("🙂"), lines=(Fact(verbatim("🏳️‍🌈"), verbatim("é")),)), "en")
    assert drawn.entities == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "bold", "offset": 3, "length": width("🏳️‍🌈:")},
    ]
    assert accepted(drawn).entities == drawn.entities


@settings(max_examples=100, deadline=None)
@given(st.lists(hostile, max_size=60), st.sampled_from([limits.TEXT, limits.CAPTION]))
def test_any_screen_fits(words: list[str], most: int) -> None:
    lines = tuple(Quote(w * 40, by=w) if n % 2 else verbatim(w * 9) for n, w in enumerate(words))
    drawn = draw(Screen(title=verbatim("T" * 200), lines=lines), "en", most=most)
    assert 0 < width(drawn.text) <= most
    assert len(drawn.entities) <= limits.ENTITIES
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= most for e in drawn.entities)


def test_what_is_longest_gives_way_first() -> None:
    screen = Screen(
        title=verbatim("Kept"), lines=(Quote("🙂" * 5000), Small(verbatim("Also kept")))
    )
    drawn = draw(screen, "en")
    assert width(drawn.text) <= limits.TEXT
    assert drawn.text.startswith("Kept\n🙂🙂")
    assert drawn.text.endswith("🙂…\n\nAlso kept")
    assert dressed(drawn, "italic") == ["Also kept"]
    assert dressed(drawn, "expandable_blockquote")[0].endswith("🙂…")


def test_a_shortened_letter_is_never_half() -> None:
    assert fit("🙂🙂🙂", 6) == "🙂🙂🙂"
    assert fit("🙂🙂🙂", 5) == "🙂🙂…"
    assert fit("🙂🙂🙂", 4) == "🙂…"
    assert fit("👩‍👩‍👧", 4) == "👩…"


def test_signs_in_peoples_words_do_not_become_links() -> None:
    joined = f"@{WORD_JOINER}ana /{WORD_JOINER}pay #{WORD_JOINER}1 ${WORD_JOINER}EUR"
    assert tame("@ana /pay #1 $EUR") == joined
    assert tame("ana@example.org and 5/6") == "ana@example.org and 5/6"
    assert tame("https://example.org/@ana/#x") == "https://example.org/@ana/#x"
    assert tame_quote("#ffcc00 @ana") == f"#ffcc00 @{WORD_JOINER}ana"


def test_a_bar_is_never_full_before_the_end() -> None:
    assert bar(0, 100) == "▱" * 8
    assert bar(1, 100) == "▰" + "▱" * 7
    assert bar(99, 100) == "▰" * 7 + "▱"
    assert bar(100, 100) == "▰" * 8
    assert bar(2, 5) == "▰▰▱▱▱"
    assert bar(9, 5) == "▰" * 5
    assert bar(0, 0) == "▱" * 8
    assert bar(-3, -1) == "▱" * 8


def test_a_screen_without_words_still_says_something() -> None:
    drawn = draw(Screen(buttons=((Button(verbatim(""), "of.ok:1"),),)), "en")
    assert drawn.text == "…"
    assert caption(drawn) == ""
    assert keys(drawn) == [{"text": "…", "callback_data": "of.ok:1"}]
    menu = Menu(_("Pick one"), (Choice(verbatim("A"), "x"),))
    assert draw(Screen(menu=menu), "en").text == "Pick one"
    assert accepted(draw(Screen(lines=(verbatim("\u200b"),)), "en")).text == "…"


def test_menus_are_columns_and_short_hints_stand_beside() -> None:
    menu = Menu(
        _("Pick one"),
        (
            Choice(verbatim("Logo"), "g:1", verbatim("from 50 €")),
            Choice(
                verbatim("Song"),
                "g:2",
                verbatim("a hint that is much too long to stand on a button"),
            ),
        ),
    )
    assert labels(draw(Screen(menu=menu), "en")) == [["Logo · from 50 €"], ["Song"]]


def test_keyboards_keep_telegrams_numbers() -> None:
    choices = tuple(Choice(verbatim(f"{n}" * 99), f"g:{n}") for n in range(150))
    row = tuple(Button(verbatim(f"b{n}"), f"b:{n}") for n in range(20))
    drawn = draw(Screen(menu=Menu(_("Pick one"), choices), buttons=(row,)), "en")
    assert len(keys(drawn)) == limits.BUTTONS
    assert max(map(len, drawn.keyboard)) <= limits.BUTTONS_A_ROW
    assert all(width(key["text"]) <= limits.BUTTON_LABEL for key in keys(drawn))
    assert keys(drawn)[-1]["text"] == "b19"
    accepted(drawn)


def test_buttons_that_lead_elsewhere() -> None:
    row = (
        link(_("Open"), "https://example.org/o/1"),
        Button(_("Copy"), copy="x" * 300),
        Button(_("Share"), search="gig 1", style=Style.MAIN),
    )
    drawn = draw(Screen(title=verbatim("x"), buttons=(row,)), "en")
    opens, copies, shares = keys(drawn)
    assert opens == {"text": "Open", "url": "https://example.org/o/1"}
    assert width(copies["copy_text"]["text"]) == limits.COPY_TEXT
    assert shares["switch_inline_query_chosen_chat"]["query"] == "gig 1"
    assert shares["style"] == "primary"
    accepted(drawn)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://nowhere", "ftp://a.b", "http://[", "https://a b.c", ""]
)
def test_an_address_telegram_would_refuse_costs_only_its_button(url: str) -> None:
    stays = Button(_("Stay"), "of.ok:1")
    drawn = draw(Screen(title=verbatim("x"), buttons=((link(_("Open"), url or "x"), stays),)), "en")
    assert labels(drawn) == [["Stay"]]


def test_toasts() -> None:
    assert only_toast(Screen(toast=_("Saved.")))
    assert not only_toast(Screen(toast=_("Saved."), title=_("Order")))
    assert not only_toast(Screen())
    assert width(toast(Screen(toast=verbatim("🙂" * 300)), "en")) <= limits.TOAST
    assert draw(Screen(toast=_("Saved.")), "en").text == "Saved."


# --- forms


def question(**more: Any) -> Question:
    given: dict[str, Any] = {
        "name": "title",
        "kind": QuestionKind.LINE,
        "label": _("Title"),
        "says": _("What will you do, in one line?"),
        **more,
    }
    return Question(**given)


def page(*questions: Question, done: int = 0, of: int = 7, resumed: bool = False) -> Screen:
    return Screen(page=Page("D1", _("Send an offer"), questions, done, of, resumed))


def test_a_question_is_asked_alone() -> None:
    drawn = draw(page(question(hint=_("No jargon.")), question(name="price"), done=2), "en")
    assert drawn.text == (
        "Send an offer\nQuestion 3 of 7\n\nWhat will you do, in one line?\nNo jargon."
    )
    assert dressed(drawn, "bold") == ["Send an offer", "What will you do, in one line?"]
    assert labels(drawn) == [["Back"], ["Stop for now", "Throw away"]]
    assert [decode(key["callback_data"]) for key in keys(drawn)] == [
        GoBack("D1"),
        PauseForm("D1"),
        DropForm("D1"),
    ]
    accepted(drawn)


def test_what_was_wrong_comes_first_and_what_was_typed_can_be_copied() -> None:
    drawn = draw(page(question(wrong=_("Too long."), typed="my long title", required=False)), "en")
    assert drawn.text.startswith("⚠ Too long.\n\nSend an offer\nQuestion 1 of 7\n")
    assert dressed(drawn, "blockquote") == ["my long title"]
    assert labels(drawn) == [["Copy what I wrote"], ["Skip"], ["Stop for now", "Throw away"]]
    assert keys(drawn)[0]["copy_text"] == {"text": "my long title"}
    accepted(drawn)


def test_a_form_taken_up_again_says_so() -> None:
    drawn = draw(page(question(), resumed=True, of=1), "en")
    assert drawn.text == (
        "You left this form earlier. Your answers are still here.\n\n"
        "Send an offer\n\nWhat will you do, in one line?"
    )


def test_options_are_pressed() -> None:
    options = (Option("one", verbatim("One")), Option("two", verbatim("Two")))
    drawn = draw(page(question(kind=QuestionKind.ONE, options=options)), "en")
    assert labels(drawn) == [["One", "Two"], ["Stop for now", "Throw away"]]
    assert decode(keys(drawn)[1]["callback_data"]) == PickOption("D1", "title", "two")
    longer = (*options, Option("three", verbatim("Something much longer"), verbatim("hint")))
    drawn = draw(page(question(kind=QuestionKind.ONE, options=longer)), "en")
    assert labels(drawn)[:2] == [["One", "Two"], ["Something much longer · hint"]]
    long = (*longer, Option("four", verbatim("Just as long as the other one")))
    drawn = draw(page(question(kind=QuestionKind.ONE, options=long)), "en")
    assert [len(row) for row in labels(drawn)[:4]] == [1, 1, 1, 1]


def test_several_options_are_ticked_until_done() -> None:
    options = (Option("one", verbatim("One")), Option("two", verbatim("Two")))
    many: dict[str, Any] = {"kind": QuestionKind.MANY, "options": options, "least": 1, "most": 2}
    drawn = draw(page(question(**many)), "en")
    assert labels(drawn) == [["☐ One", "☐ Two"], ["Stop for now", "Throw away"]]
    drawn = draw(page(question(**many, chosen=("two",))), "en")
    assert labels(drawn)[:2] == [["☐ One", "☑ Two"], ["Done"]]
    done = keys(drawn)[2]
    assert decode(done["callback_data"]) == FinishQuestion("D1", "title")
    assert done["style"] == "primary"


def test_files_are_gathered_until_done() -> None:
    files: dict[str, Any] = {"kind": QuestionKind.FILES, "least": 2, "most": 5}
    drawn = draw(page(question(**files, chosen=("F1",)), of=1), "en")
    assert drawn.text.endswith("A picture sent as a file stays sharp.\n1 file so far")
    assert labels(drawn) == [["Stop for now", "Throw away"]]
    drawn = draw(page(question(**files, chosen=("F1", "F2"))), "en")
    assert drawn.text.endswith("\n2 files so far")
    assert labels(drawn)[0] == ["Done"]


@settings(max_examples=100, deadline=None)
@given(
    words=hostile, kind=st.sampled_from(list(QuestionKind)), locale=st.sampled_from(["en", "fr"])
)
def test_any_question_can_be_asked(words: str, kind: QuestionKind, locale: str) -> None:
    options = tuple(Option(f"o{n}", verbatim(words)) for n in range(30))
    asked = question(
        kind=kind,
        says=verbatim(words * 30),
        hint=verbatim(words),
        typed=words * 50,
        wrong=verbatim(words),
        options=options,
    )
    drawn = draw(page(asked, done=1), locale)
    taken = accepted(drawn)
    assert not {"mention", "bot_command"} & {e["type"] for e in taken.entities}
