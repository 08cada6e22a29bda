"""Being somebody in the sandbox, as the demo and the stories are: in all of one's chats."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.demo.people import NoSuchButton, World, aloud
from sandbox import world as sandboxed
from sandbox.app import Sandbox

BOT = {"Authorization": "Bot MTIz.abc.def"}
KEYS = {"inline_keyboard": [[{"text": "Accept", "callback_data": "or.ac:1"}]]}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(sandboxed.World(topics=True))
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def world(sandbox: Sandbox) -> AsyncIterator[World]:
    async with World(sandbox.url) as world:
        yield world


async def bot(sandbox: Sandbox, method: str, path: str, body: Any) -> Any:
    """Do something as the bot."""
    url = sandbox.url + path
    async with aiohttp.request(method, url, json=body, headers=BOT) as answer:
        assert answer.status < 300, await answer.text()
        return await answer.json() if answer.status != 204 else None


async def telegram(sandbox: Sandbox, method: str, **params: Any) -> Any:
    """Call one of Telegram's methods as the bot."""
    return (await bot(sandbox, "POST", f"/telegram/bot1:sandbox/{method}", params))["result"]


async def test_somebody_acts_in_the_topic_they_mean(sandbox: Sandbox, world: World) -> None:
    ana = await world.meet("Ana", "telegram", "fr")
    await ana.says("/start")
    assert await ana.rooms() == {}
    number = sandbox.world.people[ana.id].number
    threads = []
    for name in ("Order 7", "Order 8"):
        made = await telegram(sandbox, "createForumTopic", chat_id=number, name=name)
        threads.append(made["message_thread_id"])
        card = {"chat_id": number, "message_thread_id": threads[-1], "text": "Your card"}
        await telegram(sandbox, "sendMessage", **card, reply_markup=KEYS)
    assert list((await ana.rooms()).values()) == ["Order 7", "Order 8"]
    assert [chat["kind"] for chat in await ana.chats()] == ["private", "thread", "thread"]
    seventh, eighth = await ana.rooms()

    await ana.says("In the seventh", [("a.txt", b"x")], chat=seventh)
    await ana.commands("help", chat=seventh)
    await ana.replies("In the eighth", to="Your card")
    await ana.says("At home")
    said = {chat: [aloud(m) for m in ana.in_chat(chat)] for chat in (seventh, eighth)}
    assert said[seventh][1:] == ["Your card\n[Accept]", "In the seventh\n(file a.txt)", "/help"]
    assert said[eighth][1:] == ["Your card\n[Accept]", "In the eighth"]
    with pytest.raises(NoSuchButton, match="Decline"):
        await ana.presses("Decline", chat=seventh)
    for thread, press in zip(
        threads,
        (lambda: ana.presses("Accept", chat=seventh), lambda: ana.takes("or.ac:")),
        strict=True,
    ):
        last = (await telegram(sandbox, "getUpdates", offset=-1))[-1]["update_id"]
        acting = asyncio.ensure_future(press())
        [update] = await telegram(sandbox, "getUpdates", offset=last + 1, timeout=5)
        pressed = update["callback_query"]
        assert pressed["message"]["message_thread_id"] == thread
        await telegram(sandbox, "answerCallbackQuery", callback_query_id=pressed["id"], text="Done")
        await acting
        assert ana.toast == "Done"

    await ana.removes(eighth)
    assert list(await ana.rooms()) == [seventh]
    assert ana.in_chat(eighth) == []


async def test_somebody_leaves_a_thread_and_its_server(sandbox: Sandbox, world: World) -> None:
    ana, ben = [await world.meet(name, "discord", "en") for name in ("Ana", "Ben")]
    chat = await world.gather(ana, ben, denies=["MANAGE_THREADS"])
    channel = sandbox.world.chats[chat].number
    path = "/discord/api/v10/channels"
    made = await bot(sandbox, "POST", f"{path}/{channel}/threads", {"type": 12, "name": "Order 7"})
    seat = f"{path}/{made['id']}/thread-members/{sandbox.world.people[ben.id].number}"
    await bot(sandbox, "PUT", seat, None)
    await bot(sandbox, "POST", f"{path}/{made['id']}/messages", {"content": "Here"})
    await ben.says("Thanks", chat=chat)
    [room] = await ben.rooms()
    await ben.replies("Yes", to="Here")
    assert [m["text"] for m in ben.in_chat(room)] == ["Here", "Yes"]
    await ben.leaves(room)
    assert (await ben.rooms(), ben.in_chat(room)) == ({}, [])
    assert [m["text"] for m in ben.in_chat(chat)] == ["Thanks"]
    await ben.leaves(chat)
    assert ben.messages == {}
    assert [c["kind"] for c in await ben.chats()] == ["private"]
