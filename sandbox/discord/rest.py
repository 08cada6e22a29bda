"""REST: who may call, what the call says, which faults befall it, and what is written down."""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any

from aiohttp import hdrs, web
from aiohttp.web_request import FileField

from sandbox.discord.bodies import Upload
from sandbox.discord.errors import ApiError
from sandbox.discord.form import Form, Reader, read
from sandbox.discord.limits import REQUEST_BYTES
from sandbox.discord.state import State
from sandbox.world import Fault

BASE = "/discord/api/v10"
SHORTEST_TOKEN = 3
UNAUTHORIZED = {"message": "401: Unauthorized", "code": 0}
NOT_FOUND = {"message": "404: Not Found", "code": 0}
OUR_FAULT = {"message": "500: Internal Server Error", "code": 0}
FILE_PART = re.compile(r"files\[(\d+)\]|file(\d*)")
CALLS_A_WINDOW = 50
log = logging.getLogger(__name__)


@dataclass
class Call:
    """One call of the bot, read."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    uploads: dict[int, Upload] = field(default_factory=dict)
    emoji: str = ""

    def number(self, name: str) -> int:
        """Return an id of the path, or refuse what is none."""
        value = self.path[name]
        if not value.isdecimal():
            form = Form()
            says = f'Value "{value}" is not snowflake.'
            form.wrong((name,), "NUMBER_TYPE_COERCE", says)
            form.finish()
        return int(value)

    def asks(self, name: str) -> bool:
        """Return whether a parameter of the query says yes."""
        return self.query.get(name, "").lower() in {"1", "true"}

    def form(self) -> Reader:
        """Return a reader of the body, which must be an object."""
        return read({} if self.body is None else self.body)

    def ask(self) -> Reader:
        """Return a reader of the query."""
        return read(dict(self.query))


Answer = tuple[int, Any]
Handler = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True)
class Route:
    """An endpoint. `open` ones need no bot token; `exempt` ones, used to start, never fail."""

    method: str
    template: str
    handler: Handler
    open: bool = False
    exempt: bool = False

    @property
    def name(self) -> str:
        """What it is called in the list of calls."""
        return f"{self.method} {self.template}"


class Rest:
    """Everything around an endpoint."""

    def __init__(self, state: State) -> None:
        self._state = state

    def define(self, routes: list[Route]) -> list[web.RouteDef]:
        """Return the addresses of these endpoints, and last the one for all that is unknown."""
        found = [
            web.route(route.method, BASE + route.template, self._serve(route)) for route in routes
        ]
        return [*found, web.route("*", "/discord/api/{rest:.*}", self._unknown)]

    def _serve(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            self._state.origin = str(request.url.origin())
            if not route.open and not _has_token(request):
                return self._answer(route.name, None, (401, UNAUTHORIZED))
            try:
                call = await _read(request)
            except ApiError as no:
                return self._answer(route.name, None, (no.status, no.body()))
            fault = None if route.exempt else self._state.world.take_fault("discord")
            if fault is not None:
                return self._fail(request, route, call, fault)
            try:
                answer = await route.handler(call)
            except ApiError as no:
                answer = (no.status, no.body())
                log.info("discord refused %s: %s", route.name, json.dumps(answer[1]))
            except Exception:
                log.exception("the pretended Discord stumbled over %s", route.name)
                answer = (500, OUR_FAULT)
            return self._answer(route.name, call.body, answer)

        return serve

    def _fail(
        self, request: web.Request, route: Route, call: Call, fault: Fault
    ) -> web.StreamResponse:
        if fault.status == "drop":
            self._state.world.note_call("discord", route.name, call.body, None, 0)
            if request.transport is not None:
                request.transport.close()
            return web.Response()
        headers = {}
        if fault.status == 429:
            wait = fault.retry_after
            body = {"message": "You are being rate limited.", "code": 0}
            body |= {"retry_after": wait, "global": False}
            headers = {"Via": "1.1 google", "Retry-After": str(wait)}
        elif fault.status == 403:
            sends = route.name == "POST /channels/{id}/messages"
            body = ApiError(50007 if sends else 50001).body()
        else:
            body = {"message": f"{fault.status}: Internal Server Error", "code": 0}
        return self._answer(route.name, call.body, (fault.status, body), headers)

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        name = f"{request.method} {request.path.removeprefix(BASE)}"
        log.error("the pretended Discord has no %s", name)
        return self._answer(name, None, (404, NOT_FOUND))

    def _answer(
        self, name: str, payload: object, answer: Answer, headers: Mapping[str, str] | None = None
    ) -> web.Response:
        status, body = answer
        self._state.world.note_call("discord", name, payload, body, status)
        remaining = 0 if status == 429 else CALLS_A_WINDOW - 1
        limits = {
            "X-RateLimit-Limit": str(CALLS_A_WINDOW),
            "X-RateLimit-Remaining": str(remaining),
            "X-RateLimit-Reset": f"{self._state.world.now().timestamp() + 1:.3f}",
            "X-RateLimit-Reset-After": "1.000",
            "X-RateLimit-Bucket": md5(name.encode(), usedforsecurity=False).hexdigest(),
            **(headers or {}),
        }
        if status == 204:
            return web.Response(status=204, headers=limits)
        # Exactly this type: with a charset, discord.py takes the body for text.
        limits[hdrs.CONTENT_TYPE] = "application/json"
        return web.Response(status=status, body=json.dumps(body).encode(), headers=limits)


def _has_token(request: web.Request) -> bool:
    scheme, _, token = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    return scheme == "Bot" and len(token.strip()) >= SHORTEST_TOKEN


async def _read(request: web.Request) -> Call:
    """Read a call, its JSON and its files."""
    call = Call(request.match_info, request.query)
    if (request.content_length or 0) > REQUEST_BYTES:
        raise ApiError(40005)
    try:
        if request.content_type.startswith("multipart/"):
            await _read_parts(request, call)
        elif request.content_type == "application/x-www-form-urlencoded":
            raw = (await request.post()).get("payload_json")
            call.body = json.loads(raw) if isinstance(raw, str) else None
        elif request.can_read_body:
            text = await request.text()
            call.body = json.loads(text) if text else None
    except ValueError:
        raise ApiError(50109) from None
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(40005) from None
    return call


async def _read_parts(request: web.Request, call: Call) -> None:
    parts = await request.post()
    size = 0
    for name, part in parts.items():
        if isinstance(part, FileField):
            found = FILE_PART.fullmatch(name)
            if found is None:
                continue
            content = part.file.read()
            part.file.close()
            size += len(content)
            index = int(found[1] or found[2] or 0)
            call.uploads[index] = Upload(index, part.filename, content, part.content_type)
        elif name == "payload_json":
            text = part if isinstance(part, str) else bytes(part).decode()
            call.body = json.loads(text)
    if size > REQUEST_BYTES:
        raise ApiError(40005)
