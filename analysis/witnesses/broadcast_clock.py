"""The broadcaster's clock: time tables in a transport stream.

*Reads* TDT and TOT tables of digital television.

*Says* when the stream was on air. What was shown can be much older.

*Fooled by* a multiplexer that runs on its own clock, as in a test.

*Sources* ETSI EN 300 468, 5.2.5 and 5.2.6.
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
    fields = owned(case.exhibit.listing.fields, "broadcast_clock")
    if fields:
        yield from said_of(fields, authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name))
