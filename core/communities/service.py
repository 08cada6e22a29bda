"""What can be done with communities, and with the offices in them."""

from collections.abc import Iterable

from sqlalchemy import delete, func, select

from core import accounts
from core.accounts import Account
from core.communities import queries
from core.communities.errors import (
    AlreadyTrusted,
    InvitationsTooMany,
    LastOwner,
    NamedInSettings,
    NotATrust,
    OwnersResign,
)
from core.communities.events import (
    ModeratorAppointed,
    ModeratorDismissed,
    ModeratorResigned,
    TrustChanged,
)
from core.communities.models import Community, Invitation, Look, Office
from core.communities.rules import (
    CODE_LENGTH,
    HOME,
    INVITATION_LASTS,
    INVITATIONS_MOST,
    Rank,
    Trust,
)
from core.kit.errors import NoSuchThing
from core.kit.ids import AccountId, new_id
from core.store import Tx


def ensure_home(tx: Tx) -> Community:
    """Return the open marketplace, founding it in an empty database."""
    found = tx.db.get(Community, HOME)
    if found is None:
        found = Community(id=HOME, name="Jalon", currency=tx.settings.currency)
        tx.db.add(found)
        tx.db.flush()
    return found


def home(tx: Tx) -> Community:
    """Return the open marketplace."""
    return tx.db.get_one(Community, HOME)


def name_operators(tx: Tx, operators: Iterable[tuple[str, str]]) -> None:
    """The settings say who owns the open marketplace: (platform, number); nobody else by them."""
    nobody = accounts.visitor(name="", locale="")
    named = {
        accounts.meet(tx, nobody, platform=platform, external_id=number, name="", locale="").id
        for platform, number in operators
    }
    before = select(Office).where(Office.community_id == HOME, Office.in_settings)
    for office in tx.db.execute(before).scalars().all():
        if office.account_id not in named:
            _take_away(tx, office)
            tx.emit(ModeratorDismissed(office))
    for account_id in sorted(named):
        office = tx.db.get(Office, (HOME, account_id)) or Office(
            community_id=HOME, account_id=account_id
        )
        office.trust_with(Trust.OWN)
        office.in_settings = True
        tx.db.add(office)


def appoint(tx: Tx, me: Account, *, trust: str) -> Invitation:
    """Write an invitation to an office: the first to come with it has the office."""
    here = queries.owned(tx, me)
    wanted = _trust(trust)
    waiting = select(func.count()).where(
        Invitation.community_id == here.id, Invitation.until > tx.now
    )
    if tx.db.execute(waiting).scalar_one() >= INVITATIONS_MOST:
        raise InvitationsTooMany(INVITATIONS_MOST)

    invitation = Invitation(
        code=new_id(CODE_LENGTH),
        community_id=here.id,
        trust=wanted,
        made_by=me.id,
        made_at=tx.now,
        until=tx.now + INVITATION_LASTS,
    )
    tx.db.add(invitation)
    return invitation


def uninvite(tx: Tx, me: Account, *, code: str) -> None:
    """Take an invitation back before anybody has come with it."""
    tx.db.delete(queries.own_invitation(tx, me, code))
    tx.db.flush()


def take_office(tx: Tx, me: Account, *, code: str) -> Office:
    """Come with an invitation, and have the office; the invitation is used up."""
    invitation = queries.invitation(tx, me, code)
    if queries.office_of(tx, me, invitation.community_id) is not None:
        raise AlreadyTrusted

    office = Office(community_id=invitation.community_id, account_id=me.id)
    office.trust_with(invitation.trust)
    tx.db.add(office)
    tx.db.delete(invitation)
    tx.db.flush()
    tx.emit(ModeratorAppointed(office))
    return office


def change(tx: Tx, me: Account, *, person: AccountId, trust: str) -> Office:
    """Trust a moderator with something else. Who owns the market is asked, never made to."""
    office = _moderator(tx, me, person)
    wanted = _trust(trust)
    if wanted is Trust.OWN:
        raise NotATrust

    if office.trust is not wanted:
        office.trust_with(wanted)
        tx.emit(TrustChanged(office))
    return office


def dismiss(tx: Tx, me: Account, *, person: AccountId) -> None:
    """Take a moderator's office away; what they had in hand goes to others."""
    office = _moderator(tx, me, person)

    _take_away(tx, office)
    tx.emit(ModeratorDismissed(office))


def resign(tx: Tx, me: Account) -> None:
    """Give one's own office back."""
    office = queries.mine(tx, me)
    if office is None:
        raise NoSuchThing
    if office.in_settings:
        raise NamedInSettings
    if not queries.may_resign(tx, me):
        raise LastOwner

    _take_away(tx, office)
    tx.emit(ModeratorResigned(office))


def note_look(tx: Tx, me: Account, subject: str) -> None:
    """Write down that somebody in office looked into this."""
    tx.db.add(Look(subject=subject, account_id=me.id, at=tx.now))


def _moderator(tx: Tx, me: Account, person: AccountId) -> Office:
    office = queries.colleague(tx, me, person).office
    if office.rank is Rank.OWNER:
        raise OwnersResign
    return office


def _trust(word: str) -> Trust:
    if word not in tuple(Trust):
        raise NotATrust
    return Trust(word)


def _take_away(tx: Tx, office: Office) -> None:
    """Let an office end, and the invitations that were written in it."""
    written = delete(Invitation).where(
        Invitation.community_id == office.community_id, Invitation.made_by == office.account_id
    )
    tx.db.execute(written.execution_options(synchronize_session="fetch"))
    tx.db.delete(office)
    tx.db.flush()
