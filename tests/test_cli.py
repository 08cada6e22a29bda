"""The `jalon` command: what cannot be is one clear line, and no secret is ever said."""

import json
import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.__main__ import main
from tests.postgres import Postgres

ROOT = Path(__file__).parents[1]
CANARY = "123456789:AAcanaryCANARYcanaryCANARYcanaryCAN"
DISCORD_CANARY = "MTIzNDU2Nzg5.canary.CANARYcanaryCANARYcanary"


@pytest.fixture(autouse=True)
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody's settings but the test's own; the tests' log is put back afterwards."""
    for name in os.environ:
        if name.startswith("JALON_") or name.endswith("_TOKEN"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("JALON_HOME", str(tmp_path / "home"))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def sandbox() -> Iterator[str]:
    """A sandbox in a process of its own."""
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[1]
        process.terminate()


class Operator:
    """Somebody at a terminal."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capsys, self._patch = capsys, patch

    def runs(self, *words: str, **settings: str) -> tuple[int, str, str]:
        """Return the exit status, and what was said on both channels."""
        with self._patch.context() as here:
            for name, value in settings.items():
                here.setenv(name, value)
            status = main(list(words))
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def is_refused(self, *words: str, **settings: str) -> str:
        """Run what cannot be; return the one line that says why."""
        status, out, err = self.runs(*words, **settings)
        assert (status, out) == (2, "")
        assert err.startswith("jalon: ")
        assert err.count("\n") == 1, err
        return err


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Operator:
    return Operator(capsys, monkeypatch)


WRONG: Mapping[str, tuple[Mapping[str, str], str]] = {
    "an unknown setting": ({"JALON_NONSENSE": "1"}, "nonsense"),
    "an unknown rule of the market": ({"JALON_MARKET_NONSENSE": "1"}, "nonsense"),
    "words for a number": ({"JALON_SANDBOX_PORT": "many"}, "sandbox_port"),
    "an impossible port": ({"JALON_SANDBOX_PORT": "70000"}, "sandbox_port"),
    "an unknown database": ({"JALON_DATABASE_URL": "mysql://x"}, "database_url"),
    "a webhook without a secret": (
        {"JALON_TELEGRAM_WEBHOOK_URL": "https://x.example"},
        "telegram_webhook_secret",
    ),
    "an unknown platform": ({"JALON_PLATFORMS": "icq"}, "icq"),
    "a platform without its token": ({"JALON_PLATFORMS": "discord"}, "DISCORD_TOKEN"),
    "a token of another kind": ({"TELEGRAM_TOKEN": "hello"}, "TELEGRAM_TOKEN"),
    "an unknown level of the log": ({"JALON_LOG_LEVEL": "LOUD"}, "log_level"),
    "a home that is a file": ({"JALON_HOME": __file__}, "Not a directory"),
    "no settings file where one was named": ({"JALON_CONFIG": "/nowhere.toml"}, "/nowhere.toml"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_one_clear_line(ask: Operator, what: str):
    settings, names = WRONG[what]
    assert names in ask.is_refused("run", **settings)


@pytest.mark.parametrize(("variable", "token"), [("TELEGRAM_TOKEN", "1:x"), ("DISCORD_TOKEN", "x")])
def test_a_token_nobody_knows_is_one_clear_line(
    ask: Operator, sandbox: str, variable: str, token: str
):
    settings = {
        "JALON_TELEGRAM_API_URL": f"{sandbox}/telegram",
        "JALON_DISCORD_API_URL": f"{sandbox}/discord",
        variable: token,
    }
    assert variable in ask.is_refused("run", **settings)


def test_a_port_in_use_is_one_clear_line(ask: Operator, sandbox: str):
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        says = ask.is_refused(
            "run",
            TELEGRAM_TOKEN="1:sandbox",
            JALON_TELEGRAM_API_URL=f"{sandbox}/telegram",
            JALON_TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{port}/",
            JALON_TELEGRAM_WEBHOOK_PORT=str(port),
            JALON_TELEGRAM_WEBHOOK_SECRET="secret",
        )
    assert f"telegram_webhook_port {port}" in says


def test_whoever_tries_the_sandbox_sees_topics_and_a_bare_one_has_none(sandbox: str):
    command = [sys.executable, "-m", "bot", "sandbox"]
    settings = {**os.environ, "JALON_SANDBOX_PORT": "0"}
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        tried = re.search(r"http://[\d.:]+", process.stdout.readline())
        assert tried is not None
        has = {url: _has_topics(url) for url in (sandbox, tried[0])}
        process.terminate()
    assert has == {sandbox: False, tried[0]: True}


def _has_topics(url: str) -> bool:
    with urlopen(f"{url}/telegram/bot1:sandbox/getMe") as answer:
        told: bool = json.load(answer)["result"]["has_topics_enabled"]
        return told


def test_a_second_process_on_one_sqlite_is_refused(ask: Operator, tmp_path: Path):
    assert ask.runs("migrate")[0] == 0
    holder = (
        "import fcntl, sys; file = open(sys.argv[1], 'a'); "
        "fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holder, str(tmp_path / "home" / "jalon.db.lock")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert "PostgreSQL" in ask.is_refused("audit")
        other.communicate("")


def test_an_audit_and_a_backup_that_opens(ask: Operator, tmp_path: Path):
    assert ask.runs("migrate")[:2] == (0, "The database is up to date.\n")
    assert ask.runs("audit")[:2] == (0, "The books are balanced.\n")
    assert ask.runs("backup", str(tmp_path / "copy"))[0] == 0
    assert ask.runs("audit", JALON_HOME=str(tmp_path / "copy"))[:2] == (
        0,
        "The books are balanced.\n",
    )
    assert "exists already" in ask.is_refused("backup", str(tmp_path / "copy"))


def test_a_postgres_is_migrated_on_purpose(ask: Operator, postgres: Postgres):
    postgres.create("cli")
    url = postgres.url("cli")
    assert "jalon migrate" in ask.is_refused("audit", JALON_DATABASE_URL=url)
    assert ask.runs("migrate", JALON_DATABASE_URL=url)[0] == 0
    assert ask.runs("audit", JALON_DATABASE_URL=url)[:2] == (0, "The books are balanced.\n")
    says = ask.is_refused("backup", "/nowhere/copy", JALON_DATABASE_URL=url)
    assert "pg_dump" in says
    postgres.drop("cli")


@pytest.mark.parametrize("database", ["nowhere", "absent"])
def test_a_postgres_out_of_reach_is_one_clear_line(
    ask: Operator, postgres: Postgres, database: str
):
    url = postgres.url("absent")
    if database == "nowhere":
        url = "postgresql+asyncpg://ana:canary@127.0.0.1:1/x"
    says = ask.is_refused("audit", JALON_DATABASE_URL=url)
    assert "PostgreSQL cannot be reached" in says
    assert "canary" not in says


def test_no_token_is_ever_said(ask: Operator, sandbox: str):
    for settings in (
        {"TELEGRAM_TOKEN": CANARY, "JALON_TELEGRAM_API_URL": f"{sandbox}/nothing"},
        {"DISCORD_TOKEN": DISCORD_CANARY, "JALON_DISCORD_API_URL": f"{sandbox}/nothing"},
        {"TELEGRAM_TOKEN": CANARY.replace(":", " "), "JALON_LOG_LEVEL": "DEBUG"},
    ):
        status, out, err = ask.runs("run", **settings)
        assert status == 2
        assert "canary" not in (out + err).lower()
