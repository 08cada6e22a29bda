"""What people see of briefs: the page of one, the market of all, one's own."""

from bot.context import Context
from bot.registry import notice
from bot.screens.accounts import OpenCommand
from bot.screens.offers import CompareOffers, ShowOffer, make_button
from bot.ui import (
    Action,
    Button,
    Choice,
    Fact,
    Line,
    Menu,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
    rows,
)
from core import briefs, offers
from core.briefs import Brief, BriefState
from core.kit.ids import BriefId, OfferId
from core.kit.text import Text, _, _n, verbatim

MINE, MARKET = "mine", "market"


class ShowBrief(Action, frozen=True, wire="br.se"):
    """Look at this brief."""

    brief: BriefId


class ListBriefs(Action, frozen=True, wire="br.ls"):
    """Look through the market's briefs, or through one's own."""

    whose: str
    page: int


class CloseBrief(Action, frozen=True, wire="br.cl"):
    """Think about looking no more."""

    brief: BriefId


class ConfirmClose(Action, frozen=True, wire="br.ok"):
    """Look no more."""

    brief: BriefId


STATES: dict[BriefState, Text] = {
    BriefState.OPEN: _("Open"),
    BriefState.CHOSEN: _("An offer was chosen"),
    BriefState.CLOSED: _("Closed"),
    BriefState.EXPIRED: _("Expired"),
}


def brief_page(ctx: Context, brief: Brief, note: Text | None = None) -> Screen:
    """Show a brief to its buyer, or to a seller who may answer it."""
    mine = brief.buyer_id == ctx.me.id
    return Screen(
        title=_("Brief: {title}").format(title=brief.title),
        note=note,
        lines=(*_wanted(ctx, brief, mine=mine), *(_answers(ctx, brief) if mine else ())),
        buttons=_own_buttons(ctx, brief) if mine else _seller_buttons(ctx, brief),
        tone=Tone.BUSY if brief.state is BriefState.OPEN else Tone.CALM,
    )


def briefs_list(ctx: Context, whose: str, page: int = 0) -> Screen:
    """Show one page of briefs, each a press away."""
    own = whose == MINE
    found, more = ctx.ask(briefs.mine if own else briefs.open_ones, page=page)
    empty = (
        _("You have posted no brief yet. Say what you need, and sellers make you offers.")
        if own
        else _("Nobody is looking for anything at the moment. Have a look later.")
    )
    return Screen(
        title=_("My briefs") if own else _("Open briefs"),
        lines=() if found else (Small(empty),),
        menu=Menu(_("Open a brief"), tuple(_line(b, own=own) for b in found)) if found else None,
        buttons=(*rows(_pages(whose, page, more=more)), *rows(_ways(ctx, own=own))),
    )


def confirm_close(ctx: Context, brief: Brief) -> Screen:
    """Say what closing means, before it is done."""
    count = len(ctx.ask(offers.for_brief, brief.id))
    lines: list[Line] = [_("Sellers will no longer see it.")]
    if count:
        says = _n(
            "{n} offer is waiting for your answer: it is declined.",
            "{n} offers are waiting for your answer: they are declined.",
            count,
        )
        lines.append(says)
    return Screen(
        title=_("Close this brief?"),
        lines=tuple(lines),
        buttons=rows(
            (
                button(_("Close it"), ConfirmClose(BriefId(brief.id)), Style.GRAVE),
                button(_("Back to the brief"), ShowBrief(BriefId(brief.id))),
            )
        ),
        tone=Tone.GRAVE,
    )


@notice("briefs.expired")
def expired(ctx: Context, subject: str) -> Screen:
    """Two weeks are over."""
    brief = ctx.ask(briefs.look_mine, subject)
    return Screen(
        title=_("Brief: {title}").format(title=brief.title),
        lines=(
            _("Your brief has expired: sellers no longer see it."),
            Small(_("Offers you already have stay open. You can post it once more.")),
        ),
        buttons=rows(
            (
                button(_("Look at the brief"), ShowBrief(BriefId(brief.id)), Style.MAIN),
                button(_("Post a brief"), OpenCommand("brief")),
            )
        ),
    )


def _wanted(ctx: Context, brief: Brief, *, mine: bool) -> list[Line]:
    lines: list[Line] = []
    if not mine:
        name = ctx.ask(briefs.poster, brief).name
        lines.append(Fact(_("Buyer"), verbatim(name)))
    elif brief.state is not BriefState.OPEN:
        lines.append(STATES[brief.state])
    lines += [
        Fact(_("Budget"), _budget(brief)),
        Fact(_("Needed in"), _time(brief)),
        Quote(brief.wanted),
    ]
    end = ctx.ask(briefs.ends_at, brief)
    if mine and end is not None:
        lines.append(Small(_("Sellers see it until {end}.").format(end=end)))
    return lines


def _answers(ctx: Context, brief: Brief) -> list[Line]:
    count = len(ctx.ask(offers.for_brief, brief.id))
    if count:
        return [_n("{n} seller made you an offer.", "{n} sellers made you an offer.", count)]
    if brief.state is BriefState.OPEN:
        return [_("No seller has answered yet. You will hear as soon as one does.")]
    return []


def _own_buttons(ctx: Context, brief: Brief) -> tuple[tuple[Button, ...], ...]:
    brief_id = BriefId(brief.id)
    buttons = []
    if ctx.ask(offers.for_brief, brief.id):
        buttons.append(button(_("Compare the offers"), CompareOffers(brief_id), Style.MAIN))
    if "close" in ctx.ask(briefs.verbs, brief):
        buttons.append(button(_("Close the brief"), CloseBrief(brief_id), Style.GRAVE))
    buttons.append(button(_("My briefs"), ListBriefs(MINE, 0)))
    return rows(buttons)


def _seller_buttons(ctx: Context, brief: Brief) -> tuple[tuple[Button, ...], ...]:
    made = ctx.ask(offers.to_brief, brief.id)
    if made is not None:
        first = button(_("Look at my offer"), ShowOffer(OfferId(made.id)), Style.MAIN)
    else:
        first = make_button("brief", brief.id)
    return ((first,), (button(_("Open briefs"), ListBriefs(MARKET, 0)),))


def _line(brief: Brief, *, own: bool) -> Choice:
    state = STATES[brief.state]
    hint = Text("{budget} · {time}").format(budget=_budget(brief), time=_time(brief))
    hint = state if own and brief.state is not BriefState.OPEN else hint
    return choice(verbatim(brief.title), ShowBrief(BriefId(brief.id)), hint)


def _budget(brief: Brief) -> Text:
    if brief.budget is None:
        return _("open to offers")
    return _("about {budget}").format(budget=brief.budget)


def _time(brief: Brief) -> Text:
    return _("no hurry") if brief.days is None else _n("{n} day", "{n} days", brief.days)


def _pages(whose: str, page: int, *, more: bool) -> list[Button]:
    buttons = []
    if page > 0:
        buttons.append(button(_("Newer"), ListBriefs(whose, page - 1)))
    if more:
        buttons.append(button(_("Older"), ListBriefs(whose, page + 1)))
    return buttons


def _ways(ctx: Context, *, own: bool) -> list[Button]:
    ways = [button(_("Post a brief"), OpenCommand("brief"), Style.MAIN if own else Style.PLAIN)]
    if own and ctx.me.sells:
        ways.append(button(_("Open briefs"), ListBriefs(MARKET, 0)))
    if not own:
        ways.append(button(_("My briefs"), ListBriefs(MINE, 0)))
    return ways
