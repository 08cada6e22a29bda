"""Files on their way in and out: brought from a platform, kept by their hash, sent again."""

import asyncio

from msgspec.structs import replace

from bot import answers, papers
from bot.context import Context
from bot.papers import Paper
from bot.platform import (
    Attachment,
    FileToSend,
    Incoming,
    Platform,
    Rejected,
    SendFailure,
    Uncertain,
)
from bot.registry import REGISTRY
from bot.seal import Seal
from core import accounts, files
from core.files import Blobs
from core.kit.errors import Refusal
from core.market import Market
from core.store import Tx

RETRIES_SECONDS = (1, 2, 4, 8, 16)


class Shelf:
    """Where the bytes are."""

    def __init__(self, market: Market, blobs: Blobs, seal: Seal) -> None:
        self._market = market
        self._blobs = blobs
        self._seal = seal
        self._file_most = market.settings.file_bytes_most

    async def file(self, file_id: str, platform: str) -> FileToSend:
        """Describe a stored file on its way out; a paper is written first."""
        if papers.is_paper(file_id):
            return await self._write(file_id, platform)

        def query(tx: Tx) -> FileToSend:
            row = files.by_id(tx, file_id)
            known = files.handle(tx, file_id, platform)
            return FileToSend(row.id, row.name, row.mime, row.size, row.digest, known)

        return await self._market.ask(query)

    async def content(self, file: FileToSend) -> bytes:
        """Read a stored file's bytes."""
        return await asyncio.to_thread(self._blobs.get, file.digest)

    async def remember_handle(self, file_id: str, platform: str, handle: str) -> None:
        """Note how a platform calls a file it now has; a paper is written anew each time."""
        if papers.is_paper(file_id):
            return
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

    async def _write(self, file_id: str, platform: str) -> FileToSend:
        """Prepare a paper for its reader, who may have it still, and write it."""
        kind, subject, reader = papers.parts_of(file_id)

        def prepare(tx: Tx) -> Paper:
            ctx = Context(accounts.by_id(tx, reader), tx, platform=platform)
            return REGISTRY.papers[kind](ctx, subject)

        try:
            paper = await self._market.ask(prepare)
        except Refusal as no:
            raise Rejected(f"{kind} is no longer theirs to have") from no
        key = await asyncio.to_thread(self._seal.key)
        content = await asyncio.to_thread(paper.write, key)
        digest = await asyncio.to_thread(self._blobs.put, content)
        return FileToSend(file_id, paper.name, paper.mime, len(content), digest, None)

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
