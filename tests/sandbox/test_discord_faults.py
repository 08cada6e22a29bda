"""Planted faults: what a bad day on Discord looks like to the real library."""

import asyncio
import logging
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.sandbox.discord_town import Someone, Town, running


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with running(monkeypatch) as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Someone:
    return await town.meet("Ana")


async def plant(town: Town, status: object, **more: object) -> None:
    body = {"platform": "discord", "status": status, **more}
    async with town.session.post(f"{town.url}/faults", json=body) as answer:
        assert answer.status == 201


async def test_a_rate_limit_is_waited_out(town: Town, ana: Someone) -> None:
    await plant(town, 429, retry_after=0.2)
    loop = asyncio.get_running_loop()
    before = loop.time()
    await (await town.bot.fetch_user(ana.number)).send("Hi")
    assert 0.2 <= loop.time() - before < 1
    told = next(c for c in town.calls if c["status"] == 429)
    assert told["answer"] == {
        "message": "You are being rate limited.",
        "code": 0,
        "retry_after": 0.2,
        "global": False,
    }


async def test_a_server_error_is_tried_again(town: Town, ana: Someone) -> None:
    await plant(town, 500)
    user = await town.bot.fetch_user(ana.number)
    await user.send("Hi")
    statuses = [c["status"] for c in town.calls if c["method"] == "GET /users/{id}"]
    assert statuses == [500, 200]
    assert (await ana.last())["text"] == "Hi"


async def test_a_closed_door_is_told_by_what_was_tried(town: Town, ana: Someone) -> None:
    path = f"/channels/{town.number(ana.dm)}"
    await plant(town, 403, times=2)
    with pytest.raises(discord.Forbidden) as caught:
        await town.bot.call("POST", f"{path}/messages", {"content": "x"})
    assert caught.value.code == 50007
    with pytest.raises(discord.Forbidden) as caught:
        await town.bot.call("GET", path)
    assert caught.value.code == 50001
    await town.bot.call("POST", f"{path}/messages", {"content": "x"})


async def test_a_dropped_call_is_never_answered(town: Town, ana: Someone) -> None:
    await plant(town, "drop")
    path = f"/channels/{town.number(ana.dm)}/messages"
    with pytest.raises(aiohttp.ClientConnectionError):
        await town.bot.call("POST", path, {"content": "x"})
    assert [c["status"] for c in town.calls if c["method"] == "POST /channels/{id}/messages"] == [0]
    assert await ana.sees() == []


async def test_starting_is_never_hit(town: Town) -> None:
    await plant(town, 500)
    for path in ("/gateway", "/gateway/bot", "/users/@me", "/applications/@me"):
        await town.bot.call("GET", path)
    await town.sync({"name": "x", "description": "x"})
    assert len(town.world.faults) == 1


async def test_an_unknown_path_is_told_loudly(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(discord.NotFound) as caught, caplog.at_level(logging.ERROR):
        await town.bot.call("GET", "/guilds/1/soundboard-sounds")
    assert caught.value.code == 0
    assert "the pretended Discord has no GET /guilds/1/soundboard-sounds" in caplog.text
    last = town.calls[-1]
    assert (last["method"], last["status"]) == ("GET /guilds/1/soundboard-sounds", 404)
    with pytest.raises(discord.NotFound):
        await town.bot.call("PUT", "/users/@me")


async def test_our_own_mistakes_are_told_loudly(
    town: Town, ana: Someone, caplog: pytest.LogCaptureFixture
) -> None:
    town.discord.state.dms.clear()  # a Discord that forgot somebody
    url = f"{town.url}/discord/api/v10/users/@me/channels"
    headers = {"Authorization": "Bot abc"}
    body = {"recipient_id": str(ana.number)}
    with caplog.at_level(logging.ERROR):
        async with town.session.post(url, json=body, headers=headers) as answer:
            assert answer.status == 500
    assert "the pretended Discord stumbled over POST /users/@me/channels" in caplog.text
    assert town.calls[-1]["status"] == 500


async def test_answers_bear_the_limits(town: Town, ana: Someone) -> None:
    url = f"{town.url}/discord/api/v10/channels/{town.number(ana.dm)}"
    async with town.session.get(url, headers={"Authorization": "Bot abc"}) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        assert int(answer.headers["X-RateLimit-Remaining"]) > 0
        assert answer.headers["X-RateLimit-Bucket"]
    async with town.session.get(url) as answer:
        assert answer.status == 401
    async with town.session.get(url, headers={"Authorization": "Bot x"}) as answer:
        assert answer.status == 401


async def test_calls_are_written_down_by_template(town: Town, ana: Someone) -> None:
    await (await town.bot.fetch_user(ana.number)).send("Hi")
    told = [c for c in town.calls if c["platform"] == "discord"][-1]
    assert told["method"] == "POST /channels/{id}/messages"
    assert told["payload"]["content"] == "Hi"
    assert told["answer"]["content"] == "Hi"
    assert told["status"] == 200
