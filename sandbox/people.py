"""The people's API: be anyone, do what they could do on their screen, see what they see."""

import asyncio
import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.link import Link
from sandbox.platform import Platform
from sandbox.powers import Powers
from sandbox.reading import body_of, number, query_number
from sandbox.world import Chat, File, Person, Place, PlatformName, Refused, World

LONGEST_WAIT_SECONDS = 60


class PeopleApi:
    """The routes; the world and the platforms do the rest."""

    def __init__(
        self, world: World, platforms: Mapping[PlatformName, Platform], link: Link
    ) -> None:
        self._world = world
        self._platforms = platforms
        self._powers = Powers(world, platforms, link)

    def routes(self) -> list[web.RouteDef]:
        """Return every address of the API."""
        who = "/people/{person}"
        return [
            web.post("/people", self.meet),
            web.get("/people", self.list_people),
            web.patch(who, self.change),
            web.post("/places", self.open_place),
            web.get("/places", self.list_places),
            web.post(f"{who}/say", self.say),
            web.post(f"{who}/topic", self.open_topic),
            web.post(f"{who}/leave", self.leave),
            web.post(f"{who}/remove", self.remove),
            web.post(f"{who}/command", self.command),
            web.post(f"{who}/command/autocomplete", self.autocomplete),
            web.post(f"{who}/autocomplete", self.autocomplete),
            web.get(f"{who}/commands", self.commands),
            web.post(f"{who}/press", self.press),
            web.post(f"{who}/choose", self.choose),
            web.post(f"{who}/fill", self.fill),
            web.post(f"{who}/inline", self.inline),
            web.post(f"{who}/inline/pick", self.pick),
            web.post(f"{who}/pay", self.pay),
            web.get(f"{who}/sees", self.sees),
            *self._powers.routes(),
        ]

    # --- people and places

    async def meet(self, request: web.Request) -> web.Response:
        """POST /people: somebody new."""
        body = await body_of(request)
        platform = self._platform(body.get("platform"))
        name = str(body.get("name") or "").strip()
        if not name:
            raise Refused("a person needs a name", 400)
        person = Person(
            id=f"p{self._world.draw()}",
            platform=platform.name,
            number=0,
            name=name,
            handle=re.sub(r"\W", "", name.lower(), flags=re.ASCII) or "someone",
            language=str(body.get("language") or "en"),
        )
        self._world.people[person.id] = person
        platform.meet(person)
        return web.json_response(self._tell(person), status=201)

    async def list_people(self, _request: web.Request) -> web.Response:
        """GET /people."""
        return web.json_response([self._tell(p) for p in self._world.people.values()])

    async def change(self, request: web.Request) -> web.Response:
        """PATCH /people/{id}: another language or name, or (un)reachable for the bot."""
        person, body = self._who(request), await body_of(request)
        person.language = str(body.get("language", person.language))
        person.name = str(body.get("name", person.name)) or person.name
        person.unreachable = bool(body.get("unreachable", person.unreachable))
        return web.json_response(self._tell(person))

    async def open_place(self, request: web.Request) -> web.Response:
        """POST /places: a Telegram group or a Discord server with the bot in it.

        A group may be a `forum`; a server may have permissions it `denies` the bot.
        """
        body = await body_of(request)
        platform = self._platform(body.get("platform"))
        kind = body.get("kind")
        if kind != ("group" if platform.name == "telegram" else "server"):
            raise Refused(f"a place on {platform.name} cannot be a {kind!r}", 400)
        owner = self._world.person(str(body.get("owner")))
        members = [self._world.person(str(m)) for m in body.get("members") or ()]
        everyone = list({p.id: p for p in (owner, *members)}.values())
        if any(p.platform != platform.name for p in everyone):
            raise Refused(f"everyone in a {kind} must be on {platform.name}", 400)
        place = Place(
            id=f"g{self._world.draw()}",
            platform=platform.name,
            number=0,
            kind=kind,
            name=str(body.get("name") or kind),
            owner=owner,
            members=everyone,
            forum=bool(body.get("forum")),
            denies=tuple(map(str, body.get("denies") or ())),
        )
        platform.open(place)
        self._world.places[place.id] = place
        return web.json_response(self._tell_place(place), status=201)

    async def list_places(self, _request: web.Request) -> web.Response:
        """GET /places."""
        return web.json_response([self._tell_place(p) for p in self._world.places.values()])

    # --- acts

    async def say(self, request: web.Request) -> web.Response:
        """POST /people/{id}/say: write a message; `reply_to` names one that is replied to.

        On Discord a reply mentions who is replied to, unless `ping` is false.
        """
        person, body = self._who(request), await body_of(request)
        files = [self._upload(f) for f in body.get("files") or ()]
        text = str(body.get("text") or "")
        if not text and not files:
            raise Refused("a message needs text or files", 400)
        chat = self._chat(person, body)
        reply = None
        if body.get("reply_to") is not None:
            reply = self._world.seen_by(person, int(body["reply_to"]))
            if reply.chat is not chat:
                raise Refused("the message that is replied to stands in another chat", 400)
        platform, ping = self._of(person), bool(body.get("ping", True))
        return web.json_response(await platform.say(person, text, chat, files, reply, ping=ping))

    async def open_topic(self, request: web.Request) -> web.Response:
        """POST /people/{id}/topic: open a topic in one's private chat; its name is needed."""
        person, body = self._who(request), await body_of(request)
        name = str(body.get("name") or "").strip()
        return web.json_response(await self._of(person).open_topic(person, name))

    async def leave(self, request: web.Request) -> web.Response:
        """POST /people/{id}/leave: go away from a chat, or from the place it is in."""
        person, body = self._who(request), await body_of(request)
        chat = self._chat(person, {"chat": body.get("chat", "")})
        return web.json_response(await self._of(person).leave(person, chat))

    async def remove(self, request: web.Request) -> web.Response:
        """POST /people/{id}/remove: delete a chat for everybody; a moderator need not be in it."""
        person, body = self._who(request), await body_of(request)
        chat = self._world.chat(str(body.get("chat")))
        if chat.platform != person.platform:
            raise Refused(f"{person.name} is not on {chat.platform}", 403)
        return web.json_response(await self._of(person).remove(person, chat))

    async def command(self, request: web.Request) -> web.Response:
        """POST /people/{id}/command: use a slash command."""
        person, body = self._who(request), await body_of(request)
        options = {
            name: self._upload(value).id if isinstance(value, dict) else value
            for name, value in (body.get("options") or {}).items()
        }
        chat = self._chat(person, body)
        name = str(body.get("name") or "").lstrip("/")
        return web.json_response(await self._of(person).command(person, name, options, chat))

    async def autocomplete(self, request: web.Request) -> web.Response:
        """POST …/autocomplete: what is offered while typing; `focused` names the option."""
        person, body = self._who(request), await body_of(request)
        options = dict(body.get("options") or {})
        focused = str(body.get("focused") or next(reversed(options), ""))
        chat = self._chat(person, body)
        name = str(body.get("name") or "").lstrip("/")
        choices = await self._of(person).autocomplete(person, name, options, focused, chat)
        return web.json_response({"choices": choices})

    async def commands(self, request: web.Request) -> web.Response:
        """GET …/commands: the menu of commands."""
        person = self._who(request)
        return web.json_response({"commands": self._of(person).commands(person)})

    async def press(self, request: web.Request) -> web.Response:
        """POST …/press: press a button by label or payload."""
        person, body = self._who(request), await body_of(request)
        message = self._world.seen_by(person, number(body, "message"))
        button = str(body.get("button") or "")
        return web.json_response(await self._of(person).press(person, message, button))

    async def choose(self, request: web.Request) -> web.Response:
        """POST …/choose: choose in a select."""
        person, body = self._who(request), await body_of(request)
        message = self._world.seen_by(person, number(body, "message"))
        select = str(body.get("select") or "")
        values = [str(v) for v in body.get("values") or ()]
        return web.json_response(await self._of(person).choose(person, message, select, values))

    async def fill(self, request: web.Request) -> web.Response:
        """POST …/fill: fill in and submit the modal that is open, or `{"cancel": true}`.

        A value may be text, a list of texts, or for an upload a list of `{name, content}`.
        """
        person, body = self._who(request), await body_of(request)
        if person.modal is None:
            raise Refused("no modal is open", 409)
        if body.get("cancel"):
            self._world.open_modal(person, None)
            return web.json_response({"answered": True})
        values = {name: self._value(value) for name, value in (body.get("values") or {}).items()}
        return web.json_response(await self._of(person).fill(person, values))

    async def inline(self, request: web.Request) -> web.Response:
        """POST …/inline: type `@bot query` in any chat."""
        person, body = self._who(request), await body_of(request)
        results = await self._of(person).inline(person, str(body.get("query") or ""))
        return web.json_response({"results": results})

    async def pick(self, request: web.Request) -> web.Response:
        """POST …/inline/pick: post one of the results into a chat."""
        person, body = self._who(request), await body_of(request)
        result, chat = str(body.get("result") or ""), self._chat(person, body)
        return web.json_response(await self._of(person).pick(person, result, chat))

    async def pay(self, request: web.Request) -> web.Response:
        """POST …/pay: pay the invoice in this message."""
        person, body = self._who(request), await body_of(request)
        message = self._world.seen_by(person, number(body, "message"))
        return web.json_response(await self._of(person).pay(person, message))

    async def sees(self, request: web.Request) -> web.Response:
        """GET …/sees?after=N&wait=S: what this person sees, newest last."""
        person = self._who(request)
        after = query_number(request, "after")
        wait = min(query_number(request, "wait"), LONGEST_WAIT_SECONDS)
        loop = asyncio.get_running_loop()
        end = loop.time() + wait
        while True:
            person.changed.clear()
            here = [m for m in person.messages if m.seq > after and person in m.chat.members]
            messages = [m.sight() for m in here]
            modal = person.modal
            news = messages or (modal is not None and modal["seq"] > after)
            left = end - loop.time()
            if news or left <= 0:
                break
            try:
                await asyncio.wait_for(person.changed.wait(), left)
            except TimeoutError:
                break
        last = max([after, *(m["seq"] for m in messages), modal["seq"] if modal else 0])
        return web.json_response({"messages": messages, "modal": modal, "seq": last})

    # --- small things

    def _tell(self, person: Person) -> dict[str, Any]:
        chats = [c for c in self._world.chats.values() if person in c.members]
        return {
            "id": person.id,
            "platform": person.platform,
            "name": person.name,
            "handle": person.handle,
            "language": person.language,
            "number": str(person.number),
            "unreachable": person.unreachable,
            "chats": [self._tell_chat(chat) for chat in chats],
        }

    def _tell_chat(self, chat: Chat) -> dict[str, Any]:
        """Tell of a chat; of a thread also which chat it is in, and whether it is shut."""
        about: dict[str, Any] = {"id": chat.id, "kind": chat.kind, "name": chat.name}
        if chat.parent is not None:
            shut = self._platforms[chat.platform].shut(chat)
            about |= {"parent": chat.parent.id, "shut": shut}
        return about

    def _tell_place(self, place: Place) -> dict[str, Any]:
        return {
            "id": place.id,
            "platform": place.platform,
            "kind": place.kind,
            "name": place.name,
            "owner": place.owner.id,
            "members": [p.id for p in place.members],
            "chats": [self._tell_chat(chat) for chat in place.chats],
        }

    def _platform(self, name: object) -> Platform:
        for platform in self._platforms.values():
            if platform.name == name:
                return platform
        raise Refused(f"there is no platform {name!r}: telegram or discord", 400)

    def _of(self, person: Person) -> Platform:
        return self._platforms[person.platform]

    def _who(self, request: web.Request) -> Person:
        return self._world.person(request.match_info["person"])

    def _chat(self, person: Person, body: Mapping[str, Any]) -> Chat:
        if body.get("chat") is not None:
            chat = self._world.chat(str(body["chat"]))
            if person not in chat.members:
                raise Refused(f"{person.name} is not in that chat", 403)
            return chat
        for chat in self._world.chats.values():
            if chat.kind == "private" and person in chat.members:
                return chat
        raise Refused(f"{person.name} has no private chat with the bot", 409)

    def _value(self, value: object) -> object:
        if isinstance(value, list):
            return [self._upload(v) if isinstance(v, dict) else v for v in value]
        return self._upload(value) if isinstance(value, dict) else value

    def _upload(self, file: Mapping[str, Any]) -> File:
        try:
            content = base64.b64decode(str(file.get("content") or ""), validate=True)
        except binascii.Error:
            raise Refused("a file's content is base64", 400) from None
        return self._world.keep(str(file.get("name") or "file"), content)
