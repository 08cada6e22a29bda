"""Be somebody in the sandbox, over its HTTP API: say, press, choose, fill, see.

Used alike by `jalon demo` and by the tests.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from types import TracebackType
from typing import Any, Self

import aiohttp

PATIENCE_SECONDS = 180

Json = dict[str, Any]
Answer = str | int | bool | list[str] | list[tuple[str, bytes]]


class NoSuchButton(AssertionError):
    """Somebody looked for something that is not on their screen; shows the screen."""


class World:
    """The sandbox as a whole: its people, its clock, its books."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        self._session = aiohttp.ClientSession(self.url, timeout=timeout)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def call(self, method: str, path: str, body: Json | None = None) -> Any:
        """Call the people's API; raises `NoSuchButton` with its own words when it refuses."""
        data = None if body is None else BytesIO(json.dumps(body).encode())
        kind = {"Content-Type": "application/json"}
        async with self._session.request(method, path, data=data, headers=kind) as answer:
            said = await answer.json()
            if answer.status >= 400:
                raise NoSuchButton(f"{path}: {said.get('error', said)}")
            return said

    async def meet(self, name: str, platform: str, language: str) -> "Person":
        """Let somebody new come to a platform."""
        body = {"platform": platform, "name": name, "language": language}
        person = await self.call("POST", "/people", body)
        return Person(self, person["id"], name, platform)

    async def gather(self, *people: "Person", denies: Sequence[str] = ()) -> str:
        """Open a group or a server of the first of these people's; return where they talk.

        On Discord, `denies` are permissions the bot does not have there.
        """
        owner = people[0]
        body = {
            "platform": owner.platform,
            "kind": "group" if owner.platform == "telegram" else "server",
            "name": "Makers",
            "owner": owner.id,
            "members": [person.id for person in people],
            "denies": list(denies),
        }
        place = await self.call("POST", "/places", body)
        return str(place["chats"][0]["id"])

    async def settle(self) -> None:
        """Wait until the bot has nothing left to read, do or tell."""
        await self.call("POST", "/settle", {})

    async def pass_time(self, duration: str) -> None:
        """Move the clock on, by an ISO 8601 duration."""
        await self.call("POST", "/clock", {"advance": duration})

    async def books(self) -> Json:
        """Return the books as the page shows them."""
        books: Json = await self.call("GET", "/books")
        return books


@dataclass
class Person:
    """Somebody on one platform, and their screen."""

    world: World
    id: str
    name: str
    platform: str
    messages: dict[int, Json] = field(default_factory=dict)
    modal: Json | None = None
    seq: int = 0
    toast: str = ""

    # --- seeing

    async def look(self) -> None:
        """Look at the screen again, once the bot has come to rest."""
        await self.world.settle()
        await self.glance()

    async def glance(self, wait: int = 0) -> None:
        """Look at the screen as it is, or wait a few seconds for something new on it."""
        path = f"/people/{self.id}/sees?after={self.seq}&wait={wait}"
        seen = await self.world.call("GET", path)
        for message in seen["messages"]:
            if message["deleted"]:
                self.messages.pop(message["id"], None)
            else:
                self.messages[message["id"]] = message
        self.modal, self.seq = seen["modal"], seen["seq"]

    @property
    def inbox(self) -> list[Json]:
        """The bot's messages, by when they came, oldest first."""
        return [m for m in self.messages.values() if m["from_id"] == "bot"]

    @property
    def last(self) -> Json:
        """The bot's message that changed last."""
        return max(self.inbox, key=lambda m: m["seq"])

    @property
    def sees(self) -> str:
        """What the message that changed last says, its buttons in brackets."""
        return aloud(self.last) if self.inbox else ""

    @property
    def everything(self) -> str:
        """All the bot's messages, one after another."""
        return "\n\n".join(aloud(m) for m in self.inbox)

    def in_chat(self, chat: str) -> list[Json]:
        """Everybody's messages in one chat, by when they came, oldest first."""
        return [m for m in self.messages.values() if m["chat"] == chat]

    async def chats(self) -> list[Json]:
        """Every chat they are in: its `id`, its `kind`, its `name`; the private one first."""
        everybody = await self.world.call("GET", "/people")
        mine: list[Json] = next(one["chats"] for one in everybody if one["id"] == self.id)
        return mine

    async def rooms(self) -> dict[str, str]:
        """The topics and threads they are in: each one's name, by its id."""
        return {chat["id"]: chat["name"] for chat in await self.chats() if chat["kind"] == "thread"}

    # --- doing: in the private chat with the bot, unless it is said where

    async def says(
        self, text: str, files: Sequence[tuple[str, bytes]] = (), *, chat: str = ""
    ) -> None:
        """Write a message, perhaps with files."""
        await self._do("say", {"text": text, "files": _files(files), **_in(chat)})

    async def replies(self, text: str, files: Sequence[tuple[str, bytes]] = (), *, to: str) -> None:
        """Reply to the latest message that says this, in the chat where it stands."""
        await self.look()
        found = [m for m in self.messages.values() if to in m["text"]]
        if not found:
            raise NoSuchButton(f"{self.name} sees no message with {to!r} in:\n{self.everything}")
        latest = max(found, key=lambda m: m["seq"])
        body = {"text": text, "files": _files(files), "reply_to": latest["id"]}
        await self._do("say", body | _in(latest["chat"]))

    async def commands(self, name: str, *, chat: str = "", **options: str | int) -> None:
        """Use a command; on Telegram its options follow the word."""
        if self.platform == "telegram":
            await self.says(" ".join([f"/{name}", *map(str, options.values())]), chat=chat)
        else:
            await self._do("command", {"name": name, "options": options, **_in(chat)})

    async def leaves(self, chat: str) -> None:
        """Leave a thread or a group; or a server, when it is one of its channels."""
        await self._do("leave", {"chat": chat})
        seen = await self.world.call("GET", f"/people/{self.id}/sees")
        left = {message["id"] for message in seen["messages"]}
        self.messages = {number: m for number, m in self.messages.items() if number in left}

    async def removes(self, chat: str) -> None:
        """Delete a topic of one's own, or a thread or channel that one moderates."""
        await self._do("remove", {"chat": chat})

    async def presses(self, label: str, *, on: str = "", chat: str = "") -> None:
        """Press the button (or pick the menu entry) of this label, on the latest such message.

        `on` is a piece of the message's text, `chat` is where it stands, when several have such
        a button.
        """
        await self.look()
        for message in self._latest(on, chat):
            for button in message["buttons"]:
                if button["label"] == label:
                    await self._do("press", {"message": message["id"], "button": label})
                    return
            for select in message["selects"]:
                if any(o["label"] == label for o in select["options"]):
                    body = {"message": message["id"], "select": select["id"], "values": [label]}
                    await self._do("choose", body)
                    return
        raise NoSuchButton(f"{self.name} sees no [{label}] in:\n{self.everything}")

    async def takes(self, start: str, *, on: str = "", chat: str = "") -> None:
        """Press the button, or pick the menu entry, whose payload begins so; the latest such."""
        await self.look()
        for message in self._latest(on, chat):
            for button in message["buttons"]:
                if (button.get("payload") or "").startswith(start):
                    body = {"message": message["id"], "button": button["payload"]}
                    await self._do("press", body)
                    return
            for select in message["selects"]:
                for option in select["options"]:
                    if option["value"].startswith(start):
                        values = [option["value"]]
                        body = {
                            "message": message["id"], "select": select["id"], "values": values
                        }  # fmt: skip
                        await self._do("choose", body)
                        return
        raise NoSuchButton(f"{self.name} sees no button {start} in:\n{self.everything}")

    def _latest(self, on: str, chat: str) -> list[Json]:
        """The bot's messages that say this, in this chat, the one that changed last first."""
        found = [m for m in self.inbox if on in m["text"] and chat in ("", m["chat"])]
        return sorted(found, key=lambda m: -m["seq"])

    async def presses_raw(self, payload: str, *, message: int | None = None) -> None:
        """Press a button by its payload, on a message that has it or had it once."""
        found = message if message is not None else self.last["id"]
        await self._do("press", {"message": found, "button": payload})

    async def fills(self, values: Mapping[str, Answer]) -> None:
        """Fill in the open modal, by label or field, and submit it."""
        given = {
            name: _files(value) if _is_files(value) else value for name, value in values.items()
        }
        await self._do("fill", {"values": given})

    async def answers(self, *answers: Answer) -> None:
        """Answer a form's questions in order: typed or pressed in a chat, filled in modals.

        Typed answers go where the bot said something last, as that is where it asks.

        An answer is text; the label of an option; several labels; or files. `""` skips an
        optional question.
        """
        left = list(answers)
        while left:
            if self.platform == "telegram":
                await self._answer_question(left.pop(0))
            else:
                await self._fill_page(left)

    async def _answer_question(self, answer: Answer) -> None:
        labels, asked = {b["label"]: b for b in self.last["buttons"]}, self.last["chat"]
        if isinstance(answer, str) and answer in labels:
            await self.presses(answer)
        elif answer == "":
            await self.takes("fo.sk:")
        elif _is_files(answer):
            await self.says("", files=answer, chat=asked)  # type: ignore[arg-type]
            if any((b.get("payload") or "").startswith("fo.ok:") for b in self.last["buttons"]):
                await self.takes("fo.ok:")
        elif isinstance(answer, list):
            for label in answer:
                shown = next(x for x in self.sees_buttons() if x.endswith(str(label)))
                await self.presses(shown)
            await self.takes("fo.ok:")
        else:
            await self.says(str(answer), chat=asked)

    async def _fill_page(self, left: list[Answer]) -> None:
        if self.modal is None:
            await self.takes("fo.go:")
        if self.modal is None:
            raise NoSuchButton(f"{self.name} sees no form, but:\n{self.sees}")
        fields = [f for f in self.modal["fields"] if f["kind"] != "note"]
        given = {f["id"]: left.pop(0) for f in fields if left}
        await self.fills({name: value for name, value in given.items() if value != ""})

    def sees_buttons(self) -> list[str]:
        """The labels on the message that changed last."""
        return [b["label"] for b in self.last["buttons"]]

    async def _do(self, deed: str, body: Json) -> None:
        said = await self.world.call("POST", f"/people/{self.id}/{deed}", body)
        self.toast = said.get("toast") or said.get("error") or ""
        await self.look()


def aloud(message: Json) -> str:
    """Put a message into words: its text, its files, its buttons in brackets."""
    rows: dict[int, list[str]] = {}
    for button in message["buttons"]:
        rows.setdefault(button.get("row", 0), []).append(f"[{button['label']}]")
    lines = [message["text"]]
    lines += [f"(picture {message['picture']})"] if message["picture"] else []
    lines += [f"(file {file['name']})" for file in message["files"]]
    lines += [" ".join(row) for row in rows.values()]
    for select in message["selects"]:
        lines.append(
            f"<{select['placeholder']}: {' | '.join(o['label'] for o in select['options'])}>"
        )
    return "\n".join(line for line in lines if line)


def _in(chat: str) -> Json:
    return {"chat": chat} if chat else {}


def _is_files(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], tuple)


def _files(files: object) -> list[Json]:
    return [
        {"name": name, "content": base64.b64encode(content).decode()}
        for name, content in files  # type: ignore[attr-defined]
    ]
