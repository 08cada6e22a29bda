"""The market's seal: a key that never leaves the home folder and recognises what we gave out."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from core import disputes

NAME = "seal.key"


class Seal:
    """The key in a home folder; made when it is first needed."""

    def __init__(self, home: Path) -> None:
        self.path = home / NAME

    def exists(self) -> bool:
        """Tell whether anything was ever sealed here."""
        return self.path.exists()

    def key(self) -> bytes:
        """Return the key. Of several who make it at once, one does."""
        if not self.exists():
            self._make()
        key = self.path.read_bytes()
        assert len(key) == disputes.KEY_BYTES, f"{self.path} is no seal"
        return key

    def _make(self) -> None:
        draft = self.path.with_suffix(f".{secrets.token_hex(4)}")
        only_mine = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(only_mine, "wb") as out:
            out.write(secrets.token_bytes(disputes.KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(draft, self.path)  # whoever came first stays
        draft.unlink()
