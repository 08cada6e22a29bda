"""Questions about warnings."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from core import accounts, communities, gigs, lives, orders
from core.accounts import Account
from core.communities import HOME, Claim, Duty
from core.gigs import Gig
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId, WarningId
from core.kit.states import Role
from core.orders import Order
from core.store import Tx
from core.suspensions import SUSPENSION
from core.warnings import rules
from core.warnings.errors import AnotherMustJudge, AppealTooLate, DealtWithThem, WarningYourself
from core.warnings.models import GivenWarning
from core.warnings.rules import Count, Penalty, Rule, Rung
from core.warnings.states import COUNTS, WARNING, WarningState

LINES = 20  # warnings in a list


def get(tx: Tx, warning_id: WarningId | str) -> GivenWarning:
    """Return this warning."""
    return tx.db.get_one(GivenWarning, warning_id)


def moderates(tx: Tx, me: Account) -> bool:
    """Tell whether this person may warn others here."""
    return bool(me.id) and communities.may_moderate(tx, me, HOME)


def role_of(tx: Tx, warning: GivenWarning, person: Account) -> Role:
    """Return what this person is to this warning."""
    if person.id == warning.account_id:
        return Role.OTHER
    if communities.may_moderate(tx, person, warning.community_id):
        return Role.MODERATOR
    return Role.STRANGER


def look(tx: Tx, me: Account, warning_id: WarningId | str) -> GivenWarning:
    """Return this warning to whoever it was given to, and to moderators."""
    found = tx.db.get(GivenWarning, warning_id)
    if found is None or role_of(tx, found, me) is Role.STRANGER:
        raise NoSuchThing
    return found


def expect_to_appeal(tx: Tx, me: Account, warning_id: WarningId | str) -> GivenWarning:
    """Return this warning if I may appeal against it now; refuse just as appealing would."""
    found = look(tx, me, warning_id)
    mine = role_of(tx, found, me)
    late = tx.now >= found.appeal_until
    if mine is Role.OTHER and found.state is WarningState.ACTIVE and late:
        raise AppealTooLate
    WARNING.step(found, "appeal", mine, tx.now)
    return found


def expect_to_judge(tx: Tx, me: Account, warning_id: WarningId | str) -> GivenWarning:
    """Return this warning if I may decide on its appeal now; refuse just as deciding would."""
    found = look(tx, me, warning_id)
    WARNING.step(found, "lift", role_of(tx, found, me), tx.now)
    if found.moderator_id == me.id:
        raise AnotherMustJudge
    if have_dealt(tx, me.id, found.account_id):
        raise DealtWithThem
    return found


def verbs(tx: Tx, me: Account, warning: GivenWarning) -> tuple[str, ...]:
    """Return what this person may do about it now: exactly the buttons to draw."""
    mine = role_of(tx, warning, me)
    if mine is Role.MODERATOR and not may_judge(tx, me.id, warning):
        return ()
    return WARNING.verbs(warning, mine, tx.now)


def may_judge(tx: Tx, moderator_id: str, warning: GivenWarning) -> bool:
    """Tell whether this moderator has no part in it."""
    if moderator_id in (warning.moderator_id, warning.account_id):
        return False
    return not have_dealt(tx, moderator_id, warning.account_id)


def judges(tx: Tx, warning: GivenWarning) -> Sequence[AccountId]:
    """Return the moderators who may decide on an appeal against it."""
    everyone = communities.moderators(tx, warning.community_id)
    return [one for one in everyone if may_judge(tx, one, warning)]


def person(tx: Tx, me: Account, account_id: AccountId | str) -> Account:
    """Return somebody to whoever moderates here."""
    if not moderates(tx, me):
        raise NoSuchThing
    found = tx.db.get(Account, account_id)
    if found is None:
        raise NoSuchThing
    return found


def expect_to_issue(tx: Tx, me: Account, account_id: AccountId | str) -> Account:
    """Return somebody I may warn; refuse just as warning would."""
    found = person(tx, me, account_id)
    if found.id == me.id:
        raise WarningYourself
    if have_dealt(tx, me.id, found.id):
        raise DealtWithThem
    return found


def may_issue(tx: Tx, me: Account, account_id: AccountId | str) -> bool:
    """Tell whether I may warn this person."""
    return moderates(tx, me) and me.id != account_id and not have_dealt(tx, me.id, account_id)


def have_dealt(tx: Tx, one: str, other: str) -> bool:
    """Tell whether these two ever had an order together that was paid."""
    return tx.db.execute(paid_between(one, other).limit(1)).first() is not None


def paid_between(one: str, other: str | InstrumentedAttribute[str]) -> Select[str]:
    """Select the paid orders of two people; the other may be a column of a statement around."""
    return select(Order.id).where(
        Order.paid_at.is_not(None),
        or_(
            and_(Order.buyer_id == one, Order.seller_id == other),
            and_(Order.buyer_id == other, Order.seller_id == one),
        ),
    )


def warned(tx: Tx, _me: Account, warning: GivenWarning) -> Account:
    """Return who was warned: whoever sees a warning sees whose it is."""
    return accounts.by_id(tx, warning.account_id)


def of_person(tx: Tx, me: Account, account_id: AccountId | str) -> Sequence[GivenWarning]:
    """Return somebody's warnings, the latest first: one's own, or to a moderator anybody's."""
    if me.id != account_id and not moderates(tx, me):
        raise NoSuchThing
    query = select(GivenWarning).where(GivenWarning.account_id == account_id)
    latest = query.order_by(GivenWarning.issued_at.desc(), GivenWarning.nth.desc()).limit(LINES)
    return tx.db.execute(latest).scalars().all()


def counting(tx: Tx, account_id: str, community: str = HOME) -> Sequence[GivenWarning]:
    """Return the warnings that stand against somebody now, first to last."""
    return [one for one in not_lifted(tx, account_id, community) if one.state in COUNTS]


def not_lifted(tx: Tx, account_id: str, community: str) -> Sequence[GivenWarning]:
    """Return every warning that somebody was rightly given, first to last."""
    query = select(GivenWarning).where(
        GivenWarning.account_id == account_id,
        GivenWarning.community_id == community,
        GivenWarning.state != WarningState.LIFTED,
    )
    return tx.db.execute(query.order_by(GivenWarning.nth)).scalars().all()


def number(tx: Tx, account_id: str, community: str) -> int:
    """Return how many warnings somebody was ever given here."""
    query = select(func.count()).where(
        GivenWarning.account_id == account_id, GivenWarning.community_id == community
    )
    return tx.db.execute(query).scalar_one()


def ladder(tx: Tx, me: Account, account_id: AccountId | str, rule: str) -> Rung:
    """Return what a warning for this rule, given now, would lead to."""
    person(tx, me, account_id)
    latest = Count(Rule(rule), tx.now, tx.now + lives.patience(tx, WARNING, "expire"))
    before = [one.count for one in counting(tx, account_id)]
    return rules.rung(latest, before, pause(tx))


def levels_lost(tx: Tx, account_id: str) -> int:
    """Return how many levels somebody's warnings cost them now."""
    query = select(func.count()).where(
        GivenWarning.account_id == account_id,
        GivenWarning.penalty == Penalty.LEVEL,
        GivenWarning.state != WarningState.LIFTED,
        GivenWarning.penalty_until > tx.now,
    )
    return tx.db.execute(query).scalar_one()


def duties(tx: Tx, me: Account, *, most: int) -> list[Duty[GivenWarning]]:
    """Return the first appeals that I may decide on, the oldest first."""
    if not moderates(tx, me):
        return []
    dealt = paid_between(me.id, GivenWarning.account_id)
    query = (
        select(GivenWarning)
        .where(GivenWarning.state == WarningState.APPEALED, GivenWarning.community_id == HOME)
        .where(GivenWarning.account_id != me.id, GivenWarning.moderator_id != me.id)
        .where(~dealt.exists())
        .order_by(GivenWarning.appealed_at, GivenWarning.id)
        .limit(most)
    )
    return [
        Duty(one.subject, one, Claim.FREE, None, since, since)
        for one in tx.db.execute(query).scalars()
        if (since := one.appealed_at) is not None
    ]


def matter(tx: Tx, account_id: str, number: str) -> str:
    """Return the full name of this person's order or gig of this number; empty if none is."""
    order = tx.db.get(Order, number)
    if order is not None and account_id in (order.buyer_id, order.seller_id):
        return order.subject
    gig = tx.db.get(Gig, number)
    return gig.subject if gig is not None and gig.seller_id == account_id else ""


def title_of_matter(tx: Tx, me: Account, warning: GivenWarning) -> str:
    """Return what the order or gig is called that a warning is about; empty if about none."""
    kind, _colon, number = warning.matter.partition(":")
    if kind == "order":
        return orders.get(tx, number).terms.title
    return gigs.title_of(tx, me, number) if kind == "gig" else ""


def pause(tx: Tx) -> timedelta:
    """Return how long selling is suspended at the second warning for the same rule."""
    return lives.patience(tx, SUSPENSION, "end")
