"""The zone of a local clock, decided by another clock that shows the same moment in UTC.

A camera without a zone writes its wall time; a satellite fix, a header in UTC or a date with an offset
elsewhere in the file says what the moment was. Their difference is the camera's offset, where it is one that clocks have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from analysis.when import Reading, Span, parse_offset

BROKEN = ("-09:30", "-03:30", "-02:30", "+03:30", "+04:30", "+05:30", "+05:45", "+06:30", "+08:45", "+09:30", "+10:30", "+12:45", "+13:45")
"""Offsets in civil use that are no whole hours (IANA tz database, since 2000)."""
MAX_WINDOW = timedelta(minutes=10)
"""A wider window lets more than one offset through where two zones lie a quarter of an hour apart."""


CIVIL = tuple(
    sorted([timedelta(hours=hours) for hours in range(-12, 15)] + [o for text in BROKEN if (o := parse_offset(text)) is not None])
)
"""Every offset in civil use."""


def decided_offset(local: Reading, moment: Span, *, slack: timedelta, among: Iterable[timedelta] = CIVIL) -> timedelta | None:
    """The one offset at which the local reading lies within `slack` of the moment (UTC); None where none or several do.

    `slack` is how far the two clocks may stand apart: the wider, the more often two moments that have nothing to do with each other
    fit by chance. A window of more than ten minutes decides nothing. `among` are the offsets that are possible.
    """
    window = moment.widened(slack, slack)
    if window.width is None or window.width > MAX_WINDOW or local.offset is not None or local.second is None:
        return None
    fits = [offset for offset in among if local.with_offset(offset).span().meets(window)]
    return fits[0] if len(fits) == 1 else None
