"""What people do on Discord, and what its app shows them at once."""

import asyncio
import re
from typing import Any, NoReturn

from sandbox.discord import describe, options, rights
from sandbox.discord.commands import Commands
from sandbox.discord.components import walk
from sandbox.discord.errors import Json
from sandbox.discord.filling import Filling, picked
from sandbox.discord.gateway import Gateway
from sandbox.discord.interactions import Interaction, Interactions
from sandbox.discord.limits import (
    CONTENT,
    FILE_BYTES,
    FILES,
    SELECTS,
    Asked,
    Flag,
    Kind,
    Permission,
)
from sandbox.discord.messages import Messages
from sandbox.discord.options import Typed
from sandbox.discord.places import Places
from sandbox.discord.resolve import Resolved
from sandbox.discord.state import Channel, Post, State
from sandbox.world import Chat, File, Message, Person, Refused

NO_RESPONSE = "The application did not respond"
FAILED = "This interaction failed"
WENT_WRONG = "Something went wrong. Try again."
NO_OPTIONS = "Loading options failed"
DONE: Json = {"answered": True, "toast": None, "error": None}
PING = re.compile(r"@([\w.]+)")


class People:
    """The acts of people. Each returns when the bot was told, or has given its first answer."""

    def __init__(
        self,
        state: State,
        gateway: Gateway,
        messages: Messages,
        places: Places,
        commands: Commands,
        interactions: Interactions,
    ) -> None:
        self._state = state
        self._gateway = gateway
        self._messages = messages
        self._places = places
        self._commands = commands
        self._interactions = interactions

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
        """Write a message; `@name` in it means whom it names."""
        channel = self._state.of(chat)
        why_not = self._places.may_write(person, channel)
        if why_not is not None:
            raise Refused(f"{person.name} cannot write there: {why_not}", 403)
        if len(files) > FILES or any(len(file.content) > FILE_BYTES for file in files):
            raise Refused("your files are too powerful: 10 files of 10 MB are the most", 413)
        text = self._with_mentions(text.strip(), channel)
        if len(text) > CONTENT:
            raise Refused(f"a message has at most {CONTENT} characters", 413)
        if not text and not files:
            raise Refused("a message needs text or files", 400)
        attachments = [self._state.attach(file, channel) for file in files]
        told = None if reply is None else reply.native["post"]
        post = self._messages.say(person, channel, text, attachments, told, ping=ping)
        self._places.bring(post)
        await self._gateway.flushed()
        return DONE | {"message": post.sight.id}

    def _with_mentions(self, text: str, channel: Channel) -> str:
        """Put ids in place of names, as the app does when one picks a name."""
        guild = channel.guild
        near = channel.chat.members if guild is None else guild.place.members
        known = {self._state.world.bot_name: self._state.bot_id}
        known |= {person.handle: person.number for person in near}
        known |= {person.name: person.number for person in near}

        def mention(found: "re.Match[str]") -> str:
            number = known.get(found[1])
            return found[0] if number is None else f"<@{number}>"

        return PING.sub(mention, text)

    def leave(self, person: Person, chat: Chat) -> dict[str, Any]:
        """Leave a thread; or, in any other channel of a server, the server."""
        channel = self._state.of(chat)
        if channel.guild is None:
            raise Refused("one's own direct messages cannot be left", 409)
        if channel.thread is None:
            if channel.guild.place.owner is person:
                raise Refused("the owner of a server cannot leave it", 409)
            self._places.leave(channel.guild, person)
        elif person.number not in channel.thread.members:
            raise Refused(f"{person.name} has not joined that thread", 409)
        elif channel.thread.archived:
            raise Refused("that thread is archived: nobody can leave it now", 409)
        else:
            self._places.part(channel, person)
        return DONE

    def remove(self, person: Person, chat: Chat) -> dict[str, Any]:
        """Delete a channel or a thread, as those may who keep the server in order."""
        channel = self._state.of(chat)
        may = rights.in_channel(self._state, channel, person)
        needed = Permission.MANAGE_THREADS if channel.thread else Permission.MANAGE_CHANNELS
        inside = channel.guild is not None and person in channel.guild.place.members
        if not inside or needed not in may:
            raise Refused(f"{person.name} may not delete that", 403)
        self._places.delete(channel)
        return DONE

    # --- commands

    async def command(
        self, person: Person, name: str, given: dict[str, Any], chat: Chat
    ) -> dict[str, Any]:
        """Use a slash command."""
        channel = self._state.of(chat)
        if channel.thread is not None and channel.thread.archived:
            raise Refused("this thread is archived: write in it first, that opens it", 409)
        typed = Typed(self._state, self._commands, person, channel)
        data = typed.read(name, given)
        asked = self._interactions.send(
            Asked.COMMAND,
            person,
            channel,
            data,
            by_user_install=typed.by_user_install(name),
        )
        return await self._result(asked, NO_RESPONSE)

    async def autocomplete(
        self, person: Person, name: str, given: dict[str, Any], focused: str, chat: Chat
    ) -> list[dict[str, Any]]:
        """Return what is offered while typing; refused when the bot says nothing in time."""
        channel = self._state.of(chat)
        typed = Typed(self._state, self._commands, person, channel)
        data = typed.read(name, given, focused=focused)
        asked = self._interactions.send(Asked.AUTOCOMPLETE, person, channel, data)
        answer = await asyncio.shield(asked.first)
        if answer is None:
            raise Refused(NO_OPTIONS, 504)
        choices: list[dict[str, Any]] = answer["data"]
        return choices

    def commands(self, person: Person) -> list[dict[str, Any]]:
        """Return the slash menu of all places this person is in, in their language."""
        found = {c["id"]: c for c in self._commands.visible(person, None)}
        for guild in self._state.guilds.values():
            if person in guild.place.members:
                found |= {c["id"]: c for c in self._commands.visible(person, guild)}
        return options.menu(list(found.values()), describe.locale(person))

    # --- components

    async def press(self, person: Person, message: Message, button: str) -> dict[str, Any]:
        """Press a button, named by its payload or by its label."""
        post = self._post(message)
        part = _named_button(post, button)
        if part.get("disabled"):
            raise Refused(f"the button {button!r} is disabled", 409)
        if "url" in part:
            raise Refused(f"the button {button!r} opens {part['url']}", 409)
        if "sku_id" in part:
            raise Refused(f"the button {button!r} opens the shop", 409)
        return await self._use(person, post, part, {})

    async def choose(
        self, person: Person, message: Message, select: str, values: list[str]
    ) -> dict[str, Any]:
        """Choose in a select, named by its id or by its placeholder."""
        post = self._post(message)
        part = _named_select(post, select)
        if part.get("disabled"):
            raise Refused(f"the select {select!r} is disabled", 409)
        resolved = Resolved(self._state, post.channel)
        more: Json = {"values": picked(part, values, resolved)}
        if resolved.json:
            more["resolved"] = resolved.json
        return await self._use(person, post, part, more)

    async def _use(self, person: Person, post: Post, part: Json, more: Json) -> dict[str, Any]:
        data = {"component_type": part["type"], "custom_id": part["custom_id"], "id": part["id"]}
        asked = self._interactions.send(
            Asked.COMPONENT, person, post.channel, data | more, message=post
        )
        return await self._result(asked, FAILED)

    @staticmethod
    def _post(message: Message) -> Post:
        post = message.native.get("post")
        if not isinstance(post, Post):
            raise Refused("that message is not on Discord", 409)
        if Flag.LOADING in post.flags:
            raise Refused("the bot is still thinking", 409)
        return post

    # --- modals

    async def fill(self, person: Person, values: dict[str, Any]) -> dict[str, Any]:
        """Fill in and submit the modal; it stays open when the bot does not answer."""
        dialog = self._interactions.dialog(person)
        shown = person.modal
        if dialog is None or shown is None:
            raise Refused("no modal is open", 409)
        opener = dialog.opened_by
        data = Filling(self._state, opener.channel, dialog.modal).submit(values)
        asked = self._interactions.send(
            Asked.MODAL,
            person,
            opener.channel,
            data,
            message=opener.message,
            begun_by=opener.metadata(self._state),
        )
        result = await self._result(asked, WENT_WRONG)
        if person.modal is shown:
            left = None if result["answered"] else {**shown, "error": WENT_WRONG}
            self._state.world.open_modal(person, left)
        return result

    async def _result(self, asked: Interaction, error: str) -> dict[str, Any]:
        answer = await asyncio.shield(asked.first)
        answered = answer is not None
        return {"answered": answered, "toast": None, "error": None if answered else error}

    def elsewhere(self, what: str) -> NoReturn:
        """Refuse what only another platform has."""
        raise Refused(f"there is no {what} on Discord", 409)


def _named_button(post: Post, name: str) -> Json:
    buttons = [part for part in walk(post.components) if part["type"] == Kind.BUTTON]
    for part in buttons:
        if part.get("custom_id") == name:
            return part
    found = [part for part in buttons if name in _labels(part)]
    if not found:
        known = ", ".join(repr(_labels(part)[0]) for part in buttons) or "none"
        raise Refused(f"the message has no button {name!r}; it has {known}", 404)
    if len(found) > 1:
        payloads = ", ".join(repr(part.get("custom_id") or part.get("url")) for part in found)
        raise Refused(f"{len(found)} buttons say {name!r}; name one of {payloads}", 409)
    return found[0]


def _labels(part: Json) -> tuple[str, ...]:
    """Return what a button may be called: its words, with or without its emoji."""
    label, face = part.get("label", ""), part.get("emoji", {}).get("name", "")
    return (label, f"{face} {label}") if label and face else (label or face,)


def _named_select(post: Post, name: str) -> Json:
    found = [part for part in walk(post.components) if part["type"] in SELECTS]
    for part in found:
        if part["custom_id"] == name:
            return part
    for part in found:
        if name and part.get("placeholder") == name:
            return part
    if len(found) == 1 and not name:
        return found[0]
    raise Refused(f"the message has no select {name!r}", 404)
