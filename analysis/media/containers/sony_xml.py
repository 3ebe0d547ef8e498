"""Sony's non-real-time metadata beside a clip (C0001M01.XML). Tags begin with "NRT"; see `analysis.media.isobmff.nrt`."""

from __future__ import annotations

from analysis.media.source import Listing, Source

MAX_TEXT = 8 << 20


def claims(head: bytes, name: str) -> bool:
    return b"NonRealTimeMeta" in head.replace(b"\0", b"") and head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")[:1] == b"<"


def read(source: Source, listing: Listing) -> None:
    from analysis.media.isobmff.nrt import list_nrt  # the XML parser is slow to load, and most files have none

    listing.container = "Sony XML"
    if source.size > MAX_TEXT:
        listing.problem(f"The XML is larger than {MAX_TEXT >> 20} MB: its end is not read.")
    list_nrt(source.at(0, MAX_TEXT), 0, listing, "NRT")
