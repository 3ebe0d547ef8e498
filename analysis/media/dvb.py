"""Tables of digital television inside an MPEG transport stream: clocks (ETSI EN 300 468; ATSC A/65), services, the present programme.

Tags: "TS/TDT first", "TS/TDT last" (time and date table, UTC), "TS/TOT first", "TS/TOT last" (time offset table, UTC),
"TS/TOT local_time_offset" (country, region, offset in force), "TS/STT first", "TS/STT last" (ATSC system time: GPS seconds, UTC by the
table's own offset), "TS/SDT provider", "TS/SDT service", "TS/EIT present start".

EN 300 468 counts in UTC. Japan and Brazil (ISDB, ARIB STD-B10) write local time in the same tables: what looks like ISDB gets no zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from analysis.media.bitstream import Stretch
from analysis.media.dif import decimal
from analysis.media.source import Listing
from analysis.when import Reading, offset_name

MJD_EPOCH = datetime(1858, 11, 17, tzinfo=UTC)
"""Modified Julian Date 0 (EN 300 468, annex C)."""
GPS_EPOCH = datetime(1980, 1, 6, tzinfo=UTC)
"""ATSC A/65, 6.1."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a table: its bytes, in pieces where it goes on in later packets."""

    stretch: Stretch

    @property
    def data(self) -> bytes:
        return self.stretch.data

    def locate(self, index: int) -> int:
        """The offset in the file of the byte at an index."""
        return self.stretch.locate(index)

    @property
    def table(self) -> int:
        return self.data[0] if self.data else -1


def utc_time(data: bytes, offset: timedelta | None = timedelta(0)) -> Reading | None:
    """The reading of two bytes of Modified Julian Date and three of binary-coded decimal hours, minutes, seconds; None for no date."""
    clock = [decimal(byte) for byte in data[2:5]]
    if len(data) < 5 or None in clock or data[:5] == b"\xff" * 5:
        return None
    day = MJD_EPOCH + timedelta(days=int.from_bytes(data[:2], "big"))
    hour, minute, second = clock
    try:
        return Reading(day.year, day.month, day.day, hour, minute, second, offset=offset, raw=data[:5].hex())
    except ValueError:
        return None


def note_clock(section: Section, which: str, listing: Listing, *, local: bool) -> bool:
    """Note the clock of a TDT, TOT or STT section as "first" or "last"; returns whether it was one. `local`: the stream is ISDB."""
    data = section.data
    if section.table in {0x70, 0x73} and len(data) >= 8:
        name = "TDT" if section.table == 0x70 else "TOT"
        reading = utc_time(data[3:8], None if local else timedelta(0))
        listing.note(f"TS/{name} {which}", data[3:8].hex(), section.locate(3), 5, reading, status=None if reading else "malformed")
        if section.table == 0x73 and which == "first":
            _local_offsets(section, listing)
        return True
    if section.table == 0xCD and len(data) >= 14:
        count = int.from_bytes(data[9:13], "big")
        try:
            reading = Reading.since(GPS_EPOCH, count - data[13], offset=timedelta(0), raw=str(count)) if count else None
        except ValueError:
            reading = None
        listing.note(f"TS/STT {which}", count, section.locate(9), 4, reading, status=None if reading else "not set")
        return True
    return False


def _descriptors(data: bytes, at: int, end: int) -> list[tuple[int, int, bytes]]:
    found = []
    while at + 2 <= min(end, len(data)):
        length = data[at + 1]
        found.append((data[at], at + 2, data[at + 2 : at + 2 + length]))
        at += 2 + length
    return found


def _local_offsets(section: Section, listing: Listing) -> None:
    end = 10 + (int.from_bytes(section.data[8:10], "big") & 0x0FFF)
    for tag, at, body in _descriptors(section.data, 10, end):
        if tag != 0x58:
            continue
        for index in range(0, len(body) - 12, 13):
            country, region = body[index : index + 3], body[index + 3] >> 2
            hours, minutes = decimal(body[index + 4]), decimal(body[index + 5])
            if hours is None or minutes is None or not country.isalnum() or hours > 14:
                continue
            offset = timedelta(hours=hours, minutes=minutes) * (-1 if body[index + 3] & 1 else 1)
            text = f"{country.decode('latin-1')} region {region} {offset_name(offset).replace('UTC', '+00:00')}"
            listing.note("TS/TOT local_time_offset", text, section.locate(at + index), 13)


def note_services(section: Section, listing: Listing) -> None:
    """Note the providers and names of the services of an SDT section (the muxer's own defaults among them)."""
    data = section.data
    if section.table != 0x42:
        return
    at, end = 11, min(len(data), 3 + (int.from_bytes(data[1:3], "big") & 0x0FFF) - 4)
    for _ in range(50):
        if at + 5 > end:
            return
        length = int.from_bytes(data[at + 3 : at + 5], "big") & 0x0FFF
        for tag, place, body in _descriptors(data, at + 5, min(end, at + 5 + length)):
            if tag == 0x48 and len(body) > 2:
                split = 2 + body[1]
                for name, start, text in (("provider", 2, body[2:split]), ("service", split + 1, body[split + 1 :])):
                    shown = _text(text)
                    if shown:
                        listing.note(f"TS/SDT {name}", shown, section.locate(place + start), len(text))
        at += 5 + length


def note_programme(section: Section, listing: Listing, *, local: bool) -> bool:
    """Note when the present programme of this stream began by the schedule (EIT present/following, section 0)."""
    data = section.data
    if section.table != 0x4E or len(data) < 26 or data[6] != 0:
        return False
    reading = utc_time(data[16:21], None if local else timedelta(0))
    if reading is not None:
        listing.note("TS/EIT present start", data[16:21].hex(), section.locate(16), 5, reading)
    return reading is not None


def _text(data: bytes) -> str:
    """Text of EN 300 468, annex A: a first byte below 0x20 selects the character table; UTF-8 is 0x15."""
    if data[:1] == b"\x15":
        return data[1:].decode("utf-8", "replace").strip()
    if data[:1] and data[0] < 0x20:
        data = data[3 if data[0] == 0x10 else 1 :]
    return data.decode("latin-1").strip("\0 \x86\x87")
