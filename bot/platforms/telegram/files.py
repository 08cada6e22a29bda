"""Files on their way to and from Telegram.

A file Telegram has is named by a handle, `kind:file_id`: an identifier of a photo cannot be sent as
a document. A handle of the wrong kind, or one Telegram forgot, only costs an upload.
"""

from collections.abc import Sequence
from typing import Any

from bot.platform import Attachment, Desk, FileToSend, Gone, Rejected
from bot.platforms.telegram import limits, places
from bot.platforms.telegram.api import Api, Posted
from bot.platforms.telegram.failures import BadFile
from bot.platforms.telegram.reading import PLATFORM
from bot.platforms.telegram.request import Upload

PICTURES = {"image/jpeg", "image/png", "image/webp"}
PHOTO, DOCUMENT = "photo", "document"


class Files:
    """Sends stored files, uploading each only once."""

    def __init__(self, api: Api, desk: Desk) -> None:
        self._api = api
        self._desk = desk

    async def find(self, file_id: str) -> FileToSend:
        """Describe a stored file."""
        return await self._desk.file(file_id, PLATFORM)

    async def send_photo(self, method: str, given: dict[str, Any], file: FileToSend) -> Posted:
        """Make a call that shows one picture, named by `photo` or inside `media`."""
        try:
            return await self._send(method, given, (file,), PHOTO, fresh=False)
        except BadFile:
            return await self._send(method, given, (file,), PHOTO, fresh=True)

    async def send_documents(self, chat: str, files: Sequence[FileToSend]) -> None:
        """Send files as they are, byte for byte, up to ten in an album."""
        for start in range(0, len(files), limits.ALBUM):
            some = files[start : start + limits.ALBUM]
            try:
                await self._send_some(chat, some, fresh=False)
            except BadFile:
                await self._send_some(chat, some, fresh=True)

    async def _send_some(self, chat: str, files: Sequence[FileToSend], *, fresh: bool) -> None:
        if len(files) == 1:
            given = {**places.to(chat), "disable_content_type_detection": True}
            await self._send("sendDocument", given, files, DOCUMENT, fresh=fresh)
            return
        names, uploads = await self._packed(files, DOCUMENT, fresh=fresh)
        media = [
            {"type": DOCUMENT, "media": name, "disable_content_type_detection": True}
            for name in names
        ]
        given = {**places.to(chat), "media": media}
        posted = await self._api.call("sendMediaGroup", given, tuple[Posted, ...], uploads)
        for file, name, one in zip(files, names, posted, strict=False):
            await self._remember(file, name, one, DOCUMENT)

    async def _send(
        self,
        method: str,
        given: dict[str, Any],
        files: Sequence[FileToSend],
        kind: str,
        *,
        fresh: bool,
    ) -> Posted:
        (name,), uploads = await self._packed(files, kind, fresh=fresh)
        if "media" in given:
            given = {**given, "media": {**given["media"], "media": name}}
        else:
            given = {**given, kind: name}
        posted = await self._api.call(method, given, Posted, uploads)
        await self._remember(files[0], name, posted, kind)
        return posted

    async def _packed(
        self, files: Sequence[FileToSend], kind: str, *, fresh: bool
    ) -> tuple[list[str], dict[str, Upload]]:
        """Name each file by its identifier, or attach its bytes."""
        names: list[str] = []
        uploads: dict[str, Upload] = {}
        for number, file in enumerate(files):
            known, _colon, file_id = (file.handle or "").partition(":")
            if known == kind and file_id and not fresh:
                names.append(file_id)
                continue
            if file.size > limits.UPLOAD_BYTES:
                raise Rejected(f"{file.name} is larger than Telegram takes")
            content = await self._desk.content(file)
            uploads[f"file{number}"] = Upload(file.name, content, file.mime)
            names.append(f"attach://file{number}")
        return names, uploads

    async def _remember(self, file: FileToSend, name: str, posted: Posted, kind: str) -> None:
        if not name.startswith("attach://"):
            return
        known = posted.photo[-1] if kind == PHOTO and posted.photo else posted.document
        if known is not None:
            await self._desk.remember_handle(file.id, PLATFORM, f"{kind}:{known.file_id}")


def is_picture(file: FileToSend) -> bool:
    """Say whether Telegram can show this as a picture."""
    return file.mime in PICTURES and file.size <= limits.PHOTO_BYTES


async def fetch(api: Api, file: Attachment) -> bytes:
    """Bring the bytes of a file somebody sent. `Rejected` means: too large to be fetched."""
    if file.size > limits.DOWNLOAD_BYTES:
        raise Rejected("Telegram gives bots no file over 20 MB")
    _kind, _colon, file_id = file.ref.partition(":")
    try:
        content = await api.download(file_id)
    except BadFile as gone:
        raise Gone(str(gone)) from None
    if len(content) > limits.DOWNLOAD_BYTES:
        raise Rejected("Telegram gives bots no file over 20 MB")
    return content
