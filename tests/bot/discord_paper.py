"""What Discord makes of what we draw: the strict server reads it, the app renders it."""

from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from bot.platforms.discord.draw import card
from bot.platforms.discord.escape import LINE_ENDS, UNSEEN
from bot.ui import Screen
from sandbox.discord import form
from sandbox.discord.components import Layout
from sandbox.discord.limits import ATTACHMENT_NAME
from sandbox.discord.markdown import Node
from sandbox.discord.modals import read_modal
from sandbox.discord.state import Attachment
from sandbox.world import File

Json = dict[str, Any]
LOCALES = ("en", "fr")

HOSTILE = (
    "**bold** __under__ _it_ *it* ~~no~~ ||secret|| `code` ```py\nblock```",
    "@everyone @here <@1> <@!1> <@&2> <#3> </pay:4> <id:customize>",
    "<t:0:R> <:evil:123456> <a:evil:123456>",
    "[pay here](https://evil.example) <https://evil.example> https://evil.example/x_y",
    "# big\n## less\n### least\n-# small\n> quoted\n>>> all\n- item\n* item\n+ item\n1. one\n2) b",
    "  # indented\n\t- tabbed\n\u00a0> spaced",
    "\\ \\\\ \\* \\\\* trailing \\",
    "\r# a\u2028# b\u2029# c\x0b# d\x0c# e\x85# f",
    "\u202egnirts\u2066 desrever\u0000\u0007",
    "`` ` ``` ~~~ ~~ | || |||",
    "¯\\_(ツ)_/¯ snake_case_name 2*3*4 a|b",
    "http\\://x.example HTTPS://X.EXAMPLE https:\\//x.example",
    "half \ud83d a letter",
    "{price} %s {0}",
    "👩‍👩‍👧‍👦🏳️‍🌈 👍🏽 مرحبا",
    "*" * 5000,
    "\\" * 4001,
    "#",
    " ",
    "",
)
hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=200),
    st.text("*_~|`\\<>[]()@#&:/-+.!1a \nhtps", max_size=60),
    st.lists(
        st.sampled_from(
            ["**", "__", "_", "*", "`", "```", "\\", "\n", "# ", "> ", "- ", "1. ", "-# ", "<@1>",
             "[a](https://b.example)", "https://", "x", " ", "<t:1>", "||", "~~", "@everyone"]
        ),
        max_size=14,
    ).map("".join),
)  # fmt: skip


def nobody(_sign: str, _number: int) -> None:
    """Know nobody by their number."""


def read(components: list[Json], *names: str) -> list[Json]:
    """Have the strict Discord read a message's components, or fail with all it says."""
    files = [
        Attachment(i, File(f"f{i}", name, b"x", "image/png"), ATTACHMENT_NAME.sub("_", name), 1)
        for i, name in enumerate(names, 1)
    ]
    reader = form.read({"components": components})
    found = Layout(files, v2=True).read(reader)
    reader.form.finish()
    return found


def read_dialog(data: Json) -> Json:
    return read_modal(form.read(data))


def walk(parts: Sequence[Json]) -> Iterator[Json]:
    for part in parts:
        yield part
        yield from walk(part.get("components", ()))


def texts(components: list[Json]) -> list[str]:
    return [part["content"] for part in walk(components) if part["type"] == 10]


def drawn(screen: Screen, locale: str = "en", **more: Any) -> list[Json]:
    components = card(screen, locale, **more)
    named = [more[k] for k in ("picture",) if k in more]
    read(components, *named, *more.get("pictures", ()), *more.get("files", ()))
    return components


def words(screen: Screen, locale: str = "en") -> str:
    return "\n".join(texts(drawn(screen, locale)))


def tags(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.tag
        yield from tags(node.inside)


def buttons(components: list[Json]) -> list[Json]:
    return [part for part in walk(components) if part["type"] == 2]


def cleaned(typed: str) -> str:
    """Return people's words as they should be read on Discord."""
    return UNSEEN.sub("", LINE_ENDS.sub("\n", typed))
