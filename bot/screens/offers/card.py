"""The live card of an offer: one message a person, whatever the version, redrawn in place."""

from bot.context import Context
from bot.registry import card
from bot.screens.offers.actions import (
    AcceptOffer,
    BeginOffer,
    CompareOffers,
    CounterOffer,
    DeclineCounter,
    DeclineOffer,
    ListOffers,
    ReviseOffer,
    ShowChanges,
    TakeCounter,
    WithdrawCounter,
    WithdrawOffer,
)
from bot.screens.offers.words import change_lines, days, revisions, shortened, stage_lines
from bot.screens.orders.actions import ShowOrder
from bot.screens.out_of_office import away_lines
from bot.ui import (
    Action,
    Button,
    Fact,
    Heading,
    Line,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    button,
    rows,
)
from core import gigs, offers, out_of_office, suspensions
from core.briefs import BriefState
from core.kit.ids import BriefId, CounterId, OfferId, OrderId
from core.kit.states import Role
from core.kit.text import Text, _, _n, verbatim
from core.offers import Counter, Offer, OfferState

GIST_MOST = 300  # characters of a scope below a counter-offer

# What a side may press, by the verb of the state table it leads to; the first comes first.
CHOICES: dict[str, tuple[type[Action], Text, Style]] = {
    "accept": (AcceptOffer, _("Accept the offer"), Style.GOOD),
    "counter": (CounterOffer, _("Counter-offer"), Style.PLAIN),
    "revise": (ReviseOffer, _("Send a new version"), Style.PLAIN),
    "decline": (DeclineOffer, _("Decline"), Style.PLAIN),
    "withdraw": (WithdrawOffer, _("Withdraw"), Style.GRAVE),
}
COUNTER_CHOICES: dict[str, tuple[type[Action], Text, Style]] = {
    "take": (TakeCounter, _("Agree to these terms"), Style.GOOD),
    "decline": (DeclineCounter, _("Keep my offer"), Style.PLAIN),
    "withdraw": (WithdrawCounter, _("Take my counter-offer back"), Style.PLAIN),
}

STATES: dict[OfferState, Text] = {
    OfferState.SENT: _("Sent"),
    OfferState.VIEWED: _("Seen"),
    OfferState.ACCEPTED: _("Accepted"),
    OfferState.DECLINED: _("Declined"),
    OfferState.WITHDRAWN: _("Withdrawn"),
    OfferState.EXPIRED: _("Expired"),
    OfferState.SUPERSEDED: _("Replaced"),
}

BUYER_SEES: dict[OfferState, Text] = {
    OfferState.SENT: _("{name} offers you this."),
    OfferState.VIEWED: _("{name} offers you this."),
    OfferState.ACCEPTED: _("You accepted this offer. Everything else happens in its order."),
    OfferState.DECLINED: _("This offer was declined."),
    OfferState.WITHDRAWN: _("{name} has withdrawn this offer."),
    OfferState.EXPIRED: _("This offer has expired. You can ask {name} for a new one."),
}

SELLER_SEES: dict[OfferState, Text] = {
    OfferState.SENT: _("Sent to {name}, who has not opened it yet."),
    OfferState.VIEWED: _("{name} has seen your offer."),
    OfferState.ACCEPTED: _("{name} accepted your offer. Everything else happens in its order."),
    OfferState.DECLINED: _("{name} does not take this offer."),
    OfferState.WITHDRAWN: _("You have withdrawn this offer."),
    OfferState.EXPIRED: _("This offer has expired. You can make {name} a new one."),
}

TONES: dict[OfferState, Tone] = {
    OfferState.ACCEPTED: Tone.GOOD,
    OfferState.DECLINED: Tone.GRAVE,
    OfferState.WITHDRAWN: Tone.GRAVE,
    OfferState.EXPIRED: Tone.GRAVE,
}


def offer_card(ctx: Context, offer: Offer, note: Text | None = None) -> Screen:
    """Show one offer to either side: how it stands, what it says, what can be done."""
    counter = ctx.ask(offers.counter_of, offer)
    return Screen(
        title=_("Offer: {title}").format(title=offer.terms.title),
        note=note,
        lines=(
            *_standing(ctx, offer),
            *_counter(ctx, offer, counter),
            *_bargain(ctx, offer, whole=counter is None),
        ),
        buttons=_buttons(ctx, offer, counter),
        tone=TONES.get(offer.state, Tone.BUSY),
        card=offer.card,
    )


@card("offers")
def live_card(ctx: Context, subject: str) -> Screen:
    """Redraw the card: the newest version of the offer one of whose versions this is."""
    return offer_card(ctx, ctx.ask(offers.newest, ctx.ask(offers.look, subject)))


def make_button(kind: str, thing: str, label: Text | None = None) -> Button:
    """Return the button that begins an offer on this occasion."""
    return button(label or _("Make an offer"), BeginOffer(kind, thing))


def brief_button(brief: BriefId | str) -> Button:
    """Return the button that shows the offers to a brief side by side."""
    return button(_("Compare the offers"), CompareOffers(BriefId(brief)))


def counter_buttons(ctx: Context, offer: Offer, counter: Counter) -> list[Button]:
    """Return what this side may do with a counter-offer now, straight from its table."""
    verbs = offers.counter_verbs(counter, _role(ctx, offer), ctx.now)
    return [
        button(label, action(CounterId(counter.id)), style)
        for action, label, style in (COUNTER_CHOICES[verb] for verb in verbs)
    ]


def _role(ctx: Context, offer: Offer) -> Role:
    return offers.role_of(offer, ctx.me)


def _standing(ctx: Context, offer: Offer) -> list[Line]:
    buys = _role(ctx, offer) is Role.BUYER
    name = ctx.ask(offers.counterpart, offer).name
    says = (BUYER_SEES if buys else SELLER_SEES).get(offer.state, STATES[offer.state])
    lines: list[Line] = [says.format(name=name)]
    if offer.reason:
        lines.append(Quote(offer.reason))
    if buys and offer.state in offers.OPEN:
        lines += away_lines(ctx, offer.seller_id)
    if offer.state in offers.OPEN and ctx.now < offer.expires_at:
        left = offer.expires_at - ctx.now
        lines.append(
            Fact(_("Open until"), _("{at} ({left} left)").format(at=offer.expires_at, left=left))
        )
    if buys and offer.state in offers.OPEN and not _can_be_ordered(ctx, offer):
        lines.append(Small(_("{name} takes no new orders at the moment.").format(name=name)))
    return lines


def _can_be_ordered(ctx: Context, offer: Offer) -> bool:
    return ctx.ask(suspensions.takes_orders, offer.seller_id)


def _counter(ctx: Context, offer: Offer, counter: Counter | None) -> list[Line]:
    """What the buyer would rather have, as the difference."""
    if counter is None:
        return []
    buys = _role(ctx, offer) is Role.BUYER
    name = ctx.ask(offers.counterpart, offer).name
    says = _("You proposed instead:") if buys else _("{name} proposes instead:").format(name=name)
    return [Heading(says), *change_lines(offers.changes(offer.terms, counter.terms))]


def _bargain(ctx: Context, offer: Offer, *, whole: bool) -> list[Line]:
    """What is offered; shortened where a counter-offer stands above it."""
    terms = offer.terms
    buys = _role(ctx, offer) is Role.BUYER
    price = Text("{total}") if buys else _("{total} ({net} for you)")
    lines: list[Line] = [
        Heading(_("What is offered")),
        Fact(_("Total"), price.format(total=terms.total, net=terms.net)),
        Fact(_("Delivery time"), days(terms.days)),
    ]
    if not terms.stages:
        lines.append(Fact(_("Revisions"), revisions(terms.revisions)))
    if offer.gig_id is not None:
        lines.append(Fact(_("Based on"), verbatim(ctx.ask(gigs.title_of, offer.gig_id))))
    lines.append(Quote(terms.includes if whole else shortened(terms.includes, GIST_MOST)))
    if terms.stages:
        count = len(terms.stages)
        lines.append(
            Heading(_n("{n} milestone, paid one by one", "{n} milestones, paid one by one", count))
        )
        lines += stage_lines(terms.stages, whole=whole)
    if terms.questions:
        asks = _n(
            "{n} question is asked before the work begins.",
            "{n} questions are asked before the work begins.",
            len(terms.questions),
        )
        lines.append(Small(asks))
    if offer.nth > 1:
        lines.append(Small(_("Version {nth}").format(nth=offer.nth)))
    return lines


def _buttons(ctx: Context, offer: Offer, counter: Counter | None) -> tuple[tuple[Button, ...], ...]:
    """Lay out exactly what this side may do now, straight from the state tables, then ways on."""
    role = _role(ctx, offer)
    first: list[Button] = []
    if offer.state is OfferState.ACCEPTED and offer.order_id is not None:
        first.append(button(_("Open the order"), ShowOrder(OrderId(offer.order_id)), Style.MAIN))
    if counter is not None:
        first += counter_buttons(ctx, offer, counter)
    able = offers.verbs(offer, role, ctx.now)
    if ctx.ask(out_of_office.away, offer.seller_id) is not None:
        able = tuple(verb for verb in able if verb != "accept")
    verbs = [verb for verb in CHOICES if verb in able]
    if not _can_be_ordered(ctx, offer):
        verbs = [verb for verb in verbs if verb not in ("accept", "revise")]
    moves = [
        button(label, action(OfferId(offer.id)), style)
        for action, label, style in (CHOICES[verb] for verb in verbs)
    ]
    return (*rows(first), *rows(moves[:1], 1), *rows((*moves[1:], *_more(ctx, offer))))


def _more(ctx: Context, offer: Offer) -> list[Button]:
    more = []
    role = _role(ctx, offer)
    if offer.nth > 1:
        more.append(button(_("What changed"), ShowChanges(OfferId(offer.id))))
    if role is Role.SELLER and offer.state not in (*offers.OPEN, OfferState.ACCEPTED):
        more.append(make_button("offer", offer.id, _("Make a new offer")))
    brief = ctx.ask(offers.brief_of, offer) if role is Role.BUYER else None
    if brief is not None and brief.state is BriefState.OPEN:
        more.append(brief_button(brief.id))
    more.append(button(_("My offers"), ListOffers(role, 0)))
    return more
