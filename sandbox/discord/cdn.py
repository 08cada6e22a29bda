"""Files by address, as the CDN gives them: signed, and for a day."""

import hmac

from aiohttp import hdrs, web

from sandbox.discord.pictures import NO_FACE
from sandbox.discord.state import State

GONE = "This content is no longer available."


class Cdn:
    """`/discord/cdn/…`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        file = "/discord/cdn/attachments/{channel}/{attachment}/{name}"
        return [
            web.get(file, self.attachment),
            web.get("/discord/cdn/{kind}/{rest:.+}", self.picture),
        ]

    async def attachment(self, request: web.Request) -> web.Response:
        """Give a file to who has a signed address that has not ended."""
        raw, ends = request.match_info["attachment"], request.query.get("ex", "")
        file = self._state.attachments.get(int(raw)) if raw.isdecimal() else None
        if file is None or file.name != request.match_info["name"]:
            return web.Response(status=404, text=GONE)
        try:
            seconds = int(ends, 16)
        except ValueError:
            return web.Response(status=404, text=GONE)
        seal = self._state.seal(file, seconds)
        fresh = seconds >= self._state.world.now().timestamp()
        if not (fresh and hmac.compare_digest(seal, request.query.get("hm", ""))):
            return web.Response(status=404, text=GONE)
        headers = {hdrs.CONTENT_TYPE: file.file.mime, "X-Content-Type-Options": "nosniff"}
        headers[hdrs.CONTENT_DISPOSITION] = f'attachment; filename="{file.name}"'
        return web.Response(body=file.file.content, headers=headers)

    async def picture(self, _request: web.Request) -> web.Response:
        """Give the one face everybody has."""
        return web.Response(body=NO_FACE, headers={hdrs.CONTENT_TYPE: "image/png"})
