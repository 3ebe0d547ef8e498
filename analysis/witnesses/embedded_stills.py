"""Still pictures with the video: EXIF of thumbnails inside the file and of pictures beside it.

*Reads* EXIF structures inside the video, and those of .THM, .JPG and .HEIC files of the same name beside it, with exifread.

*Says* when the camera took the still that goes with the recording, by its own clock or its satellite receiver.

*Fooled by* cameras whose clock was never set, and a picture of the same name that belongs to another recording.

*Sources* EXIF 2.32 (CIPA DC-008); the documentation of exifread.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from analysis.case import Case
from analysis.media.beside import beside
from analysis.media.dates import read_date
from analysis.media.listing import list_fields
from analysis.media.source import Field, Source
from analysis.place import Bytes
from analysis.reference.authorship import Authorship, authorship
from analysis.reference.ownership import owned
from analysis.reference.sayings import said_of
from analysis.testimony import Observation, Testimony
from analysis.when import Reading, parse_offset

STILLS = (".thm", ".jpg", ".jpeg", ".heic")
THUMBNAIL = ".thm"
MAX_EXIF = 1 << 20
"""Bytes of one EXIF structure that are read: a JPEG segment holds 64 KiB."""
MAX_STRUCTURES = 8
MAX_VALUE = 120

DATES = {
    "EXIF DateTimeOriginal": ("DateTimeOriginal", "EXIF OffsetTimeOriginal"),
    "EXIF DateTimeDigitized": ("DateTimeDigitized", "EXIF OffsetTimeDigitized"),
    "Image DateTime": ("DateTime", "EXIF OffsetTime"),
}
"""exifread's names of the dates, ours, and the tag that holds the zone of each."""
NAMES = {"Image Make": "Make", "Image Model": "Model", "Image Software": "Software"}


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    path = case.exhibit.path
    inside = owned(case.exhibit.listing.fields, "embedded_stills")
    stills = beside(path, STILLS)
    if not inside and not stills:
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    yield from _heard(path, inside, by, file="")
    for still in stills:
        fields = owned(list_fields(still).fields, "embedded_stills")
        weaker = still.suffix.lower() != THUMBNAIL
        for said in _heard(still, fields, by, file=still.name):
            yield replace(said, strength="limited") if weaker and isinstance(said, Testimony) else said


def _heard(path: Path, structures: list[Field], by: Authorship, *, file: str) -> Iterator[Observation | Testimony]:
    """What the EXIF structures of one file say; one that can't be read is passed over."""
    fields: list[Field] = []
    for field in structures[:MAX_STRUCTURES]:
        found = list(_read(path, field))
        fields += found or [field]
    if fields:
        yield from said_of(fields, by, file=file)


def _read(path: Path, field: Field) -> Iterator[Field]:
    import exifread  # most videos hold no EXIF, and loading it takes a while

    try:
        with Source(path) as source:
            data = source.at(field.place.offset, min(field.place.length, MAX_EXIF))
        tags: dict[str, Any] = exifread.process_file(io.BytesIO(data), details=False)
    except Exception:  # exifread meets damaged input with exceptions of many kinds; none is told apart by its documentation
        return
    for name, (shown, zone) in DATES.items():
        if name in tags:
            yield _dated(field, f"{field.tag} {shown}", tags[name], _text(tags.get(zone)))
    satellite = _satellite(tags)
    if satellite is not None:
        yield Field(f"{field.tag} GPSDateTime", satellite.raw, _place(field, tags["GPS GPSTimeStamp"]), satellite)
    position = _position(tags)
    if position:
        yield Field(f"{field.tag} GPSPosition", position, _place(field, tags["GPS GPSLatitude"]))
    for name, shown in NAMES.items():
        if name in tags and _text(tags[name]):
            yield Field(f"{field.tag} {shown}", _text(tags[name]), _place(field, tags[name]))


def _dated(field: Field, tag: str, value: Any, zone: str) -> Field:
    raw = _text(value)
    reading = read_date(raw)
    place = _place(field, value)
    if reading is None:
        empty = not any(character in "123456789" for character in raw)
        return Field(tag, raw, place, status="not set" if empty else "malformed")
    offset = parse_offset(zone) if zone else None
    if reading.offset is None and offset is not None:
        reading = replace(reading, offset=offset)
    return Field(tag, raw, place, reading, "not set" if reading.unset else "set")


def _satellite(tags: dict[str, Any]) -> Reading | None:
    """The receiver's date and time, in UTC (EXIF 2.32, GPSDateStamp and GPSTimeStamp)."""
    if "GPS GPSDate" not in tags or "GPS GPSTimeStamp" not in tags:
        return None
    try:
        year, month, day = (int(part) for part in _text(tags["GPS GPSDate"]).replace("-", ":").split(":"))
        hour, minute, second = (Fraction(part.num, part.den) for part in tags["GPS GPSTimeStamp"].values)
        raw = f"{_text(tags['GPS GPSDate'])} {_text(tags['GPS GPSTimeStamp'])}"
        whole = int(second)
        return replace(Reading(year, month, day, int(hour), int(minute), whole, raw=raw, fraction=second - whole), offset=_UTC)
    except (ValueError, TypeError, AttributeError, ArithmeticError):
        return None


def _position(tags: dict[str, Any]) -> str:
    """Degrees north and east (EXIF 2.32, GPSLatitude and GPSLongitude with their letters); "" where there is none."""
    found = []
    for name, negative, most in (("Latitude", "S", 90), ("Longitude", "W", 180)):
        value, letter = tags.get(f"GPS GPS{name}"), _text(tags.get(f"GPS GPS{name}Ref"))
        try:
            parts = [Fraction(part.num, part.den) for part in value.values[:3]] if value is not None else []
        except (TypeError, AttributeError, ArithmeticError):
            return ""
        angle = sum((part / 60**i for i, part in enumerate(parts)), Fraction(0))
        if len(parts) != 3 or letter[:1] not in ("N", "S", "E", "W") or not 0 <= angle <= most:
            return ""
        found.append(float(-angle if letter[:1] == negative else angle))
    return f"{found[0]:.6f}, {found[1]:.6f}" if any(found) else ""


_UTC = parse_offset("+00:00")


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip("\0 ")[:MAX_VALUE]


def _place(field: Field, value: Any) -> Bytes:
    """The value's bytes where exifread says where they stand, else the whole structure."""
    offset, length = getattr(value, "field_offset", None), getattr(value, "field_length", None)
    whole = field.place.length
    if isinstance(offset, int) and isinstance(length, int) and offset >= 0 and 0 < length <= whole - offset:
        return field.place._replace(offset=field.place.offset + offset, length=length)
    return field.place
