"""What can be pressed about a dispute."""

from dataclasses import dataclass

from bot.ui import Action
from core.kit.ids import DecisionId, DisputeId, OrderId


@dataclass(frozen=True)
class OpenDispute(Action, wire="di.op"):
    """Say that something is wrong with an order."""

    order: OrderId


@dataclass(frozen=True)
class ShowDispute(Action, wire="di.se"):
    """Look at the whole case."""

    dispute: DisputeId


@dataclass(frozen=True)
class AnswerDispute(Action, wire="di.an"):
    """State one's own case."""

    dispute: DisputeId


@dataclass(frozen=True)
class ProposeSettlement(Action, wire="di.pr"):
    """Think about how it could end."""

    dispute: DisputeId


@dataclass(frozen=True)
class ChooseOutcome(Action, wire="di.ch"):
    """See what one way to end it means."""

    dispute: DisputeId
    outcome: str


@dataclass(frozen=True)
class SendProposal(Action, wire="di.sp"):
    """Propose to end it like that."""

    dispute: DisputeId
    outcome: str


@dataclass(frozen=True)
class AcceptProposal(Action, wire="di.ac"):
    """End it as the other side proposes."""

    dispute: DisputeId
    nth: int


@dataclass(frozen=True)
class SealAmount(Action, wire="di.bd"):
    """Give, sealed, the amount one would agree to."""

    dispute: DisputeId


@dataclass(frozen=True)
class ReplyToModerator(Action, wire="di.re"):
    """Answer the moderator's question."""

    dispute: DisputeId


@dataclass(frozen=True)
class AppealDecision(Action, wire="di.ap"):
    """Ask for another moderator."""

    dispute: DisputeId


@dataclass(frozen=True)
class GetEvidence(Action, wire="di.ev"):
    """Have the files of the case."""

    dispute: DisputeId
    page: int


@dataclass(frozen=True)
class GetCaseFile(Action, wire="di.cf"):
    """Have the case file: to read, or to verify."""

    dispute: DisputeId
    paper: str


# --- a moderator's


@dataclass(frozen=True)
class TakeCase(Action, wire="di.tk"):
    """Take a case on."""

    dispute: DisputeId


@dataclass(frozen=True)
class HandBackCase(Action, wire="di.hb"):
    """Give a case back."""

    dispute: DisputeId


@dataclass(frozen=True)
class AskSide(Action, wire="di.as"):
    """Ask one side something."""

    dispute: DisputeId


@dataclass(frozen=True)
class DecideCase(Action, wire="di.dc"):
    """Write a decision down."""

    dispute: DisputeId


@dataclass(frozen=True)
class CheckDecision(Action, wire="di.ck"):
    """Confirm a decision the first time."""

    decision: DecisionId


@dataclass(frozen=True)
class GiveDecision(Action, wire="di.gv"):
    """Confirm a decision the second time: it is given."""

    decision: DecisionId
