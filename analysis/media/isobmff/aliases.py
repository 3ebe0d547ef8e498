"""Mac OS aliases in data references: where a QuickTime movie keeps its media in another file, the alias dates that file.

Source: QuickTime File Format, "Data reference atoms"; the alias record of Inside Macintosh: Files, as version 2 lays it out. The dates
are seconds since 1904 in the computer's local time: the readings name no zone. Tags: "<path>/alis file_created", "... volume_created",
"... file".
"""

from __future__ import annotations

from analysis.media.isobmff.boxes import Box, Readable, boxes, payload
from analysis.media.isobmff.headers import counter_reading
from analysis.media.isobmff.text import decoded
from analysis.media.source import Listing

VOLUME_CREATED, FILE_NAME, FILE_CREATED = 38, 50, 118
"""Where the fields begin in the alias record."""


def read_references(data: Readable, box: Box, path: str, listing: Listing) -> None:
    """List the aliases of a `dref` box; references to the file itself are empty."""
    for reference in boxes(data, box.body + 8, box.end, Listing(), path):
        if reference.kind != b"alis" or reference.length < 4 + 150:
            continue
        record, start = payload(data, reference, 512)[4:], reference.body + 4
        if record[6:8] != b"\0\2":
            continue
        name = record[FILE_NAME + 1 : FILE_NAME + 1 + min(63, record[FILE_NAME])]
        if name:
            listing.note(f"{path}/alis file", decoded(name), start + FILE_NAME + 1, len(name))
        for at, tag in ((VOLUME_CREATED, "volume_created"), (FILE_CREATED, "file_created")):
            count = int.from_bytes(record[at : at + 4], "big")
            reading = counter_reading(count)
            if count and reading is not None:
                listing.note(f"{path}/alis {tag}", count, start + at, 4, reading.with_offset(None))
