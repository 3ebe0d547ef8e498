"""Who wrote a file: cameras, phones, programs and platforms, recognised by what stands in its fields.

`writers.csv` says what each string means, with its source; the first row that fits a field's tag and value decides. From all that
a file names follows its `Profile`: whose habit its dates follow.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from analysis.media.source import Field
from analysis.reference import releases
from analysis.reference.first_look import search
from analysis.reference.releases import Release
from analysis.testimony import Role, Stage, Writer

Profile = Literal[
    "youtube", "x", "vimeo", "tiktok", "screen", "handbrake", "adobe", "editor", "lavf", "muxer", "camera", "sony", "gopro", "dji",
    "apple", "android", "android again", "android muxer", "apple export", "quicktime", "asf", "unknown",
]  # fmt: skip
"""Whose habit the dates of a file's header follow."""

STAGE_OF_ROLE: dict[Role, Stage] = {
    "camera": "recorded",
    "phone": "recorded",
    "editor": "edited",
    "platform": "encoded",
    "muxer": "encoded",
    "encoder": "encoded",
}
"""The stage at which each kind of writer works."""

MAX_VALUE = 400
"""Characters of a value that are looked at."""

Lookup = Callable[[str], Release | None]
LOOKUPS: dict[str, Lookup] = {
    "ffmpeg_library": releases.ffmpeg_library,
    "x264": releases.x264,
    "x265": releases.x265,
    "handbrake": releases.handbrake,
    "gpac": releases.gpac,
    "gopro_firmware": releases.gopro_firmware,
    "device": releases.device,
    "ios": lambda version: releases.system("ios", version),
    "macos": lambda version: releases.system("macos", version),
    "android": lambda version: releases.system("android", version),
}
WHOLE_VALUE = {"ffmpeg_library", "x264", "x265", "handbrake", "gpac"}
"""Look-ups that parse the whole string; the others take the version alone."""

PLATFORMS: tuple[Profile, ...] = ("youtube", "x", "vimeo", "tiktok")
ENCODED_AGAIN = {"x264", "x265", "lavf", "lavc", "handbrake", "gpac"}
"""Programs that no phone or camera writes with: where they stand, the pictures or the container are a later copy's."""
ANDROID_CAMERA = {"android_camera", "android_device", "samsung"}
CAMERAS = {"dji", "insta360", "canon", "nikon", "pentax", "panasonic", "fuji", "casio", "flir", "maker", "avchd"}
EDITORS = {"resolve", "imovie", "finalcut", "editor", "c2patool", "browser"}
MATROSKA = {"mkvtoolnix", "matroska_library", "gstreamer", "libwebm", "freemxf"}


class Recognised(NamedTuple):
    """A writer that a field names. `kind` is its row in the table; `release` when it came out, where that is known."""

    kind: str
    writer: Writer
    release: Release | None = None
    note: str = ""


class _Row(NamedTuple):
    kind: str
    name: str
    role: Role
    tag: str
    value: str
    release: str
    note: str


def recognise(field: Field) -> Recognised | None:
    """The writer that the field names; None where it names none that is known."""
    return _recognise(field.tag, field.raw[:MAX_VALUE])


def kinds_in(fields: Iterable[Field]) -> frozenset[str]:
    """The kinds of all writers that the fields name."""
    return frozenset(found.kind for found in map(recognise, fields) if found is not None)


def profile_of(kinds: frozenset[str], container: str = "", *, located: bool = False) -> Profile:
    """Whose habit the header's dates follow: the last one to write it. Platforms hide what came before them; FFmpeg copies it.

    `located`: the file holds a place, as cameras note it and apps that write a video anew seldom do.
    """
    for platform in PLATFORMS:
        if platform in kinds:
            return platform
    if kinds & {"replaykit", "screen", "mac"}:
        return "screen"
    if "handbrake" in kinds:
        return "handbrake"
    if kinds & {"adobe", "adobe_flash"}:
        return "adobe"
    if kinds & EDITORS:
        return "editor"
    if kinds & MATROSKA:
        return "muxer"
    if "lavf" in kinds:
        return "lavf"
    return _of_device(kinds, container, located)


def _of_device(kinds: frozenset[str], container: str, located: bool) -> Profile:
    if "gopro" in kinds:
        return "gopro"
    if kinds & {"ios", "iphone", "apple"}:
        return "apple"
    if kinds & ANDROID_CAMERA or ("android" in kinds and located):
        return "android again" if kinds & ENCODED_AGAIN else "android"
    if "android" in kinds:
        return "android muxer"  # apps that send or cut a video name the system's version too
    if "sony" in kinds:
        return "sony"
    if "dji" in kinds:
        return "dji"
    if kinds & CAMERAS and not kinds & (ENCODED_AGAIN - {"lavc"}):
        return "camera"
    if "coremedia" in kinds:
        return "apple export"
    if "quicktime" in kinds:
        return "quicktime"
    if "android_muxer" in kinds:
        return "android muxer"
    return "asf" if container.upper().startswith("ASF") else "unknown"


@lru_cache(maxsize=32_768)
def _recognise(tag: str, raw: str) -> Recognised | None:
    if not raw.strip():
        return None
    lowered = raw.lower()
    for row in _rows_of(tag):
        match = search(row.value, raw, lowered)
        if match:
            version = (match.groupdict().get("version") or "").strip(" .-_")
            return _recognised(row, raw, version)
    return None


@lru_cache(maxsize=4096)
def _rows_of(tag: str) -> tuple[_Row, ...]:
    """The rows that speak of fields with this tag: files share most of their tags, and few of their values."""
    lowered = tag.lower()
    return tuple(row for row in _rows() if search(row.tag, tag, lowered))


def _recognised(row: _Row, raw: str, version: str) -> Recognised:
    release: Release | None = None
    if row.release in LOOKUPS:
        release = LOOKUPS[row.release](raw if row.release in WHOLE_VALUE else version)
    name, released = row.name, release.day.isoformat() if release else ""
    if row.release and row.release not in LOOKUPS:
        released = row.release
    if row.release in ("device", "gopro_firmware") and release is not None:
        name = release.name
        version = "" if version.lower() in name.lower() else version
    elif row.kind in ("named", "encoder", "maker") and version:
        name, version = version, ""
    return Recognised(row.kind, Writer(name, version, released, row.role), release, row.note)


@cache
def _rows() -> tuple[_Row, ...]:
    text = Path(__file__).with_name("writers.csv").read_text(encoding="utf-8")
    return tuple(
        _Row(row["kind"], row["name"], _role(row["role"]), row["tag"], row["value"], row["release"], row["note"])
        for row in csv.DictReader(text.splitlines())
    )


def _role(text: str) -> Role:
    for role in STAGE_OF_ROLE:
        if role == text:
            return role
    raise ValueError(f"“{text}” is no role of a writer")
