"""When a file of the archive was there: what the user says, else what the file and what lies beside it show; nothing is guessed.

A file's own bound is that of the hearing: the earliest "not after" for the recording among testimony of at least moderate strength. The
file system's times are weaker than that and are not used. What shows nothing has no date, and is asked for.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from analysis.archive.database import ArchiveError
from analysis.archive.entry import Dated
from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.hearing import hear
from analysis.reference.addresses import clock_in
from analysis.testimony import RELIABILITY, Strength
from analysis.typed import WhenError, parse_when
from analysis.weighing.conflicts import bounds
from analysis.weighing.likelihood import Piece
from analysis.when import Span, Zone

CAN_DATE = ("download_record", "file_name", "movie_header", "stream_clock", "telemetry", "timestamps", "broadcast_clock", "xmp_history")
"""The witnesses that read a file, and what lies beside it."""


def typed_date(text: str, *, url: str = "", zone: Zone | None = None, now: datetime) -> Dated:
    """The date that the user gives: of the posting where there is an address, else one that the file is not after.

    Raises ArchiveError for what is no date, or lies after `now` (UTC).
    """
    try:
        span = parse_when(text).span(zone)
    except WhenError as error:
        raise ArchiveError(str(error)) from error
    if span.start is not None and span.start > now:
        raise ArchiveError(f"“{text}” lies in the future: check the date.")
    return Dated(span if url else Span(None, span.end), "strong", "You gave this date.", text, url)


def address_date(url: str, now: datetime) -> Dated:
    """The time that an address carries. An address without one leaves the date open."""
    clock = clock_in(url, received=now)
    if clock is None or clock.settable or clock.confidence == "memory":
        return Dated(url=url)
    strength: Strength = "very strong" if clock.confidence == "checked" else "strong"
    return Dated(clock.moment, strength, f"The address at {clock.platform} carries this time: {clock.what}.", "", url)


def own_date(path: Path, received: datetime) -> Dated:
    """What the file and what lies beside it show. Raises ExhibitError where it can't be read."""
    hearing = hear(Case(exhibit=Exhibit.receive(path, now=received)), only=CAN_DATE)
    found = bounds([piece for testimony in hearing.testimony if (piece := Piece.of(testimony)) is not None])
    if found.not_after is None or found.not_after > received:
        return Dated()
    by = [testimony for testimony in hearing.testimony if testimony.id in found.not_after_by]
    if not by:
        return Dated()
    weakest = min(by, key=lambda each: RELIABILITY[each.strength])
    doubt = " Other clocks of the file say otherwise." if found.contested else ""
    saw = weakest.saw if weakest.saw.endswith((".", "!", "?")) else f"{weakest.saw}."
    return Dated(Span(None, found.not_after), "limited" if found.contested else weakest.strength, f"{saw} {weakest.means}{doubt}")
