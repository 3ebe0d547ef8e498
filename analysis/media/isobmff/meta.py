"""Metadata boxes: keys and item lists (QuickTime File Format, "Metadata"), XML, and the items of still pictures (ISO/IEC 14496-12, 8.11).

`meta` is a full box in ISO files and a plain one in QuickTime's: what follows tells them apart.
"""

from __future__ import annotations

import struct

from analysis.media.isobmff.boxes import Box, Readable, boxes, children, payload, tolerant, unpack
from analysis.media.isobmff.headers import read_handler
from analysis.media.isobmff.packets import read_xmp_box
from analysis.media.isobmff.text import NAMED_DATE, decoded, note_text, printable
from analysis.media.jpeg import list_exif
from analysis.media.source import Listing

MAX_VALUE = 1 << 16
"""Bytes of one value that are read."""
MAX_XML = 1 << 20
"""Bytes of one XML text that are read; cameras write below 64 KiB."""
MAX_KEYS = 2_000
"""Keys of one table that are read."""
INTEGERS = {21, 22, 65, 66, 67, 74, 75, 76, 77, 78}
SIGNED = {21, 65, 66, 67, 74}
FLOATS = {23: ">f", 24: ">d"}


def read_meta(data: Readable, box: Box, path: str, listing: Listing) -> None:
    """List a `meta` box: its handler, keys and items, XML, and where EXIF and XMP items lie."""
    skip = 0 if data.at(box.body + 4, 4) in (b"hdlr", b"keys", b"ilst", b"free") else 4
    names: list[str] = []
    items: dict[int, tuple[str, str]] = {}
    inline = 0
    for child in children(data, box, listing, path, skip):
        with tolerant(listing, f"{path}/{child.name} at byte {child.start}"):
            match child.kind:
                case b"hdlr":
                    read_handler(data, child, f"{path}/hdlr", listing)
                case b"keys":
                    names = read_keys(data, child)
                case b"ilst":
                    read_items(data, child, path, listing, names)
                case b"xml ":
                    read_xml(data, child, f"{path}/xml", listing)
                case b"iinf":
                    items = item_infos(data, child, listing, path)
                case b"idat":
                    inline = child.body
                case b"uuid":
                    from analysis.media.isobmff.uuid import read_uuid

                    read_uuid(data, child, path, listing)
                case _:
                    pass
    if items:
        for child in children(data, box, Listing(), path, skip):
            if child.kind == b"iloc":
                read_items_of_pictures(data, child, path, listing, items, inline)


def read_keys(data: Readable, box: Box) -> list[str]:
    """The key names of a `keys` box, in order; other namespaces than mdta go before the name."""
    count = min(unpack(data, ">I", box.body + 4)[0], MAX_KEYS)
    names: list[str] = []
    at = box.body + 8
    for _ in range(count):
        head = data.at(at, 8)
        size = int.from_bytes(head[:4], "big")
        if len(head) < 8 or size < 8 or at + size > box.end:
            break
        name = data.at(at + 8, min(size - 8, 512)).decode("utf-8", "replace")
        names.append(name if head[4:] == b"mdta" else f"{head[4:].decode('latin-1')}:{name}")
        at += size
    return names


def read_items(data: Readable, box: Box, path: str, listing: Listing, names: list[str]) -> None:
    """List the items of an `ilst` box, by key number where there are keys, else by kind."""
    for item in children(data, box, listing, f"{path}/ilst"):
        number = int.from_bytes(item.kind, "big")
        tag = f"{path}/keys {names[number - 1]}" if names and 1 <= number <= len(names) else f"{path}/ilst {item.name}"
        meaning = ""
        for child in children(data, item, listing, tag):
            if child.kind in (b"mean", b"name"):
                meaning += ":" + decoded(data.at(child.body + 4, min(child.length - 4, 256)))
            elif child.kind == b"data":
                read_value(data, child, tag + meaning, listing)


def read_value(data: Readable, box: Box, tag: str, listing: Listing) -> None:
    """List one `data` box: a type code, a locale, a value ("Well-known types" in the QuickTime File Format)."""
    if box.length <= 8:
        return
    code = unpack(data, ">I", box.body)[0] & 0xFFFFFF
    raw = data.at(box.body + 8, min(box.length - 8, MAX_VALUE))
    at, length = box.body + 8, len(raw)
    name = tag.partition(" ")[2]
    if code in INTEGERS and length in (1, 2, 3, 4, 8):
        listing.note(tag, int.from_bytes(raw, "big", signed=code in SIGNED), at, length)
    elif code in FLOATS and length == struct.calcsize(FLOATS[code]):
        listing.note(tag, f"{struct.unpack(FLOATS[code], raw)[0]:g}", at, length)
    elif code in (2, 5):
        note_text(listing, tag, raw.decode("utf-16-be", "replace"), at, length, dated=_dated(name))
    elif code in (1, 4) or (code == 0 and printable(raw)):
        note_text(listing, tag, decoded(raw), at, length, dated=_dated(name))


def _dated(name: str) -> bool:
    return NAMED_DATE.search(name.rpartition(".")[2].rpartition(":")[2]) is not None and "location" not in name


def read_xml(data: Readable, box: Box, path: str, listing: Listing) -> None:
    """List the dates, devices and timecodes in an XML box, such as Sony's non-real-time metadata."""
    from analysis.media.isobmff.nrt import list_nrt  # its XML parser is slow to load, and most files have none

    list_nrt(payload(data, box, MAX_XML, slow=True)[4:], box.body + 4, listing, path)


def item_infos(data: Readable, box: Box, listing: Listing, path: str) -> dict[int, tuple[str, str]]:
    """Item numbers with their type and content type: the Exif and XMP items of an `iinf` box (ISO/IEC 14496-12, 8.11.6)."""
    version = unpack(data, ">B", box.body)[0]
    found: dict[int, tuple[str, str]] = {}
    for entry in boxes(data, box.body + (6 if version == 0 else 8), box.end, listing, f"{path}/iinf"):
        body = payload(data, entry, 512)
        if entry.kind != b"infe" or len(body) < 12 or body[0] < 2:
            continue
        wide = 2 if body[0] == 2 else 4
        number = int.from_bytes(body[4 : 4 + wide], "big")
        kind = body[6 + wide : 10 + wide].decode("latin-1")
        if kind in ("Exif", "mime"):
            rest = body[10 + wide :].split(b"\0")
            found[number] = (kind, rest[1].decode("latin-1") if len(rest) > 1 else "")
    return found


def read_items_of_pictures(data: Readable, box: Box, path: str, listing: Listing, items: dict[int, tuple[str, str]], inline: int) -> None:
    """List where the EXIF of a still picture lies, and its XMP (ISO/IEC 14496-12, 8.11.3; ISO/IEC 23008-12, annex A)."""
    body = payload(data, box, 1 << 18, slow=True)
    if len(body) < 8:
        return
    version, widths = body[0], (body[4] >> 4, body[4] & 15, body[5] >> 4, body[5] & 15 if body[0] else 0)
    at = 6

    def take(width: int) -> int:
        nonlocal at
        at += width
        return int.from_bytes(body[at - width : at], "big")

    count = take(2 if version < 2 else 4)
    for _ in range(min(count, 4096)):
        if at >= len(body):
            return
        number = take(2 if version < 2 else 4)
        method = take(2) & 15 if version else 0
        take(2)
        base = take(widths[2])
        extents = []
        for _ in range(min(take(2), 64)):
            take(widths[3])
            extents.append((take(widths[0]), take(widths[1])))
        if number not in items or not extents or method > 1:
            continue
        offset, length = base + extents[0][0] + (inline if method == 1 else 0), extents[0][1]
        kind, content = items[number]
        if kind == "Exif" and length > 4:
            skip = 4 + int.from_bytes(data.at(offset, 4), "big")
            list_exif(min(length, data.size - offset) - skip, offset + skip, listing, f"{path}/iinf")
        elif "rdf" in content or "xmp" in content.lower():
            read_xmp_box(data, Box(b"xmp ", offset, offset, offset + length), listing, f"{path}/xmp")
