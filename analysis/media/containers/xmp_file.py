"""XMP in a file of its own beside the clip (.xmp). Tags begin with "xmp"; see `analysis.media.xmp`."""

from __future__ import annotations

from analysis.media.source import Listing, Source


def claims(head: bytes, name: str) -> bool:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return text[:1] == b"<" and (b"<x:xmpmeta" in text or b"<rdf:RDF" in text or b"<?xpacket" in text)


def read(source: Source, listing: Listing) -> None:
    from analysis.media.xmp import MAX_PACKET, read_xmp  # its XML parser is slow to load, and most files have none

    listing.container = "XMP"
    read_xmp(source.at(0, MAX_PACKET + 1), 0, listing)
