"""The door: Telegram's addresses, what happens at each, and the people's side."""

import json
import math
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from sandbox.telegram import person as phone
from sandbox.telegram import searches
from sandbox.telegram.cloud import Cloud
from sandbox.telegram.errors import Failure, forbidden, log, too_many
from sandbox.telegram.methods import METHODS
from sandbox.telegram.methods_chats import moved
from sandbox.telegram.methods_self import check_token
from sandbox.telegram.pace import Pace
from sandbox.telegram.parameters import Call, check, receive
from sandbox.telegram.payments import pay
from sandbox.world import Chat, Fault, File, Message, Person, Place, PlatformName, Refused, World

Json = dict[str, Any]
NEVER_FAIL = {"getUpdates", "getMe", "deleteWebhook"}  # faults leave the bot its ears
IDLE_SECONDS = 10.0
SERVED = {name.lower(): name for name in (*METHODS, "getUpdates")}


class Dropped(Exception):
    """The connection is cut instead of an answer."""


class Telegram:
    """A Telegram that never leaves this machine."""

    name: PlatformName = "telegram"

    def __init__(self, world: World, *, paced: bool = False) -> None:
        """Build it; `paced` holds the bot to Telegram's rates, answering 429 beyond them."""
        self._world = world
        self._cloud = Cloud(world)
        self._cloud.pace = Pace() if paced else None

    def routes(self) -> Iterable[web.RouteDef]:
        """Return the addresses the bot's library calls."""
        method = "/telegram/bot{token}/{method}"
        return [
            web.get(method, self._answer),
            web.post(method, self._answer),
            web.get("/telegram/file/bot{token}/{path:.+}", self._download),
        ]

    # --- the bot's side

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        said = request.match_info["method"]
        call = Call(SERVED.get(said.lower(), said))
        try:
            check_token(self._cloud, request.match_info["token"])
            call = await receive(request, call.method)
            result = await self._serve(request, call)
        except Failure as no:
            body, status = no.body(), no.status
        except Dropped:
            self._note(call, None, 0)
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=499)
        except Exception:
            log.exception("the pretended Telegram broke in %s", call.method)
            failure = Failure(500, "Internal Server Error")
            body, status = failure.body(), failure.status
        else:
            body, status = {"ok": True, "result": result}, 200
        self._note(call, body, status)
        return web.Response(
            body=json.dumps(body).encode(), status=status, content_type="application/json"
        )

    async def _serve(self, request: web.Request, call: Call) -> Any:
        if call.method.lower() not in SERVED:
            log.error("the pretended Telegram has no method %r", call.method)
            raise Failure(404, "Not Found: method not found")
        fault = None if call.method in NEVER_FAIL else self._world.take_fault("telegram")
        if fault is not None:
            _fail(fault)
        check(call)
        if call.method == "getUpdates":
            return await self._poll(request, call)
        return METHODS[call.method](self._cloud, call)

    async def _poll(self, request: web.Request, call: Call) -> list[Json]:
        if "allowed_updates" in call:
            self._cloud.updates.allowed = call["allowed_updates"]

        def alive() -> bool:
            return request.transport is not None and not request.transport.is_closing()

        return await self._cloud.updates.fetch(
            offset=call.get("offset", 0),
            limit=call.get("limit", 100),
            seconds=call.get("timeout", 0),
            alive=alive,
        )

    def _note(self, call: Call, body: Json | None, status: int) -> None:
        """Write the call down; a poll that brought nothing is no event."""
        if call.method == "getUpdates" and status == 200 and body and not body["result"]:
            return
        self._world.note_call("telegram", call.method, call.told(), body, status)

    async def _download(self, request: web.Request) -> web.Response:
        try:
            check_token(self._cloud, request.match_info["token"])
        except Failure as no:
            return web.json_response(no.body(), status=no.status)
        file = self._cloud.files.at(request.match_info["path"])
        if file is None:
            return web.json_response(Failure(404, "Not Found").body(), status=404)
        return web.Response(body=file.content, content_type="application/octet-stream")

    # --- people's side

    def meet(self, person: Person) -> Chat:
        """Give a new person their number and their private chat with the bot."""
        return self._cloud.meet(person)

    def open(self, place: Place) -> None:
        """Open a group and add the bot to it."""
        if place.denies:
            raise Refused("a group denies the bot nothing here; it may be a forum, or not", 400)
        cloud = self._cloud
        chat = cloud.open(place)
        moved(cloud, chat, place.owner, {"status": "left", "user": cloud.me})
        message = cloud.post(chat, place.owner, {"new_chat_members": [cloud.me]})
        cloud.tell_message(message)

    async def say(
        self,
        person: Person,
        text: str,
        chat: Chat,
        files: list[File],
        reply: Message | None,
        *,
        ping: bool,
    ) -> Json:
        """Write a message, perhaps as a reply to another one."""
        return await phone.say(self._cloud, person, text, chat, files, reply)

    async def open_topic(self, person: Person, name: str) -> Json:
        """Open a topic in one's private chat with the bot."""
        return await phone.open_topic(self._cloud, person, name)

    async def leave(self, person: Person, chat: Chat) -> Json:
        """Leave a group."""
        return await phone.leave(self._cloud, person, chat)

    async def remove(self, person: Person, chat: Chat) -> Json:
        """Delete a topic."""
        return phone.remove(self._cloud, person, chat)

    async def command(self, person: Person, name: str, options: Json, chat: Chat) -> Json:
        """Write a command and its arguments."""
        return await phone.command(self._cloud, person, name, options, chat)

    async def autocomplete(
        self, person: Person, name: str, options: Json, focused: str, chat: Chat
    ) -> list[Json]:
        """Refuse: commands have no options here."""
        raise Refused("Telegram completes nothing while a command is typed")

    async def press(self, person: Person, message: Message, button: str) -> Json:
        """Press a button, named by its label or its callback data."""
        return await phone.press(self._cloud, person, message, button)

    async def choose(
        self, person: Person, message: Message, select: str, values: list[str]
    ) -> Json:
        """Refuse: there are buttons only."""
        raise Refused("Telegram has no selects; press a button")

    async def fill(self, person: Person, values: Json) -> Json:
        """Refuse: there are no dialogs."""
        raise Refused("Telegram has no dialogs; answer in the chat")

    async def inline(self, person: Person, query: str) -> list[Json]:
        """Return the inline results for this query."""
        return await searches.inline(self._cloud, person, query)

    async def pick(self, person: Person, result: str, chat: Chat) -> Json:
        """Post an inline result into a chat."""
        return await searches.pick(self._cloud, person, result, chat)

    async def pay(self, person: Person, message: Message) -> Json:
        """Pay an invoice."""
        return await pay(self._cloud, person, message)

    def shut(self, chat: Chat) -> str:
        """Return whether this is a closed topic."""
        topic = self._cloud.parent(chat)[1]
        return "closed" if topic is not None and topic.closed else ""

    def commands(self, person: Person) -> list[Json]:
        """Return the menu of commands, in this person's language."""
        return phone.menu(self._cloud, person)

    async def idle(self) -> None:
        """Wait until the bot has fetched every update and asks for more."""
        await self._cloud.updates.idle(IDLE_SECONDS)


def _fail(fault: Fault) -> None:
    """Fail as planted."""
    if fault.status == "drop":
        raise Dropped
    if fault.status == 429:
        raise too_many(max(1, math.ceil(fault.retry_after)))
    if fault.status == 403:
        raise forbidden("bot was blocked by the user")
    raise Failure(500, "Internal Server Error")
