"""What can be done with files."""

import re
from collections.abc import Sequence

from sqlalchemy import select, update

from core.accounts import Account
from core.files.models import FileHandle, StoredFile
from core.kit.errors import NoSuchThing
from core.kit.ids import FileId, new_id
from core.store import Tx

NAME_MOST = 100
MIME = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}", re.IGNORECASE)
UNKNOWN_MIME = "application/octet-stream"
UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def keep(tx: Tx, me: Account, *, name: str, mime: str, size: int, digest: str) -> StoredFile:
    """Describe a file whose bytes are already on the disk."""
    row = StoredFile(
        id=FileId(new_id()),
        owner_id=me.id,
        name=_safe(name),
        mime=mime if MIME.fullmatch(mime) else UNKNOWN_MIME,
        size=size,
        digest=digest,
        made_at=tx.now,
    )
    tx.db.add(row)
    tx.db.flush()
    return row


def by_id(tx: Tx, file_id: FileId | str) -> StoredFile:
    """Return this file. Who may see it is the business of whatever mentions it."""
    return tx.db.get_one(StoredFile, file_id)


def by_ids(tx: Tx, file_ids: Sequence[str]) -> list[StoredFile]:
    """Return these files, in this order."""
    query = select(StoredFile).where(StoredFile.id.in_(file_ids))
    found = {f.id: f for f in tx.db.execute(query).scalars()}
    return [found[i] for i in file_ids if i in found]


def own(tx: Tx, me: Account, file_ids: Sequence[str]) -> list[StoredFile]:
    """Return these files of one's own; nobody hands in what somebody else sent."""
    found = by_ids(tx, file_ids) if file_ids else []
    if len(found) != len(file_ids) or any(file.owner_id != me.id for file in found):
        raise NoSuchThing
    return found


def handle(tx: Tx, file_id: FileId | str, platform: str) -> str | None:
    """Return how this platform calls the file, if it has seen it."""
    found = tx.db.get(FileHandle, (file_id, platform))
    return None if found is None else found.handle


def remember_handle(tx: Tx, file_id: FileId | str, platform: str, handle: str) -> None:
    """Note how this platform calls the file from now on."""
    tx.db.merge(FileHandle(file_id=file_id, platform=platform, handle=handle))


def _safe(name: str) -> str:
    """A file name nobody can be fooled or hurt by: no paths, no controls, no hidden turns."""
    clean = UNSAFE.sub("_", name).strip(". ") or "file"
    if len(clean) <= NAME_MOST:
        return clean
    stem, dot, ending = clean.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: NAME_MOST - len(ending) - 1]}.{ending}"
    return clean[:NAME_MOST]


def hand_over(tx: Tx, goes: Account, stays: Account) -> None:
    """Give somebody's files to the account they have from now on."""
    given = update(StoredFile).where(StoredFile.owner_id == goes.id).values(owner_id=stays.id)
    tx.db.execute(given.execution_options(synchronize_session="fetch"))
