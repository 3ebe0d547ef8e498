"""Where samples lie: the sample table (ISO/IEC 14496-12, 8.6.1, 8.7) and the first runs of fragments (8.8.7, 8.8.8).

Tables are read entry by entry: a table of billions costs no more than a table of ten. What is not there is None, never an error.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from analysis.media.isobmff.boxes import Box, Readable

MAX_RUNS = 8_192
"""Entries of a run-length table that are followed."""
MAX_SIZES = 4_096
"""Sample sizes of one chunk that are added up to find the place of a sample in it."""


@dataclass(slots=True)
class Samples:
    """The samples of one track. Offsets and sizes are in bytes, times in seconds from the track's start; indices count from 0.

    `data` is the file that holds them and `tree` what holds the tables: another where the movie header was compressed.
    """

    data: Readable
    tables: dict[bytes, Box]
    tree: Readable
    scale: int = 0
    extra: list[tuple[int, int]] = field(default_factory=list)
    """Offset and size of samples found in fragments, after those of the table."""
    runs: list[tuple[int, int, int]] | None = None
    """The table of samples to chunks, once it was read."""

    @property
    def count(self) -> int:
        """Samples in the table, as it says, and those known from fragments."""
        return self.in_table + len(self.extra)

    @property
    def in_table(self) -> int:
        """Samples in the table, as it says."""
        box = self.tables.get(b"stsz") or self.tables.get(b"stz2")
        if box is None:
            return 0
        return self._number(box.body + 8)

    def _number(self, at: int, width: int = 4) -> int:
        return int.from_bytes(self.tree.at(at, width), "big")

    def size(self, index: int) -> int:
        """The size of a sample; 0 where the table does not reach it."""
        box = self.tables.get(b"stsz")
        if box is not None:
            common = self._number(box.body + 4)
            at = box.body + 12 + 4 * index
            return common or (self._number(at) if at + 4 <= box.end else 0)
        box = self.tables.get(b"stz2")
        if box is None:
            return 0
        bits = self._number(box.body + 7, 1)
        if bits == 4:
            byte = self._number(box.body + 12 + index // 2, 1)
            return byte >> 4 if index % 2 == 0 else byte & 15
        return self._number(box.body + 12 + index * (bits // 8), bits // 8) if bits in (8, 16) else 0

    def place(self, index: int) -> tuple[int, int] | None:
        """Offset and size of a sample; None where the tables do not tell."""
        known = self.in_table
        if index >= known:
            return self.extra[index - known] if 0 <= index - known < len(self.extra) else None
        found = self._chunk_of(index)
        if found is None:
            return None
        chunk, first = found
        offset = self._chunk_offset(chunk)
        if offset is None or index - first > MAX_SIZES:
            return None
        skipped = self._total(first, index)
        size = self.size(index)
        return (offset + skipped, size) if size else None

    def _total(self, first: int, index: int) -> int:
        """The sizes of the samples from `first` up to `index`, added up."""
        box = self.tables.get(b"stsz")
        if box is None:
            return sum(self.size(i) for i in range(first, index))
        common = self._number(box.body + 4)
        if common:
            return common * (index - first)
        raw = self.tree.at(box.body + 12 + 4 * first, 4 * (index - first))
        return sum(_integers(raw))

    def _chunk_of(self, index: int) -> tuple[int, int] | None:
        """The chunk (from 1) that holds a sample, and the first sample in it."""
        if self.runs is None:
            self.runs = self._read_runs()
        at = bisect_right(self.runs, (index, 1 << 40, 0)) - 1
        if at < 0:
            return None
        sample, chunk, each = self.runs[at]
        further = (index - sample) // each
        return chunk + further, sample + further * each

    def _read_runs(self) -> list[tuple[int, int, int]]:
        """The table of samples to chunks, as runs of (first sample, first chunk, samples a chunk)."""
        box = self.tables.get(b"stsc")
        if box is None:
            return []
        count = min(self._number(box.body + 4), MAX_RUNS, box.length // 12)
        numbers = _integers(self.tree.at(box.body + 8, 12 * count))
        found: list[tuple[int, int, int]] = []
        sample = 0
        for chunk, each in zip(numbers[::3], numbers[1::3], strict=False):
            if found:
                sample += max(0, chunk - found[-1][1]) * found[-1][2]
            if not each:
                break
            found.append((sample, chunk, each))
        return found

    def _chunk_offset(self, chunk: int) -> int | None:
        for kind, width in ((b"stco", 4), (b"co64", 8)):
            box = self.tables.get(kind)
            if box is not None:
                at = box.body + 8 + width * (chunk - 1)
                return self._number(at, width) if chunk >= 1 and at + width <= box.end else None
        return None

    def read(self, index: int, limit: int, *, slow: bool = False) -> tuple[bytes, int] | None:
        """Up to `limit` bytes of a sample, and where it lies; None where it is not in the file. `slow`: see `Allowance`."""
        place = self.place(index)
        if place is None or not self.data.allowance.grants(min(place[1], limit), slow=slow):
            return None
        raw = self.data.at(place[0], min(place[1], limit))
        return (raw, place[0]) if raw else None

    def first(self, count: int, limit: int, *, slow: bool = False) -> Iterator[tuple[int, bytes, int]]:
        """The first samples that are in the file: index, bytes, place."""
        for index in range(min(count, self.count)):
            found = self.read(index, limit, slow=slow)
            if found is not None:
                yield index, *found

    def time(self, index: int) -> Fraction | None:
        """When a sample begins, in seconds after the track's start (decoding time, edits left aside)."""
        box = self.tables.get(b"stts")
        if box is None or not self.scale:
            return None
        runs = min(self._number(box.body + 4), MAX_RUNS, box.length // 8)
        numbers = _integers(self.tree.at(box.body + 8, 8 * runs))
        units, left = 0, index
        for count, each in zip(numbers[::2], numbers[1::2], strict=False):
            if left <= count:
                return Fraction(units + left * each, self.scale)
            units += count * each
            left -= count
        return None


def _integers(raw: bytes) -> tuple[int, ...]:
    """Four-byte integers, as many as are whole."""
    return struct.unpack(f">{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
