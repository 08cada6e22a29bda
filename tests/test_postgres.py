import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from tests import postgres
from tests.postgres import NoPostgres, Postgres, available

LONELY = """
import sys, time
from tests.postgres import Postgres
server = Postgres()
server.start()
print(server.folder, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    assert available() is None, available()
    server = Postgres()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def shop(server: Postgres) -> Iterator[str]:
    """A template with one table and one row, and a copy of it."""
    server.create("template_shop")
    server._tell(
        "template_shop",
        "create table shelf (id int generated always as identity primary key, what text not null);"
        "create table label (shelf int references shelf(id));"
        "create table alembic_version (version_num text);"
        "insert into alembic_version values ('1');"
        "insert into shelf (what) values ('a book'); insert into label values (1)",
    )
    server.create("shop", template="template_shop")
    yield "shop"
    server.drop("shop")
    server.drop("template_shop")


async def ask(server: Postgres, database: str, question: str) -> object:
    engine = create_async_engine(server.url(database), poolclass=NullPool)
    async with engine.begin() as connection:
        return (await connection.execute(text(question))).scalar_one()


def pid_of(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def test_a_copy_has_what_its_template_has_and_goes_its_own_way(
    server: Postgres, shop: str
) -> None:
    assert await ask(server, shop, "select what from shelf") == "a book"

    await ask(server, shop, "update shelf set what = 'a lamp' returning what")

    assert await ask(server, "template_shop", "select what from shelf") == "a book"


async def test_an_emptied_database_counts_from_one_and_remembers_its_migration(
    server: Postgres, shop: str
) -> None:
    server.empty(shop)

    assert await ask(server, shop, "select count(*) from shelf") == 0
    assert await ask(server, shop, "select count(*) from label") == 0
    assert await ask(server, shop, "select version_num from alembic_version") == "1"
    assert await ask(server, shop, "insert into shelf (what) values ('x') returning id") == 1


async def test_a_dropped_database_is_gone_even_with_someone_inside(
    server: Postgres, shop: str
) -> None:
    engine = create_async_engine(server.url(shop))
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
        await asyncio.to_thread(server.drop, shop)
        with pytest.raises(DBAPIError):
            await connection.execute(text("select 1"))
        await connection.invalidate()
    await engine.dispose()

    with pytest.raises(DBAPIError, match="does not exist"):
        await ask(server, shop, "select 1")


async def test_two_who_looked_and_then_wrote_are_told_they_clashed(
    server: Postgres, shop: str
) -> None:
    """What the market's reruns live on: each sees one row and adds one, and only one may."""
    engine = create_async_engine(server.url(shop), isolation_level="SERIALIZABLE")
    look, write = text("select count(*) from shelf"), text("insert into shelf (what) values ('x')")

    async def write_and_commit(person: AsyncConnection) -> None:
        await person.execute(write)
        await person.commit()

    async with engine.connect() as ana, engine.connect() as ben:
        for person in (ana, ben):
            assert (await person.execute(look)).scalar_one() == 1
        await write_and_commit(ana)
        with pytest.raises(DBAPIError) as clash:
            await write_and_commit(ben)
        await ben.rollback()
    await engine.dispose()

    assert getattr(clash.value.orig, "sqlstate", None) == "40001"


async def test_lower_case_and_french_words_are_known(server: Postgres) -> None:
    assert await ask(server, "postgres", "select lower('ÉTÉ')") == "été"
    stems = "select to_tsvector('french', 'travaillaient') @@ to_tsquery('french', 'travailler')"
    assert await ask(server, "postgres", stems) is True


def test_stopping_leaves_no_process_and_no_folder() -> None:
    server = Postgres()
    server.start()
    server.start()
    folder, pid = server.folder, pid_of(server.folder)

    server.stop()
    server.stop()

    assert is_gone(pid)
    assert not folder.exists()


def test_a_run_killed_outright_leaves_no_process_and_no_folder() -> None:
    root = Path(__file__).parents[1]
    run = subprocess.Popen([sys.executable, "-c", LONELY], stdout=subprocess.PIPE, cwd=root)
    assert run.stdout
    folder = Path(run.stdout.readline().decode().strip())
    pid = pid_of(folder)

    run.send_signal(signal.SIGKILL)
    run.communicate()

    patience_ends = time.monotonic() + 20
    while folder.exists() and time.monotonic() < patience_ends:
        time.sleep(0.01)
    assert is_gone(pid)
    assert not folder.exists()


async def test_binaries_out_of_reach_are_copied(tmp_path: Path) -> None:
    """Root's home is closed to the user that runs the server, and so is a folder of pytest's."""
    shelf = next(postgres._shelves())
    packages = shelf.parents[2]
    (tmp_path / "home").symlink_to(packages)
    server = Postgres(binaries=tmp_path / "home" / shelf.relative_to(packages))
    server.start()
    try:
        assert await ask(server, "postgres", "select 1") == 1
    finally:
        server.stop()


def test_a_server_that_cannot_start_says_why() -> None:
    server = Postgres(max_connections="many")

    with pytest.raises(NoPostgres, match="max_connections"):
        server.start()

    assert not server.folder.exists()


def test_without_postgresql_nothing_is_skipped_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_shelves", lambda: iter(()))

    assert "make setup" in (available() or "")
    with pytest.raises(NoPostgres, match="make setup"):
        Postgres().start()
