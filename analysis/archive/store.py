"""The archive at rest: one SQLite database in the archive's folder.

Each file is known by its sha256 and stored in one transaction, so a crash loses no more than the file in work. A path that moved, or a
second copy of the same bytes, is one more place of a known file and costs no decoding. Paths are kept as the bytes that the
file system uses, whatever they say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import numpy as np

from analysis.archive.anchors import Anchors
from analysis.archive.database import ArchiveError, Database
from analysis.archive.entry import Dated, Entry, Failed
from analysis.archive.sounds import PROBED
from analysis.media.fingerprint import Prints
from analysis.media.sound import SoundCodes
from analysis.testimony import STRENGTHS
from analysis.when import Span, iso


@dataclass(frozen=True, slots=True)
class Seen:
    """A path as the file system shows it: its size in bytes and the time of its last change."""

    path: Path
    size: int
    modified_ns: int

    @property
    def key(self) -> bytes:
        return os.fsencode(self.path)


class Store:
    """What the archive keeps. Its methods raise ArchiveError where the disk or the file refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database = Database(folder)

    def close(self) -> None:
        self._database.close()

    def knows(self, seen: Seen) -> bool:
        """Whether this path was stored, or failed, with this size and time of change: then it need not be read again."""
        with self._database.reading():
            for table in ("places", "failures"):
                row = self._database.execute(f"SELECT bytes, modified_ns FROM {table} WHERE path = ?", (seen.key,)).fetchone()
                if row == (seen.size, seen.modified_ns):
                    return True
        return False

    def file_of(self, sha256: str) -> int | None:
        """The number of the file with this hash."""
        with self._database.reading():
            row = self._database.execute("SELECT id FROM files WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else int(row[0])

    def hashes(self) -> set[str]:
        """The hashes of all files."""
        with self._database.reading():
            return {row[0] for row in self._database.execute("SELECT sha256 FROM files")}

    def file_at(self, seen: Seen) -> int | None:
        """The number of the file at this path."""
        with self._database.reading():
            row = self._database.execute("SELECT file FROM places WHERE path = ?", (seen.key,)).fetchone()
        return None if row is None else int(row[0])

    def put(
        self, seen: Seen, sha256: str, prints: Prints, anchors: Anchors, dated: Dated, added: datetime, sound: SoundCodes | None = None
    ) -> int:
        """Store a new file with its place; one that another process stored meanwhile is left as it is."""
        with self._database.writing():
            self._database.execute(
                "INSERT OR IGNORE INTO files (sha256, bytes, added, still, duration_s, start, time_base, decode_failures,"
                " pts, codes, core, detail, core_detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    sha256, seen.size, iso(added), prints.still, prints.duration_s, str(prints.start), str(prints.time_base),
                    prints.decode_failures, prints.pts.astype("<i8").tobytes(), prints.codes.astype("<u8").tobytes(),
                    prints.core.astype("<u8").tobytes(), prints.detail.tobytes(), prints.core_detail.tobytes(),
                ),
            )  # fmt: skip
            file = int(self._database.execute("SELECT id FROM files WHERE sha256 = ?", (sha256,)).fetchone()[0])
            self._database.execute(
                "INSERT OR IGNORE INTO anchors (file, pictures, codes, core) VALUES (?, ?, ?, ?)",
                (
                    file,
                    anchors.pictures.astype("<u4").tobytes(),
                    anchors.codes.astype("<u8").tobytes(),
                    anchors.core.astype("<u8").tobytes(),
                ),
            )
            self._put_sound(file, sound)
            self._database.execute("UPDATE files SET heard = 1 WHERE id = ?", (file,))
            self._place(seen, file)
            self._date(file, dated)
            self._database.changed()
        return file

    def heard(self, file: int) -> bool:
        """Whether the sound of this file was looked for."""
        with self._database.reading():
            row = self._database.execute("SELECT heard FROM files WHERE id = ?", (file,)).fetchone()
        return row is not None and bool(row[0])

    def hear(self, file: int, sound: SoundCodes | None) -> None:
        """Give a file that is stored its sound, or none where none can be decoded."""
        with self._database.writing():
            if self._database.execute("UPDATE files SET heard = 1 WHERE id = ?", (file,)).rowcount:
                self._put_sound(file, sound)
            self._database.changed()

    def _put_sound(self, file: int, sound: SoundCodes | None) -> None:
        if sound is not None and len(sound):
            probes, codes = (each.astype("<u4").tobytes() for each in (sound[::PROBED], sound))
            self._database.execute("INSERT OR IGNORE INTO sounds VALUES (?, ?, ?)", (file, probes, codes))

    def place(self, seen: Seen, file: int) -> None:
        """A known file lies here (too)."""
        with self._database.writing():
            self._place(seen, file)

    def date(self, file: int, dated: Dated) -> None:
        """Give a file its date."""
        with self._database.writing():
            self._date(file, dated)

    def fail(self, seen: Seen, sentence: str) -> None:
        """This path holds nothing that can be stored."""
        with self._database.writing():
            self._database.execute("DELETE FROM places WHERE path = ?", (seen.key,))
            self._database.execute("REPLACE INTO failures VALUES (?, ?, ?, ?)", (seen.key, seen.size, seen.modified_ns, sentence))

    def remove(self, path: Path) -> int:
        """Forget a path and all below it, and the files that then have no place; how many files those were."""
        key = os.fsencode(path)
        below = key.rstrip(b"/") + b"/"
        with self._database.writing():
            for table in ("places", "failures"):
                # Bytes compare byte by byte: all paths that begin with `below` lie between it and the same with its last byte one higher.
                self._database.execute(f"DELETE FROM {table} WHERE path = ? OR (path >= ? AND path < ?)", (key, below, below[:-1] + b"0"))
            gone = self._database.execute("DELETE FROM files WHERE id NOT IN (SELECT file FROM places)").rowcount
            self._database.changed()
        return int(gone)

    def entries(self) -> Iterator[Entry]:
        """Every file, in the order added, with its places."""
        with self._database.reading():
            places: dict[int, list[Path]] = {}
            for path, file in self._database.execute("SELECT path, file FROM places ORDER BY path"):
                places.setdefault(file, []).append(Path(os.fsdecode(path)))
            rows = self._database.execute(f"SELECT {_ENTRY} FROM files ORDER BY id").fetchall()
        for row in rows:
            yield _entry(row, tuple(places.get(row[0], ())))

    def entry(self, file: int) -> Entry:
        """One file. Raises ArchiveError where it is gone."""
        with self._database.reading():
            row = self._database.execute(f"SELECT {_ENTRY} FROM files WHERE id = ?", (file,)).fetchone()
            places = self._database.execute("SELECT path FROM places WHERE file = ? ORDER BY path", (file,)).fetchall()
        if row is None:
            raise ArchiveError("The file was removed from the archive meanwhile: search again.")
        return _entry(row, tuple(Path(os.fsdecode(path)) for (path,) in places))

    def failures(self) -> list[Failed]:
        """The paths that could not be stored, and why."""
        with self._database.reading():
            return [Failed(Path(os.fsdecode(path)), why) for path, why in self._database.execute("SELECT path, sentence FROM failures")]

    def prints(self, file: int) -> Prints:
        """The fingerprints of a file. Raises ArchiveError where it is gone or damaged."""
        with self._database.reading():
            row = self._database.execute(
                "SELECT pts, codes, core, detail, core_detail, time_base, start, duration_s, still, decode_failures"
                " FROM files WHERE id = ?",
                (file,),
            ).fetchone()
        if row is None:
            raise ArchiveError("The file was removed from the archive meanwhile: search again.")
        try:
            return Prints(
                np.frombuffer(row[0], "<i8"), np.frombuffer(row[1], "<u8").reshape(-1, 4), np.frombuffer(row[2], "<u8").reshape(-1, 4),
                np.frombuffer(row[3], np.uint8), np.frombuffer(row[4], np.uint8), time_base=Fraction(row[5]), start=Fraction(row[6]),
                duration_s=row[7], still=bool(row[8]), decode_failures=row[9],
            )  # fmt: skip
        except (ValueError, ZeroDivisionError) as error:
            raise ArchiveError("The archive is damaged: remove this file from it and add it again.") from error

    def anchors(self) -> Iterator[tuple[int, Anchors]]:
        """The anchors of every file, by its number."""
        with self._database.reading():
            for file, pictures, codes, core in self._database.execute("SELECT file, pictures, codes, core FROM anchors ORDER BY file"):
                yield (
                    file,
                    Anchors(
                        np.frombuffer(pictures, "<u4"),
                        np.frombuffer(codes, "<u8").reshape(-1, 4),
                        np.frombuffer(core, "<u8").reshape(-1, 4),
                    ),
                )

    def sounds(self) -> Iterator[tuple[int, SoundCodes]]:
        """One of PROBED codes of the sound of every file that has any, by its number."""
        with self._database.reading():
            for file, probes in self._database.execute("SELECT file, probes FROM sounds ORDER BY file"):
                yield file, _codes(probes)

    def sound(self, file: int) -> SoundCodes:
        """All codes of a file's sound. Raises ArchiveError where it is gone."""
        with self._database.reading():
            row = self._database.execute("SELECT codes FROM sounds WHERE file = ?", (file,)).fetchone()
        if row is None:
            raise ArchiveError("The file was removed from the archive meanwhile: search again.")
        return _codes(row[0])

    @property
    def has_sounds(self) -> bool:
        """Whether any file has sound."""
        with self._database.reading():
            return self._database.execute("SELECT 1 FROM sounds LIMIT 1").fetchone() is not None

    @property
    def sound_count(self) -> int:
        """How many codes `sounds` gives of all files."""
        with self._database.reading():
            return int(self._database.execute("SELECT COALESCE(SUM(length(probes)), 0) FROM sounds").fetchone()[0]) // 4

    @property
    def count(self) -> int:
        """How many anchors all files have."""
        with self._database.reading():
            return int(self._database.execute("SELECT COALESCE(SUM(length(pictures)), 0) FROM anchors").fetchone()[0]) // 4

    @property
    def generation(self) -> int:
        """A number that changes with the files."""
        with self._database.reading():
            return int(self._database.execute("SELECT value FROM state WHERE name = 'generation'").fetchone()[0])

    def _place(self, seen: Seen, file: int) -> None:
        self._database.execute("DELETE FROM failures WHERE path = ?", (seen.key,))
        self._database.execute("REPLACE INTO places VALUES (?, ?, ?, ?)", (seen.key, file, seen.size, seen.modified_ns))

    def _date(self, file: int, dated: Dated) -> None:
        start, end = (None, None) if dated.span is None else (iso(dated.span.start), iso(dated.span.end))
        self._database.execute(
            "UPDATE files SET dated_from = ?, dated_to = ?, strength = ?, dated_by = ?, typed = ?, url = ? WHERE id = ?",
            (start, end, dated.strength, dated.by, dated.typed, dated.url, file),
        )


def _codes(stored: bytes) -> SoundCodes:
    try:
        return np.frombuffer(stored, "<u4")
    except (TypeError, ValueError) as error:
        raise ArchiveError("The archive is damaged: give another folder and add the files anew.") from error


_ENTRY = "id, sha256, bytes, added, still, duration_s, length(detail), dated_from, dated_to, strength, dated_by, typed, url"


def _entry(row: tuple[object, ...], places: tuple[Path, ...]) -> Entry:
    file, sha256, size, added, still, duration, pictures, start, end, strength, by, typed, url = row
    ends = [None if each is None else datetime.fromisoformat(str(each)) for each in (start, end)]
    span = None if ends == [None, None] else Span(*ends)
    known = next((each for each in STRENGTHS if each == strength), None)
    return Entry(
        file=int(str(file)),
        sha256=str(sha256),
        places=places,
        bytes=int(str(size)),
        added=datetime.fromisoformat(str(added)),
        still=bool(still),
        duration_s=None if duration is None else float(str(duration)),
        pictures=int(str(pictures)),
        dated=Dated(span, known, str(by), str(typed), str(url)),
    )
