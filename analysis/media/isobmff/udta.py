"""User data: Apple's international text, 3GPP's asset information, plain text and the boxes of makers.

Sources: QuickTime File Format, "User data atoms"; 3GPP TS 26.244, 8.2 (titl, dscp, auth, yrrc, ...); ExifTool's public documentation of
QuickTime UserData tags for the makers' boxes. Tags: "<path>/©day", "<path>/date", "<path>/yrrc recordingYear",
"<path>/FIRM". Where a maker's box is not explained here, dates, EXIF and pictures inside are still found.
"""

from __future__ import annotations

from analysis.media.isobmff.boxes import MAX_DEPTH, Box, Readable, children, payload
from analysis.media.isobmff.makers import MAKERS, read_unexplained
from analysis.media.isobmff.meta import read_meta
from analysis.media.isobmff.packets import read_xmp_box
from analysis.media.isobmff.text import NAMED_DATE, decoded, note_text, printable
from analysis.media.source import Listing
from analysis.when import Reading

MAX_TEXT = 1 << 16
"""Bytes of one text that are read."""
ASSETS = {b"titl", b"dscp", b"cprt", b"perf", b"auth", b"gnre", b"albm"}
"""3GPP's text boxes: version, flags, language, text."""
LONGITUDE_FIRST = b"loci"
TIMECODES = {"©TIM"}
"""Adobe's start timecode."""


def read_udta(data: Readable, box: Box, path: str, listing: Listing, depth: int = 0) -> None:
    """List a `udta` box."""
    for child in children(data, box, listing, path):
        tag = f"{path}/{child.name}"
        if child.kind == b"meta":
            read_meta(data, child, tag, listing)
        elif child.kind == b"uuid":
            from analysis.media.isobmff.uuid import read_uuid

            read_uuid(data, child, path, listing)
        elif child.kind == b"XMP_":
            read_xmp_box(data, child, listing)
        elif child.kind == b"GPMF":
            from analysis.media.isobmff.gopro import read_gpmf_box

            read_gpmf_box(data, child, tag, listing)
        elif child.kind == b"udta" and depth < MAX_DEPTH:
            read_udta(data, child, tag, listing, depth + 1)
        elif child.kind in ASSETS and data.at(child.body, 4)[:1] == b"\0":
            read_asset(data, child, tag, listing)
        elif child.kind == b"yrrc" and child.length >= 6:
            year = int.from_bytes(data.at(child.body + 4, 2), "big")
            listing.note(f"{tag} recordingYear", year, child.body + 4, 2, Reading(year, raw=str(year)) if 1 <= year <= 9999 else None)
        elif child.kind == LONGITUDE_FIRST:
            read_location(data, child, tag, listing)
        elif child.kind[:1] == b"\xa9":
            read_international(data, child, tag, listing)
        elif child.kind in MAKERS:
            MAKERS[child.kind](data, child, tag, listing)
        else:
            read_plain(data, child, tag, listing)


def read_international(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List international text: runs of a size, a language and text; some writers leave size and language out, or nest a data box."""
    raw = payload(data, box, MAX_TEXT)
    dated = NAMED_DATE.search(tag.rpartition("/")[2]) is not None
    if raw[4:8] == b"data":
        note_text(listing, tag, decoded(raw[16:]), box.body + 16, max(0, len(raw) - 16), dated=dated)
        return
    at, found = 0, 0
    while at + 4 <= len(raw) and found < 16:
        size = int.from_bytes(raw[at : at + 2], "big")
        language = int.from_bytes(raw[at + 2 : at + 4], "big")
        text = raw[at + 4 : at + 4 + size]
        if size == 0 or size > len(raw) - at - 4:
            break
        marked = text[:2] in (b"\xfe\xff", b"\xff\xfe")
        shown = decoded(text) if marked or language >= 0x400 or _is_utf8(text) else text.split(b"\0")[0].decode("mac_roman")
        if tag.rpartition("/")[2] in TIMECODES:
            listing.note(tag, shown, box.body + at + 4, size, status="set" if shown.strip("0:;") else "not set")
        else:
            note_text(listing, tag, shown, box.body + at + 4, size, dated=dated)
        at += 4 + size
        found += 1
    if not found and printable(raw):
        note_text(listing, tag, decoded(raw), box.body, len(raw), dated=dated)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_asset(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List a 3GPP text box."""
    raw = payload(data, box, MAX_TEXT)[6:]
    if raw:
        note_text(listing, tag, decoded(raw), box.body + 6, len(raw))


def read_location(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List a 3GPP location: longitude and latitude in degrees, as fixed-point numbers after a name."""
    raw = payload(data, box, 4096)
    end = raw.find(b"\0", 6)
    if end > 0 and len(raw) >= end + 14:
        longitude, latitude = (int.from_bytes(raw[end + i : end + i + 4], "big", signed=True) / 65536 for i in (2, 6))
        listing.note(f"{tag} location", f"{latitude:+.4f}{longitude:+.4f}", box.body + end + 2, 8)


def read_plain(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List a box of no known form: text where it is text, else what can be recognised inside."""
    raw = payload(data, box, MAX_TEXT)
    body, at = raw, box.body
    if len(raw) > 4 and raw[:4] == b"\0\0\0\0":
        body, at = raw[4:], at + 4
    if printable(body) and len(body) < 2_000:
        note_text(listing, tag, decoded(body), at, len(body.rstrip(b"\0")), dated=NAMED_DATE.search(box.name) is not None)
    elif len(raw) >= 16:
        read_unexplained(data, box, tag, listing)
