"""Satellite receivers' sentences (NMEA 0183): the date and time in RMC, in UTC, inside any bytes."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

from analysis.media.source import Listing
from analysis.when import Reading

RMC = re.compile(
    rb"\$[A-Z]{2}RMC,(?P<clock>\d{6})(?P<fraction>\.\d{1,4})?,(?P<status>[AV]),[\d.]*,[NS]?,[\d.]*,[EW]?,[-\d.]*,[-\d.]*,(?P<date>\d{6})"
)


def rmc_reading(found: re.Match[bytes]) -> Reading | None:
    """The reading of an RMC sentence, in UTC; None where its digits are no date. Years from 80 on are 1980 to 1999."""
    clock, date = found["clock"].decode(), found["date"].decode()
    year = int(date[4:])
    digits = (found["fraction"] or b"")[1:].decode()
    try:
        return Reading(
            year + (1900 if year >= 80 else 2000), int(date[2:4]), int(date[:2]), int(clock[:2]), int(clock[2:4]), int(clock[4:]),
            Fraction(int(digits or 0), 10 ** len(digits)), Fraction(1, 10 ** len(digits)), timedelta(0), found.group().decode("ascii"),
        )  # fmt: skip
    except ValueError:
        return None


def list_rmc(data: bytes, offset: int, listing: Listing, prefix: str) -> int:
    """Note the first and last sentence with a fix, or the first without; returns how many there were.

    Tags: "<prefix> RMC first", "<prefix> RMC last", and "<prefix> RMC void" for a receiver that had no fix.
    """
    every = list(RMC.finditer(data))
    fixed = [found for found in every if found["status"] == b"A"]
    chosen = [("first", fixed[0])] if fixed else [("void", every[0])] if every else []
    if len(fixed) > 1:
        chosen.append(("last", fixed[-1]))
    for name, found in chosen:
        reading = rmc_reading(found)
        raw, at = found.group().decode("ascii"), offset + found.start()
        listing.note(f"{prefix} RMC {name}", raw, at, len(raw), reading, status=None if reading is not None else "malformed")
    return len(every)
