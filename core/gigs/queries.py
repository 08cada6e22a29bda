"""Questions about gigs."""

from collections.abc import Sequence

from sqlalchemy import case, func, select

from core import accounts, suspensions
from core.accounts import Account
from core.communities import HOME
from core.gigs.errors import NoSuchPackage, TooManyGigs
from core.gigs.models import Gig, Package
from core.gigs.rules import Tier
from core.gigs.states import GIG, VISIBLE, GigState
from core.kit.errors import NoSuchThing
from core.kit.ids import GigId
from core.kit.money import Money
from core.kit.states import Role
from core.store import Tx

IN_ORDER = case({tier: place for place, tier in enumerate(Tier)}, value=Package.tier)


def get(tx: Tx, gig_id: GigId | str) -> Gig:
    """Return this gig."""
    return tx.db.get_one(Gig, gig_id)


def role_of(gig: Gig, person: Account) -> Role:
    """Return what this person is to this gig."""
    return Role.SELLER if gig.seller_id == person.id else Role.BUYER


def look(tx: Tx, me: Account, gig_id: GigId | str) -> Gig:
    """Return this gig to whoever may see it: everyone here while it is visible, else its seller."""
    found = tx.db.get(Gig, gig_id)
    if found is None or found.community_id != community_of(tx, me):
        raise NoSuchThing
    if found.state not in VISIBLE and found.seller_id != me.id:
        raise NoSuchThing
    return found


def look_mine(tx: Tx, me: Account, gig_id: GigId | str) -> Gig:
    """Return one's own gig."""
    found = tx.db.get(Gig, gig_id)
    if found is None or found.seller_id != me.id:
        raise NoSuchThing
    return found


def mine(tx: Tx, me: Account) -> Sequence[Gig]:
    """Return one's own gigs: the active first, the archived last, else newest first."""
    place = case({state: n for n, state in enumerate(IN_LIST)}, value=Gig.state)
    query = select(Gig).where(Gig.seller_id == me.id).order_by(place, Gig.created_at.desc())
    return tx.db.execute(query).scalars().all()


def packages_of(tx: Tx, _me: Account, gig: Gig) -> Sequence[Package]:
    """Return a gig's packages, the smallest first."""
    query = select(Package).where(Package.gig_id == gig.id).order_by(IN_ORDER)
    return tx.db.execute(query).scalars().all()


def package_of(tx: Tx, me: Account, gig: Gig, tier: str) -> Package:
    """Return one package of a gig."""
    for package in packages_of(tx, me, gig):
        if package.tier == tier:
            return package
    raise NoSuchPackage


def of_seller(tx: Tx, seller_id: str) -> Sequence[Gig]:
    """Return all gigs of a seller, in any state."""
    return tx.db.execute(select(Gig).where(Gig.seller_id == seller_id)).scalars().all()


def suspended(tx: Tx, seller_id: str) -> Sequence[Gig]:
    """Return the gigs of a seller that were taken off the market."""
    query = select(Gig).where(Gig.seller_id == seller_id, Gig.state == GigState.SUSPENDED)
    return tx.db.execute(query.order_by(Gig.updated_at.desc(), Gig.id)).scalars().all()


def by_ids(tx: Tx, gig_ids: Sequence[str]) -> list[Gig]:
    """Return these gigs, in this order."""
    found = {gig.id: gig for gig in tx.db.execute(select(Gig).where(Gig.id.in_(gig_ids))).scalars()}
    return [found[gig_id] for gig_id in gig_ids if gig_id in found]


def title_of(tx: Tx, _me: Account, gig_id: GigId | str) -> str:
    """Return what a gig is called, whatever became of it since."""
    return get(tx, gig_id).title


def least_price(gig: Gig) -> Money:
    """Return what a gig costs at least."""
    return Money(gig.price_from_minor, gig.currency)


def active(tx: Tx, seller_id: str) -> int:
    """Return how many active gigs a seller has."""
    query = select(func.count()).where(Gig.seller_id == seller_id, Gig.state == GigState.ACTIVE)
    return tx.db.execute(query).scalar_one()


def require_room(tx: Tx, me: Account, *, adding: int = 1) -> None:
    """Refuse whoever would have more active gigs than they may."""
    most = tx.settings.active_gigs_most
    if active(tx, me.id) + adding > most:
        raise TooManyGigs(most)


def verbs(tx: Tx, me: Account, gig: Gig) -> tuple[str, ...]:
    """Return what this person may do with this gig now."""
    mine = GIG.verbs(gig, role_of(gig, me), tx.now)
    if "resume" in mine and not suspensions.takes_orders(tx, me, gig.seller_id):
        return tuple(verb for verb in mine if verb != "resume")
    return mine


def takes_orders(tx: Tx, me: Account, gig: Gig) -> bool:
    """Tell whether this gig can be ordered now."""
    return gig.state is GigState.ACTIVE and suspensions.takes_orders(tx, me, gig.seller_id)


def expect_to_publish(tx: Tx, me: Account) -> None:
    """Refuse, just as publishing would, whoever may not publish a gig now."""
    accounts.require_seller(me)
    suspensions.require_selling(tx, me)
    require_room(tx, me)


def community_of(_tx: Tx, _me: Account) -> str:
    """Return the community whose market this person stands in."""
    return HOME


IN_LIST = (
    GigState.ACTIVE,
    GigState.PAUSED,
    GigState.DRAFT,
    GigState.SUSPENDED,
    GigState.ARCHIVED,
)
