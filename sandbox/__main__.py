"""Run the sandbox alone: `python -m sandbox [--port N] [--topics]`."""

import argparse
import asyncio
import signal
import sys

from sandbox.app import Sandbox
from sandbox.world import World


async def serve(port: int, *, topics: bool) -> None:
    """Serve until told to stop; `topics` is what @BotFather would have been told."""
    sandbox = Sandbox(World(topics=topics))
    url = await sandbox.start(port=port)
    sys.stdout.write(f"sandbox {url}\n")
    sys.stdout.flush()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()
    await sandbox.stop()


def main() -> int:
    """Read what is wanted and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox")
    parser.add_argument("--port", type=int, default=8080, help="0 takes any free port")
    parser.add_argument(
        "--topics", action="store_true", help="Telegram: the bot's private chats have topics"
    )
    given = parser.parse_args()
    try:
        asyncio.run(serve(given.port, topics=given.topics))
    except OSError as error:
        sys.stderr.write(f"The sandbox cannot start: {error.strerror or error}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
