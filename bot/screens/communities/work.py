"""What waits for somebody in office: one queue of everything, what falls due first on top."""

from bot.context import Context
from bot.registry import REGISTRY, Task
from bot.screens.communities.actions import ShowWork
from bot.ui import Button, Choice, Fact, Menu, Screen, Tone, button, choice, rows
from core import communities
from core.communities import Claim
from core.kit.errors import NoSuchThing
from core.kit.text import Text, _

LINES = 8  # on a page
PAGES_MOST = 50


def work_page(ctx: Context, work: str = "", page: int = 0, note: Text | None = None) -> Screen:
    """Show one page of what waits: of one kind, or of everything."""
    if ctx.ask(communities.mine) is None or (work and work not in REGISTRY.works):
        raise NoSuchThing
    page = min(max(page, 0), PAGES_MOST)
    first = page * LINES
    kinds = _waiting(ctx, work, most=first + LINES + 1)
    found = sorted(
        ((task, kind) for kind, tasks in kinds.items() for task in tasks),
        key=lambda one: one[0].duty.rank,
    )
    shown = found[first : first + LINES]
    if page and not shown:
        return work_page(ctx, work, 0, note)
    numbered = [(n, task, kind) for n, (task, kind) in enumerate(shown, first + 1)]
    lines = [_line(ctx, task, kind, n) for n, task, kind in numbered]
    return Screen(
        title=REGISTRY.works[work].many if work else _("To moderate"),
        note=note,
        lines=tuple(lines) or (_("Nothing waits for a moderator at the moment."),),
        menu=Menu(_("Open one"), tuple(_choice(*one) for one in numbered)) if shown else None,
        buttons=(
            *rows(_pages(work, page, more=len(found) > first + LINES)),
            *rows(_filters(work, kinds)),
        ),
        tone=Tone.BUSY if shown else Tone.CALM,
    )


def queue_button(work: str) -> Button:
    """Lead back to what else of this kind waits."""
    return button(_("The queue"), ShowWork(work, 0))


def _waiting(ctx: Context, work: str, most: int) -> dict[str, list[Task]]:
    """Return the first tasks of the kind that is looked at, or of every kind."""
    every = sorted(REGISTRY.works.items())
    return {kind: list(one.tasks(ctx, most)) for kind, one in every if work in ("", kind)}


def _line(ctx: Context, task: Task, kind: str, n: int) -> Fact:
    label = Text("{n}. {kind}").format(n=n, kind=REGISTRY.works[kind].one)
    says = Text("{title} · {when}").format(title=task.title, when=_when(ctx, task))
    return Fact(label, says)


def _when(ctx: Context, task: Task) -> Text:
    """Say how much time is left, or how long somebody has waited; and whose it is."""
    duty = task.duty
    if duty.due is not None and duty.due > ctx.now:
        says = {
            Claim.MINE: _("yours, {left} left"),
            Claim.FREE: _("{left} left"),
            Claim.READ: _("only to read, {left} left"),
        }[duty.claim]
        return says.format(left=duty.due - ctx.now)
    says = {
        Claim.MINE: _("yours, waiting for {span}"),
        Claim.FREE: _("waiting for {span}"),
        Claim.READ: _("only to read, open for {span}"),
    }[duty.claim]
    return says.format(span=ctx.now - duty.since)


def _choice(n: int, task: Task, kind: str) -> Choice:
    label = _("{n}. {kind}: {title}")
    named = label.format(n=n, kind=REGISTRY.works[kind].one, title=task.title)
    return choice(named, task.opens)


def _pages(work: str, page: int, *, more: bool) -> list[Button]:
    buttons = [button(_("Back"), ShowWork(work, page - 1))] if page else []
    return [*buttons, button(_("More"), ShowWork(work, page + 1))] if more else buttons


def _filters(work: str, kinds: dict[str, list[Task]]) -> list[Button]:
    """Offer to see one kind alone, of those of which anything waits; or everything again."""
    if work:
        return [button(_("Everything that waits"), ShowWork("", 0))]
    waiting = [kind for kind, tasks in kinds.items() if tasks]
    several = waiting if len(waiting) > 1 else []
    return [button(REGISTRY.works[kind].many, ShowWork(kind, 0)) for kind in several]
