"""The archive's work on a Dask cluster, where one machine is not enough: decoding files, and searching Parquet partitions.

The database stays where it is, with the one process that asks; the machines of the cluster need the same folders under the same paths and
this program. A worker that dies is replaced: what it had in hand is done again by another. Dask moves Python objects between its machines,
so a scheduler must be one's own, in one's own network; it is contacted only where its address is given.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.archive.anchors import Anchors, Scanned
from analysis.archive.database import ArchiveError
from analysis.archive.derived import derived
from analysis.archive.scanning import Asked, Close, joined, scan
from analysis.archive.sound_index import Hits, Range, Wanted, opened
from analysis.media.worker import Stopped

T = TypeVar("T")

A_PARTITION = 500_000
"""Anchors of one partition: some 550 hours, 36 MB."""
TRIES = 5
"""How often a piece of work is given to another worker after the one that had it died, and sent again where the cluster lost it."""
LOOKS_S = 0.5
"""Seconds between two looks at whether to stop."""
CONNECTS_S = 10
"""Seconds that the scheduler has to answer."""
GAVE_UP = "The cluster gave up on this work: its workers died, or the scheduler is gone."
NEEDS = "Work on a cluster needs Dask: pip install -r requirements-cluster.txt."


class Cluster:
    """A connection to a Dask scheduler. Raises ArchiveError where there is none at this address, or Dask is not installed."""

    def __init__(self, scheduler: str) -> None:
        try:
            import distributed as dask
        except ImportError as error:
            raise ArchiveError(NEEDS) from error
        try:
            client: Any = dask.Client
            self._client: Any = client(scheduler, timeout=CONNECTS_S, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise ArchiveError(f"There is no Dask scheduler at {scheduler}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    @property
    def threads(self) -> int:
        """How many pieces of work the cluster does at once."""
        return max(1, sum(int(each) for each in self._client.nthreads().values()))

    def call(self, work: Callable[..., T], *given: Any, stop: threading.Event | None = None, **more: Any) -> T:
        """Do one piece of work on the cluster and wait for it. Raises what the work raises, ArchiveError, or Stopped."""
        done: T = self._done(lambda: self._client.submit(work, *given, **more, pure=False, retries=TRIES), None, stop)
        return done

    def scan(self, asked: Asked, parts: Iterable[Path], stop: threading.Event | None = None) -> Close:
        """The close pairs among the anchors of all partitions."""
        return joined(self._of_each(_scan, asked, parts, stop))

    def hits(self, wanted: Wanted, parts: Iterable[Path], stop: threading.Event | None = None) -> list[Hits]:
        """Where the codes of a sound come back in each partition of the index of sounds."""
        return self._of_each(_hits, wanted, parts, stop)

    def _of_each(self, work: Callable[..., T], asked: object, parts: Iterable[Path], stop: threading.Event | None) -> list[T]:
        def sent_to(part: Path, sent: Any = None) -> Any:
            sent = self._client.scatter(asked, broadcast=False) if sent is None else sent
            return self._client.submit(work, sent, str(part), pure=False, retries=TRIES)

        sent = self._client.scatter(asked, broadcast=False)
        futures = [(part, sent_to(part, sent)) for part in parts]
        return [self._done(partial(sent_to, part), future, stop) for part, future in futures]

    def _done(self, send: Callable[[], Any], future: Any, stop: threading.Event | None) -> Any:
        """What comes of a piece of work, which is sent where it was not yet, and again where the cluster lost it."""
        for _ in range(TRIES):
            try:
                return self._result(send() if future is None else future, stop)
            except _Lost:
                future = None
                until = time.monotonic() + CONNECTS_S
                while self._client.status != "running" and time.monotonic() < until:
                    time.sleep(LOOKS_S)
                if self._client.status != "running":
                    break
        raise ArchiveError(GAVE_UP)

    def _result(self, future: Any, stop: threading.Event | None) -> Any:
        from distributed import CancelledError, KilledWorker

        while True:
            try:
                return future.result(timeout=LOOKS_S)
            except TimeoutError:
                if stop is not None and stop.is_set():
                    future.cancel()
                    raise Stopped("Stopped.") from None
            except KilledWorker as error:
                raise ArchiveError(GAVE_UP) from error
            except (CancelledError, UnboundLocalError) as error:
                # The connection broke for a moment. In distributed 2026.8 a wait that is cut off by that returns a name it never set.
                if isinstance(error, UnboundLocalError) and not future.cancelled():
                    raise
                raise _Lost from error


class _Lost(Exception):
    """The cluster forgot a piece of work."""


def partitions(folder: Path, generation: int, anchors: Iterable[tuple[int, Anchors]]) -> list[Path]:
    """The Parquet partitions of this state of the archive: those on disk, or new ones. Raises OSError where they can't be written."""

    def write(into: Path) -> None:
        for number, part in enumerate(_in_parts(anchors)):
            codes, core = (np.concatenate([getattr(each, name) for _, each in part]) for name in ("codes", "core"))
            columns = {
                "file": np.concatenate([np.full(len(each), file, np.uint32) for file, each in part]),
                "picture": np.concatenate([each.pictures for _, each in part]),
                **{f"code{word}": codes[:, word] for word in range(4)},
                **{f"core{word}": core[:, word] for word in range(4)},
            }
            _write(into / f"{number:05}.parquet", columns)

    return sorted(derived(folder, "partitions", generation, write).glob("*.parquet"))


def sound_partitions(folder: Path, generation: int, ranges: Iterable[Path]) -> list[Path]:
    """The same for the index of sounds: a partition for each of its ranges on disk."""

    def write(into: Path) -> None:
        for each in ranges:
            part = opened(each)
            _write(into / f"{each.name}.parquet", {"key": part.keys, "file": part.files, "place": part.places})

    return sorted(derived(folder, "sound-partitions", generation, write).glob("*.parquet"))


def _in_parts(anchors: Iterable[tuple[int, Anchors]]) -> Iterator[list[tuple[int, Anchors]]]:
    part: list[tuple[int, Anchors]] = []
    count = 0
    for file, each in anchors:
        if count + len(each) > A_PARTITION and part:
            yield part
            part, count = [], 0
        part.append((file, each))
        count += len(each)
    if count:
        yield part


def _write(path: Path, columns: dict[str, NDArray[Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # Fingerprints are noise to a compressor.
    pq.write_table(pa.table(columns), path, compression="none", use_dictionary=False)


def _columns(path: str) -> dict[str, NDArray[Any]]:
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    return {name: table[name].to_numpy() for name in table.column_names}


@lru_cache(maxsize=8)
def _read(path: str) -> Scanned:
    """In a worker, which keeps the last partitions that it read."""
    column = _columns(path)
    codes, core = (np.stack([column[f"{kind}{word}"] for word in range(4)], axis=1) for kind in ("code", "core"))
    return Scanned.of(codes, core, column["file"], column["picture"])


def _scan(asked: Asked, path: str) -> Close:
    return scan(asked, _read(path), threads=1)


@lru_cache(maxsize=8)
def _read_sounds(path: str) -> Range:
    column = _columns(path)
    return Range(column["key"], column["file"], column["place"])


def _hits(wanted: Wanted, path: str) -> Hits:
    return _read_sounds(path).hits(wanted)
