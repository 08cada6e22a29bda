"""What can be done with reports. Nobody who is reported learns by whom, nor who decided."""

from core import gigs, lives, relay, warnings
from core.accounts import Account
from core.communities import HOME, note_look
from core.gigs import Gig
from core.kit.errors import TooLate
from core.kit.ids import AccountId, GigId, ReportId, new_id
from core.kit.states import Role
from core.kit.words import cleaned, visible
from core.reports import queries, rules
from core.reports.errors import (
    NotAReason,
    ReasonUntold,
    ReportInOtherHands,
    ReportTooLong,
)
from core.reports.events import ReportDismissed, ReportQueued, ReportUpheld
from core.reports.models import Report
from core.reports.rules import Reason
from core.reports.states import REPORT, ReportState
from core.store import Tx


def make(tx: Tx, me: Account, *, thing: str, reason: str, words: str | None = None) -> Report:
    """Say that a gig, a profile or a message is not as it should be."""
    matter = queries.expect_to_make(tx, me, thing)
    if reason not in tuple(Reason):
        raise NotAReason
    said = _read(words or "")
    if reason == Reason.OTHER and not said:
        raise ReasonUntold

    report = Report(
        id=ReportId(new_id()),
        community_id=HOME,
        reporter_id=me.id,
        reported_id=matter.person.id,
        thing=thing,
        reason=Reason(reason),
        words=said,
        state=ReportState.WAITING,
        made_at=tx.now,
    )
    tx.db.add(report)
    tx.db.flush()
    lives.begin(tx, report, REPORT)
    tx.emit(ReportQueued(report))
    return report


# --- those who moderate


def look_into(tx: Tx, me: Account, *, report: ReportId) -> Report:
    """Open a report; when a moderator sees all of it, that is written down."""
    found = queries.look(tx, me, report)
    if found.reporter_id == me.id:
        return found
    if queries.has(tx, me, found) or queries.reads(tx, me, found):
        note_look(tx, me, found.subject)
        message = queries.matter(tx, found).message
        if message is not None:
            relay.note_look(tx, me, message)
    return found


def take(tx: Tx, me: Account, *, report: ReportId) -> Report:
    """Take a report on: never one that one has a part in."""
    found = queries.to_take(tx, me, report)
    if found.state is not ReportState.WAITING and found.moderator_id != me.id:
        raise ReportInOtherHands if found.state is ReportState.TAKEN else TooLate

    _step(tx, found, "take", Role.MODERATOR, by=me)
    found.moderator_id = me.id
    return found


def hand_back(tx: Tx, me: Account, *, report: ReportId) -> Report:
    """Let another moderator have it."""
    found = queries.expect(tx, me, report, "hand_back")
    _step(tx, found, "hand_back", Role.MODERATOR, by=me)
    _let_go(tx, found)
    return found


def uphold(
    tx: Tx, me: Account, *, report: ReportId, rule: str, evidence: str, matter: str | None = None
) -> Report:
    """Warn whose it is; what others reported of it for the same reason is settled with it."""
    found = queries.expect(tx, me, report, "uphold")
    given = warnings.issue(
        tx,
        me,
        person=AccountId(found.reported_id),
        rule=rule,
        evidence=evidence,
        matter=matter,
    )

    found.warning_id = given.id
    _uphold(tx, found, me, found.reason)
    return found


def suspend(tx: Tx, me: Account, *, report: ReportId, words: str) -> Report:
    """Take a gig off the market; everything that was reported of it is settled with it."""
    found, gig = queries.expect_to_suspend(tx, me, report)
    said = _read(words)
    if not said:
        raise ReasonUntold

    gigs.suspend(tx, gig, said)
    _uphold(tx, found, me, None)
    return found


def reinstate(tx: Tx, me: Account, *, gig: GigId) -> Gig:
    """Give a gig back that should not be off the market, or no more; it is paused."""
    found = queries.expect_to_reinstate(tx, me, gig)
    gigs.reinstate(tx, found)
    return found


def dismiss(tx: Tx, me: Account, *, report: ReportId) -> Report:
    """See nothing to do about it."""
    found = queries.expect(tx, me, report, "dismiss")
    _step(tx, found, "dismiss", Role.MODERATOR, by=me)
    found.decided_at = tx.now
    tx.emit(ReportDismissed(found))
    return found


def relieve(tx: Tx, moderator: Account, community: str) -> None:
    """Somebody decides nothing here any more: let others have the reports they had."""
    for report in queries.in_the_hands_of(tx, moderator, community):
        _step(tx, report, "hand_back", Role.MARKET)
        _let_go(tx, report)


# --- the clock


def escalate(tx: Tx, report_id: str) -> None:
    """Two days and nobody has taken it: call for a moderator once more."""
    report = queries.get(tx, report_id)
    _step(tx, report, "escalate", Role.CLOCK)
    tx.emit(ReportQueued(report))


def let_go(tx: Tx, report_id: str) -> None:
    """Three days without a decision: let another moderator have it."""
    report = queries.get(tx, report_id)
    _step(tx, report, "let_go", Role.CLOCK)
    _let_go(tx, report)


# --- parts of the above


def _uphold(tx: Tx, report: Report, me: Account, reason: Reason | None) -> None:
    """Uphold a report, and with it the others that ask for the same."""
    _step(tx, report, "uphold", Role.MODERATOR, by=me)
    report.decided_at = tx.now
    tx.emit(ReportUpheld(report))
    for other in queries.open_about(tx, report, reason):
        _step(tx, other, "settle", Role.MARKET)
        other.decided_at, other.warning_id = tx.now, report.warning_id
        tx.emit(ReportUpheld(other))


def _let_go(tx: Tx, report: Report) -> None:
    report.moderator_id = None
    tx.emit(ReportQueued(report))


def _step(tx: Tx, report: Report, verb: str, role: Role, *, by: Account | None = None) -> None:
    lives.step(tx, report, REPORT, verb, role, by=by)


def _read(words: str) -> str:
    said = cleaned(words)
    if len(said) > rules.WORDS_MOST:
        raise ReportTooLong(rules.WORDS_MOST)
    return said if visible(said) else ""
