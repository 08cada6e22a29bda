"""What the people's API asks of a pretended platform."""

from collections.abc import Iterable
from typing import Any, Protocol

from aiohttp import web

from sandbox.world import Chat, File, Message, Person, Place, PlatformName


class Platform(Protocol):
    """A Telegram or a Discord. Each act waits until the bot has been told, at most a few seconds.

    Acts return what the app would show the person at once, as JSON: `{"answered": bool,
    "toast": str | None, "error": str | None}`; `error` is the app's own word, such as "This
    interaction failed". They raise `Refused` when the person could not do that on their screen.
    """

    name: PlatformName

    def routes(self) -> Iterable[web.RouteDef]:
        """The addresses the bot's library calls."""

    def meet(self, person: Person) -> Chat:
        """Give a new person their number and their private chat with the bot."""

    def open(self, place: Place) -> None:
        """Give a new place its number and its chats, and tell the bot it is in."""

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
        """Write a message, perhaps as a reply to another one in the chat.

        `ping`: whose message is replied to is named as well, where an app lets one choose.
        """

    async def open_topic(self, person: Person, name: str) -> dict[str, Any]:
        """Open a topic in one's private chat with the bot; the outcome has its `chat`."""

    async def leave(self, person: Person, chat: Chat) -> dict[str, Any]:
        """Leave a chat that others are in: a thread, a group, a server with all its channels."""

    async def remove(self, person: Person, chat: Chat) -> dict[str, Any]:
        """Delete a topic, a thread or a channel with all that was said in it."""

    async def command(
        self, person: Person, name: str, options: dict[str, Any], chat: Chat
    ) -> dict[str, Any]:
        """Use a slash command. An option's value may be text, a number, or a file's id."""

    async def autocomplete(
        self, person: Person, name: str, options: dict[str, Any], focused: str, chat: Chat
    ) -> list[dict[str, Any]]:
        """Return the choices `[{name, value}]` offered while typing the focused option."""

    async def press(self, person: Person, message: Message, button: str) -> dict[str, Any]:
        """Press a button, named by its label or its payload."""

    async def choose(
        self, person: Person, message: Message, select: str, values: list[str]
    ) -> dict[str, Any]:
        """Choose in a select; values are named by label or value."""

    async def fill(self, person: Person, values: dict[str, Any]) -> dict[str, Any]:
        """Fill in and submit the open modal; `{}` with key "cancel" true closes it instead."""

    async def inline(self, person: Person, query: str) -> list[dict[str, Any]]:
        """Return the inline results `[{id, title, description}]` for this query."""

    async def pick(self, person: Person, result: str, chat: Chat) -> dict[str, Any]:
        """Post an inline result into a chat."""

    async def pay(self, person: Person, message: Message) -> dict[str, Any]:
        """Pay an invoice."""

    def shut(self, chat: Chat) -> str:
        """Return why a chat is not as open as others: "closed", "archived" or "locked"; or ""."""

    def commands(self, person: Person) -> list[dict[str, Any]]:
        """Return the menu of commands, in this person's language.

        Its shape: `[{name, description, options}]`, an option being
        `{name, description, type, required, autocomplete}`.
        """

    async def idle(self) -> None:
        """Wait until the bot has fetched every update."""
