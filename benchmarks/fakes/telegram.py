"""The Bot API, as much of it as the contenders use. It refuses nothing and remembers nothing."""

import asyncio
from collections import deque
from urllib.parse import parse_qs

import aiohttp
import msgspec

from benchmarks.fakes.http import Answer, listen
from benchmarks.fakes.waiting import Waiting

TOKEN = "1:benchmark"
BATCH = 100  # updates in one answer, as Telegram gives them
PATIENCE_SECONDS = 10.0
WEBHOOK_LINES = 40  # Telegram's default for `max_connections`
DONE = b'{"ok":true,"result":true}'
ME = (
    b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot",'
    b'"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":true}}'
)
POSTED = (
    b'{"ok":true,"result":{"message_id":%d,"date":1700000000,"chat":{"id":%d,"type":"private"}}}'
)
SENDS = {"sendMessage", "editMessageText"}


class Given(msgspec.Struct):
    """The parameters we look at."""

    chat_id: str | int = 0
    message_id: int = 0
    callback_query_id: str = ""
    text: str = ""
    reply_markup: msgspec.Raw = msgspec.Raw(b"")


class Telegram:
    """One bot's Telegram. `delay` is how long every answer takes, in seconds."""

    def __init__(self) -> None:
        self.delay = 0.0
        self.url = ""
        self.waiting = Waiting()
        self.last = Given()
        self._updates: deque[bytes] = deque()
        self._poller: Answer | None = None
        self._webhook = ""
        self._session: aiohttp.ClientSession | None = None
        self._posts: set[asyncio.Task[None]] = set()
        self._message = 1_000_000

    async def open(self) -> None:
        self._server, port = await listen(self._serve)
        self.url = f"http://127.0.0.1:{port}"

    async def close(self) -> None:
        self._server.close()
        if self._session is not None:
            await self._session.close()

    def send(self, update: bytes) -> None:
        """Something happened: the bot is told, by its webhook or at its next question."""
        if self._webhook:
            task = asyncio.get_running_loop().create_task(self._post(update))
            self._posts.add(task)
            task.add_done_callback(self._posts.discard)
            return
        self._updates.append(update)
        if self._poller is not None:
            asyncio.get_running_loop().call_soon(self._hand_out)

    async def _post(self, update: bytes) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=WEBHOOK_LINES)
            )
        headers = {"Content-Type": "application/json"}
        async with self._session.post(self._webhook, data=update, headers=headers) as answer:
            assert answer.status == 200, await answer.text()

    def _hand_out(self) -> None:
        if self._poller is None or not self._updates:
            return
        answer, self._poller = self._poller, None
        some = [self._updates.popleft() for _ in range(min(BATCH, len(self._updates)))]
        answer(b'{"ok":true,"result":[' + b",".join(some) + b"]}")

    def _time_out(self, answer: Answer) -> None:
        if self._poller is answer:
            self._poller = None
            answer(b'{"ok":true,"result":[]}')

    def _serve(self, path: str, head: bytes, body: bytes, answer: Answer) -> None:
        method = path.rpartition("/")[2]
        if self.delay:
            loop = asyncio.get_running_loop()
            loop.call_later(self.delay, self._reply, method, head, body, answer)
            return
        self._reply(method, head, body, answer)

    def _reply(self, method: str, head: bytes, body: bytes, answer: Answer) -> None:
        if method == "getUpdates":
            self._poller = lambda said: answer(said)
            asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._time_out, self._poller)
            self._hand_out()
        elif method in SENDS or method == "answerCallbackQuery":
            self._take(method, _given(head, body), answer)
        elif method == "getMe":
            answer(ME)
        else:
            if method == "setWebhook":
                self._webhook = parse_qs(body.decode())["url"][0]
            answer(DONE)

    def _take(self, method: str, given: Given, answer: Answer) -> None:
        chat = str(given.chat_id)
        if method == "answerCallbackQuery":
            answer(DONE)
            self.waiting.saw(method, given.callback_query_id)
            return
        self.last = given
        self._message += 1
        number = given.message_id if method == "editMessageText" else self._message
        answer(POSTED % (number, int(chat)))
        if method == "editMessageText":
            self.waiting.saw(method, chat, str(number))
        else:
            self.waiting.saw(method, chat)


def _given(head: bytes, body: bytes) -> Given:
    if b"application/json" in head:
        return msgspec.json.decode(body, type=Given)
    fields = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return Given(
        fields.get("chat_id", 0),
        int(fields.get("message_id", 0)),
        fields.get("callback_query_id", ""),
        fields.get("text", ""),
        msgspec.Raw(fields.get("reply_markup", "").encode()),
    )


def command(number: int, person: int, text: str, locale: str = "en") -> bytes:
    """Somebody types a command."""
    return msgspec.json.encode(
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 1_700_000_000,
                "chat": _chat(person),
                "from": _user(person, locale),
                "text": text,
                "entities": [
                    {"type": "bot_command", "offset": 0, "length": len(text.partition(" ")[0])}
                ],
            },
        }
    )


def press(
    number: int, person: int, message: int, data: str, text: str = "", locale: str = "en"
) -> bytes:
    """Somebody presses a button below a message of ours."""
    return msgspec.json.encode(
        {
            "update_id": number,
            "callback_query": {
                "id": str(number),
                "from": _user(person, locale),
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": message,
                    "date": 1_700_000_000,
                    "chat": _chat(person),
                    "from": {"id": 1, "is_bot": True, "first_name": "Bench"},
                    "text": text or "…",
                },
            },
        }
    )


def _chat(person: int) -> dict[str, object]:
    return {"id": person, "type": "private", "first_name": f"P{person}"}


def _user(person: int, locale: str) -> dict[str, object]:
    return {
        "id": person,
        "is_bot": False,
        "first_name": f"P{person}",
        "language_code": locale,
    }
