"""Copy a market while it is open."""

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from core.store.engine import CannotOpen


def copy(url: str, files: Path, target: Path, *, beside: Sequence[Path] = ()) -> None:
    """Copy the SQLite database, by SQLite's own backup, and the files, to a new folder.

    What else there is `beside` them is copied too, if it is there.

    The files come after the database, so it mentions none that is missing. Raises `CannotOpen`
    with a way out.
    """
    if target.exists():
        raise CannotOpen(f"{target} exists already; name a folder that does not")
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        raise CannotOpen("this market lives in PostgreSQL: use pg_dump, and copy the home folder")
    database = Path(str(where.database))
    if not database.exists():
        raise CannotOpen(f"there is no database {database} to copy")
    draft = Path(tempfile.mkdtemp(prefix=".backup-", dir=target.resolve().parent))
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(draft / database.name)) as destination,
    ):
        source.backup(destination)
    if files.exists():
        shutil.copytree(files, draft / "files")
    for one in beside:
        if one.exists():
            shutil.copy2(one, draft / one.name)
    draft.rename(target)
