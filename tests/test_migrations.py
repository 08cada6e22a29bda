"""The database's shape: what the migrations build is what the models say, on both engines."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from core.store import Base, CannotOpen, migrations, open_store
from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/bare.db"
        return
    server: Postgres = request.getfixturevalue("postgres")
    server.create("bare")
    yield server.url("bare")
    server.drop("bare")


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


async def test_the_migrations_build_what_the_models_say(bare_url: str) -> None:
    store = await open_store(bare_url)
    await store.alter(migrations.upgrade)
    assert await store.alter(differences) == []
    assert await store.alter(migrations.is_current)
    await store.alter(migrations.upgrade)  # a second time changes nothing
    assert await store.alter(differences) == []
    await store.close()


async def test_an_embedded_database_is_migrated_at_start(tmp_path: Path) -> None:
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/new.db")
    await migrations.ensure_current(store)
    assert "orders" in await store.alter(lambda c: inspect(c).get_table_names())
    await store.close()


def test_a_shared_database_waits_for_somebody_to_migrate_it(postgres: Postgres) -> None:
    postgres.create("waiting")

    async def start() -> None:
        store = await open_store(postgres.url("waiting"))
        try:
            await migrations.ensure_current(store)
        finally:
            await store.close()

    with pytest.raises(CannotOpen, match="jalon migrate"):
        asyncio.run(start())
    postgres.drop("waiting")
