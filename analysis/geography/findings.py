"""Coordinates in what files and pictures say: proposals for the case's place, never taken without a person's word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.geography.coordinates import Coordinates, CoordinatesError, iso6709, parse

MOST = 12
"""Proposals that are made: the nearest doubles are left out before."""
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """A point that something names: `source` is the field or the picture, `raw` how it stands there."""

    at: Coordinates
    source: str
    raw: str


_ISO = re.compile(r"[+-]\d{1,6}(?:\.\d+)?[+-]\d{1,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?/?")
# NMEA 0183, RMC: latitude as ddmm.mmmm, longitude as dddmm.mmmm, each with its letter.
_RMC = re.compile(r"\$G[A-Z]RMC,[\d.]*,A,(\d{2})(\d{2}\.\d+),([NS]),(\d{3})(\d{2}\.\d+),([EW])")
_LABELLED = re.compile(r"lat(?:itude)?\s*[:=]?\s*(-?\d{1,2}\.\d{2,})[^\d-]{1,12}lon(?:g|gt)?(?:itude)?\s*[:=]?\s*(-?\d{1,3}\.\d{2,})", re.I)
# DJI's subtitles: GPS(longitude, latitude, height) on most craft, the other way round on some; both are proposed where both are possible.
_DRONE = re.compile(r"\b(?:GPS|HOME)\s?\(\s?(-?\d{1,3}\.\d{3,}),\s?(-?\d{1,3}\.\d{3,})")
_ANGLE = r"\d{1,3}(?:\.\d+)?\s?°\s?(?:\d{1,2}(?:\.\d+)?\s?['′’]\s?(?:\d{1,2}(?:\.\d+)?\s?[\"″”]\s?)?)?"
_DEGREES = re.compile(rf"({_ANGLE}[NS])[\s,;]{{0,3}}({_ANGLE}[EW])", re.I)
_LETTERED = re.compile(
    r"\b([NS]\s?\d{1,2}\.\d{3,})[\s,;:]{1,3}([EW]\s?\d{1,3}\.\d{3,})|(\d{1,2}\.\d{3,}\s?[NS])[\s,;:]{1,3}(\d{1,3}\.\d{3,}\s?[EW])", re.I
)
_BARE = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{4,8})\s?[,;]\s?(-?\d{1,3}\.\d{4,8})(?![\d.])")


def in_text(text: str) -> list[Coordinates]:
    """The points that a text names, in order of how plainly it does."""
    text = text[:LONGEST]
    found: list[Coordinates | None] = []
    for match in _ISO.finditer(text):
        if "." in match[0]:
            found.append(_read(match[0]))
    for match in _RMC.finditer(text):
        found.append(_read(f"{match[1]} {match[2]} {match[3]} {match[4]} {match[5]} {match[6]}"))
    for pattern in (_LABELLED, _DEGREES, _BARE):
        found += [_read(f"{match[1]}, {match[2]}") for match in pattern.finditer(text)]
    found += [_read(f"{match[1] or match[3]}, {match[2] or match[4]}") for match in _LETTERED.finditer(text)]
    for match in _DRONE.finditer(text):
        found += [_read(f"{match[2]}, {match[1]}"), _read(f"{match[1]}, {match[2]}")]
    return [each for each in found if each is not None and (abs(each.latitude) > 1e-6 or abs(each.longitude) > 1e-6)]


def _read(text: str) -> Coordinates | None:
    try:
        return iso6709(text) or parse(text)
    except CoordinatesError:
        return None


def proposals(said: Iterable[tuple[str, str]]) -> tuple[Found, ...]:
    """The points in (source, text) pairs, each once to a hundred metres or so. A receiver without a fix writes 0, 0: that is none."""
    found: dict[tuple[float, float], Found] = {}
    for source, text in said:
        for at in in_text(text):
            found.setdefault((round(at.latitude, 3), round(at.longitude, 3)), Found(at, source, text[:120]))
        if len(found) >= MOST:
            break
    return tuple(found.values())[:MOST]
