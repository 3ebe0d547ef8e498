"""Boxes (QuickTime: atoms): a size, a four-character kind, a payload. ISO/IEC 14496-12, 4.2; QuickTime File Format, "Atoms".

A size of 1 is followed by a 64-bit size, a size of 0 runs to the end of what encloses the box. What is larger than what encloses
it is cut and reported; what is smaller than its own header ends the run of boxes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from analysis.media.source import Exhausted, Listing, MediaError, Truncated

MAX_DEPTH = 12
"""Boxes inside one another that are followed; honest files stay below 10."""

MAX_CHILDREN = 50_000
"""Boxes of one run that are looked at: a fragmented recording of a day has fewer fragments."""


class Allowance:
    """What one file may cost, about in microseconds: a byte costs one where its parser goes byte by byte, else an eighth."""

    def __init__(self, left: int = 4_000_000) -> None:
        self.left = left

    def grants(self, length: int, *, slow: bool) -> bool:
        """Whether that many bytes may still be parsed; takes them off."""
        self.left -= length if slow else length >> 3
        return self.left >= 0


class Bounded(Protocol):
    """Bytes of a known size, read by offset: a `Source`."""

    @property
    def size(self) -> int: ...
    def at(self, offset: int, length: int) -> bytes: ...


class Readable(Bounded, Protocol):
    """What boxes are read from: the file, a file inside the file, or inflated bytes."""

    @property
    def allowance(self) -> Allowance: ...


class Window:
    """A file, or a stretch of one that is a file of its own, such as the video behind a photo. Offsets count from its start."""

    def __init__(self, outer: Bounded, start: int, end: int, allowance: Allowance) -> None:
        self._outer, self._start = outer, start
        self.size = max(0, min(end, outer.size) - start)
        self.allowance = allowance

    def at(self, offset: int, length: int) -> bytes:
        """As `Source.at`."""
        if offset < 0 or offset >= self.size:
            return b""
        return self._outer.at(self._start + offset, min(length, self.size - offset))


class Inflated:
    """Bytes in memory, such as a movie header that was stored compressed."""

    def __init__(self, data: bytes, allowance: Allowance) -> None:
        self._data = data
        self.size = len(data)
        self.allowance = allowance

    def at(self, offset: int, length: int) -> bytes:
        """As `Source.at`."""
        if not self.allowance.grants(1, slow=True):
            raise Exhausted("the compressed header has more structures than the tool reads; what was found until then stands")
        return self._data[offset : offset + length] if offset >= 0 and length > 0 else b""


class Box(NamedTuple):
    """One box: `start` is where its header begins, `body` its payload, `end` the byte after it; `whole` whether none of it is cut off."""

    kind: bytes
    start: int
    body: int
    end: int
    whole: bool = True

    @property
    def length(self) -> int:
        """Bytes of payload."""
        return self.end - self.body

    @property
    def name(self) -> str:
        """The kind as text: Mac Roman, where the copyright sign begins Apple's text atoms; unprintable bytes in hex."""
        if all(32 <= byte < 127 or byte == 0xA9 for byte in self.kind):
            return self.kind.decode("latin-1").rstrip()
        return "0x" + self.kind.hex()


def boxes(data: Readable, start: int, end: int, listing: Listing, path: str = "") -> Iterator[Box]:
    """The boxes from `start` to `end`, in order. `path` names what encloses them, for problems."""
    at, where = start, f"in {path}" if path else "in the file"
    for _ in range(MAX_CHILDREN):
        if at + 8 > end:
            return
        head = data.at(at, 16)
        if len(head) < 8:
            return
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        header = 8
        if size == 1:
            if len(head) < 16:
                listing.problem(f"The file ends inside the size of a box at byte {at} {where}.")
                return
            size, header = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            if kind == b"\0\0\0\0":  # QuickTime closes some lists with zeros
                return
            size = end - at
        if size < header:
            listing.problem(f"The box at byte {at} {where} gives a size of {size} bytes, less than its own header.")
            return
        box = Box(kind, at, at + header, min(at + size, end), at + size <= end)
        if not box.whole:
            listing.problem(f"The box {box.name} at byte {at} {where} gives a size of {size} bytes, but only {end - at} are there.")
        yield box
        at += size
    listing.problem(f"There are more than {MAX_CHILDREN} boxes {where}: the rest is not listed.")


def children(data: Readable, box: Box, listing: Listing, path: str, skip: int = 0) -> Iterator[Box]:
    """The boxes inside a box, after `skip` bytes of its payload."""
    return boxes(data, box.body + skip, box.end, listing, path)


def unpack(data: Readable, layout: str, offset: int) -> tuple[int, ...]:
    """The integers of a `struct` layout at an offset; raises Truncated."""
    size = struct.calcsize(layout)
    raw = data.at(offset, size)
    if len(raw) < size:
        raise Truncated(f"the file ends inside a structure at byte {offset}")
    return struct.unpack(layout, raw)


def payload(data: Readable, box: Box, limit: int = 1 << 20, *, slow: bool = False) -> bytes:
    """The payload of a box, at most `limit` bytes of it; none where the file's allowance is spent. `slow`: see `Allowance`."""
    length = min(box.length, limit)
    return data.at(box.body, length) if data.allowance.grants(length, slow=slow) else b""


@contextmanager
def tolerant(listing: Listing, what: str) -> Iterator[None]:
    """Keep one damaged structure from hiding the others: a problem instead of an error. A spent budget still ends the reading."""
    try:
        yield
    except Exhausted:
        raise
    except MediaError as error:
        listing.problem(f"Not all of {what} could be read: {error}.")
    except (ValueError, LookupError, ArithmeticError, struct.error) as error:
        listing.problem(f"Not all of {what} could be read ({type(error).__name__}).")


def absorb(listing: Listing, inner: Listing, prefix: str, *, shift: int = 0, at: tuple[int, int] | None = None) -> None:
    """Take over what was found in a part of the file.

    Tags get the prefix; places move by `shift`, or are all the stretch `at` (offset, length) where the part was stored compressed.
    """
    for field in inner.fields:
        offset, length = at if at is not None else (field.place.offset + shift, field.place.length)
        listing.note(prefix + field.tag, field.raw, offset, length, field.reading, status=field.status, name=prefix + field.place.name)
    for sentence in inner.problems:
        listing.problem(f"In {prefix.rstrip('/')}: {sentence}")
