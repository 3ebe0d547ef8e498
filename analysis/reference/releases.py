"""Release dates: the earliest day on which a program, a system, a device or a firmware can have written a file.

A release bounds the step that it made from below: an encoder the encoding, a device the recording. Every look-up
returns None for a name that the tables don't know. The tables are the CSV files beside this module; each row
names its source, and dates from memory say so there.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

DAY_EVERYWHERE = timedelta(hours=14)
"""A date without a zone began this long before it did in UTC, in the easternmost zone."""

COMMIT_MARGIN = timedelta(days=1)
"""A commit names its own time; only the committer's clock can err."""
VERSION_MARGIN = timedelta(days=30)
"""A version number can be in use on a developer's machine before the commit that introduced it is published."""
BETA_MARGIN = {"ios": 120, "ipados": 120, "macos": 150, "android": 300}
"""Days from the first public test version of a major release to its release: Apple shows its systems in June and ships
in September or October; Android's previews begin up to seven months early."""
POINT_MARGIN = 90
"""Days from the first test version of a point release to its release."""
DEVICE_MARGIN = timedelta(days=120)
"""Devices are in the hands of makers, carriers and reviewers before they are sold; some dates are those of the sale."""
FIRMWARE_MARGIN = timedelta(days=90)
"""New cameras carry a firmware before it is published."""


class Release(NamedTuple):
    """When something came out. `margin` is how much earlier it may have been in use; `exact`: this very version is in the table."""

    name: str
    version: str
    day: date
    margin: timedelta
    source: str
    exact: bool = True

    @property
    def earliest(self) -> datetime:
        """The instant (UTC) before which it can't have been used, with the margin and every zone allowed for."""
        return datetime.combine(self.day, time(), UTC) - self.margin - DAY_EVERYWHERE


def ffmpeg_library(ident: str) -> Release | None:
    """ "Lavf57.83.100", "Lavc57.107.100": the day on which the version number first stood in the source."""
    match = re.search(r"\b(Lavf|Lavc)(\d{1,3}\.\d{1,3}\.\d{1,3})\b", ident)
    if match is None:
        return None
    name = "FFmpeg libavformat" if match[1] == "Lavf" else "FFmpeg libavcodec"
    return _latest_up_to(_versions("ffmpeg_versions.csv", "library", match[1]), name, match[2], VERSION_MARGIN)


def x264(ident: str) -> Release | None:
    """ "x264 - core 152 r2854 e9a5903": the commit where its name or its revision is known, else the first with this core."""
    match = re.search(r"x264 - core (\d{1,4})(?: r(\d{1,5})(M)?)?(?: ([0-9a-f]{7,}))?", ident)
    if match is None:
        return None
    rows = _table("x264_revisions.csv")
    same_core = [row for row in rows if row["core"] == match[1]]
    for row in same_core:
        if match[4] and row["commit"] == match[4][:7]:
            return Release("x264", f"core {match[1]} r{row['revision']}", _day(row["date"]), COMMIT_MARGIN, row["source"])
    if same_core:
        # A build of another branch counts revisions its own way: only the core's first commit holds for all.
        first = min(same_core, key=lambda row: row["date"])
        return Release("x264", f"core {match[1]}", _day(first["date"]), COMMIT_MARGIN, first["source"], exact=False)
    newest = max(rows, key=lambda row: int(row["core"]))
    if int(match[1]) > int(newest["core"]):
        return Release("x264", f"core {match[1]}", _day(newest["date"]), COMMIT_MARGIN, newest["source"], exact=False)
    return None


def x265(ident: str) -> Release | None:
    """ "x265 (build 199) - ...": the first commit with this build number."""
    match = re.search(r"x265 \(build (\d{1,4})\)", ident)
    if match is None:
        return None
    rows = _table("x265_builds.csv")
    known = [row for row in rows if int(row["build"]) <= int(match[1])]
    if not known:
        return None
    row = max(known, key=lambda row: int(row["build"]))
    return Release("x265", f"build {match[1]}", _day(row["date"]), VERSION_MARGIN, row["source"], row["build"] == match[1])


def handbrake(ident: str) -> Release | None:
    """ "HandBrake 1.3.3 2020061300": the day of the build, in UTC, stands in the string (HandBrake make/configure.py)."""
    match = re.search(r"HandBrake(?:CLI)? +(\S{1,40})(?: +(20\d\d)(\d\d)(\d\d)(\d\d))?", ident)
    if match is None:
        return None
    if match[2]:
        try:
            day = date(int(match[2]), int(match[3]), int(match[4]))
        except ValueError:
            return None
        return Release("HandBrake", match[1], day, COMMIT_MARGIN, "the build day in the file")
    for row in _table("handbrake_releases.csv"):
        if row["version"] == match[1]:
            return Release("HandBrake", match[1], _day(row["date"]), VERSION_MARGIN, row["source"])
    return None


def gpac(ident: str) -> Release | None:
    """ "GPAC 0.8.0-rev18-g514a3af97-master", "GPAC 2.2.1": the commit where named, else the release."""
    commit = re.search(r"-g([0-9a-f]{7,40})\b", ident)
    version = re.search(r"GPAC (?:version )?v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)", ident)
    shown = version[1] if version else ""
    if commit:
        short = commit[1][:7]
        for row in _table("gpac_commits.csv", short):
            if row["commit"][:7] == short:
                return Release("GPAC", shown, _day(row["date"]), COMMIT_MARGIN, "gpac git")
    if "rev" in ident:
        return None  # a development version carries the number of the release before or after it
    for row in _table("gpac_releases.csv"):
        if row["version"] in (shown, shown + ".0"):
            return Release("GPAC", shown, _day(row["date"]), VERSION_MARGIN, row["source"])
    return None


def system(name: str, version: str) -> Release | None:
    """An operating system ("ios", "ipados", "macos", "android") by its version; test versions are allowed for."""
    rows = {row["version"]: row for row in _table("systems.csv", f"{name},") if row["system"] == name}
    digits = re.match(r"\d{1,3}(?:\.\d{1,3}){0,3}", version)
    if digits is None or not rows:
        return None
    parts = [int(part) for part in digits[0].split(".")]
    while len(parts) > 1 and parts[-1] == 0 and ".".join(map(str, parts)) not in rows:
        parts.pop()
    wanted = tuple(parts)
    known = sorted((tuple(map(int, key.split("."))), row) for key, row in rows.items() if _numeric(key))
    index = bisect_right([key for key, _ in known], wanted) - 1
    if index < 0:
        return None
    found, row = known[index]
    major = 2 if name == "macos" and found[0] == 10 else 1
    if found[:major] != wanted[:major] and name != "android":
        return None
    day = _day(row["date"])
    if row["beta"]:
        margin = day - _day(row["beta"])
    else:
        margin = timedelta(days=BETA_MARGIN.get(name, 300) if len(found) <= major or name == "android" else POINT_MARGIN)
    return Release(SYSTEMS.get(name, name), version, day, margin, row["source"], found == wanted)


SYSTEMS = {"ios": "iOS", "ipados": "iPadOS", "macos": "macOS", "android": "Android"}
"""How the systems of the table are written."""


def device(code: str) -> Release | None:
    """A phone, tablet, drone or camera by its model code or name ("SM-G991B", "iPhone 12 Pro Max", "FC3411", "HD9.01")."""
    row = _device_row(code.strip().lower())
    if row is None:
        return None
    return Release(f"{row['maker']} {row['name']}", code.strip(), _day(row["date"]), DEVICE_MARGIN, row["source"])


def gopro_firmware(firmware: str) -> Release | None:
    """ "HD9.01.01.72.00": this firmware's date where known; else the announcement of the camera that its prefix names."""
    text = firmware.strip()
    for row in _table("gopro_firmware.csv"):
        if row["firmware"] == text:
            return Release(f"GoPro {row['model']}", text, _day(row["date"]), FIRMWARE_MARGIN, row["source"])
    model = _device_row(".".join(text.split(".")[:2]).lower())
    if model is None or model["maker"] != "GoPro":
        return None
    return Release(f"GoPro {model['name']}", text, _day(model["date"]), DEVICE_MARGIN, model["source"], exact=False)


def _latest_up_to(rows: list[tuple[tuple[int, ...], dict[str, str]]], name: str, version: str, margin: timedelta) -> Release | None:
    """The release of the greatest known version that is no greater than this one."""
    wanted = tuple(int(part) for part in version.split("."))
    index = bisect_right([key for key, _ in rows], wanted) - 1
    if index < 0:
        return None
    found, row = rows[index]
    return Release(name, version, _day(row["date"]), margin, row["source"], found == wanted)


@cache
def _versions(table: str, column: str, value: str) -> list[tuple[tuple[int, ...], dict[str, str]]]:
    rows = [row for row in _table(table, f"{value},") if row[column] == value]
    return sorted(((tuple(map(int, row["version"].split("."))), row) for row in rows), key=lambda pair: pair[0])


@lru_cache(maxsize=256)
def _device_row(code: str) -> dict[str, str] | None:
    return next((row for row in reversed(_table("devices.csv", code)) if row["code"].lower() == code), None) if code else None


@lru_cache(maxsize=256)
def _table(name: str, holding: str = "") -> list[dict[str, str]]:
    """The rows of a table; only those whose line holds a text, in whichever case, where one is given: most lines need no parsing."""
    first, *lines = _lines(name)
    wanted = holding.lower()
    found = csv.reader([first, *(line for line in lines if wanted in line.lower())] if wanted else [first, *lines])
    header = next(found)
    return [dict(zip(header, row, strict=True)) for row in found]


@cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple(Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines())


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _numeric(version: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)*", version) is not None
