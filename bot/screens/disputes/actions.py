"""What can be pressed about a dispute."""

from bot.ui import Action
from core.kit.ids import DecisionId, DisputeId, OrderId


class OpenDispute(Action, frozen=True, wire="di.op"):
    """Say that something is wrong with an order."""

    order: OrderId


class ShowDispute(Action, frozen=True, wire="di.se"):
    """Look at the whole case."""

    dispute: DisputeId


class AnswerDispute(Action, frozen=True, wire="di.an"):
    """State one's own case."""

    dispute: DisputeId


class ProposeSettlement(Action, frozen=True, wire="di.pr"):
    """Think about how it could end."""

    dispute: DisputeId


class ChooseOutcome(Action, frozen=True, wire="di.ch"):
    """See what one way to end it means."""

    dispute: DisputeId
    outcome: str


class SendProposal(Action, frozen=True, wire="di.sp"):
    """Propose to end it like that."""

    dispute: DisputeId
    outcome: str


class AcceptProposal(Action, frozen=True, wire="di.ac"):
    """End it as the other side proposes."""

    dispute: DisputeId
    nth: int


class SealAmount(Action, frozen=True, wire="di.bd"):
    """Give, sealed, the amount one would agree to."""

    dispute: DisputeId


class ReplyToModerator(Action, frozen=True, wire="di.re"):
    """Answer the moderator's question."""

    dispute: DisputeId


class AppealDecision(Action, frozen=True, wire="di.ap"):
    """Ask for another moderator."""

    dispute: DisputeId


class ReadMessages(Action, frozen=True, wire="di.ms"):
    """Read what the two wrote to each other before; page 0 holds the newest."""

    dispute: DisputeId
    page: int


class ReadMessage(Action, frozen=True, wire="di.me"):
    """Read the `nth` of these messages whole, with its files."""

    dispute: DisputeId
    nth: int


class GetEvidence(Action, frozen=True, wire="di.ev"):
    """Have the files of the case."""

    dispute: DisputeId
    page: int


class GetCaseFile(Action, frozen=True, wire="di.cf"):
    """Have the case file: to read, or to verify."""

    dispute: DisputeId
    paper: str


# --- a moderator's


class TakeCase(Action, frozen=True, wire="di.tk"):
    """Take a case on."""

    dispute: DisputeId


class HandBackCase(Action, frozen=True, wire="di.hb"):
    """Give a case back."""

    dispute: DisputeId


class AskSide(Action, frozen=True, wire="di.as"):
    """Ask one side something."""

    dispute: DisputeId


class DecideCase(Action, frozen=True, wire="di.dc"):
    """Write a decision down."""

    dispute: DisputeId


class CheckDecision(Action, frozen=True, wire="di.ck"):
    """Confirm a decision the first time."""

    decision: DecisionId


class GiveDecision(Action, frozen=True, wire="di.gv"):
    """Confirm a decision the second time: it is given."""

    decision: DecisionId
