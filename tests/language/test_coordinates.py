"""Coordinates in overlay text. The degrees of the written-out places are sums done by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.coordinates import coordinates_in, written


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("31.5204, 34.4608", (31.5204, 34.4608)),
        ("GPS 31.5204N 34.4608E ALT 120", (31.5204, 34.4608)),
        ("N31.5204 W034.4608", (31.5204, -34.4608)),
        ("LAT: -33.8568 LON: 151.2153", (-33.8568, 151.2153)),
        ("50°27'00\"N 30°31'24\"E", (50.45, 30.523333)),
        ("S 33°51.408' E 151°12.918'", (-33.8568, 151.2153)),
    ],
)
def test_what_is_a_place(text: str, place: tuple[float, float]) -> None:
    found = coordinates_in(text)
    assert found is not None
    assert found == pytest.approx(place, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    ["2023-10-17 19:59:55", "17.10.2023 12.30.45", "62 KM/H", "12.5V 13.8V", "1280 x 720", "91.0000, 10.0000", "N75°61'00\" E10°00'00\"",
     "0.0000, 0.0000", "192.168.1.20", "F2.8 ISO 100"],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert coordinates_in(text) is None


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    found = coordinates_in(text)
    assert found is None or (abs(found[0]) <= 90 and abs(found[1]) <= 180)


def test_it_is_written_as_latitude_and_longitude() -> None:
    assert written((31.5204, -34.4608)) == "31.520400, -34.460800"
