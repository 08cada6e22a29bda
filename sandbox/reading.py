"""Read what a request says, and answer what cannot be with a sentence."""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from aiohttp import web

from sandbox.world import Refused

DURATION = re.compile(
    r"^P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?$"
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what cannot be with a sentence."""
    try:
        return await handler(request)
    except Refused as no:
        return web.json_response({"error": str(no)}, status=no.status)


def duration(text: object) -> timedelta:
    """Read an ISO 8601 duration such as `P2D` or `PT1H`."""
    found = DURATION.match(text) if isinstance(text, str) else None
    if found is None or not any(found.groups()):
        raise Refused(f"not an ISO 8601 duration: {text!r}; try P2D or PT1H", 400)
    return timedelta(**{unit: int(n) for unit, n in found.groupdict().items() if n})


async def body_of(request: web.Request) -> dict[str, Any]:
    """Return the body's JSON object, or refuse."""
    try:
        body = await request.json()
    except ValueError:
        raise Refused("the body is not JSON", 400) from None
    if not isinstance(body, dict):
        raise Refused("the body is not a JSON object", 400)
    return body


def number(body: Mapping[str, Any], key: str) -> int:
    """Return a whole number of the body, or refuse."""
    try:
        return int(body[key])
    except (KeyError, TypeError, ValueError):
        raise Refused(f"{key} must be a whole number", 400) from None


def query_number(request: web.Request, key: str) -> int:
    """Return a number of the query, 0 when it is not there, or refuse."""
    try:
        return int(float(request.query.get(key) or 0))
    except ValueError:
        raise Refused(f"{key} must be a number", 400) from None
