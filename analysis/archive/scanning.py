"""The scan of an archive's anchors for those that a video may show, whole or in parts that lie in different files or on different machines.

What is asked for is chosen once, by the size of the whole archive, so that the parts together find what one scan of all finds.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import log10

import numpy as np

from analysis.archive.anchors import Scanned
from analysis.archive.distances import BLOCK, DRAWERS, FIRST_BITS, Counts, Indices, apart, near
from analysis.archive.matching import CLOSE, TEXTURED, WAYS, chance
from analysis.media.fingerprint import CORES, FRAMED, Codes, Prints

COMPARISONS = 4_000_000_000
"""Pairs of an asked key and a kept one that are within reach of a search: those in drawers that are looked into are compared."""
EVERY = 500_000_000
"""Pairs up to which all drawers are looked into."""
REACH = 3
"""Else: of the first ten bits, how many may differ. A sixth of all drawers is left to look into, and (benchmarks/copies.py --narrow) hardly
a copy is lost."""
ASKED = (100, 1_000)
"""Pictures that are asked for, at the least and at the most, spread over the video: of three minutes one in 1.8 s at the least."""
LEAST_S = 0.2
"""Seconds between two that are asked for, where they differ: in a short clip that moves, one alone may be close to an anchor."""
FEW_PARTS = 3
"""Parts of each asked picture that are scanned for where an archive is too large for all; the pictures take turns with them."""
KEY_BITS = (20, 16)
"""Of 64, the bits by which keys may differ: where all drawers are looked into, and where the archive is too large for that."""
MOST_FILES = 60
"""Files that are looked into, the likeliest first."""
WORTH_A_LOOK = 4.0
"""How unlikely by chance, as a power of ten, the anchors of a file are together at the least before it is looked into."""
ALLOWED = 1.0
"""The power of ten of how many files may be looked into that chance brings, where many pairs are compared."""


@dataclass(frozen=True, eq=False)
class Side:
    """Codes that are asked for: of which picture of the video each is, and how much texture it shows (in 64ths)."""

    of: Indices
    codes: Codes
    detail: Counts


@dataclass(frozen=True, eq=False)
class Asked:
    """What is scanned for: whole pictures and their parts, and how near a key must be. `worth` is what a file needs to be looked into."""

    whole: Side
    parts: Side
    reach: int
    key_bits: int
    worth: float

    @classmethod
    def of(cls, asked: Prints, anchors: int, *, reach: int | None = None) -> Asked:
        """For an archive of so many anchors; `reach` overrides how many of a key's first bits may differ."""
        most = COMPARISONS // max(1, anchors)
        chosen = _chosen(asked, max(ASKED[0], min(ASKED[1], most // (2 + FEW_PARTS))))
        rows, codes = _parts(asked, chosen, most)
        framed, others = _wholes(asked, chosen)
        pairs = max(1, anchors * (len(rows) + len(framed)))
        reach = reach if reach is not None else FIRST_BITS if pairs <= EVERY else REACH
        whole = Side(framed, others, asked.detail[framed])
        parts = Side(rows, codes, asked.core_detail[rows])
        return cls(whole, parts, reach, KEY_BITS[reach < FIRST_BITS], max(WORTH_A_LOOK, log10(pairs) - ALLOWED))


@dataclass(frozen=True, eq=False)
class Close:
    """Pairs of an asked picture and an anchor that are close, in columns: index of the asked one, file and picture of the other, bits
    apart, and texture of the asked one."""

    asked: Indices
    files: Indices
    pictures: Indices
    bits: Counts
    detail: Counts

    def __len__(self) -> int:
        return len(self.asked)


def scan(asked: Asked, scanned: Scanned, threads: int = 0) -> Close:
    """The close pairs among these anchors, by as many threads as there are processors where none are named."""
    threads = max(1, min(threads or os.cpu_count() or 1, 8, len(scanned) // BLOCK))
    shares = [range(at, DRAWERS, threads) for at in range(threads)]
    ways = (
        (asked.whole, scanned.keys, scanned.order, scanned.edges, scanned.codes),
        (asked.parts, scanned.core_keys, scanned.core_order, scanned.core_edges, scanned.core),
    )
    found: list[Close] = []
    with ThreadPoolExecutor(threads) as pool:
        for side, keys, order, edges, theirs in ways:
            wanted = np.ascontiguousarray(side.codes[:, 0])
            parts = list(pool.map(lambda part, k=keys, e=edges, w=wanted: near(k, e, w, asked.key_bits, asked.reach, part), shares))
            these, places = (np.concatenate([part[i] for part in parts]) for i in range(2))
            anchors = order[places].astype(np.intp)
            bits = np.minimum(*apart(theirs[anchors], side.codes[these]))
            close = bits <= CLOSE
            these, anchors = these[close], anchors[close]
            files, pictures = (column[anchors].astype(np.intp) for column in (scanned.files, scanned.pictures))
            found.append(Close(side.of[these], files, pictures, bits[close], side.detail[these]))
    return joined(found)


def joined(parts: Sequence[Close]) -> Close:
    """The pairs of several scans as those of one."""
    return Close(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("asked", "files", "pictures", "bits", "detail")))


def ranked(found: Close, worth: float) -> list[tuple[int, Indices, Indices]]:
    """Files that may match, the likeliest first: number, and the pictures of both sides (asked, kept) that are close."""
    best: dict[int, dict[int, float]] = defaultdict(dict)
    columns = (found.pictures.tolist(), found.files.tolist(), found.bits.tolist(), found.detail.tolist())
    for picture, file, bits, detail in zip(*columns, strict=True):
        one = chance(bits, detail) - WAYS
        # Each anchor once: a still scene is one likeness, however long it is.
        if one > best[file].get(picture, 0.0):
            best[file][picture] = one
    # Summed in one order, so that a scan in parts ranks as one of all does.
    sums = sorted(((sum(sorted(each.values())), file) for file, each in best.items()), reverse=True)
    chosen = [file for total, file in sums[:MOST_FILES] if total >= worth]
    return [(file, found.asked[found.files == file], found.pictures[found.files == file]) for file in chosen]


def candidates(asked: Prints, scanned: Scanned, *, reach: int | None = None) -> list[tuple[int, Indices, Indices]]:
    """The files of a whole archive that may match: see `ranked`."""
    wanted = Asked.of(asked, len(scanned), reach=reach)
    return ranked(scan(wanted, scanned), wanted.worth) if len(scanned) and len(wanted.whole.of) else []


def _wholes(asked: Prints, chosen: Indices) -> tuple[Indices, Codes]:
    """The chosen pictures as they are, and with bars taken off in other ways where that makes another picture: whose, and its code."""
    rows, codes = [chosen], [asked.codes[chosen]]
    if len(asked.shifted):
        for part in range(CORES, CORES + FRAMED):
            other = asked.shifted[chosen, part]
            differs = (other != asked.codes[chosen]).any(axis=1)
            rows.append(chosen[differs])
            codes.append(other[differs])
    return np.concatenate(rows), np.concatenate(codes)


def _parts(asked: Prints, chosen: Indices, most: int) -> tuple[Indices, Codes]:
    """The parts of the chosen pictures that are compared with cores, as many as there is room for: whose, and its code."""
    textured = chosen[asked.core_detail[chosen] >= TEXTURED]
    rows, codes = [textured], [asked.core[textured]]
    if len(asked.shifted):
        few = len(chosen) * (2 + CORES) > most
        for turn, row in enumerate(textured.tolist()):
            # Neighbours on the list are different crops, so a short stretch meets most of them.
            which = np.arange(turn * FEW_PARTS, (turn + 1) * FEW_PARTS) % CORES if few else np.arange(CORES)
            # Where there are no bars, there are no other ways to take them off.
            which = which[(which < CORES - FRAMED) | (asked.shifted[row, which] != asked.core[row]).any(axis=1)]
            rows.append(np.full(len(which), row))
            codes.append(asked.shifted[row, which])
    return np.concatenate(rows), np.concatenate(codes)


def _chosen(asked: Prints, most: int) -> Indices:
    """The asked pictures that are scanned for: textured, each unlike the one before, evenly spread where there are many."""
    textured = np.flatnonzero(asked.detail >= TEXTURED)
    if not len(textured):
        return textured
    seconds = asked.seconds
    kept = [int(textured[0])]
    for index in textured[1:]:
        passed = seconds[index] - seconds[kept[-1]]
        if passed >= 2.0 or (passed >= LEAST_S and np.bitwise_count(asked.codes[index, 0] ^ asked.codes[kept[-1], 0]) >= 4):
            kept.append(int(index))
    chosen = np.array(kept)
    return chosen if len(chosen) <= most else chosen[np.linspace(0, len(chosen) - 1, most).round().astype(np.intp)]
