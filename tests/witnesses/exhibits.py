"""Exhibits for tests of witnesses: a file name, and the fields that a reader would have found in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.hearing import Hearing, hear
from analysis.media.dates import read_date
from analysis.media.isobmff.headers import counter_reading
from analysis.media.source import Listing

RECEIVED = datetime(2026, 11, 1, tzinfo=UTC)
EPOCH = datetime(1904, 1, 1, tzinfo=UTC)


def counter(text: str) -> int:
    """The header counter (seconds since 1904) of a UTC date and time such as 2023-05-09T11:48:30."""
    return int((datetime.fromisoformat(text).replace(tzinfo=UTC) - EPOCH).total_seconds())


def listing_of(fields: Iterable[tuple[str, object]], *, container: str = "MP4", duration: float | None = 10.0) -> Listing:
    """A listing of (tag, value): an integer is a header counter, a text that reads as a date with a day is one."""
    listing = Listing(container=container, duration_s=duration)
    for index, (tag, value) in enumerate(fields):
        if isinstance(value, int):
            listing.note(tag, value, 16 * index, 4, counter_reading(value))
        else:
            text = str(value)
            reading = read_date(text)
            listing.note(tag, text, 16 * index, 16, reading if reading is not None and reading.day is not None else None)
    return listing


def exhibit_of(listing: Listing, path: Path, *, received: datetime = RECEIVED) -> Exhibit:
    """An exhibit at a path whose listing is this one."""
    if not path.exists():
        path.write_bytes(bytes(16 * (len(listing.fields) + 1)))
    exhibit = Exhibit.receive(path, now=received)
    exhibit.__dict__["listing"] = listing
    return exhibit


def heard(
    witness: str, fields: Iterable[tuple[str, object]], path: Path, *, container: str = "MP4", duration: float | None = 10.0
) -> Hearing:
    """What one witness says of a file with these fields."""
    return hear(Case(exhibit=exhibit_of(listing_of(fields, container=container, duration=duration), path)), only=(witness,))


def header(creation: str, modification: str | None = None) -> list[tuple[str, object]]:
    """The counters of a movie header and of one track, all alike but for a later change of the movie header."""
    first = counter(creation)
    return [
        ("moov/mvhd creation_time", first),
        ("moov/mvhd modification_time", first if modification is None else counter(modification)),
        ("moov/trak[1]/tkhd creation_time", first),
        ("moov/trak[1]/tkhd modification_time", first),
        ("moov/trak[1]/mdia/mdhd creation_time", first),
        ("moov/trak[1]/mdia/mdhd modification_time", first),
    ]
