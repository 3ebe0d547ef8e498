"""How far two pictures' codes lie apart, as counts of bits, and the scan of many keys, which come sorted into drawers by their first bits.

The scan compares every asked key with every key of the drawers that are looked into. All drawers are, or only those whose first bits differ
little from the asked key's: pictures that match nearly all agree in their lowest frequencies (`benchmarks/copies.py --narrow`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.media.fingerprint import Codes

Counts = NDArray[np.uint8]
Keys = NDArray[np.uint64]
Indices = NDArray[np.intp]

BLOCK = 1 << 17
"""Pairs of keys that are compared at a time: with what is counted of them they stay in a processor's cache."""
FIRST_BITS = 10
"""The bits of a key that say in which drawer it lies: its lowest frequencies."""
DRAWERS = 1 << FIRST_BITS
_FIRST = np.uint64(DRAWERS - 1)


def distances(one: Codes, other: Codes) -> tuple[Counts, Counts]:
    """Differing bits of each code with each other one, as shown and with one of both mirrored; a row for each of `one`.

    Mirroring keeps words 0 and 1 and turns over every bit of words 2 and 3 (`analysis.media.fingerprint`). 256 differing bits are
    given as 255.
    """
    even = np.zeros((len(one), len(other)), np.int16)
    odd = np.zeros_like(even)
    for word in range(4):
        (even if word < 2 else odd)[:] += np.bitwise_count(one[:, word, None] ^ other[None, :, word])
    return np.minimum(even + odd, 255).astype(np.uint8), np.minimum(even + 128 - odd, 255).astype(np.uint8)


def apart(one: Codes, other: Codes) -> tuple[Counts, Counts]:
    """The same for codes in pairs: row by row."""
    counts = np.bitwise_count(one ^ other).astype(np.int16)
    even, odd = counts[:, 0] + counts[:, 1], counts[:, 2] + counts[:, 3]
    return np.minimum(even + odd, 255).astype(np.uint8), np.minimum(even + 128 - odd, 255).astype(np.uint8)


def drawers(keys: Keys) -> NDArray[np.uint16]:
    """In which drawer each key lies."""
    return (keys & _FIRST).astype(np.uint16)


def near(
    keys: Keys, edges: NDArray[np.int64], asked: Keys, most: int, reach: int = FIRST_BITS, part: range = range(DRAWERS)
) -> tuple[Indices, Indices]:
    """The pairs (index of an asked key, index of a key) that differ in `most` bits or fewer, and in `reach` of the first ones.

    `keys` lie sorted by drawer; drawer d is `keys[edges[d]:edges[d + 1]]`. Only the drawers in `part` are looked into.
    """
    wanted = drawers(asked)
    different, counts, close = np.empty(BLOCK, np.uint64), np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.bool_)
    rows: list[Indices] = []
    places: list[Indices] = []
    for drawer in part:
        first, last = int(edges[drawer]), int(edges[drawer + 1])
        if first == last:
            continue
        these = np.arange(len(asked)) if reach >= FIRST_BITS else np.flatnonzero(np.bitwise_count(wanted ^ np.uint16(drawer)) <= reach)
        for start in range(first, last, BLOCK):
            block = np.asarray(keys[start : min(last, start + BLOCK)])
            at_once = max(1, BLOCK // len(block))
            for begin in range(0, len(these), at_once):
                some = these[begin : begin + at_once]
                size = len(some) * len(block)
                np.bitwise_xor(asked[some, None], block[None, :], out=different[:size].reshape(len(some), len(block)))
                np.bitwise_count(different[:size], out=counts[:size])
                np.less_equal(counts[:size], most, out=close[:size])
                found = np.flatnonzero(close[:size])
                if len(found):
                    rows.append(some[found // len(block)])
                    places.append(start + found % len(block))
    if not rows:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    return np.concatenate(rows), np.concatenate(places)
