"""What people are told about offers when somebody else, or the clock, did something."""

from collections.abc import Sequence

from bot import dialogue
from bot.context import Context
from bot.registry import notice
from bot.screens.offers.actions import ShowOffer
from bot.screens.offers.card import brief_button, counter_buttons, make_button
from bot.screens.offers.words import change_lines, in_short
from bot.ui import Button, Line, Quote, Screen, Style, Tone, button, rows
from core import drafts, offers
from core.briefs import BriefState
from core.kit.errors import TooLate
from core.kit.ids import OfferId
from core.kit.states import Role
from core.kit.text import Text, _
from core.offers import Offer


@notice("offers.prepared")
def prepared(ctx: Context, subject: str) -> Screen:
    """A seller named somebody in a group; what they wrote there is the beginning of an offer."""
    return dialogue.go_on(ctx, ctx.ask(drafts.get, subject))


@notice("offers.sent")
def sent(ctx: Context, subject: str) -> Screen:
    """The buyer has something to decide."""
    offer = _open(ctx, subject)
    brief = ctx.ask(offers.brief_of, offer)
    if brief is None or brief.state is not BriefState.OPEN:
        return _told(ctx, offer, _("{name} made you an offer."), *_gist(offer))
    says = _("{name} answers your brief “{brief}” with an offer.").format(brief=brief.title)
    return _told(ctx, offer, says, *_gist(offer), buttons=[brief_button(brief.id)])


@notice("offers.revised")
def revised(ctx: Context, subject: str) -> Screen:
    """There is a newer version."""
    offer = _open(ctx, subject)
    says = _("{name} changed the offer. This is version {nth}:").format(nth=offer.nth)
    return _told(ctx, offer, says, *_difference(ctx, offer))


@notice("offers.countered")
def countered(ctx: Context, subject: str) -> Screen:
    """The buyer would rather have other terms."""
    offer = _open(ctx, subject)
    counter = ctx.ask(offers.counter_of, offer)
    if counter is None:
        raise TooLate
    lines = change_lines(offers.changes(offer.terms, counter.terms))
    says = _("{name} answers your offer with a counter-offer:")
    return _told(ctx, offer, says, *lines, first=counter_buttons(ctx, offer, counter))


@notice("offers.counter_taken")
def counter_taken(ctx: Context, subject: str) -> Screen:
    """The seller agreed to what the buyer proposed."""
    offer = _open(ctx, subject)
    says = _("{name} agrees to your terms. They are version {nth} of the offer, for you to accept:")
    return _told(ctx, offer, says.format(nth=offer.nth), *_difference(ctx, offer))


@notice("offers.counter_declined")
def counter_declined(ctx: Context, subject: str) -> Screen:
    """The seller stays with the offer as it is."""
    offer = _open(ctx, subject)
    says = _("{name} keeps the offer as it was. You can still accept it:")
    return _told(ctx, offer, says, *_gist(offer))


@notice("offers.accepted")
def accepted(ctx: Context, subject: str) -> Screen:
    """An order was placed on these terms."""
    offer = ctx.ask(offers.look, subject)
    says = _(
        "{name} accepted version {nth} of your offer. "
        "The work begins when it is paid: you will hear at once."
    )
    return _told(ctx, offer, says.format(nth=offer.nth), *_gist(offer), tone=Tone.GOOD)


@notice("offers.declined")
def declined(ctx: Context, subject: str) -> Screen:
    """The buyer does not want it, or found somebody else."""
    offer = ctx.ask(offers.look, subject)
    brief = ctx.ask(offers.brief_of, offer)
    if brief is not None and brief.state is not BriefState.OPEN:
        over = _("{name} closed the brief “{brief}”, so your offer is over.")
        says = over.format(brief=brief.title)
    elif offer.reason:
        says = _("{name} declined your offer, and says why:")
    else:
        says = _("{name} declined your offer.")
    lines = [Quote(offer.reason)] if offer.reason else []
    return _told(ctx, offer, says, *lines, tone=Tone.GRAVE)


@notice("offers.withdrawn")
def withdrawn(ctx: Context, subject: str) -> Screen:
    """The seller took it back."""
    offer = ctx.ask(offers.look, subject)
    return _told(ctx, offer, _("{name} has withdrawn the offer."), tone=Tone.GRAVE)


@notice("offers.expiring")
def expiring(ctx: Context, subject: str) -> Screen:
    """A day is left."""
    offer = _open(ctx, subject)
    if offer.id != subject or offer.expires_at <= ctx.now:
        raise TooLate
    says = _("{left} left to accept the offer of {name}.")
    return _told(ctx, offer, says.format(left=offer.expires_at - ctx.now), *_gist(offer))


@notice("offers.expired")
def expired(ctx: Context, subject: str) -> Screen:
    """Nobody accepted it in time."""
    offer = ctx.ask(offers.look, subject)
    if offers.role_of(offer, ctx.me) is Role.BUYER:
        return _told(ctx, offer, _("The offer of {name} has expired."), tone=Tone.GRAVE)
    again = make_button("offer", offer.id, _("Make a new offer"))
    says = _("Your offer to {name} has expired.")
    return _told(ctx, offer, says, buttons=[again], tone=Tone.GRAVE)


@notice("offers.reopened")
def reopened(ctx: Context, subject: str) -> Screen:
    """It was accepted, and not paid."""
    offer = _open(ctx, subject)
    says = _("{name} accepted your offer but did not pay in time. It is open again until {end}.")
    return _told(ctx, offer, says.format(end=offer.expires_at))


def _open(ctx: Context, subject: str) -> Offer:
    """Return the newest version, or refuse: what is over is told by something else."""
    offer = ctx.ask(offers.newest, ctx.ask(offers.look, subject))
    if offer.state not in offers.OPEN:
        raise TooLate
    return offer


def _gist(offer: Offer) -> list[Line]:
    return [in_short(offer.terms)]


def _difference(ctx: Context, offer: Offer) -> list[Line]:
    old = ctx.ask(offers.before, offer)
    return change_lines(offers.changes(old.terms, offer.terms)) if old is not None else []


def _told(
    ctx: Context,
    offer: Offer,
    says: Text,
    *lines: Line,
    first: Sequence[Button] = (),
    buttons: Sequence[Button] = (),
    tone: Tone = Tone.BUSY,
) -> Screen:
    """Say what happened to which offer; if nothing else comes first, looking at it is next."""
    name = ctx.ask(offers.counterpart, offer).name
    style = Style.PLAIN if first else Style.MAIN
    look = button(_("Look at the offer"), ShowOffer(OfferId(offer.id)), style)
    return Screen(
        title=_("Offer: {title}").format(title=offer.terms.title),
        lines=(says.format(name=name), *lines),
        buttons=(*rows(first), *rows((look, *buttons))),
        tone=tone,
    )
