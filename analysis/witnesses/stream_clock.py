"""The camera's clock inside the pictures: dates that travel with every frame.

*Reads* AVCHD recording data (MDPM), MISB time stamps in H.264 and HEVC and beside them (KLV), DV and rtmd clocks, picture timecodes.

*Says* when the camera recorded, by its own clock. It survives a copy of the stream, and is lost when the pictures are
encoded again.

*Fooled by* cameras whose clock was never set or is in another zone; a digital copy of an older tape.

*Sources* ExifTool's public documentation of H264 MDPM; MISB ST 0601, ST 0603 and ST 0604; IEC 61834-4.
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
    fields = owned(case.exhibit.listing.fields, "stream_clock")
    if fields:
        yield from said_of(fields, authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name))
