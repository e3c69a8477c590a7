"""A PostgreSQL server of the tests' own, in a temporary folder; and the option that runs tests on it.

`pytest --engine postgresql` opens every database there that a test opens by its path: all tests of whole bots, and the
unit tests of the rooms that keep something. Those that look into the file itself are marked `sqlite` and skipped.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.domain.shards import Shards
from bot.storage.engine.backup import check
from bot.storage.engine.database import Database
from bot.storage.engine.invariants import INVARIANTS, broken
from bot.storage.engine.servers import is_on_server

KEEPING = frozenset({"storage", "services", "privacy", "moderation", "catalogue", "config"})  # rooms of unit tests
EVERY_TABLE = frozenset(table for invariant in INVARIANTS for table in invariant.tables)
_TEMPLATE = "linger_template"
# What is committed is handed to the machine: it outlives a killed server. What a power cut takes no test reads again.
_QUICK = "fsync=off\nfull_page_writes=off\nwal_level=minimal\nmax_wal_senders=0\n"
_WITH_PASSWORD = "local all locked scram-sha-256\n"  # of whoever is called so; everybody else is let in without
_USUAL = "listen_addresses=''\nmax_connections=200\nlog_min_messages=fatal\nautovacuum=off\n"


def binaries() -> Path | None:
    """The folder of the server's programs; None where it is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _account() -> dict[str, Any]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    return {}


# Rows that processes share are written by who has their member's lock (`Database.transaction`): no test may forget it.
SHARED = (
    *("progress", "ratings", "refusals", "avoided_notes", "watch_notes", "list_imports", "list_entries", "kept_topics"),
    *("reminders", "airings", "airing_checks", "outside_answers", "shared_series", "shared_lineage"),
)
_WATCHED = """
    CREATE FUNCTION refuse_without_lock() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'
            AND mode = 'ExclusiveLock' AND (objsubid = 1 OR objid = 3))
            AND current_setting('application_name') LIKE 'linger %/%' THEN
            RAISE EXCEPTION 'a row of % is written without a lock', TG_TABLE_NAME;
        END IF;
        RETURN NULL;
    END $$;
""" + "".join(
    f"CREATE TRIGGER watched BEFORE INSERT OR UPDATE OR DELETE ON {table} EXECUTE FUNCTION refuse_without_lock();"
    for table in SHARED
)


class PostgresServer:
    """A running server that only this machine's processes reach, through a socket in its folder."""

    def __init__(self, folder: Path, programs: Path, *, flushes: bool) -> None:
        self._data = folder / "data"
        self._folder = folder
        self._programs = programs
        self._process: subprocess.Popen[bytes] | None = None
        self._made: set[str] = set()
        account = _account()
        if account:
            os.chown(folder, account["user"], account["group"])
        self._run(
            "initdb", "-D", str(self._data), "-U", "linger", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        rules = self._data / "pg_hba.conf"
        rules.write_text(_WITH_PASSWORD + rules.read_text())
        config = self._data / "postgresql.conf"
        config.write_text(
            config.read_text() + _USUAL + f"unix_socket_directories='{folder}'\n" + ("" if flushes else _QUICK)
        )

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments], check=True, capture_output=True, cwd=self._folder, **_account()
        )

    @property
    def pid(self) -> int:
        """Of the process that all others descend from."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._launch()
        self.wait()

    def _launch(self) -> None:
        (self._data / "postmaster.pid").unlink(missing_ok=True)  # of one that was killed
        self._process = subprocess.Popen(
            [str(self._programs / "postgres"), "-D", str(self._data)],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_account(),
        )

    def wait(self) -> None:
        """Until it answers. It refuses to start while a session of the one before it is still dying."""
        import psycopg

        until_s = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                assert time.monotonic() < until_s, "the server does not answer"
                time.sleep(0.02)
                if self._process is not None and self._process.poll() is not None:
                    self._launch()
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: by SIGINT at once, with the sessions; by SIGKILL like a power cut for its processes."""
        if self._process is None:
            return
        children = _children(self._process.pid) if how is signal.SIGKILL else []
        self._process.send_signal(how)
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, how)
        self._process.wait(30)
        self._process = None

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://linger@/{name}?host={self._folder}"

    def execute(self, sql: str, database: str = "postgres") -> list[Any]:
        """Run a statement outside of any transaction; what it found."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as session:
            cursor = session.execute(sql)  # type: ignore[call-overload]  # texts of the tests
            return cursor.fetchall() if cursor.description else []

    def make(self, name: str) -> str:
        """Make a new database as a first start leaves it; its address."""
        if _TEMPLATE not in self._made:
            self._made.add(_TEMPLATE)
            self.execute(f"CREATE DATABASE {_TEMPLATE}")
            self._migrate(_TEMPLATE)
        if name in self._made:  # an older one, whose last session may just be ending; waited for, it takes a second
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY file_copy")  # not each page through the log
        self._made.add(name)
        return self.url(name)

    def _migrate(self, name: str) -> None:
        from bot.storage.engine.migrator import bundled_migrations
        from bot.storage.engine.postgres.migrating import migrate
        from bot.storage.engine.postgres.raw import WRITING, PostgresRaw

        raw = PostgresRaw(self.url(name), begin=WRITING)
        migrate(raw, bundled_migrations(), now_ms=0)
        raw.close()
        self.execute(_WATCHED, name)

    def at(self, path: Path) -> str:
        """The database that stands for a file; made when it is first asked for."""
        name = "t_" + hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
        return self.url(name) if name in self._made else self.make(name)

    def drop_unused(self) -> None:
        """Drop the databases that nobody is connected to; the server itself would wait for the others, five seconds."""
        import psycopg

        in_use = {name for (name,) in self.execute("SELECT datname FROM pg_stat_activity")}
        for name in self._made - in_use - {_TEMPLATE}:
            with suppress(psycopg.errors.ObjectInUse):
                self.execute(f"DROP DATABASE {name}")
                self._made.discard(name)


SOMEBODY_WAITS = "SELECT 1 FROM pg_locks WHERE NOT granted"


async def until_found(postgres: PostgresServer, sql: str) -> None:
    """Return when the server finds something; fails where it never does."""
    for _try in range(1_000):
        if await asyncio.to_thread(postgres.execute, sql):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(sql)


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


@contextmanager
def server(*, flushes: bool = False) -> Iterator[PostgresServer]:
    """A server for the block; skips the test, saying why, where none can be had.

    With `flushes` it waits for its disk with each commit, as it does in production.
    """
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'linger-bot[postgres]'")
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    memory = None if flushes else os.environ.get("PYTEST_DEBUG_TEMPROOT")  # where tests/conftest.py found room there
    folder = Path(tempfile.mkdtemp(prefix="linger-postgres-", dir=memory))
    folder.chmod(0o755)
    try:
        running = PostgresServer(folder, programs, flushes=flushes)
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_in_use: PostgresServer | None = None  # with `--engine postgresql`


def _raw(place: Database | Path) -> Any:
    home = place._home if isinstance(place, Database) else None
    path = place if isinstance(place, Path) else place.path
    if path is not None and _in_use is None:
        raw = sqlite3.connect(path, isolation_level=None, timeout=5)
        raw.row_factory = sqlite3.Row
        raw.execute("PRAGMA foreign_keys = ON")
        return raw
    from bot.storage.engine.postgres.raw import WRITING, PostgresRaw

    url = home.url if home is not None else _in_use.at(path)  # type: ignore[attr-defined, union-attr]  # a server's home
    return PostgresRaw(url, begin=WRITING)


def place_of(path: Path) -> dict[str, str]:
    """The settings by which `linger run` opens what a test opens by that path."""
    on_server = {} if _in_use is None else {"DATABASE_URL": _in_use.at(path)}
    return {"DATABASE_PATH": str(path), **on_server}


@contextmanager
def elsewhere(place: Database | Path) -> Iterator[sqlite3.Connection]:
    """What another program sees of a database now; what it writes is there at once."""
    raw = _raw(place)
    try:
        yield raw
    finally:
        raw.close()


def problems_of(place: Database | Path) -> list[str]:
    """What does not hold between the tables of a database."""
    path = place if isinstance(place, Path) else place.path
    if path is not None and _in_use is None:
        return check(path)
    with elsewhere(place) as raw:
        return list(broken(raw, EVERY_TABLE))


def slips_of(path: Path) -> list[str]:
    """Which promises between the tables of a database do not hold although it is sound."""
    if not path.exists() and _in_use is None:
        return []
    with elsewhere(path) as raw:
        return list(broken(raw, EVERY_TABLE, grave=False))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server for all tests of this process."""
    with server() as running:
        yield running


def _wants_postgres(config: pytest.Config) -> bool:
    return bool(config.getoption("--engine") == "postgresql")


@pytest.fixture(scope="session", autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """With `--engine postgresql`, what a test opens by a path is opened on the server."""
    if not _wants_postgres(request.config):
        yield
        return
    global _in_use
    _in_use = running = request.getfixturevalue("postgres")
    usual = Database.__dict__["open"]

    def opened(cls: type[Database], place: Path | str, **options: Any) -> Any:
        if not is_on_server(place):
            place = running.at(Path(place))
            options.setdefault("shards", Shards(0, 1, 2))  # all of them, and all the care that several take
        return usual.__get__(None, cls)(place, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "open", classmethod(opened))
        yield


@pytest.fixture(autouse=True)
def tidy_server(request: pytest.FixtureRequest) -> Iterator[None]:
    """Databases do not pile up."""
    running = request.getfixturevalue("postgres") if _wants_postgres(request.config) else None
    yield
    if running is not None:
        running.drop_unused()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of the file itself have nothing to say about a server, nor have those that compute and keep nothing."""
    if _wants_postgres(config):
        computing = [item for item in items if not (item.get_closest_marker("e2e") or KEEPING & {*item.path.parts})]
        config.hook.pytest_deselected(items=computing)
        left_out = set(computing)
        items[:] = [item for item in items if item not in left_out]
        for item in items:
            if item.get_closest_marker("sqlite") is not None:
                item.add_marker(pytest.mark.skip(reason="looks into the SQLite file itself"))
