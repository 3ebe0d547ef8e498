"""Names of months in Cyrillic letters. Expected values: the names that were drawn, of Unicode CLDR."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.footage.clocks import clocks_of
from analysis.language.clock_text import stamp_in
from analysis.media.decoder.months import NAMES, gap_in, month_in
from analysis.media.overlays import find_overlays
from analysis.media.shots import Shot
from tests.media.overlay_clips import Style, by_name, draw

SHOT = [Shot(0, 0.0, 6.0, 0.0, "", 0, Fraction(1, 10))]


@pytest.mark.parametrize(
    ("style", "start", "lines"),
    [
        ("russian", datetime(2023, 10, 17, 19, 59, 55, tzinfo=UTC), 360),
        ("russian", datetime(2019, 1, 26, 8, 47, 13, tzinfo=UTC), 480),
        ("ukrainian", datetime(2023, 10, 17, 19, 59, 55, tzinfo=UTC), 480),
    ],
)
def test_a_clock_with_a_month_in_cyrillic_is_read(tmp_path: Path, style: str, start: datetime, lines: int) -> None:
    path = draw(tmp_path / "clip.mp4", by_name(style), start, seconds=6, lines=lines, crf=32)
    (clock,) = clocks_of(find_overlays(path, SHOT).overlays, latest=datetime(2026, 11, 1, tzinfo=UTC).date())
    assert clock.run.pace == "ticks"
    assert clock.run.dates == (("named month", start.date()),)
    (reading,) = clock.run.readings(1.0)
    shown = start + timedelta(seconds=1)
    assert (reading.hour, reading.minute) == (shown.hour, shown.minute)
    assert abs((reading.second or 0) - shown.second) <= 1


def test_another_word_between_two_numbers_is_no_month(tmp_path: Path) -> None:
    def lines(moment: datetime) -> list[str]:
        return [f"17 камера 2023 {moment:%H:%M:%S}"]

    style = Style("camera", lines, (30, 24), 32, "dejavu/DejaVuSans.ttf", rim=2)
    path = draw(tmp_path / "clip.mp4", style, datetime(2023, 10, 17, 19, 59, 55, tzinfo=UTC), seconds=6, lines=480, crf=32)
    found = find_overlays(path, SHOT).overlays
    assert any("19:59" in overlay.best.text for overlay in found)
    stamps = [stamp_in(seen.text) for overlay in found for seen in overlay.sightings]
    assert all(stamp is None or not stamp.dates for stamp in stamps)


@pytest.mark.parametrize("text", ["17  2023 19:59:55", "17 okT. 2023 r. 19:59:55", ", 26 ci4HA 2019 p.", "17 6 2023"])
def test_a_gap_between_day_and_year_is_seen(text: str) -> None:
    gap = gap_in(text)
    assert gap is not None
    assert text[: gap[0]].endswith(("17", "26"))
    assert text[gap[1] :].startswith("20")


@pytest.mark.parametrize(
    "text",
    [
        "17/10/2023 19:59:55",
        "17 10 2023",
        "17-10-2023",
        "17.10.2023",
        "17 Oct 2023",
        "62 km/h 2023-10-17",
        "19:59:55 2023",
        "45  2023",
        "2023",
    ],
)
def test_no_gap_where_a_month_was_read_or_none_can_be(text: str) -> None:
    assert gap_in(text) is None


def test_what_fits_two_months_or_too_few_pictures_is_none() -> None:
    clear = {name: 3.0 if name == "октября" else -20.0 for name in NAMES}
    assert month_in([clear] * 3) == "октября"
    assert month_in([clear] * 2) is None
    assert month_in([clear | {"июня": 2.0}] * 8) is None
    assert month_in([clear] * 4 + [clear | {"июня": 8.0}] * 4) is None
    far = dict.fromkeys(NAMES, -20.0)
    assert month_in([far | {"октября": -0.5}] * 8) == "октября"
    assert month_in([far | {"октября": -0.5, "июня": -4.0}] * 8) is None
    assert month_in([far | {"октября": -3.0}] * 8) is None
