"""RFC 3161 time-stamps: replies (.tsr) and bare tokens (.tst, .p7s). Tags begin with "TSR"; see `analysis.media.tst_info`."""

from __future__ import annotations

from analysis.media.source import Listing, MediaError, Source

MAX_TOKEN = 1 << 20
TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")
"""id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4, in DER."""


def claims(head: bytes, name: str) -> bool:
    return head[:1] == b"\x30" and TST_INFO in head


def read(source: Source, listing: Listing) -> None:
    from analysis.media.tst_info import list_token  # its library is slow to load, and most files have none

    listing.container = "RFC 3161"
    if source.size > MAX_TOKEN:
        raise MediaError("the time-stamp is larger than any honest one")
    list_token(source.at(0, MAX_TOKEN), 0, listing)
