"""Questions about reports."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased

from core import accounts, communities, deadlines, gigs, relay, warnings
from core.accounts import Account
from core.communities import Claim, Duty
from core.gigs import Gig
from core.kit.errors import NoSuchThing, Refusal
from core.kit.ids import AccountId, GigId, ReportId
from core.kit.states import Role
from core.relay import Message
from core.reports.errors import AlreadyReported, NotOnTheMarket, ReportYourself, TooManyReports
from core.reports.models import Report
from core.reports.rules import AFTER, BEFORE, Kind, Reason
from core.reports.states import OPEN, REPORT, ReportState
from core.store import Tx
from core.warnings import Rule

GIG = f"{Kind.GIG}:"

# What a report is suspected to be, where its reason says so.
BREAKS = {
    Reason.SPAM: Rule.UNWANTED,
    Reason.OUTSIDE: Rule.OUTSIDE,
    Reason.ABUSE: Rule.INSULTS,
    Reason.COPIED: Rule.STOLEN,
    Reason.FORBIDDEN: Rule.FORBIDDEN,
}


class Matter(NamedTuple):
    """What is reported, and whose it is."""

    kind: Kind
    person: Account
    gig: Gig | None = None
    message: Message | None = None


def get(tx: Tx, report_id: ReportId | str) -> Report:
    """Return this report."""
    return tx.db.get_one(Report, report_id)


def known(tx: Tx, report_id: ReportId | str) -> Report:
    """Return this report to the market, or refuse a name that is nobody's."""
    found = tx.db.get(Report, report_id)
    if found is None:
        raise NoSuchThing
    return found


# --- what may be reported


def seen(tx: Tx, me: Account, thing: str) -> Matter:
    """Return something that I may see, and so report."""
    kind, _colon, number = thing.partition(":")
    if kind == Kind.GIG:
        gig = gigs.look(tx, me, GigId(number))
        return Matter(Kind.GIG, accounts.by_id(tx, gig.seller_id), gig=gig)
    if kind == Kind.MESSAGE:
        message = relay.look_message(tx, me, number)
        return Matter(Kind.MESSAGE, accounts.by_id(tx, message.author_id), message=message)
    person = tx.db.get(Account, number) if kind == Kind.PROFILE else None
    if person is None or not person.sells:
        raise NoSuchThing
    return Matter(Kind.PROFILE, person)


def expect_to_make(tx: Tx, me: Account, thing: str) -> Matter:
    """Return something that I may report now; refuse just as reporting would."""
    found = seen(tx, me, thing)
    if found.person.id == me.id:
        raise ReportYourself
    mine = select(Report.thing).where(Report.reporter_id == me.id, Report.state.in_(OPEN))
    waiting = tx.db.execute(mine).scalars().all()
    if thing in waiting:
        raise AlreadyReported
    if len(waiting) >= tx.settings.reports_most:
        raise TooManyReports(tx.settings.reports_most)
    return found


def may_make(tx: Tx, me: Account, thing: str) -> bool:
    """Tell whether I may report this now."""
    try:
        expect_to_make(tx, me, thing)
    except Refusal:
        return False
    return True


# --- who has to do with it


def fit(tx: Tx, person_id: str, report: Report) -> bool:
    """Tell whether somebody has no part in it: neither of the two, nor in business with one.

    Nor does anyone judge what they have reported themselves.
    """
    both = (report.reporter_id, report.reported_id)
    if person_id in both or report.thing in tx.db.execute(_reported_by(person_id)).scalars():
        return False
    return not any(warnings.have_dealt(tx, person_id, one) for one in both)


def _reported_by(person_id: str) -> Select[str]:
    theirs = aliased(Report)
    return select(theirs.thing).where(theirs.reporter_id == person_id)


def judges(tx: Tx, report: Report) -> Sequence[AccountId]:
    """Return the moderators who may take it."""
    everyone = communities.moderators(tx, report.community_id)
    return [one for one in everyone if fit(tx, one, report)]


def role_of(tx: Tx, report: Report, person: Account) -> Role:
    """Return what this person is to this report. To whom it is about it is not there."""
    if person.id == report.reporter_id:
        return Role.ASKER
    may_have_it = report.state is ReportState.WAITING or report.moderator_id == person.id
    if may_have_it and _decides(tx, person, report):
        return Role.MODERATOR
    return Role.STRANGER


def reads(tx: Tx, me: Account, report: Report) -> bool:
    """Tell whether I see every report here, and have no part in this one."""
    return communities.may_read(tx, me, report.community_id) and fit(tx, me.id, report)


def has(tx: Tx, me: Account, report: Report) -> bool:
    """Tell whether I have it, or decided it, and so see all of it."""
    return report.moderator_id == me.id and _decides(tx, me, report)


def look(tx: Tx, me: Account, report_id: ReportId | str) -> Report:
    """Return this report to whoever made it, has it, may take it, or reads every one."""
    found = known(tx, report_id)
    if role_of(tx, found, me) is Role.STRANGER and not reads(tx, me, found):
        raise NoSuchThing
    return found


def own(tx: Tx, me: Account, report_id: ReportId | str) -> Report:
    """Return a report to whoever made it."""
    found = known(tx, report_id)
    if found.reporter_id != me.id:
        raise NoSuchThing
    return found


def to_take(tx: Tx, me: Account, report_id: ReportId | str) -> Report:
    """Return this report to every moderator without a part in it, whoever has it."""
    found = known(tx, report_id)
    if not _decides(tx, me, found):
        raise NoSuchThing
    return found


def expect(tx: Tx, me: Account, report_id: ReportId | str, verb: str) -> Report:
    """Return this report if I may do this to it now; refuse just as doing it would."""
    found = look(tx, me, report_id)
    REPORT.step(found, verb, role_of(tx, found, me), tx.now)
    return found


def expect_to_suspend(tx: Tx, me: Account, report_id: ReportId | str) -> tuple[Report, Gig]:
    """Return a report of a gig that I may take off the market now."""
    found = expect(tx, me, report_id, "uphold")
    gig = matter(tx, found).gig
    if gig is None:
        raise NoSuchThing
    if gig.state not in gigs.VISIBLE:
        raise NotOnTheMarket
    return found, gig


def verbs(tx: Tx, me: Account, report: Report) -> tuple[str, ...]:
    """Return what this person may do about it now: exactly the buttons to draw."""
    mine = REPORT.verbs(report, role_of(tx, report, me), tx.now)
    if "uphold" not in mine:
        return mine
    gig = matter(tx, report).gig
    on_sale = gig is not None and gig.state in gigs.VISIBLE
    return (*mine, "suspend") if on_sale else mine


def _decides(tx: Tx, person: Account, report: Report) -> bool:
    return communities.may_moderate(tx, person, report.community_id) and fit(tx, person.id, report)


# --- what it is about


def matter(tx: Tx, report: Report) -> Matter:
    """Return what is reported, whatever became of it since."""
    person = accounts.by_id(tx, report.reported_id)
    if report.kind is Kind.GIG:
        return Matter(Kind.GIG, person, gig=gigs.get(tx, report.number))
    if report.kind is Kind.MESSAGE:
        return Matter(Kind.MESSAGE, person, message=relay.get(tx, report.number))
    return Matter(Kind.PROFILE, person)


def about(tx: Tx, _me: Account, report: Report) -> Matter:
    """Return what is reported: whoever sees a report sees what of."""
    return matter(tx, report)


def reporter(tx: Tx, me: Account, report: Report) -> Account:
    """Return who reported it, to moderators and to themselves."""
    look(tx, me, report.id)
    return accounts.by_id(tx, report.reporter_id)


def thread(tx: Tx, me: Account, report: Report) -> Sequence[Message]:
    """Return what was said around a message, to the moderator who has the report, or reads all."""
    message = matter(tx, report).message
    if message is None or not (has(tx, me, report) or reads(tx, me, report)):
        return ()
    return relay.around(tx, message, before=BEFORE, after=AFTER)


def looks(tx: Tx, me: Account, report_id: ReportId | str) -> Sequence[datetime]:
    """Return when a moderator last looked into a report of mine, the latest first; never who."""
    return communities.looks(tx, own(tx, me, report_id).subject)


def ends_at(tx: Tx, _me: Account, report: Report) -> datetime | None:
    """Return when the clock will move it on, if it will."""
    found = (one.at for one in deadlines.of(tx, report.subject) if one.nth == 0)
    return next(found, None)


def open_about(tx: Tx, report: Report, reason: Reason | None) -> Sequence[Report]:
    """Return the other open reports of the same thing: for every reason, or for this one."""
    query = select(Report).where(
        Report.thing == report.thing, Report.state.in_(OPEN), Report.id != report.id
    )
    if reason is not None:
        query = query.where(Report.reason == reason)
    return tx.db.execute(query.order_by(Report.made_at, Report.id)).scalars().all()


def in_the_hands_of(tx: Tx, moderator: Account, community: str) -> Sequence[Report]:
    """Return every report that this moderator has here."""
    query = select(Report).where(
        Report.community_id == community,
        Report.moderator_id == moderator.id,
        Report.state == ReportState.TAKEN,
    )
    return tx.db.execute(query.order_by(Report.id)).scalars().all()


def suspended_gigs(tx: Tx, me: Account, account_id: AccountId | str) -> Sequence[Gig]:
    """Return somebody's gigs that were taken off the market, to a moderator without a part."""
    if not warnings.may_issue(tx, me, account_id):
        return ()
    return gigs.suspended(tx, account_id)


def expect_to_reinstate(tx: Tx, me: Account, gig_id: GigId | str) -> Gig:
    """Return a gig that was taken off the market, to a moderator who may give it back."""
    found = tx.db.get(Gig, gig_id)
    if found is None or found not in suspended_gigs(tx, me, found.seller_id):
        raise NoSuchThing
    return found


def duties(tx: Tx, me: Account, *, most: int) -> list[Duty[tuple[Report, str]]]:
    """Return the first reports that I have, may take, or may read; what falls due stands first.

    With each comes the title of the gig, or the name of the person.
    """
    office = communities.mine(tx, me)
    if office is None:
        return []
    held = and_(Report.state == ReportState.TAKEN, Report.moderator_id == me.id)
    to_do = or_(held, Report.state == ReportState.WAITING) if office.decides else false()
    seen_too = or_(to_do, Report.state.in_(OPEN)) if office.reads else to_do
    dealt = [
        warnings.paid_between(me.id, one).exists()
        for one in (Report.reporter_id, Report.reported_id)
    ]
    of_gig = Report.thing.startswith(GIG, autoescape=True)
    due = deadlines.end_of(REPORT.kind, Report.id).label("due")
    query = (
        select(Report, func.coalesce(Gig.title, Account.name), due, to_do.label("to_do"))
        .join(Account, Account.id == Report.reported_id)
        .outerjoin(Gig, of_gig & (Gig.id == func.substr(Report.thing, len(GIG) + 1)))
        .where(Report.community_id == office.community_id, seen_too)
        .where(Report.reported_id != me.id, Report.thing.not_in(_reported_by(me.id)), ~or_(*dealt))
        .order_by(case((to_do, 0), else_=1), due.asc().nulls_last(), Report.made_at, Report.id)
        .limit(most)
    )
    return [
        Duty(one.subject, (one, title), _claim(me, one, to_do=may), at, one.made_at, one.made_at)
        for one, title, at, may in tx.db.execute(query)
    ]


def _claim(me: Account, report: Report, *, to_do: bool) -> Claim:
    if not to_do:
        return Claim.READ
    return Claim.MINE if report.moderator_id == me.id else Claim.FREE
