"""Coordinates as people and files write them. Expected values: ISO 6709 annex H, the Plus Code specification's test data, NGA's MGRS."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analysis.geography.coordinates import Coordinates, CoordinatesError, bearing, distance_m, parse
from analysis.geography.findings import in_text, proposals
from analysis.geography.outline import lines, path
from analysis.geography.zones import zones_at


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude"),
    [
        ("51.2303, 35.2689", 51.2303, 35.2689),
        ("51,2303; 35,2689", 51.2303, 35.2689),
        ("51°13'49\"N 35°16'08\"E", 51.230278, 35.268889),
        ("51 13 49 N, 35 16 8 E", 51.230278, 35.268889),
        ("35.2689E 51.2303N", 51.2303, 35.2689),
        ("−33.8568, 151.2153", -33.8568, 151.2153),  # a real minus sign
        # ISO 6709:2008, annex H: the same point in degrees, in degrees and minutes, and with seconds.
        ("+40.20361-075.00417/", 40.20361, -75.00417),
        ("+4012.22-07500.25/", 40.20367, -75.00417),
        ("+401213.1-0750015.1+2.79/", 40.20364, -75.00419),
        ("+51.5932-0.2431/", 51.5932, -0.2431),  # as an Android phone of 2023 wrote it
        ("geo:48.2010,16.3695,183", 48.2010, 16.3695),  # RFC 5870, section 1
        ("https://www.openstreetmap.org/#map=15/51.23030/35.26890", 51.2303, 35.2689),
        ("https://maps.example/place/x/@51.2303,35.2689,15z", 51.2303, 35.2689),
        ("8FVC2222+22", 47.0000625, 8.0000625),  # open-location-code, test_data/decoding.csv
    ],
)
def test_notations(typed: str, latitude: float, longitude: float) -> None:
    found = parse(typed)
    assert found.latitude == pytest.approx(latitude, abs=2e-4)
    assert found.longitude == pytest.approx(longitude, abs=2e-4)


def test_the_military_grid() -> None:
    # The White House by NGA's and many others' example: 18S UJ 23371 06519 is 38.8976 N, 77.0366 W (Washington's zone).
    found = parse("18S UJ 23371 06519")
    assert (found.latitude, found.longitude) == (pytest.approx(38.889, abs=0.01), pytest.approx(-77.036, abs=0.01))
    assert found.within_m == 0.5
    assert parse("18SUJ2306").within_m == 500


@pytest.mark.parametrize(
    "typed",
    ["", "Sudzha", "51.2", "135.0, 20", "20, 181", "51°61'N 35°10'E", "51N 35N", "-51.2N 35E", "9G8F+6X", "99UYB12", "https://example.org/x",
     "51.5.5, 3", "1 2 3", "nan, nan", "9" * 400],
)  # fmt: skip
def test_what_is_no_place_is_one_sentence(typed: str) -> None:
    with pytest.raises(CoordinatesError) as caught:
        parse(typed)
    assert str(caught.value).strip()
    assert "\n" not in str(caught.value)


def test_the_last_digit_says_how_good_it_is() -> None:
    assert parse("51.2, 35.3").within_m == pytest.approx(5560, rel=0.01)  # a twentieth of a degree of 111.2 km
    assert parse("51.23031, 35.26891").within_m < 1


def test_distance_and_direction() -> None:
    # A degree of the equator is 111.195 km on the mean sphere; London to New York is 5,570 km (great circle).
    assert distance_m(Coordinates(0, 0), Coordinates(0, 1)) == pytest.approx(111_195, rel=1e-4)
    assert distance_m(Coordinates(51.5074, -0.1278), Coordinates(40.7128, -74.0060)) == pytest.approx(5_570_000, rel=0.002)
    assert bearing(Coordinates(0, 0), Coordinates(1, 0)) == pytest.approx(0)
    assert bearing(Coordinates(0, 0), Coordinates(0, -1)) == pytest.approx(270)


def test_coordinates_in_what_files_say() -> None:
    rmc = "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A"  # the usual example of NMEA 0183
    assert [str(each) for each in in_text(rmc)] == ["48.11730, 11.51667"]
    assert [str(each) for each in in_text("[latitude: 51.2303] [longtitude: 35.2689] [altitude: 140]")] == ["51.23030, 35.26890"]
    assert [str(each) for each in in_text("HOME(149.0251,-20.2532) 2017.08.05 14:11:51")] == ["-20.25320, 149.02510"]
    assert in_text("+00.0000+000.0000/") == []
    assert in_text("speed 12.3, 44.5 km/h, bitrate 1.50, 2.25") == []
    # Both orders of a drone's pair are proposed where both are possible: a person decides.
    assert {str(each) for each in in_text("GPS(35.2689,51.2303,16)")} == {"35.26890, 51.23030", "51.23030, 35.26890"}


def test_proposals_are_few_and_each_once() -> None:
    found = proposals([("moov/udta/©xyz", "+51.5335-000.1261/"), ("keys", "+51.5335-000.1261+026.756/"), ("mdhd", "3775564800")])
    assert [(str(each.at), each.source) for each in found] == [("51.53350, -0.12610", "moov/udta/©xyz")]


def test_zones_of_places() -> None:
    assert zones_at(Coordinates(51.23, 35.27)) == ("Europe/Moscow",)
    assert zones_at(Coordinates(31.5, 34.45)) == ("Asia/Gaza",)
    assert set(zones_at(Coordinates(39.5, 76.0))) == {"Asia/Shanghai", "Asia/Urumqi"}  # Kashgar keeps two times
    assert zones_at(Coordinates(0, -30)) == ()


def test_the_outline_is_the_worlds() -> None:
    points = [point for line in lines() for point in line]
    assert len(points) > 5_000
    assert all(-180.001 <= x <= 180.001 and -90.001 <= y <= 90.001 for x, y in points)
    assert all(abs(a[0] - b[0]) <= 180 for line in lines() for a, b in pairwise(line))
    assert min((x - 20.01) ** 2 + (y + 34.83) ** 2 for x, y in points) < 1  # Cape Agulhas, the southern tip of Africa
    assert path().count("M") == len(lines())
