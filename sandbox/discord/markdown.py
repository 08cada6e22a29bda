"""Discord's markdown, as people read it: plain, or dressed in HTML that is safe to insert."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

DEEPEST = 12  # nested styles; deeper ones are shown as typed

FENCE = re.compile(r"```(?:([A-Za-z0-9_+\-.#]+)\n)?\n*([^\n][\s\S]*?)\n*```")
HEADING = re.compile(r"(#{1,3}) +(\S.*)$")
SUBTEXT = re.compile(r"-# +(\S.*)$")
ITEM = re.compile(r"( *)([-*]|\d+\.) +(\S.*)$")
QUOTE = re.compile(r"> ?(.*)$")

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
CODE = re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
MOMENT = re.compile(r"<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>")
MENTION = re.compile(r"<(@!?|@&|#)(\d{1,20})>")
COMMAND = re.compile(r"</([-\w ]+):\d+>")
CUSTOM_EMOJI = re.compile(r"<a?:(\w{2,32}):\d+>")
QUIET_LINK = re.compile(r"<(https?://[^\s>]+)>")
MASKED_LINK = re.compile(
    r"\[((?:\\.|[^\[\]\\])+)\]\(<?(https?://[^\s()<>]+(?:\([^\s()<>]*\))?[^\s()<>]*)>?"
    r"(?: +\"[^\"]*\")?\)"
)
BARE_LINK = re.compile(r"https?://[^\s<]+[^<.,:;\"'\]\s)*_~|\\]")
STYLES: tuple[tuple[str, str, "re.Pattern[str]"], ...] = (
    ("*", "strong", re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
    ("_", "u", re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")),
    ("_", "em", re.compile(r"\b_((?:__|\\[\s\S]|[^\\_])+?)_\b")),
    (
        "*",
        "em",
        re.compile(r"\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"),
    ),
    ("~", "s", re.compile(r"~~((?:\\[\s\S]|[^\\])+?)~~")),
    ("|", "spoiler", re.compile(r"\|\|((?:\\[\s\S]|[^\\])+?)\|\|")),
)
SPECIAL = re.compile(r"[\\`<\[*_~|]|https?://")
FORMS = {"t": "%H:%M", "T": "%H:%M:%S", "d": "%Y-%m-%d", "D": "%Y-%m-%d"}

Names = Callable[[str, int], str | None]
"""Who or what an id is: the first argument is `@`, `@&` or `#`."""


@dataclass
class Node:
    """A stretch of dressed text, or a leaf that says `words`."""

    tag: str
    inside: "Sequence[Node]" = ()
    words: str = ""
    where: str = ""


def plain(text: str, names: Names) -> str:
    """Return the text without its dress."""
    return "\n".join(_plain(block) for block in blocks(text, names)).strip("\n")


def dressed(text: str, names: Names) -> str:
    """Return the text as HTML; nothing of it comes through unescaped."""
    return "".join(_html(block) for block in blocks(text, names))


def blocks(text: str, names: Names) -> list[Node]:
    """Read a text into paragraphs, headings, quotes, lists and blocks of code."""
    found: list[Node] = []
    here = 0
    for fence in FENCE.finditer(text):
        found += _lines(text[here : fence.start()], names)
        found.append(Node("pre", words=fence[2]))
        here = fence.end()
    return found + _lines(text[here:], names)


def _lines(text: str, names: Names, *, quoted: bool = False) -> list[Node]:
    found: list[Node] = []
    text = text.strip("\n")
    lines = text.split("\n") if text else []
    while lines:
        line = lines.pop(0)
        if line.startswith(">>> ") and not quoted:  # a quote holds no quotes
            rest = "\n".join([line[4:], *lines])
            return [*found, Node("blockquote", _lines(rest, names, quoted=True))]
        if line.startswith("> ") and not quoted:
            inside = [line[2:]]
            while lines and (more := QUOTE.match(lines[0])):
                inside.append(more[1])
                lines.pop(0)
            found.append(Node("blockquote", _lines("\n".join(inside), names, quoted=True)))
        elif heading := HEADING.match(line):
            found.append(Node(f"h{len(heading[1])}", inline(heading[2], names)))
        elif subtext := SUBTEXT.match(line):
            found.append(Node("small", inline(subtext[1], names)))
        elif item := ITEM.match(line):
            mark = item[2] if item[2][0].isdigit() else "•"
            deep = " " * (2 * (len(item[1]) // 2))
            found.append(Node("li", inline(item[3], names), where=f"{deep}{mark} "))
        else:
            found.append(Node("p", inline(line, names)))
    return found


def inline(text: str, names: Names, depth: int = 0) -> list[Node]:
    """Read the styles, links, mentions and moments inside one line."""
    found: list[Node] = []
    words = ""
    here = 0
    while here < len(text):
        special = SPECIAL.search(text, here)
        if special is None:
            words += text[here:]
            break
        words += text[here : special.start()]
        here = special.start()
        node, end = _special(text, here, names, depth)
        if node is None:
            words += text[here]
            here += 1
        elif node.tag == "text":
            words += node.words
            here = end
        else:
            found += [Node("text", words=words), node] if words else [node]
            words, here = "", end
    return [*found, Node("text", words=words)] if words else found


def _special(text: str, here: int, names: Names, depth: int) -> tuple[Node | None, int]:
    """Read what begins here; None when it is only a character."""
    mark = text[here]
    if mark == "\\":
        escaped = ESCAPED.match(text, here)
        return (Node("text", words=escaped[1]), escaped.end()) if escaped else (None, here)
    if mark == "`":
        code = CODE.match(text, here)
        return (Node("code", words=code[2].strip()), code.end()) if code else (None, here)
    if mark == "<":
        return _angle(text, here, names)
    if mark == "h":
        bare = BARE_LINK.match(text, here)
        return (_link(bare[0], bare[0]), bare.end()) if bare else (None, here)
    if depth >= DEEPEST:
        return None, here
    if mark == "[":
        masked = MASKED_LINK.match(text, here)
        if masked is None:
            return None, here
        return Node("a", inline(masked[1], names, depth + 1), where=masked[2]), masked.end()
    for first, tag, pattern in STYLES:
        if first == mark and (style := pattern.match(text, here)):
            return Node(tag, inline(style[1], names, depth + 1)), style.end()
    return None, here


def _angle(text: str, here: int, names: Names) -> tuple[Node | None, int]:
    if found := MENTION.match(text, here):
        sign = found[1].rstrip("!")
        name = names(sign, int(found[2])) or {"#": "unknown", "@&": "deleted-role"}.get(
            sign, "unknown-user"
        )
        return Node("mention", words=f"{sign[0]}{name}"), found.end()
    if found := MOMENT.match(text, here):
        node = _moment(int(found[1]), found[2] or "f")
        return node, found.end() if node else here
    if found := COMMAND.match(text, here):
        return Node("mention", words=f"/{found[1]}"), found.end()
    if found := CUSTOM_EMOJI.match(text, here):
        return Node("text", words=f":{found[1]}:"), found.end()
    if found := QUIET_LINK.match(text, here):
        return _link(found[1], found[1]), found.end()
    return None, here


def _moment(seconds: int, style: str) -> Node | None:
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    words = moment.strftime(FORMS.get(style, "%Y-%m-%d %H:%M"))
    words += "" if style in "dD" else " UTC"
    return Node("time", (Node("text", words=style),), words=words, where=moment.isoformat())


def _link(words: str, url: str) -> Node:
    return Node("a", (Node("text", words=words),), where=url)


def _plain(node: Node) -> str:
    if node.words:
        return node.words
    inside = [_plain(child) for child in node.inside]
    if node.tag == "blockquote":
        return "\n".join(inside)
    return (node.where if node.tag == "li" else "") + "".join(inside)


def _html(node: Node) -> str:
    words = escape(node.words)
    if node.tag == "text":
        return words
    if node.tag == "time":
        style = escape(node.inside[0].words)
        return f'<time datetime="{escape(node.where)}" data-style="{style}">{words}</time>'
    if node.tag == "pre":
        return f"<pre><code>{words}</code></pre>"
    inside = words or "".join(_html(child) for child in node.inside)
    if node.tag == "a":
        where = escape(node.where)
        return f'<a href="{where}" target="_blank" rel="noopener noreferrer">{inside}</a>'
    if node.tag in {"mention", "spoiler"}:
        return f'<span class="{node.tag}">{inside}</span>'
    if node.tag == "li":
        return f'<p class="item">{escape(node.where)}{inside}</p>'
    if node.tag == "small":
        return f"<p><small>{inside}</small></p>"
    return f"<{node.tag}>{inside or '<br>'}</{node.tag}>"
