"""Run by Alembic: inside the market on its own connection, or from `make migration`."""

import asyncio
import importlib
import os
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Connection, TypeDecorator
from sqlalchemy.ext.asyncio import create_async_engine

import core
from core.store import Base, Moment, Span

for feature in iter_modules(core.__path__):
    if (Path(core.__path__[0]) / feature.name / "models.py").exists():
        importlib.import_module(f"core.{feature.name}.models")


def spell(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types by their own names; what only wraps JSON, as JSON."""
    if kind == "type" and isinstance(item, Moment | Span):
        return f"{type(item).__name__}()"
    if kind == "type" and isinstance(item, TypeDecorator) and isinstance(item.impl, JSON):
        return "sa.JSON()"
    return False


def run(connection: Connection) -> None:
    """Migrate over this connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=spell,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_alone() -> None:
    """Open a connection for the command line: `JALON_DATABASE_URL`, or an empty file."""
    engine = create_async_engine(os.environ["JALON_DATABASE_URL"])
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_alone())
