"""Files built from bytes, by the specifications that the readers name, for tests."""

from __future__ import annotations

import struct
import uuid
from pathlib import Path

from analysis.media.listing import list_fields
from analysis.media.source import Field, Listing


def listed(folder: Path, data: bytes, name: str) -> Listing:
    """The listing of bytes written under a name."""
    path = folder / name
    path.write_bytes(data)
    return list_fields(path)


def field(listing: Listing, tag: str) -> Field:
    """The one field of a tag; fails where there are none or several."""
    found = [f for f in listing.fields if f.tag == tag]
    assert len(found) == 1, (tag, [f.tag for f in listing.fields], listing.problems)
    return found[0]


def stored(data: bytes, found: Field) -> bytes:
    """The bytes that a field says it stands on."""
    return data[found.place.offset : found.place.offset + found.place.length]


# EBML (RFC 8794)


def element(kind: int, *parts: bytes, sized: bool = True) -> bytes:
    body = b"".join(parts)
    size = (1 << 56) | len(body)
    head = kind.to_bytes((kind.bit_length() + 7) // 8, "big")
    return head + (size.to_bytes(8, "big") if sized else b"\x01" + b"\xff" * 7) + body


def matroska(*parts: bytes, doctype: bytes = b"matroska", sized: bool = True) -> bytes:
    return element(0x1A45DFA3, element(0x4282, doctype)) + element(0x18538067, *parts, sized=sized)


def simple_tag(name: str, value: str) -> bytes:
    return element(0x67C8, element(0x45A3, name.encode()), element(0x4487, value.encode()))


# RIFF


def chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) & 1)


def many(kind: bytes, *parts: bytes, outer: bytes = b"LIST") -> bytes:
    return chunk(outer, kind + b"".join(parts))


def avi(*parts: bytes) -> bytes:
    return many(b"AVI ", *parts, outer=b"RIFF")


# ASF


def asf_object(kind: str, body: bytes) -> bytes:
    return uuid.UUID(kind).bytes_le + struct.pack("<Q", 24 + len(body)) + body


def asf(*objects: bytes) -> bytes:
    body = struct.pack("<IBB", len(objects), 1, 2) + b"".join(objects)
    return asf_object("75B22630-668E-11CF-A6D9-00AA0062CE6C", body)


def asf_attribute(name: str, kind: int, value: bytes) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<H", len(text)) + text + struct.pack("<HH", kind, len(value)) + value


# FLV and AMF0


def amf_text(text: str) -> bytes:
    return b"\x02" + struct.pack(">H", len(text.encode())) + text.encode()


def amf_pairs(pairs: dict[str, bytes]) -> bytes:
    body = b"".join(struct.pack(">H", len(name)) + name.encode() + value for name, value in pairs.items())
    return b"\x08" + struct.pack(">I", len(pairs)) + body + b"\0\0\x09"


def flv(*tags: tuple[int, bytes]) -> bytes:
    parts = [bytes([kind]) + len(body).to_bytes(3, "big") + bytes(7) + body + struct.pack(">I", 11 + len(body)) for kind, body in tags]
    return b"FLV\x01\x05" + struct.pack(">II", 9, 0) + b"".join(parts)


# MPEG transport streams


def packet(pid: int, payload: bytes, *, starts: bool = True) -> bytes:
    head = bytes([0x47, (0x40 if starts else 0) | pid >> 8, pid & 0xFF, 0x10])
    return (head + payload).ljust(188, b"\xff")


def section(table: int, body: bytes) -> bytes:
    return bytes([table]) + struct.pack(">H", 0x7000 | len(body)) + body


def table(pid: int, table_id: int, body: bytes) -> bytes:
    return packet(pid, b"\0" + section(table_id, body))


NULL = packet(0x1FFF, b"", starts=False)
