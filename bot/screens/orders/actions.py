"""What can be pressed around an order."""

from bot.ui import Action
from core.kit.ids import OrderId


class ShowOrder(Action, frozen=True, wire="or.se"):
    """Look at this order as it stands."""

    order: OrderId


class ListOrders(Action, frozen=True, wire="or.ls"):
    """Look through one's orders on one side, open or ended."""

    side: str
    ended: int
    page: int


class AbandonOrder(Action, frozen=True, wire="or.ab"):
    """Do not pay after all."""

    order: OrderId


class AnswerQuestions(Action, frozen=True, wire="or.an"):
    """Give the seller what they asked for."""

    order: OrderId


class ShowAnswers(Action, frozen=True, wire="or.as"):
    """Read what the buyer answered."""

    order: OrderId


class SkipAnswers(Action, frozen=True, wire="or.sk"):
    """Begin without the buyer's answers."""

    order: OrderId


class CancelOrder(Action, frozen=True, wire="or.ca"):
    """Think about calling the order off."""

    order: OrderId


class ConfirmCancel(Action, frozen=True, wire="or.cc"):
    """Call the order off."""

    order: OrderId


class CancelLate(Action, frozen=True, wire="ca.la"):
    """Think about calling off, alone, what should have been delivered long ago."""

    order: OrderId


class AcceptOrder(Action, frozen=True, wire="or.ac"):
    """Think about accepting the work."""

    order: OrderId


class ConfirmAccept(Action, frozen=True, wire="or.ok"):
    """Accept the work and release the money."""

    order: OrderId


class AcceptAndStop(Action, frozen=True, wire="or.aq"):
    """Accept the milestone and want no more of them."""

    order: OrderId


class StopHere(Action, frozen=True, wire="or.st"):
    """Think about wanting no more milestones."""

    order: OrderId


class ConfirmStop(Action, frozen=True, wire="or.sc"):
    """Want no more milestones: the order is completed."""

    order: OrderId


class DeliverWork(Action, frozen=True, wire="de.li"):
    """Hand the work over."""

    order: OrderId


class AskForChanges(Action, frozen=True, wire="de.rv"):
    """Send the work back with what shall change."""

    order: OrderId


class GetFiles(Action, frozen=True, wire="de.fi"):
    """Have the files of the last delivery."""

    order: OrderId
