"""GoPro's telemetry in MP4: the GPMF box in user data and the gpmd track.

Tags: "<path> DVNM", "... MINF" (model), "... FMWR" (firmware), "... CASN" (serial number), "... TZON" (minutes east of UTC),
"... CDAT" (seconds since 1970, of the camera's clock: no zone). Of the receiver's time, with key GPSU (text, HERO5 to HERO10, Max)
or GPS9 (HERO11 and later):

    <path> GPSU first        the first time written, where the receiver had no fix yet: its own clock, not a satellite's
    <path> GPSU first fix    the first with a fix (GPSF 2 or 3)
    <path> at first fix      seconds into the track;   <path> GPSP first fix    dilution of precision x 100
    <path> GPSU last fix     the last with a fix, or "GPSU last" where the last has none
    <path> GPS5 position first fix, or GPS9 ...    degrees north and east at the first with a fix

The camera writes GPSU once a payload (about a second), so it stands for the payload's start within about one second.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from analysis.media.gpmf import Item, items
from analysis.media.isobmff.boxes import Box, Readable, payload
from analysis.media.isobmff.samples import Samples
from analysis.media.source import Listing
from analysis.when import Reading

NAMES = {b"DVNM", b"MINF", b"FMWR", b"FIRM", b"CASN", b"VERS"}
"""Items that name the camera: device name, model, firmware, serial number."""
GPS9_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
EVERY_PAYLOAD = 300
"""Payloads searched one by one for the first fix: five minutes of recording."""
FURTHER_PAYLOADS = 100
"""Payloads searched, evenly spread over the rest, where those had none."""
MAX_PAYLOAD = 1 << 17
"""Bytes of one payload that are read; cameras write below 64 KiB a second."""
GPSU = re.compile(rb"GPSUU(?:\x10\0\x01|\x01\0\x10)(\d{12}\.\d{3})")

GPS9 = re.compile(rb"GPS9\?\x20[\0-\xff]{2}")
"""Elements of 32 bytes: latitude, longitude, altitude, two speeds, days, milliseconds (4 bytes each), dilution, fix (2 each)."""


class Fix(NamedTuple):
    """A receiver's time in one payload: `key` GPSU or GPS9, what is stored, its place, whether there was a fix, dilution x 100."""

    key: str
    raw: str
    offset: int
    length: int
    reading: Reading | None
    locked: bool
    dilution: int | None


def read_gpmf_box(data: Readable, box: Box, path: str, listing: Listing) -> None:
    """List the GPMF box of user data."""
    _list_device(items(payload(data, box, MAX_PAYLOAD, slow=True)), box.body, path, listing)


def _list_device(found: Iterator[Item], offset: int, path: str, listing: Listing) -> None:
    seen: set[tuple[bytes, bytes]] = set()
    for item in found:
        if (item.key, item.raw) in seen or len(seen) > 32:
            continue
        if item.key in NAMES and item.raw:
            text = ".".join(str(n) for n in item.numbers()) if item.type == ord("B") else item.text
        elif item.key in (b"TZON", b"CDAT") and item.numbers():
            text = str(item.numbers()[0])
        else:
            continue
        seen.add((item.key, item.raw))
        reading = None
        if item.key == b"CDAT":
            reading = _since_1970(int(item.numbers()[0]))
        if text:
            listing.note(f"{path} {item.key.decode('ascii')}", text, offset + item.index, len(item.raw), reading)


def _since_1970(seconds: int) -> Reading | None:
    try:
        return Reading.since(datetime(1970, 1, 1, tzinfo=UTC), seconds, offset=None, raw=str(seconds))
    except ValueError:
        return None


def read_gpmf_track(samples: Samples, path: str, listing: Listing) -> None:
    """List a gpmd track: the device, the first receiver time, the first with a fix, the last."""
    first: tuple[int, Fix] | None = None
    locked: tuple[int, Fix] | None = None
    for number, index in enumerate(_searched(samples.count)):
        found = samples.read(index, MAX_PAYLOAD)
        if found is None:
            continue
        if number == 0:
            _list_device(items(found[0]), found[1], path, listing)
        fix = fix_in(*found)
        if fix is None:
            if number > 30 and first is None:
                return  # a camera with its receiver off writes no time at all
            continue
        first = first or (index, fix)
        if fix.locked:
            locked = (index, fix)
            break
    if first is None:
        return
    if locked is None or locked[0] != first[0]:
        _note(listing, f"{path} {first[1].key} first", first[1])
    if locked is not None:
        index, fix = locked
        _note(listing, f"{path} {fix.key} first fix", fix)
        at = samples.time(index)
        if at is not None:
            listing.note(f"{path} at first fix", f"{float(at):.3f} s", fix.offset, fix.length)
        if fix.dilution is not None:
            listing.note(f"{path} GPSP first fix", fix.dilution, fix.offset, fix.length)
        raw, start = samples.read(index, MAX_PAYLOAD) or (b"", 0)
        for key, place, latitude, longitude in positions(raw):
            listing.note(f"{path} {key} position first fix", f"{latitude:.6f}, {longitude:.6f}", start + place, 8)
            break
    for index in range(samples.count - 1, max(-1, samples.count - 12), -1):
        found = samples.read(index, MAX_PAYLOAD)
        last = fix_in(*found) if found else None
        if last is not None:
            if index not in (first[0], locked[0] if locked else -1):
                _note(listing, f"{path} {last.key} last{' fix' if last.locked else ''}", last)
            break


def _searched(count: int) -> Iterator[int]:
    """The payloads to search for a fix, in order."""
    yield from range(min(count, EVERY_PAYLOAD))
    if count > EVERY_PAYLOAD:
        yield from range(EVERY_PAYLOAD, count, max(1, (count - EVERY_PAYLOAD) // FURTHER_PAYLOADS))


def _note(listing: Listing, tag: str, fix: Fix) -> None:
    listing.note(tag, fix.raw, fix.offset, fix.length, fix.reading, status=None if fix.reading is not None else "malformed")


def fix_in(raw: bytes, offset: int) -> Fix | None:
    """The receiver's time in a payload that stands at an offset; None where it has none."""
    found = GPSU.search(raw)
    if found is not None:
        lock, dilution = _number(raw, b"GPSFL\x04\0\x01", 4), _number(raw, b"GPSPS\x02\0\x01", 2)
        text = found.group(1).decode("ascii")
        return Fix("GPSU", text, offset + found.start(1), 16, gpsu_reading(text), (lock or 0) >= 2, dilution)
    nine = GPS9.search(raw)
    if nine is None or nine.end() + 32 > len(raw):
        return None
    days, milliseconds, dilution, lock = struct.unpack_from(">IIHH", raw, nine.end() + 20)
    text = f"{days} days, {milliseconds} ms"
    return Fix("GPS9", text, offset + nine.end() + 20, 8, gps9_reading(days, milliseconds), lock >= 2, dilution)


def positions(raw: bytes) -> Iterator[tuple[str, int, float, float]]:
    """Where the receiver was, for each GPS5 or GPS9 of a payload: the key, the index of its first element, degrees north and east.

    The first two numbers of an element, four bytes each, divided by the first two of the SCAL before it.
    """
    scale: tuple[int | float, ...] = ()
    for item in items(raw):
        if item.key == b"SCAL":
            scale = item.numbers()
        elif item.key in (b"GPS5", b"GPS9") and len(item.raw) >= 8 and len(scale) >= 2 and scale[0] and scale[1]:
            north, east = struct.unpack_from(">ii", item.raw)
            latitude, longitude = north / scale[0], east / scale[1]
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                yield item.key.decode("ascii"), item.index, latitude, longitude


def _number(raw: bytes, head: bytes, width: int) -> int | None:
    at = raw.find(head)
    return int.from_bytes(raw[at + 8 : at + 8 + width], "big") if at >= 0 else None


def gpsu_reading(text: str) -> Reading | None:
    """ "yymmddhhmmss.sss", in UTC, years from 2000; None where that is no date."""
    year, month, day, hour, minute, second = (int(text[i : i + 2]) for i in range(0, 12, 2))
    try:
        return Reading(
            2000 + year, month, day, hour, minute, second, Fraction(int(text[13:16]), 1000), Fraction(1, 1000), timedelta(0), text
        )
    except ValueError:
        return None


def gps9_reading(days: int, milliseconds: int) -> Reading | None:
    """Days since 2000-01-01 and milliseconds since midnight, in UTC."""
    seconds = Fraction(days * 86_400_000 + milliseconds, 1000)
    try:
        return Reading.since(GPS9_EPOCH, seconds, offset=timedelta(0), raw=f"{days} {milliseconds}")
    except ValueError:
        return None
