"""Boxes with a UUID: XMP, C2PA, Sony's user data, Canon's metadata, EXIF, and what is unexplained.

Sources: XMP specification part 3; C2PA specification, "Embedding manifests into BMFF"; ExifTool's public documentation
(QuickTime UUID tags, Canon uuid, Sony USMT). Tags:

    xmp ...                          see `analysis.media.xmp`
    uuid/c2pa manifest               raw: bytes of the box; nothing in it is checked here
    uuid/c2pa genTime                a time in a time-stamp token inside it, as found (UTC, RFC 3161), one field each
    uuid/c2pa claim_generator        the program that made a claim;   uuid/c2pa when    a time in an assertion
    <path>/uuid/USMT time zone       Sony's, as the camera was set
    <path>/uuid/Canon CNCV           Canon's writer version; .../CMT1 Exif and so on: where its EXIF lies
    <path>/uuid Exif                 EXIF of a box made for it
"""

from __future__ import annotations

import re
from datetime import timedelta

from analysis.media.dates import note_date, read_date
from analysis.media.isobmff.boxes import Box, Readable, boxes, children, payload
from analysis.media.isobmff.makers import read_unexplained
from analysis.media.isobmff.packets import read_xmp_box
from analysis.media.isobmff.text import decoded, note_text, printable
from analysis.media.jpeg import list_exif
from analysis.media.source import Listing
from analysis.when import offset_name

XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
EXIF = b"JpgTiffExif->JP2"
SONY_PROFILE = bytes.fromhex("50524f4621d24fcebb88695cfac9c740")
SONY_USER = bytes.fromhex("55534d5421d24fcebb88695cfac9c740")
GOOGLE_SPHERICAL = bytes.fromhex("ffcc8263f8554a938814587a02521fdd")

GEN_TIME = re.compile(rb"\x18[\x0f-\x17](\d{14})(?:\.(\d{1,6}))?Z")
"""A GeneralizedTime in DER (ITU-T X.690): tag, length, digits."""
GENERATOR = re.compile(rb"\x6fclaim_generator([\x60-\x77]|\x78.)", re.DOTALL)
WHEN = re.compile(rb"\x64when\xc0?(?:\x74|\x78[\x18-\x30])(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))")
USMT_TEXTS = {1: "title", 3: "ProductionDate", 4: "Software", 5: "Product", 12: "ModifyDate"}
"""Sony's records of text by type."""
MAX_MANIFEST = 4 << 20
"""Bytes of a manifest store that are searched."""


def read_uuid(data: Readable, box: Box, path: str, listing: Listing) -> None:
    """List a uuid box; `path` names what encloses it ("" for the file)."""
    kind = data.at(box.body, 16)
    inner = Box(box.kind, box.start, box.body + 16, max(box.end, box.body + 16), box.whole)
    tag = f"{path}/uuid" if path else "uuid"
    if kind in (XMP, GOOGLE_SPHERICAL):
        read_xmp_box(data, inner, listing)
    elif kind == C2PA:
        read_c2pa(data, inner, f"{tag}/c2pa", listing)
    elif kind == SONY_USER:
        read_usmt(data, inner, f"{tag}/USMT", listing)
    elif kind == SONY_PROFILE:
        listing.note(f"{tag} PROF", "Sony profile", box.start, box.body + 16 - box.start)
    elif kind == CANON:
        read_canon(data, inner, f"{tag}/Canon", listing)
    elif kind == EXIF:
        list_exif(inner.length, inner.body, listing, tag)
    elif inner.length >= 16:
        read_unexplained(data, inner, tag, listing)


def read_c2pa(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """Note that there is a manifest store, and the times and generators that stand in it: as found, unchecked."""
    body = payload(data, box, MAX_MANIFEST)
    purpose = body[4:].split(b"\0")[0].decode("latin-1")
    listing.note(f"{tag} {purpose if purpose.isalnum() else 'manifest'}", f"{box.length} bytes", box.body, box.length)
    seen: set[bytes] = set()
    for found in GEN_TIME.finditer(body):
        digits = found.group(1).decode("ascii")
        if found.group() in seen or len(seen) >= 16:
            continue
        seen.add(found.group())
        reading = read_date(digits + "Z")
        if reading is not None:
            listing.note(f"{tag} genTime", digits + "Z", box.body + found.start(1), 14, reading)
    for found in GENERATOR.finditer(body):
        head = found.group(1)
        size = head[0] & 31 if len(head) == 1 else head[1]
        text = body[found.end() : found.end() + size]
        if len(text) == size and text not in seen and printable(text) and len(seen) < 40:
            seen.add(text)
            listing.note(f"{tag} claim_generator", decoded(text), box.body + found.end(), size)
    for found in WHEN.finditer(body):
        if found.group() not in seen and len(seen) < 60:
            seen.add(found.group())
            note_date(listing, f"{tag} when", found.group(1).decode("ascii"), box.body + found.start(1), len(found.group(1)))


def read_usmt(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List Sony's user data: an MTDT box counts records, each of a size, a type, a language, an encoding and a value.

    Type 0x0b is the time zone in minutes east of UTC; for texts see `USMT_TEXTS`.
    """
    for child in children(data, box, listing, tag):
        if child.kind != b"MTDT":
            continue
        raw = payload(data, child, 1 << 16)
        at = 2
        for _ in range(min(int.from_bytes(raw[:2], "big"), 64)):
            size, kind = int.from_bytes(raw[at : at + 2], "big"), int.from_bytes(raw[at + 2 : at + 6], "big")
            encoding = raw[at + 8 : at + 10]
            value = raw[at + 10 : at + size]
            if size < 10 or not value:
                break
            if kind == 0x0B and len(value) >= 2:
                minutes = int.from_bytes(value[:2], "big", signed=True)
                text = offset_name(timedelta(minutes=minutes)) if abs(minutes) <= 14 * 60 else str(minutes)
                listing.note(f"{tag} time zone", "+00:00" if text == "UTC" else text, child.body + at + 10, 2)
            elif encoding == b"\0\1":
                note_text(
                    listing, f"{tag} {USMT_TEXTS.get(kind, 'text')}", value.decode("utf-16-be", "replace"), child.body + at + 10, len(value)
                )
            at += size


def read_canon(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List Canon's metadata box: the writer's version and where its TIFF structures lie."""
    for child in children(data, box, listing, tag):
        if child.kind == b"CNCV":
            raw = payload(data, child, 256)
            note_text(listing, f"{tag} CNCV", decoded(raw), child.body, len(raw))
        elif child.kind[:3] == b"CMT":
            list_exif(child.length, child.body, listing, f"{tag}/{child.name}")
        elif child.kind in (b"CNTH", b"CNOP"):
            for inner in boxes(data, child.body, child.end, listing, tag):
                read_unexplained(data, inner, f"{tag}/{child.name}/{inner.name}", listing)
