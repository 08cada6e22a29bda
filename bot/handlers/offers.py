"""Answers about offers."""

from bot import dialogue
from bot.context import Context
from bot.conversations.offers import Deal, answers_of, counter_of, deal_of
from bot.platform import OptionKind, PlaceKind
from bot.registry import Option, command, on
from bot.screens.offers import (
    AcceptOffer,
    BeginOffer,
    CompareOffers,
    ConfirmOffer,
    CounterOffer,
    DeclineCounter,
    DeclineOffer,
    ListOffers,
    MakeOffer,
    ReviseOffer,
    ShowChanges,
    ShowOffer,
    TakeCounter,
    WithdrawCounter,
    WithdrawOffer,
    accept_page,
    changes_page,
    choose_base,
    compare_page,
    deal_announced,
    deal_help,
    offer_card,
    offers_list,
)
from bot.screens.orders import order_card
from bot.ui import Screen
from core import accounts, briefs, offers
from core.accounts import Account
from core.kit.errors import NoSuchThing
from core.kit.states import Role
from core.kit.text import _

AboutOffer = AcceptOffer | ConfirmOffer | DeclineOffer | CounterOffer | ReviseOffer | WithdrawOffer
AboutCounter = TakeCounter | DeclineCounter | WithdrawCounter


def as_it_is(ctx: Context, press: AboutOffer) -> Screen:
    """Show the offer as it is now: its newest version."""
    return offer_card(ctx, ctx.ask(offers.newest, ctx.ask(offers.look, press.offer)))


def countered_as_it_is(ctx: Context, press: AboutCounter) -> Screen:
    """Show the offer as it is now, whatever became of the counter-offer."""
    _counter, offer = ctx.ask(offers.look_counter, press.counter)
    return offer_card(ctx, ctx.ask(offers.newest, offer))


@command("offers", _("/offers"), _("Offers made to you, and offers you made"), reads=True)
def everything(ctx: Context) -> Screen:
    """List the offers on the side this person is mostly on."""
    return offers_list(ctx, Role.SELLER if ctx.me.sells else Role.BUYER)


@command(
    "deal",
    _("/deal"),
    _("In a group: offer somebody a job"),
    Option("person", _("person"), _("Whom the offer is for"), required=True,
           kind=OptionKind.PERSON),
    Option("price", _("price"), _("What it costs"), required=True),
    Option("days", _("days"), _("In how many days you deliver"), required=True,
           kind=OptionKind.COUNT),
    Option("title", _("title"), _("What you will do, in a few words"), required=True),
)  # fmt: skip
def deal(ctx: Context, person: str, price: str, days: str, title: str) -> Screen:
    """Begin an offer to somebody in this group; both sides go on in private."""
    if ctx.place is PlaceKind.PRIVATE or not person:
        return deal_help()
    wanted = deal_of(ctx, person, price, days, title)
    buyer = ctx.do(
        offers.prepare,
        person=_person(ctx, wanted).id,
        title=wanted.title,
        price=wanted.price,
        days=wanted.days,
    )
    return deal_announced(ctx.me.name, buyer.name)


def _person(ctx: Context, wanted: Deal) -> Account:
    """Return whom a command names: as the platform says, else by a word."""
    for who in ctx.people:
        return ctx.do(
            accounts.meet,
            platform=who.platform,
            external_id=who.id,
            name=who.name,
            locale=who.locale,
        )
    if wanted.name.isdecimal():  # the platform's number for somebody who is no person
        raise NoSuchThing
    return ctx.ask(accounts.named, platform=ctx.platform, chat=ctx.chat, word=wanted.name)


@on(ListOffers, reads=True)
def turn_page(ctx: Context, press: ListOffers) -> Screen:
    """Look through the lists."""
    if press.side not in (Role.BUYER, Role.SELLER):
        raise NoSuchThing
    return offers_list(ctx, Role(press.side), page=max(0, press.page))


@on(ShowOffer)
def show(ctx: Context, press: ShowOffer) -> Screen:
    """Open one: its newest version."""
    return offer_card(ctx, ctx.do(offers.view, offer=press.offer))


@on(ShowChanges, reads=True)
def show_changes(ctx: Context, press: ShowChanges) -> Screen:
    """See what a version changed."""
    return changes_page(ctx, ctx.ask(offers.look, press.offer))


@on(CompareOffers, reads=True)
def compare(ctx: Context, press: CompareOffers) -> Screen:
    """See the offers to one's brief side by side."""
    return compare_page(ctx, ctx.ask(briefs.look_mine, press.brief))


# --- making one


@on(BeginOffer)
def begin(ctx: Context, press: BeginOffer) -> Screen:
    """Choose a gig to base it on, where there is a choice; else begin at once."""
    ctx.ask(offers.occasion, f"{press.kind}:{press.thing}:")
    based_on = ctx.ask(offers.bases)
    if based_on:
        return choose_base(press.kind, press.thing, based_on)
    return make(ctx, MakeOffer(press.kind, press.thing, ""))


@on(MakeOffer)
def make(ctx: Context, press: MakeOffer) -> Screen:
    """Open the form of an offer; the gig or the brief says what it is called."""
    named = f"{press.kind}:{press.thing}:{press.base}"
    why = ctx.ask(offers.occasion, named)
    given: dict[str, str] = {}
    if why.gig is not None:
        given["title"] = why.gig.title
        if why.gig.requirements:
            given["asks"] = "yes"
    elif why.brief is not None:
        given["title"] = why.brief.title
    return dialogue.open_form(ctx, offers.FORM, named, given)


@on(ReviseOffer, stale=as_it_is)
def revise(ctx: Context, press: ReviseOffer) -> Screen:
    """Open the offer's form with what it says now."""
    offer = ctx.ask(offers.expect, press.offer, "revise")
    return dialogue.open_form(ctx, "offers.revise", offer.id, answers_of(offer))


@on(WithdrawOffer, stale=as_it_is)
def withdraw(ctx: Context, press: WithdrawOffer) -> Screen:
    """Take it back."""
    return offer_card(ctx, ctx.do(offers.withdraw, offer=press.offer), _("Withdrawn."))


# --- answering one


@on(AcceptOffer, stale=as_it_is)
def think_about_accepting(ctx: Context, press: AcceptOffer) -> Screen:
    """Say what accepting means."""
    return accept_page(ctx, ctx.ask(offers.expect, press.offer, "accept"))


@on(ConfirmOffer, stale=as_it_is)
def accept(ctx: Context, press: ConfirmOffer) -> Screen:
    """Place the order on these terms; it is paid next."""
    return order_card(ctx, ctx.do(offers.accept, offer=press.offer, placed_in=ctx.public_place))


@on(DeclineOffer, stale=as_it_is)
def decline(ctx: Context, press: DeclineOffer) -> Screen:
    """Ask why, if they like to say."""
    offer = ctx.ask(offers.expect, press.offer, "decline")
    return dialogue.open_form(ctx, "offers.decline", offer.id)


@on(CounterOffer, stale=as_it_is)
def counter(ctx: Context, press: CounterOffer) -> Screen:
    """Show the terms as they are, each to be changed."""
    offer = ctx.ask(offers.expect, press.offer, "counter")
    return dialogue.open_form(ctx, "offers.counter", offer.id, counter_of(offer))


@on(TakeCounter, stale=countered_as_it_is)
def take(ctx: Context, press: TakeCounter) -> Screen:
    """Agree to a counter-offer."""
    offer = ctx.do(offers.take, counter=press.counter)
    note = _("Agreed. These terms are version {nth}: the buyer can accept it now.")
    return offer_card(ctx, offer, note.format(nth=offer.nth))


@on(DeclineCounter, stale=countered_as_it_is)
def decline_counter(ctx: Context, press: DeclineCounter) -> Screen:
    """Stay with the offer."""
    note = _("Your offer stands as it was. The buyer has been told.")
    return offer_card(ctx, ctx.do(offers.decline_counter, counter=press.counter), note)


@on(WithdrawCounter, stale=countered_as_it_is)
def withdraw_counter(ctx: Context, press: WithdrawCounter) -> Screen:
    """Take a counter-offer back."""
    note = _("Taken back. The offer stands as it was.")
    return offer_card(ctx, ctx.do(offers.withdraw_counter, counter=press.counter), note)
