"""The .MOI file that camcorders (JVC, Panasonic, Canon, Sony) write beside an MPEG recording (.mod, .tod).

    MOI date    the camera's local date and time at the start: year (2 bytes), month, day, hour, minute, milliseconds (2)

Not published by the makers: version "V6", then the file's size at 2, the date at 6, the duration in milliseconds at 14, as the public
documentation of ExifTool has it.
"""

from __future__ import annotations

from fractions import Fraction

from analysis.media.source import Listing, Source
from analysis.when import Reading


def claims(head: bytes, name: str) -> bool:
    return head[:2] == b"V6" and (name.endswith(".moi") or int.from_bytes(head[6:8], "big") in range(1995, 2100))


def read(source: Source, listing: Listing) -> None:
    listing.container = "MOI"
    year, month, day, hour, minute, milliseconds = source.unpack(">H4BH", 6)
    stored = source.at(6, 8)
    try:
        seconds = Fraction(milliseconds, 1000)
        whole = int(seconds)
        reading = Reading(year, month, day, hour, minute, whole, seconds - whole, Fraction(1, 1000), raw=stored.hex())
    except ValueError:
        listing.note("MOI date", stored.hex(), 6, 8, status="malformed" if stored.strip(b"\0") else "not set")
    else:
        listing.note("MOI date", stored.hex(), 6, 8, reading)
    (duration,) = source.unpack(">I", 14)
    if 0 < duration < 0xFFFFFFFF:
        listing.duration_s = duration / 1000
