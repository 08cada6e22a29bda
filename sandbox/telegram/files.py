"""Photos and documents: kept once, known for ever by the ids the bot was given."""

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from sandbox.telegram import limits, pictures
from sandbox.telegram.errors import bad
from sandbox.telegram.parameters import Call, Upload
from sandbox.world import File, World

Json = dict[str, Any]
Kind = Literal["photo", "document"]
UNKNOWN_SIDES = (800, 600)  # of a picture a person sent that cannot be read
SIZES = (90, 320, 800, 1280)
EXTENSIONS = {"image/jpeg": ".jpg"}


@dataclass(frozen=True)
class Stored:
    """One file as the bot may name it."""

    file: File
    kind: Kind
    told: Json  # the Document, or the list of PhotoSize under "photo"
    path: str


class Files:
    """Everything that was ever sent, by file id and, once asked for, by path."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_id: dict[str, Stored] = {}
        self._paths: dict[str, File] = {}

    def keep_photo(self, file: File, sides: tuple[int, int] | None = None) -> list[Json]:
        """Keep a photo; return its sizes, the largest last."""
        width, height = sides or pictures.sides(file.content) or UNKNOWN_SIDES
        longest = max(width, height)
        scales = [size / longest for size in SIZES if size < longest] + [
            min(1.0, SIZES[-1] / longest)
        ]
        sizes: list[Json] = []
        told = {"photo": sizes}
        for number, scale in enumerate(dict.fromkeys(scales)):
            one = self._names("photo", file, number)
            sizes.append(
                {
                    **one,
                    "width": max(1, round(width * scale)),
                    "height": max(1, round(height * scale)),
                    "file_size": len(file.content),
                }
            )
            suffix = EXTENSIONS.get(file.mime) or mimetypes.guess_extension(file.mime) or ".jpg"
            path = f"photos/{file.id}_{number}{suffix}"
            self._by_id[one["file_id"]] = Stored(file, "photo", told, path)
        return sizes

    def keep_document(self, file: File, thumbnail: File | None = None) -> Json:
        """Keep a document; return it as a message tells it."""
        one = self._names("document", file, 0)
        told = {
            **one,
            "file_name": file.name,
            "mime_type": file.mime,
            "file_size": len(file.content),
        }
        if thumbnail is not None:
            told["thumbnail"] = self.keep_photo(thumbnail)[-1]
        suffix = PurePosixPath(file.name).suffix
        path = f"documents/{file.id}{suffix if suffix.isascii() else ''}"
        self._by_id[one["file_id"]] = Stored(file, "document", told, path)
        return told

    def url(self, file_id: str) -> str | None:
        """Return where the page finds a file."""
        stored = self._by_id.get(file_id)
        return stored.file.url if stored else None

    def offered(self, file_id: str) -> Json:
        """Answer getFile."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad("invalid file_id")
        size = len(stored.file.content)
        if size > limits.DOWNLOAD_BYTES:
            raise bad("file is too big")
        self._paths[stored.path] = stored.file
        unique = self._names(stored.kind, stored.file, 0)["file_unique_id"]
        told = {"file_id": file_id, "file_unique_id": unique}
        return {**told, "file_size": size, "file_path": stored.path}

    def at(self, path: str) -> File | None:
        """Return the file that getFile offered at this path."""
        return self._paths.get(path)

    def photo(self, call: Call, name: str, said: object) -> list[Json]:
        """Return the sizes of a photo sent as an upload, by id, or as `attach://name`."""
        upload = _attached(call, name, said)
        if upload is None:
            sizes: list[Json] = self.known(said, "photo").told["photo"]
            return sizes
        size = len(upload.content)
        if size > limits.PHOTO_BYTES:
            raise bad(
                f"file of size {size} bytes is too big for a photo; the maximum size is "
                f"{limits.PHOTO_BYTES} bytes"
            )
        sides = pictures.sides(upload.content)
        if sides is None:
            raise bad("IMAGE_PROCESS_FAILED")
        if sum(sides) > limits.PHOTO_SIDES or max(sides) > limits.PHOTO_RATIO * min(sides):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        file = self._world.keep(upload.name, upload.content, pictures.mime(upload.content))
        return self.keep_photo(file, sides)

    def document(self, call: Call, name: str, said: object, thumbnail: object) -> Json:
        """Return a document sent as an upload, by id, or as `attach://name`."""
        upload = _attached(call, name, said)
        if upload is None:
            return self.known(said, "document").told
        small = _attached(call, "thumbnail", thumbnail)
        if small is not None and len(small.content) > limits.THUMBNAIL_BYTES:
            raise bad("thumbnail is too big")
        return self.keep_document(self._kept(upload), self._kept(small) if small else None)

    def known(self, file_id: object, kind: Kind) -> Stored:
        """Return a file the bot names by id; a web address is never fetched from here."""
        if isinstance(file_id, str) and file_id.startswith(("http://", "https://")):
            raise bad("failed to get HTTP URL content")
        stored = self._by_id.get(str(file_id))
        if stored is None:
            raise bad("Wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored

    def _kept(self, upload: Upload) -> File:
        mime = mimetypes.guess_type(upload.name)[0] or upload.mime
        return self._world.keep(upload.name, upload.content, mime)

    def _names(self, kind: Kind, file: File, number: int) -> Json:
        mark = "AgAC" if kind == "photo" else "BQAC"
        return {
            "file_id": f"{mark}AgQAAxkBAAI{file.id}x{number}_jalonSandboxFileIdAAE2BA",
            "file_unique_id": f"AQAD{file.id}{kind[0]}{number}",
        }


def _attached(call: Call, name: str, said: object) -> Upload | None:
    """Return the upload meant: the parameter itself, or the one it mentions."""
    if isinstance(said, str) and said.startswith("attach://"):
        name = said.removeprefix("attach://")
        if name not in call.uploads:
            raise bad(f'file "{name}" isn\'t attached')
    elif said is not None:
        return None
    upload = call.uploads.get(name)
    if upload is not None and not upload.content:
        raise bad("file must be non-empty")
    return upload
