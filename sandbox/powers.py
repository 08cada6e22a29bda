"""What nobody in the world could do: move the clock, plant faults, read the books."""

from collections.abc import Mapping

from aiohttp import web

from sandbox.link import Link
from sandbox.platform import Platform
from sandbox.reading import body_of, duration, number, query_number
from sandbox.world import Fault, PlatformName, Refused, World

SETTLE_ROUNDS = 50


class Powers:
    """The routes that concern the world as a whole."""

    def __init__(
        self, world: World, platforms: Mapping[PlatformName, Platform], link: Link
    ) -> None:
        self._world = world
        self._platforms = platforms
        self._link = link

    def routes(self) -> list[web.RouteDef]:
        """Return every address."""
        return [
            web.post("/clock", self.move_clock),
            web.get("/clock", self.clock),
            web.post("/settle", self.settle),
            web.get("/calls", self.calls),
            web.post("/faults", self.plant),
            web.get("/faults", self.faults),
            web.delete("/faults", self.forget_faults),
            web.get("/books", self.books),
            web.get("/files/{file}", self.file),
        ]

    async def move_clock(self, request: web.Request) -> web.Response:
        """POST /clock {"advance": "P2D"}: returns when what fell due was done and told."""
        step = duration((await body_of(request)).get("advance"))
        await self._settle()
        self._world.offset += step
        if self._link.open:
            await self._link.ask("advance", offset=self._world.offset.total_seconds())
            await self._settle()
        return web.json_response({"now": self._world.now().isoformat()})

    async def clock(self, _request: web.Request) -> web.Response:
        """GET /clock."""
        return web.json_response({"now": self._world.now().isoformat()})

    async def settle(self, _request: web.Request) -> web.Response:
        """POST /settle: returns when the bot has nothing left to read, do or tell."""
        await self._settle()
        return web.json_response({"settled": True})

    async def calls(self, request: web.Request) -> web.Response:
        """GET /calls: every call the bot made, newest last; `?after=N` for the later ones."""
        after = query_number(request, "after")
        return web.json_response({"calls": [c for c in self._world.calls if c["n"] > after]})

    async def plant(self, request: web.Request) -> web.Response:
        """POST /faults: the next n calls fail."""
        body = await body_of(request)
        platform = self._platform(body.get("platform"))
        status = body.get("status")
        if status not in {429, 500, 403, "drop"}:
            raise Refused('status is one of 429, 500, 403, "drop"', 400)
        times = number(body, "times") if "times" in body else 1
        if times < 1:
            raise Refused("times is at least 1", 400)
        wait = float(body.get("retry_after") or 1.0)
        self._world.faults.append(Fault(platform, status, times, wait))
        return web.json_response({"planted": times}, status=201)

    async def faults(self, _request: web.Request) -> web.Response:
        """GET /faults: those still waiting."""
        waiting = [
            {"platform": f.platform, "status": f.status, "times": f.times}
            for f in self._world.faults
        ]
        return web.json_response({"faults": waiting})

    async def forget_faults(self, _request: web.Request) -> web.Response:
        """DELETE /faults."""
        self._world.faults.clear()
        return web.json_response({"faults": []})

    async def books(self, _request: web.Request) -> web.Response:
        """GET /books: escrow, wallets, earnings, as the bot's ledger has them."""
        return web.json_response(await self._link.ask("books"))

    async def file(self, request: web.Request) -> web.Response:
        """GET /files/{id}: bytes, for the page. Never rendered as a page of ours."""
        file = self._world.files.get(request.match_info["file"])
        if file is None:
            raise Refused("there is no such file", 404)
        mime = file.mime if file.is_picture else "application/octet-stream"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Type": mime}
        return web.Response(body=file.content, headers=headers)

    async def _settle(self) -> None:
        for _round in range(SETTLE_ROUNDS):
            if not self._link.open:
                return
            for platform in self._platforms.values():
                await platform.idle()
            before = len(self._world.calls)
            await self._link.ask("settle")
            if len(self._world.calls) == before:
                return

    def _platform(self, name: object) -> PlatformName:
        for known in self._platforms:
            if known == name:
                return known
        raise Refused(f"there is no platform {name!r}: telegram or discord", 400)
