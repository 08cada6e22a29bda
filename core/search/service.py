"""Keep the index true, and searches at hand."""

import hashlib
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace
from sqlalchemy import delete, insert

from core import accounts, gigs, suspensions
from core.accounts import Account
from core.gigs import Gig, GigState
from core.kit.ids import ALPHABET
from core.search import queries, rules
from core.search.models import Listing, Search, Term
from core.search.rules import Query
from core.store import Tx

Words = set[tuple[str, int]]  # a word or a fact, and whether it stands in the title


def index(tx: Tx, gig: Gig) -> None:
    """Let a gig be found as it is now, or no more when it is not on sale."""
    listing = tx.db.get(Listing, gig.id)
    before = _terms(listing.title, listing.words) if listing else set()
    on_sale = gig.state is GigState.ACTIVE
    if not on_sale or suspensions.running(tx, gig.seller_id) is not None:
        _forget(tx, gig, before)
        if listing is not None:
            tx.db.delete(listing)
        return

    if listing is None:
        listing = Listing(gig_id=gig.id, community_id=gig.community_id, listed_at=gig.created_at)
    listing.title, listing.words = _words(tx, gig)
    listing.price_minor, listing.days = gig.price_from_minor, gig.days_from
    tx.db.add(listing)
    after = _terms(listing.title, listing.words)
    _forget(tx, gig, before - after)
    _learn(tx, gig, after - before)


def index_seller(tx: Tx, seller: Account) -> None:
    """Let all gigs of a seller be found as the seller is now: by their languages."""
    for gig in gigs.of_seller(tx, seller.id):
        index(tx, gig)


def keep(tx: Tx, me: Account, *, query: Query) -> str:
    """Note what somebody looks for; return a name short enough for a button."""
    query = replace(query, text=query.text[: rules.TEXT_MOST].strip())
    criteria = msgspec.to_builtins(query)
    name = _name(query)
    found = tx.db.get(Search, name)
    if found is None:
        tx.db.execute(delete(Search).where(Search.asked_at < tx.now - rules.KEPT_FOR))
        tx.db.add(Search(id=name, criteria=criteria, asked_at=tx.now))
    elif found.asked_at < tx.now - rules.KEPT_FOR / 2:
        found.asked_at = tx.now
    return name


def look_for(tx: Tx, me: Account, *, search: str, text: str) -> str:
    """Look for other words, the filters being as they are; return the name of that search."""
    return keep(tx, me, query=replace(queries.kept(tx, me, search), text=text))


def refine(tx: Tx, me: Account, *, search: str, what: str, value: str) -> str:
    """Set or take away one filter; return the name of that search."""
    query = rules.refined(queries.kept(tx, me, search), what, value)
    return keep(tx, me, query=query)


def widen(tx: Tx, me: Account, *, search: str) -> str:
    """Take every filter away; return the name of that search."""
    query = queries.kept(tx, me, search)
    return keep(tx, me, query=Query(text=query.text, sort=query.sort))


def _name(query: Query) -> str:
    digest = hashlib.sha256(msgspec.json.encode(query)).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[: rules.NAME_LENGTH])


def _words(tx: Tx, gig: Gig) -> tuple[str, str]:
    """Return the words of the title, and all words and facts, as a listing keeps them."""
    title = rules.words_of(gig.title)
    others = rules.words_of(" ".join((*gig.tags, gigs.CATEGORY_WORDS[gig.category])))
    facts = (
        rules.category_fact(gig.category),
        *map(rules.language_fact, accounts.by_id(tx, gig.seller_id).languages),
    )
    return _between_spaces(title), _between_spaces(dict.fromkeys((*title, *others, *facts)))


def _between_spaces(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _terms(title: str, words: str) -> Words:
    first = set(title.split())
    return {(word, int(word in first)) for word in words.split()}


def _forget(tx: Tx, gig: Gig, terms: Words) -> None:
    if terms:
        gone = delete(Term).where(
            Term.community_id == gig.community_id,
            Term.term.in_(sorted(word for word, _in_title in terms)),
            Term.in_title.in_((0, 1)),
            Term.gig_id == gig.id,
        )
        tx.db.execute(gone.execution_options(synchronize_session=False))


def _learn(tx: Tx, gig: Gig, terms: Words) -> None:
    rows = [
        {
            "community_id": gig.community_id,
            "term": term,
            "in_title": in_title,
            "gig_id": gig.id,
        }
        for term, in_title in sorted(terms)
    ]
    if rows:
        tx.db.execute(insert(Term), rows)
