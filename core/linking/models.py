"""Rows of linking."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.store import Base


class LinkCode(Base):
    """What somebody types on another platform to be the same person there; it works once."""

    __tablename__ = "link_codes"
    __table_args__ = (Index(None, "account_id", unique=True),)

    code: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    ends_at: Mapped[datetime]
