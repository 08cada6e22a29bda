"""Files on their way out: which go with the card, which after it, which are too large."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from bot.platform import Desk, FileToSend, Uncertain
from bot.platforms.discord import limits
from bot.platforms.discord.rest import Upload
from bot.ui import Screen, Small
from core.kit.text import _

STRANGE = re.compile(r"[^A-Za-z0-9_.-]+")
PLATFORM = "discord"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
ROOM_FOR_FILES = 6  # on a card that has buttons too


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent: the screen, its picture's name, and the files in loads of one message each."""

    screen: Screen
    picture: str = ""
    first: tuple[Upload, ...] = ()
    after: tuple[tuple[Upload, ...], ...] = ()

    @property
    def heavy(self) -> bool:
        """Whether sending it may take longer than people wait for a first answer."""
        return sum(len(upload.content) for upload in self.first) > limits.SWIFT_BYTES

    @property
    def along(self) -> list[Upload]:
        """The files on the card, without its own picture."""
        return [upload for upload in self.first if upload.name != self.picture]


async def pack(desk: Desk | None, screen: Screen) -> Load:
    """Bring the files of a screen from the house's store. Before there is a desk: `Uncertain`."""
    if not screen.picture and not screen.files:
        return Load(screen)
    if desk is None:
        raise Uncertain("the store of files is not open yet")
    taken: set[str] = set()
    picture = await _bring(desk, screen.picture, taken) if screen.picture else None
    uploads: list[Upload] = []
    large: list[FileToSend] = []
    for file_id in screen.files:
        brought = await _bring(desk, file_id, taken)
        if isinstance(brought, Upload):
            uploads.append(brought)
        else:
            large.append(brought)
    if large:
        screen = replace(screen, lines=(*screen.lines, *(_too_large(file) for file in large)))
    alone = [picture] if isinstance(picture, Upload) else []
    first, *after = loads(alone, uploads)
    return Load(screen, alone[0].name if alone else "", first, tuple(after))


def sorted_out(uploads: Iterable[Upload]) -> tuple[list[str], list[str]]:
    """Return the names of the pictures, known by their bytes, and of the other files."""
    pictures: list[str] = []
    others: list[str] = []
    for upload in uploads:
        (pictures if _is_picture(upload.content) else others).append(upload.name)
    return pictures, others


def loads(first: Sequence[Upload], uploads: Sequence[Upload]) -> list[tuple[Upload, ...]]:
    """Share files out to messages: by number and by size, in order."""
    found = [list(first)]
    for upload in uploads:
        here = found[-1]
        most = ROOM_FOR_FILES if len(found) == 1 else limits.FILES
        size = sum(len(each.content) for each in here) + len(upload.content)
        if len(here) >= most or size > limits.REQUEST_BYTES:
            found.append([])
        found[-1].append(upload)
    return [tuple(load) for load in found]


async def _bring(desk: Desk, file_id: str, taken: set[str]) -> Upload | FileToSend:
    file = await desk.file(file_id, PLATFORM)
    if file.size > limits.FILE_BYTES:
        return file
    name = safe_name(file.name, taken)
    return Upload(name, file.mime, await desk.content(file))


def safe_name(name: str, taken: set[str]) -> str:
    """Return a name that Discord leaves as it is, and that no other file of the message has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = STRANGE.sub("_", plain).strip("._") or "file"
    stem, dot, ending = plain.rpartition(".")
    if not stem:
        stem, dot, ending = plain, "", ""
    ending = ending[:10]
    stem = stem[: limits.FILE_NAME - len(ending) - 4]
    found, number = f"{stem}{dot}{ending}", 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}{dot}{ending}"
    taken.add(found)
    return found


def _is_picture(content: bytes) -> bool:
    return content.startswith(PICTURES) or (content[:4], content[8:12]) == (b"RIFF", b"WEBP")


def _too_large(file: FileToSend) -> Small:
    megabytes = -(-file.size // 1024**2)
    return Small(
        _(
            "{name} ({megabytes} MB) is larger than Discord allows. Open this on Telegram, or ask "
            "for a smaller file."
        ).format(name=file.name, megabytes=megabytes)
    )
