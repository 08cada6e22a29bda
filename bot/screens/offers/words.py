"""How terms are put into words: in one line, step by step, or as what is different."""

from collections.abc import Iterable, Sequence

from bot.ui import Fact, Heading, Line, Quote
from core.kit.money import Money
from core.kit.text import Text, _, _n, verbatim
from core.offers import Change, Part
from core.orders import UNLIMITED, Stage, Terms

QUOTED_MOST = 500  # characters of a scope that is shown beside another one


def days(count: int) -> Text:
    """Write a number of days."""
    return _n("{n} day", "{n} days", count)


def revisions(count: int) -> Text:
    """Write how often changes may be asked for."""
    return _("as many as needed") if count == UNLIMITED else Text("{n}").format(n=count)


def in_short(terms: Terms) -> Text:
    """Write the three figures of a bargain."""
    if terms.stages:
        return Text("{price} · {days} · {stages}").format(
            price=terms.total,
            days=days(terms.days),
            stages=_n("{n} milestone", "{n} milestones", len(terms.stages)),
        )
    return _figures(terms.total, terms.days, terms.revisions)


def stage_lines(stages: Iterable[Stage], *, first: int = 1, whole: bool = True) -> list[Line]:
    """Write milestones, each on a line: its figures, and on the `whole` also what it brings."""
    lines: list[Line] = []
    for nth, stage in enumerate(stages, first):
        title = Text("{n}. {title}").format(n=nth, title=stage.title)
        says = _figures(stage.price, stage.days, stage.revisions)
        if whole and stage.deliverable:
            brings = " ".join(stage.deliverable.split())
            says = Text("{figures} – {brings}").format(figures=says, brings=brings)
        lines.append(Fact(title, says))
    return lines


def change_lines(changes: Sequence[Change]) -> list[Line]:
    """Write what is different, the figures first and the long words last."""
    return [line for change in changes for line in _change(change)]


def _figures(price: Money, count: int, changes: int) -> Text:
    return _("{price} · {days} · revisions: {revisions}").format(
        price=price, days=days(count), revisions=revisions(changes)
    )


def _change(change: Change) -> list[Line]:
    before, after = change.before, change.after
    match change.part:
        case Part.PRICE:
            return [_arrow(_("Total"), _money(before), _money(after))]
        case Part.DAYS:
            return [_arrow(_("Delivery time"), days(before.days), days(after.days))]
        case Part.REVISIONS:
            return [_arrow(_("Revisions"), revisions(before.revisions), revisions(after.revisions))]
        case Part.STAGES:
            return [Heading(_("With these milestones")), *_stages_now(after)]
        case Part.TITLE:
            return [_arrow(_("Title"), verbatim(before.title), verbatim(after.title))]
        case Part.QUESTIONS:
            counts = [Text("{n}").format(n=len(terms.questions)) for terms in (before, after)]
            return [_arrow(_("Questions for the buyer"), *counts)]
        case Part.SCOPE:
            return [
                Heading(_("What was to be done")),
                Quote(shortened(before.includes)),
                Heading(_("What is to be done now")),
                Quote(shortened(after.includes)),
            ]


def _stages_now(terms: Terms) -> list[Line]:
    if not terms.stages:
        return [_("None: it is paid at once.")]
    return stage_lines(terms.stages, whole=False)


def _money(terms: Terms) -> Text:
    return Text("{total}").format(total=terms.total)


def _arrow(label: Text, before: Text, after: Text) -> Line:
    return Fact(label, Text("{before} → {after}").format(before=before, after=after))


def shortened(words: str, most: int = QUOTED_MOST) -> str:
    """Return people's words, cut where they are too long to stand beside others."""
    return words if len(words) <= most else f"{words[:most].rstrip()}…"
