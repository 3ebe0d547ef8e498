"""Damaged versions of a file: what a reader must survive. The same versions on every run.

`damaged(data)` yields (what was done, the bytes). The damage knows no format, yet its sizes and counts are those that hurt: lengths cut
at many places, bits flipped, 2, 4 and 8 byte integers set to zero, one, all ones and just past the end, stretches repeated, zeroed, moved
or taken out. `assert_survives` runs a listing over all of them within the limits that the tool promises.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.media.listing import list_fields
from analysis.media.source import Listing

HARD_SIZES = (0, 1, 7, 8, 9, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
"""Values that readers of four-byte sizes and counts stumble over."""

SECONDS = 10.0
"""What the tool may take for one damaged file."""
MEMORY = 500 << 20
"""Bytes of memory that it may take."""


def damaged(data: bytes, *, seed: int = 1904, cuts: int = 60, flips: int = 60, sizes: int = 120) -> Iterator[tuple[str, bytes]]:
    """Damaged versions of the data, each with what was done to it."""
    chance = random.Random(seed)
    yield "empty", b""
    yield "doubled", data + data
    yield "reversed", data[::-1]
    yield "zeroed", bytes(len(data))
    yield "all ones", b"\xff" * len(data)
    for length in sorted({*range(min(40, len(data))), *(chance.randrange(len(data)) for _ in range(cuts))}):
        yield f"cut to {length} bytes", data[:length]
    for _ in range(flips):
        count = chance.choice((1, 1, 3, 30, 300))
        yield f"{count} bits flipped", _flipped(data, chance, count)
    for _ in range(sizes):
        width = chance.choice((2, 4, 4, 4, 8))
        at = chance.randrange(max(1, min(len(data) - width, _head(data, chance))))
        value = chance.choice((*HARD_SIZES, len(data) - at, len(data) - at + 1, at)) & ((1 << 8 * width) - 1)
        order = chance.choice(("big", "big", "little"))
        yield f"{width} bytes at {at} set to {value} ({order})", data[:at] + value.to_bytes(width, order) + data[at + width :]  # type: ignore[arg-type]
    for _ in range(20):
        start, other = (chance.randrange(len(data)) for _ in range(2))
        size = chance.choice((1, 4, 8, 100, 4096))
        piece = data[start : start + size]
        yield f"{size} bytes at {start} taken out", data[:start] + data[start + size :]
        yield f"{size} bytes at {start} zeroed", data[:start] + bytes(len(piece)) + data[start + size :]
        yield f"{size} bytes at {start} put in at {other}", data[:other] + piece + data[other:]
        yield f"{size} bytes at {start} repeated 200 times", data[:start] + piece * 200 + data[start:]


def _head(data: bytes, chance: random.Random) -> int:
    """How far into the file a size may be changed: structures gather at the start, but not only there."""
    return chance.choice((64, 512, 4096, len(data)))


def _flipped(data: bytes, chance: random.Random, count: int) -> bytes:
    changed = bytearray(data)
    for _ in range(count):
        changed[chance.randrange(_head(data, chance)) % len(changed)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def list_within_limits(path: Path, *, memory: bool = False) -> Listing:
    """The listing of a file, made in the time and, where asked, the memory that the tool promises. Any exception fails the test.

    Memory is measured in a second run, since measuring takes longer than reading.
    """
    began = time.process_time()
    listing = list_fields(path)
    took = time.process_time() - began
    assert took < SECONDS, f"{path.name} took {took:.1f} s"
    if memory:
        tracemalloc.start()
        try:
            list_fields(path)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < MEMORY, f"{path.name} took {peak >> 20} MB"
    return listing


def assert_survives(data: bytes, folder: Path, suffix: str, versions: Iterable[tuple[str, bytes]] | None = None) -> int:
    """List every damaged version, written to `folder` under a name with the suffix (".mp4"); returns how many there were."""
    path = folder / f"damaged{suffix}"
    count = 0
    for what, version in damaged(data) if versions is None else versions:
        path.write_bytes(version)
        try:
            listing = list_within_limits(path)
        except BaseException as error:
            error.add_note(f"the file was {what}")
            raise
        for field in listing.fields:
            assert field.place.file or 0 <= field.place.offset <= field.place.offset + field.place.length <= len(version), (what, field)
        count += 1
    return count
