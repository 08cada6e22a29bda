"""Words and their dress: read as Telegram reads them, shown so that nothing can be smuggled in."""

import html as plain_html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.telegram import entities, html, limits
from sandbox.telegram.errors import Failure


def bold(offset: int, length: int, kind: str = "bold", **more: object) -> html.Entity:
    return {"type": kind, "offset": offset, "length": length, **more}


def read(text: str, *marks: html.Entity, **more: object) -> entities.Text:
    source = {"text": text, "entities": list(marks), **more}
    return entities.read(source, "text", most=limits.TEXT, entities="entities")


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("<b>a</b>", "a", [bold(0, 1)]),
        ("😀<i>é</i>", "😀é", [bold(2, 1, "italic")]),
        ("<b>a<i>b</i></b>", "ab", [bold(0, 2), bold(1, 1, "italic")]),
        (
            '<a href="https://a.b/?x=1&amp;y">l</a>',
            "l",
            [bold(0, 1, "text_link", url="https://a.b/?x=1&y")],
        ),
        ("<a href='https://a.b'>l</a>", "l", [bold(0, 1, "text_link", url="https://a.b")]),
        ("&lt;b&gt; &#39;&#x41;", "<b> 'A", []),
        ('<pre><code class="language-py">x</code></pre>', "x", [bold(0, 1, "pre", language="py")]),
        ('<code class="language-py">x</code>', "x", [bold(0, 1, "code")]),
        ('<span class="tg-spoiler">x</span>', "x", [bold(0, 1, "spoiler")]),
        ("<blockquote expandable>x</blockquote>", "x", [bold(0, 1, "expandable_blockquote")]),
        (
            '<tg-time unix="1800000000" format="r">x</tg-time>',
            "x",
            [bold(0, 1, "date_time", unix_time=1800000000, date_time_format="r")],
        ),
        ("a <b></b> b", "a  b", []),
        ("a & b &copy;", "a & b &copy;", []),
        ("<B>a</B  >", "a", [bold(0, 1)]),
    ],
)
def test_html_is_read_as_telegram_reads_it(
    source: str, text: str, marks: list[html.Entity]
) -> None:
    found = read(source, parse_mode="HTML")
    assert found.text == text
    assert found.entities == marks


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("é<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, says: str) -> None:
    with pytest.raises(Failure, match=f"^Bad Request: can't parse entities: {re.escape(says)}$"):
        read(source, parse_mode="HTML")


@pytest.mark.parametrize(
    ("text", "mark", "says"),
    [
        ("ab", bold(3, 1), "entity begins after the end of the text at UTF-16 offset 3"),
        ("ab", bold(1, 5), "entity beginning at UTF-16 offset 1 ends after the end of the text"),
        ("😀", bold(1, 1), "entity begins in a middle of a UTF-16 symbol"),
        ("😀", bold(0, 1), "entity beginning at UTF-16 offset 0 ends in a middle"),
        ("ab", bold(-1, 1), "receive an entity with incorrect offset -1"),
        ("ab", bold(0, 1, "shiny"), "can't parse MessageEntity: Unsupported type specified"),
        ("ab", bold(0, 1, "text_link"), "can't parse MessageEntity: can't find field \"url\""),
        ("ab", bold(0, 1, "date_time", unix_time=5, date_time_format="x"), "invalid date-time"),
        (" \n ", bold(0, 1), "text must be non-empty"),
        ("\ud83d", bold(0, 1), "strings must be encoded in UTF-8"),
    ],
)
def test_wrong_entities_are_refused(text: str, mark: html.Entity, says: str) -> None:
    with pytest.raises(Failure, match=f"^Bad Request: {re.escape(says)}"):
        read(text, mark)


def test_ends_are_trimmed_and_the_dress_moves_along() -> None:
    found = read("  \n😀 bold \n", bold(3, 8))
    assert found == entities.Text("😀 bold", [bold(0, 7)])
    assert read("a\r\nb\tc", bold(3, 1)) == entities.Text("a\nb c", [bold(2, 1)])
    assert read("a  b", bold(1, 2)).entities == []


def test_what_telegram_sees_by_itself() -> None:
    found = read("😀 /go@JalonBot @anabel #tag https://a.bc/d?e=f. x@y.zz a/b")
    units = found.text.encode("utf-16-le")
    seen = [
        (e["type"], units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in found.entities
    ]
    assert seen == [
        ("bot_command", "/go@JalonBot"),
        ("mention", "@anabel"),
        ("hashtag", "#tag"),
        ("url", "https://a.bc/d?e=f"),
        ("email", "x@y.zz"),
    ]


def test_the_hundred_and_first_entity_is_refused() -> None:
    marks = [bold(2 * n, 1) for n in range(101)]
    assert len(read("a " * 101, *marks[:100]).entities) == 100
    with pytest.raises(Failure, match="ENTITIES_TOO_LONG"):
        read("a " * 101, *marks)


def test_crossing_dress_is_cut_and_nested() -> None:
    shown = html.dressed("abcdef", [bold(0, 4), bold(2, 4, "italic")])
    assert shown == "<b>ab<i>cd</i></b><i>ef</i>"


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&"


def test_hostile_words_stay_words() -> None:
    whole = len(HOSTILE)
    for mark in (
        [],
        [bold(0, whole)],
        [bold(0, whole, "text_link", url='javascript:alert("1")')],
        [bold(0, whole, "text_link", url='https://a.b/"><script>')],
        [bold(0, whole, "pre", language='"><script>')],
        [bold(0, whole, "shiny<script>")],
        [bold(0, whole, "date_time", unix_time=5, date_time_format='"><script>')],
    ):
        shown = html.dressed(HOSTILE, mark)
        assert "<script" not in shown
        assert "<img" not in shown
        assert not re.search(r'href="(?!https?:|tg:|mailto:)', shown)
        assert plain_html.unescape(re.sub(r"<[^>]*>", "", shown)) == HOSTILE


KINDS = st.sampled_from(["bold", "italic", "spoiler", "pre", "code", "blockquote", "url"])
PIECES = st.lists(st.tuples(KINDS, st.integers(0, 30), st.integers(0, 30)), max_size=6)


@given(st.text(max_size=30), PIECES)
def test_any_dress_shows_all_words_and_no_markup_of_theirs(
    text: str, pieces: list[tuple[str, int, int]]
) -> None:
    marks = [bold(begin, length, kind) for kind, begin, length in pieces]
    shown = html.dressed(text, marks)
    bare = re.sub(r"<(?:/?[a-z]+(?: [a-z-]+=\"[^\"<>]*\")*)>", "", shown.replace("<br>", "\n"))
    if all(c < "\ud800" for c in text):
        assert plain_html.unescape(bare) == text
    assert "<" not in bare


@given(st.text(alphabet="ab😀é \n\r\t<>&;/\"'=", max_size=40))
def test_html_is_read_or_refused_and_never_breaks(source: str) -> None:
    try:
        found = read(source, parse_mode="HTML")
    except Failure:
        return
    assert html.width(found.text) <= html.width(source)


@given(
    st.text(alphabet="ab😀 \n\r\t\x00", max_size=20),
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=4),
)
def test_cleaned_entities_always_fit_the_cleaned_text(
    text: str, spans: list[tuple[int, int]]
) -> None:
    try:
        found = read(text, *(bold(*span) for span in spans))
    except Failure:
        return
    for mark in found.entities:
        assert mark["length"] > 0
        assert 0 <= mark["offset"] <= mark["offset"] + mark["length"] <= html.width(found.text)
