"""What can be pressed about a cancellation."""

from bot.ui import Action
from core.kit.ids import CancellationId, OrderId


class AskToCancel(Action, frozen=True, wire="ca.as"):
    """Ask the other side to stop here."""

    order: OrderId


class AgreeToCancel(Action, frozen=True, wire="ca.ag"):
    """Think about stopping here."""

    cancellation: CancellationId


class ConfirmAgree(Action, frozen=True, wire="ca.ok"):
    """Stop here, both of us."""

    cancellation: CancellationId


class DeclineToCancel(Action, frozen=True, wire="ca.no"):
    """Carry on with the order."""

    cancellation: CancellationId


class WithdrawRequest(Action, frozen=True, wire="ca.wi"):
    """Take one's own request back."""

    cancellation: CancellationId


class ConfirmCancelLate(Action, frozen=True, wire="ca.lc"):
    """Call off, alone, what should have been delivered long ago."""

    order: OrderId
