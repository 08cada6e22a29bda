"""Bring a database to the shape this release expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from core.store.engine import CannotOpen, Store

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def upgrade(connection: Connection) -> None:
    """Run every migration that is still missing."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def ensure_current(store: Store) -> None:
    """Migrate an embedded SQLite; refuse a PostgreSQL that somebody must migrate on purpose."""
    if store.dialect == "sqlite":
        await store.alter(upgrade)
    elif not await store.alter(is_current):
        raise CannotOpen("the database is older than this release: run `jalon migrate` first")


def is_current(connection: Connection) -> bool:
    """Tell whether no migration is missing."""
    heads = set(ScriptDirectory.from_config(_config()).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == heads


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
