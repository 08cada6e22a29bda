"""What can be done with drafts."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from core.accounts import Account
from core.drafts.errors import FormClosed
from core.drafts.models import Draft
from core.kit.ids import new_id
from core.store import Tx


def begin(
    tx: Tx, me: Account, *, form: str, subject: str, answers: Mapping[str, Any]
) -> tuple[Draft, bool]:
    """Open a form, or take up again the one left unfinished; tells whether it is new."""
    park(tx, me)
    query = select(Draft).where(
        Draft.account_id == me.id, Draft.form == form, Draft.subject == subject
    )
    found = tx.db.execute(query).scalar_one_or_none()
    if found is not None:
        found.active, found.touched_at = True, tx.now
        return found, False
    draft = Draft(
        id=new_id(),
        account_id=me.id,
        form=form,
        subject=subject,
        answers=dict(answers),
        asking="",
        active=True,
        touched_at=tx.now,
    )
    tx.db.add(draft)
    tx.db.flush()
    return draft, True


def get(tx: Tx, me: Account, draft_id: str) -> Draft:
    """Return one's own draft."""
    found = tx.db.get(Draft, draft_id)
    if found is None or found.account_id != me.id:
        raise FormClosed
    return found


def current(tx: Tx, me: Account) -> Draft | None:
    """Return the draft this person is filling in."""
    query = select(Draft).where(Draft.account_id == me.id, Draft.active)
    return tx.db.execute(query.order_by(Draft.touched_at.desc()).limit(1)).scalar_one_or_none()


def open_ones(tx: Tx, me: Account) -> Sequence[Draft]:
    """Return every draft this person has begun, the latest first."""
    query = select(Draft).where(Draft.account_id == me.id)
    return tx.db.execute(query.order_by(Draft.touched_at.desc())).scalars().all()


def save(tx: Tx, me: Account, draft: Draft, *, answers: Mapping[str, Any], asking: str) -> None:
    """Keep the answers so far, and take the draft as the active one."""
    if not draft.active:
        park(tx, me)
    draft.answers, draft.asking = dict(answers), asking
    draft.active, draft.touched_at = True, tx.now


def ask_in(tx: Tx, me: Account, draft_id: str, room: str) -> None:
    """A question of one's draft stands in this room now; in none when it is empty."""
    draft = get(tx, me, draft_id)
    if draft.room != room:
        draft.room = room


def park(tx: Tx, me: Account) -> None:
    """Put the active draft aside; nothing of it is lost."""
    aside = update(Draft).where(Draft.account_id == me.id, Draft.active).values(active=False)
    tx.db.execute(aside.execution_options(synchronize_session="fetch"))


def close(tx: Tx, me: Account, draft: Draft) -> None:
    """Handed in, or thrown away."""
    if draft.account_id != me.id:
        raise FormClosed
    tx.db.delete(draft)
    tx.db.flush()


def hand_over(tx: Tx, goes: Account, stays: Account) -> None:
    """Give the forms somebody has begun to the account they have from now on."""
    mine = {(draft.form, draft.subject) for draft in open_ones(tx, stays)}
    for draft in open_ones(tx, goes):
        if (draft.form, draft.subject) in mine:
            tx.db.delete(draft)
            continue
        if draft.active:
            park(tx, stays)
        draft.account_id = stays.id
    tx.db.flush()
