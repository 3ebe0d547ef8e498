"""AVCHD's recording data (MDPM): digital video packs in H.264 SEI user data.

A count, then for each entry one byte of key and four bytes of value; longer values go on in the following keys.
Sources: the public tag documentation of ExifTool (H264 MDPM); the DV pack layout of IEC 61834-4 for dates.

    MDPM DateTimeOriginal    keys 18 and 19: zone, century, year, month, day, hour, minute, second (BCD)
    MDPM time zone           the zone byte as stored, "0x00" and so on
    MDPM timecode            key 13: frames, seconds, minutes, hours (BCD)
    MDPM GPSTimeStamp        keys BB to BD, UTC    MDPM GPSDateStamp    keys CA to CC (text YYYY:MM:DD)
    MDPM make                key E0: the maker's number         MDPM model       keys E4 to E6 (text)

The zone byte has a sign (bit 5), hours (bits 4 to 1), half an hour (bit 0), summer time (bit 6). The reading has no offset
where the byte is 0x00 or has its top bit set (never set), or where it says summer time: whether the hours include it is
not documented.
"""

from __future__ import annotations

from datetime import timedelta

from analysis.media.source import Listing
from analysis.when import Reading

MAKERS = {0x0103: "Panasonic", 0x0108: "Sony", 0x1011: "Canon", 0x1104: "JVC"}
"""Maker numbers of key E0 (ExifTool, H264 MDPM)."""


def list_mdpm(body: bytes, places: list[int], listing: Listing, prefix: str) -> None:
    """List the fields of one message. `body` begins with "MDPM"; `places` are the file offsets of its bytes."""
    entries = {}
    for index in range(body[4] if len(body) > 4 else 0):
        at = 5 + 5 * index
        if at + 5 > len(body):
            break
        entries[body[at]] = (body[at + 1 : at + 5], at + 1)

    def note(name: str, raw: str, at: int, length: int, reading: Reading | None = None, *, malformed: bool = False) -> None:
        last = places[min(at + length, len(places)) - 1]
        listing.note(f"{prefix} MDPM {name}", raw, places[at], last - places[at] + 1, reading, status="malformed" if malformed else None)

    if 0x13 in entries:
        value, at = entries[0x13]
        note("timecode", ":".join(f"{byte:02x}" for byte in reversed(value)), at, 4)
    if 0x18 in entries and 0x19 in entries:
        (first, at), (second, at2) = entries[0x18], entries[0x19]
        raw = f"{first[1]:02x}{first[2]:02x}-{first[3]:02x}-{second[0]:02x} {second[1]:02x}:{second[2]:02x}:{second[3]:02x}"
        reading = date_of(first, second)
        note("DateTimeOriginal", raw, at, at2 + 4 - at, reading, malformed=reading is None)
        note("time zone", f"0x{first[0]:02x}", at, 1)
    if 0xBB in entries:
        pieces = [entries[key][0] for key in (0xBB, 0xBC, 0xBD) if key in entries]
        numbers = [int.from_bytes(p[:2], "big") for p in pieces]
        note("GPSTimeStamp", ":".join(f"{n:02d}" for n in numbers), entries[0xBB][1], 4)
    for key, name in ((0xCA, "GPSDateStamp"), (0xE4, "model")):
        text = b"".join(entries[k][0] for k in range(key, key + 3) if k in entries).split(b"\0")[0]
        if key in entries and text:
            note(name, text.decode("ascii", "replace"), entries[key][1], 4)
    if 0xE0 in entries:
        value, at = entries[0xE0]
        number = int.from_bytes(value[:2], "big")
        note("make", MAKERS.get(number, f"0x{number:04x}"), at, 2)


def date_of(first: bytes, second: bytes) -> Reading | None:
    """The reading in the values of keys 18 and 19; None where the digits are no date."""
    digits = [f"{byte:02x}" for byte in (*first[1:4], *second)]
    if not all(pair.isdigit() for pair in digits):
        return None
    century, year, month, day, hour, minute, second_ = (int(pair) for pair in digits)
    try:
        return Reading(century * 100 + year, month, day, hour, minute, second_, offset=zone_of(first[0]))
    except ValueError:
        return None


def zone_of(byte: int) -> timedelta | None:
    """The UTC offset in a zone byte; None for one that was never set, that is in doubt, or that no zone has."""
    if byte == 0 or byte & 0xC0:
        return None
    offset = timedelta(hours=byte >> 1 & 15, minutes=30 * (byte & 1))
    offset = -offset if byte & 0x20 else offset
    return offset if abs(offset) <= timedelta(hours=14) else None
