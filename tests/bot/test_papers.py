"""The case file on paper and as a sealed file: had by both sides, read, and verified."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.__main__ import main
from bot.demo.people import Person
from bot.papers.document import Document
from bot.papers.lines import printed
from core.disputes import DisputeState
from core.kit.text import Text, verbatim
from tests.bot.street import street_in
from tests.town import Town

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SCRIPTS = "Crème brûlée, œuvre, Ω Λαμπρού, Привет, Ґанок, Zażółć gęślą jaźń, ₴ € ½"


def on_paper(fill: Callable[[Document], None]) -> bytes:
    document = Document(verbatim("Title"), verbatim("Below"), "en", foot=verbatim("Foot"))
    fill(document)
    return document.written(NOW)


def read(raw: bytes) -> str:
    """What stands on a paper, page after page."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(raw)).pages)


def test_the_little_pictures_people_write_with_are_printed() -> None:
    said = "Yes \U0001f44d no \U0001f44e \U0001f9e8\u2764\ufe0f\U0001f642"
    raw = read(on_paper(lambda paper: paper.quote(verbatim("X"), said)))
    for picture in "\U0001f44d\U0001f44e\U0001f9e8\u2764\U0001f642":
        assert picture in raw
    assert "\u25af" not in raw


def test_what_is_read_from_the_right_is_turned_around() -> None:
    hebrew = "\u05d6\u05d4 \u05dc\u05d0 (\u05de\u05d4) 12"
    arabic = "\u0647\u0630\u0627 \u0644\u0627"  # this, not
    wide = 600.0
    assert list(printed(hebrew, 99_000, lambda _c: wide)) == [
        ("12 (\u05d4\u05de) \u05d0\u05dc \u05d4\u05d6", True)
    ]
    assert list(printed(arabic, 99_000, lambda _c: wide)) == [
        ("\ufefb \ufe8d\ufeac\ufeeb", True)
    ], "each letter in the shape it has beside its neighbours"
    first, second = printed("\u05d0\u05d1 \u05d2\u05d3", 3 * wide, lambda _c: wide)
    assert (first.words, second.words) == ("\u05d1\u05d0", "\u05d3\u05d2"), "line by line"
    ours = "3. \u05d0\u05d1, the buyer"
    assert list(printed(ours, 99_000, lambda _c: wide, ours=True)) == [
        ("3. \u05d1\u05d0, the buyer", False)
    ]


def test_lines_are_broken_between_words_where_they_can() -> None:
    def lines(words: str) -> list[str]:
        return [line.words for line in printed(words, 5.0, lambda _letter: 1.0)]

    assert lines("ab cd efg") == ["ab cd", "efg"]
    assert lines("ab\n\n  cd") == ["ab", "", "  cd"]
    assert lines("abcdefghijkl m") == ["abcde", "fghij", "kl m"]
    assert lines("") == [""]
    assert lines("a     b") == ["a", "b"]


def test_letters_of_many_scripts_can_be_read() -> None:
    raw = on_paper(lambda paper: paper.quote(verbatim("Somebody"), SCRIPTS))
    assert SCRIPTS in " ".join(read(raw).split())


def test_a_letter_no_font_has_leaves_a_sign_and_nothing_hides() -> None:
    raw = on_paper(lambda paper: paper.quote(verbatim("X"), "a\u4f60b \u202ec\u200bd \ue0ff"))
    assert "a\u25afb cd" in read(raw)
    assert "Page 1 of 1" in read(raw)


def test_markup_and_blanks_stay_what_they_are() -> None:
    hostile = "<b>x</b> **y** {nb} {page} %s [z](https://example.org) &lt;"
    assert hostile in read(on_paper(lambda paper: paper.quote(verbatim("X"), hostile)))


def test_the_same_says_the_same_byte_for_byte() -> None:
    first, second = [on_paper(lambda paper: paper.says(verbatim("x"))) for _each in range(2)]
    assert first == second


def test_long_tables_and_words_go_over_the_pages() -> None:
    def fill(paper: Document) -> None:
        paper.table(
            (verbatim("Head"), verbatim("Other")), [(verbatim("a"), verbatim("b"))] * 200, (1, 1)
        )
        paper.quote(verbatim("Somebody"), "word " * 5_000)
        paper.quote(verbatim("Somebody"), "x" * 3_000)

    pages = PdfReader(BytesIO(on_paper(fill))).pages
    assert len(pages) > 5
    assert pages[1].extract_text().startswith("Head"), "the head stands on every page"
    assert f"Page 2 of {len(pages)}" in pages[1].extract_text()


RIGHT = st.text(st.sampled_from("\u05d0\u05d1\u05bc\u0627\u0644\u0644\u0645\u064b\u0661 1a(.)"))


BAR = b"1.98 w"  # the line beside people's words is 0.7 millimetres wide


def test_a_bar_stands_beside_peoples_words_on_every_page() -> None:
    def bars(raw: bytes) -> list[int]:
        pages = PdfReader(BytesIO(raw)).pages
        found = [page.get_contents() for page in pages]
        return [0 if page is None else page.get_data().count(BAR) for page in found]

    assert bars(on_paper(lambda paper: paper.says(verbatim("word " * 2_000)))) == [0, 0, 0]
    long = bars(on_paper(lambda paper: paper.quote(verbatim("Somebody"), "word " * 2_000)))
    assert long == [1, 1, 1]
    assert bars(on_paper(lambda paper: paper.quote(verbatim("Somebody"), ""))) == [0]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | RIGHT)
def test_whatever_people_write_can_be_printed(words: str) -> None:
    def fill(paper: Document) -> None:
        paper.says(verbatim(words))
        paper.quote(verbatim(words), words, verbatim(words))
        paper.facts((verbatim(words), verbatim(words)))
        paper.table((Text("x"),), [(verbatim(words),)], (1,))

    assert on_paper(fill).startswith(b"%PDF-")


async def has(town: Town, person: Person, ending: str) -> bytes:
    """The bytes of the last file of this kind on somebody's screen."""
    for message in reversed(person.inbox):
        for file in message["files"]:
            if file["name"].endswith(ending):
                async with town._session.get(file["url"]) as answer:
                    return await answer.read()
    raise AssertionError(f"{person.name} has no {ending} in:\n{person.everything}")


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_both_sides_have_the_case_file_in_their_language(
    town: Town, platform: str, language: str
) -> None:
    street = await street_in(town, platform, language, questions=0)
    order, case = await street.scene.disputed_in(DisputeState.DECIDED)
    for person in (street.ana, street.ben):
        await person.commands("orders")
        await person.takes(f"or.se:{order}")
        await person.takes("di.se:")
        await person.takes(f"di.cf:{case}:pdf")
        said = read(await has(town, person, ".pdf"))
        assert (
            f"{'Dossier du litige' if language == 'fr' else 'Case file of dispute'} {case}" in said
        )
        assert "It is not right." in said
        assert "30,00" in said if language == "fr" else "30.00" in said
        await person.takes("di.se:")
        await person.takes(f"di.cf:{case}:json")
        sealed = json.loads(await has(town, person, ".json"))
        assert (sealed["case"], sealed["order"]) == (case, order)
        assert sealed["head"] in said.replace("\n", ""), "the paper bears the hash of the file"


async def test_the_command_knows_its_own_and_names_what_was_changed(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    street = await street_in(town, "telegram", "en", questions=0)
    order, case = await street.scene.disputed_in(DisputeState.EXECUTED)
    await street.ben.commands("orders")
    await street.ben.takes("or.ls:buyer:1")
    await street.ben.takes(f"or.se:{order}")
    await street.ben.takes("di.se:")
    await street.ben.takes(f"di.cf:{case}:json")
    raw = await has(town, street.ben, ".json")
    monkeypatch.setenv("JALON_HOME", str(town.settings.home_folder))

    def verify(content: bytes) -> tuple[int, str]:
        file = tmp_path / "case.json"
        file.write_bytes(content)
        status = _in_a_thread(["verify", str(file)])
        said = capsys.readouterr()
        return status, said.out + said.err

    status, says = verify(raw)
    assert status == 0
    assert says.startswith(f"Genuine: the case file of dispute {case} about order {order}, ")
    assert says.count("\n") == 1
    for number, line in enumerate(raw.decode().splitlines(), 1):
        if '"entry"' in line:
            changed = raw.replace(line.encode(), line.replace('"by":"', '"by":"x').encode())
            status, says = verify(changed)
            assert status == 1
            assert says.startswith(f"CHANGED  line {number}, entry {number - 1} (")
    assert verify(b"{}")[0] == 2
    monkeypatch.setenv("JALON_HOME", str(tmp_path / "elsewhere"))
    status, says = verify(raw)
    assert status == 2
    assert "only the market that gave a case file out can verify it" in says


def _in_a_thread(words: list[str]) -> int:
    """Run the command where no loop runs yet."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(main, words).result()
