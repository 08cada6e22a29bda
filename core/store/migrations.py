"""Bring a database to the shape this release expects.

Alembic is only woken when there is something to migrate: most starts find everything done.
"""

import re
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from core.store.engine import CannotOpen, Store

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
NAMED = re.compile(r"^revision = (.+)$", re.MULTILINE)
BUILDS_ON = re.compile(r"^down_revision = (.+)$", re.MULTILINE)
QUOTED = re.compile(r"\"(\w+)\"")
VERSION = "alembic_version"
DONE = text("SELECT version_num FROM alembic_version")


def upgrade(connection: Connection) -> None:
    """Run every migration that is still missing."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def ensure_current(store: Store) -> None:
    """Migrate an embedded SQLite; refuse a PostgreSQL that somebody must migrate on purpose."""
    if await store.alter(is_current):
        return
    if store.dialect != "sqlite":
        raise CannotOpen("the database is older than this release: run `jalon migrate` first")
    await store.alter(upgrade)


def is_current(connection: Connection) -> bool:
    """Tell whether no migration is missing."""
    if not inspect(connection).has_table(VERSION):
        return False
    return set(connection.execute(DONE).scalars()) == heads()


def heads() -> set[str]:
    """Return the migrations that no other builds on."""
    written = [path.read_text(encoding="utf-8") for path in (FOLDER / "versions").glob("*.py")]
    return _names(NAMED, written) - _names(BUILDS_ON, written)


def _names(line: re.Pattern[str], scripts: list[str]) -> set[str]:
    found = [said for script in scripts for said in line.findall(script)]
    return {name for said in found for name in QUOTED.findall(said)}
