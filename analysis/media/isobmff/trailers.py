"""What phones and cameras add after the movie: Samsung's SEF, Insta360's trailer.

Sources: ExifTool's public documentation (Samsung Trailer, QuickTime INSV). Samsung's trailer ends in "SEFT", before it the length of
a directory that begins with "SEFH": an entry gives a type, how far before the directory a block lies, and its size; a block
repeats its type and names itself. Tags: "SEF Image_UTC_Data" (milliseconds since 1970, UTC), "SEF blocks" (their names),
"Insta360 model", "Insta360 firmware", "Insta360 serial", "Insta360 GPS first" and "last" (seconds since 1970).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from analysis.media.isobmff.boxes import Readable
from analysis.media.isobmff.text import printable
from analysis.media.source import Listing
from analysis.when import Reading

UNIX = datetime(1970, 1, 1, tzinfo=UTC)
EMBEDDED_VIDEO = 0x0A30
"""Samsung's type of a block that is an MP4 file: the video of a motion photo."""
MAX_BLOCKS = 256
INSTA360 = b"8db42d694ccc418790edff439fe026bf"


class Block(NamedTuple):
    """One block of Samsung's trailer: its type, its name, and where its data lies."""

    kind: int
    name: str
    start: int
    end: int


def sef_blocks(data: Readable, end: int) -> Iterator[Block]:
    """The blocks of a trailer that ends at `end`; none where there is no trailer."""
    if data.at(end - 4, 4) != b"SEFT":
        return
    length = int.from_bytes(data.at(end - 8, 4), "little")
    start = end - 8 - length
    directory = data.at(start, min(length, 1 << 16)) if start >= 0 else b""
    if directory[:4] != b"SEFH" or len(directory) < 12:
        return
    for at in range(12, min(len(directory) - 11, 12 + 12 * min(MAX_BLOCKS, int.from_bytes(directory[8:12], "little"))), 12):
        kind, back, size = struct.unpack_from("<HII", directory, at + 2)
        head = data.at(start - back, 8)
        if back > start or len(head) < 8:
            continue
        naming = int.from_bytes(head[4:8], "little")
        if 8 + naming > size or size > back:
            continue
        name = data.at(start - back + 8, min(naming, 128)).decode("ascii", "replace")
        yield Block(kind, name, start - back + 8 + naming, start - back + size)


def read_sef(data: Readable, end: int, listing: Listing) -> tuple[int, int] | None:
    """List Samsung's trailer; returns where the video of a motion photo lies in it, if it holds one."""
    names, video = [], None
    blocks = list(sef_blocks(data, end))
    for block in blocks:
        names.append(block.name)
        if block.kind == EMBEDDED_VIDEO or block.name.startswith("MotionPhoto_Data"):
            video = (block.start, block.end)
        elif block.name == "Image_UTC_Data":
            raw = data.at(block.start, min(32, block.end - block.start))
            if raw.isdigit():
                listing.note("SEF Image_UTC_Data", raw.decode("ascii"), block.start, len(raw), _milliseconds(int(raw)))
    if blocks:
        first = min(block.start for block in blocks)
        listing.note("SEF blocks", ", ".join(names), first, end - first)
    return video


def _milliseconds(count: int) -> Reading | None:
    try:
        return Reading.since(UNIX, Fraction(count, 1000), offset=timedelta(0), raw=str(count))
    except ValueError:
        return None


def read_insta360(data: Readable, listing: Listing) -> None:
    """List Insta360's trailer: records before a footer, each followed by its type and length."""
    if data.at(data.size - 32, 32) != INSTA360:
        return
    footer = data.at(data.size - 78, 46)
    total = int.from_bytes(footer[38:42], "little")
    floor, at = data.size - total, data.size - 78
    for step in range(64):
        if step == 0:
            kind, length = struct.unpack_from("<HI", footer, 0)
        else:
            head = data.at(at, 6)
            if len(head) < 6:
                return
            kind, length = struct.unpack("<HI", head)
        start = at - length
        if start < floor or not kind:
            return
        if kind == 0x0101:
            _read_info(data.at(start, min(length, 4096)), start, listing)
        elif kind == 0x0700 and length >= 53:
            records = length // 53
            for name, index in (("first", 0), ("last", records - 1)):
                record = data.at(start + 53 * index, 53)
                if len(record) == 53 and record[10:11] == b"A":
                    seconds = int.from_bytes(record[:4], "little")
                    listing.note(f"Insta360 GPS {name}", seconds, start + 53 * index, 4, _milliseconds(1000 * seconds))
        at = start - 6


def _read_info(raw: bytes, offset: int, listing: Listing) -> None:
    """The first texts of a protocol buffer: 1 serial number, 2 model, 3 firmware."""
    at = 0
    while at + 2 <= len(raw) and raw[at] & 7 == 2:
        key, size = raw[at] >> 3, raw[at + 1]
        if size > 127:
            return
        value = raw[at + 2 : at + 2 + size]
        name = {1: "serial", 2: "model", 3: "firmware"}.get(key)
        if name and printable(value):
            listing.note(f"Insta360 {name}", value.decode("ascii", "replace"), offset + at + 2, size)
        at += 2 + size
