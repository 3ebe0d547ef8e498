"""Anchors: the few pictures of each file by which an archive is scanned, as columns on disk.

The scan compares anchors' keys (64 of a code's 256 bits) with the keys that are asked for; so the keys of whole pictures and those of
cores are each sorted into drawers (`analysis.archive.distances`). The columns are derived from the database and made anew when it has
changed; they are mapped into memory, not loaded.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from analysis.archive.distances import DRAWERS, apart, drawers
from analysis.archive.matching import TEXTURED
from analysis.media.fingerprint import Codes, Prints

NEW_VIEW = 56
"""Bits from the last anchor at which a picture shows something new."""
LEAST_S = 1.5
MOST_S = 5.0
"""Seconds between two anchors: at the least where the view changes, and at the most where it stays."""
NAMES = ("keys", "order", "edges", "core_keys", "core_order", "core_edges", "codes", "core", "files", "pictures")


@dataclass(frozen=True, eq=False)
class Anchors:
    """Chosen pictures of one file: their indices in its fingerprints, their codes and those of their cores.

    A core that shows no texture, such as sky, has zeros for its code, which no picture has, and is not scanned."""

    pictures: NDArray[np.uint32]
    codes: Codes
    core: Codes

    @classmethod
    def of(cls, prints: Prints) -> Anchors:
        """Textured pictures: the first, then whatever shows a new view, and one in a while where nothing changes."""
        chosen: list[int] = []
        seconds = prints.seconds
        for index in np.flatnonzero(prints.detail >= TEXTURED):
            if chosen:
                passed = seconds[index] - seconds[chosen[-1]]
                new = apart(prints.codes[[index]], prints.codes[[chosen[-1]]])[0][0] >= NEW_VIEW
                if passed < (LEAST_S if new else MOST_S):
                    continue
            chosen.append(int(index))
        core = np.where((prints.core_detail[chosen] >= TEXTURED)[:, None], prints.core[chosen], np.uint64(0))
        return cls(np.array(chosen, np.uint32), prints.codes[chosen], core)

    def __len__(self) -> int:
        return len(self.pictures)


@dataclass(frozen=True, eq=False)
class Scanned:
    """The anchors of all files, in columns; `files` and `pictures` say whose and which each is.

    `keys` are those of `codes`, sorted by drawer, `order` says of which anchor each is, `edges` where each drawer begins. The same for
    the cores.
    """

    keys: NDArray[np.uint64]
    order: NDArray[np.uint32]
    edges: NDArray[np.int64]
    core_keys: NDArray[np.uint64]
    core_order: NDArray[np.uint32]
    core_edges: NDArray[np.int64]
    codes: Codes
    core: Codes
    files: NDArray[np.uint32]
    pictures: NDArray[np.uint32]

    @classmethod
    def of(cls, codes: Codes, core: Codes, files: NDArray[np.uint32], pictures: NDArray[np.uint32]) -> Scanned:
        """Anchors in memory."""
        return cls(*_in_drawers(codes), *_in_drawers(core), codes, core, files, pictures)

    def __len__(self) -> int:
        return len(self.files)


def _in_drawers(codes: Codes) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.int64]]:
    """The keys of these codes, sorted by drawer, of which code each is, and where each drawer begins; without codes that are zeros."""
    which = np.flatnonzero(codes.any(axis=1))
    keys = codes[which, 0]
    lies = drawers(keys)
    order = np.argsort(lies, kind="stable")
    edges = np.searchsorted(lies[order], np.arange(DRAWERS + 1))
    return keys[order], which[order].astype(np.uint32), edges.astype(np.int64)


def columns(folder: Path, generation: int, anchors: Iterable[tuple[int, Anchors]]) -> Scanned:
    """The columns of this state of the archive: those on disk, or new ones. Raises OSError where they can't be written."""
    made = folder / f"columns-{generation}"
    if not made.is_dir():
        _write(folder, made, anchors)
        for old in folder.glob("columns-*"):
            if old != made:
                shutil.rmtree(old, ignore_errors=True)
    return Scanned(*(np.load(made / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in NAMES))


def _write(folder: Path, made: Path, anchors: Iterable[tuple[int, Anchors]]) -> None:
    every = list(anchors)
    count = sum(len(each) for _, each in every)
    whole = sum(int(each.codes.any(axis=1).sum()) for _, each in every)
    cores = sum(int(each.core.any(axis=1).sum()) for _, each in every)
    temporary = Path(tempfile.mkdtemp(prefix=".columns-", dir=folder))
    try:
        shapes: dict[str, tuple[tuple[int, ...], str]] = {
            "keys": ((whole,), "<u8"), "order": ((whole,), "<u4"), "edges": ((DRAWERS + 1,), "<i8"),
            "core_keys": ((cores,), "<u8"), "core_order": ((cores,), "<u4"), "core_edges": ((DRAWERS + 1,), "<i8"),
            "codes": ((count, 4), "<u8"), "core": ((count, 4), "<u8"), "files": ((count,), "<u4"), "pictures": ((count,), "<u4"),
        }  # fmt: skip
        # A file of no bytes can't be mapped: an archive without anchors is written plainly.
        into = {
            name: open_memmap(temporary / f"{name}.npy", "w+", dtype=kind, shape=shape) if shape[0] else np.zeros(shape, kind)
            for name, (shape, kind) in shapes.items()
        }
        at = 0
        for file, each in every:
            part = slice(at, at + len(each))
            into["codes"][part], into["core"][part] = each.codes, each.core
            into["files"][part], into["pictures"][part] = file, each.pictures
            at += len(each)
        for of, prefix in (("codes", ""), ("core", "core_")):
            for name, column in zip(("keys", "order", "edges"), _in_drawers(into[of]), strict=True):
                into[f"{prefix}{name}"][:] = column
        for name, column in into.items():
            if isinstance(column, np.memmap):
                column.flush()
            else:
                np.save(temporary / f"{name}.npy", column, allow_pickle=False)
        del into
        with suppress(FileExistsError):
            temporary.rename(made)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
