"""The books as the sandbox's page shows them: every book that is not empty, in plain groups."""

from typing import Any

from bot.i18n import money
from core import accounts, audit, ledger
from core.store import Tx

ORDER = (
    "escrow",
    "wallet",
    "returning",
    "clearing",
    "available",
    "reserved",
    "card",
    "commission",
    "provider",
)
PEOPLES = frozenset({"wallet", "clearing", "available", "reserved", "card", "debt"})


def books(tx: Tx) -> dict[str, Any]:
    """Return the books in groups, in the order money passes through them."""
    groups: dict[str, list[dict[str, str]]] = {}
    for kind, owner, amount in ledger.holdings(tx):
        label = accounts.by_id(tx, owner).name if kind in PEOPLES else owner
        groups.setdefault(kind, []).append({"label": label, "amount": money(amount, "en")})
    names = sorted(groups, key=lambda kind: (ORDER.index(kind) if kind in ORDER else 99, kind))
    return {
        "groups": [{"title": kind, "rows": groups[kind]} for kind in names],
        "balanced": not audit.check(tx),
    }
