"""XMP packets in boxes."""

from __future__ import annotations

from analysis.media.isobmff.boxes import Box, Readable, payload
from analysis.media.source import Listing

MAX_PACKET = 2 << 20
"""Bytes of a packet that are read; an editor's history of years stays below."""


def read_xmp_box(data: Readable, box: Box, listing: Listing, where: str = "xmp") -> None:
    """List the XMP packet that is the payload of a box; `where` begins its tags."""
    from analysis.media.xmp import read_xmp  # its XML parser is slow to load, and most files have none

    packet = payload(data, box, MAX_PACKET, slow=True)
    if box.length > MAX_PACKET:
        listing.problem(f"The XMP packet at byte {box.body} is larger than {MAX_PACKET >> 20} MB: its end is not read.")
    if packet:
        read_xmp(packet, box.body, listing, where)
