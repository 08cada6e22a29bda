"""Discord's gateway and the REST calls the contenders make. It refuses nothing."""

import asyncio
import json
from typing import Any

import msgspec
from aiohttp import WSMsgType, web

from benchmarks.fakes.waiting import Waiting

BOT = "900000000000000001"
USER = {"id": BOT, "username": "bench", "discriminator": "0", "avatar": None, "bot": True}
DIALOGS = 800_000_000_000_000_000  # a person's direct-message channel is this and their number
JSON = {"Content-Type": "application/json"}
GUILDS: list[Any] = []
APPLICATION = {
    "id": BOT, "name": "bench", "description": "", "icon": None, "bot_public": True,
    "bot_require_code_grant": False, "verify_key": "", "flags": 0, "owner": USER, "summary": "",
}  # fmt: skip
READY = {
    "v": 10, "user": USER | {"verified": True, "mfa_enabled": True, "email": None},
    "session_id": "1", "session_type": "normal", "shard": [0, 1], "guilds": GUILDS,
    "application": {"id": BOT, "flags": 0}, "private_channels": [], "relationships": [],
    "presences": [], "user_settings": {}, "_trace": [],
}  # fmt: skip


class Discord:
    """One bot's Discord. `delay` is how long every answer takes, in seconds."""

    def __init__(self) -> None:
        self.delay = 0.0
        self.url = ""
        self.waiting = Waiting()
        self.last: Any = None
        self.greeted = asyncio.Event()
        self._socket: web.WebSocketResponse | None = None
        self._sequence = 0
        self._message = 700_000_000_000_000_000
        self._out: asyncio.Queue[str] = asyncio.Queue()

    async def open(self) -> None:
        self._runner = web.ServerRunner(web.Server(self._serve))
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, shutdown_timeout=0.1)
        await site.start()
        server: Any = site._server  # noqa: SLF001 - the only way to learn the port
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        await self._runner.cleanup()

    def send(self, event: str, data: bytes) -> None:
        """Something happened: the bot is told on its line."""
        self._sequence += 1
        self._out.put_nowait(f'{{"op":0,"s":{self._sequence},"t":"{event}","d":{data.decode()}}}')

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path == "/gateway/":
            return await self._gateway(request)
        body = await request.read()
        if self.delay:
            await asyncio.sleep(self.delay)
        answer = self._rest(request.method, request.path, body)
        return web.Response(body=msgspec.json.encode(answer), headers=JSON)

    async def _gateway(self, request: web.BaseRequest) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        await socket.send_str('{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}')
        speaking = asyncio.create_task(self._speak(socket))
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    break
                op = json.loads(message.data)["op"]
                if op == 1:
                    await socket.send_str('{"op":11,"d":null,"s":null,"t":null}')
                elif op == 2:
                    ready = READY | {"resume_gateway_url": f"ws{self.url[4:]}/gateway/"}
                    self.send("READY", json.dumps(ready).encode())
                    self.greeted.set()
        finally:
            speaking.cancel()
        return socket

    async def _speak(self, socket: web.WebSocketResponse) -> None:
        while True:
            await socket.send_str(await self._out.get())

    def _rest(self, method: str, path: str, body: bytes) -> Any:
        parts = path.removeprefix("/api/v10/").split("/")
        match parts:
            case ["users", "@me"]:
                return USER
            case ["oauth2", "applications", "@me"] | ["applications", "@me"]:
                return APPLICATION
            case ["interactions", number, _token, "callback"]:
                self.last = body
                self.waiting.saw("callback", number)
                return {"interaction": {"id": number, "type": 3}}
            case ["users", "@me", "channels"]:
                person = json.loads(body)["recipient_id"]
                return {"id": str(DIALOGS + int(person)), "type": 1, "recipients": []}
            case ["channels", channel, "messages"]:
                self._message += 1
                self.waiting.saw("post", channel)
                return {"id": str(self._message), "channel_id": channel}
            case ["channels", channel, "messages", message]:
                self.waiting.saw("edit", channel, message)
                return {"id": message, "channel_id": channel}
        return []


def press(number: int, person: int, message: int, data: str, locale: str = "en-US") -> bytes:
    """Somebody presses a button below a message of ours, in their direct messages."""
    channel = str(DIALOGS + person)
    user = {
        "id": str(person), "username": f"p{person}", "global_name": f"P{person}",
        "discriminator": "0", "avatar": None,
    }  # fmt: skip
    return msgspec.json.encode(
        {
            "id": str(number), "application_id": BOT, "type": 3, "token": f"t{number}",
            "version": 1, "channel_id": channel, "app_permissions": "0", "locale": locale,
            "entitlements": [], "authorizing_integration_owners": {"0": "0"}, "context": 1,
            "attachment_size_limit": 10_485_760, "user": user,
            "channel": {"id": channel, "type": 1, "recipients": [user], "last_message_id": None},
            "data": {"custom_id": data, "component_type": 2, "id": 1},
            "message": {
                "id": str(message), "channel_id": channel, "author": USER, "content": "",
                "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "tts": False,
                "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
                "embeds": [], "pinned": False, "type": 0, "flags": 32768,
                "components": _components(data),
            },
        }
    )  # fmt: skip


def _components(data: str) -> list[Any]:
    """The card that was pressed, as Discord repeats it: the library looks its button up here."""
    button = {"type": 2, "id": 4, "style": 3, "label": "Accept", "custom_id": data}
    return [
        {"type": 17, "id": 1, "components": [
            {"type": 10, "id": 2, "content": "## Order"},
            {"type": 1, "id": 3, "components": [button]},
        ]}
    ]  # fmt: skip
