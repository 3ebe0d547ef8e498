"""Satellite time: what a receiver in the camera recorded.

*Reads* GoPro's GPMF track (GPSU, GPS9), dashcams' receivers (NMEA sentences, freeGPS boxes) and camera motion tracks.

*Says* when the recording was made, in UTC, by the strongest clock that a file can hold: the first and the last time
with a fix.

*Fooled by* receivers without a fix, which show the camera's own clock; receivers with an old almanac, which are off by
1024 weeks; written tracks.

*Sources* gopro/gpmf-parser; NMEA 0183; the table habits.csv with the source of each row.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.case import Case
from analysis.reference.authorship import authorship
from analysis.reference.ownership import owned
from analysis.reference.sayings import said_of
from analysis.testimony import Observation, Testimony


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    fields = owned(case.exhibit.listing.fields, "telemetry")
    if fields:
        yield from said_of(fields, authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name))
