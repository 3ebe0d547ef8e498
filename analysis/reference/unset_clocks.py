"""Dates that clocks show which nobody set, and counters that may be counted from another day.

Sources: GoPro labs issue 1333 and published dumps (cameras and dashcams start again at a New Year's Day of their firmware); IS-GPS-200
(the receiver's week has ten bits and begins anew on 1980-01-06, 1999-08-22 and 2019-04-07); Google's CAMM specification, 2017.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from analysis.reference.file_names import DEVICE_DEFAULTS, NEVER_SET
from analysis.reference.habits import Habit
from analysis.reference.writers import Profile
from analysis.when import Reading, Span

SET_BY_NETWORK = {"apple", "apple export", "android", "android again", "android muxer", "screen", "youtube", "x", "vimeo", "tiktok"}
"""Profiles whose clock a network sets: New Year's Day is a day like others there."""
COMPUTERS = {"adobe", "editor", "handbrake", "quicktime", "muxer", "asf"}
"""Profiles whose clock is a computer's: New Year's Day is one too, but for the days at which unset computers begin."""
BEFORE_GPS_WEEKS = {(1980, 1, 6), (1999, 8, 22), (2019, 4, 7)}
"""Days on which a receiver's week number is 0."""
EVE = {(1979, 12, 31), (1999, 12, 31)}
"""The days before those of unset clocks: where local midnight is written in UTC."""

FIRST_OF_RECEIVERS = (
    (re.compile(r"GPSU|GPS9"), datetime(2016, 1, 1, tzinfo=UTC), "GoPro's cameras with a receiver"),
    (re.compile(r"\bcamm\b"), datetime(2017, 1, 1, tzinfo=UTC), "tracks of this kind"),
    (re.compile(r"freeGPS|\bRMC\b"), datetime(2006, 1, 1, tzinfo=UTC), "cameras that wrote a receiver's sentences into a video"),
)
"""The first day on which each kind of telemetry can have been written: HERO5 and CAMM; dashcams from memory."""
GPS_AFTER_UNIX = timedelta(seconds=315_964_800)
"""From 1970-01-01 to 1980-01-06."""

NEW_YEAR = "Clocks that were never set begin at a New Year's Day, so this date alone bounds nothing."
WEEK_ZERO = "Receivers that know no week yet show this day, so this date alone bounds nothing."


def no_date(tag: str, reading: Reading, span: Span, habit: Habit) -> str:
    """Why a date is none at all by its day or its receiver; "" where nothing speaks against it."""
    day = (reading.year, reading.month, reading.day)
    first, kind = next(((first, kind) for pattern, first, kind in FIRST_OF_RECEIVERS if pattern.search(tag)), (None, ""))
    if first is not None and span.end is not None and span.end <= first:
        return f"The date lies before there were {kind}: the receiver's week number began anew, or the clock was wrong."
    if habit.clock not in ("camera", "editor", "broadcast"):
        return ""
    by_hand = habit.stage == "recorded" and habit.zone in ("local", "utc or stated")
    if day in NEVER_SET or day in EVE or (by_hand and day in DEVICE_DEFAULTS):
        return "Many clocks start at this day when they were never set: it is no date."
    return ""


def doubt(tag: str, reading: Reading, habit: Habit, profile: Profile, received: datetime) -> str:
    """Why a date carries no bound alone; "" where it does."""
    if habit.clock == "satellite":
        if (reading.year, reading.month, reading.day) in BEFORE_GPS_WEEKS:
            return WEEK_ZERO
        from_unix = reading.span().start
        if re.search(r"\bcamm\b", tag) and from_unix is not None and from_unix - GPS_AFTER_UNIX >= FIRST_OF_RECEIVERS[1][1]:
            return "Counted from 1970, as some programs do, it would be ten years earlier, so it bounds nothing alone."
        return ""
    if habit.clock not in ("camera", "editor", "broadcast") or profile in SET_BY_NETWORK:
        return ""
    if profile not in COMPUTERS and _new_year(reading):
        return NEW_YEAR
    return ""


def _new_year(reading: Reading) -> bool:
    """Whether a reading lies on a New Year's Day where it may have been written, or in the first month of unset clocks."""
    if (reading.year, reading.month) == (2000, 1):
        return True
    eve = (reading.month, reading.day) == (12, 31) and reading.hour is not None and reading.hour >= 10
    return (reading.month, reading.day) == (1, 1) or eve
