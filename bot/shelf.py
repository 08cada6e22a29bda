"""Files on their way in and out: brought from a platform, kept by their hash, sent again."""

import asyncio

from msgspec.structs import replace

from bot import answers
from bot.platform import (
    Attachment,
    FileToSend,
    Incoming,
    Platform,
    Rejected,
    SendFailure,
    Uncertain,
)
from core import files
from core.files import Blobs
from core.market import Market
from core.store import Tx

RETRIES_SECONDS = (1, 2, 4, 8, 16)


class Shelf:
    """Where the bytes are."""

    def __init__(self, market: Market, blobs: Blobs) -> None:
        self._market = market
        self._blobs = blobs
        self._file_most = market.settings.file_bytes_most

    async def file(self, file_id: str, platform: str) -> FileToSend:
        """Describe a stored file on its way out."""

        def query(tx: Tx) -> FileToSend:
            row = files.by_id(tx, file_id)
            known = files.handle(tx, file_id, platform)
            return FileToSend(row.id, row.name, row.mime, row.size, row.digest, known)

        return await self._market.ask(query)

    async def content(self, file: FileToSend) -> bytes:
        """Read a stored file's bytes."""
        return await asyncio.to_thread(self._blobs.get, file.digest)

    async def remember_handle(self, file_id: str, platform: str, handle: str) -> None:
        """Note how a platform calls a file it now has."""
        await self._market.do(lambda tx: files.remember_handle(tx, file_id, platform, handle))

    async def bring(self, platform: Platform, incoming: Incoming) -> Incoming:
        """Bring the bytes of everything somebody sent; what cannot be had says why."""
        if not incoming.files and not incoming.uploads:
            return incoming
        brought = [await self._bring(platform, file) for file in incoming.files]
        uploads = {
            name: tuple([await self._bring(platform, file) for file in some])
            for name, some in incoming.uploads.items()
        }
        return replace(incoming, files=tuple(brought), uploads=uploads)

    async def _bring(self, platform: Platform, file: Attachment) -> Attachment:
        if file.size > self._file_most:
            return replace(file, refused=answers.too_large(file, self._file_most))
        for pause in (*RETRIES_SECONDS[:2], None):
            try:
                content = await platform.fetch(file)
                break
            except Uncertain:
                if pause is None:
                    return replace(file, refused=answers.not_brought(file))
                await asyncio.sleep(pause)
            except Rejected:
                return replace(file, refused=answers.too_large(file, platform.fetch_most))
            except SendFailure:
                return replace(file, refused=answers.not_brought(file))
        digest = await asyncio.to_thread(self._blobs.put, content)
        return replace(file, digest=digest, size=len(content))
