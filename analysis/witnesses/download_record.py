"""Download record: what yt-dlp wrote down when it fetched the video.

*Reads* the .info.json beside the video, or attached to it: upload day and time, the moment of the download, the server's dates.

*Says* the platform's own date of the upload bounds the recording from above.

*Fooled by* a record that was edited or lies beside another video; a live stream, which goes on after its date.

*Sources* yt-dlp's documentation, output template and metadata.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from analysis.case import Case
from analysis.media.beside import beside
from analysis.media.listing import list_fields
from analysis.media.source import Field
from analysis.reference.authorship import authorship
from analysis.reference.ownership import owned
from analysis.reference.sayings import said_of
from analysis.testimony import Observation, Testimony

LONGEST_STREAM = timedelta(hours=48)
"""How long a live stream may go on after the date that the platform gives it (Twitch ends streams after 48 hours)."""


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    own = owned(case.exhibit.listing.fields, "download_record")
    records = [(record.name, owned(list_fields(record).fields, "download_record")) for record in beside(case.exhibit.path, (".info.json",))]
    if not own and not records:
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    for file, fields in [("", own), *records]:
        live = _live(fields)
        for said in said_of(fields, by, file=file):
            if live and isinstance(said, Testimony):
                said = replace(said, spans=(said.span.widened(after=LONGEST_STREAM),), means=f"{said.means} It was a live stream.")
            yield said


LIVE = {"was_live": {"true"}, "is_live": {"true"}, "live_status": {"was_live", "is_live", "post_live"}}
"""The keys that mark a stream, and their values (yt-dlp's output template)."""


def _live(fields: list[Field]) -> bool:
    return any(field.raw.lower() in LIVE.get(field.tag.rpartition(" ")[2], ()) for field in fields)
