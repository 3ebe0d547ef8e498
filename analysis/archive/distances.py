"""How far two pictures' codes lie apart, as counts of bits, and the scan of many keys: exact, with no index in between."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.media.fingerprint import Codes

Counts = NDArray[np.uint8]
Keys = NDArray[np.uint64]

BLOCK = 1 << 15
"""Keys that are compared at a time: with what is counted of them they stay in a processor's cache."""


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


def near(keys: Keys, asked: Keys, most: int) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """For each asked key and block: its index, and the indices of all keys that differ from it in `most` bits or fewer."""
    different, counts, close = np.empty(BLOCK, np.uint64), np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.bool_)
    for start in range(0, len(keys), BLOCK):
        block = keys[start : start + BLOCK]
        size = len(block)
        for index, key in enumerate(asked):
            np.bitwise_xor(block, key, out=different[:size])
            np.bitwise_count(different[:size], out=counts[:size])
            np.less_equal(counts[:size], most, out=close[:size])
            found = np.flatnonzero(close[:size])
            if len(found):
                yield index, found + start
