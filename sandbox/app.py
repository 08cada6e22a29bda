"""Put the world, both platforms, the people's API and the page behind one loopback port."""

from pathlib import Path

from aiohttp import web

from sandbox.discord import Discord
from sandbox.link import Link
from sandbox.people import PeopleApi
from sandbox.platform import Platform
from sandbox.reading import refusals
from sandbox.telegram import Telegram
from sandbox.world import PlatformName, World

PAGE = Path(__file__).parent / "page"
LARGEST_BODY = 128 * 1024 * 1024


class Sandbox:
    """A running sandbox. `url` is where it is; the platforms are below `/telegram`, `/discord`."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self.link = Link(self.world)
        self.platforms: dict[PlatformName, Platform] = {
            "telegram": Telegram(self.world),
            "discord": Discord(self.world),
        }
        self.url = ""
        self._runner: web.AppRunner | None = None

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application(middlewares=[refusals], client_max_size=LARGEST_BODY)
        app.add_routes(PeopleApi(self.world, self.platforms, self.link).routes())
        for platform in self.platforms.values():
            app.add_routes(platform.routes())
        app.router.add_get("/link", self.link.answer)
        app.router.add_get("/", _page)
        app.router.add_static("/page", PAGE)
        return app

    async def start(self, *, port: int = 0) -> str:
        """Open the door on the loopback address; return where. Port 0 takes any free one."""
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        return self.url

    async def stop(self) -> None:
        """Close the door."""
        if self._runner is not None:
            await self._runner.cleanup()


async def _page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")
