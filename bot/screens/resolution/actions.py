"""What can be pressed in the Resolution Center."""

from bot.ui import Action
from core.kit.ids import OrderId, RequestId


class ShowResolution(Action, frozen=True, wire="rs.sc"):
    """Open the Resolution Center of an order."""

    order: OrderId


class MakeRequest(Action, frozen=True, wire="rs.mk"):
    """Ask the other side for something of this kind."""

    order: OrderId
    kind: str


class ShowRequest(Action, frozen=True, wire="rs.se"):
    """Look at one request as it stands."""

    request: RequestId


class AgreeToRequest(Action, frozen=True, wire="rs.ok"):
    """Say yes."""

    request: RequestId


class PayRequest(Action, frozen=True, wire="rs.pa"):
    """Pay for what is asked or was agreed, this way."""

    request: RequestId
    provider: str


class DeclineRequest(Action, frozen=True, wire="rs.no"):
    """Say no."""

    request: RequestId


class TakeRequestBack(Action, frozen=True, wire="rs.wd"):
    """Take one's own request back."""

    request: RequestId
