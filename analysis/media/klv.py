"""KLV (SMPTE ST 336) and the local sets of MXF (SMPTE ST 377-1): keys, lengths, values, with their places."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from analysis.media.source import Source
from analysis.when import Reading

MAX_ITEMS = 200
"""Items of one set that are read; the largest honest sets have some forty."""
GREGORIAN = datetime(1582, 10, 15, tzinfo=UTC)
"""RFC 9562, 5.1: UUIDs of version 1 count 100 ns from here."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One key, length, value: the key, and where the value begins and ends in the file."""

    key: bytes
    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Item:
    """The value of one item of a local set, and its place."""

    data: bytes
    offset: int

    @property
    def number(self) -> int:
        return int.from_bytes(self.data, "big")


def packet_at(source: Source, offset: int) -> Packet | None:
    """The packet at an offset, cut to the file; None where no SMPTE universal label stands there."""
    head = source.at(offset, 25)
    if len(head) < 17 or head[:4] != b"\x06\x0e\x2b\x34":
        return None
    width = head[16] & 0x7F if head[16] & 0x80 else 0
    if width > 8 or len(head) < 17 + width:
        return None
    size = int.from_bytes(head[17 : 17 + width], "big") if width else head[16]
    start = offset + 17 + width
    return Packet(head[:16], start, min(source.size, start + size))


def packets(source: Source, at: int, end: int, limit: int) -> Iterator[Packet]:
    """The packets from an offset on, at most `limit`."""
    for _ in range(limit):
        packet = packet_at(source, at) if at < end else None
        if packet is None:
            return
        yield packet
        at = packet.end


def local_set(data: bytes, offset: int) -> dict[int, Item]:
    """The items of a set with two-byte tags and lengths; the first of each tag."""
    items: dict[int, Item] = {}
    at = 0
    for _ in range(MAX_ITEMS):
        if at + 4 > len(data):
            break
        tag, size = int.from_bytes(data[at : at + 2], "big"), int.from_bytes(data[at + 2 : at + 4], "big")
        items.setdefault(tag, Item(data[at + 4 : at + 4 + size], offset + at + 4))
        at += 4 + size
    return items


def batch(item: Item | None) -> list[bytes]:
    """The identifiers of a batch or array: count, size of each, values."""
    if item is None or item.data[4:8] != b"\0\0\0\x10":
        return []
    count = min(int.from_bytes(item.data[:4], "big"), len(item.data) // 16, 1000)
    return [item.data[8 + 16 * n : 24 + 16 * n] for n in range(count)]


def timestamp(data: bytes) -> Reading | None:
    """The reading of year (2 bytes), month, day, hour, minute, second and quarters of 4 ms; None where they are no date.

    ST 377-1 asks for UTC; older writers, and the standard before 2009, leave it open: no zone is read.
    """
    if len(data) < 8:
        return None
    year, rest = int.from_bytes(data[:2], "big", signed=True), data[2:8]
    try:
        return Reading(
            year, rest[0], rest[1], rest[2], rest[3], rest[4],
            Fraction(min(rest[5], 249), 250), Fraction(1, 250), raw=data[:8].hex(),
        )  # fmt: skip
    except ValueError:
        return None


def umid_time(umid: bytes) -> Reading | None:
    """When the material number of a UMID was made, where it is a UUID of version 1 (SMPTE ST 330, method 2); else None."""
    if len(umid) < 32 or umid[11] >> 4 != 2:
        return None
    number = umid[16:32]
    # The standard swaps the halves of a UUID, so that labels and UUIDs never meet; not every writer does.
    for swapped in (number[8:] + number[:8], number):
        made = uuid.UUID(bytes=swapped)
        if made.version == 1:
            try:
                reading = Reading.since(GREGORIAN, Fraction(made.time, 10**7), offset=timedelta(0), raw=number.hex())
            except ValueError:
                continue
            if 1995 <= reading.year < 2100:
                return reading
    return None
