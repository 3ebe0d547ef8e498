"""Files into the archive: found in folders, hashed, fingerprinted by several worker processes at once, and stored one by one."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG

from analysis.archive.anchors import Anchors
from analysis.archive.cluster import Cluster
from analysis.archive.database import ArchiveError
from analysis.archive.dates import own_date
from analysis.archive.entry import Dated
from analysis.archive.store import Seen, Store
from analysis.exhibit import ExhibitError, sha256_of
from analysis.media.fingerprint import Prints, fingerprint
from analysis.media.sound import SoundCodes, sound_codes
from analysis.media.source import MediaError
from analysis.media.worker import Stopped, WorkerFailed

VIDEOS = (".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".mj2", ".mkv", ".webm", ".avi", ".divx", ".wmv", ".asf", ".ts", ".mts", ".m2ts")
OLDER = (".mpg", ".mpeg", ".vob", ".flv", ".f4v", ".mxf", ".rm", ".rmvb", ".dv", ".ogv", ".ogg")
PICTURES = (".gif", ".jpg", ".jpeg", ".png", ".webp")
ENDINGS = frozenset((*VIDEOS, *OLDER, *PICTURES))
"""Of files in folders, those whose names end so are read; a file that is named itself is always tried."""
DEEPEST = 64
"""Folders in folders that are entered."""
TELLS_S = 0.5
"""Seconds after which progress is told, also where no file is done."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding is: files done of those found, the one in work, seconds of video done, and how many a second of waiting.

    `share` is that of the bytes, files in work included.
    """

    done: int
    found: int
    name: str
    seconds: float
    speed: float
    share: float


@dataclass(slots=True)
class Added:
    """What adding did. `seconds` is the length of the videos that were fingerprinted; `heard` of the unchanged were given their sound."""

    new: int = 0
    moved: int = 0
    unchanged: int = 0
    failed: int = 0
    heard: int = 0
    seconds: float = 0.0
    stopped: bool = False


def files_in(paths: Iterable[Path], *, leave_out: Path) -> Iterator[Seen]:
    """The files that were named and those in folders that were named, in order of their names.

    Links to folders are not followed, so no loop is entered; what is no ordinary file is left out, as is the archive's own folder.
    Raises ArchiveError for a path that is not there.
    """
    for given in paths:
        path = given.absolute()
        try:
            named = _seen(path)
            if named is not None:
                yield named
            elif path.is_dir():
                yield from _below(path, leave_out)
            else:
                raise ArchiveError(f"There is no file or folder at {given}.")
        except (OSError, ValueError) as error:
            raise ArchiveError(f"{given} can't be read: {getattr(error, 'strerror', None) or error}.") from error


def _below(folder: Path, leave_out: Path) -> Iterator[Seen]:
    waiting = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        try:
            with os.scandir(here) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError:
            continue
        folders = []
        for entry in entries:
            path = Path(entry.path)
            try:
                if entry.is_dir(follow_symlinks=False):
                    if depth < DEEPEST and not path.samefile(leave_out):
                        folders.append((path, depth + 1))
                elif path.suffix.lower() in ENDINGS and (seen := _seen(path)) is not None:
                    yield seen
            except OSError:
                continue
        waiting += reversed(folders)


def _seen(path: Path) -> Seen | None:
    """The path where it is an ordinary file, or a link to one."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Seen(path, found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else None


class Adding:
    """One run over some paths: what is known, what is in work, and what has come of it."""

    def __init__(self, store: Store, dated: Dated | None, stop: threading.Event, cluster: Cluster | None = None) -> None:
        self.store, self.dated, self.stop, self.cluster = store, dated, stop, cluster
        self.added = Added()
        self._lock = threading.Lock()
        self._claimed = store.hashes()
        self._twins: list[tuple[Seen, str]] = []
        self._listened: set[int] = set()
        self._begun: dict[Path, float] = {}
        self.bytes = 0.0

    @property
    def in_work(self) -> float:
        """Bytes of the files in work that were read."""
        with self._lock:
            return sum(self._begun.values())

    def run(self, found: list[Seen], workers: int, told: Callable[[Seen], None]) -> None:
        """Store every file that is not stored yet, in order, some ahead of the one that is awaited."""
        waiting: deque[tuple[Seen, Future[_Read | _Heard]]] = deque()
        with ThreadPoolExecutor(workers) as pool:
            try:
                for seen in found:
                    if self.stop.is_set():
                        break
                    if self.store.knows(seen):
                        file = self._known(seen)
                        if file is not None:
                            waiting.append((seen, pool.submit(self._hear, seen, file)))
                    else:
                        waiting.append((seen, pool.submit(self._read, seen)))
                    if len(waiting) > 2 * workers:
                        self._take(*waiting.popleft(), told)
                    told(seen)
                while waiting:
                    self._take(*waiting.popleft(), told)
                self._place_twins()
            except BaseException:
                self.stop.set()
                raise
            finally:
                for _, future in waiting:
                    future.cancel()
        self.added.stopped = self.stop.is_set()

    def _known(self, seen: Seen) -> int | None:
        """Which file lies here, where its sound was never looked for: it was stored before there was any."""
        self.added.unchanged += 1
        self.bytes += seen.size
        file = self.store.file_at(seen)
        if file is None:
            return None
        if self.dated is not None:
            self.store.date(file, self.dated)
        if file in self._listened or self.store.heard(file):
            return None
        self._listened.add(file)
        return file

    def _hear(self, seen: Seen, file: int) -> _Heard:
        """In a worker's thread: the sound of a file whose pictures are known."""
        try:
            return _Heard(file, self._sound(seen))
        except Stopped:
            return _Heard(None)
        except MediaError:
            # Nothing that can be decoded: it need not be tried again.
            return _Heard(file)

    def _read(self, seen: Seen) -> _Read:
        """In a worker's thread: hash, and fingerprint what no other path holds."""
        try:
            sha256 = sha256_of(seen.path) if self.cluster is None else self.cluster.call(sha256_of, seen.path, stop=self.stop)
            with self._lock:
                if sha256 in self._claimed:
                    return _Read(sha256)
                self._claimed.add(sha256)
            prints = self._fingerprint(seen)
            sound = self._sound(seen) if prints.sound else None
            dated = self.dated if self.dated is not None else own_date(seen.path, datetime.now(UTC))
        except Stopped:
            return _Read()
        except (MediaError, ExhibitError) as error:
            return _Read(failure=str(error))
        return _Read(sha256, prints, Anchors.of(prints), dated, sound=sound)

    def _fingerprint(self, seen: Seen) -> Prints:
        if self.cluster is not None:
            return self.cluster.call(fingerprint, seen.path, threads=1, stop=self.stop)
        return fingerprint(seen.path, threads=1, stop=self.stop, progress=lambda _, share: self._moved(seen, share))

    def _sound(self, seen: Seen) -> SoundCodes | None:
        """The codes of its sound; None where that can't be decoded: the pictures are stored all the same."""
        try:
            if self.cluster is not None:
                return self.cluster.call(sound_codes, seen.path, stop=self.stop)
            return sound_codes(seen.path, stop=self.stop)
        except WorkerFailed:
            return None

    def _moved(self, seen: Seen, share: float) -> None:
        with self._lock:
            self._begun[seen.path] = seen.size * share

    def _take(self, seen: Seen, future: Future[_Read | _Heard], told: Callable[[Seen], None]) -> None:
        while not future.done():
            wait([future], timeout=TELLS_S)
            told(seen)
        read = future.result()
        if isinstance(read, _Heard):
            if read.file is not None:
                self.store.hear(read.file, read.sound)
                self.added.heard += read.sound is not None
            told(seen)
            return
        with self._lock:
            self._begun.pop(seen.path, None)
        self.bytes += seen.size
        if read.failure:
            self.store.fail(seen, read.failure)
            self.added.failed += 1
        elif read.prints is not None and read.anchors is not None:
            self.store.put(seen, read.sha256, read.prints, read.anchors, read.dated, datetime.now(UTC), read.sound)
            self.added.new += 1
            self.added.seconds += read.prints.duration_s or 0.0
        elif read.sha256 and not self._placed(seen, read.sha256):
            # The same bytes lie at a path whose turn is still to come.
            self._twins.append((seen, read.sha256))
        told(seen)

    def _place_twins(self) -> None:
        for seen, sha256 in self._twins:
            if not self._placed(seen, sha256) and not self.stop.is_set():
                self.store.fail(seen, "The same file at another path could not be read.")
                self.added.failed += 1

    def _placed(self, seen: Seen, sha256: str) -> bool:
        file = self.store.file_of(sha256)
        if file is None:
            return False
        self.store.place(seen, file)
        if self.dated is not None:
            self.store.date(file, self.dated)
        self.added.moved += 1
        return True


@dataclass(frozen=True, slots=True)
class _Heard:
    """The sound of a file that is stored, None where there is none to be had; no file where it was stopped."""

    file: int | None
    sound: SoundCodes | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What a worker read of one file: only its hash where another path holds the same, nothing where it was stopped."""

    sha256: str = ""
    prints: Prints | None = None
    anchors: Anchors | None = None
    dated: Dated = field(default_factory=Dated)
    failure: str = ""
    sound: SoundCodes | None = None


def add(
    store: Store,
    paths: Iterable[Path],
    *,
    dated: Dated | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
    cluster: Cluster | None = None,
) -> Added:
    """Store every file that is not stored yet; see `Archive.add`."""
    adding, began = Adding(store, dated, stop or threading.Event(), cluster), time.monotonic()
    if cluster is not None:
        workers = workers or cluster.threads
    found = list(files_in(paths, leave_out=store.folder))
    size = max(1, sum(seen.size for seen in found))

    def told(seen: Seen) -> None:
        if progress is not None:
            share = min(1.0, (adding.bytes + adding.in_work) / size)
            progress(_progress(adding.added, len(found), seen, time.monotonic() - began, share))

    adding.run(found, workers or max(1, os.cpu_count() or 1), told)
    return adding.added


def _progress(added: Added, found: int, seen: Seen, waited: float, share: float) -> Progress:
    done = added.new + added.moved + added.unchanged + added.failed
    return Progress(done, found, seen.path.name, added.seconds, added.seconds / max(1e-3, waited), share)
