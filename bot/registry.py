"""Who answers what. Handlers, screens and forms sign up here; the router looks here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple, TypeVar

from bot.context import Context
from bot.forms import Form
from bot.papers import Paper
from bot.platform import Found, OptionKind, Room, Sent
from bot.ui import Action, Button, Line, Menu, Screen
from core import rights
from core.accounts import Account
from core.communities import Duty
from core.kit.text import Text
from core.rights import Way
from core.store import Tx

A = TypeVar("A", bound=Action)
R = TypeVar("R")
Press = Callable[[Context, A], Screen]
View = Callable[[Context, str], Screen]
PaperMaker = Callable[[Context, str], Paper]
FormMaker = Callable[[Context, str], Form]
Suggest = Callable[[Context, str, int], Sequence[Found]]  # what is typed, how many to pass over

CARD = ".card"  # kinds of notice that end so redraw the live card of their subject
ROOM = ".room"  # kinds that end so put that card into its room, or say nothing
QUIET = (CARD, ROOM)

# How a menu lists commands: what most people come for stands first, whatever is new last.
ORDER = (
    "menu", "search", "orders", "messages", "offers", "brief", "briefs", "deal", "wallet", "sell",
    "gigs", "earnings", "profile", "absence", "link", "glossary", "support", "warnings",
    "language", "help",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """A command's named argument. On Telegram the first one takes the rest of the line."""

    name: str
    title: Text
    help: Text
    required: bool = False
    suggest: Suggest | None = None
    kind: OptionKind = OptionKind.WORDS


@dataclass(frozen=True, slots=True)
class Command:
    """A word people type. `title` is the word in the reader's language, with its slash."""

    name: str
    title: Text
    help: Text
    run: Callable[..., Screen]
    options: tuple[Option, ...]
    reads: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class Hand:
    """What answers a button. `stale` draws how things stand when the press is refused."""

    run: Press[Any]
    reads: bool
    stale: Press[Any] | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody wrote below a message that shows a thing; `files` are stored ones' ids.

    Pictures sent in one go come one by one; `album` is the place that the later ones name.
    """

    thing: str  # its id
    words: str
    files: tuple[str, ...]
    at: Sent  # where they wrote it
    album: str = ""


AnswerReply = Callable[[Context, Reply], Screen]
FindRoom = Callable[[Context, str], Room | None]


class Part(NamedTuple):
    """What one feature adds to another's card: some lines, and what can be pressed or chosen."""

    lines: tuple[Line, ...] = ()
    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None


AddPart = Callable[[Context, Any], Part]


class Task(NamedTuple):
    """Something that waits for somebody in office: until when, what it is, how it is opened."""

    duty: Duty[Any]
    title: Text
    opens: Action


ListTasks = Callable[[Context, int], Sequence[Task]]  # the first ones, so many at most


class Work(NamedTuple):
    """A kind of work for those in office: its name, of one and of many, and what waits."""

    one: Text
    many: Text
    tasks: ListTasks


@dataclass
class Registry:
    """Everything the bot can answer."""

    commands: dict[str, Command] = field(default_factory=dict)
    presses: dict[type[Action], Hand] = field(default_factory=dict)
    notices: dict[str, View] = field(default_factory=dict)
    cards: dict[str, View] = field(default_factory=dict)
    forms: dict[str, FormMaker] = field(default_factory=dict)
    inline: list[Suggest] = field(default_factory=list)
    said: list[Callable[[Context, str], Screen]] = field(default_factory=list)
    replies: dict[str, AnswerReply] = field(default_factory=dict)
    rooms: dict[str, FindRoom] = field(default_factory=dict)
    papers: dict[str, PaperMaker] = field(default_factory=dict)
    parts: dict[str, dict[str, AddPart]] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)


REGISTRY = Registry()


def command(
    name: str,
    title: Text,
    help: Text,  # noqa: A002 - it is what every command line calls it
    *options: Option,
    reads: bool = False,
    listed: bool = True,
) -> Callable[[Callable[..., Screen]], Callable[..., Screen]]:
    """Answer a command. `reads` promises that nothing is changed; no write lock is taken."""

    def sign_up(run: Callable[..., Screen]) -> Callable[..., Screen]:
        assert name not in REGISTRY.commands, f"two handlers answer /{name}"
        REGISTRY.commands[name] = Command(
            name, title, help, _only(Way.DOES, name_of(run), run), options, reads, listed
        )
        return run

    return sign_up


def on(
    action: type[A], *, reads: bool = False, stale: Press[A] | None = None
) -> Callable[[Press[A]], Press[A]]:
    """Answer a button. When the market refuses, `stale` shows how things stand now."""

    def sign_up(run: Press[A]) -> Press[A]:
        assert action not in REGISTRY.presses, f"two handlers answer {action.__name__}"
        name = name_of(run)
        healed = None if stale is None else _only(Way.DOES, name, stale, rights.require_sight)
        REGISTRY.presses[action] = Hand(_only(Way.DOES, name, run), reads, healed)
        return run

    return sign_up


def notice(kind: str) -> Callable[[View], View]:
    """Show a notice of this kind to the person it is for."""

    def sign_up(view: View) -> View:
        assert kind not in REGISTRY.notices, f"two screens show {kind}"
        REGISTRY.notices[kind] = _only(Way.HEARS, kind, view)
        return view

    return sign_up


def card(kind: str) -> Callable[[View], View]:
    """Redraw the live card of subjects of this kind, silently, where it stands."""

    def sign_up(view: View) -> View:
        assert kind not in REGISTRY.cards, f"two screens draw {kind} cards"
        REGISTRY.cards[kind] = _only(Way.HEARS, f"{kind}.card", view)
        return view

    return sign_up


def screen_of(ctx: Context, kind: str, subject: str) -> Screen:
    """Draw a notice of this kind for the person it is for. Raises `Refusal` when it is over."""
    for end in QUIET:
        if kind.endswith(end):
            return REGISTRY.cards[kind.removesuffix(end)](ctx, subject)
    return REGISTRY.notices[kind](ctx, subject)


def paper(kind: str) -> Callable[[PaperMaker], PaperMaker]:
    """Prepare papers of this kind for whoever may have them; read now, written on the way out."""

    def sign_up(prepare: PaperMaker) -> PaperMaker:
        assert kind not in REGISTRY.papers, f"two screens prepare {kind}"
        REGISTRY.papers[kind] = _only(Way.GETS, kind, prepare)
        return prepare

    return sign_up


def part(of: str, name: str) -> Callable[[AddPart], AddPart]:
    """Add something to a card of another feature, in the order of the names.

    The cards that take parts: `"order"` gives an order, `"gig"` a gig, `"profile"` an account,
    `"talk"` a conversation, `"message"` what was said to the reader,
    `"case"` a dispute, to the moderator who has it;
    `"wallet"` gives what is in it;
    `"settlement"`, the news of an order that ended without acceptance, gives the order too,
    and so does `"acceptance"`, the page before the work is accepted.
    """

    def sign_up(add: AddPart) -> AddPart:
        parts = REGISTRY.parts.setdefault(of, {})
        assert name not in parts, f"two parts of the {of} card are called {name}"
        parts[name] = add
        return add

    return sign_up


def parts_of(ctx: Context, of: str, thing: object) -> list[Part]:
    """Return what the features add to this card for this person."""
    return [add(ctx, thing) for _name, add in sorted(REGISTRY.parts.get(of, {}).items())]


def work(kind: str, one: Text, many: Text) -> Callable[[ListTasks], ListTasks]:
    """Add a kind of work to the queue of those in office, a feature's own name for it.

    Asked by somebody who may not do it, it lists nothing.
    """

    def sign_up(tasks: ListTasks) -> ListTasks:
        assert kind not in REGISTRY.works, f"two kinds of work are called {kind}"
        REGISTRY.works[kind] = Work(one, many, tasks)
        return tasks

    return sign_up


def form(name: str) -> Callable[[FormMaker], FormMaker]:
    """Make the form of this name for this person and subject: its questions may depend on both."""

    def sign_up(make: FormMaker) -> FormMaker:
        add_form(name, make)
        return make

    return sign_up


def declare(*forms: Form) -> None:
    """Sign up forms that are the same for everyone."""
    for one in forms:
        add_form(one.name, lambda _ctx, _subject, one=one: one)  # type: ignore[misc]


def add_form(name: str, make: FormMaker) -> None:
    """Sign up a form."""
    assert name not in REGISTRY.forms, f"two forms are called {name}"
    REGISTRY.forms[name] = _only(Way.FILLS, name, make)


def inline(suggest: Suggest) -> Suggest:
    """Answer inline search."""
    REGISTRY.inline.append(suggest)
    return suggest


def said(answer: Callable[[Context, str], Screen]) -> Callable[[Context, str], Screen]:
    """Answer words that belong to no form."""
    assert not REGISTRY.said, "two handlers answer plain words"
    REGISTRY.said.append(answer)
    return answer


def replied(kind: str) -> Callable[[AnswerReply], AnswerReply]:
    """Answer what is written below a message that shows a subject of this kind."""

    def sign_up(answer: AnswerReply) -> AnswerReply:
        assert kind not in REGISTRY.replies, f"two handlers answer replies to a {kind}"
        name = name_of(answer)
        assert rights.BY_NAME[Way.DOES, name].about == kind, f"the row of {name} is not about it"
        REGISTRY.replies[kind] = _only(Way.DOES, name, answer)
        return answer

    return sign_up


def room(of: str) -> Callable[[FindRoom], FindRoom]:
    """Find the room into which a notice goes, by its subject: `of` a feature, or of one kind."""

    def sign_up(find: FindRoom) -> FindRoom:
        assert of not in REGISTRY.rooms, f"two ways to the room of {of}"
        REGISTRY.rooms[of] = find
        return find

    return sign_up


def load() -> Registry:
    """Let every screen, form and handler sign up; a new file is found by itself."""
    for package in ("bot.screens", "bot.conversations", "bot.handlers"):
        for module in iter_modules(import_module(package).__path__):
            import_module(f"{package}.{module.name}")
    place = {name: n for n, name in enumerate(ORDER)}
    found = sorted(REGISTRY.commands.items(), key=lambda one: place.get(one[0], len(place)))
    REGISTRY.commands = dict(found)
    return REGISTRY


# --- the one place where it is asked who may


def _only(
    way: Way,
    name: str,
    run: Callable[..., R],
    require: Callable[[Tx, Account, Way, str, str], None] = rights.require,
) -> Callable[..., R]:
    """Let only those do this whom the table of rights names, to the thing that is meant."""

    @wraps(run)
    def asked(ctx: Context, *given: Any, **named: Any) -> R:
        ctx.ask(require, way, name, _thing(way, rights.BY_NAME[way, name].about, given))
        return run(ctx, *given, **named)

    return asked


def _thing(way: Way, about: str, given: Sequence[Any]) -> str:
    """Name what is meant: a press carries it under the name of its kind, others are given it."""
    if about == rights.MARKET:
        return rights.MARKET
    if way is not Way.DOES:
        return str(given[0])
    press = given[0]
    if isinstance(press, Reply):
        return press.thing
    if about in rights.TWOFOLD:
        return f"{press.kind}:{press.thing}"
    return str(getattr(press, about))


def name_of(run: Callable[..., Any]) -> str:
    """Name what a handler does, as the table of rights names it: its feature and its verb."""
    return f"{run.__module__.rpartition('.')[2]}.{run.__name__}"
