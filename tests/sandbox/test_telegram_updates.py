"""How the bot is told: by polling, by webhook, in order, for a time."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import Update
from telegram.error import Conflict
from telegram.ext import Application, ApplicationBuilder, MessageHandler, filters

from sandbox.telegram import limits
from tests.sandbox.telegram_town import TOKEN, Neighbour, Town, open_town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits to see whether the bot was told."""
    monkeypatch.setattr("sandbox.telegram.person.TOLD_SECONDS", 0.01)


# --- polling


async def test_updates_come_again_until_they_are_confirmed(town: Town) -> None:
    ana = await town.meets(started=False)
    await asyncio.gather(*(ana.says(word) for word in ("one", "two", "three")))
    first = await town.bot.get_updates(limit=2)
    assert await town.bot.get_updates(limit=2) == first
    assert [u.message.text for u in first if u.message] == ["one", "two"]
    assert first[1].update_id == first[0].update_id + 1
    (third,) = await town.bot.get_updates(offset=first[1].update_id + 1)
    assert await town.bot.get_updates(offset=third.update_id + 1) == ()


async def test_a_negative_offset_keeps_only_the_newest(town: Town) -> None:
    ana = await town.meets(started=False)
    await asyncio.gather(*(ana.says(word) for word in ("one", "two", "three")))
    (last,) = await town.bot.get_updates(offset=-1)
    assert last.message
    assert len(await town.bot.get_updates()) == 1


async def test_a_long_poll_ends_at_the_first_news(town: Town) -> None:
    ana = await town.meets()
    polling = asyncio.ensure_future(town.fetches(30))
    await asyncio.sleep(0.05)
    outcome = await ana.says("now")
    assert outcome["answered"]
    (update,) = await polling
    assert update.message
    assert update.message.text == "now"


async def test_a_second_poll_ends_the_first(town: Town) -> None:
    first = asyncio.ensure_future(town.bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.ensure_future(town.bot.get_updates(timeout=0))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    assert await second == ()


@pytest.mark.usefixtures("hurried")
async def test_only_what_was_asked_for_is_told(town: Town) -> None:
    ana = await town.meets(started=False)
    await town.bot.get_updates(allowed_updates=["callback_query"])
    await ana.says("unheard")
    assert await town.bot.get_updates() == ()
    await town.bot.get_updates(allowed_updates=[])
    await ana.says("heard")
    assert len(await town.bot.get_updates()) == 1


@pytest.mark.usefixtures("hurried")
async def test_an_update_lives_its_time(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = await town.meets()
    monkeypatch.setitem(limits.LIVES, "inline_query", 0.05)
    searching = asyncio.ensure_future(ana.does("inline", query="x"))
    await ana.says("still here")
    await town.asks("POST", "/clock", advance="P2D")
    await asyncio.sleep(0.1)
    (update,) = await town.fetches()
    assert update.message
    assert update.message.text == "still here"
    searching.cancel()


@pytest.mark.usefixtures("hurried")
async def test_a_dead_line_takes_nothing_away(town: Town) -> None:
    ana = await town.meets()
    url = f"{town.url}/telegram/bot{TOKEN}/getUpdates"
    async with aiohttp.ClientSession() as other:
        with pytest.raises(TimeoutError):
            await other.get(url, params={"timeout": 30}, timeout=aiohttp.ClientTimeout(total=0.1))
    await asyncio.sleep(0.05)
    await ana.says("still here")
    assert len(await town.fetches()) == 1


async def test_idle_is_when_all_is_fetched_and_more_is_asked_for(town: Town) -> None:
    platform = town.platform
    await asyncio.wait_for(platform.idle(), 0.2)  # nobody polls: nothing to wait for
    ana = await town.meets()
    acting = asyncio.ensure_future(ana.says("one"))
    idle = asyncio.ensure_future(platform.idle())
    await asyncio.sleep(0.05)
    assert not idle.done()
    await town.fetches()
    polling = asyncio.ensure_future(town.fetches(1))
    await asyncio.wait_for(idle, 1)
    await asyncio.gather(polling, acting)


async def test_a_real_application_polls(town: Town) -> None:
    async def echo(update: Update, _context: Any) -> None:
        assert update.message
        await update.message.reply_text(f"You said {update.message.text}")

    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = Application.builder()
    app = (
        builder.token(TOKEN)
        .base_url(f"{town.url}/telegram/bot")
        .base_file_url(f"{town.url}/telegram/file/bot")
        .build()
    )
    app.add_handler(MessageHandler(filters.TEXT, echo))
    ana = Neighbour(
        town, await town.asks("POST", "/people", status=201, platform="telegram", name="Ana")
    )
    async with app:
        assert app.updater
        await app.start()
        await app.updater.start_polling()
        assert (await ana.says("hello"))["answered"]
        await town.platform.idle()
        for _ in range(50):
            if len(await ana.sees()) == 2:
                break
            await asyncio.sleep(0.02)
        assert (await ana.last())["text"] == "You said hello"
        await app.updater.stop()
        await app.stop()


# --- webhook


class Hook:
    """A bot's own door, which fails as often as it is told to."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self.headers: list[Any] = []
        self.fails = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def answer(self, request: web.Request) -> web.Response:
        update = json.loads(await request.read())
        self.headers.append(request.headers.copy())
        if self.fails:
            self.fails -= 1
            return web.Response(status=500)
        self.got.append(update)
        await self.gate.wait()
        return web.Response()


@asynccontextmanager
async def open_hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_a_webhook_is_told_with_its_secret(town: Town) -> None:
    ana = await town.meets(started=False)
    async with open_hook() as hook:
        await town.bot.set_webhook(hook.url, secret_token="s3-cret_")
        assert (await ana.says("hello"))["answered"]
        assert hook.got[0]["message"]["text"] == "hello"
        assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3-cret_"
        assert hook.headers[0]["Content-Type"] == "application/json"
        with pytest.raises(Conflict, match="webhook is active"):
            await town.bot.get_updates()
        info = await town.bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (hook.url, 0)
        await town.bot.delete_webhook()
        assert await town.bot.get_updates() == ()


async def test_a_webhook_is_told_again_until_it_agrees(town: Town) -> None:
    ana = await town.meets(started=False)
    async with open_hook() as hook:
        hook.fails = 2
        await town.bot.set_webhook(hook.url)
        acting = asyncio.gather(ana.says("one"), ana.says("two"))
        await asyncio.sleep(0.3)
        assert hook.got == []
        info = await town.bot.get_webhook_info()
        assert info.last_error_message == (
            "Wrong response from the webhook: 500 Internal Server Error"
        )
        await acting
        await town.platform.idle()
        assert [u["message"]["text"] for u in hook.got] == ["one", "two"]
        assert len(hook.headers) == 4
        await town.bot.delete_webhook()


async def test_each_chat_has_a_lane_of_its_own(town: Town) -> None:
    ana = await town.meets("Ana", started=False)
    ben = await town.meets("Ben", started=False)
    async with open_hook() as hook:
        await town.bot.set_webhook(hook.url)
        hook.gate.clear()
        acting = asyncio.gather(ana.says("one"), ana.says("two"), ben.says("three"))
        await asyncio.sleep(0.2)
        assert sorted(u["message"]["text"] for u in hook.got) == ["one", "three"]
        hook.gate.set()
        await acting
        assert sorted(u["message"]["text"] for u in hook.got) == ["one", "three", "two"]
        await town.bot.delete_webhook()


async def test_what_waited_goes_to_the_new_webhook(town: Town) -> None:
    ana = await town.meets(started=False)
    await ana.says("early")
    async with open_hook() as hook:
        await town.bot.set_webhook(hook.url)
        await town.platform.idle()
        assert [u["message"]["text"] for u in hook.got] == ["early"]
        await town.bot.delete_webhook(drop_pending_updates=True)
