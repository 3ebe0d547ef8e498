"""Coordinates in a line of text, as cameras, drones and phones burn them into the picture: latitude and longitude in degrees (WGS 84).

Only what cannot well be anything else is taken: both with a hemisphere or a name (N, E, LAT, LON), or two numbers with four decimals and
more beside one another. Degrees alone, degrees with minutes, and with seconds are read.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Characters of a line that are looked at."""

_PART = (
    r"(\d{1,3}(?:[.,]\d{1,8})?)\s*(?:[°º*d]\s*(?:(\d{1,2}(?:[.,]\d{1,6})?)\s*['’′m]\s*(?:(\d{1,2}(?:[.,]\d{1,4})?)\s*(?:[\"”″s]|''))?)?)?"
)
_BEFORE = re.compile(rf"([NS])\s*[:=]?\s*{_PART}[\s,;/]*([EW])\s*[:=]?\s*{_PART}", re.IGNORECASE)
_AFTER = re.compile(rf"{_PART}\s*([NS])\b[\s,;/]*{_PART}\s*([EW])\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\bLAT(?:ITUDE)?\s*[:=]?\s*([+-]?\d{1,2}[.,]\d{2,8})\s*°?[\s,;/]*(?:LON|LNG|LONG)(?:ITUDE)?\s*[:=]?\s*([+-]?\d{1,3}[.,]\d{2,8})",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\d.,:/-])([+-]?\d{1,2}\.\d{4,8})\s*°?\s*[,;/ ]\s*([+-]?\d{1,3}\.\d{4,8})(?![\d.:/-])")


def coordinates_in(text: str) -> tuple[float, float] | None:
    """Latitude (north positive) and longitude (east positive) in degrees; None where the text holds none."""
    line = unicodedata.normalize("NFKC", text[:LONGEST]).replace("−", "-").replace("–", "-")
    if match := _BEFORE.search(line):
        return _placed(_degrees(match[2], match[3], match[4]), match[1], _degrees(match[6], match[7], match[8]), match[5])
    if match := _AFTER.search(line):
        return _placed(_degrees(match[1], match[2], match[3]), match[4], _degrees(match[5], match[6], match[7]), match[8])
    if match := _NAMED.search(line) or _BARE.search(line):
        return _placed(_number(match[1]), "N", _number(match[2]), "E")
    return None


def written(place: tuple[float, float]) -> str:
    """ "31.520400, 34.460800"."""
    return f"{place[0]:.6f}, {place[1]:.6f}"


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _degrees(whole: str, minutes: str | None, seconds: str | None) -> float | None:
    m, s = _number(minutes or "0"), _number(seconds or "0")
    return None if m >= 60 or s >= 60 else _number(whole) + m / 60 + s / 3600


def _placed(latitude: float | None, north: str, longitude: float | None, east: str) -> tuple[float, float] | None:
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180 or (latitude == 0 and longitude == 0):
        return None
    return (-latitude if north.upper() == "S" else latitude, -longitude if east.upper() == "W" else longitude)
