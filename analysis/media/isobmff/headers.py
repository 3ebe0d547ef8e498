"""Header counters and handler names: mvhd, tkhd, mdhd (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2) and hdlr (8.4.3).

The counters are seconds since 1904-01-01, 00:00. ISO says UTC, QuickTime leaves the zone open and only prefers UTC. The reading
given here is the format's own rule, UTC; a witness that knows the writer's habit takes the offset away. Where that reading lies
before 1971 although the same count from 1970 gives a date of the years 1990 to 2100, a second field "... as Unix time" carries that one.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from analysis.media.isobmff.boxes import Box, Readable, payload, unpack
from analysis.media.source import Listing, Truncated
from analysis.when import Reading

EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
UNIX = datetime(1970, 1, 1, tzinfo=UTC)
UNIX_AFTER_EPOCH = 2_082_844_800
"""Seconds from 1904-01-01 to 1970-01-01."""
YEAR = 31_556_952
"""Seconds of a mean Gregorian year."""

CREATED_ON = re.compile(r"Created on: ?(\d{1,2})/(\d{1,2})/(\d{4})")
"""Google's muxer writes month, day, year (its day is that of the US Pacific coast; the text names no zone)."""


def counter_reading(count: int) -> Reading | None:
    """The reading of a count of seconds since 1904 in UTC; None beyond the year 9999."""
    try:
        return Reading.since(EPOCH, count, offset=timedelta(0), raw=str(count))
    except ValueError:
        return None


def note_counter(listing: Listing, tag: str, count: int, offset: int, length: int) -> None:
    """Note a header counter, and what it would be if it had been counted from 1970 by mistake."""
    reading = counter_reading(count)
    listing.note(tag, count, offset, length, reading, status=None if reading is not None else "malformed")
    if 20 * YEAR <= count <= 130 * YEAR and count < UNIX_AFTER_EPOCH + YEAR and count != UNIX_AFTER_EPOCH:
        listing.note(f"{tag} as Unix time", count, offset, length, Reading.since(UNIX, count, offset=timedelta(0), raw=str(count)))


def read_times(data: Readable, box: Box, path: str, listing: Listing) -> int:
    """Note both counters of a mvhd, tkhd or mdhd box; returns the offset of the field after them."""
    version = unpack(data, ">B", box.body)[0]
    width = 8 if version == 1 else 4
    if box.length < 4 + 2 * width:
        raise Truncated(f"the box {box.name} at byte {box.start} is shorter than its fields")
    created, modified = unpack(data, ">QQ" if version == 1 else ">II", box.body + 4)
    note_counter(listing, f"{path} creation_time", created, box.body + 4, width)
    note_counter(listing, f"{path} modification_time", modified, box.body + 4 + width, width)
    return box.body + 4 + 2 * width


def read_scale(data: Readable, box: Box, at: int) -> tuple[int, int | None]:
    """Time scale (units a second) and duration (units; None where it is all ones, "not known") of a mvhd or mdhd box."""
    wide = unpack(data, ">B", box.body)[0] == 1
    scale, duration = unpack(data, ">IQ" if wide else ">II", at)
    return scale, None if duration == (1 << (64 if wide else 32)) - 1 else duration


def read_handler(data: Readable, box: Box, path: str, listing: Listing) -> bytes:
    """Note the name of a hdlr box, and the date in it; returns the handler type."""
    body = payload(data, box, 4096)
    kind, maker, name = body[8:12], body[12:16], body[24:]
    at = box.body + 24
    if (name and name[0] == len(name.rstrip(b"\0")) - 1) or (name and body[4:8].strip(b"\0") and 0 < name[0] < len(name)):
        name, at = name[1 : 1 + name[0]], at + 1  # a Pascal string, as QuickTime has it
    name = name.split(b"\0")[0]
    if len(maker) == 4 and maker.strip(b"\0 ") and all(32 <= byte < 127 for byte in maker):
        listing.note(f"{path} manufacturer", maker.decode("ascii"), box.body + 12, 4)
    if name.strip():
        text = name.decode("utf-8", "replace").strip()
        listing.note(f"{path} name", text, at, len(name), handler_date(text))
    return kind


def handler_date(text: str) -> Reading | None:
    """The day in a handler name of the form "Created on: MM/DD/YYYY."; None where there is none."""
    found = CREATED_ON.search(text)
    if found is None:
        return None
    month, day, year = (int(part) for part in found.groups())
    try:
        return Reading(year, month, day, raw=found.group())
    except ValueError:
        return None
