"""The books, for the operator: the audit in words, and the figures the sandbox's page shows."""

from typing import Any

from bot.i18n import money
from core import ledger
from core.store import Tx


def books(tx: Tx) -> dict[str, Any]:
    """Return every book that holds something, in groups, with the names of people and orders."""
    groups: dict[str, list[dict[str, str]]] = {}
    for kind, owner, amount in ledger.holdings(tx):
        groups.setdefault(kind, []).append({"label": owner, "amount": money(amount, "en")})
    return {
        "groups": [{"title": kind, "rows": rows} for kind, rows in groups.items()],
        "balanced": not ledger.check(tx),
    }
