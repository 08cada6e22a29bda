"""A strict pretended Discord: its REST API, its gateway, its CDN, and the people on it.

The bot's library finds it by three addresses: `<sandbox>/discord/api/v10`,
`<sandbox, as ws>/discord/gateway/` and `<sandbox>/discord/cdn`.
"""

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from sandbox.discord.cdn import Cdn
from sandbox.discord.commands import Commands
from sandbox.discord.gateway import Gateway
from sandbox.discord.interactions import Interactions
from sandbox.discord.messages import Messages
from sandbox.discord.person import People
from sandbox.discord.places import Places
from sandbox.discord.rest import Rest
from sandbox.discord.rest_applications import ApplicationRoutes
from sandbox.discord.rest_channels import ChannelRoutes
from sandbox.discord.rest_guilds import GuildRoutes
from sandbox.discord.rest_interactions import InteractionRoutes
from sandbox.discord.rest_messages import MessageRoutes
from sandbox.discord.state import State
from sandbox.world import Chat, File, Message, Person, Place, PlatformName, World

IDLE_SECONDS = 5.0

__all__ = ["Discord"]


class Discord:
    """Discord, as a `sandbox.platform.Platform`."""

    name: PlatformName = "discord"

    def __init__(self, world: World) -> None:
        self.state = State(world)
        self.gateway = Gateway(self.state)
        self.messages = Messages(self.state, self.gateway)
        self.places = Places(self.state, self.gateway, self.messages)
        self.registered = Commands(self.state)
        self.interactions = Interactions(self.state, self.gateway)
        self._people = People(
            self.state,
            self.gateway,
            self.messages,
            self.places,
            self.registered,
            self.interactions,
        )

    def routes(self) -> Iterable[web.RouteDef]:
        """Return the addresses the bot's library calls."""
        state, messages, places = self.state, self.messages, self.places
        endpoints = [
            *ApplicationRoutes(state, self.registered).routes(),
            *GuildRoutes(state, self.gateway, places).routes(),
            *ChannelRoutes(state, messages, places).routes(),
            *MessageRoutes(state, messages, places).routes(),
            *InteractionRoutes(state, messages, self.interactions).routes(),
        ]
        door = [
            web.get(path, self.gateway.answer) for path in ("/discord/gateway", "/discord/gateway/")
        ]
        return [*door, *Cdn(state).routes(), *Rest(state).define(endpoints)]

    def meet(self, person: Person) -> Chat:
        """Give a new person an account and direct messages with the bot."""
        return self.places.meet(person)

    def open(self, place: Place) -> None:
        """Set up a server, and let the bot in."""
        self.places.open(place)

    async def say(
        self,
        person: Person,
        text: str,
        chat: Chat,
        files: list[File],
        reply: Message | None,
        *,
        ping: bool,
    ) -> dict[str, Any]:
        """Write a message, perhaps as a reply to another one, that mentions its author."""
        return await self._people.say(person, text, chat, files, reply, ping=ping)

    async def open_topic(self, person: Person, name: str) -> dict[str, Any]:
        """Refuse: direct messages have no topics."""
        self._people.elsewhere("topic")

    async def leave(self, person: Person, chat: Chat) -> dict[str, Any]:
        """Leave a thread; or, in any other channel of a server, the server."""
        return self._people.leave(person, chat)

    async def remove(self, person: Person, chat: Chat) -> dict[str, Any]:
        """Delete a channel or a thread."""
        return self._people.remove(person, chat)

    async def command(
        self, person: Person, name: str, options: dict[str, Any], chat: Chat
    ) -> dict[str, Any]:
        """Use a slash command; a subcommand is named after it, with a space."""
        return await self._people.command(person, name, options, chat)

    async def autocomplete(
        self, person: Person, name: str, options: dict[str, Any], focused: str, chat: Chat
    ) -> list[dict[str, Any]]:
        """Return the choices offered while typing an option."""
        return await self._people.autocomplete(person, name, options, focused, chat)

    async def press(self, person: Person, message: Message, button: str) -> dict[str, Any]:
        """Press a button."""
        return await self._people.press(person, message, button)

    async def choose(
        self, person: Person, message: Message, select: str, values: list[str]
    ) -> dict[str, Any]:
        """Choose in a select."""
        return await self._people.choose(person, message, select, values)

    async def fill(self, person: Person, values: dict[str, Any]) -> dict[str, Any]:
        """Fill in and submit the open modal."""
        return await self._people.fill(person, values)

    async def inline(self, person: Person, query: str) -> list[dict[str, Any]]:
        """Refuse: Discord has no inline mode."""
        self._people.elsewhere("inline mode")

    async def pick(self, person: Person, result: str, chat: Chat) -> dict[str, Any]:
        """Refuse: Discord has no inline mode."""
        self._people.elsewhere("inline mode")

    async def pay(self, person: Person, message: Message) -> dict[str, Any]:
        """Refuse: Discord has no invoices."""
        self._people.elsewhere("invoice")

    def shut(self, chat: Chat) -> str:
        """Return whether this is a thread that is locked, or else archived."""
        thread = self.state.of(chat).thread
        if thread is None:
            return ""
        return "locked" if thread.locked else "archived" if thread.archived else ""

    def commands(self, person: Person) -> list[dict[str, Any]]:
        """Return the slash menu, in this person's language."""
        return self._people.commands(person)

    async def idle(self) -> None:
        """Wait until the bot has read what people said and answered what they asked."""
        if not self.gateway.connected:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(IDLE_SECONDS):
                await self.interactions.quiet()
                await self.gateway.settled()
