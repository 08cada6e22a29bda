"""How long a person waits on Discord, and what a bot may no longer say then."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest

from tests.sandbox.discord_town import V2, Someone, Town, running


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana", "fr")


async def test_silence_fails_after_three_seconds_and_late_answers_are_unknown(
    town: Town, ana: Someone
) -> None:
    await town.sync({"name": "slow", "description": "Slow"})
    loop = asyncio.get_running_loop()
    before = loop.time()
    told = await ana.does("command", name="slow")
    assert told["error"] == "The application did not respond"
    assert not told["answered"]
    assert 2.9 < loop.time() - before < 3.6
    with pytest.raises(discord.NotFound) as caught:
        await town.bot.answer(town.bot.asked[0], 4, content="late")
    assert caught.value.code == 10062


async def test_an_interaction_is_answered_once(town: Town, ana: Someone) -> None:
    await town.sync({"name": "ask", "description": "Ask"})
    codes = []

    async def answering(asked: discord.Interaction) -> None:
        for _time in range(2):
            try:
                await town.bot.answer(asked, 4, content="hello")
            except discord.HTTPException as error:
                codes.append((error.status, error.code))

    town.bot.answering = answering
    await ana.does("command", name="ask")
    await asyncio.sleep(0.05)
    assert codes == [(400, 40060)]


async def test_tokens_end_after_a_quarter_of_an_hour(town: Town, ana: Someone) -> None:
    await town.sync({"name": "ask", "description": "Ask"})

    async def answering(asked: discord.Interaction) -> None:
        await town.bot.answer(asked, 4, content="hello")

    town.bot.answering = answering
    await ana.does("command", name="ask")
    asked = town.bot.asked[0]
    hook = f"/webhooks/{asked.application_id}/{asked.token}"
    town.world.offset += timedelta(minutes=14)
    await town.bot.call("POST", hook, {"content": "in time"})
    town.world.offset += timedelta(minutes=2)
    with pytest.raises(discord.HTTPException) as caught:
        await town.bot.call("POST", hook, {"content": "late"})
    assert (caught.value.status, caught.value.code) == (401, 50027)
    with pytest.raises(discord.HTTPException) as caught:
        await town.bot.call("POST", f"/webhooks/{asked.application_id}/nonsense", {"content": "x"})
    assert caught.value.code == 50027


async def test_a_follow_up_before_any_answer_is_unknown(town: Town, ana: Someone) -> None:
    await town.sync({"name": "ask", "description": "Ask"})
    codes: list[int] = []

    async def answering(asked: discord.Interaction) -> None:
        hook = f"/webhooks/{asked.application_id}/{asked.token}"
        try:
            await town.bot.call("POST", hook, {"content": "x"})
        except discord.HTTPException as error:
            codes.append(error.code)
        await town.bot.answer(asked, 4, content="x")

    town.bot.answering = answering
    await ana.does("command", name="ask")
    assert codes == [10015]


@pytest.mark.parametrize(("kind", "allowed"), [(6, "4, 5, 9"), (8, "4, 5, 9"), (12, "4, 5, 9")])
async def test_only_fitting_first_answers_are_taken(
    town: Town, ana: Someone, kind: int, allowed: str
) -> None:
    await town.sync({"name": "ask", "description": "Ask"})

    async def answering(asked: discord.Interaction) -> None:
        try:
            await town.bot.answer(asked, kind)
        finally:
            await town.bot.answer(asked, 4, content="x")

    town.bot.answering = answering
    await ana.does("command", name="ask")
    await asyncio.sleep(0.02)
    (error,) = town.bot.failed
    assert isinstance(error, discord.HTTPException)
    assert f"In type: Value must be one of {{{allowed}}}." in str(error)


async def test_nobody_waits_for_a_bot_that_never_came(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, bot=False) as town:
        ana = await town.meet("Ana")
        town.discord.registered.replace(None, [])
        await town.bot.login("abc")
        await town.bot.call(
            "PUT",
            f"/applications/{town.bot.application_id}/commands",
            [{"name": "ask", "description": "Ask"}],
        )
        async with asyncio.timeout(1):
            told = await ana.does("command", name="ask")
        assert told["error"] == "The application did not respond"


async def test_contexts_and_permissions_hide_commands(town: Town, ana: Someone) -> None:
    ben = await town.meet("Ben")
    place = await town.open(ana, ben)
    await town.settled()
    general = place["chats"][0]["id"]
    await town.sync(
        {"name": "here", "description": "x", "contexts": [0]},
        {"name": "alone", "description": "x", "contexts": [1]},
        {"name": "boss", "description": "x", "default_member_permissions": 0},
    )

    async def answering(asked: discord.Interaction) -> None:
        await town.bot.answer(asked, 4, content="x", flags=V2 * 0)

    town.bot.answering = answering
    await ben.does("command", name="here", chat=general)
    await ben.does("command", name="alone")
    await ana.does("command", name="boss", chat=general)
    for name, chat in (("here", ben.dm), ("alone", general), ("boss", general)):
        assert (
            "no command" in (await ben.does("command", status=404, name=name, chat=chat))["error"]
        )
