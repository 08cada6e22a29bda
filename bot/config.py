"""Settings of the running bot: environment first, then one TOML file, then defaults.

An unknown key or an impossible value stops the start with one line that names it.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from core.kit.settings import MarketSettings

PREFIX = "JALON_"
MARKET_PREFIX = "JALON_MARKET_"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LISTS = ("platforms", "operators")  # with commas between, in the environment
OPERATOR = re.compile(r"(telegram|discord):([0-9]{1,20})")
BARE_NAMES = {"TELEGRAM_TOKEN": "telegram_token", "DISCORD_TOKEN": "discord_token"}


class BadSettings(Exception):
    """The settings cannot be used; the text names the key and says what it should be."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything an operator can set. Environment names are `JALON_` and the name in capitals."""

    home: str = "~/.jalon"
    database_url: str = ""  # empty: SQLite in the home folder
    telegram_token: str = ""
    discord_token: str = ""
    telegram_api_url: str = ""  # a self-hosted Bot API server, a proxy; empty: the official one
    discord_api_url: str = ""
    telegram_webhook_url: str = ""  # empty: long polling, which needs no public address
    telegram_webhook_port: int = 8443
    telegram_webhook_secret: str = ""
    telegram_messages_per_second: int = 30
    discord_messages_per_second: int = 45
    chat_pause_seconds: float = 1.0  # between messages in one chat, once a short burst is used up
    sandbox_port: int = 8080
    sandbox_url: str = ""  # set by `jalon run` when it starts the sandbox
    platforms: tuple[str, ...] = ()  # empty: those that have a token
    operators: tuple[str, ...] = ()  # who owns the open marketplace, as in telegram:12345
    log_level: str = "INFO"
    market: MarketSettings = MarketSettings()

    def __post_init__(self) -> None:
        if self.log_level not in LEVELS:
            raise ValueError(f"log_level must be one of {', '.join(LEVELS)}")
        for name in self.operators:
            if OPERATOR.fullmatch(name) is None:
                raise ValueError(
                    f"operators must be telegram: or discord: and the person's number, not {name!r}"
                )
        if not 0 <= self.sandbox_port <= 65535:
            raise ValueError("sandbox_port must be between 0 and 65535")
        if self.database_url and not self.database_url.startswith(
            ("sqlite+aiosqlite:", "postgresql+asyncpg:")
        ):
            raise ValueError(
                "database_url must start with sqlite+aiosqlite: or postgresql+asyncpg:"
            )
        if self.telegram_webhook_url and not self.telegram_webhook_secret:
            raise ValueError("telegram_webhook_url needs a telegram_webhook_secret")
        if min(self.telegram_messages_per_second, self.discord_messages_per_second) < 1:
            raise ValueError("messages_per_second must be at least 1")

    @property
    def home_folder(self) -> Path:
        """The data folder."""
        return Path(self.home).expanduser()

    @property
    def owners(self) -> list[tuple[str, str]]:
        """The platform and the number there of everyone who owns the open marketplace."""
        return [_parts(name) for name in self.operators]

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite+aiosqlite:///{self.home_folder / 'jalon.db'}"


def read(environment: Mapping[str, str] = os.environ, file: Path | None = None) -> Settings:
    """Read the settings. The file is `JALON_CONFIG`, or `jalon.toml` in the home folder."""
    values, market = _from_environment(environment)
    home = Path(str(values.get("home", Settings().home))).expanduser()
    asked = environment.get(f"{PREFIX}CONFIG")
    path = file or (Path(asked) if asked else home / "jalon.toml")
    written = _from_file(path, needed=asked is not None or file is not None)
    in_market = written.pop("market", {})
    if not isinstance(in_market, dict):
        raise BadSettings(f"{path}: market must be a table, as in [market]")
    merged = {**written, **values, "market": {**in_market, **market}}
    try:
        return msgspec.convert(merged, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise BadSettings(_explain(error)) from None


def _from_environment(environment: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    values: dict[str, Any] = {}
    market: dict[str, Any] = {}
    for name, value in environment.items():
        if name in BARE_NAMES:
            values[BARE_NAMES[name]] = value
        elif name.startswith(MARKET_PREFIX):
            market[name.removeprefix(MARKET_PREFIX).lower()] = value
        elif name.startswith(PREFIX) and name != f"{PREFIX}CONFIG":
            key = name.removeprefix(PREFIX).lower()
            values[key] = _list(value) if key in LISTS else value
    return values, market


def _list(value: str) -> tuple[str, ...]:
    return tuple(word for one in value.split(",") if (word := one.strip()))


def _parts(operator: str) -> tuple[str, str]:
    platform, _colon, number = operator.partition(":")
    return platform, number


def _from_file(path: Path, *, needed: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if needed:
            raise BadSettings(f"there is no settings file {path}") from None
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} cannot be read: {error}") from None


def _explain(error: msgspec.ValidationError) -> str:
    says = str(error)
    reason, _at, where = says.partition(" - at `$")
    key = where.rstrip("`").lstrip(".")
    return f"setting {key}: {reason}" if key else f"settings: {reason}"
