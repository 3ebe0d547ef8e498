"""The producer reference time: when an encoder handled a sample of a live stream (ISO/IEC 14496-12, 8.16.5; RFC 5905 for the format)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from analysis.media.isobmff.boxes import Box, Readable, unpack
from analysis.media.source import Listing
from analysis.when import Reading

NTP_EPOCH = datetime(1900, 1, 1, tzinfo=UTC)


def read_reference_time(data: Readable, box: Box, path: str, listing: Listing) -> None:
    """Note the NTP time of a prft box, in UTC; the first of a file only."""
    tag = f"{path} ntp_timestamp"
    if any(field.tag == tag for field in listing.fields):
        return
    stamp = unpack(data, ">Q", box.body + 8)[0]
    reading = Reading.since(NTP_EPOCH, Fraction(stamp * 1_000_000 >> 32, 1_000_000), offset=timedelta(0), raw=str(stamp))
    listing.note(tag, stamp, box.body + 8, 8, reading, status=None if stamp else "not set")
