"""Fixtures for the core's stories."""

from collections.abc import AsyncIterator

import pytest

from core.market import Market
from tests.conftest import HandClock
from tests.core.haggling import Haggling
from tests.core.trade import Trade


@pytest.fixture
async def trade(market: Market, clock: HandClock) -> AsyncIterator[Trade]:
    """Three people on an open market; the books are audited when the story ends."""
    trade = await Trade(market, clock).begin()
    yield trade
    await trade.audit()


@pytest.fixture
async def haggling(trade: Trade) -> Haggling:
    """Ana sells, and may make Ben offers."""
    return await Haggling(trade).begin()
