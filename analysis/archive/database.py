"""The archive's one SQLite database: opened for its owner alone, brought to the present schema, written in whole transactions."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "archive.sqlite"
VERSION = 4
BEFORE_SOUND, BEFORE_HEARD = 2, 3
"""Versions whose archives are taken over as they are: without sound, and without a word on whether it was looked for."""
WAIT_S = 30.0
"""Seconds that one process waits for another that writes."""
LEAST_ROOM = 64 << 10
"""Bytes that SQLite wants beside the database before it writes at all."""

_SOUNDS = "CREATE TABLE sounds (file INTEGER PRIMARY KEY REFERENCES files(id) ON DELETE CASCADE, probes BLOB NOT NULL, codes BLOB NOT NULL)"
"""The codes of each file that has sound, before them some of these, of which the index is made. New in version 3."""
_HEARD = "ALTER TABLE files ADD COLUMN heard INTEGER NOT NULL DEFAULT 0"
"""Whether the file's sound was looked for, found or not. New in version 4; older files are asked once more when they are added."""
_SCHEMA = f"""
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL, added TEXT NOT NULL,
    still INTEGER NOT NULL, duration_s REAL, start TEXT NOT NULL, time_base TEXT NOT NULL, decode_failures INTEGER NOT NULL,
    pts BLOB NOT NULL, codes BLOB NOT NULL, core BLOB NOT NULL, detail BLOB NOT NULL,
    core_detail BLOB NOT NULL,
    dated_from TEXT, dated_to TEXT, strength TEXT, dated_by TEXT NOT NULL DEFAULT '', typed TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT ''
);
CREATE TABLE anchors (file INTEGER PRIMARY KEY REFERENCES files(id) ON DELETE CASCADE, pictures BLOB NOT NULL, codes BLOB NOT NULL,
    core BLOB NOT NULL);
CREATE TABLE places (path BLOB PRIMARY KEY, file INTEGER NOT NULL REFERENCES files(id) ON DELETE CASCADE, bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX places_by_file ON places (file);
CREATE TABLE failures (path BLOB PRIMARY KEY, bytes INTEGER NOT NULL, modified_ns INTEGER NOT NULL, sentence TEXT NOT NULL) WITHOUT ROWID;
{_SOUNDS};
{_HEARD};
"""


class ArchiveError(Exception):
    """The archive can't do this; the message is one sentence: what, and what to do."""


class Database:
    """The connection. Its methods raise ArchiveError where the disk or the file refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Made here so that no other user can read it; SQLite gives its side files the same permissions.
            if not (folder / NAME).exists():
                os.close(os.open(folder / NAME, os.O_CREAT | os.O_RDWR, 0o600))
            self._connection = sqlite3.connect(folder / NAME, timeout=WAIT_S, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(f"The archive at {folder} can't be opened: {getattr(error, 'strerror', None) or error}.") from error
        try:
            with self.reading():
                self._connection.execute("PRAGMA journal_mode=WAL")
                self._connection.execute("PRAGMA synchronous=NORMAL")
                self._connection.execute("PRAGMA foreign_keys=ON")
                self._prepare()
        except ArchiveError:
            self._connection.close()
            raise

    def close(self) -> None:
        self._connection.close()

    def execute(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """Run one statement within `reading` or `writing`."""
        return self._connection.execute(statement, values)

    def changed(self) -> None:
        """The files are others now; within `writing`."""
        self._connection.execute("UPDATE state SET value = value + 1 WHERE name = 'generation'")

    def _no_room(self) -> bool:
        """Whether the disk has no room for SQLite's own side files; SQLite calls that an error of input and output."""
        with suppress(OSError):
            return shutil.disk_usage(self.folder).free < LEAST_ROOM
        return False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        with self.reading():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # After a full disk SQLite may have rolled back by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What SQLite refuses within is said as an ArchiveError."""
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or self._no_room():
                raise ArchiveError("The disk is full: what was added until now stands; make room and go on.") from error
            raise ArchiveError(f"The archive at {self.folder} can't be used: {error}.") from error

    def _prepare(self) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            with self.writing():
                if self._connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                    for statement in _SCHEMA.split(";\n"):
                        if statement.strip():
                            self._connection.execute(statement)
                    self._connection.execute("INSERT INTO state VALUES ('generation', 0)")
                    self._connection.execute(f"PRAGMA user_version = {VERSION}")
        elif version in (BEFORE_SOUND, BEFORE_HEARD):
            with self.writing():
                now = self._connection.execute("PRAGMA user_version").fetchone()[0]
                if now == BEFORE_SOUND:
                    self._connection.execute(_SOUNDS)
                if now in (BEFORE_SOUND, BEFORE_HEARD):
                    self._connection.execute(_HEARD)
                    self._connection.execute("UPDATE files SET heard = 1 WHERE still OR id IN (SELECT file FROM sounds)")
                    self._connection.execute(f"PRAGMA user_version = {VERSION}")
                    # What was derived from the database lies on disk in another form.
                    self.changed()
        elif version != VERSION:
            raise ArchiveError(
                f"The archive at {self.folder} was made by another version of this tool: give another folder and add the files anew."
            )
