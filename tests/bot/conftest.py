"""The bot in a process of its own, on a database of either kind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.host import Host, open_host


@pytest.fixture
async def host(database_url: str, tmp_path: Path) -> AsyncIterator[Host]:
    """A sandbox, and a bot that can be killed; it is not running yet."""
    async with open_host(database_url, tmp_path) as host:
        yield host
