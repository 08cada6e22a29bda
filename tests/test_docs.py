"""What is written about the house is true of the house."""

import ast
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bot.__main__ import DEEDS
from bot.config import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
WRITTEN = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "docs" / "generate.py",
]
PARTS = ["Context", "Decision", "Consequences", "Alternatives", "What enforces it"]
# Folders of somebody's machine, and where packages come from: none of them is everybody's.
MACHINES = re.compile(r"/(?:home|root|work|Users|tmp|var|opt)/|[A-Z]:\\|pypi\.org|//[^/\s]*index")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
WAITING = (ast.AsyncFunctionDef, ast.Await, ast.AsyncWith, ast.AsyncFor)
INSIDE = ["core", *(f"bot/{name}" for name in ("handlers", "screens", "conversations", "forms"))]
DOORS = {"core/market.py", "core/sending.py", "core/payments/ports.py", "core/payments/sandbox.py",
         "core/store/engine.py", "core/store/migrations.py", "core/store/postgres.py",
         "core/store/sqlite.py"}  # fmt: skip


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def part(page: Path, title: str) -> str:
    text = page.read_text(encoding="utf-8")
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0].strip()


def tables(text: str) -> Iterator[str]:
    """The first cell of every row of every table."""
    for line in text.splitlines():
        if found := re.match(r"\| `([a-zA-Z_]+)` \|", line):
            yield found[1]


def test_the_pages_say_what_the_code_says() -> None:
    assert generator().behind() == [], "run `make docs`"


def test_the_readme_lists_every_setting_and_no_other() -> None:
    listed = list(tables(README))
    assert listed == [*Settings.__struct_fields__]


def test_what_the_readme_tells_to_type_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    for page in (README, (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        asked = set(re.findall(r"(?:^|`|&& )make (?:--\S+ )?([a-z]+)", page, re.MULTILINE))
        assert asked <= targets
        assert set(re.findall(r"(?:^|`|/)jalon ([a-z]+)", page, re.MULTILINE)) <= set(DEEDS)
    assert {"run", "test"} <= set(re.findall(r"^make ([a-z]+)", README, re.MULTILINE))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_told_in_the_same_five_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    number = int(page.name.partition("-")[0])
    assert text.startswith(f"# {number}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    quoted = [line for line in part(page, "Decision").splitlines() if line.startswith(">")]
    assert len(quoted) == 1, "one line that people will quote"
    assert len(part(page, "Alternatives").splitlines()) >= 2


def test_decisions_are_numbered_in_turn() -> None:
    numbers = [int(page.name.partition("-")[0]) for page in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_what_enforces_a_decision_is_there(page: Path) -> None:
    named = re.findall(r"`([\w/.]+\.\w+)(?:::(\w+))?`", part(page, "What enforces it"))
    assert named, "nothing enforces it"
    for path, test in named:
        assert (ROOT / path).exists(), path
        if test:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), test


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_nothing_written_belongs_to_one_machine(page: Path) -> None:
    assert not MACHINES.search(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_link_inside_the_house_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith("http") and "{" not in target:
            assert (page.parent / target).exists(), target


def test_nothing_waits_inside() -> None:
    for top in INSIDE:
        for file in (ROOT / top).rglob("*.py"):
            if str(file.relative_to(ROOT)) not in DOORS:
                nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                assert not any(isinstance(node, WAITING) for node in nodes), file


def test_every_package_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = tomllib.loads(text)["project"]["dependencies"]
    for package in wanted:
        line = next(line for line in text.splitlines() if package in line)
        assert re.search(r"# \w", line), package


def test_the_lock_says_versions_and_nothing_else() -> None:
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.+!-]+", line), line
