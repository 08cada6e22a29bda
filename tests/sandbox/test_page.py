"""The sandbox's page: served whole, closed to the outside, in both languages."""

import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser

import aiohttp
import pytest

from sandbox.app import PAGE, Sandbox

KINDS = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript application/javascript",
    "svg": "image/svg+xml",
}
ADDRESS = re.compile(r"""["'(](/page/[\w.-]+)["')]""")
OUTSIDE = re.compile(r"""https?://[^\s"'`)>]+|["'(]//\w[^\s"'`)]*""")
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
ENTRY = re.compile(
    r'^  (\w+): \[\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)",?\s*\],$', re.MULTILINE
)
KEY = re.compile(r"^  (\w+): \[", re.MULTILINE)
BLANK = re.compile(r"\{(\w+)\}")
LONGEST_FILE = 400


@pytest.fixture
async def served() -> AsyncIterator[dict[str, aiohttp.ClientResponse]]:
    """Every file one gets by following the page's own references, read."""
    sandbox = Sandbox()
    url = await sandbox.start()
    found: dict[str, aiohttp.ClientResponse] = {}
    async with aiohttp.ClientSession() as browser:
        waiting = ["/"]
        while waiting:
            address = waiting.pop()
            if address in found:
                continue
            found[address] = await browser.get(url + address)
            waiting += ADDRESS.findall(await found[address].text())
        yield found
    await sandbox.stop()


def sources(ending: str) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted(PAGE.glob(f"*.{ending}"))}


def words() -> dict[str, tuple[str, str]]:
    table = sources("js")["words.js"].partition("export const WORDS = {")[2].partition("\n};")[0]
    entries = {key: (english, french) for key, english, french in ENTRY.findall(table)}
    assert list(entries) == KEY.findall(table), "an entry is not [English, French]"
    return entries


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


async def test_the_page_and_all_it_refers_to_are_served(
    served: dict[str, aiohttp.ClientResponse],
) -> None:
    for address, answer in served.items():
        assert answer.status == 200, address
        ending = address.rpartition(".")[2] if "." in address else "html"
        assert answer.content_type in KINDS[ending], address
        assert await answer.text(), address


async def test_nothing_in_the_folder_is_left_over(
    served: dict[str, aiohttp.ClientResponse],
) -> None:
    kept = {f"/page/{p.name}" for p in PAGE.iterdir()} - {"/page/index.html"}
    assert kept == served.keys() - {"/"}


async def test_nothing_comes_from_outside(served: dict[str, aiohttp.ClientResponse]) -> None:
    for address, answer in served.items():
        found = set(OUTSIDE.findall(await answer.text())) - {SVG_NAMESPACE}
        assert not found, (address, found)


def test_a_strict_policy_stands_before_anything_is_loaded() -> None:
    elements = Elements(sources("html")["index.html"]).found
    [policy] = [
        str(attributes["content"])
        for tag, attributes in elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = {name: set(rest) for name, *rest in (rule.split() for rule in policy.split(";"))}
    assert rules == {
        "default-src": {"'self'"},
        "img-src": {"'self'", "data:", "blob:"},
        "style-src": {"'self'"},
        "connect-src": {"'self'"},
        "object-src": {"'none'"},
        "base-uri": {"'none'"},
        "form-action": {"'none'"},
    }
    tags = [tag for tag, _ in elements]
    first_load = min(tags.index(tag) for tag in ("link", "script"))
    assert next(i for i, (_, a) in enumerate(elements) if "http-equiv" in a) < first_load


def test_the_markup_holds_no_script_and_no_style() -> None:
    for tag, attributes in Elements(sources("html")["index.html"]).found:
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        assert not {a for a in attributes if a.startswith("on") or a == "style"}


def test_only_what_the_server_dressed_is_read_as_markup() -> None:
    parsers = re.compile(
        r".*(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|"
        r"createContextualFragment|setHTML|srcdoc|\beval\(|new Function).*"
    )
    found = [line.strip() for text in sources("js").values() for line in parsers.findall(text)]
    assert len(found) == 1
    assert found[0].startswith("if (message.html) body.innerHTML = message.html;")


def test_every_word_is_there_in_both_languages() -> None:
    entries = words()
    assert entries
    for key, (english, french) in entries.items():
        assert english.strip(), key
        assert french.strip(), key
        assert sorted(BLANK.findall(english)) == sorted(BLANK.findall(french)), key


def test_every_word_used_exists_and_every_word_is_used() -> None:
    entries = words()
    scripts = "\n".join(text for name, text in sources("js").items() if name != "words.js")
    page = sources("html")["index.html"]
    used = set(re.findall(r'data-t(?:-label)?="(\w+)"', page))
    for call in re.findall(r"\bt\(([^()]*)", scripts):
        used |= set(re.findall(r'"([a-z]\w*)"', call.partition("{")[0]))
    made = re.findall(r"\bt\(`(\w+)\$\{", scripts)
    listed = set(re.findall(r'\["(\w+)", "PT?\d', scripts))  # the clock's quick steps
    listed |= set(re.findall(r"(\w+): \(n\) => `P", scripts))  # and its units
    assert used <= entries.keys()
    unused = {k for k in entries.keys() - used - listed if not k.startswith(tuple(made))}
    assert not unused


def test_no_file_is_too_long_to_read() -> None:
    for ending in KINDS:
        for name, text in sources(ending).items():
            assert text.count("\n") < LONGEST_FILE, name
