"""Every wall holds: each import contract is broken once on purpose, and must say so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINT = Path(sys.executable).with_name("lint-imports")

# Which wall, where the hole is made, and with what import.
HOLES = [
    ("core knows nothing of chat", "core/orders/rules.py", "import telegram"),
    ("bot knows no SQL", "bot/router.py", "import sqlalchemy"),
    (
        "bot enters a feature by its front door",
        "bot/handlers/orders.py",
        "import core.orders.service",
    ),
    ("core is built floor upon floor", "core/ledger/service.py", "import core.orders"),
    ("core is built floor upon floor", "core/newcomer/__init__.py", "import core.kit"),
    ("bot is built floor upon floor", "bot/ui/screen.py", "import bot.router"),
    ("handlers do not lean on each other", "bot/handlers/orders.py", "import bot.handlers.drafts"),
    (
        "platforms do not know each other",
        "bot/platforms/telegram/platform.py",
        "import bot.platforms.discord",
    ),
    (
        "only a platform speaks its platform's library",
        "bot/handlers/orders.py",
        "import discord",
    ),
    ("the sandbox is another world", "sandbox/world.py", "import core.kit.money"),
    ("nobody imports the sandbox", "bot/hosting.py", "import sandbox.world"),
]


def lint(root: Path, contracts: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [LINT, "--no-cache", "--config", contracts],
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house, to make holes in."""
    root = tmp_path_factory.mktemp("house")
    for top in ("core", "bot", "sandbox"):
        shutil.copytree(ROOT / top, root / top, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_the_walls_stand(house: Path) -> None:
    result = lint(house, "pyproject.toml")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("wall", "file", "hole"), HOLES, ids=[f"{w} ({h})".replace(" ", "-") for w, _f, h in HOLES]
)
def test_a_hole_in_a_wall_is_seen(house: Path, wall: str, file: str, hole: str) -> None:
    path = house / file
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n\ndef hole() -> None:\n    {hole}\n")
    try:
        result = lint(house, "pyproject.toml")
    finally:
        if before is None:
            shutil.rmtree(path.parent)
        else:
            path.write_text(before)
    assert result.returncode != 0, f"{wall}: nobody noticed {hole} in {file}"
    assert f"{wall} BROKEN" in result.stdout or "newcomer" in result.stdout + result.stderr
