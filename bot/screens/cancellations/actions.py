"""What can be pressed about a cancellation."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import CancellationId, OrderId


@dataclass(frozen=True)
class AskToCancel(Action, wire="ca.as"):
    """Ask the other side to stop here."""

    order: OrderId


@dataclass(frozen=True)
class AgreeToCancel(Action, wire="ca.ag"):
    """Think about stopping here."""

    cancellation: CancellationId


@dataclass(frozen=True)
class ConfirmAgree(Action, wire="ca.ok"):
    """Stop here, both of us."""

    cancellation: CancellationId


@dataclass(frozen=True)
class DeclineToCancel(Action, wire="ca.no"):
    """Carry on with the order."""

    cancellation: CancellationId


@dataclass(frozen=True)
class WithdrawRequest(Action, wire="ca.wi"):
    """Take one's own request back."""

    cancellation: CancellationId


@dataclass(frozen=True)
class ConfirmCancelLate(Action, wire="ca.lc"):
    """Call off, alone, what should have been delivered long ago."""

    order: OrderId
