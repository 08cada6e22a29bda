"""The size of a picture, read from its first bytes."""

import struct

NO_FACE = bytes.fromhex(  # one blurple dot
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
    "54789c638848fd040002c801b0df25225b0000000049454e44ae426082"
)


def size_of(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF or JPEG; None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:4] == b"GIF8" and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg(content) if content[:2] == b"\xff\xd8" else None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    here = 2
    while here + 9 < len(content) and content[here] == 0xFF:
        marker, length = content[here + 1], int.from_bytes(content[here + 2 : here + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[here + 5 : here + 9])
            return width, height
        here += 2 + length
    return None
