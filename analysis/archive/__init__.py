"""An archive of earlier videos and pictures, with their dates: indexed once, searched in seconds for copies of a video in hand.

    with Archive(Path("archive")) as archive:
        archive.add([Path("downloads")], at="2022-03-01")
        for match in archive.find(Path("clip.mp4")):
            print(match.entry.name, match.here, match.there)

Nothing in the folders that are added is changed, and nothing leaves the machine. A match is a likeness: a person looks at the pairs of
pictures and confirms it, and only then does it stand in a case (`Match.copy`, `CaseFile.add_copy`).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from analysis.archive.adding import Added, Progress, add
from analysis.archive.anchors import columns
from analysis.archive.cluster import Cluster, partitions
from analysis.archive.dates import address_date, typed_date
from analysis.archive.distances import Indices
from analysis.archive.entry import Dated, Entry, Failed
from analysis.archive.finding import Match, matched, read_again
from analysis.archive.matching import Pair, Stretch
from analysis.archive.scanning import Asked, candidates, ranked
from analysis.archive.sounds import AskedSound, SameSound
from analysis.archive.store import ArchiveError, Store
from analysis.exhibit import sha256_of
from analysis.media.fingerprint import Prints, fingerprint
from analysis.media.sound import sound_codes
from analysis.media.worker import Stopped, WorkerFailed
from analysis.when import Zone

__all__ = ["Added", "Archive", "ArchiveError", "Dated", "Entry", "Failed", "Match", "Pair", "Progress", "SameSound", "Stretch", "home"]


def home() -> Path:
    """The folder of the archive where none is named; the environment may name another."""
    return Path(os.environ.get("BEFORE_OR_AFTER_ARCHIVE") or Path.home() / ".before-or-after" / "archive")


class Archive:
    """The archive in a folder, which is made if need be. Its methods raise ArchiveError, one sentence, where it can't be used.

    One thread uses one Archive; several processes may have the same one open.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._store = Store(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    def add(
        self,
        paths: Iterable[Path],
        *,
        at: str = "",
        url: str = "",
        zone: Zone | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
        workers: int | None = None,
        scheduler: str = "",
    ) -> Added:
        """Add files, and the videos and pictures in folders; what is there already is not read again.

        `at` is the date of them all (that of the posting, where `url` says where they were posted), in `zone` where it names none. Without
        either, the date is what the file and what lies beside it show, and unknown where they show none. `workers` processes decode;
        as many as there are processors where left out. When `stop` is set, what was stored until then stands, and adding
        the same paths again goes on from there. `scheduler` is the address of a Dask cluster that decodes instead of this machine.
        """
        now = datetime.now(UTC)
        dated = typed_date(at, url=url, zone=zone, now=now) if at else address_date(url, now) if url else None
        with Cluster(scheduler) if scheduler else nullcontext() as cluster:
            return add(self._store, paths, dated=dated, workers=workers, progress=progress, stop=stop, cluster=cluster)

    def date(self, entry: Entry, at: str, *, url: str = "", zone: Zone | None = None) -> None:
        """Give a file its date, in place of the one it has."""
        self.set_date(entry, typed_date(at, url=url, zone=zone, now=datetime.now(UTC)))

    def set_date(self, entry: Entry, dated: Dated) -> None:
        """The same with a date that was read already."""
        self._store.date(entry.file, dated)

    def remove(self, paths: Iterable[Path]) -> int:
        """Forget these paths and all below them; how many files are gone with them. Nothing on disk is deleted."""
        return sum(self._store.remove(path.absolute()) for path in paths)

    def entries(self) -> list[Entry]:
        """All files, in the order added."""
        return list(self._store.entries())

    def failures(self) -> list[Failed]:
        """The paths that are skipped, and why."""
        return self._store.failures()

    def find(
        self,
        video: Path | Prints,
        *,
        exact: bool = True,
        progress: Callable[[str, float], None] | None = None,
        stop: threading.Event | None = None,
        scheduler: str = "",
    ) -> list[Match]:
        """The files that show footage of this video, dated ones first, the earliest date first; then those of which only the sound matches.

        `exact`: read the matching files again for the ends of the stretches. Raises MediaError where the video can't be decoded.
        `scheduler` is the address of a Dask cluster that scans the archive instead of this machine.
        """
        sha256 = sha256_of(video) if isinstance(video, Path) else ""
        asked = fingerprint(video, dense=True, progress=progress, stop=stop) if isinstance(video, Path) else video
        found: list[Match] = []
        for file, rows, pictures in self._candidates(asked, scheduler, stop):
            stretches = matched(asked, self._store.prints(file), rows, pictures)
            if not stretches:
                continue
            entry = self._store.entry(file)
            match = Match(entry, tuple(stretches), same_file=entry.sha256 == sha256)
            if exact and entry.path is not None and not entry.still and not asked.still:
                match = read_again(asked, match, entry.path, stop)
            found.append(match)
        if isinstance(video, Path) and asked.sound:
            found = self._with_sounds(found, video, sha256, stop)
        return sorted(found, key=_earliest_first)

    def _with_sounds(self, found: list[Match], video: Path, sha256: str, stop: threading.Event | None) -> list[Match]:
        """These matches with the seconds whose sound matches as well, and the files of which only the sound does."""
        if not self._store.has_sounds:
            return found
        try:
            asked = AskedSound(sound_codes(video, stop=stop))
        except WorkerFailed:
            # A sound that can't be decoded leaves the pictures as they are.
            return found
        matches = {match.entry.file: match for match in found}
        for file, sounds in asked.among(self._store.sounds(), self._store.sound):
            if stop is not None and stop.is_set():
                raise Stopped("Stopped.")
            if file in matches:
                matches[file] = replace(matches[file], sounds=tuple(sounds))
            else:
                entry = self._store.entry(file)
                matches[file] = Match(entry, (), same_file=entry.sha256 == sha256, sounds=tuple(sounds))
        return list(matches.values())

    def _candidates(self, asked: Prints, scheduler: str, stop: threading.Event | None) -> list[tuple[int, Indices, Indices]]:
        try:
            if not scheduler:
                return candidates(asked, columns(self.folder, self._store.generation, self._store.anchors()))
            with Cluster(scheduler) as cluster:
                parts = partitions(self.folder, self._store.generation, self._store.anchors())
                wanted = Asked.of(asked, self._store.count)
                return ranked(cluster.scan(wanted, parts, stop), wanted.worth) if parts and len(wanted.whole.of) else []
        except (OSError, ValueError) as error:
            raise ArchiveError(f"The archive's columns can't be written: {getattr(error, 'strerror', None) or error}.") from error


def _earliest_first(match: Match) -> tuple[bool, bool, datetime, float]:
    span = match.entry.dated.span
    end = span.end if span is not None else None
    return (match.by_sound_only, end is None, end or datetime.max.replace(tzinfo=UTC), -match.odds)
