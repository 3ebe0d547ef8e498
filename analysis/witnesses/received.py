"""The file in hand.

*Reads* the instant at which the tool was given the file, and the times that the file system keeps for it.

*Says* that the file existed when it was received: a hard bound, if a late one. The file system's times of writing and of making say
less: that a file of this name was saved by then.

*Fooled by* a clock of this computer that is wrong; for the file system's times by copying, unpacking and downloading (which set them
anew or keep those of the sender), by any program that sets them, and by memory cards that keep local time.

*Sources* POSIX (st_mtime: the last change of the data); Microsoft's FAT specification (times in local time, from 1980-01-01).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.place import Aside
from analysis.testimony import Observation, Status, Testimony, Unasked
from analysis.when import EASTMOST, WESTMOST, Reading, Span, iso, shifted

FRESH = timedelta(minutes=10)
"""A file written this shortly before it was received was written by receiving it: its time tells nothing."""
FAT_SLACK = EASTMOST - WESTMOST
"""FAT keeps local time without its zone; read elsewhere it may be off by the distance of two zones."""
UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def testify(case: Case) -> Iterator[Testimony | Observation]:
    exhibit = case.exhibit
    if exhibit is None:
        raise Unasked("There is no video in hand.")
    yield _in_hand(exhibit)
    for name, reading in _file_times(exhibit):
        status = _status(reading, exhibit.received)
        end = reading.span().end
        span = Span(None, shifted(end, FAT_SLACK)) if status == "set" else None
        yield Observation(
            tag=f"file system {name}",
            raw=reading.raw,
            place=Aside(f"file system: {name}"),
            reading=reading,
            status=status,
            span=span,
            stage="saved",
            bearing=None if span is None else "not_after",
            writer="file system",
            means=_MEANING[status],
        )
        if span is not None and end is not None and end <= exhibit.received - FRESH:
            yield _kept(name, reading, span)


_MEANING: dict[Status, str] = {
    "set": "A file of this name was saved on this disk, or on the one that it was copied from, no later than this.",
    "not set": "This is where a clock or a program starts that was never set: it is no date.",
    "malformed": "This lies after the file was received, so a clock is wrong: it is no date.",
}


def _in_hand(exhibit: Exhibit) -> Testimony:
    received = iso(exhibit.received) or ""
    return Testimony(
        stage="saved",
        bearing="not_after",
        spans=(Span(None, exhibit.received),),
        strength="hard",
        saw=f"The file was in hand at {received}.",
        raw=received,
        place=Aside("the clock of this computer"),
        means="What is in the file was recorded before it was received.",
        fooled_by=("a clock of this computer that runs ahead",),
        key="received",
        clock="this computer",
    )


def _kept(name: str, reading: Reading, span: Span) -> Testimony:
    return Testimony(
        stage="saved",
        bearing="not_after",
        spans=(span,),
        strength="limited",
        saw=f"The file system gives {reading} as the time {_TITLES[name]}.",
        raw=reading.raw,
        place=Aside(f"file system: {name}"),
        means="The file seems to have been saved by then, so what is in it was recorded no later.",
        fooled_by=(
            "any program that sets file times",
            "a sender's clock that was wrong",
            "a card that keeps local time (a day is allowed for)",
        ),
        key=name,
        clock="file system",
    )


_TITLES = {"mtime": "of its last change", "birthtime": "at which it was made"}


def _file_times(exhibit: Exhibit) -> list[tuple[str, Reading]]:
    """The file system's times, counted in UTC, where they can be read; the time of its making only where the system tells it."""
    try:
        found = exhibit.path.stat()
    except (OSError, ValueError):
        return []
    seconds = {"mtime": found.st_mtime_ns // 10**9}
    birth = getattr(found, "st_birthtime", None)  # macOS, BSD and Windows
    if birth is not None:
        seconds["birthtime"] = int(birth)
    times = []
    for name, count in seconds.items():
        with suppress(ValueError):  # a count that leaves the calendar
            times.append((name, Reading.since(UNIX_EPOCH, count, offset=timedelta(0))))
    return times


def _status(reading: Reading, received: datetime) -> Status:
    start = reading.span().start
    if start is None or start > received + timedelta(minutes=1):
        return "malformed"
    # Archives and tools leave 1980-01-01 (FAT's first day), 2000-01-01 and the like, at midnight in some zone.
    new_years = (datetime(year, 1, 1, tzinfo=UTC) for year in (start.year, start.year + 1) if year <= 9999)
    round_time = start.second == 0 and start.minute % 15 == 0
    if reading.unset or (round_time and any(-EASTMOST <= start - new_year <= -WESTMOST for new_year in new_years)):
        return "not set"
    return "set"
