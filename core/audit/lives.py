"""Everything is where its last step left it, and what the clock must do is in its book."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from core import orders
from core.briefs import BRIEF, Brief
from core.cancellations import CANCELLATION, Cancellation
from core.deadlines import Deadline
from core.disputes import DISPUTE, Dispute
from core.earnings import CLEARANCE, Clearing
from core.kit.states import Table
from core.ledger import Finding
from core.lives import Step
from core.milestones import MILESTONE, Milestone
from core.offers import COUNTER, OFFER, Counter, Offer
from core.orders import ORDER, Order
from core.out_of_office import ABSENCE, Absence
from core.payments import PAYMENT, Payment
from core.repayments import REPAYMENT, Repayment
from core.reports import REPORT, Report
from core.resolution import REQUEST, Request
from core.store import Tx
from core.support import TICKET, Ticket
from core.suspensions import SUSPENSION, Suspension
from core.warnings import WARNING, GivenWarning

# Everything that has a life of its own, and where its state is written.
LIVES: tuple[tuple[Table[Any], Any], ...] = (
    (ORDER, select(Order.id, Order.state)),
    (orders.HOLD, select(Order.id, Order.hold)),
    (PAYMENT, select(Payment.id, Payment.state)),
    (REPAYMENT, select(Repayment.id, Repayment.state)),
    (MILESTONE, select(Milestone.id, Milestone.state)),
    (CLEARANCE, select(Clearing.id, Clearing.state)),
    (CANCELLATION, select(Cancellation.id, Cancellation.state)),
    (OFFER, select(Offer.id, Offer.state)),
    (COUNTER, select(Counter.id, Counter.state)),
    (BRIEF, select(Brief.id, Brief.state)),
    (DISPUTE, select(Dispute.id, Dispute.state)),
    (REQUEST, select(Request.id, Request.state)),
    (TICKET, select(Ticket.id, Ticket.state)),
    (ABSENCE, select(Absence.id, Absence.state)),
    (SUSPENSION, select(Suspension.id, Suspension.state)),
    (WARNING, select(GivenWarning.id, GivenWarning.state)),
    (REPORT, select(Report.id, Report.state)),
)


def journal(tx: Tx) -> Iterator[Finding]:
    """Everything is where its last step left it."""
    last = select(func.max(Step.id)).group_by(Step.subject)
    ends = dict(tx.db.execute(select(Step.subject, Step.after).where(Step.id.in_(last))).all())
    for table, rows in LIVES:
        for thing, state in tx.db.execute(rows):
            after = ends.get(f"{table.kind}:{thing}", state)
            if after != state:
                yield Finding(
                    "everything is where its last step left it",
                    f"{table.kind} {thing} is {state}, its last step led to {after}",
                )


def clocks(tx: Tx) -> Iterator[Finding]:
    """What the clock must do one day is in its book."""
    deeds = select(Deadline.subject, Deadline.verb).where(Deadline.nth == 0)
    promised = {(subject, verb) for subject, verb in tx.db.execute(deeds)}
    timed = {
        (table.kind, thing, timer.verb)
        for table, rows in LIVES
        if any(row.after is not None for row in table)
        for thing, state in tx.db.execute(rows)
        for timer in table.timers(state)
    }
    for kind, thing, verb in sorted(timed):
        if (f"{kind}:{thing}", verb) not in promised:
            yield Finding("the clock forgets nobody", f"{kind} {thing} waits for {verb} for ever")
