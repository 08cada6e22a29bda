"""What can be done with a gig."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete

from core import accounts, lives
from core.accounts import Account
from core.gigs import queries
from core.gigs.errors import PackageIncomplete, PricesGoDown, TooManyGigs
from core.gigs.events import GigChanged, GigPublished
from core.gigs.models import Gig, Package
from core.gigs.rules import TIERS, UNLIMITED, Category, Tier, distinct
from core.gigs.states import GIG, GigState
from core.kit.ids import GigId, new_id
from core.kit.money import Money
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
    standard_price: Money | None,
    standard_days: int | None,
    standard_revisions: str | None,
    standard_includes: str | None,
    premium_price: Money | None,
    premium_days: int | None,
    premium_revisions: str | None,
    premium_includes: str | None,
    cover: Sequence[str],
    questions: Sequence[str],
) -> Gig:
    """Put a new gig on the market, with one package or three."""
    accounts.require_seller(me)
    _require_room(tx, me)
    offered = _in_order(
        tiers,
        Offered(essential_price, essential_days, essential_revisions, essential_includes),
        Offered(standard_price, standard_days, standard_revisions, standard_includes),
        Offered(premium_price, premium_days, premium_revisions, premium_includes),
    )
    smallest = offered[Tier.ESSENTIAL]

    gig = Gig(
        id=GigId(new_id()),
        community_id=queries.community_of(tx, me),
        seller_id=me.id,
        title=title,
        category=Category(category),
        description=description,
        tags=list(distinct(tags)),
        questions=list(questions),
        cover_id=cover[0] if cover else None,
        state=GigState.DRAFT,
        currency=essential_price.currency,
        price_from_minor=smallest.minor,
        days_from=smallest.days,
        created_at=tx.now,
        updated_at=tx.now,
    )
    tx.db.add(gig)
    tx.db.flush()
    _set_packages(tx, gig, offered)
    lives.step(tx, gig, GIG, "publish", queries.role_of(gig, me), by=me)
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
    mine.title, mine.category = title, Category(category)
    mine.description, mine.tags = description, list(distinct(tags))
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
    standard_price: Money | None,
    standard_days: int | None,
    standard_revisions: str | None,
    standard_includes: str | None,
    premium_price: Money | None,
    premium_days: int | None,
    premium_revisions: str | None,
    premium_includes: str | None,
) -> Gig:
    """Change what it costs and includes. Orders that run keep what was agreed."""
    mine = queries.look_mine(tx, me, gig)
    offered = _in_order(
        tiers,
        Offered(essential_price, essential_days, essential_revisions, essential_includes),
        Offered(standard_price, standard_days, standard_revisions, standard_includes),
        Offered(premium_price, premium_days, premium_revisions, premium_includes),
    )
    _step(tx, me, mine, "edit")
    _set_packages(tx, mine, offered)
    smallest = offered[Tier.ESSENTIAL]
    mine.price_from_minor, mine.days_from = smallest.minor, smallest.days
    return _changed(tx, mine)


def edit_cover(tx: Tx, me: Account, *, gig: GigId, cover: Sequence[str]) -> Gig:
    """Show another picture, or none."""
    mine = queries.look_mine(tx, me, gig)
    _step(tx, me, mine, "edit")
    mine.cover_id = cover[0] if cover else None
    return _changed(tx, mine)


def edit_questions(tx: Tx, me: Account, *, gig: GigId, questions: Sequence[str]) -> Gig:
    """Ask buyers something else before the work begins."""
    mine = queries.look_mine(tx, me, gig)
    _step(tx, me, mine, "edit")
    mine.questions = list(questions)
    return _changed(tx, mine)


def pause(tx: Tx, me: Account, gig: GigId) -> Gig:
    """Take no new orders for a while; the link still works."""
    return _move(tx, me, gig, "pause")


def resume(tx: Tx, me: Account, gig: GigId) -> Gig:
    """Take orders again."""
    _require_room(tx, me)
    return _move(tx, me, gig, "resume")


def archive(tx: Tx, me: Account, gig: GigId) -> Gig:
    """Put it away; only its seller still sees it."""
    return _move(tx, me, gig, "archive")


def restore(tx: Tx, me: Account, gig: GigId) -> Gig:
    """Take it out again, paused."""
    return _move(tx, me, gig, "restore")


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


def _require_room(tx: Tx, me: Account) -> None:
    most = tx.settings.active_gigs_most
    if queries.active(tx, me.id) >= most:
        raise TooManyGigs(most)


def _in_order(tiers: str, *offered: Offered) -> dict[Tier, Package]:
    """Return the packages by tier, or refuse: none incomplete, none cheaper than the one before."""
    wanted = tuple(Tier) if tiers == "three" else (Tier.ESSENTIAL,)
    packages: dict[Tier, Package] = {}
    before: Tier | None = None
    for tier, one in zip(wanted, offered, strict=False):
        if one.price is None or one.days is None or one.revisions is None:
            raise PackageIncomplete(TIERS[tier])
        if before is not None and one.price.minor < packages[before].minor:
            raise PricesGoDown(TIERS[tier], TIERS[before], one.price)
        packages[tier] = Package(
            tier=tier,
            minor=one.price.minor,
            currency=one.price.currency,
            days=one.days,
            revisions=UNLIMITED if one.revisions == "unlimited" else int(one.revisions),
            includes=one.includes or "",
        )
        before = tier
    return packages


def _set_packages(tx: Tx, gig: Gig, packages: dict[Tier, Package]) -> None:
    tx.db.execute(delete(Package).where(Package.gig_id == gig.id))
    for package in packages.values():
        package.gig_id = gig.id
        tx.db.add(package)
    tx.db.flush()
