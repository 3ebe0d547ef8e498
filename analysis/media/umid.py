"""Dates in unique material identifiers (SMPTE ST 330).

A UMID is a 12-byte label, a length, three bytes of instance number and 16 of material number. Where the high half of the label's last
byte is 4 (the IEEE 1394 network method), the material number is four bytes of time, four of date and the device's address. The
date is a modified Julian day in five or six decimal digits, two a byte, lowest pair first (as SMPTE ST 309 writes days), then a byte
of flags. Public clips of Sony cameras whose metadata also gives a creation date with its zone (ILME-FX3, ILCE-7CM2, ILCE-6700,
FDR-AX100) show that the day is that of UTC. Their time bytes are no clock that could be read.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from analysis.when import Reading

LABEL = bytes.fromhex("060a2b34010101050101")
NETWORK_METHOD = 4
MJD_EPOCH = datetime(1858, 11, 17, tzinfo=UTC)
"""Day 0 of the modified Julian day count."""
DATE = slice(20, 23)
"""Where the day stands in a UMID."""


def umid_date(umid: bytes) -> Reading | None:
    """The day, in UTC, on which the material number was made; None where the UMID was made otherwise or shows no day of 1990 to 2100."""
    if len(umid) < 32 or not umid.startswith(LABEL) or umid[11] >> 4 != NETWORK_METHOD:
        return None
    digits = umid[DATE][::-1].hex()
    if not digits.isdigit():
        return None
    moment = MJD_EPOCH + timedelta(days=int(digits))
    if not 1990 <= moment.year <= 2100:
        return None
    return Reading(moment.year, moment.month, moment.day, offset=timedelta(0), raw=umid.hex())
