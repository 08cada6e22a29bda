"""The forms behind an offer: the seller's offer, a new version of it, the buyer's counter-offer.

How many milestones there are is asked once; then each is asked about by itself, one modal or
five short questions. Everything can be changed again before it is sent.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.context import Context
from bot.forms import (
    Answers,
    Ask,
    Count,
    Each,
    Form,
    Line,
    Lines,
    One,
    Paragraph,
    Price,
)
from bot.registry import form
from bot.screens.offers import offer_card, stage_lines
from bot.ui import Fact, Option
from bot.ui import Line as Drawn
from core import gigs, offers
from core.gigs import Gig
from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.text import Text, _, _n, verbatim
from core.offers import Offer
from core.orders import UNLIMITED, Stage

AT_ONCE = "1"
SCOPE_LEAST = 10
REVISIONS = One(
    tuple(
        Option(n, _("As many as needed") if n == "unlimited" else verbatim(n))
        for n in offers.REVISIONS
    )
)
# `@name 50 3d logo`; without a name where a reply or the platform says who is meant.
IN_ONE_LINE = re.compile(
    r"(?:(?P<name>@\S+|\D\S*(?:\s\D\S*)*)\s+)?"
    r"(?P<price>\S*\d\S*(?:\s?(?:€|eur|euros?))?)\s+"
    r"(?P<days>\d{1,4})\s*(?:d|j|days?|jours?)?\s+"
    r"(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
YES_OR_NO = One((Option("yes", _("Yes")), Option("no", _("No"))))


class DealUnclear(Refusal):
    """A line that does not say all of it."""

    says = _(
        "Please write whom it is for, the price, the days and what you will do, as in "
        "“/deal @name 50 3d logo”. In a reply to their message the name may be left out."
    )


@form("offers.send")
def send(ctx: Context, subject: str) -> Form:
    """Offer somebody to work for them."""
    title, gig = _about(ctx, subject)
    return Form(
        "offers.send",
        title,
        *_asks(ctx, gig),
        submit=offers.send,
        then=offer_card,
        done=_("Sent. You will hear as soon as there is an answer."),
        send=_("Send the offer"),
        foresees=_together,
        about="occasion",
    )


@form("offers.revise")
def revise(ctx: Context, subject: str) -> Form:
    """Offer it otherwise."""
    return Form(
        "offers.revise",
        _("New version"),
        *_asks(ctx, _gig_of(ctx, subject)),
        submit=offers.revise,
        then=offer_card,
        done=_("Sent. It takes the place of the version before."),
        send=_("Send this version"),
        foresees=_together,
        about="offer",
    )


@form("offers.counter")
def counter(ctx: Context, _subject: str) -> Form:
    """Propose other terms."""
    return Form(
        "offers.counter",
        _("Counter-offer"),
        Ask("price", Price(_least, _most(ctx)),
            _("Total"), _("How much would you pay?")),
        Ask("days", Count(1, _days),
            _("Days"), _("In how many days would you like it?")),
        Ask("scope", Paragraph(least=SCOPE_LEAST, most=offers.SCOPE_MOST),
            _("What will be done"),
            _("What should be done? Change what you would like otherwise.")),
        submit=offers.counter,
        then=offer_card,
        done=_("Sent. If the seller agrees, you get a new version to accept."),
        send=_("Send the counter-offer"),
        about="offer",
    )  # fmt: skip


@form("offers.decline")
def decline(_ctx: Context, _subject: str) -> Form:
    """Say no."""
    return Form(
        "offers.decline",
        _("Decline the offer"),
        Ask("reason", Paragraph(most=offers.REASON_MOST),
            _("Why"), _("Would you like to say why? The seller can make a better offer then."),
            required=False),
        submit=offers.decline,
        then=offer_card,
        done=_("Declined. The seller has been told."),
        send=_("Decline"),
        about="offer",
        review=False,
    )  # fmt: skip


class Deal(NamedTuple):
    """An offer in one line: for whom, how much, how soon, what."""

    name: str
    price: Money
    days: int
    title: str


def deal_of(ctx: Context, person: str, price: str, days: str, title: str) -> Deal:
    """Read the arguments of a command, or all of them in its first one, as people type them."""
    if not price:
        found = IN_ONE_LINE.fullmatch(person.strip())
        if found is None:
            raise DealUnclear
        person, price, days, title = (found[part] or "" for part in IN_ONE_LINE.groupindex)
    settings = ctx.settings
    return Deal(
        name=person,
        price=Money(Price(_least, _most(ctx)).read(price, settings), settings.currency),
        days=Count(1, _days).read(days, settings),
        title=Line(least=offers.TITLE_LEAST, most=offers.TITLE_MOST).read(title, settings),
    )


def answers_of(offer: Offer) -> dict[str, Any]:
    """Return what an offer says, as its form keeps it."""
    terms = offer.terms
    given: dict[str, Any] = {
        "title": terms.title,
        "scope": terms.includes,
        "steps": str(len(terms.stages) or 1),
        "asks": "yes" if terms.questions else "no",
        "questions": [question.words for question in terms.questions] or None,
        "valid": max(1, (offer.expires_at - offer.sent_at).days),
    }
    if not terms.stages:
        return given | _figures("", terms.total, terms.days, terms.revisions)
    for nth, stage in enumerate(terms.stages, 1):
        name = f"stages{nth}_"
        given |= {f"{name}title": stage.title, f"{name}deliverable": stage.deliverable}
        given |= _figures(name, stage.price, stage.days, stage.revisions)
    return given


def counter_of(offer: Offer) -> dict[str, Any]:
    """Return the terms of an offer, for the buyer to change."""
    terms = offer.terms
    return {"price": terms.total.minor, "days": terms.days, "scope": terms.includes}


def _figures(name: str, price: Money, days: int, revisions: int) -> dict[str, Any]:
    kept = "unlimited" if revisions == UNLIMITED else str(revisions)
    return {f"{name}price": price.minor, f"{name}days": days, f"{name}revisions": kept}


def _about(ctx: Context, subject: str) -> tuple[Text, Gig | None]:
    """Return what the form is called and which gig it is based on; over, it says nothing."""
    if not subject:
        return _("Custom offer"), None
    try:
        why = ctx.ask(offers.occasion, subject)
    except Refusal:
        return _("Custom offer"), None
    return _("Offer for {name}").format(name=why.buyer.name), why.gig


def _gig_of(ctx: Context, offer: str) -> Gig | None:
    if not offer:
        return None
    found = ctx.ask(offers.look, offer).gig_id
    return None if found is None else ctx.ask(gigs.look_mine, found)


def _least(settings: MarketSettings) -> int:
    return settings.price_least


def _stage_least(settings: MarketSettings) -> int:
    return settings.milestone_price_least


def _most(ctx: Context) -> Any:
    return lambda settings: offers.price_cap(settings, ctx.me)


def _days(settings: MarketSettings) -> int:
    return settings.days_most


def _validity(settings: MarketSettings) -> int:
    return settings.offer_validity_most


def at_once(answers: Answers) -> bool:
    """Whether everything is paid in one go."""
    return answers.get("steps") == AT_ONCE


def stages(answers: Answers) -> int:
    """Return how many milestones there are."""
    steps = answers.get("steps")
    return int(steps) if isinstance(steps, str) and steps != AT_ONCE else 0


# fmt: off
def _asks(ctx: Context, gig: Gig | None) -> tuple[Ask | Each, ...]:
    """Return every question of an offer; the first modal holds those that depend on nothing."""
    settings = ctx.settings
    asks_much = gig is not None and bool(gig.requirements)
    price = Price(_least, _most(ctx))
    most = settings.milestones_most

    def once(answers: Answers) -> bool:
        return not most or at_once(answers)

    return (
        Ask("title",     Line(least=offers.TITLE_LEAST, most=offers.TITLE_MOST),
            _("Title"), _("What will you do? One line.")),
        Ask("scope",     Paragraph(least=SCOPE_LEAST, most=offers.SCOPE_MOST),
            _("What you will do"),
            _("Describe the work: what the buyer gets, in which form, and what is not included.")),
        Ask("steps",     _steps(most),
            _("Payment"), _("Is it paid at once, or in milestones?"),
            _("Milestones are delivered, accepted and paid one by one."),
            when=lambda _answers: most > 0),
        Ask("price",     price,
            _("Price"), _("What does it cost?"), when=once),
        Ask("days",      Count(1, _days),
            _("Days"), _("In how many days will you deliver?"), when=once),
        Ask("revisions", REVISIONS,
            _("Revisions"), _("How many revisions are included?"), when=once),
        _stages(price.high, most),
        Ask("asks",      YES_OR_NO,
            _("Questions for the buyer"),
            _("Shall the buyer answer the questions of your gig before you begin?"),
            when=lambda _answers: asks_much),
        Ask("questions", Lines(gigs.QUESTIONS_MOST, gigs.QUESTION_MOST),
            _("Questions for the buyer"),
            _("What do you need to know to begin? Up to five questions, one on each line."),
            _("For example: What is the name of your shop?"),
            required=False, when=lambda _answers: not asks_much),
        Ask("valid",     Count(1, _validity),
            _("Open for so many days"),
            _("For how many days can it be accepted? Skip this for a week."), required=False),
    )


def _stages(high: Any, most: int) -> Each:
    return Each(
        "stages",
        _("Milestone {n}"),
        (
            Ask("title",       Line(most=offers.STAGE_TITLE_MOST),
                _("Title"), _("What is this milestone called?")),
            Ask("deliverable", Paragraph(most=offers.DELIVERABLE_MOST),
                _("What is delivered"), _("What will the buyer get?")),
            Ask("price",       Price(_stage_least, high),
                _("Price"), _("What does it cost?")),
            Ask("days",        Count(1, _days),
                _("Days"), _("In how many days will you deliver it?")),
            Ask("revisions",   REVISIONS,
                _("Revisions"), _("How many revisions are included?")),
        ),
        most=most,
        count=stages,
        shown=_shown,
    )
# fmt: on


def _steps(most: int) -> One:
    several = range(offers.STAGES_LEAST, most + 1)
    return One(
        (
            Option(AT_ONCE, _("At once")),
            *(Option(str(n), _n("{n} milestone", "{n} milestones", n)) for n in several),
        )
    )


def _shown(n: int, own: Mapping[str, Any], settings: MarketSettings) -> tuple[Drawn, ...]:
    """Draw one milestone as the offer's card will."""
    if any(answer is None for answer in own.values()):
        return (Fact(Text("{n}.").format(n=n), _("not answered yet")),)
    stage = Stage(
        title=own["title"],
        deliverable=own["deliverable"],
        price=Money(own["price"], settings.currency),
        days=own["days"],
        revisions=offers.REVISIONS[own["revisions"]],
    )
    return tuple(stage_lines([stage], first=n))


def _together(_ctx: Context, _subject: str, values: Answers) -> tuple[Drawn, ...]:
    """Say what all milestones cost and take together."""
    each = values["stages"]
    if not each:
        return ()
    price = each[0]["price"]
    for own in each[1:]:
        price += own["price"]
    span = _n("{n} day", "{n} days", sum(own["days"] for own in each))
    return (Fact(_("In total"), Text("{price} · {days}").format(price=price, days=span)),)
