"""What a picture is and how large, read from its first bytes."""

import struct

START_OF_FRAME = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}

MARKS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"BM": "image/bmp",
}


def mime(content: bytes) -> str | None:
    """Return the type of a picture, whatever it was called."""
    return next((kind for mark, kind in MARKS.items() if content.startswith(mark)), None)


def sides(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, JPEG, GIF, WebP or BMP, or None for anything else."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", content[16:24])
        elif content.startswith((b"GIF87a", b"GIF89a")):
            width, height = struct.unpack("<HH", content[6:10])
        elif content.startswith(b"BM"):
            width, height = (abs(side) for side in struct.unpack("<ii", content[18:26]))
        elif content.startswith(b"\xff\xd8"):
            width, height = _jpeg(content)
        elif content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            width, height = _webp(content)
        else:
            return None
    except (struct.error, IndexError):
        return None
    return (width, height) if width and height else None


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while True:
        marker, size = struct.unpack(">xBH", content[at : at + 4])
        if marker in START_OF_FRAME:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + size


def _webp(content: bytes) -> tuple[int, int]:
    kind = content[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width = int.from_bytes(content[24:27], "little") + 1
    return width, int.from_bytes(content[27:30], "little") + 1
