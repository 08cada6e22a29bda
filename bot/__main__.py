"""The `jalon` command."""

import argparse
import sys
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bot import demo, hosting
from bot.app import open_market
from bot.clock import Clock
from bot.config import BadSettings, Settings, read
from bot.logs import set_up
from bot.platform import CannotConnect
from bot.seal import Seal
from core import audit, disputes
from core.disputes import CaseFile, Fault
from core.store import CannotOpen, migrations, open_store

Deed = Callable[[Settings, argparse.Namespace], Coroutine[Any, Any, int]]


async def run(settings: Settings, _arguments: argparse.Namespace) -> int:
    """Run the bot; without tokens, in a sandbox of its own."""
    return await hosting.run(settings)


async def run_sandbox(settings: Settings, _arguments: argparse.Namespace) -> int:
    """Run only the sandbox; a bot elsewhere may use it (JALON_SANDBOX_URL)."""
    return await hosting.run_sandbox(settings)


async def play(settings: Settings, arguments: argparse.Namespace) -> int:
    """Play the whole job between a seller and a buyer."""
    return await demo.play(settings, out=sys.stdout)


async def migrate(settings: Settings, _arguments: argparse.Namespace) -> int:
    """Bring the database to the shape of this release."""
    settings.home_folder.mkdir(parents=True, exist_ok=True)
    store = await open_store(settings.database)
    try:
        await store.alter(migrations.upgrade)
    finally:
        await store.close()
    _print("The database is up to date.")
    return 0


async def check_books(settings: Settings, _arguments: argparse.Namespace) -> int:
    """Audit the books; the exit status is 0 only when everything is right."""
    async with AsyncExitStack() as stack:
        market = await open_market(settings, Clock(), stack)
        findings = await market.ask(audit.check)
    for finding in findings:
        _print(f"WRONG  {finding.rule}: {finding.says}")
    _print(f"{len(findings)} findings." if findings else "The books are balanced.")
    return 1 if findings else 0


async def backup(settings: Settings, arguments: argparse.Namespace) -> int:
    """Copy database and files to a folder, while the bot runs or not."""
    return await hosting.backup(settings, arguments.folder, _print)


async def verify(settings: Settings, arguments: argparse.Namespace) -> int:
    """Tell a genuine case file from a changed one; the exit status is 0 only for a genuine one."""
    case, fault = _checked(Path(arguments.file), _seal_of(settings))
    if fault is not None:
        _print(f"CHANGED  line {fault.line}, {fault.says}, is not what the market wrote.")
        return 1
    _print(
        f"Genuine: the case file of dispute {case.case} about order {case.order}, "
        f"{len(case.written)} entries, SHA-256 {case.head}."
    )
    return 0


DEEDS: dict[str, tuple[Deed, str]] = {
    "run": (run, "run the bot (without tokens: in a sandbox, and say where)"),
    "sandbox": (run_sandbox, "run only the sandbox"),
    "demo": (play, "play a whole order between Telegram and Discord, in the sandbox"),
    "migrate": (migrate, "bring the database to the shape of this release"),
    "audit": (check_books, "check the books"),
    "backup": (backup, "copy database and files to a folder"),
    "verify": (verify, "tell a genuine case file (JSON) from a changed one"),
}
ARGUMENTS = {
    "backup": ("folder", "a folder that does not exist yet"),
    "verify": ("file", "a case file that this market gave out"),
}


class CannotVerify(Exception):
    """A file that cannot be judged; the text says why."""


def main(words: list[str] | None = None) -> int:
    """Do what was asked; say in one line why not."""
    parser = argparse.ArgumentParser(
        prog="jalon", description="A freelance marketplace that lives in chat."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_deed, says) in DEEDS.items():
        command = commands.add_parser(name, help=says, description=says)
        if name in ARGUMENTS:
            argument, means = ARGUMENTS[name]
            command.add_argument(argument, help=means)
    arguments = parser.parse_args(words)
    try:
        settings = read()
        set_up(settings.log_level, settings.telegram_token, settings.discord_token)
        return hosting.on_a_loop(DEEDS[arguments.command][0](settings, arguments))
    except (BadSettings, CannotOpen, CannotConnect, CannotVerify) as error:
        sys.stderr.write(f"jalon: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


def _checked(path: Path, key: bytes) -> tuple[CaseFile, Fault | None]:
    try:
        return disputes.check(path.read_bytes(), key)
    except OSError as error:
        raise CannotVerify(f"{path}: {error.strerror}") from None
    except disputes.Forged as error:
        raise CannotVerify(f"{path} is no case file: {error}") from None


def _seal_of(settings: Settings) -> bytes:
    seal = Seal(settings.home_folder)
    if not seal.exists():
        raise CannotVerify(
            f"there is no {seal.path}: only the market that gave a case file out can verify it"
        )
    return seal.key()


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
