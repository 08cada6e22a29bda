"""Rows of files."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base


class StoredFile(Base):
    """One file somebody sent: its name as they wrote it, its bytes by hash."""

    __tablename__ = "files"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    made_at: Mapped[datetime]

    @property
    def is_picture(self) -> bool:
        """Whether chats can show it as a picture."""
        return self.mime in {"image/png", "image/jpeg", "image/webp", "image/gif"}


class FileHandle(Base):
    """How a platform calls a file it already has, so it is not sent twice."""

    __tablename__ = "file_handles"

    file_id: Mapped[str] = mapped_column(ForeignKey("files.id"), primary_key=True)
    platform: Mapped[str] = mapped_column(primary_key=True)
    handle: Mapped[str]
