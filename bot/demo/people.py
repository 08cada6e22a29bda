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

    # --- doing

    async def says(self, text: str, files: Sequence[tuple[str, bytes]] = ()) -> None:
        """Write a message, perhaps with files."""
        await self._do("say", {"text": text, "files": _files(files)})

    async def replies(self, text: str, files: Sequence[tuple[str, bytes]] = (), *, to: str) -> None:
        """Reply to the latest message that says this."""
        await self.look()
        found = [m for m in self.messages.values() if to in m["text"]]
        if not found:
            raise NoSuchButton(f"{self.name} sees no message with {to!r} in:\n{self.everything}")
        latest = max(found, key=lambda m: m["seq"])["id"]
        await self._do("say", {"text": text, "files": _files(files), "reply_to": latest})

    async def commands(self, name: str, **options: str) -> None:
        """Use a command; on Telegram its options follow the word."""
        if self.platform == "telegram":
            await self.says(" ".join([f"/{name}", *options.values()]))
        else:
            await self._do("command", {"name": name, "options": options})

    async def presses(self, label: str, *, on: str = "") -> None:
        """Press the button (or pick the menu entry) of this label, on the latest such message.

        `on` is a piece of the message's text, when several have such a button.
        """
        await self.look()
        for message in sorted(self.inbox, key=lambda m: -m["seq"]):
            if on and on not in message["text"]:
                continue
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

    async def takes(self, start: str, *, on: str = "") -> None:
        """Press the button, or pick the menu entry, whose payload begins so; the latest such."""
        await self.look()
        for message in sorted(self.inbox, key=lambda m: -m["seq"]):
            if on and on not in message["text"]:
                continue
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
        labels = {b["label"]: b for b in self.last["buttons"]}
        if isinstance(answer, str) and answer in labels:
            await self.presses(answer)
        elif answer == "":
            await self.takes("fo.sk:")
        elif _is_files(answer):
            await self.says("", files=answer)  # type: ignore[arg-type]
            if any((b.get("payload") or "").startswith("fo.ok:") for b in self.last["buttons"]):
                await self.takes("fo.ok:")
        elif isinstance(answer, list):
            for label in answer:
                shown = next(x for x in self.sees_buttons() if x.endswith(str(label)))
                await self.presses(shown)
            await self.takes("fo.ok:")
        else:
            await self.says(str(answer))

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


def _is_files(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], tuple)


def _files(files: object) -> list[Json]:
    return [
        {"name": name, "content": base64.b64encode(content).decode()}
        for name, content in files  # type: ignore[attr-defined]
    ]
