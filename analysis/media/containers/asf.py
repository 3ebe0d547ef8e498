"""ASF: WMV, WMA, ASF and DVR-MS (Microsoft's Advanced Systems Format specification, revision 01.20.05).

    ASF/FileProperties creation_date       100 ns since 1601-01-01 UTC; 0 is "not set"
    ASF/ContentDescription title, author, copyright, description
    ASF/ExtendedContent NAME               such as WMFSDKVersion, WM/EncodingTime, WM/ToolName, WM/Year
    ASF/Metadata NAME, ASF/MetadataLibrary NAME
    ASF/CodecList codec                    names and descriptions of the codecs
    ASF/XMP ...                            see `analysis.media.xmp`

Attributes that hold counts of 100 ns: WM/EncodingTime since 1601; WM/WMRVEncodeTime and its kin since the year 1 (.NET), both UTC.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from analysis.media.dates import note_date
from analysis.media.source import Listing, Source
from analysis.when import Reading

FILETIME_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
NET_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
MAX_OBJECTS = 500
MAX_ATTRIBUTES = 2000
MAX_VALUE = 64 << 10

HEADER = uuid.UUID("75B22630-668E-11CF-A6D9-00AA0062CE6C").bytes_le
FILE_PROPERTIES = uuid.UUID("8CABDCA1-A947-11CF-8EE4-00C00C205365").bytes_le
CONTENT = uuid.UUID("75B22633-668E-11CF-A6D9-00AA0062CE6C").bytes_le
EXTENDED_CONTENT = uuid.UUID("D2D0A440-E307-11D2-97F0-00A0C95EA850").bytes_le
EXTENSION = uuid.UUID("5FBF03B5-A92E-11CF-8EE3-00C00C205365").bytes_le
METADATA = uuid.UUID("C5F8CBEA-5BAF-4877-8467-AA8C44FA4CCA").bytes_le
LIBRARY = uuid.UUID("44231C94-9498-49D1-A141-1D134E457054").bytes_le
CODECS = uuid.UUID("86D15240-311D-11D0-A3A4-00A0C90348F6").bytes_le
XMP = uuid.UUID("BE7ACFCB-97A9-42E8-9C71-999491E3AFAC").bytes_le

_KEPT = re.compile(r"time|date|year|tool|encod|version|software|device|producer|publisher|creat|provider|author|title", re.IGNORECASE)
_DATED = re.compile(r"date|time$|year", re.IGNORECASE)
_SINCE_1601 = re.compile(r"EncodingTime$|OriginalBroadcastDateTime$|OriginalReleaseTime$", re.IGNORECASE)
_SINCE_1 = re.compile(r"WMRV(?:Encode|End|Actual|Scheduled|Original\w*)\w*Time$", re.IGNORECASE)


def claims(head: bytes, name: str) -> bool:
    return head.startswith(HEADER)


def read(source: Source, listing: Listing) -> None:
    listing.container = "ASF"
    size = int.from_bytes(source.at(16, 8), "little")
    _objects(source, listing, 30, min(source.size, size), 0)


def note_count(listing: Listing, tag: str, count: int, offset: int, length: int, epoch: datetime) -> None:
    """Note a count of 100 ns in UTC."""
    try:
        reading = Reading.since(epoch, Fraction(count, 10**7), offset=timedelta(0), raw=str(count)) if count else None
    except ValueError:
        listing.note(tag, count, offset, length, status="malformed")
    else:
        listing.note(tag, count, offset, length, reading, status=None if reading else "not set")


def note_attribute(listing: Listing, tag: str, name: str, value: int | str, offset: int, length: int) -> None:
    """Note an attribute of Windows Media under "<tag> <name>": a count, a date in text, or plain text; others are left out."""
    if not _KEPT.search(name):
        return
    full = f"{tag} {name[:80]}"
    if isinstance(value, str):
        if _DATED.search(name):
            note_date(listing, full, value, offset, length)
        elif value.strip():
            listing.note(full, value, offset, length)
    elif _SINCE_1.search(name):
        note_count(listing, full, value, offset, length, NET_EPOCH)
    elif _SINCE_1601.search(name):
        note_count(listing, full, value, offset, length, FILETIME_EPOCH)
    else:
        listing.note(full, value, offset, length)


def _objects(source: Source, listing: Listing, at: int, end: int, depth: int) -> None:
    for _ in range(MAX_OBJECTS):
        head = source.at(at, 24)
        if at + 24 > end or len(head) < 24:
            return
        size = int.from_bytes(head[16:24], "little")
        if size < 24:
            listing.problem(f"The ASF object at byte {at} has no size: what follows it is not read.")
            return
        kind, start, stop = head[:16], at + 24, min(end, at + size)
        if kind == FILE_PROPERTIES:
            _file_properties(source, listing, start)
        elif kind == CONTENT:
            _content(source, listing, start, stop)
        elif kind == EXTENDED_CONTENT:
            _extended(source, listing, start, stop)
        elif kind in {METADATA, LIBRARY}:
            _metadata(source, listing, start, stop, "ASF/Metadata" if kind == METADATA else "ASF/MetadataLibrary")
        elif kind == CODECS:
            _codecs(source, listing, start, stop)
        elif kind == EXTENSION and depth == 0:
            _objects(source, listing, start + 22, stop, 1)
        elif kind == XMP:
            from analysis.media.xmp import read_xmp  # its XML parser is slow to load, and most files have none

            read_xmp(source.at(start, min(stop - start, 8 << 20)), start, listing, "ASF/XMP")
        at += size


def _file_properties(source: Source, listing: Listing, at: int) -> None:
    created, _, play, _, preroll = source.unpack("<5Q", at + 24)
    note_count(listing, "ASF/FileProperties creation_date", created, at + 24, 8, FILETIME_EPOCH)
    seconds = play / 1e7 - preroll / 1e3
    if 0 < seconds < 1e9:
        listing.duration_s = seconds


def _decoded(data: bytes) -> str:
    return data.decode("utf-16-le", "replace").partition("\0")[0]


def _content(source: Source, listing: Listing, at: int, end: int) -> None:
    lengths = source.unpack("<5H", at)
    at += 10
    for name, length in zip(("title", "author", "copyright", "description", "rating"), lengths, strict=True):
        value = _decoded(source.at(at, min(length, end - at)))
        if value.strip() and name != "rating":
            listing.note(f"ASF/ContentDescription {name}", value, at, min(length, end - at))
        at += length


def _value(source: Source, kind: int, at: int, length: int) -> int | str | None:
    """A value of the types 0 (text), 2 (yes or no), 3, 4 and 5 (integers); None for bytes and identifiers."""
    if kind == 0:
        return _decoded(source.at(at, min(length, MAX_VALUE)))
    if kind in {2, 3, 4, 5} and length <= 8:
        return int.from_bytes(source.at(at, length), "little")
    return None


def _extended(source: Source, listing: Listing, at: int, end: int) -> None:
    (count,) = source.unpack("<H", at)
    at += 2
    for _ in range(min(count, MAX_ATTRIBUTES)):
        if at + 2 > end:
            return
        (length,) = source.unpack("<H", at)
        name = _decoded(source.at(at + 2, length))
        kind, size = source.unpack("<2H", at + 2 + length)
        at += 6 + length
        size = min(size, max(0, end - at))
        value = _value(source, kind, at, size)
        if value is not None:
            note_attribute(listing, "ASF/ExtendedContent", name, value, at, size)
        at += size


def _metadata(source: Source, listing: Listing, at: int, end: int, tag: str) -> None:
    (count,) = source.unpack("<H", at)
    at += 2
    for _ in range(min(count, MAX_ATTRIBUTES)):
        if at + 12 > end:
            return
        _, _, length, kind, size = source.unpack("<4HI", at)
        name = _decoded(source.at(at + 12, length))
        at += 12 + length
        size = min(size, max(0, end - at))
        value = _value(source, kind, at, size)
        if value is not None:
            note_attribute(listing, tag, name, value, at, size)
        at += size


def _codecs(source: Source, listing: Listing, at: int, end: int) -> None:
    (count,) = source.unpack("<I", at + 16)
    at += 20
    for _ in range(min(count, 32)):
        if at + 8 > end:
            return
        words, start = [], at + 4
        at += 2
        for _ in range(2):
            (length,) = source.unpack("<H", at)
            words.append(_decoded(source.at(at + 2, min(2 * length, MAX_VALUE))))
            at += 2 + 2 * length
        named = " ".join(word.strip() for word in words if word.strip())
        if named:
            listing.note("ASF/CodecList codec", named, start, max(0, min(at, end) - start))
        (length,) = source.unpack("<H", at)
        at += 2 + length
