"""Bytes on the disk, named by their hash. Written before the transaction that mentions them."""

import hashlib
import os
import secrets
from pathlib import Path


class Blobs:
    """A folder of files named by their SHA-256."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, content: bytes) -> str:
        """Keep these bytes, durably; return their hash."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{secrets.token_hex(4)}")
            with draft.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(path)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes behind a hash."""
        return self._path(digest).read_bytes()

    def _path(self, digest: str) -> Path:
        assert len(digest) == 64, "not a hash"
        assert digest.isalnum(), "not a hash"
        return self._root / digest[:2] / digest
