"""Anchors: the few pictures of each file by which an archive is scanned, as columns on disk.

The scan compares anchors' keys (64 of a code's 256 bits) with the keys that are asked for; so the keys of whole pictures and those of
cores are each sorted into drawers (`analysis.archive.distances`). The columns are derived from the database and made anew when it has
changed; they are mapped into memory, not loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.archive.derived import derived, mapped
from analysis.archive.distances import DRAWERS, apart, drawers
from analysis.archive.matching import TEXTURED
from analysis.media.fingerprint import Codes, Prints

NEW_VIEW = 56
"""Bits from the last anchor at which a picture shows something new."""
LEAST_S = 0.9
MOST_S = 5.0
"""Seconds between two anchors: at the least where the view changes, and at the most where it stays."""
COLUMNS = (
    *(("keys", "<u8", 0), ("order", "<u4", 0), ("edges", "<i8", 0)),
    *(("core_keys", "<u8", 0), ("core_order", "<u4", 0), ("core_edges", "<i8", 0)),
    *(("codes", "<u8", 4), ("core", "<u8", 4), ("files", "<u4", 0), ("pictures", "<u4", 0)),
)
"""The columns on disk, in the order of `Scanned`: name, kind of number, and how many a row has where it has several."""


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
        whole, middle = (_in_drawers(each[:, 0], _shown(each)) for each in (codes, core))
        return cls(*whole, *middle, codes, core, files, pictures)

    def __len__(self) -> int:
        return len(self.files)


def _shown(codes: Codes) -> NDArray[np.bool_]:
    """Which codes show anything: a core without texture has none."""
    return np.asarray(codes.any(axis=1), np.bool_)


def _in_drawers(keys: NDArray[np.uint64], shown: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.int64]]:
    """The keys of codes that show anything, sorted by drawer, of which code each is, and where each drawer begins."""
    which = np.flatnonzero(shown).astype(np.uint32)
    lies = drawers(keys[which])
    order = which[np.argsort(lies, kind="stable")]
    edges = np.concatenate([[0], np.cumsum(np.bincount(lies, minlength=DRAWERS))])
    return keys[order], order, edges.astype(np.int64)


def columns(folder: Path, generation: int, anchors: Iterable[tuple[int, Anchors]]) -> Scanned:
    """The columns of this state of the archive: those on disk, or new ones. Raises OSError where they can't be written."""
    made = derived(folder, "columns", generation, lambda into: _write(into, anchors))
    return Scanned(*(mapped(made / name, kind, width) for name, kind, width in COLUMNS))


def _write(folder: Path, anchors: Iterable[tuple[int, Anchors]]) -> None:
    """One file's anchors after the other; of their codes only the keys are held, to be sorted at the end."""
    keys: list[tuple[NDArray[np.uint64], NDArray[np.uint64]]] = []
    shown: list[tuple[NDArray[np.bool_], NDArray[np.bool_]]] = []
    with ExitStack() as opened:
        codes, core, files, pictures = (opened.enter_context((folder / name).open("wb")) for name in ("codes", "core", "files", "pictures"))
        for file, each in anchors:
            codes.write(each.codes.astype("<u8").tobytes())
            core.write(each.core.astype("<u8").tobytes())
            files.write(np.full(len(each), file, "<u4").tobytes())
            pictures.write(each.pictures.astype("<u4").tobytes())
            keys.append((each.codes[:, 0].copy(), each.core[:, 0].copy()))
            shown.append((_shown(each.codes), _shown(each.core)))
    for side, prefix in enumerate(("", "core_")):
        column = np.concatenate([each[side] for each in keys] or [np.zeros(0, np.uint64)])
        which = np.concatenate([each[side] for each in shown] or [np.zeros(0, np.bool_)])
        sorted_keys, order, edges = _in_drawers(column, which)
        sorted_keys.tofile(folder / f"{prefix}keys")
        order.tofile(folder / f"{prefix}order")
        edges.tofile(folder / f"{prefix}edges")
