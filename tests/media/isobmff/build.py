"""Boxes built from bytes, by ISO/IEC 14496-12 and the QuickTime File Format, for tests."""

from __future__ import annotations

import struct
from pathlib import Path

from analysis.media.listing import list_fields
from analysis.media.source import Field, Listing


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def ftyp(major: bytes = b"isom", *others: bytes, minor: int = 512) -> bytes:
    return box(b"ftyp", major, struct.pack(">I", minor), *(others or (major,)))


def mvhd(created: int = 0, modified: int = 0, *, version: int = 0, scale: int = 1000, duration: int = 5000) -> bytes:
    layout = ">QQIQ" if version else ">IIII"
    return full(b"mvhd", struct.pack(layout, created, modified, scale, duration), bytes(80), version=version)


def tkhd(created: int = 0, modified: int = 0, number: int = 1) -> bytes:
    return full(b"tkhd", struct.pack(">IIIII", created, modified, number, 0, 5000), bytes(60), flags=7)


def mdhd(created: int = 0, modified: int = 0, scale: int = 1000, duration: int = 5000) -> bytes:
    return full(b"mdhd", struct.pack(">IIII", created, modified, scale, duration), bytes(4))


def hdlr(kind: bytes, name: bytes = b"", *, component: bytes = b"\0\0\0\0", maker: bytes = b"\0\0\0\0") -> bytes:
    return full(b"hdlr", component, kind, maker, bytes(8), name)


def stbl(entry: bytes, offsets: list[int], sizes: list[int], *, delta: int = 1000) -> bytes:
    """A sample table with one sample a chunk."""
    return box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), entry),
        full(b"stts", struct.pack(">III", 1, len(sizes), delta)),
        full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full(b"stsz", struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)),
        full(b"stco", struct.pack(f">I{len(offsets)}I", len(offsets), *offsets)),
    )


def trak(handler: bytes, table: bytes, *extra: bytes, name: bytes = b"", scale: int = 1000, number: int = 1) -> bytes:
    return box(b"trak", tkhd(number=number), box(b"mdia", mdhd(scale=scale), hdlr(handler, name), box(b"minf", table)), *extra)


def entry(kind: bytes, *parts: bytes) -> bytes:
    """A sample description: six reserved bytes and a data reference before what the kind has."""
    return box(kind, bytes(6), b"\0\1", *parts)


def with_samples(handler: bytes, description: bytes, samples: list[bytes], *, scale: int = 1000, brand: bytes = b"isom") -> bytes:
    """A file with one track whose samples stand in the media data, right after ftyp."""
    head = ftyp(brand)
    offsets, at = [], len(head) + 8
    for sample in samples:
        offsets.append(at)
        at += len(sample)
    table = stbl(description, offsets, [len(sample) for sample in samples])
    return head + box(b"mdat", *samples) + box(b"moov", mvhd(), trak(handler, table, scale=scale))


def video_entry(kind: bytes, *children: bytes, vendor: bytes = b"\0\0\0\0", name: bytes = b"") -> bytes:
    fixed = b"\0\0\0\0" + vendor + bytes(8) + struct.pack(">HH", 640, 480) + bytes(14)
    return entry(kind, fixed, bytes([len(name)]) + name.ljust(31, b"\0"), struct.pack(">Hh", 24, -1), *children)


def text_value(kind: bytes, text: bytes, code: int = 1) -> bytes:
    return box(kind, box(b"data", struct.pack(">II", code, 0), text))


def listed(data: bytes, folder: Path, name: str = "video.mp4") -> Listing:
    path = folder / name
    path.write_bytes(data)
    listing = list_fields(path)
    for field in listing.fields:
        assert 0 <= field.place.offset <= field.place.offset + field.place.length <= len(data), field
    return listing


def one(listing: Listing, tag: str) -> Field:
    """The only field with this tag."""
    found = [field for field in listing.fields if field.tag == tag]
    assert len(found) == 1, (tag, [field.tag for field in listing.fields])
    return found[0]


def stands_at(data: bytes, field: Field) -> bytes:
    """The bytes that a field points at."""
    return data[field.place.offset : field.place.offset + field.place.length]
