"""Who may do and see what: the whole of it on one page.

The bot asks it wherever something is answered, told or handed out, in one place; whoever may not
see a thing is answered as if there were none. *When* something can be done is the state tables'
to say, and every verb of the market looks once more by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple


class Who(StrEnum):
    """What somebody is to a thing, or to the market. One person may be several of these."""

    EVERYBODY = "everybody"
    BUYER = "buyer"  # who pays for it, or looks for it
    SELLER = "seller"  # who works for it, or offers it
    PASSER_BY = "passer-by"  # anybody, while it is on the market
    MAKER = "maker"  # whose own it is, or who said it
    ADDRESSEE = "addressee"  # to whom it was said
    CALLED = "moderator called"  # may take the case now
    DECIDER = "moderator deciding"  # decides cases here, and has no part in this one
    JUDGE = "moderator in charge"  # has the case
    READER = "moderator reading"  # sees every case here, and has no part in this one
    OWNER = "owner"  # of the community
    OPERATOR = "operator"  # an owner whom the settings name


class Way(StrEnum):
    """How something reaches a person."""

    DOES = "does"  # presses a button, or types a command
    FILLS = "fills"  # fills in a form
    HEARS = "hears"  # is told of it, or has its card
    GETS = "gets"  # is handed a paper


class Row(NamedTuple):
    """About which thing: these people may do these things, fill, hear and get those."""

    about: str
    who: tuple[Who, ...]
    does: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    hears: tuple[str, ...] = ()
    gets: tuple[str, ...] = ()


# What begins something new, or lets one look around for it: closed to whoever is banned.
CLOSED_TO_BANNED = frozenset({
    "accounts.start_selling", "accounts.show_seller", "briefs.post", "briefs.look_around",
    "briefs.turn_page", "briefs.show", "checkout.begin", "checkout.set_quantity",
    "checkout.place", "gigs.sell", "gigs.publish", "gigs.show", "gigs.show_by_number",
    "gigs.manage", "gigs.edit", "gigs.resume", "gigs.restore", "gigs.edit_words",
    "gigs.edit_packages", "gigs.edit_questions", "gigs.edit_cover", "linking.show_link",
    "linking.enter", "linking.link", "linking.unlink", "offers.deal", "offers.begin",
    "offers.make", "offers.send", "offers.revise", "offers.counter", "offers.take",
    "offers.think_about_accepting", "offers.accept", "search.look", "search.turn_page",
    "search.other_words", "search.choose", "search.narrow", "search.widen", "search.look_for",
})  # fmt: skip


class Right(NamedTuple):
    """Who may do one thing, and about what."""

    about: str
    who: frozenset[Who]


EVERYBODY, BUYER, SELLER, PASSER_BY, MAKER, ADDRESSEE = list(Who)[:6]
CALLED, DECIDER, JUDGE, READER, OWNER, OPERATOR = list(Who)[6:]
SIDES = (BUYER, SELLER)
IN_OFFICE = (DECIDER, READER, OWNER, OPERATOR)
MARKET = ""  # about no thing in particular
TWOFOLD = frozenset({"occasion", "matter"})  # a press says of which kind it is, and which one

# Who may know that a thing is there.
SEEN_BY: Mapping[str, tuple[Who, ...]] = {
    MARKET: IN_OFFICE,
    "order": SIDES,
    "gig": (SELLER, PASSER_BY),
    "offer": SIDES,
    "counter": SIDES,
    "brief": (BUYER, PASSER_BY),
    "occasion": (SELLER,),
    "cancellation": SIDES,
    "request": SIDES,
    "dispute": (*SIDES, CALLED, JUDGE, READER),
    "decision": (JUDGE,),
    "payment": (BUYER,),
    "repayment": (BUYER,),
    "clearing": (SELLER,),
    "milestone": SIDES,
    "draft": (MAKER,),
    "ticket": (MAKER, CALLED, JUDGE),
    "message": (MAKER, ADDRESSEE),
    "conversation": (MAKER,),
    "absence": (MAKER,),
    "warning": (ADDRESSEE, DECIDER),
    "matter": (MAKER, PASSER_BY, ADDRESSEE),
    "report": (MAKER, CALLED, JUDGE, READER),
    "suspended": (DECIDER,),
    "person": (OWNER, OPERATOR),
    "invitation": (OWNER, OPERATOR),
}

# fmt: off
RIGHTS: tuple[Row, ...] = (
    Row(MARKET, (EVERYBODY,), does=(
        "accounts.start", "accounts.menu", "accounts.show_help", "accounts.profile",
        "accounts.open_command", "accounts.start_selling", "preferences.language",
        "preferences.choose", "glossary.look_up", "glossary.show", "glossary.turn",
        "search.look", "search.turn_page", "search.other_words", "search.choose", "search.narrow",
        "search.widen", "gigs.sell", "gigs.publish", "gigs.list_mine", "gigs.list_again",
        "gigs.show_by_number", "briefs.post", "briefs.look_around", "briefs.turn_page",
        "offers.deal", "offers.everything", "offers.turn_page", "orders.everything",
        "orders.turn_page", "payments.wallet", "payments.turn_page", "repayments.list_payments",
        "earnings.everything", "earnings.show", "earnings.look_into", "communities.moderators",
        "communities.list_moderators", "communities.take_office",
        "communities.think_about_resigning", "communities.resign", "support.show_support",
        "support.list_tickets", "support.open_ticket", "out_of_office.plan",
        "out_of_office.show", "warnings.show_warnings", "warnings.list_warnings",
        "relay.show_messages", "relay.list_conversations", "relay.write",
        "accounts.show_seller", "response_rate.show_inquiries", "linking.show_link", "linking.show",
        "linking.make_code", "linking.enter", "linking.link", "linking.think_about_unlinking",
        "linking.unlink",
    ), fills=("accounts.start_selling", "briefs.post", "gigs.publish", "search.look_for",
              "support.open", "out_of_office.declare", "offers.send", "relay.write",
              "linking.enter"),
       hears=("communities.changed", "communities.dismissed", "suspensions.ended",
              "linking.linked", "bans.banned", "bans.lifted")),
    Row(MARKET, IN_OFFICE, does=("communities.moderate", "communities.look_at_work")),
    Row(MARKET, (OWNER, OPERATOR), does=("communities.invite", "communities.appoint")),
    Row("person", (OWNER, OPERATOR), does=(
        "communities.show", "communities.change", "communities.think_about_dismissing",
        "communities.dismiss", "bans.think_about_banning", "bans.lift",
    ), fills=("bans.ban",), hears=("communities.appointed", "communities.resigned")),
    Row("person", (DECIDER,), does=("warnings.show_person", "warnings.warn"),
        fills=("warnings.issue",)),
    Row("invitation", (OWNER, OPERATOR), does=(
        "communities.show_invitation", "communities.withdraw_invitation")),

    Row("draft", (MAKER,), does=(
        "drafts.pick", "drafts.toggle", "drafts.finish", "drafts.skip", "drafts.back",
        "drafts.change", "drafts.go_on", "drafts.submit", "drafts.pause", "drafts.drop",
    ), hears=("offers.prepared",)),

    Row("gig", (SELLER, PASSER_BY), does=("gigs.show",)),
    Row("gig", (PASSER_BY,), does=("checkout.begin", "checkout.set_quantity", "checkout.place")),
    Row("gig", (SELLER,), does=(
        "gigs.manage", "gigs.edit", "gigs.pause", "gigs.resume", "gigs.archive", "gigs.restore",
    ), fills=("gigs.edit_words", "gigs.edit_packages", "gigs.edit_questions", "gigs.edit_cover"),
       hears=("gigs.suspended", "gigs.reinstated")),

    Row("brief", (BUYER, PASSER_BY), does=("briefs.show",)),
    Row("brief", (BUYER,), does=("briefs.think_about_closing", "briefs.close", "offers.compare"),
        hears=("briefs.expired",)),

    Row("occasion", (SELLER,), does=("offers.begin", "offers.make")),
    Row("offer", SIDES, does=("offers.show", "offers.show_changes"),
        hears=("offers.card", "offers.expired", "offers.expiring")),
    Row("offer", (BUYER,), does=(
        "offers.think_about_accepting", "offers.accept", "offers.decline", "offers.counter",
    ), fills=("offers.counter", "offers.decline"),
       hears=("offers.sent", "offers.revised", "offers.withdrawn", "offers.counter_taken",
              "offers.counter_declined")),
    Row("offer", (SELLER,), does=("offers.revise", "offers.withdraw"), fills=("offers.revise",),
        hears=("offers.accepted", "offers.declined", "offers.countered", "offers.reopened")),
    Row("counter", (SELLER,), does=("offers.take", "offers.decline_counter")),
    Row("counter", (BUYER,), does=("offers.withdraw_counter",)),

    Row("order", SIDES, does=(
        "orders.show", "orders.answers", "orders.think_about_cancelling", "orders.cancel",
        "deliveries.get_files", "cancellations.ask", "resolution.show", "resolution.make",
        "disputes.open_case", "relay.write_about", "relay.reply_about",
    ), fills=("cancellations.ask", "resolution.extend", "resolution.extra", "resolution.modify",
              "resolution.refund", "disputes.open", "relay.order"),
       hears=("orders.card", "orders.cancelled", "orders.completed", "settlements.settled",
              "cancellations.nothing_delivered")),
    Row("order", (BUYER,), does=(
        "payments.pay", "orders.abandon", "orders.answer", "orders.think_about_accepting",
        "orders.accept", "orders.accept_and_stop", "orders.think_about_stopping", "orders.stop",
        "deliveries.ask_for_changes", "cancellations.think_about_calling_off",
        "cancellations.call_off",
    ), fills=("orders.answer", "deliveries.request_revision"),
       hears=("orders.expired", "orders.skipped", "orders.answers_wanted", "orders.review_ends",
              "deliveries.made", "milestones.funding_wanted")),
    Row("order", (SELLER,), does=("orders.skip", "deliveries.deliver"),
        fills=("deliveries.deliver",),
        hears=("orders.paid", "orders.answered", "deliveries.revision_requested")),
    Row("milestone", SIDES, hears=("milestones.released",)),
    Row("milestone", (BUYER,), does=(
        "milestones.think_about_paying", "milestones.fund", "milestones.accept_and_fund")),
    Row("milestone", (SELLER,), hears=("milestones.funded",)),
    Row("payment", (BUYER,), does=("repayments.think_about_asking", "repayments.ask"),
        hears=("payments.kept",)),
    Row("repayment", (BUYER,), hears=("repayments.sent", "repayments.failed")),
    Row("clearing", (SELLER,), hears=("earnings.cleared",)),

    Row("cancellation", SIDES, does=(
        "cancellations.think_about_agreeing", "cancellations.agree", "cancellations.decline",
        "cancellations.withdraw",
    ), hears=("cancellations.asked", "cancellations.answer_wanted", "cancellations.declined",
              "cancellations.unanswered", "cancellations.withdrawn")),
    Row("request", SIDES, does=(
        "resolution.look", "resolution.agree", "resolution.decline", "resolution.withdraw",
    ), hears=("resolution.asked", "resolution.answer_wanted", "resolution.agreed",
              "resolution.declined", "resolution.withdrawn")),
    Row("request", (BUYER,), does=("resolution.pay",), hears=("resolution.to_pay",)),

    Row("dispute", (*SIDES, CALLED, JUDGE, READER), does=("disputes.show",)),
    Row("dispute", (*SIDES, JUDGE, READER),
        does=("disputes.get_evidence", "disputes.get_case_file", "disputes.read_messages",
              "disputes.read_message"),
        gets=("disputes.pdf", "disputes.json")),
    Row("dispute", SIDES, does=(
        "disputes.answer", "disputes.think_about_settling", "disputes.choose", "disputes.propose",
        "disputes.accept", "disputes.seal", "disputes.reply", "disputes.appeal",
    ), fills=("disputes.answer", "disputes.share", "disputes.seal", "disputes.reply",
              "disputes.appeal"),
       hears=("disputes.opened", "disputes.answer_wanted", "disputes.answered",
              "disputes.passed_over", "disputes.proposed", "disputes.settle_wanted",
              "disputes.referred", "disputes.taken", "disputes.asked", "disputes.decided",
              "disputes.appeal_ends", "disputes.appealed", "disputes.ended")),
    Row("dispute", (DECIDER, JUDGE), does=("disputes.take",)),
    Row("dispute", (CALLED,), hears=("disputes.waiting",)),
    Row("dispute", (JUDGE,),
        does=("disputes.hand_back", "disputes.ask", "disputes.think_about_deciding"),
        fills=("disputes.ask", "disputes.decide"),
        hears=("disputes.replied", "disputes.decision_wanted", "disputes.closed")),
    Row("decision", (JUDGE,), does=("disputes.check", "disputes.give")),

    Row("absence", (MAKER,), does=(
        "out_of_office.come_back", "out_of_office.allow_writing", "out_of_office.forbid_writing",
    ), hears=("out_of_office.over",)),
    Row("conversation", (MAKER,), does=(
        "relay.show", "relay.think_about_blocking", "relay.block", "relay.call_spam",
        "relay.unblock")),
    Row("message", (MAKER, ADDRESSEE), does=("relay.show_message", "relay.reply")),
    Row("message", (MAKER, ADDRESSEE), does=("relay.answer",), fills=("relay.answer",)),
    Row("message", (MAKER,), hears=("relay.stuck", "relay.arrived")),
    Row("message", (ADDRESSEE,), hears=("relay.said",)),

    Row("warning", (ADDRESSEE, DECIDER), does=("warnings.show",)),
    Row("warning", (ADDRESSEE,), does=("warnings.appeal",), fills=("warnings.appeal",),
        hears=("warnings.issued", "warnings.upheld", "warnings.lifted", "warnings.expired")),
    Row("warning", (DECIDER,), does=("warnings.uphold", "warnings.lift"),
        fills=("warnings.uphold", "warnings.lift"), hears=("warnings.appealed",)),

    Row("matter", (PASSER_BY, ADDRESSEE), does=("reports.report",), fills=("reports.make",)),
    Row("report", (MAKER, CALLED, JUDGE, READER), does=("reports.show",)),
    Row("report", (MAKER,), hears=("reports.upheld", "reports.dismissed")),
    Row("report", (CALLED,), hears=("reports.waiting",)),
    Row("report", (DECIDER, JUDGE), does=("reports.take",)),
    Row("report", (JUDGE, READER), does=("reports.get_files",)),
    Row("report", (JUDGE,), does=(
        "reports.uphold", "reports.suspend", "reports.dismiss", "reports.hand_back",
    ), fills=("reports.uphold", "reports.suspend"), hears=("reports.decision_wanted",)),
    Row("suspended", (DECIDER,), does=("reports.reinstate",)),

    Row("ticket", (MAKER, CALLED, JUDGE), does=("support.show",)),
    Row("ticket", (MAKER, JUDGE), does=("support.close",)),
    Row("ticket", (MAKER,), does=("support.write", "support.reopen"),
        fills=("support.write", "support.reopen"),
        hears=("support.answered", "support.asked", "support.closing", "support.closed")),
    Row("ticket", (CALLED,), hears=("support.waiting",)),
    Row("ticket", (DECIDER, JUDGE), does=("support.take",)),
    Row("ticket", (JUDGE,), does=("support.answer", "support.ask_back", "support.hand_back"),
        fills=("support.answer", "support.ask"),
        hears=("support.written", "support.answer_wanted")),
)
# fmt: on


def _by_name(rows: Iterable[Row]) -> Iterator[tuple[tuple[Way, str], Right]]:
    for row in rows:
        for way in Way:
            for name in getattr(row, way):
                yield (way, name), Right(row.about, frozenset(row.who))


BY_NAME: Mapping[tuple[Way, str], Right] = dict(_by_name(RIGHTS))
assert len(BY_NAME) == len(list(_by_name(RIGHTS))), "two rows about the same"
