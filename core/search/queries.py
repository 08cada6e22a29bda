"""Find gigs. Nothing here ever ranks all matches.

Few gigs have the rarest of the words: take those, and sort them. Many have it: walk along the
gigs in the order asked for and look for the words in each; after `WALK` gigs give up, and
intersect. All three ways lead to the same answer; which is the shortest, a count tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, literal, not_, select, tuple_

from core import communities, gigs
from core.accounts import Account
from core.gigs import Gig
from core.search import rules
from core.search.errors import SearchForgotten
from core.search.models import Listing, Search, Term
from core.search.rules import PAGE, PAGES_MOST, Query, Sort
from core.store import Tx

FEW = 1_500  # gigs with a word: so many are all looked at
WALK = 5_000  # gigs passed in order before giving up
AFTER_ALL = "\U0010ffff"  # sorts after whatever a word may go on with


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found, and whether there is more."""

    found: tuple[Gig, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Needle:
    """A word to be had: its beginning, or all of it, or all of it in the title."""

    word: str
    whole: bool = False
    in_title: bool = False

    def as_term(self) -> ColumnElement[bool]:
        """Say it of a term."""
        if not self.whole:
            return and_(Term.term >= self.word, Term.term < self.word + AFTER_ALL)
        title = (Term.in_title == 1,) if self.in_title else ()
        return and_(Term.term == self.word, *title)

    def as_text(self) -> ColumnElement[bool]:
        """Say it of a listing."""
        words = Listing.title if self.in_title else Listing.words
        return words.contains(f" {self.word} " if self.whole else f" {self.word}", autoescape=True)


@dataclass(frozen=True, slots=True)
class Hunt:
    """Needles to be had together, other conditions, and which gigs come first."""

    community: str
    needles: tuple[Needle, ...]
    limits: tuple[ColumnElement[bool], ...]
    column: Any
    falling: bool = False

    def gig_ids(self, needle: Needle) -> Select[str]:
        """Return who has a needle."""
        return select(Term.gig_id).where(Term.community_id == self.community, needle.as_term())

    def in_order(self, *columns: Any) -> Select[Any]:
        """Return columns of listings, the first ones first."""
        order = (self.column, Listing.gig_id)
        return select(*columns).order_by(*(key.desc() for key in order) if self.falling else order)

    def along(self) -> Select[Any]:
        """Return all that fit, so that the database walks along the order's own index."""
        tests = (needle.as_text() for needle in self.needles)
        return self.in_order(Listing.gig_id).where(
            Listing.community_id == self.community, *tests, *self.limits
        )

    def among(self, *needles: Needle) -> Select[Any]:
        """Return all that fit, so that the database begins with who has these needles.

        The community is not named again: that would tempt a planner to walk the whole of it.
        """
        ids = (Listing.gig_id.in_(self.gig_ids(needle)) for needle in needles)
        tests = (needle.as_text() for needle in self.needles if needle not in needles)
        return self.in_order(Listing.gig_id).where(*ids, *tests, *self.limits)


def find(tx: Tx, me: Account, query: Query, *, page: int = 0) -> Results:
    """Return one page of the gigs on sale here that fit."""
    ids = _ids(tx, query, max(page, 0) * PAGE, PAGE + 1) if page < PAGES_MOST else []
    return Results(tuple(gigs.by_ids(tx, ids[:PAGE])), len(ids) > PAGE)


def suggest(tx: Tx, me: Account, *, text: str, most: int, skip: int = 0) -> Sequence[Gig]:
    """Return gigs that fit what somebody has typed so far."""
    return gigs.by_ids(tx, _ids(tx, Query(text=text), skip, most))


def kept(tx: Tx, me: Account, search: str) -> Query:
    """Return what was looked for under this name."""
    found = tx.db.get(Search, search)
    if found is None:
        raise SearchForgotten
    return msgspec.convert(found.criteria, Query)


def _ids(tx: Tx, query: Query, offset: int, count: int) -> list[str]:
    words = rules.asked_words(query.text)
    if words is None:
        return []
    facts = _facts(query)
    hunt = _hunt(tx, query, (*facts, *(Needle(word) for word in words)))
    if query.sort is not Sort.RELEVANCE or not words:
        return _take(tx, hunt, offset, count)

    exact = tuple(Needle(word, whole=True, in_title=True) for word in words)
    best = _take(tx, replace(hunt, needles=(*facts, *exact)), 0, offset + count)
    if len(best) == offset + count:
        return best[offset:]
    others = not_(and_(*(needle.as_text() for needle in exact)))
    rest = replace(hunt, limits=(*hunt.limits, others))
    shown = best[offset:]
    return shown + _take(tx, rest, max(0, offset - len(best)), count - len(shown))


def _facts(query: Query) -> tuple[Needle, ...]:
    facts = []
    if query.category is not None:
        facts.append(rules.category_fact(query.category))
    if query.language is not None:
        facts.append(rules.language_fact(query.language))
    return tuple(Needle(fact, whole=True) for fact in facts)


def _hunt(tx: Tx, query: Query, needles: tuple[Needle, ...]) -> Hunt:
    limits = []
    if query.price_most is not None:
        limits.append(Listing.price_minor <= query.price_most)
    if query.days_most is not None:
        limits.append(Listing.days <= query.days_most)
    column = {Sort.CHEAPEST: Listing.price_minor, Sort.FASTEST: Listing.days}.get(query.sort)
    return Hunt(
        community=communities.home(tx).id,
        needles=needles,
        limits=tuple(limits),
        column=Listing.listed_at if column is None else column,
        falling=column is None,
    )


def _take(tx: Tx, hunt: Hunt, offset: int, count: int) -> list[str]:
    """Return so many gigs, after passing over some, by the shortest of the three ways."""

    def read(query: Select[Any]) -> list[str]:
        return list(tx.db.execute(query.offset(offset).limit(count)).scalars())

    counts = _counts(tx, hunt)
    rarest = min(counts, key=lambda needle: counts[needle], default=None)
    if rarest is not None and counts[rarest] <= FEW:
        return read(hunt.among(rarest)) if counts[rarest] else []
    end = _end_of_walk(tx, hunt)
    if end is None:
        return read(hunt.along())
    found = read(hunt.along().where(end))
    if len(found) == count:
        return found
    return read(hunt.among(*hunt.needles) if hunt.needles else hunt.along())


def _counts(tx: Tx, hunt: Hunt) -> dict[Needle, int]:
    """Count who has each needle, up to `FEW` and one more."""
    if not hunt.needles:
        return {}
    some = (hunt.gig_ids(needle).limit(FEW + 1).subquery() for needle in hunt.needles)
    query = select(*(select(func.count()).select_from(each).scalar_subquery() for each in some))
    return dict(zip(hunt.needles, tx.db.execute(query).one(), strict=True))


def _end_of_walk(tx: Tx, hunt: Hunt) -> ColumnElement[bool] | None:
    """Return what says that a listing is among the first `WALK`; nothing when all are."""
    query = hunt.in_order(hunt.column, Listing.gig_id).where(Listing.community_id == hunt.community)
    last = tx.db.execute(query.offset(WALK).limit(1)).one_or_none()
    if last is None:
        return None
    key = tuple_(hunt.column, Listing.gig_id)
    end = tuple_(literal(last[0], hunt.column.type), literal(last[1]))
    return key >= end if hunt.falling else key <= end
