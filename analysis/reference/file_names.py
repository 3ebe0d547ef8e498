"""Clocks in file names: what cameras, messengers, recorders and downloaders write there, and what it means.

The patterns stand in `file_names.csv` in the order in which they are tried, each with an example, its source and
its confidence. A name is a claim: the easiest thing to change. Impossible dates, dates from before the device or app,
and dates that devices show when their clock was never set are no dates.
"""

from __future__ import annotations

import csv
import re
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from analysis.reference.first_look import search
from analysis.reference.identifiers import UNIX, high_seconds, x_snowflake
from analysis.when import Reading, parse_offset

Kind = Literal["recorded", "screen", "saved", "posted", "streamed", "none"]
Moment = Literal["start", "end", "either", "written", ""]

MAX_NAME = 255
"""Characters of a name that are looked at: file systems allow no more."""
FUTURE_SLACK = timedelta(days=1)

NEVER_SET = {(1970, 1, 1), (1980, 1, 1), (2000, 1, 1)}
"""Days that clocks show which were never set: Unix, DOS and FAT, many cameras."""
DEVICE_DEFAULTS = NEVER_SET | {(2015, 1, 1), (2016, 1, 1), (2021, 12, 9), (2022, 1, 1)}
"""The same for cameras and dashcams without a network, which start again at a day of their firmware (GoPro labs issue 1333)."""

COPY_MARKS = r"(?i)(?:[ _]?\(\d{1,3}\)|~\d{1,2}|[ _-](?:copy|edited|edit|trimmed|trim|converted|compressed))+(?=\.\w{2,5}$)"
"""What copying and editing append to a name; the time before it stays."""

EDIT_MARKS = re.compile(r"(?i)(?:~\d{1,2}|[ _-](?:edited|edit|trimmed|trim|converted|compressed))(?=[ _.~(-])")
"""Those of them that editing leaves: Google's and Samsung's editors save a cut as NAME~2 or NAME_edited."""


class NameClock(NamedTuple):
    """The time in a file name. `reading` has an offset where the pattern states the zone, else None.

    `kind`: the name says when something was recorded, a screen was recorded, a file saved, posted, or a stream begun.
    `moment`: whether the start or the end of the recording. `keeper`: whose clock it is ("phone" and "platform" are set by a
    network, a "device" by hand). `says` completes "the ... when the ...".
    """

    pattern: str
    reading: Reading
    kind: Kind
    moment: Moment
    keeper: str
    writer: str
    says: str
    start: int
    end: int
    confidence: str
    source: str


class Pattern(NamedTuple):
    """One row of the table; `first` is the year before which nothing wrote such names."""

    name: str
    regex: str
    kind: Kind
    zone: str
    moment: Moment
    keeper: str
    writer: str
    first: int
    says: str
    example: str
    confidence: str
    source: str


def pattern_of(name: str) -> Pattern | None:
    """The first pattern that the name fits, whether it carries a clock or not; None where none does."""
    found = _match(name)
    return found[0] if found else None


def read_name(name: str, *, received: datetime) -> NameClock | None:
    """The time in a file's name (no folder); None where it has none, or one that can't be.

    `received` is the instant at which the file was given: names from more than a day after are no clocks.
    """
    found = _match(name)
    if found is None or found[0].kind == "none":
        return None
    pattern, match = found
    try:
        reading = _reading(pattern, match)
    except (ValueError, OverflowError):
        return None
    if reading is None or not _possible(pattern, reading, received):
        return None
    return NameClock(
        pattern.name, reading, pattern.kind, pattern.moment, pattern.keeper, pattern.writer, pattern.says,
        match.start(), match.end(), pattern.confidence, pattern.source,
    )  # fmt: skip


def _match(name: str) -> tuple[Pattern, re.Match[str]] | None:
    text = name[:MAX_NAME]
    for candidate in dict.fromkeys((text, re.sub(COPY_MARKS, "", text))):
        lowered = candidate.lower()
        for pattern in patterns():
            match = search(pattern.regex, candidate, lowered, re.IGNORECASE | re.ASCII)
            if match:
                return pattern, match
    return None


def _reading(pattern: Pattern, match: re.Match[str]) -> Reading | None:
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    raw = match[0]
    for key, decode in (("high", high_seconds), ("x", x_snowflake)):
        if key in groups:
            return Reading.of(decode(groups[key]), raw=groups[key])
    if "unix" in groups:
        return Reading.since(UNIX, int(groups["unix"]), offset=timedelta(0), raw=groups["unix"])
    if "Y" not in groups and "ms" in groups:
        return Reading.since(UNIX, Fraction(int(groups["ms"]), 1000), offset=timedelta(0), raw=groups["ms"])
    parts = _parts(groups)
    if parts is None:
        return None
    exact = "ms" in groups and len(parts) == 6
    year, month, day, hour, minute, second = parts + [None] * (6 - len(parts))
    return Reading(
        year or 0,
        month,
        day,
        hour,
        minute,
        second,
        fraction=Fraction(int(groups["ms"]) if exact else 0, 1000),
        resolution=Fraction(1, 1000) if exact else Fraction(1),
        offset=_offset(pattern, groups),
        raw=raw,
    )


def _parts(groups: dict[str, str]) -> list[int | None] | None:
    """Year, month, day, and what there is of the time of day."""
    if "Y2" in groups:
        groups = {key.rstrip("2"): value for key, value in groups.items()}
    if "md" in groups:
        groups |= {"m": groups["md"][:2], "d": groups["md"][2:]}
        groups |= {"H": groups["hms"][:2], "M": groups["hms"][2:4], "S": groups["hms"][4:]}
    if "yy" in groups:
        groups["Y"] = "20" + groups["yy"]
    if "Y" not in groups:
        return None
    parts: list[int | None] = [int(groups[key]) for key in ("Y", "m", "d", "H", "M", "S") if key in groups]
    half = groups.get("half", "").upper()
    hour = parts[3] if len(parts) > 3 else None
    if half and hour is not None:
        if not 1 <= hour <= 12:
            return None
        parts[3] = hour % 12 + (12 if half == "PM" else 0)
    return parts


def _offset(pattern: Pattern, groups: dict[str, str]) -> timedelta | None:
    if pattern.zone == "UTC" or "utc" in groups:
        return timedelta(0)
    if pattern.zone == "stated":
        return parse_offset(groups.get("tz", "")) if groups.get("tz", "GMT") != "GMT" else timedelta(0)
    return None


def _possible(pattern: Pattern, reading: Reading, received: datetime) -> bool:
    day = (reading.year, reading.month, reading.day)
    defaults = DEVICE_DEFAULTS if pattern.keeper == "device" else NEVER_SET
    start = reading.span().start
    return day not in defaults and reading.year >= pattern.first and start is not None and start <= received + FUTURE_SLACK


@cache
def patterns() -> tuple[Pattern, ...]:
    """The table, in the order in which it is tried."""
    text = Path(__file__).with_name("file_names.csv").read_text(encoding="utf-8")
    return tuple(
        Pattern(
            row["name"],
            row["pattern"],
            _kind(row["kind"]),
            row["zone"],
            _moment(row["moment"]),
            row["keeper"],
            row["writer"],
            int(row["first"] or 0),
            row["says"],
            row["example"],
            row["confidence"],
            row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def _kind(text: str) -> Kind:
    kinds: dict[str, Kind] = {
        "recorded": "recorded",
        "screen": "screen",
        "saved": "saved",
        "posted": "posted",
        "streamed": "streamed",
        "none": "none",
    }
    return kinds[text]


def _moment(text: str) -> Moment:
    moments: dict[str, Moment] = {"start": "start", "end": "end", "either": "either", "written": "written", "": ""}
    return moments[text]
