"""What can be done with a gig."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from core import communities, files, lives, suspensions
from core.accounts import Account
from core.gigs import queries, rules
from core.gigs.errors import (
    DaysOutOfRange,
    NotAPicture,
    PackageIncomplete,
    PriceOutOfRange,
    PricesGoDown,
)
from core.gigs.events import GigChanged, GigPublished, GigReinstated, GigSuspended
from core.gigs.models import Gig, Package
from core.gigs.rules import REVISIONS, TIERS, Category, Tier
from core.gigs.states import GIG, GigState
from core.kit.errors import NoSuchThing
from core.kit.ids import GigId, new_id
from core.kit.money import Money
from core.kit.states import Role
from core.store import Tx


class Offered(NamedTuple):
    """One package as the seller describes it; revisions are a figure or "unlimited"."""

    price: Money | None
    days: int | None
    revisions: str | None
    includes: str | None


def publish(
    tx: Tx,
    me: Account,
    *,
    title: str,
    category: str,
    description: str,
    tags: Sequence[str],
    tiers: str,
    essential_price: Money,
    essential_days: int,
    essential_revisions: str,
    essential_includes: str,
    standard_price: Money | None = None,
    standard_days: int | None = None,
    standard_revisions: str | None = None,
    standard_includes: str | None = None,
    premium_price: Money | None = None,
    premium_days: int | None = None,
    premium_revisions: str | None = None,
    premium_includes: str | None = None,
    cover: Sequence[str] = (),
    questions: Sequence[str] = (),
) -> Gig:
    """Put a new gig on the market, with one package or three."""
    queries.expect_to_publish(tx, me)
    gig = _begin(tx, me)
    _write(gig, title, category, description, tags)
    (gig.questions,) = rules.asked(questions)
    gig.cover_id = _picture(tx, me, cover)
    packages = _packages(
        tx,
        gig,
        tiers,
        Offered(essential_price, essential_days, essential_revisions, essential_includes),
        Offered(standard_price, standard_days, standard_revisions, standard_includes),
        Offered(premium_price, premium_days, premium_revisions, premium_includes),
    )

    lives.step(tx, gig, GIG, "publish", queries.role_of(gig, me), by=me)
    tx.db.add(gig)
    tx.db.flush()
    tx.db.add_all(packages)
    tx.emit(GigPublished(gig))
    return gig


def edit_words(
    tx: Tx,
    me: Account,
    *,
    gig: GigId,
    title: str,
    category: str,
    description: str,
    tags: Sequence[str],
) -> Gig:
    """Say it differently. Orders that run keep what was agreed."""
    mine = queries.look_mine(tx, me, gig)
    _step(tx, me, mine, "edit")
    _write(mine, title, category, description, tags)
    return _changed(tx, mine)


def edit_packages(
    tx: Tx,
    me: Account,
    *,
    gig: GigId,
    tiers: str,
    essential_price: Money,
    essential_days: int,
    essential_revisions: str,
    essential_includes: str,
    standard_price: Money | None = None,
    standard_days: int | None = None,
    standard_revisions: str | None = None,
    standard_includes: str | None = None,
    premium_price: Money | None = None,
    premium_days: int | None = None,
    premium_revisions: str | None = None,
    premium_includes: str | None = None,
) -> Gig:
    """Change what it costs and includes. Orders that run keep what was agreed."""
    mine = queries.look_mine(tx, me, gig)
    _step(tx, me, mine, "edit")
    packages = _packages(
        tx,
        mine,
        tiers,
        Offered(essential_price, essential_days, essential_revisions, essential_includes),
        Offered(standard_price, standard_days, standard_revisions, standard_includes),
        Offered(premium_price, premium_days, premium_revisions, premium_includes),
    )

    for before in queries.packages_of(tx, me, mine):
        tx.db.delete(before)
    tx.db.flush()
    tx.db.add_all(packages)
    return _changed(tx, mine)


def edit_cover(tx: Tx, me: Account, *, gig: GigId, cover: Sequence[str] = ()) -> Gig:
    """Show another picture, or none."""
    mine = queries.look_mine(tx, me, gig)
    _step(tx, me, mine, "edit")
    mine.cover_id = _picture(tx, me, cover)
    return _changed(tx, mine)


def edit_questions(
    tx: Tx,
    me: Account,
    *,
    gig: GigId,
    questions: Sequence[str] = (),
    optional_questions: Sequence[str] = (),
) -> Gig:
    """Ask buyers something else before the work begins."""
    mine = queries.look_mine(tx, me, gig)
    _step(tx, me, mine, "edit")
    mine.questions, mine.optional_questions = rules.asked(questions, optional_questions)
    return _changed(tx, mine)


def pause(tx: Tx, me: Account, *, gig: GigId) -> Gig:
    """Take no new orders for a while; the link still works."""
    return _move(tx, me, gig, "pause")


def resume(tx: Tx, me: Account, *, gig: GigId) -> Gig:
    """Take orders again."""
    suspensions.require_selling(tx, me)
    mine = _move(tx, me, gig, "resume")
    queries.require_room(tx, me, adding=0)
    return mine


def archive(tx: Tx, me: Account, *, gig: GigId) -> Gig:
    """Put it away; only its seller still sees it. Its running orders go on."""
    return _move(tx, me, gig, "archive")


def restore(tx: Tx, me: Account, *, gig: GigId) -> Gig:
    """Take it out again, paused."""
    return _move(tx, me, gig, "restore")


def suspend(tx: Tx, gig: Gig, words: str) -> None:
    """Take somebody's gig off the market, and tell them why."""
    lives.step(tx, gig, GIG, "suspend", Role.MARKET)
    gig.suspended_for = words
    _changed(tx, gig)
    tx.emit(GigSuspended(gig))


def reinstate(tx: Tx, gig: Gig) -> None:
    """Give a suspended gig back, paused: its seller may take orders again."""
    lives.step(tx, gig, GIG, "reinstate", Role.MARKET)
    gig.suspended_for = ""
    _changed(tx, gig)
    tx.emit(GigReinstated(gig))


# --- parts of the above


def _begin(tx: Tx, me: Account) -> Gig:
    return Gig(
        id=GigId(new_id()),
        community_id=queries.community_of(tx, me),
        seller_id=me.id,
        currency=communities.home(tx).currency,
        state=GigState.DRAFT,
        optional_questions=[],
        created_at=tx.now,
        updated_at=tx.now,
    )


def _move(tx: Tx, me: Account, gig_id: GigId, verb: str) -> Gig:
    mine = queries.look_mine(tx, me, gig_id)
    _step(tx, me, mine, verb)
    return _changed(tx, mine)


def _step(tx: Tx, me: Account, gig: Gig, verb: str) -> None:
    lives.step(tx, gig, GIG, verb, queries.role_of(gig, me), by=me)


def _changed(tx: Tx, gig: Gig) -> Gig:
    gig.updated_at = tx.now
    tx.emit(GigChanged(gig))
    return gig


def _write(gig: Gig, title: str, category: str, description: str, tags: Sequence[str]) -> None:
    if category not in set(Category):
        raise NoSuchThing
    gig.title = " ".join(rules.measured(title, rules.TITLE_MOST).split())
    gig.category = Category(category)
    gig.description = rules.measured(description, rules.DESCRIPTION_MOST)
    gig.tags = rules.distinct(tags)


def _picture(tx: Tx, me: Account, cover: Sequence[str]) -> str | None:
    """Return one's own picture, the first of several."""
    found = files.own(tx, me, cover)
    if any(not file.is_picture for file in found):
        raise NotAPicture
    return found[0].id if found else None


def _packages(tx: Tx, gig: Gig, tiers: str, *offered: Offered) -> list[Package]:
    """Draw up the packages, the smallest first, and note the least of them on the gig."""
    wanted = tuple(Tier) if tiers == "three" else (Tier.ESSENTIAL,)
    packages = [_package(tx, gig, *each) for each in zip(wanted, offered, strict=False)]
    for smaller, larger in pairwise(packages):
        if larger.minor < smaller.minor:
            raise PricesGoDown(TIERS[larger.tier], TIERS[smaller.tier], larger.price)
    gig.price_from_minor = packages[0].minor
    gig.days_from = min(package.days for package in packages)
    return packages


def _package(tx: Tx, gig: Gig, tier: Tier, offered: Offered) -> Package:
    """Draw up one package, or refuse what is missing or out of bounds."""
    price, days = offered.price, offered.days
    revisions = REVISIONS.get(offered.revisions or "")
    if price is None or days is None or revisions is None:
        raise PackageIncomplete(TIERS[tier])
    least = Money(tx.settings.price_least, gig.currency)
    most = Money(tx.settings.price_most, gig.currency)
    if price.currency != gig.currency or not least <= price <= most:
        raise PriceOutOfRange(least, most)
    if not 1 <= days <= tx.settings.days_most:
        raise DaysOutOfRange(tx.settings.days_most)
    return Package(
        gig_id=gig.id,
        tier=tier,
        minor=price.minor,
        currency=price.currency,
        days=days,
        revisions=revisions,
        includes=rules.at_most(offered.includes or "", rules.INCLUDES_MOST),
    )
