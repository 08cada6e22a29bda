"""The databases: durable ones, on a disk, as an operator would have them."""

import shutil
import tempfile
from pathlib import Path

from bot.config import Settings
from core.store import Base, migrations, open_store
from tests.postgres import Postgres

DURABLE = {
    "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on",
    "max_wal_size": "1GB", "shared_buffers": "128MB",
}  # fmt: skip


class OnDisk(Postgres):
    """A PostgreSQL whose commits wait for the disk."""

    def _new_folder(self, _where: Path) -> Path:
        return super()._new_folder(Path(tempfile.gettempdir()))


class Databases:
    """One PostgreSQL and one folder for everything; gone at the end."""

    def __init__(self) -> None:
        self.postgres = OnDisk(None, **DURABLE)
        self.postgres.start()
        self.folder = Path(tempfile.mkdtemp(prefix="jalon-bench-"))

    def sqlite(self, name: str) -> str:
        return f"sqlite+aiosqlite:///{self.folder / name}.db"

    def postgresql(self, name: str) -> str:
        self.postgres.create(name)
        return self.postgres.url(name)

    def close(self) -> None:
        self.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


async def lay_out(settings: Settings) -> None:
    """Lay out an empty database as `jalon migrate` does."""
    settings.home_folder.mkdir(parents=True, exist_ok=True)
    store = await open_store(settings.database)
    await store.alter(migrations.upgrade)
    await store.alter(Base.metadata.create_all)
    await store.close()
