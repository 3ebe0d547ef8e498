"""XMP: what editing programs wrote about their work.

*Reads* XMP packets in the file and in an .xmp file beside it: creation, change and history dates, and the programs' names.

*Says* when a program created, changed or saved the file: the recording is older.

*Fooled by* dates typed by hand, and a history that was copied with a template.

*Sources* Adobe XMP specification, parts 1 and 2; ISO 16684-1.
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
    fields = owned(case.exhibit.listing.fields, "xmp_history")
    sides = beside(case.exhibit.path, (".xmp",))
    if not fields and not sides:
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    yield from said_of(fields, by)
    for side in sides:
        yield from said_of(owned(list_fields(side).fields, "xmp_history"), by, file=side.name)
