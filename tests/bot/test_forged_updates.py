"""Whatever is brought to the entrances, made up or broken on the way: the desk goes on working."""

import gzip
import io
import json
import logging
import random
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.platforms.discord import Discord
from bot.platforms.discord.letters import interaction, letter, message
from bot.platforms.telegram.ingress import SECRET as SECRET_HEADER
from bot.platforms.telegram.ingress import Door, Webhook
from bot.platforms.telegram.reading import Bearings, read, read_query
from core.inbox import Letter
from core.orders import OrderState
from core.store import Tx
from tests.bot.street import Street, street_in
from tests.bot.watching import changed, dump
from tests.town import Town

SECRET = "open sesame"
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, -(2**70), 10**40, 0.5, -1e308, "", " ", "\0",
    "\u202e", "🧨", "ä" * 5_000, "x" * 200, "or.se:N0SUCHID", "or.ls:buyer:0:999999999999999999",
    "/start start_start_start_", "/gig \0", "/glossary \u3164", "-1", "1e9", "null", "{}", [], {},
    [[]], [None], {"id": 1}, [{"file_id": "x"}], "https://example.org", "../../etc/passwd", "en",
)  # fmt: skip


def mutated(value: Any, dice: random.Random, share: float) -> Any:
    """Break a JSON value here and there."""
    if dice.random() < share:
        return dice.choice(ODD)
    if isinstance(value, dict):
        kept = {k: mutated(v, dice, share) for k, v in value.items() if dice.random() > share / 2}
        return kept | ({str(dice.choice(ODD)): dice.choice(ODD)} if dice.random() < share else {})
    if isinstance(value, list):
        return [
            mutated(one, dice, share) for one in value for _ in range(dice.choice((1, 1, 1, 2)))
        ]
    return value


def garbled(raw: bytes, dice: random.Random) -> bytes:
    """Break the bytes themselves."""
    broken = bytearray(raw)
    for _each in range(dice.randrange(1, 8)):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken[: dice.choice((len(broken), dice.randrange(1, len(broken))))])


def forged(recorded: list[bytes], dice: random.Random, many: int) -> Iterator[bytes]:
    for _each in range(many):
        raw = dice.choice(recorded)
        if dice.random() < 0.3:
            yield garbled(raw, dice)
        else:
            whole = mutated(json.loads(raw), dice, dice.choice((0.02, 0.05, 0.2)))
            yield json.dumps(whole).encode()


def recorded(tx: Tx, platform: str) -> list[bytes]:
    query = select(Letter.raw).where(Letter.platform == platform).order_by(Letter.received_at)
    return [bytes(raw) for raw in tx.db.execute(query).scalars()]


@pytest.fixture
async def street(town: Town, platform: str) -> Street:
    return await street_in(town, platform)


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_forged_letters_change_nothing_and_stop_nobody(
    town: Town, street: Street, platform: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What Eve did, broken in a thousand ways, with other people's order in it."""
    order = await street.scene.order_in(OrderState.DELIVERED)
    eve, app = street.eve, town.app
    await eve.commands("menu")
    await eve.commands("glossary", term="milestone")
    await eve.presses("Custom offer")
    await eve.says("Hello, is anyone there?")
    await eve.says("", files=[("a.txt", b"a")])
    letters = await app.market.ask(lambda tx: recorded(tx, platform))
    letters += [raw.replace(b"gl.sh:custom_offer", w.encode()) for raw in letters
                for w in (f"or.ok:{order}", f"pa.or:{order}:sandbox", f"or.se:{order}", "fo.su:X")
                if b"gl.sh:custom_offer" in raw]  # fmt: skip
    before = await app.market.ask(dump)
    dice = random.Random(f"{platform}, forged")
    bodies = list(forged(letters, dice, 600))
    for start in range(0, len(bodies), 100):
        some = [(f"{platform}:{'m' if b'author' in raw else ''}forged{start + n}", raw)
                for n, raw in enumerate(bodies[start : start + 100])]  # fmt: skip
        await app.router.receive(app.platforms[platform], some)
        await app.router.idle()
    moved = changed(before, await app.market.ask(dump))
    assert moved == []
    await eve.commands("menu")
    assert "What would you like to do?" in eve.sees
    ours = [r for r in caplog.records if r.levelno >= logging.ERROR and r.name == "bot.router"]
    wrong = [r for r in ours if not r.getMessage().endswith(_not_shown(r.getMessage()))]
    assert [r.getMessage() for r in wrong] == []


def _not_shown(message: str) -> str:
    """An answer to somebody who is not there cannot be shown, and that is all."""
    return message if "does not take an answer to" in message else "\0"


JSON_VALUES = st.recursive(
    st.sampled_from([v for v in ODD if not isinstance(v, list | dict)]) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "from", "chat", "data", "text", "type", "user", "message", "photo",
                         "first_name", "file_id", "custom_id", "components", "values", "value"]),
        inside, max_size=5),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["message", "callback_query", "inline_query"]), JSON_VALUES))
def test_any_json_is_read_or_passed_over_from_telegram(update: dict[str, Any]) -> None:
    raw = json.dumps(update).encode()
    read("telegram:1", raw, Bearings(1, "jalon", {}))
    read_query(json.dumps(update.get("inline_query")).encode())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_passed_over(raw: bytes) -> None:
    assert read("telegram:1", raw, Bearings()) is None
    assert read_query(raw) is None
    assert Discord("token").read("discord:1", raw) is None
    assert Discord("token").read("discord:m1", raw) is None


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "type", "token", "application_id", "data", "user",
                                        "member", "message", "channel_id", "author", "content"]),
                       JSON_VALUES))  # fmt: skip
def test_any_event_of_discords_is_kept_or_passed_over(data: dict[str, Any]) -> None:
    for kind in (interaction, message):
        try:
            heard = kind(data)
        except msgspec.ValidationError:
            continue
        key, raw = letter(heard)
        Discord("token").read(key, raw)


@pytest.fixture
async def door() -> AsyncIterator[tuple[str, list[str]]]:
    kept: list[str] = []

    async def keep(letters: Any) -> None:
        kept.extend(key for key, _raw in letters)

    door = Door(
        Webhook("https://example.org/hook", 0, SECRET, "127.0.0.1"), keep, lambda _raw: None
    )
    await door.start()
    yield f"http://127.0.0.1:{door.port}/hook", kept
    await door.stop()


@pytest.mark.parametrize(
    "sender",
    [
        {"id": 1087968824, "first_name": "Group", "username": "GroupAnonymousBot", "is_bot": True},
        {"id": 777000, "first_name": "Telegram", "is_bot": False},
        {"id": 42, "first_name": "Somebody", "is_bot": False},
    ],
)
def test_whoever_speaks_for_a_group_or_a_channel_is_nobody(sender: dict[str, Any]) -> None:
    """An anonymous administrator has no account: what they say is answered by nobody."""
    said = {
        "message_id": 5, "from": sender, "chat": {"id": -100, "type": "supergroup"}, "date": 0,
        "sender_chat": {"id": -100, "type": "supergroup", "title": "A group"},
        "text": "/moderate",
    }  # fmt: skip
    bearings = Bearings(1, "jalon", {})
    update = msgspec.json.encode({"update_id": 1, "message": said})
    assert read("telegram:1", update, bearings) is None
    del said["sender_chat"]
    in_person = read("telegram:1", msgspec.json.encode({"message": said}), bearings)
    assert (in_person is None) == sender["is_bot"]


async def test_the_webhooks_door_says_what_is_wrong_and_never_stumbles(
    door: tuple[str, list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    url, kept = door
    dice = random.Random("door")
    good = json.dumps({"update_id": 7, "message": {"message_id": 1, "text": "héllo"}}).encode()
    # fmt: off
    bodies = [b"", b"null", b"[]", b"{}", b"\xff\xfe", b'{"update_id":"7"}', b'{"update_id":null}',
              b'{"update_id":7,"update_id":{}}', b'{"\xff":1,"update_id":7', b"[" * 100_000,
              b'{"update_id":' + b"9" * 5_000 + b"}", *(garbled(good, dice) for _ in range(300))]
    # fmt: on
    headers = {SECRET_HEADER: SECRET}
    async with aiohttp.ClientSession() as session:

        async def knock(body: bytes | io.BytesIO, **how: Any) -> int:
            async with session.post(url, data=body, **how) as answer:
                return answer.status

        for secret in ("", "open", SECRET + "!", "é", "x" * 5_000):
            named = {SECRET_HEADER: secret} if secret else {}
            assert await knock(good, headers=named) == 403
        assert kept == []
        for body in bodies:
            status = await knock(body, headers=headers)
            assert status in (200, 400), (status, body[:80])
        assert await knock(gzip.compress(good), headers=headers) == 400
        for coding in ("gzip", "deflate", "br"):
            status = await knock(b"not packed", headers={**headers, "Content-Encoding": coding})
            assert 400 <= status < 500, (coding, status)
        assert await knock(io.BytesIO(b"x" * 2_000_000), headers=headers) == 413
        async with session.get(url, headers=headers) as answer:
            assert answer.status == 405
        assert await knock(good, headers=headers) == 200
    assert kept[-1] == "telegram:7"
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]
