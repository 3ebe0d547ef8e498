"""Coordinates: degrees of latitude and longitude (WGS 84), read from what a person types or pastes.

Read are decimal degrees, degrees with minutes and seconds, ISO 6709 (annex H, as cameras write it), `geo:` addresses (RFC 5870), the
coordinates in addresses of web maps, full Plus Codes and MGRS. Latitude comes first unless letters say otherwise. Nothing is guessed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

LONGEST = 300
"""Characters that are looked at: an address of a web map is the longest form."""
EXAMPLES = "51.2303, 35.2689 or 51°13'49\"N 35°16'08\"E"
METRES_A_DEGREE = 111_195.0
"""Of a great circle, on a sphere of 6,371 km."""
EARTH_M = 6_371_000.0


class CoordinatesError(ValueError):
    """What was typed is no place; the message is one sentence that says what is expected."""


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point: degrees north and degrees east. `within_m`: half of what the last written digit is worth, in metres."""

    latitude: float
    longitude: float
    within_m: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.latitude) and -90 <= self.latitude <= 90):
            raise CoordinatesError(f"The latitude {self.latitude:g} is out of range: it lies between -90 and 90 degrees and comes first.")
        if not (math.isfinite(self.longitude) and -180 <= self.longitude <= 180):
            raise CoordinatesError(f"The longitude {self.longitude:g} is out of range: it lies between -180 and 180 degrees.")

    def __str__(self) -> str:
        """ "51.23030, 35.26890": five decimals, about a metre."""
        return f"{self.latitude:.5f}, {self.longitude:.5f}"

    @property
    def words(self) -> str:
        """ "51.2303° N, 35.2689° E" """
        north, east = "N" if self.latitude >= 0 else "S", "E" if self.longitude >= 0 else "W"
        return f"{abs(self.latitude):.4f}° {north}, {abs(self.longitude):.4f}° {east}"


def parse(text: str) -> Coordinates:
    """The point in a text that holds nothing else. Raises CoordinatesError."""
    given = " ".join(text.split())
    if not given:
        raise CoordinatesError(f"Write coordinates such as {EXAMPLES}.")
    if len(given) > LONGEST:
        raise CoordinatesError(f"This is too long for coordinates: write them such as {EXAMPLES}.")
    for read in (_of_address, iso6709, _plus_code, _mgrs):
        found = read(given)
        if found is not None:
            return found
    return _written(given)


# What separates angles in writing, and the one sign that each variant of a mark stands for.
_SAME = str.maketrans({"′": "'", "’": "'", "‘": "'", "ʹ": "'", "″": '"', "”": '"', "“": '"', "º": "°", "˚": "°", "−": "-", "–": "-"})
_PART = re.compile(r"(?P<number>[+-]?\d+(?:\.\d+)?)|(?P<letter>[NSEW])|(?P<between>[°'\",;:/\s]+|DEG|LATITUDE|LONGITUDE|LAT|LON|LONG|LNG)")


def _written(given: str) -> Coordinates:
    """Two angles of one, two or three numbers each, with or without letters."""
    text = given.translate(_SAME).upper()
    if ";" in text and "." not in text:
        text = text.replace(",", ".")  # 51,2303; 35,2689
    numbers: list[str] = []
    letters: list[tuple[int, str]] = []
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            raise CoordinatesError(f"“{_short(given)}” is no place that is read here: write coordinates such as {EXAMPLES}.")
        if part["number"]:
            numbers.append(part["number"])
        elif part["letter"]:
            letters.append((len(numbers), part["letter"]))
        at = part.end()
    if len(numbers) not in (2, 4, 6) or len(letters) not in (0, 2):
        raise CoordinatesError(f"“{_short(given)}” holds no latitude and longitude: write both, such as {EXAMPLES}.")
    half = len(numbers) // 2
    if letters and [place for place, _ in letters] not in ([0, half], [half, 2 * half]):
        raise CoordinatesError(f"In “{_short(given)}” the letters do not stand by their numbers: write {EXAMPLES}.")
    (first, one), (second, other) = _angle(numbers[:half], given), _angle(numbers[half:], given)
    if letters:
        names = letters[0][1] + letters[1][1]
        if any((number.startswith(("-", "+"))) for number in numbers):
            raise CoordinatesError(f"“{_short(given)}” has signs and letters: write one of them.")
        first, second = (-angle if name in "SW" else angle for angle, name in zip((first, second), names, strict=True))
        if names[0] in "EW" and names[1] in "NS":
            first, second, one, other = second, first, other, one
        elif not (names[0] in "NS" and names[1] in "EW"):
            raise CoordinatesError(f"“{_short(given)}” names two latitudes or two longitudes: write {EXAMPLES}.")
    return Coordinates(first, second, max(one, other))


def _angle(parts: list[str], given: str) -> tuple[float, float]:
    """Degrees of degrees, minutes and seconds, and half the last digit's worth in metres."""
    *whole, last = parts
    if any("." in part for part in whole) or any(part[0] in "+-" for part in parts[1:]):
        raise CoordinatesError(
            f"“{_short(given)}” can't be read: only its last number of each angle may have decimals, only its first a sign."
        )
    values = [float(part) for part in parts]
    if any(not 0 <= value < 60 for value in values[1:]):
        raise CoordinatesError(f"In “{_short(given)}” the minutes and seconds must lie between 0 and 60.")
    size = sum(abs(value) / 60**index for index, value in enumerate(values))
    worth = 60.0 ** -(len(parts) - 1) * 10.0 ** -len(last.partition(".")[2])
    return (-size if parts[0].startswith("-") else size), worth / 2 * METRES_A_DEGREE


_ISO6709 = re.compile(r"([+-])(\d{1,6})(\.\d+)?([+-])(\d{1,7})(\.\d+)?(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w{1,20})?/?")


def iso6709(given: str) -> Coordinates | None:
    """A point as ISO 6709 writes it: +51.2303+035.2689+140.0/; None for another text. Raises CoordinatesError out of range."""
    match = _ISO6709.fullmatch(given.strip())
    if match is None:
        return None
    angles = []
    for group, degrees in ((1, 2), (4, 3)):
        sign, digits, fraction = match[group], match[group + 1], match[group + 2]
        # Two (three) digits are degrees, two more minutes, two more seconds; some phones write a longitude of one or two digits.
        parts = [digits] if len(digits) <= degrees else [digits[:degrees], *re.findall("..", digits[degrees:])]
        if "".join(parts) != digits:
            return None
        parts[-1] += fraction or ""
        angles.append(_angle([sign + parts[0], *parts[1:]], given))
    return Coordinates(angles[0][0], angles[1][0], max(angles[0][1], angles[1][1]))


_PAIR = r"(-?\d{1,3}(?:\.\d{1,15})?),\s?(-?\d{1,3}(?:\.\d{1,15})?)"
_ADDRESSES = (
    re.compile(rf"^geo:{_PAIR}(?![\d.])", re.I),
    re.compile(rf"^https?://\S*/@{_PAIR}(?![\d.])", re.I),
    re.compile(rf"^https?://\S*[?&](?:q|query|ll|center|destination)={_PAIR}(?![\d.])", re.I),
    re.compile(r"^https?://\S*#map=\d+(?:\.\d+)?/(-?\d{1,3}\.\d+)/(-?\d{1,3}\.\d+)", re.I),
    re.compile(r"^https?://\S*[?&]mlat=(-?\d{1,3}\.\d+)&mlon=(-?\d{1,3}\.\d+)", re.I),
)


def _of_address(given: str) -> Coordinates | None:
    """The point in the address of a web map; nothing is fetched."""
    if not given.lower().startswith(("geo:", "http://", "https://")):
        return None
    text = given.replace("%2C", ",").replace("%2c", ",")
    for pattern in _ADDRESSES:
        match = pattern.search(text)
        if match is not None:
            (latitude, one), (longitude, other) = _angle([match[1]], given), _angle([match[2]], given)
            return Coordinates(latitude, longitude, max(one, other))
    raise CoordinatesError("This address holds no coordinates that are read here: copy the coordinates themselves.")


_PLUS = re.compile(r"[23456789CFGHJMPQRVWX]{2,8}0{0,6}\+[23456789CFGHJMPQRVWX]{0,7}", re.I)


def _plus_code(given: str) -> Coordinates | None:
    """A full Plus Code (Open Location Code)."""
    if not _PLUS.fullmatch(given):
        return None
    from openlocationcode import openlocationcode  # loaded for the rare code

    if not openlocationcode.isFull(given):
        raise CoordinatesError(f"“{_short(given)}” is a short Plus Code, which needs a town: write the full one, such as 8FVC9G8F+6X.")
    area = openlocationcode.decode(given)
    half = max(area.latitudeHi - area.latitudeLo, area.longitudeHi - area.longitudeLo) / 2
    return Coordinates(area.latitudeCenter, area.longitudeCenter, half * METRES_A_DEGREE)


_GRID = re.compile(r"\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}(?:\d\d){0,5}", re.I)


def _mgrs(given: str) -> Coordinates | None:
    """A reference in the Military Grid Reference System, such as 36U YB 12345 12345: the middle of its square."""
    code = given.replace(" ", "").upper()
    if not _GRID.fullmatch(code):
        return None
    import mgrs  # loaded for the rare code

    digits = len(re.sub(r"^\d{1,2}", "", code)) - 3
    # The middle of the square: half a unit of the last digit east and north of its corner.
    eastings, northings = code[-digits:][: digits // 2] if digits else "", code[-digits:][digits // 2 :] if digits else ""
    middle = f"{code[: len(code) - digits]}{(eastings + '5').ljust(5, '0')[:5]}{(northings + '5').ljust(5, '0')[:5]}"
    try:
        latitude, longitude = mgrs.MGRS().toLatLon(middle)
    except Exception as error:  # the library has an exception of its own that it does not export
        raise CoordinatesError(f"“{_short(given)}” is no square of the military grid: check its zone and letters.") from error
    return Coordinates(latitude, longitude, 10.0 ** (5 - digits // 2) / 2)


def distance_m(one: Coordinates, other: Coordinates) -> float:
    """Metres along the great circle, on a sphere of 6,371 km (haversine); within 0.6 % of the ellipsoid."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(chord)))


def bearing(one: Coordinates, other: Coordinates) -> float:
    """The direction from one point to another, in degrees clockwise from true north (initial course of the great circle)."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    return (
        math.degrees(math.atan2(math.sin(east) * math.cos(b), math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(east))) % 360
    )


def _short(text: str) -> str:
    cut = text[:40] + ("…" if len(text) > 40 else "")
    return "".join(sign if sign.isprintable() else "·" for sign in cut)
