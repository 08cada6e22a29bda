"""An offer in one line, as people type it in a group, and whom it names."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from bot.conversations.offers import DealUnclear, deal_of
from bot.platform import PlaceKind, Who
from bot.platforms.telegram.reading import Bearings, read
from core import accounts
from core.accounts import NobodyOfThatName, SeveralOfThatName
from core.kit.errors import Refusal
from core.kit.settings import MarketSettings
from core.market import Market
from core.store import Tx

HERE = Bearings(id=1, username="jalon_bot", words={"proposer": "deal", "deal": "deal"})
CTX: Any = SimpleNamespace(settings=MarketSettings(), me=None)


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ("@ben 50 3d logo for a van", ("@ben", 50_00, 3, "logo for a van")),
        ("@ben 50 3 logo for a van", ("@ben", 50_00, 3, "logo for a van")),
        ("@ben 50€ 3j logo pour un van", ("@ben", 50_00, 3, "logo pour un van")),
        ("@ben 50,50 € 12 jours deux logos", ("@ben", 50_50, 12, "deux logos")),
        ("@ben €50 3 days two logos", ("@ben", 50_00, 3, "two logos")),
        ("@ben_2 50 3d logos in 3D", ("@ben_2", 50_00, 3, "logos in 3D")),
        ("Ben Ollivier 50 3d two logos", ("Ben Ollivier", 50_00, 3, "two logos")),
        ("50 3d two logos", ("", 50_00, 3, "two logos")),
        ("  @ben   50   3d   two logos  ", ("@ben", 50_00, 3, "two logos")),
    ],
)
def test_a_line_is_read_as_people_mean_it(line: str, read_as: tuple[str, int, int, str]) -> None:
    deal = deal_of(CTX, line, "", "", "")
    assert (deal.name, deal.price.minor, deal.days, deal.title) == read_as


@pytest.mark.parametrize("line", ["@ben", "@ben 50", "@ben 50 3d", "@ben logo", "50 logo 3d", "x"])
def test_a_line_that_lacks_something_says_what_is_needed(line: str) -> None:
    with pytest.raises(DealUnclear):
        deal_of(CTX, line, "", "", "")


@pytest.mark.parametrize(
    "line", ["@ben 2 3d two logos", "@ben 5000 3d two logos", "@ben 50 0d two logos",
             "@ben 50 999d two logos", "@ben 1.000 3d two logos", "@ben 50$ 3d two logos",
             "@ben 50 3d x", f"@ben 50 3d {'x' * 200}", "@ben 50 3d two\nlogos"],
)  # fmt: skip
def test_what_is_out_of_bounds_is_refused_in_words(line: str) -> None:
    with pytest.raises(Refusal):
        deal_of(CTX, line, "", "", "")


def message(text: str, **more: Any) -> bytes:
    return json.dumps({"update_id": 1, "message": {
        "message_id": 7, "date": 0, "chat": {"id": -5, "type": "group"}, "text": text,
        "from": {"id": 2, "first_name": "Ana", "username": "ana", "language_code": "fr"}, **more,
    }}).encode()  # fmt: skip


BEN = {"id": 3, "first_name": "Ben", "is_bot": False, "language_code": "en"}
BOT = {"id": 1, "first_name": "Jalon", "is_bot": True}


def test_somebody_picked_from_the_list_is_known_for_sure_and_taken_out_of_the_line() -> None:
    text = "/deal 👩‍🎨 Ben O. 50 3d two logos"  # emoji count twice in Telegram's offsets
    start, length = (
        len("/deal ".encode("utf-16-le")) // 2,
        len("👩‍🎨 Ben O.".encode("utf-16-le")) // 2,
    )
    mark = {"type": "text_mention", "offset": start, "length": length, "user": BEN}
    heard = read("k", message(text, entities=[mark]), HERE)
    assert heard is not None
    assert (heard.word, heard.text, heard.place) == ("deal", "50 3d two logos", PlaceKind.GROUP)
    assert heard.people == (Who("telegram", "3", "Ben", "en", ""),)


def test_a_reply_names_whom_it_answers_but_never_a_bot() -> None:
    reply = {"message_id": 6, "date": 0, "chat": {"id": -5, "type": "group"}, "from": BEN}
    heard = read("k", message("/deal 50 3d two logos", reply_to_message=reply), HERE)
    assert heard is not None
    assert [who.id for who in heard.people] == ["3"]
    heard = read("k", message("/deal 50 3d x", reply_to_message={**reply, "from": BOT}), HERE)
    assert heard is not None
    assert heard.people == ()


@pytest.mark.parametrize("mark", [
    {"offset": 10**9, "length": 5}, {"offset": -3, "length": 5}, {"offset": 7, "length": -2},
    {"offset": 0, "length": 10**9}, {"offset": 7, "length": 1},
])  # fmt: skip
def test_forged_places_of_a_mention_break_nothing(mark: dict[str, int]) -> None:
    entity = {"type": "text_mention", "user": BEN, **mark}
    heard = read("k", message("/deal 👩 50 3d two logos", entities=[entity]), HERE)
    assert heard is None or all(c.isprintable() for c in heard.text)


async def test_a_word_names_the_one_person_heard_there(market: Market) -> None:
    def hear(tx: Tx, number: str, name: str, handle: str, chat: str) -> str:
        who = {"platform": "telegram", "external_id": number, "name": name, "locale": "en"}
        return accounts.identify(tx, **who, handle=handle, chat=chat).id

    async def named(word: str, chat: str = "-5") -> str:
        def ask(tx: Tx) -> str:
            me = accounts.visitor(name="Ana", locale="en")
            return accounts.named(tx, me, platform="telegram", chat=chat, word=word).id

        return await market.ask(ask)

    ben = await market.do(lambda tx: hear(tx, "3", "Ben Ollivier", "Ben_O", "-5"))
    eve = await market.do(lambda tx: hear(tx, "4", "Eve", "", "-5"))
    await market.do(lambda tx: hear(tx, "5", "Eve Martin", "", "-5"))
    await market.do(lambda tx: hear(tx, "6", "Zoe", "zoe", "-6"))
    for word in ("@ben_o", "BEN_O", "ben ollivier", "Ben"):
        assert await named(word) == ben
    assert await named("Eve") == eve, "a whole name goes before a first one"
    for word, says in (("@zoe", NobodyOfThatName), ("@nobody", NobodyOfThatName),
                       ("", NobodyOfThatName), ("@", NobodyOfThatName)):  # fmt: skip
        with pytest.raises(says):
            await named(word)
    await market.do(lambda tx: hear(tx, "7", "Eve", "", "-5"))
    with pytest.raises(SeveralOfThatName):
        await named("Eve")
    await market.do(lambda tx: hear(tx, "3", "Ben Ollivier", "", "-5"))
    with pytest.raises(NobodyOfThatName):
        await named("@ben_o")
