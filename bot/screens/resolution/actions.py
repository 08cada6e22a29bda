"""What can be pressed in the Resolution Center."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import OrderId, RequestId


@dataclass(frozen=True)
class ShowResolution(Action, wire="rs.sc"):
    """Open the Resolution Center of an order."""

    order: OrderId


@dataclass(frozen=True)
class MakeRequest(Action, wire="rs.mk"):
    """Ask the other side for something of this kind."""

    order: OrderId
    kind: str


@dataclass(frozen=True)
class ShowRequest(Action, wire="rs.se"):
    """Look at one request as it stands."""

    request: RequestId


@dataclass(frozen=True)
class AgreeToRequest(Action, wire="rs.ok"):
    """Say yes."""

    request: RequestId


@dataclass(frozen=True)
class PayRequest(Action, wire="rs.pa"):
    """Pay for what is asked or was agreed, this way."""

    request: RequestId
    provider: str


@dataclass(frozen=True)
class DeclineRequest(Action, wire="rs.no"):
    """Say no."""

    request: RequestId


@dataclass(frozen=True)
class TakeRequestBack(Action, wire="rs.wd"):
    """Take one's own request back."""

    request: RequestId
