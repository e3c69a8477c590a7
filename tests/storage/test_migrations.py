"""Migrations: all or nothing, in order, never changed once applied."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.storage.engine.migrator import Migration, applied, bundled_migrations, migrate, statements

pytestmark = pytest.mark.sqlite

FIRST = Migration("0001_first", "CREATE TABLE a (x INTEGER) STRICT;\nINSERT INTO a (x) VALUES (1);\n")
SECOND = Migration("0002_second", "CREATE TABLE b (y INTEGER) STRICT;")


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    # A process that dies leaves what it gave to the system; flushing guards against power cuts only.
    connection.execute("PRAGMA synchronous = OFF")
    return connection


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(tmp_path / "test.sqlite3")) as connection:
        yield connection


def schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    return [(row[0], row[1]) for row in rows]


def schema_after(migrations: Sequence[Migration]) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, migrations, now_ms=0)
        return schema(connection)


def test_missing_migrations_are_applied_once_and_recorded(connection: sqlite3.Connection) -> None:
    assert migrate(connection, [FIRST], now_ms=5) == ["0001_first"]
    assert migrate(connection, [FIRST, SECOND], now_ms=6) == ["0002_second"]
    assert migrate(connection, [FIRST, SECOND], now_ms=7) == []
    assert applied(connection) == {"0001_first": FIRST.sha256, "0002_second": SECOND.sha256}
    assert connection.execute("SELECT applied_at FROM migrations ORDER BY name").fetchall() == [(5,), (6,)]
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]


def test_the_paragraph_that_a_text_is_hidden_from_moves_into_the_text(connection: sqlite3.Connection) -> None:
    every = bundled_migrations()
    migrate(connection, [one for one in every if one.name < "0017"], now_ms=0)
    connection.execute(
        "INSERT INTO reviews (id, guild_id, series_id, author_id, author_name, rating, headline, body, spoiler_free,"
        " hidden_from, stage, language, state, created_at)"
        " VALUES (1, 1, 's', 2, 'a', 10, 'h', ?, 0, 2, 'finished', 'en', 'posted', 1)",
        ("open\n\nhidden",),
    )
    fields = '{"body": "open\\nhidden", "hidden_from": 2}'
    connection.execute("INSERT INTO review_versions VALUES (1, 1, ?, 1)", (fields,))
    connection.execute("INSERT INTO review_drafts VALUES (2, 1, 's', ?, 1)", (fields.replace(": 2}", ": null}"),))
    migrate(connection, every, now_ms=1)
    reviews = connection.execute("SELECT body, hidden_from FROM reviews").fetchall()
    assert reviews == [("open\n\n[hide from here]\nhidden", None)]
    versions = connection.execute("SELECT fields FROM review_versions").fetchall()
    assert versions == [('{"body": "open\\n[hide from here]\\nhidden"}',)]
    drafts = connection.execute("SELECT fields FROM review_drafts").fetchall()
    assert [json.loads(row[0])["body"] for row in drafts] == ["open\nhidden"]


def files_of(path: Path) -> dict[str, bytes]:
    """What lies on the disk of a database: its file, and the journal of what is under way."""
    return {each.name: each.read_bytes() for each in path.parent.glob(f"{path.name}*")}


def left_at_every_statement(path: Path, migrations: Sequence[Migration]) -> list[dict[str, bytes]]:
    """Migrate, and tell what would lie on the disk if the process died as each of the statements starts."""
    left = []
    with closing(connect(path)) as connection:
        connection.set_trace_callback(lambda _sql: left.append(files_of(path)))
        migrate(connection, migrations, now_ms=0)
    return left


def left_by_a_kill(path: Path, migrations: Sequence[Migration], statement: int) -> dict[str, bytes]:
    """Migrate in another process that dies as its `statement`-th statement starts."""
    child = os.fork()
    if child == 0:
        counted = itertools.count()
        connection = connect(path)
        connection.set_trace_callback(lambda _sql: os._exit(9) if next(counted) == statement else None)
        try:
            migrate(connection, migrations, now_ms=0)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9
    return files_of(path)


def put_there(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make these the only files of a folder."""
    for each in folder.iterdir():
        each.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


@pytest.mark.slow
def test_a_migration_interrupted_at_any_statement_is_all_or_nothing(tmp_path: Path) -> None:
    migrations = bundled_migrations()
    path = tmp_path / "interrupted.sqlite3"
    path.touch()
    schemas: list[list[tuple[str, str]]] = [[], []]  # before a migration, and after it
    for number in range(len(migrations)):
        before, wanted = files_of(path), migrations[: number + 1]
        schemas = [schemas[1], schema_after(wanted)]
        every = left_at_every_statement(path, wanted)
        after = files_of(path)
        assert len(every) > 3
        if hasattr(os, "fork"):
            put_there(tmp_path, before)
            middle = len(every) // 2
            killed = left_by_a_kill(path, wanted, middle)
            assert killed.keys() == every[middle].keys()
            assert killed[path.name] == every[middle][path.name], "a kill leaves what was read beside it"
        for left in every:
            put_there(tmp_path, left)
            with closing(connect(path)) as connection:
                done = list(applied(connection))
                assert done in ([one.name for one in wanted[:-1]], [one.name for one in wanted])
                assert schema(connection) == schemas[len(done) - number]
                migrate(connection, wanted, now_ms=0)
                assert schema(connection) == schemas[1]
        put_there(tmp_path, after)


@pytest.mark.parametrize("bad", range(4))
def test_a_migration_that_fails_at_any_statement_leaves_nothing(connection: sqlite3.Connection, bad: int) -> None:
    parts = ["CREATE TABLE c (z INTEGER) STRICT;", "INSERT INTO a (x) VALUES (2);", "DROP TABLE a;"]
    parts.insert(bad, "INSERT INTO nowhere VALUES (1);")
    migrate(connection, [FIRST], now_ms=0)
    before = schema(connection)
    with pytest.raises(StartError, match="0002_bad failed and was undone: no such table: nowhere"):
        migrate(connection, [FIRST, Migration("0002_bad", "\n".join(parts))], now_ms=0)
    assert schema(connection) == before
    assert list(applied(connection)) == ["0001_first"]
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]
    assert not connection.in_transaction


def test_a_migration_that_breaks_a_foreign_key_leaves_nothing(connection: sqlite3.Connection) -> None:
    orphan = Migration(
        "0001_orphan",
        "CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE c (p INTEGER REFERENCES p (id)) STRICT;"
        "INSERT INTO c (p) VALUES (7);",
    )
    with pytest.raises(StartError, match="rows of c would point to missing rows of p"):
        migrate(connection, [orphan], now_ms=0)
    assert schema(connection) == []


def test_a_migration_may_rebuild_a_table_that_others_point_to(connection: sqlite3.Connection) -> None:
    first = Migration(
        "0001_first",
        "CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT;"
        "CREATE TABLE c (p INTEGER REFERENCES p (id) ON DELETE CASCADE) STRICT;"
        "INSERT INTO p (id) VALUES (1); INSERT INTO c (p) VALUES (1);",
    )
    rebuild = Migration(
        "0002_rebuild",
        "CREATE TABLE p_new (id INTEGER PRIMARY KEY, note TEXT) STRICT;"
        "INSERT INTO p_new (id) SELECT id FROM p; DROP TABLE p; ALTER TABLE p_new RENAME TO p;",
    )
    migrate(connection, [first, rebuild], now_ms=0)
    assert connection.execute("SELECT p FROM c").fetchall() == [(1,)]
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_changed_migration_stops_the_start(connection: sqlite3.Connection) -> None:
    migrate(connection, [FIRST], now_ms=0)
    with pytest.raises(StartError, match="0001_first was changed after it was applied"):
        migrate(connection, [Migration("0001_first", FIRST.sql + "-- a thought")], now_ms=0)


def test_line_ends_are_no_change(connection: sqlite3.Connection) -> None:
    migrate(connection, [FIRST], now_ms=0)
    assert migrate(connection, [Migration("0001_first", FIRST.sql.replace("\n", "\r\n"))], now_ms=0) == []


def test_a_database_of_a_newer_version_stops_the_start(connection: sqlite3.Connection) -> None:
    migrate(connection, [FIRST, SECOND], now_ms=0)
    with pytest.raises(StartError, match=r"newer Linger .*0002_second"):
        migrate(connection, [FIRST], now_ms=0)


def test_a_migration_numbered_behind_applied_ones_stops_the_start(connection: sqlite3.Connection) -> None:
    migrate(connection, [SECOND], now_ms=0)
    with pytest.raises(StartError, match="number after 0002_second"):
        migrate(connection, [FIRST, SECOND], now_ms=0)


def test_statements_end_where_sqlite_ends_them() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; SELECT ';'; END;"
    sql = f"-- a; comment\nCREATE TABLE a (x TEXT DEFAULT 'a;b');\n{trigger}\n/* the; end */\n"
    assert list(statements(sql)) == ["-- a; comment\nCREATE TABLE a (x TEXT DEFAULT 'a;b');", trigger]


@pytest.mark.parametrize("sql", ["BEGIN;", " /* x */ commit;", "-- y\nPRAGMA foreign_keys = OFF;", "VACUUM;"])
def test_a_migration_may_not_leave_its_transaction(sql: str) -> None:
    with pytest.raises(ValueError, match="may not say"):
        list(statements(sql))


def test_an_unfinished_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="unfinished statement: DROP TABLE a"):
        list(statements("SELECT 1; DROP TABLE a"))


def test_no_two_bundled_migrations_share_a_number() -> None:
    numbers = [migration.name[:4] for migration in bundled_migrations()]
    assert numbers == sorted(set(numbers))


def test_every_table_is_strict_and_no_constraint_waits_for_the_shared_commit() -> None:
    """A deferred constraint would fail at the commit, and take other members' changes with it."""
    for name, sql in schema_after(bundled_migrations()):
        if sql.startswith("CREATE TABLE"):
            assert sql.rstrip().endswith("STRICT"), name
        assert "DEFERR" not in sql.upper(), name
