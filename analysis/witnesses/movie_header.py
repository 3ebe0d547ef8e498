"""Header dates: what the container says about when the file was made.

*Reads* the creation and modification dates of MP4 and QuickTime headers, Apple's and Android's metadata keys, user
data, Matroska's DateUTC and tags, AVI's IDIT, ASF, FLV and MXF dates, and every field that no other witness takes.

*Says* for a camera's own file when it was recorded; for an export, a conversion or a copy when that was made, so that
the recording is older. Who wrote the file decides which of the two a date is, and its zone.

*Fooled by* clocks that were set wrongly, dates set by hand, programs that copy a date from an earlier file, and apps
that write a video anew with a phone's own fields.

*Sources* ISO/IEC 14496-12; QuickTime File Format; RFC 9559; AOSP MPEG4Writer; FFmpeg movenc.c; the table habits.csv
with the source of each row.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.case import Case
from analysis.media.beside import beside
from analysis.media.listing import list_fields
from analysis.reference.authorship import authorship
from analysis.reference.ownership import owned
from analysis.reference.sayings import said_of
from analysis.testimony import Observation, Testimony

SIDE_FILES = ("m01.xml", ".xml", ".moi")
"""Sony's description of a clip (C0001M01.XML), and the file that holds the date of a camcorder's MPEG recording."""


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    fields = owned(case.exhibit.listing.fields, "movie_header")
    sides = beside(case.exhibit.path, SIDE_FILES)
    if not fields and not sides:
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    yield from said_of(fields, by)
    for side in sides:
        yield from said_of(owned(list_fields(side).fields, "movie_header"), by, file=side.name)
