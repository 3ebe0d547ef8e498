"""Windows Recorded TV (.wtv): the attributes of its metadata table, found by the identifier that stands before each.

    WTV/Attributes NAME    as in ASF: WM/EncodingTime, WM/WMRVEncodeTime, WM/MediaOriginalBroadcastDateTime, ...

The file is a small file system of sectors; the table is small and lies within the first megabytes. Each entry is an identifier
(16 bytes), a type and a length (4 bytes each), a name in UTF-16 and the value. The layout is not published by Microsoft; this follows the
description in the multimedia community's wiki.
"""

from __future__ import annotations

import re
import uuid

from analysis.media.containers.asf import note_attribute
from analysis.media.source import Listing, Source

FILE = uuid.UUID("2000D8B7-4937-11DA-A64E-0007E95EAD8D").bytes_le
ENTRY = uuid.UUID("6DD7FE5A-1DC8-4A8F-9922-FAB11C381453")
SEARCHED = 8 << 20
"""Bytes from the start and, in larger files, from the end that are searched for entries."""
MAX_ENTRIES = 4000


def claims(head: bytes, name: str) -> bool:
    return head.startswith(FILE)


def read(source: Source, listing: Listing) -> None:
    listing.container = "WTV"
    count = 0
    for start in dict.fromkeys((0, max(0, source.size - SEARCHED))):
        data = source.at(start, SEARCHED)
        for found in re.finditer(re.escape(ENTRY.bytes_le), data):
            count += 1
            if count > MAX_ENTRIES:
                return
            _entry(data, found.end(), start, listing)


def _entry(data: bytes, at: int, base: int, listing: Listing) -> None:
    kind, length = int.from_bytes(data[at : at + 4], "little"), int.from_bytes(data[at + 4 : at + 8], "little")
    name, _, _ = data[at + 8 : at + 8 + 200].decode("utf-16-le", "replace").partition("\0")
    start = at + 8 + 2 * len(name) + 2
    if not name.isascii() or start + length > len(data):
        return
    value = data[start : start + length]
    if kind == 1:
        note_attribute(listing, "WTV/Attributes", name, value.decode("utf-16-le", "replace").partition("\0")[0], base + start, length)
    elif kind in {0, 3, 4} and length <= 8:
        note_attribute(listing, "WTV/Attributes", name, int.from_bytes(value, "little"), base + start, length)
