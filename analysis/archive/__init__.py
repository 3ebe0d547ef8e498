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
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from analysis.archive.adding import Added, Progress, add
from analysis.archive.anchors import columns
from analysis.archive.cluster import Cluster, partitions, sound_partitions
from analysis.archive.database import ArchiveError
from analysis.archive.dates import address_date, typed_date
from analysis.archive.distances import Indices
from analysis.archive.entry import Dated, Entry, Failed
from analysis.archive.finding import Match, matched, read_again
from analysis.archive.matching import Pair, Stretch
from analysis.archive.scanning import Asked, candidates, ranked
from analysis.archive.sound_index import Wanted, likeliest, opened, ranges
from analysis.archive.sounds import AskedSound, SameSound
from analysis.archive.store import Store
from analysis.exhibit import sha256_of
from analysis.media.fingerprint import Prints, fingerprint
from analysis.media.sound import SoundCodes, sound_codes
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
        sound: SoundCodes | None = None,
        progress: Callable[[str, float], None] | None = None,
        stop: threading.Event | None = None,
        scheduler: str = "",
    ) -> list[Match]:
        """The files that show footage of this video, dated ones first, the earliest date first; then those of which only the sound matches.

        `exact`: read the matching files again for the ends of the stretches. `sound` is the video's own, decoded where it is left out and a
        path is given. Raises MediaError where the video can't be decoded. `scheduler` is the address of a Dask cluster that scans
        the archive instead of this machine.
        """
        sha256 = sha256_of(video) if isinstance(video, Path) else ""
        asked = fingerprint(video, dense=True, progress=progress, stop=stop) if isinstance(video, Path) else video
        if isinstance(video, Path) and asked.sound and sound is None and self._store.has_sounds:
            # A sound that can't be decoded leaves the pictures as they are.
            with suppress(WorkerFailed):
                sound = sound_codes(video, stop=stop)
        with Cluster(scheduler) if scheduler else nullcontext() as cluster:
            try:
                pictured = self._candidates(asked, cluster, stop)
                heard = AskedSound(sound) if sound is not None else None
                sounding = self._sounding(heard, cluster, stop) if heard is not None else []
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or error
                raise ArchiveError(f"The archive's columns can't be written: {why}.") from error
        found: dict[int, Match] = {}
        for file, rows, pictures in pictured:
            stretches = matched(asked, self._store.prints(file), rows, pictures)
            if not stretches:
                continue
            entry = self._store.entry(file)
            found[file] = Match(entry, tuple(stretches), same_file=entry.sha256 == sha256)
            if exact and entry.path is not None and not entry.still and not asked.still:
                found[file] = read_again(asked, found[file], entry.path, stop)
        for file in sounding:
            if stop is not None and stop.is_set():
                raise Stopped("Stopped.")
            sounds = tuple(heard.same(self._store.sound(file))) if heard is not None else ()
            if sounds and file in found:
                found[file] = replace(found[file], sounds=sounds)
            elif sounds:
                entry = self._store.entry(file)
                found[file] = Match(entry, (), same_file=entry.sha256 == sha256, sounds=sounds)
        return sorted(found.values(), key=_earliest_first)

    def _candidates(self, asked: Prints, cluster: Cluster | None, stop: threading.Event | None) -> list[tuple[int, Indices, Indices]]:
        if cluster is None:
            return candidates(asked, columns(self.folder, self._store.generation, self._store.anchors()))
        parts = partitions(self.folder, self._store.generation, self._store.anchors())
        wanted = Asked.of(asked, self._store.count)
        return ranked(cluster.scan(wanted, parts, stop), wanted.worth) if parts and len(wanted.whole.of) else []

    def _sounding(self, heard: AskedSound, cluster: Cluster | None, stop: threading.Event | None) -> list[int]:
        """The files that may have this sound, by their numbers."""
        if not heard.is_enough or not self._store.has_sounds:
            return []
        wanted = Wanted.of_sound(heard)
        parts = ranges(self.folder, self._store.generation, self._store.sound_count, self._store.sounds())
        if cluster is None:
            return likeliest(opened(part).hits(wanted) for part in parts)
        return likeliest(cluster.hits(wanted, sound_partitions(self.folder, self._store.generation, parts), stop))


def _earliest_first(match: Match) -> tuple[bool, bool, datetime, float]:
    span = match.entry.dated.span
    end = span.end if span is not None else None
    return (match.by_sound_only, end is None, end or datetime.max.replace(tzinfo=UTC), -match.odds)
