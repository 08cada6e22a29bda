"""Files people send: described in a row, kept once by their hash on the disk."""

from core.files.blobs import Blobs
from core.files.models import StoredFile
from core.files.service import by_id, by_ids, hand_over, handle, keep, own, remember_handle

__all__ = [
    "Blobs",
    "StoredFile",
    "by_id",
    "by_ids",
    "hand_over",
    "handle",
    "keep",
    "own",
    "remember_handle",
]
