"""The clock of drones' and aircraft's sensors (MISB): metadata in KLV that runs beside the pictures.

Sources: MISB ST 0601 (UAS datalink local set: tag 1 checksum, 2 precision time stamp, 3 mission, 4 tail number, 10 platform, 11 sensor),
MISB ST 0603 and EG 0104 (the user defined time stamp of the universal set), SMPTE ST 336 for keys and lengths. The time is a count of
microseconds since 1970. ST 0603 lets it leave out leap seconds, so it may stand half a minute off UTC. Tags, after the caller's prefix:

    KLV time first, KLV time last     the first and the last time stamp in the bytes given
    KLV mission, KLV tail, KLV platform, KLV sensor
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from analysis.media.bitstream import Stretch
from analysis.media.source import Listing
from analysis.when import Reading

LOCAL_SET = bytes.fromhex("060e2b34020b01010e01030101000000")
STAMP = bytes.fromhex("060e2b34010101030702010101050000")
KEYS = re.compile(re.escape(LOCAL_SET) + b"|" + re.escape(STAMP))
UNIX = datetime(1970, 1, 1, tzinfo=UTC)
NAMES = {3: "mission", 4: "tail", 10: "platform", 11: "sensor"}
MAX_SETS = 2_000
"""Keys of one stretch that are looked at."""
MAX_ITEMS = 200
"""Items of one set; the standard has some hundred and forty."""

Item = tuple[int, int, int]
"""An item of a set: its tag, where its value begins, and its length."""


def list_klv(stretch: Stretch, listing: Listing, prefix: str, *, last_only: bool = False) -> bool:
    """List the sets in some bytes of a metadata stream; returns whether they hold a time. `last_only`: the end of a longer stream."""
    stamps: list[tuple[int, int]] = []
    named: set[int] = set()
    data = stretch.data
    for count, key in enumerate(KEYS.finditer(data)):
        if count >= MAX_SETS:
            break
        length, at = _length(data, key.end())
        if at + length > len(data):
            break
        if key.group() == STAMP:
            stamps += [(int.from_bytes(data[at : at + 8], "big"), at)] if length == 8 else []
            continue
        every = list(_items(data, at, at + length))
        if not _whole(data, key.start(), every):
            continue
        for tag, start, size in every:
            if tag == 2 and size == 8:
                stamps.append((int.from_bytes(data[start : start + 8], "big"), start))
            elif tag in NAMES and tag not in named and not last_only:
                named.add(tag)
                text = data[start : start + size].decode("utf-8", "replace").strip("\0 ")
                if text:
                    listing.note(f"{prefix} KLV {NAMES[tag]}", text, stretch.locate(start), size)
    ends = stamps[-1:] if last_only else stamps[:1] + stamps[1:][-1:]
    for (micro, at), name in zip(ends, ("last",) if last_only else ("first", "last"), strict=False):
        reading = _reading(micro)
        listing.note(f"{prefix} KLV time {name}", micro, stretch.locate(at), 8, reading, status=None if reading else "malformed")
    return bool(stamps)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """A BER length at an index, and where the value begins; a length that fits nowhere for one that is not well-formed."""
    first = data[at] if at < len(data) else 0x80
    if first < 0x80:
        return first, at + 1
    width = first & 0x7F
    if not 1 <= width <= 4 or at + 1 + width > len(data):
        return len(data) + 1, at
    return int.from_bytes(data[at + 1 : at + 1 + width], "big"), at + 1 + width


def _items(data: bytes, at: int, end: int) -> Iterator[Item]:
    """The items of a local set: tags in BER-OID, seven bits a byte."""
    for _ in range(MAX_ITEMS):
        tag = 0
        for _ in range(3):
            if at >= end:
                return
            tag, byte, at = tag << 7 | data[at] & 0x7F, data[at], at + 1
            if not byte & 0x80:
                break
        length, at = _length(data, at)
        if at + length > end:
            return
        yield tag, at, length
        at += length


def _whole(data: bytes, start: int, every: list[Item]) -> bool:
    """Whether the checksum holds: the sum of all bytes before it, those at even places a byte higher, in 16 bits. A set may have none."""
    if not every or every[-1][0] != 1 or every[-1][2] != 2:
        return True
    at = every[-1][1]
    body = data[start:at]
    return (sum(body[0::2]) << 8) + sum(body[1::2]) & 0xFFFF == int.from_bytes(data[at : at + 2], "big")


def _reading(micro: int) -> Reading | None:
    try:
        return Reading.since(UNIX, Fraction(micro, 1_000_000), offset=timedelta(0), raw=str(micro)) if micro else None
    except ValueError:
        return None
