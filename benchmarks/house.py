"""The house as a contender: the very App an operator runs, with its settings."""

import asyncio
import signal
import sys
from dataclasses import dataclass

import msgspec

from bot.app import App
from bot.config import Settings
from bot.hosting import on_a_loop
from bot.logs import set_up

UNPACED = 1_000_000  # a second: the pace is Telegram's limit, not ours


async def serve(settings: Settings) -> int:
    app = App(settings)
    await app.start()
    print("ready")
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()
    await app.stop()
    return 0


@dataclass(frozen=True)
class Unpaced:
    """Settings without any pace."""

    home: str
    database_url: str
    telegram_api_url: str
    discord_api_url: str

    def words(self) -> str:
        settings = Settings(
            home=self.home,
            database_url=self.database_url,
            telegram_token="1:benchmark",
            discord_token="benchmark",
            telegram_api_url=self.telegram_api_url,
            discord_api_url=self.discord_api_url,
            telegram_messages_per_second=UNPACED,
            discord_messages_per_second=UNPACED,
            chat_pause_seconds=0.0,
        )
        return msgspec.json.encode(settings).decode()


if __name__ == "__main__":
    set_up("WARNING")
    sys.exit(on_a_loop(serve(msgspec.json.decode(sys.argv[1], type=Settings))))
