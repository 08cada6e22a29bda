"""A real database of either kind, a clock we hold, and a market on top of both."""

import asyncio
import importlib
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pkgutil import iter_modules

import pytest

import core
from core.market import Market
from core.store import migrations, open_store
from sandbox.world import World
from tests.postgres import Postgres
from tests.town import Town, open_town

for feature in iter_modules(core.__path__):
    if (Path(core.__path__[0]) / feature.name / "models.py").exists():
        importlib.import_module(f"core.{feature.name}.models")


class HandClock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


async def furnish(url: str) -> None:
    """Give an empty database its tables."""
    store = await open_store(url)
    await store.alter(migrations.upgrade)
    await store.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One real server for all tests of this process."""
    server = Postgres()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite market, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    asyncio.run(furnish(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_town(postgres: Postgres) -> str:
    """The URL of an empty PostgreSQL market, to be emptied again."""
    postgres.create("town")
    asyncio.run(furnish(postgres.url("town")))
    return postgres.url("town")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "town.db")
        return f"sqlite+aiosqlite:///{tmp_path}/town.db"
    server: Postgres = request.getfixturevalue("postgres")
    url: str = request.getfixturevalue("postgres_town")
    server.empty("town")
    return url


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def market(database_url: str, clock: HandClock) -> AsyncIterator[Market]:
    """An open market on an empty database."""
    store = await open_store(database_url)
    market = Market(store, now=clock)
    await market.open()
    yield market
    await store.close()


@pytest.fixture
async def town(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> AsyncIterator[Town]:
    """The real bot in the sandbox, on an empty database of either kind."""
    world = World(topics=request.node.get_closest_marker("topics") is not None)
    async with open_town(database_url, tmp_path, world=world) as town:
        yield town
