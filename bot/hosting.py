"""Running it: the bot until it is told to stop, the sandbox beside it, copies of the data."""

import asyncio
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

from bot.app import App
from bot.config import BadSettings, Settings
from bot.seal import Seal
from core.store.backup import copy

SANDBOX_PATIENCE_SECONDS = 20
TELEGRAM_SANDBOX_TOKEN = "1:sandbox"  # noqa: S105 - opens nothing but the sandbox
DISCORD_SANDBOX_TOKEN = "sandbox"  # noqa: S105 - opens nothing but the sandbox


def on_a_loop(work: Coroutine[Any, Any, int]) -> int:
    """Run to the end on the fastest loop there is."""
    try:
        import uvloop
    except ImportError:  # not on Windows
        return asyncio.run(work)
    return uvloop.run(work)


async def run(settings: Settings) -> int:
    """Run the bot until it is told to stop."""
    if settings.telegram_token or settings.discord_token or settings.platforms:
        await _serve(settings, "Jalon is running. Press Ctrl+C to stop.")
        return 0
    async with sandbox(settings, topics=True) as (url, new):
        if new and not settings.database_url:  # another world, where nobody of the last one lives
            folder = Path(in_sandbox(settings, url).home)
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        await _serve(
            in_sandbox(settings, url),
            f"Jalon is running in its sandbox: open {url} in a browser. "
            "Nothing here leaves this machine. Press Ctrl+C to stop.",
        )
    return 0


async def run_sandbox(settings: Settings) -> int:
    """Run the sandbox alone until it is told to stop."""
    async with sandbox(settings, topics=True) as (url, _new):
        _print(f"The sandbox is at {url}; start a bot with JALON_SANDBOX_URL={url} jalon run")
        await _told_to_stop()
    return 0


def in_sandbox(settings: Settings, url: str) -> Settings:
    """Return the settings that connect to a sandbox instead of the real platforms."""
    home = settings.home if settings.database_url else str(settings.home_folder / "sandbox")
    return msgspec.structs.replace(
        settings,
        home=home,
        telegram_token=TELEGRAM_SANDBOX_TOKEN,
        discord_token=DISCORD_SANDBOX_TOKEN,
        telegram_api_url=f"{url}/telegram",
        discord_api_url=f"{url}/discord",
        sandbox_url=url,
    )


@asynccontextmanager
async def sandbox(settings: Settings, *, topics: bool = False) -> AsyncIterator[tuple[str, bool]]:
    """Start the sandbox as a process of its own, or use the one that is already there.

    A bot that was killed finds its sandbox again, with everyone in it. Tells where it is, and
    whether it is a new one. `topics`: in a new one, the bot's private chats on Telegram have them.
    """
    url = f"http://127.0.0.1:{settings.sandbox_port}"
    if settings.sandbox_port and await _answers(url):
        yield url, False
        return
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", str(settings.sandbox_port),
        *(["--topics"] if topics else []),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield await _address(process, settings.sandbox_port), True
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def backup(settings: Settings, folder: str, tell: Callable[[str], None]) -> int:
    """Copy the database, the files and the seal to a new folder."""
    home = settings.home_folder
    seal = Seal(home).path
    await asyncio.to_thread(copy, settings.database, home / "files", Path(folder), beside=[seal])
    tell(f"Copied to {folder}. To go back, put everything in place of the originals.")
    return 0


async def _serve(settings: Settings, says: str) -> None:
    app = App(settings)
    await app.start()
    _print(says)
    try:
        await _told_to_stop()
    finally:
        await app.stop()


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()


async def _answers(url: str) -> bool:
    timeout = aiohttp.ClientTimeout(total=1)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{url}/clock") as answer,
        ):
            return answer.status == 200 and "now" in await answer.json()
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return False


async def _address(process: asyncio.subprocess.Process, port: int) -> str:
    """Read where the sandbox is from its first line."""
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), SANDBOX_PATIENCE_SECONDS)
    except TimeoutError:
        raise BadSettings("the sandbox does not start") from None
    word, _space, url = line.decode().strip().partition(" ")
    if word != "sandbox":
        says = (await process.stderr.read()).decode().strip().splitlines()
        reason = says[-1] if says else "it said nothing"
        raise BadSettings(f"setting sandbox_port {port}: {reason}")
    return url


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
