"""Timed metadata of other makers: camm, Sony's rtmd, Canon's CTMD, Apple's mebx, DJI's djmd, text of drones and dashcams.

Sources: Google's CAMM specification; ExifTool's public documentation (Sony rtmd, Canon CTMD, QuickTime Stream); QuickTime File Format,
"Timed metadata media". Tags begin with the track's path and the kind:

    .../camm time_gps_epoch first, ... last      seconds since 1980-01-06 (ahead of UTC by the leap seconds since, up to 18 s); by some
                                                 cameras counted from 1970: "... as Unix time" carries that reading
    .../camm position first, .../rtmd GPSPosition first    degrees north and east at the first fix
    .../rtmd DateTime first, ... last            the camera's clock; zone byte 00: no offset
    .../rtmd GPSDateTime first, ... last         the receiver's date and time of day, in UTC, where its status is a fix or not told
    .../CTMD TimeStamp first, ... last           the camera's clock, no zone
    .../mebx ProductVersion                      the set-up data of Apple's metadata tracks: system, version and build
    .../djmd protocol                            the name of DJI's message format, which names the model
    .../text date first, ... last                a date in a text sample; .../text sample where it reads like a drone's line
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from analysis.media.avchd import date_of
from analysis.media.dates import read_date
from analysis.media.isobmff.boxes import Box, Readable, children, payload
from analysis.media.isobmff.samples import Samples
from analysis.media.isobmff.text import DATE_IN_BYTES, decoded, note_dates_inside, note_text, printable
from analysis.media.nmea import list_rmc
from analysis.media.source import Listing
from analysis.when import Reading

GPS_EPOCH = datetime(1980, 1, 6, tzinfo=UTC)
UNIX = datetime(1970, 1, 1, tzinfo=UTC)
LOOKED_AT = 60
"""Samples searched for the first time."""
SAMPLE = 1 << 14
"""Bytes of a sample that are read."""
DRONE = re.compile(r"\bF/[\d.]+, SS [\d.]+|\bGPS ?\([-\d., ]+\)|HOME\([-\d., ]+\)")

Found = tuple[str, Reading | None, int, int]
"""What one sample says: the value as stored, its reading, its offset in the file and its length in bytes."""


def first_and_last(samples: Samples, find: Callable[[bytes, int], Found | None], tag: str, listing: Listing) -> None:
    """Note what the first and the last sample say that say anything."""
    first = None
    for index, raw, offset in samples.first(LOOKED_AT, SAMPLE, slow=True):
        found = find(raw, offset)
        if found is not None:
            first = index
            _note(listing, f"{tag} first", found)
            break
    if first is None:
        return
    for index in range(samples.count - 1, max(first, samples.count - 40), -1):
        sample = samples.read(index, SAMPLE, slow=True)
        found = find(*sample) if sample else None
        if found is not None:
            _note(listing, f"{tag} last", found)
            return


def _note(listing: Listing, tag: str, found: Found) -> None:
    raw, reading, offset, length = found
    listing.note(tag, raw, offset, length, reading, status=None if reading is not None else "malformed")


def read_camm(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing) -> None:
    """List Google's camera motion metadata: packets of type 6 that have a fix."""
    tag = f"{path}/camm time_gps_epoch"
    first_and_last(samples, lambda raw, offset: camm_time(raw, offset, GPS_EPOCH), tag, listing)
    first_and_last(samples, lambda raw, offset: camm_time(raw, offset, UNIX), f"{tag} as Unix time", listing)
    _first_position(samples, camm_position, f"{path}/camm position first", listing)


def camm_time(raw: bytes, offset: int, epoch: datetime) -> Found | None:
    """The time in a camm packet of type 6 with a fix (2 or 3); None for others."""
    if len(raw) < 16 or raw[2:4] != b"\x06\0":
        return None
    seconds, fix = struct.unpack_from("<di", raw, 4)
    if fix not in (2, 3) or not 1e8 < seconds < 1e10:
        return None
    milliseconds = round(seconds * 1000)
    return f"{seconds:.3f}", Reading.since(epoch, Fraction(milliseconds, 1000), offset=timedelta(0), raw=f"{seconds:.3f}"), offset + 4, 8


def read_rtmd(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing) -> None:
    """List Sony's real-time metadata."""
    first_and_last(samples, rtmd_time, f"{path}/rtmd DateTime", listing)
    first_and_last(samples, rtmd_satellite_time, f"{path}/rtmd GPSDateTime", listing)
    _first_position(samples, rtmd_position, f"{path}/rtmd GPSPosition first", listing)
    for _, raw, offset in samples.first(1, SAMPLE, slow=True):
        found = rtmd_items(raw)
        for key, name in ((0x8114, "SerialNumber"), (0x851D, "GPSDateStamp"), (0x8507, "GPSTimeStamp")):
            if key not in found:
                continue
            at, value = found[key]
            if name == "GPSTimeStamp":
                pairs = [struct.unpack_from(">II", value, i) for i in range(0, len(value) - 7, 8)]
                text = ":".join(f"{a / b:02.0f}" if b else "?" for a, b in pairs)
            else:
                text = decoded(value)
            if text.strip():
                listing.note(f"{path}/rtmd {name}", text.strip(), offset + at, len(value))


def _first_position(samples: Samples, find: Callable[[bytes], tuple[int, int, float, float] | None], tag: str, listing: Listing) -> None:
    """Note the first position other than 0, 0: `find` gives its index in the sample, its length, degrees north and east."""
    for _, raw, offset in samples.first(LOOKED_AT, SAMPLE, slow=True):
        found = find(raw)
        if found is not None and any(found[2:]) and abs(found[2]) <= 90 and abs(found[3]) <= 180:
            listing.note(tag, f"{found[2]:.6f}, {found[3]:.6f}", offset + found[0], found[1])
            return


def camm_position(raw: bytes) -> tuple[int, int, float, float] | None:
    """The position in a camm packet of type 6 with a fix, two doubles; None for others."""
    if len(raw) < 32 or raw[2:4] != b"\x06\0" or raw[12:16] not in (b"\2\0\0\0", b"\3\0\0\0"):
        return None
    return (16, 16, *struct.unpack_from("<2d", raw, 16))


def rtmd_position(raw: bytes) -> tuple[int, int, float, float] | None:
    """Keys 8501 to 8504: the letter and the degrees, minutes and seconds as fractions, north and east; None without a fix (key 8509)."""
    found = rtmd_items(raw)
    status = found.get(0x8509)
    if status is not None and status[1][:1] not in (b"A", b""):
        return None
    angles = []
    for letter, angle in ((0x8501, 0x8502), (0x8503, 0x8504)):
        if letter not in found or angle not in found or len(found[angle][1]) < 24:
            return None
        numbers = struct.unpack_from(">6I", found[angle][1])
        if not all(numbers[1::2]) or found[letter][1][:1] not in (b"N", b"S", b"E", b"W"):
            return None
        whole = sum(numbers[2 * i] / numbers[2 * i + 1] / 60**i for i in range(3))
        angles.append(-whole if found[letter][1][:1] in (b"S", b"W") else whole)
    return found[0x8502][0], len(found[0x8502][1]), angles[0], angles[1]


def rtmd_items(raw: bytes) -> dict[int, tuple[int, bytes]]:
    """The items of a sample by key: index and value. After a header of the length it gives, each is a key, a length, a value;
    keys with 060e 2b34 begin a set whose items follow after its 16-byte label and 4-byte length."""
    found: dict[int, tuple[int, bytes]] = {}
    at = int.from_bytes(raw[:2], "big")
    for _ in range(2_000):
        if at + 4 > len(raw):
            break
        key, size = int.from_bytes(raw[at : at + 2], "big"), int.from_bytes(raw[at + 2 : at + 4], "big")
        if key == 0x060E:
            at += 20
            continue
        if key == 0:
            break
        found.setdefault(key, (at + 4, raw[at + 4 : at + 4 + size]))
        at += 4 + size
    return found


def rtmd_time(raw: bytes, offset: int) -> Found | None:
    """The camera's clock in an rtmd sample: zone, century, year, month, day, hour, minute, second in BCD under key E304."""
    item = rtmd_items(raw).get(0xE304)
    if item is None or len(item[1]) < 8:
        return None
    value = item[1]
    reading = date_of(value[:4], value[4:8])
    digits = value.hex()
    text = f"{digits[2:6]}-{digits[6:8]}-{digits[8:10]} {digits[10:12]}:{digits[12:14]}:{digits[14:16]}"
    return text, reading, offset + item[0], 8


def rtmd_satellite_time(raw: bytes, offset: int) -> Found | None:
    """The receiver's date (key 851D) and time of day (key 8507: hour, minute and second as fractions); None without a fix (key 8509)."""
    found = rtmd_items(raw)
    day, clock, status = found.get(0x851D), found.get(0x8507), found.get(0x8509)
    if day is None or clock is None or len(clock[1]) < 24 or (status is not None and status[1][:1] not in (b"A", b"")):
        return None
    written = re.fullmatch(r"(\d{4})[:-](\d\d)[:-](\d\d)", decoded(day[1]).strip())
    numbers = struct.unpack_from(">6I", clock[1])
    if written is None or not all(numbers[1::2]):
        return None
    hour, minute, second = (Fraction(numbers[i], numbers[i + 1]) for i in (0, 2, 4))
    if hour.denominator != 1 or minute.denominator != 1:
        return None
    text = f"{written[0]} {int(hour):02d}:{int(minute):02d}:{float(second):06.3f}"
    year, month, date = (int(part) for part in written.groups())
    try:
        reading = Reading(
            year, month, date, int(hour), int(minute), int(second), Fraction(int(second % 1 * 1000), 1000), Fraction(1, 1000),
            timedelta(0), text,
        )  # fmt: skip
    except ValueError:
        return None
    return text, reading, offset + clock[0], 24


def read_ctmd(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing) -> None:
    """List Canon's timed metadata."""
    first_and_last(samples, ctmd_time, f"{path}/CTMD TimeStamp", listing)


def ctmd_time(raw: bytes, offset: int) -> Found | None:
    """The record of type 1: year (little-endian), month, day, hour, minute, second, hundredths."""
    at = 0
    while at + 12 <= len(raw):
        size, kind = struct.unpack_from("<IH", raw, at)
        if kind == 1 and at + 22 <= len(raw):
            year, *rest, hundredths = struct.unpack_from("<H6B", raw, at + 14)
            text = f"{year:04d}-{rest[0]:02d}-{rest[1]:02d} {rest[2]:02d}:{rest[3]:02d}:{rest[4]:02d}.{hundredths:02d}"
            try:
                month, day, hour, minute, second = rest
                reading = Reading(year, month, day, hour, minute, second, Fraction(hundredths, 100), Fraction(1, 100), None, text)
            except ValueError:
                reading = None
            return text, reading, offset + at + 14, 8
        if size < 12:
            return None
        at += size
    return None


def read_mebx(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing) -> None:
    """List the set-up data of Apple's metadata tracks: a property list that names the system and its build."""
    for keys in children(data, entry, listing, path, skip=8):
        if keys.kind != b"keys":
            continue
        for key in children(data, keys, listing, f"{path}/mebx"):
            for setup in children(data, key, listing, f"{path}/mebx"):
                if setup.kind == b"setu":
                    for inner in children(data, setup, listing, f"{path}/mebx"):
                        _list_setup(payload(data, inner, SAMPLE, slow=True), inner.body, f"{path}/mebx", listing)


DAMAGED_LIST = (ValueError, LookupError, OverflowError, TypeError, AttributeError)
"""What a damaged property list makes its reader raise."""


def _list_setup(raw: bytes, offset: int, path: str, listing: Listing) -> None:
    start = raw.find(b"bplist00")
    if start < 0:
        return
    import plistlib  # slow to load, and only Apple's own files have one

    try:
        # XML property lists are not tried: entities in them would be expanded.
        settings = plistlib.loads(raw[start:], fmt=plistlib.FMT_BINARY)
    except (*DAMAGED_LIST, RecursionError, MemoryError):
        listing.problem(f"The property list at byte {offset + start} can't be read.")
        return
    system = settings.get("SystemVersion") if isinstance(settings, dict) else None
    if not isinstance(system, dict):
        return
    for name in ("ProductName", "ProductVersion", "ProductBuildVersion"):
        value = system.get(name)
        if isinstance(value, str) and value.isascii() and 0 < len(value) < 64:
            at = raw.find(value.encode("ascii"), start)
            listing.note(f"{path} {name}", value, offset + max(at, start), len(value))


PROTOCOL = re.compile(rb"[\w-]{3,40}\.proto\b")
VERSION = re.compile(rb"\b\d{2}\.\d{2}\.\d{2}\.\d{2,4}\b")


def read_djmd(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing) -> None:
    """List the names in DJI's metadata track: the message format, which names the model, and the firmware."""
    for _, raw, offset in samples.first(1, SAMPLE, slow=True):
        for pattern, name in ((PROTOCOL, "protocol"), (VERSION, "version")):
            found = pattern.search(raw)
            if found is not None:
                listing.note(f"{path}/djmd {name}", found.group().decode("ascii"), offset + found.start(), len(found.group()))
        note_dates_inside(listing, f"{path}/djmd date", raw, offset)


def read_text(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing) -> None:
    """List dates in a text or subtitle track, and a first line that reads like a drone's."""
    for _, raw, offset in samples.first(4, 2048):
        size = int.from_bytes(raw[:2], "big")
        text = decoded(raw[2 : 2 + size]) if 2 + size <= len(raw) else decoded(raw)
        if DRONE.search(text):
            listing.note(f"{path}/text sample", text.strip(), offset + 2, min(size, len(raw)))
            break
    read_any(data, entry, samples, path, listing, name="text")


def read_any(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing, *, name: str = "") -> None:
    """List dates, receivers' sentences and maker texts in the samples of a track of no known kind."""
    tag = f"{path}/{name or entry.name}"
    sentences = False
    for _, raw, offset in samples.first(40, SAMPLE):
        if raw[:4] == KLV or KLV in raw[:64]:
            _list_sensor(samples, raw, offset, tag, listing)
            return
        if list_rmc(raw, offset, listing, tag):
            sentences = True
            break
    if sentences:
        last = samples.read(samples.count - 1, SAMPLE)
        if last is not None and samples.count > 1:
            list_rmc(last[0], last[1], listing, f"{tag} end")
        return
    first_and_last(samples, written_date, f"{tag} date", listing)


KLV = b"\x06\x0e\x2b\x34"
"""How the keys of SMPTE ST 336 begin."""


def _list_sensor(samples: Samples, raw: bytes, offset: int, tag: str, listing: Listing) -> None:
    from analysis.media.bitstream import Stretch
    from analysis.media.misb import list_klv

    list_klv(Stretch.at(raw, offset), listing, tag)
    last = samples.read(samples.count - 1, SAMPLE) if samples.count > 1 else None
    if last is not None:
        list_klv(Stretch.at(*last), listing, tag, last_only=True)


COMPACT_DATE = re.compile(rb"(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ T_-]?(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?!\d)")
"""A date with a time of day and no marks between its parts, as some dashcams write it."""
DAY_FIRST = re.compile(rb"(?<!\d)\d\d([-/.])\d\d\1(?:19|20)\d\d[T ,]{1,2}(?:[01]\d|2[0-3]):[0-5]\d(?::[0-6]\d)?(?!\d)")
"""A date with the year last: of day and month the one beyond 12 is the day, else only the year is known."""


UNPADDED = re.compile(rb"(?<![\d.-])(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2} {1,2}\d{1,2}:\d\d:\d\d(?!\d)")
"""The year first, months and days below ten with one digit, as older drones write them."""


def written_date(raw: bytes, offset: int) -> Found | None:
    """The first date that stands in a sample, in any of the notations of dashcams and drones."""
    for notation in (DATE_IN_BYTES, UNPADDED, DAY_FIRST, COMPACT_DATE):
        found = notation.search(raw)
        reading = read_date(found.group().decode("ascii")) if found is not None else None
        if found is not None and reading is not None:
            return found.group().decode("ascii"), reading, offset + found.start(), len(found.group())
    return None


def read_fdsc(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing) -> None:
    """List the text in GoPro's file description track: firmware and serial number."""
    for _, raw, offset in samples.first(2, 4096):
        if raw[:4] == b"GPRO":
            text = raw[8:].split(b"\0")[0]
            if printable(text):
                note_text(listing, f"{path}/fdsc firmware", decoded(text), offset + 8, len(text))
            return
