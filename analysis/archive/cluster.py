"""The archive's work on a Dask cluster, where one machine is not enough: decoding files, and scanning anchors in Parquet partitions.

The database stays where it is, with the one process that asks; the machines of the cluster need the same folders under the same paths and
this program. A worker that dies is replaced: what it had in hand is done again by another. Dask moves Python objects between its machines,
so a scheduler must be one's own, in one's own network; it is contacted only where its address is given.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np

from analysis.archive.anchors import Anchors, Scanned
from analysis.archive.scanning import Asked, Close, joined, scan
from analysis.archive.store import ArchiveError
from analysis.media.worker import Stopped

T = TypeVar("T")

A_PARTITION = 500_000
"""Anchors of one partition: some 550 hours, 36 MB."""
TRIES = 5
"""How often a piece of work is given to another worker after the one that had it died."""
LOOKS_S = 0.5
"""Seconds between two looks at whether to stop."""
CONNECTS_S = 10
"""Seconds that the scheduler has to answer."""
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
        future = self._client.submit(work, *given, **more, pure=False, retries=TRIES)
        done: T = self._result(future, stop)
        return done

    def scan(self, asked: Asked, parts: Iterable[Path], stop: threading.Event | None = None) -> Close:
        """The close pairs among the anchors of all partitions."""
        sent = self._client.scatter(asked, broadcast=False)
        futures = [self._client.submit(_scan, sent, str(part), pure=False, retries=TRIES) for part in parts]
        return joined([self._result(future, stop) for future in futures])

    def _result(self, future: Any, stop: threading.Event | None) -> Any:
        from distributed import CancelledError, KilledWorker

        while True:
            try:
                return future.result(timeout=LOOKS_S)
            except TimeoutError:
                if stop is not None and stop.is_set():
                    future.cancel()
                    raise Stopped("Stopped.") from None
            except (CancelledError, KilledWorker) as error:
                raise ArchiveError("The cluster gave up on this work: its workers died, or the scheduler is gone.") from error


def partitions(folder: Path, generation: int, anchors: Iterable[tuple[int, Anchors]]) -> list[Path]:
    """The Parquet partitions of this state of the archive: those on disk, or new ones. Raises OSError where they can't be written."""
    made = folder / f"partitions-{generation}"
    if not made.is_dir():
        temporary = Path(tempfile.mkdtemp(prefix=".partitions-", dir=folder))
        try:
            for number, part in enumerate(_in_parts(anchors)):
                _write(temporary / f"{number:05}.parquet", part)
            with suppress(FileExistsError):
                temporary.rename(made)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        for old in folder.glob("partitions-*"):
            if old != made:
                shutil.rmtree(old, ignore_errors=True)
    return sorted(made.glob("*.parquet"))


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


def _write(path: Path, part: list[tuple[int, Anchors]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    codes = np.concatenate([each.codes for _, each in part])
    core = np.concatenate([each.core for _, each in part])
    columns = {
        "file": np.concatenate([np.full(len(each), file, np.uint32) for file, each in part]),
        "picture": np.concatenate([each.pictures for _, each in part]),
        **{f"code{word}": codes[:, word] for word in range(4)},
        **{f"core{word}": core[:, word] for word in range(4)},
    }
    # Fingerprints are noise to a compressor.
    pq.write_table(pa.table(columns), path, compression="none", use_dictionary=False)


@lru_cache(maxsize=8)
def _read(path: str) -> Scanned:
    """In a worker, which keeps the last partitions that it read."""
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    column = {name: table[name].to_numpy() for name in table.column_names}
    codes, core = (np.stack([column[f"{kind}{word}"] for word in range(4)], axis=1) for kind in ("code", "core"))
    return Scanned.of(codes, core, column["file"], column["picture"])


def _scan(asked: Asked, path: str) -> Close:
    return scan(asked, _read(path), threads=1)
