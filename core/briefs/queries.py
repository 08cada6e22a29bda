"""Questions about briefs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, func, select

from core import accounts, deadlines
from core.accounts import Account
from core.briefs.errors import BriefOver
from core.briefs.models import Brief
from core.briefs.states import BRIEF, BriefState
from core.communities import HOME
from core.kit.errors import NoSuchThing
from core.kit.ids import BriefId
from core.kit.states import Role
from core.store import Tx

LINES = 8  # briefs on one page


def get(tx: Tx, brief_id: BriefId | str) -> Brief:
    """Return this brief."""
    return tx.db.get_one(Brief, brief_id)


def role_of(brief: Brief, person: Account) -> Role:
    """Return what this person is to this brief: whoever has not posted it may answer it."""
    return Role.BUYER if brief.buyer_id == person.id else Role.SELLER


def look(tx: Tx, me: Account, brief_id: BriefId | str) -> Brief:
    """Return this brief to whoever may see it: everyone here while it is open, else its buyer."""
    found = tx.db.get(Brief, brief_id)
    if found is None or found.community_id != HOME:
        raise NoSuchThing
    if found.state is not BriefState.OPEN and found.buyer_id != me.id:
        raise NoSuchThing
    return found


def look_mine(tx: Tx, me: Account, brief_id: BriefId | str) -> Brief:
    """Return one's own brief."""
    found = tx.db.get(Brief, brief_id)
    if found is None or found.buyer_id != me.id:
        raise NoSuchThing
    return found


def expect(tx: Tx, me: Account, brief_id: BriefId | str, verb: str) -> Brief:
    """Return this brief if I may do this to it now; refuse just as doing it would."""
    brief = look(tx, me, brief_id)
    BRIEF.step(brief, verb, role_of(brief, me), tx.now)
    return brief


def poster(tx: Tx, _me: Account, brief: Brief) -> Account:
    """Return who looks for somebody: whoever sees a brief sees whose it is."""
    return accounts.by_id(tx, brief.buyer_id)


def require_open(tx: Tx, brief_id: BriefId | str) -> None:
    """Refuse whoever answers a brief that was there and is over."""
    found = tx.db.get(Brief, brief_id)
    if found is not None and found.state is not BriefState.OPEN:
        raise BriefOver


def mine(tx: Tx, me: Account, *, page: int = 0) -> tuple[Sequence[Brief], bool]:
    """Return one page of one's own briefs, the open ones first, and whether there is more."""
    place = case({BriefState.OPEN: 0}, value=Brief.state, else_=1)
    query = (
        select(Brief)
        .where(Brief.buyer_id == me.id)
        .order_by(place, Brief.posted_at.desc(), Brief.id)
        .offset(page * LINES)
        .limit(LINES + 1)
    )
    found = tx.db.execute(query).scalars().all()
    return found[:LINES], len(found) > LINES


def open_ones(tx: Tx, me: Account, *, page: int = 0) -> tuple[Sequence[Brief], bool]:
    """Return one page of what others look for, newest first, and whether there is more."""
    query = (
        select(Brief)
        .where(
            Brief.community_id == HOME,
            Brief.state == BriefState.OPEN,
            Brief.buyer_id != me.id,
        )
        .order_by(Brief.posted_at.desc(), Brief.id)
        .offset(page * LINES)
        .limit(LINES + 1)
    )
    found = tx.db.execute(query).scalars().all()
    return found[:LINES], len(found) > LINES


def count_open(tx: Tx, me: Account) -> int:
    """Return how many open briefs this buyer has."""
    query = select(func.count()).where(Brief.buyer_id == me.id, Brief.state == BriefState.OPEN)
    return tx.db.execute(query).scalar_one()


def verbs(tx: Tx, me: Account, brief: Brief) -> tuple[str, ...]:
    """Return what this person may do with this brief now."""
    return BRIEF.verbs(brief, role_of(brief, me), tx.now)


def ends_at(tx: Tx, _me: Account, brief: Brief) -> datetime | None:
    """Return when the clock will take it off the market, if it will."""
    found = tx.db.get(deadlines.Deadline, (brief.subject, "expire", 0))
    return None if found is None else found.at
