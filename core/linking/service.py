"""What can be done about being one person on several platforms."""

from sqlalchemy import delete

from core import accounts, drafts, files, notifications
from core.accounts import Account
from core.kit.errors import NoSuchThing
from core.kit.ids import new_id
from core.linking import queries
from core.linking.errors import LastPlatform
from core.linking.events import AccountsLinked
from core.linking.models import LinkCode
from core.store import Tx


def invite(tx: Tx, me: Account) -> LinkCode:
    """Make a code to type on another platform; an earlier one works no more."""
    _use_up(tx, me)
    code = LinkCode(code=new_id(), account_id=me.id, ends_at=tx.now + tx.settings.link_code_lasts)
    tx.db.add(code)
    tx.db.flush()
    return code


def link(tx: Tx, me: Account, *, code: str) -> Account:
    """Be the same person as whoever made this code; return the account that both have now.

    The one that has nothing of its own goes into the other, with the forms it has begun.
    """
    other = queries.behind(tx, code)
    stays, goes = queries.survivor_of(tx, me, other)
    for person in (me, other):
        _use_up(tx, person)
    drafts.hand_over(tx, goes, stays)
    files.hand_over(tx, goes, stays)
    notifications.hand_over(tx, goes, stays)
    accounts.hand_over(tx, goes, stays)
    stays.last_platform = me.last_platform
    tx.emit(AccountsLinked(stays))
    return stays


def unlink(tx: Tx, me: Account, *, platform: str) -> None:
    """Be somebody else on this platform from now on, with an account that is new."""
    mine = queries.platforms(tx, me)
    found = next((identity for identity in mine if identity.platform == platform), None)
    if found is None:
        raise NoSuchThing
    if len(mine) == 1:
        raise LastPlatform
    notifications.forget_platform(tx, me, platform)
    accounts.split(tx, me, found)


def _use_up(tx: Tx, person: Account) -> None:
    used = delete(LinkCode).where(LinkCode.account_id == person.id)
    tx.db.execute(used.execution_options(synchronize_session=False))
