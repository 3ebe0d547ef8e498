"""Drone log: the clock in the subtitles that a drone writes beside its video.

*Reads* DJI's .SRT file beside the video, or subtitles inside it: the first and the last clock.

*Says* when the drone recorded, by the clock of its controller or phone, in local time.

*Fooled by* controllers whose clock was wrong, a log of another flight under the same name, text that anybody can edit.

*Sources* DJI's subtitle logs as public parsers describe them (JuanIrache/DJI_SRT_Parser).
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


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    own = owned(case.exhibit.listing.fields, "subtitles_log")
    logs = beside(case.exhibit.path, (".srt",))
    if not own and not logs:
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    yield from said_of(own, by)
    for log in logs:
        yield from said_of(owned(list_fields(log).fields, "subtitles_log"), by, file=log.name)
