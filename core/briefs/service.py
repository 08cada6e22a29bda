"""What can be done with briefs."""

from core import communities, lives
from core.accounts import Account
from core.briefs import queries, rules
from core.briefs.errors import TooManyBriefs
from core.briefs.events import BriefChosen, BriefClosed, BriefExpired
from core.briefs.models import Brief
from core.briefs.states import BRIEF, BriefState
from core.kit.ids import BriefId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.store import Tx


def post(
    tx: Tx,
    me: Account,
    *,
    title: str,
    wanted: str,
    budget: Money | None = None,
    days: int | None = None,
) -> Brief:
    """Tell every seller what one looks for."""
    most = tx.settings.briefs_most
    if queries.count_open(tx, me) >= most:
        raise TooManyBriefs(most)
    home = communities.home(tx)
    rules.require_possible(budget, days, home.currency, tx.settings)

    brief = Brief(
        id=BriefId(new_id()),
        community_id=home.id,
        buyer_id=me.id,
        title=" ".join(rules.measured(title, rules.TITLE_MOST).split()),
        wanted=rules.measured(wanted, rules.WANTED_MOST),
        budget_minor=None if budget is None else budget.minor,
        currency=home.currency,
        days=days,
        state=BriefState.OPEN,
        posted_at=tx.now,
    )
    tx.db.add(brief)
    lives.begin(tx, brief, BRIEF)
    return brief


def close(tx: Tx, me: Account, *, brief: BriefId) -> Brief:
    """Look no more."""
    found = queries.look(tx, me, brief)
    lives.step(tx, found, BRIEF, "close", queries.role_of(found, me), by=me)
    tx.emit(BriefClosed(found))
    return found


def choose(tx: Tx, brief_id: BriefId | str) -> None:
    """Take a brief off the market, for one of its offers was paid; not open, leave it."""
    brief = queries.get(tx, brief_id)
    if "choose" in BRIEF.verbs(brief, Role.MARKET, tx.now):
        lives.step(tx, brief, BRIEF, "choose", Role.MARKET)
        tx.emit(BriefChosen(brief))


def expire(tx: Tx, brief_id: str) -> None:
    """Take a brief off the market that nobody closed."""
    brief = queries.get(tx, brief_id)
    lives.step(tx, brief, BRIEF, "expire", Role.CLOCK)
    tx.emit(BriefExpired(brief))
