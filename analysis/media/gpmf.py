"""GoPro's telemetry format (GPMF): nested keys with a type, a size and a repeat count, aligned to four bytes.

Source: the GPMF introduction (gopro/gpmf-parser, README and docs), and ExifTool's public documentation of GoPro tags.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAX_ITEMS = 20_000
"""Items of one payload that are looked at."""
MAX_DEPTH = 8
"""Levels of nesting that are followed; cameras write three."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: `key` (four characters), `type` (0 for a container), bytes an element, elements, payload and its index."""

    key: bytes
    type: int
    size: int
    repeat: int
    raw: bytes
    index: int
    depth: int

    @property
    def text(self) -> str:
        """The payload as text (GoPro writes ISO 8859-1), to the first zero."""
        return self.raw.split(b"\0")[0].decode("latin-1").strip()

    def numbers(self) -> tuple[int | float, ...]:
        """The payload as numbers, all elements in one row; none for types that hold no plain numbers."""
        code = {"b": "b", "B": "B", "s": "h", "S": "H", "l": "i", "L": "I", "f": "f", "d": "d", "j": "q", "J": "Q"}.get(chr(self.type))
        if code is None:
            return ()
        count = len(self.raw) // struct.calcsize(code)
        return struct.unpack(f">{count}{code}", self.raw[: count * struct.calcsize(code)])


def items(data: bytes, start: int = 0, end: int | None = None, depth: int = 0) -> Iterator[Item]:
    """The items of a payload in order, containers before what they hold. Stops where the bytes no longer make sense."""
    at, count = start, 0
    end = len(data) if end is None else min(end, len(data))
    while at + 8 <= end and count < MAX_ITEMS:
        key, kind, size, repeat = struct.unpack_from(">4sBBH", data, at)
        length = size * repeat
        if not key.strip(b"\0"):
            return
        raw = data[at + 8 : min(end, at + 8 + length)]
        yield Item(key, kind, size, repeat, raw, at + 8, depth)
        count += 1
        if kind == 0 and depth < MAX_DEPTH:
            yield from items(data, at + 8, at + 8 + length, depth + 1)
        at += 8 + (length + 3) // 4 * 4
