"""EBML (RFC 8794): elements of an identifier, a size and data, one inside another. Matroska and WebM are made of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.media.source import Source

MAX_CHILDREN = 20_000
"""Elements directly inside one that are listed."""
MAX_VALUE = 1 << 20
"""Bytes of one text or number that are read."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its identifier with the marker bits, where its data begins and ends in the file, and whether a size was written."""

    id: int
    start: int
    end: int
    sized: bool = True

    @property
    def size(self) -> int:
        return self.end - self.start


def element_at(source: Source, offset: int, limit: int) -> Element | None:
    """The element whose header stands at an offset, cut to `limit`; None where no element can stand there."""
    head = source.at(offset, min(12, limit - offset))
    if not head or not head[0] & 0xF0:
        return None
    width = 9 - head[0].bit_length()
    rest = head[width:]
    if not rest or not rest[0]:
        return None
    span = 9 - rest[0].bit_length()
    if len(rest) < span:
        return None
    size = int.from_bytes(rest[:span], "big") & ((1 << 7 * span) - 1)
    start = offset + width + span
    sized = size != (1 << 7 * span) - 1
    return Element(int.from_bytes(head[:width], "big"), start, min(limit, start + size) if sized else limit, sized)


def children(source: Source, parent: Element) -> Iterator[Element]:
    """The elements directly inside another, in file order."""
    at = parent.start
    for _ in range(MAX_CHILDREN):
        if at >= parent.end:
            return
        child = element_at(source, at, parent.end)
        if child is None:
            return
        yield child
        at = child.end


def content(source: Source, element: Element) -> bytes:
    """The data of a small element."""
    return source.at(element.start, min(element.size, MAX_VALUE))


def unsigned(source: Source, element: Element) -> int:
    """The value of an unsigned integer element."""
    return int.from_bytes(source.at(element.start, min(element.size, 8)), "big")


def signed(source: Source, element: Element) -> int:
    """The value of a signed integer or date element."""
    return int.from_bytes(source.at(element.start, min(element.size, 8)), "big", signed=True)


def real(source: Source, element: Element) -> float:
    """The value of a float element; 0.0 for a size that is none."""
    data = source.at(element.start, min(element.size, 8))
    layout = {4: ">f", 8: ">d"}.get(len(data))
    return float(struct.unpack(layout, data)[0]) if layout else 0.0


def text(source: Source, element: Element) -> str:
    """The value of a text element, without what follows its first zero byte (RFC 8794, 7.4)."""
    return content(source, element).partition(b"\0")[0].decode("utf-8", "replace")
