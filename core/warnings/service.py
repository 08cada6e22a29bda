"""What can be done with warnings. Moderators are never named to whoever is warned."""

from core import lives, suspensions
from core.accounts import Account
from core.communities import HOME
from core.kit.ids import AccountId, WarningId, new_id
from core.kit.states import Role
from core.kit.words import cleaned, visible
from core.store import Tx
from core.warnings import queries, rules
from core.warnings.errors import EvidenceMissing, EvidenceTooLong, NotARule, NotTheirs
from core.warnings.events import (
    LevelLowered,
    LevelRestored,
    WarningAppealed,
    WarningExpired,
    WarningIssued,
    WarningLifted,
    WarningUpheld,
)
from core.warnings.models import GivenWarning
from core.warnings.rules import NO_PENALTY, Penalty, Rule, Rung
from core.warnings.states import WARNING, WarningState

SUSPENDS = frozenset({Penalty.PAUSE, Penalty.SUSPENSION})


def issue(
    tx: Tx, me: Account, *, person: AccountId, rule: str, evidence: str, matter: str | None = None
) -> GivenWarning:
    """Warn somebody; `matter` is the number of their order or gig that it is about."""
    warned = queries.expect_to_issue(tx, me, person)
    if rule not in tuple(Rule):
        raise NotARule
    said = _read(evidence, rules.EVIDENCE_MOST)
    number = (matter or "").strip().upper()
    about = queries.matter(tx, warned.id, number) if number else ""
    if number and not about:
        raise NotTheirs

    lasts = lives.patience(tx, WARNING, "expire")
    warning = GivenWarning(
        id=WarningId(new_id()),
        community_id=HOME,
        account_id=warned.id,
        nth=queries.number(tx, warned.id, HOME) + 1,
        moderator_id=me.id,
        rule=Rule(rule),
        evidence=said,
        matter=about,
        state=WarningState.ACTIVE,
        penalty=Penalty.NOTHING,
        issued_at=tx.now,
        expires_at=tx.now + lasts,
        appeal_until=tx.now + tx.settings.warning_appeal,
        appeal="",
        decision="",
    )
    tx.db.add(warning)
    tx.db.flush()
    lives.begin(tx, warning, WARNING)
    reckon(tx, warned.id)
    tx.emit(WarningIssued(warning))
    return warning


def appeal(tx: Tx, me: Account, *, warning: WarningId, words: str) -> GivenWarning:
    """Ask for another moderator. Meanwhile the warning counts."""
    mine = queries.expect_to_appeal(tx, me, warning)
    said = _read(words, rules.WORDS_MOST)

    _step(tx, mine, "appeal", Role.OTHER, me)
    mine.appealed_at, mine.appeal = tx.now, said
    tx.emit(WarningAppealed(mine))
    return mine


def uphold(tx: Tx, me: Account, *, warning: WarningId, words: str) -> GivenWarning:
    """Leave it as it is, and say why."""
    found = queries.expect_to_judge(tx, me, warning)
    said = _read(words, rules.WORDS_MOST)

    _step(tx, found, "uphold", Role.MODERATOR, me)
    found.judge_id, found.decided_at, found.decision = me.id, tx.now, said
    tx.emit(WarningUpheld(found))
    return found


def lift(tx: Tx, me: Account, *, warning: WarningId, words: str) -> GivenWarning:
    """Take it back with all that followed from it, and say why."""
    found = queries.expect_to_judge(tx, me, warning)
    said = _read(words, rules.WORDS_MOST)

    _step(tx, found, "lift", Role.MODERATOR, me)
    found.judge_id, found.decided_at, found.decision = me.id, tx.now, said
    tx.db.flush()
    _change(tx, found, NO_PENALTY)
    reckon(tx, found.account_id)
    tx.emit(WarningLifted(found))
    return found


def expire(tx: Tx, warning_id: str) -> None:
    """It has stood long enough."""
    found = queries.get(tx, warning_id)
    lives.step(tx, found, WARNING, "expire", Role.CLOCK)
    tx.emit(WarningExpired(found))


def reckon(tx: Tx, account_id: str) -> None:
    """Let every warning of somebody lead to what it should, those lifted never having been."""
    before: list[rules.Count] = []
    for warning in queries.not_lifted(tx, account_id, HOME):
        _change(tx, warning, rules.rung(warning.count, before, queries.pause(tx)))
        before.append(warning.count)


def _change(tx: Tx, warning: GivenWarning, wanted: Rung) -> None:
    """Take back what a warning led to, and let it lead to this, unless it is over by now."""
    if warning.rung == wanted:
        return
    had = warning.penalty
    warning.penalty, warning.penalty_until = wanted
    tx.db.flush()
    if had in SUSPENDS:
        suspensions.lift(tx, cause=warning.subject)
    elif had is Penalty.LEVEL:
        tx.emit(LevelRestored(warning))
    if wanted.until is None or wanted.until <= tx.now:
        return
    if wanted.penalty in SUSPENDS:
        suspensions.begin(
            tx,
            warning.account_id,
            warning.community_id,
            cause=warning.subject,
            until=wanted.until,
        )
    else:
        tx.emit(LevelLowered(warning))


def _read(words: str, most: int) -> str:
    said = cleaned(words)
    if not visible(said):
        raise EvidenceMissing
    if len(said) > most:
        raise EvidenceTooLong(most)
    return said


def _step(tx: Tx, warning: GivenWarning, verb: str, role: Role, by: Account) -> None:
    """Take a step; whatever it is, the warning expires on its day."""
    spans = {"expire": warning.expires_at - tx.now}
    lives.step(tx, warning, WARNING, verb, role, by=by, spans=spans)
