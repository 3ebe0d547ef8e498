"""Boxes of camera makers inside user data.

Sources: ExifTool's public tag documentation (QuickTime UserData, Canon CNTH, Nikon NCTG, Pentax PENT and TAGS, Samsung smta, FujiFilm MVTG,
FLIR and others).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from analysis.media.dates import note_date
from analysis.media.isobmff.boxes import Box, Readable, children, payload
from analysis.media.isobmff.text import decoded, note_dates_inside, note_text, printable
from analysis.media.jpeg import find_exif, list_exif, list_jpeg
from analysis.media.nmea import list_rmc
from analysis.media.source import Listing
from analysis.when import offset_name

SCAN = 1 << 16
"""Bytes of an unexplained box that are searched."""
NAMES = re.compile(
    rb"(?:FUJIFILM|EASTMAN KODAK|KONICA|NIKON|OLYMPUS|PENTAX|SANYO|SAMSUNG|KODAK|RICOH|Panasonic|LEICA|FLIR|CASIO|MINOLTA"
    rb"|SONY|Canon|Insta360)[\w .+/-]{0,40}",
    re.IGNORECASE,
)


def read_unexplained(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """Find dates, receivers' sentences, EXIF, pictures and makers' names in the first bytes of a box that has no known form."""
    raw = payload(data, box, SCAN, slow=True)
    if raw[:3] == b"\xff\xd8\xff":
        list_jpeg(raw, box.body, listing, tag)
        return
    exif = find_exif(raw)
    if exif is not None:
        list_exif(box.length - exif, box.body + exif, listing, tag)
    picture = raw.find(b"\xff\xd8\xff")
    if picture >= 0:
        list_jpeg(raw[picture:], box.body + picture, listing, tag)
    note_dates_inside(listing, f"{tag} date", raw, box.body)
    list_rmc(raw, box.body, listing, tag)
    name = NAMES.match(raw.lstrip(b"\0 ")[:60])
    if name is not None:
        listing.note(f"{tag} name", name.group().decode("ascii").strip(), box.body + raw.find(name.group()), len(name.group()))


def read_nested(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List the boxes inside a maker's box: text, pictures with EXIF, EXIF alone (Canon CNTH, Samsung smta, Nikon NCDT)."""
    for child in children(data, box, listing, tag):
        inner = f"{tag}/{child.name}"
        if child.kind == b"NCTG":
            read_nikon_tags(data, child, inner, listing)
            continue
        raw = payload(data, child, 4096)
        if printable(raw) and len(raw) < 512:
            note_text(listing, inner, decoded(raw), child.body, len(raw))
        else:
            read_unexplained(data, child, inner, listing)


NIKON = {
    0x01: "Make", 0x02: "Model", 0x03: "Software", 0x11: "CreateDate", 0x12: "DateTimeOriginal", 0x19: "TimeZone",
    0x0110829A: "", 0x02000007: "GPSTimeStamp", 0x0200001D: "GPSDateStamp",
}  # fmt: skip
"""Keys of Nikon's NCTG that bear time or name the camera; 0x200.... are the GPS keys of EXIF."""
WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8}
"""Bytes an element by TIFF type."""


def read_nikon_tags(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List Nikon's NCTG: key (4 bytes), TIFF type (2), count (2), value, big-endian, without padding."""
    raw, at = payload(data, box, 1 << 16, slow=True), 0
    while at + 8 <= len(raw):
        key = int.from_bytes(raw[at : at + 4], "big")
        kind, count = int.from_bytes(raw[at + 4 : at + 6], "big"), int.from_bytes(raw[at + 6 : at + 8], "big")
        size = WIDTHS.get(kind, 1) * count
        value, place = raw[at + 8 : at + 8 + size], box.body + at + 8
        at += 8 + size
        name = NIKON.get(key)
        if not name or not value:
            continue
        if name in ("CreateDate", "DateTimeOriginal"):
            note_date(listing, f"{tag} {name}", decoded(value), place, len(value))
        elif name == "TimeZone":
            minutes = int.from_bytes(value[:2], "big", signed=True)
            listing.note(f"{tag} TimeZone", offset_name(timedelta(minutes=minutes)), place, len(value))
        elif kind == 5:
            pairs = [
                (int.from_bytes(value[i : i + 4], "big"), int.from_bytes(value[i + 4 : i + 8], "big")) for i in range(0, len(value) - 7, 8)
            ]
            listing.note(f"{tag} {name}", ":".join(f"{a // b:02d}" if b else "?" for a, b in pairs), place, len(value))
        else:
            note_text(listing, f"{tag} {name}", decoded(value), place, len(value))


MAKERS: dict[bytes, Callable[[Readable, Box, str, Listing], None]] = {
    b"CNTH": read_nested,
    b"NCDT": read_nested,
    b"smta": read_nested,
    b"DcMD": read_nested,
    b"PANA": read_unexplained,
    b"LEIC": read_unexplained,
    b"PENT": read_unexplained,
    b"PXTH": read_unexplained,
    b"TAGS": read_unexplained,
    b"MVTG": read_unexplained,
    b"QVMI": read_unexplained,
    b"thmb": read_unexplained,
    b"RTHU": read_unexplained,
    b"RMKN": read_unexplained,
}
"""How the boxes of makers are read."""
