"""What can be pressed around an order."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import OrderId


@dataclass(frozen=True)
class ShowOrder(Action, wire="or.se"):
    """Look at this order as it stands."""

    order: OrderId


@dataclass(frozen=True)
class ListOrders(Action, wire="or.ls"):
    """Look through one's orders on one side, open or ended."""

    side: str
    ended: int
    page: int


@dataclass(frozen=True)
class AbandonOrder(Action, wire="or.ab"):
    """Do not pay after all."""

    order: OrderId


@dataclass(frozen=True)
class AnswerQuestions(Action, wire="or.an"):
    """Give the seller what they asked for."""

    order: OrderId


@dataclass(frozen=True)
class ShowAnswers(Action, wire="or.as"):
    """Read what the buyer answered."""

    order: OrderId


@dataclass(frozen=True)
class SkipAnswers(Action, wire="or.sk"):
    """Begin without the buyer's answers."""

    order: OrderId


@dataclass(frozen=True)
class CancelOrder(Action, wire="or.ca"):
    """Think about calling the order off."""

    order: OrderId


@dataclass(frozen=True)
class ConfirmCancel(Action, wire="or.cc"):
    """Call the order off."""

    order: OrderId


@dataclass(frozen=True)
class CancelLate(Action, wire="ca.la"):
    """Think about calling off, alone, what should have been delivered long ago."""

    order: OrderId


@dataclass(frozen=True)
class AcceptOrder(Action, wire="or.ac"):
    """Think about accepting the work."""

    order: OrderId


@dataclass(frozen=True)
class ConfirmAccept(Action, wire="or.ok"):
    """Accept the work and release the money."""

    order: OrderId


@dataclass(frozen=True)
class AcceptAndStop(Action, wire="or.aq"):
    """Accept the milestone and want no more of them."""

    order: OrderId


@dataclass(frozen=True)
class StopHere(Action, wire="or.st"):
    """Think about wanting no more milestones."""

    order: OrderId


@dataclass(frozen=True)
class ConfirmStop(Action, wire="or.sc"):
    """Want no more milestones: the order is completed."""

    order: OrderId


@dataclass(frozen=True)
class DeliverWork(Action, wire="de.li"):
    """Hand the work over."""

    order: OrderId


@dataclass(frozen=True)
class AskForChanges(Action, wire="de.rv"):
    """Send the work back with what shall change."""

    order: OrderId


@dataclass(frozen=True)
class GetFiles(Action, wire="de.fi"):
    """Have the files of the last delivery."""

    order: OrderId
