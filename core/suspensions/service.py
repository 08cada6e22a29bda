"""What can be done with suspensions. Only the market does: warnings lead here."""

from datetime import datetime

from sqlalchemy import select

from core import lives
from core.kit.ids import new_id
from core.kit.states import Role
from core.store import Tx
from core.suspensions import queries
from core.suspensions.events import SuspensionBegan, SuspensionEnded
from core.suspensions.models import Suspension
from core.suspensions.states import SUSPENSION, SuspensionState


def begin(tx: Tx, account_id: str, community: str, *, cause: str, until: datetime) -> Suspension:
    """Let somebody sell nothing new until then."""
    suspension = Suspension(
        id=new_id(),
        community_id=community,
        account_id=account_id,
        cause=cause,
        state=SuspensionState.RUNNING,
        begun_at=tx.now,
        until=until,
    )
    tx.db.add(suspension)
    tx.db.flush()
    lives.begin(tx, suspension, SUSPENSION, {"end": until - tx.now})
    tx.emit(SuspensionBegan(suspension))
    return suspension


def end(tx: Tx, suspension_id: str) -> None:
    """The time is up."""
    suspension = queries.get(tx, suspension_id)
    lives.step(tx, suspension, SUSPENSION, "end", Role.CLOCK)
    tx.db.flush()
    tx.emit(SuspensionEnded(suspension, Role.CLOCK))


def lift(tx: Tx, *, cause: str) -> None:
    """Take back what runs for this cause, if it still does."""
    query = select(Suspension).where(
        Suspension.cause == cause, Suspension.state == SuspensionState.RUNNING
    )
    for suspension in tx.db.execute(query).scalars().all():
        lives.step(tx, suspension, SUSPENSION, "lift", Role.MARKET)
        tx.db.flush()
        tx.emit(SuspensionEnded(suspension, Role.MARKET))
