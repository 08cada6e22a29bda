"""The usual stack's tables, as its tutorials write them: what an accepted order touches."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    type_annotation_map = {datetime: DateTime(timezone=True)}  # noqa: RUF012


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str]
    locale: Mapped[str]


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[str] = mapped_column(primary_key=True)
    buyer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    seller_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    includes: Mapped[str]
    total: Mapped[int]
    commission: Mapped[int]
    currency: Mapped[str]
    state: Mapped[str]
    days: Mapped[int]
    ended_at: Mapped[datetime | None]
    seller_message: Mapped[int]


class Delivery(Base):
    __tablename__ = "deliveries"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), index=True)
    message: Mapped[str]
    made_at: Mapped[datetime]


class Step(Base):
    __tablename__ = "steps"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), index=True)
    before: Mapped[str]
    verb: Mapped[str]
    after: Mapped[str]
    user_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]


class Deadline(Base):
    __tablename__ = "deadlines"
    subject: Mapped[str] = mapped_column(primary_key=True)
    verb: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class Posting(Base):
    __tablename__ = "postings"
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Entry(Base):
    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    posting: Mapped[str] = mapped_column(ForeignKey("postings.key"), index=True)
    book: Mapped[str] = mapped_column(index=True)
    minor: Mapped[int]


class Balance(Base):
    __tablename__ = "balances"
    book: Mapped[str] = mapped_column(primary_key=True)
    minor: Mapped[int]


class Clearing(Base):
    __tablename__ = "clearings"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), index=True)
    seller_id: Mapped[int] = mapped_column(BigInteger, index=True)
    minor: Mapped[int]
    clears_at: Mapped[datetime]


class Notice(Base):
    __tablename__ = "notices"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[str]
    order_id: Mapped[str]
    made_at: Mapped[datetime]
