"""Write the pages of docs/ that the code can write by itself: words, tables, map, settings.

`make docs` writes them; with `--check` nothing is written and a page that lags behind fails.
"""

import importlib
import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import bot.registry  # noqa: E402 - the path comes first
import core  # noqa: E402
from bot.config import BARE_NAMES, PREFIX, Settings  # noqa: E402
from bot.i18n import say  # noqa: E402
from core import glossary, rights  # noqa: E402
from core.kit.settings import MarketSettings  # noqa: E402
from core.kit.states import Row, Table  # noqa: E402

HALVES = (
    ("core", ("core/{feature}",)),
    ("screens", ("bot/screens/{feature}.py", "bot/screens/{feature}")),
    ("handlers", ("bot/handlers/{feature}.py", "bot/handlers/{feature}")),
    ("conversations", ("bot/conversations/{feature}.py", "bot/conversations/{feature}")),
    ("tests", ("tests/core/test_{feature}.py",)),
    ("stories", ("tests/bot/test_{feature}.py",)),
)
PIECES = {"kit", "store", "audit"}  # below every feature, or above: no feature itself

OPERATOR = {
    "home": "the folder of the database, the files and `jalon.toml`",
    "database_url": "empty: SQLite in the home folder; or `postgresql+asyncpg://…`",
    "telegram_token": "from BotFather; also read from `TELEGRAM_TOKEN`",
    "discord_token": "from the developer portal; also read from `DISCORD_TOKEN`",
    "telegram_api_url": "a Bot API server of your own; empty: Telegram's",
    "discord_api_url": "another Discord; empty: Discord's",
    "telegram_webhook_url": "where Telegram finds you; empty: the bot asks, by long polling",
    "telegram_webhook_port": "where the bot listens, behind your proxy",
    "telegram_webhook_secret": "any long word; what arrives without it is turned away",
    "telegram_messages_per_second": "to all chats together",
    "discord_messages_per_second": "to all chats together",
    "chat_pause_seconds": "between messages in one chat, once a short burst is used up",
    "sandbox_port": "where the sandbox's page is; 0 takes any free port",
    "sandbox_url": "a sandbox that runs elsewhere",
    "platforms": "which to connect to, with commas between; empty: those that have a token",
    "operators": "who owns the open marketplace and appoints its moderators: `telegram:` or "
    "`discord:` and the number of their account there, with commas between",
    "log_level": "`DEBUG`, `INFO`, `WARNING`, `ERROR` or `CRITICAL`",
    "market": "the market's own numbers, below",
}
MARKET = {
    "currency": "the money of the market, in three capital letters",
    "commission_basis_points": "hundredths of a percent that the market keeps",
    "clearance": "from the acceptance until the seller can dispose of the money",
    "price_least": "the lowest price of a package",
    "price_most": "the highest price of a package",
    "days_most": "the longest time to deliver",
    "extension_days_most": "the most days one extension can add to the time to deliver",
    "quantity_most": "how often one order may take the same package",
    "active_gigs_most": "gigs one seller may have on sale",
    "offer_price_most": "the highest total of a custom offer",
    "offer_validity_most": "days an offer can be accepted at most",
    "offers_most": "open offers one seller may have",
    "offers_a_pair_most": "open offers one seller may have to one buyer",
    "milestones_most": "milestones in one offer, two at least; 0 takes single payments alone",
    "milestone_price_least": "the lowest price of one milestone",
    "milestones_price_least": "the lowest total of an offer with milestones",
    "milestone_review": "time to look at a delivered milestone; then it is released",
    "briefs_most": "open briefs one buyer may have",
    "tickets_most": "open tickets one person may have",
    "reports_most": "open reports one person may have",
    "warning_appeal": "time to appeal against a warning",
    "file_bytes_most": "the largest file somebody may send",
    "delivery_characters_least": "words that make a delivery without a file or a link",
    "files_most": "files in one delivery, answer or message",
    "message_file_bytes_most": "bytes of a file in a message: what every platform takes",
    "unanswered_most": "messages to somebody who has not answered yet",
    "link_code_lasts": "how long a code of `/link` works",
    "response_within": "an answer later than this does not count as given in time",
    "response_over": "how far back the response rate looks",
    "inquiries_least": "with fewer inquiries a seller reads as new",
    "revision_hours_least": "hours a seller has at least for a revision",
    "review_least": "what is left at least to review what was delivered again",
    "answers_patience": "after so long without answers the seller may cancel",
    "decision_working_days": "for a moderator to decide a dispute, Saturdays and Sundays aside",
    "late_after": "so long past due is very late",
    "cancellation_on_timeout": "what silence does to a request to cancel: `cancel` or `decline`",
    "cancellation_pause": "before the same side asks again, once a request came to nothing",
    "cancellations_most": "requests to cancel one order by the same side",
    "cancellation_most": "the longest time to answer a request, for somebody who is away",
    "absence_days_most": "days in one absence",
    "payment_providers": "ways to pay, in the order they are offered",
    "provider_patience": "for a payment provider to answer; after that it is asked again later",
    "timers": 'lengths of time of the [tables](tables.md) by name, as in `"order.accept" = "P5D"`',
}


def words() -> str:
    """The glossary in both languages, as `/glossary` tells it."""
    lines = ["# The words of the market", "", "Generated by `make docs` from `core/glossary`.", ""]
    for term in glossary.TERMS:
        means = glossary.explain(term, MarketSettings())
        lines += [
            f"## {say(term.name, 'en')} · {say(term.name, 'fr')}",
            "",
            say(means, "en"),
            "",
            f"*{say(means, 'fr')}*",
            "",
        ]
    return "\n".join(lines)


def tables() -> str:
    """Every life in the market, row by row."""
    lines = [
        "# What may happen, when, and by whose hand",
        "",
        "Generated by `make docs` from the state tables in `core/*/states.py`. A length of time is",
        "a default: `timers` in the [settings](settings.md) changes it by its name, `kind.verb`.",
        "",
    ]
    for table in all_tables():
        lines += [
            f"## {table.kind}",
            "",
            "| in | can | becomes | by | only if | when nobody moved |",
        ]
        lines += ["|---|---|---|---|---|---|", *(_row(row) for row in table), ""]
    return "\n".join(lines)


def who_may() -> str:
    """Who may do and see what, row by row."""
    lines = [
        "# Who may do what",
        "",
        "Generated by `make docs` from `core/rights`. *When* it can be done is in the",
        "[tables](tables.md). To whoever is in no row about a thing, it is not there.",
        "",
        "| about | who | does | fills in | is told | is handed |",
        "|---|---|---|---|---|---|",
    ]
    for row in rights.RIGHTS:
        names = (", ".join(f"`{name}`" for name in getattr(row, way)) for way in rights.Way)
        who = ", ".join(one.value for one in row.who)
        lines.append(f"| {row.about or 'the market'} | {who} | {' | '.join(names)} |")
    return "\n".join([*lines, ""])


def settings() -> str:
    """Everything an operator can set, and every number of the market, with its default."""
    lines = [
        "# Settings",
        "",
        "Generated by `make docs`. The environment comes first, then one TOML file (`jalon.toml`",
        "in the home folder, or where `JALON_CONFIG` says), then these defaults. An unknown name",
        "or an impossible value stops the start with a line that says which.",
        "",
        "## The bot",
        "",
        f"In the environment each is `{PREFIX}` and its name in capitals.",
        "",
        *_settings(Settings(), OPERATOR),
        "",
        "## The market",
        "",
        "In the settings file these stand under `[market]`; in the environment each is",
        "`JALON_MARKET_` and its name in capitals. Money is in minor units (cents), a length of",
        "time in ISO 8601 (`P14D`, `PT15M`).",
        "",
        *_settings(MarketSettings(), MARKET),
        "",
    ]
    assert set(BARE_NAMES.values()) <= set(OPERATOR)
    return "\n".join(lines)


def house_map() -> str:
    """Which feature has which rooms."""
    lines = [
        "# A map of the house",
        "",
        "Generated by `make docs`. One feature, one name, wherever it has a room.",
        "",
        "| feature | what it is | " + " | ".join(name for name, _ in HALVES) + " |",
        "|---|---|" + "---|" * len(HALVES),
    ]
    for feature in features():
        says = (importlib.import_module(f"core.{feature}").__doc__ or "").strip().splitlines()[0]
        rooms = " | ".join(_room(feature, doors) for _name, doors in HALVES)
        lines.append(f"| `{feature}` | {says} | {rooms} |")
    return "\n".join([*lines, ""])


def features() -> list[str]:
    """Every feature, by name."""
    found = (m.name for m in iter_modules(core.__path__) if m.ispkg)
    return sorted(name for name in found if name not in PIECES)


def all_tables() -> Iterator[Table[Any]]:
    """Every state table there is."""
    for feature in features():
        if (ROOT / "core" / feature / "states.py").exists():
            module = importlib.import_module(f"core.{feature}.states")
            yield from (t for t in vars(module).values() if isinstance(t, Table))


def _room(feature: str, doors: tuple[str, ...]) -> str:
    paths = (door.format(feature=feature) for door in doors)
    return next((f"[✓](../{path})" for path in paths if (ROOT / path).exists()), "")


def _settings(defaults: Settings | MarketSettings, means: dict[str, str]) -> list[str]:
    names = list(defaults.__struct_fields__)
    assert names == list(means), f"docs/generate.py explains {set(names) ^ set(means)} wrongly"
    rows = (f"| `{name}` | {_value(getattr(defaults, name))} | {means[name]} |" for name in names)
    return ["| setting | default | what it says |", "|---|---|---|", *rows]


def _row(row: Row[Any]) -> str:
    condition = "" if row.when.__name__ == "always" else row.when.__name__.replace("_", " ")
    clock = ""
    if row.after is not None:
        reminders = [f"{_span(r)} before" for r in row.warn_before]
        reminders += [f"{_span(r)} after" for r in row.remind_after]
        clock = f"after {_span(row.after)}" + (
            f" (reminders {', '.join(reminders)})" if reminders else ""
        )
        clock += "; cards redrawn on the way" if row.redraw_before else ""
    who = ", ".join(role.value for role in row.who)
    return f"| {row.state} | **{row.verb}** | {row.to} | {who} | {condition} | {clock} |"


def _span(span: timedelta) -> str:
    hours, rest = divmod(int(span.total_seconds()), 3600)
    days, hours_left = divmod(hours, 24)
    if rest % 60:
        return f"{int(span.total_seconds())} s"
    if rest:
        return f"{int(span.total_seconds()) // 60} min"
    return f"{days} d" if not hours_left else f"{hours} h"


def _value(value: object) -> str:
    match value:
        case timedelta():
            return _span(value)
        case tuple() if value:
            return ", ".join(f"`{each}`" for each in value)
        case str() | int() | float() if value != "":
            return f"`{value}`"
    return ""


PAGES = {
    "words.md": words,
    "tables.md": tables,
    "rights.md": who_may,
    "map.md": house_map,
    "settings.md": settings,
}


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page: where it stands, and what it should say."""
    bot.registry.load()
    for name, write in PAGES.items():
        yield ROOT / "docs" / name, re.sub(r"[ \t]+\n", "\n", write())


def behind() -> list[str]:
    """Name the pages that do not say what the code says."""
    return [
        page.name
        for page, text in pages()
        if not page.exists() or page.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write the pages, or check them."""
    if "--check" not in sys.argv:
        for page, text in pages():
            page.write_text(text, encoding="utf-8")
    elif late := behind():
        sys.stderr.write(f"docs/ lags behind the code: {', '.join(late)}; run `make docs`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
