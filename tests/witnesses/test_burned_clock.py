"""The clock in the picture: what is drawn into a clip, by another program's hand, is what the witness must say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.hearing import Hearing, hear
from analysis.place import Frame
from tests.media.overlay_clips import by_name, draw
from tests.witnesses.exhibits import RECEIVED

SHOWN = datetime(2023, 10, 17, 19, 59, 55, tzinfo=UTC)
"""The digits that are drawn; UTC is a stand-in."""


def heard(path: Path, zone: str = "") -> Hearing:
    case = Case(exhibit=Exhibit.receive(path, now=RECEIVED))
    return hear(replace(case, zone=ZoneInfo(zone), zone_name=zone) if zone else case, only=("burned_clock",))


@pytest.fixture(scope="module")
def ticking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("clips") / "cctv.mp4", by_name("cctv"), SHOWN, lines=360, crf=32, seconds=6)


def test_a_ticking_clock_is_strong_and_its_zone_is_open(ticking: Path) -> None:
    (piece,) = heard(ticking).testimony
    assert (piece.stage, piece.bearing, piece.strength, piece.clock, piece.shot) == ("recorded", "during", "strong", "overlay", None)
    # UTC-12 to UTC+14 around what is shown, and ten minutes for a clock set by hand.
    assert piece.span.covers(SHOWN - timedelta(hours=14))
    assert piece.span.covers(SHOWN + timedelta(hours=12))
    assert piece.span.width is not None
    assert piece.span.width < timedelta(hours=26, minutes=21)
    assert isinstance(piece.place, Frame)
    assert piece.place.box is not None


def test_the_cases_zone_narrows_it(ticking: Path) -> None:
    hearing = heard(ticking, "Asia/Gaza")
    (piece,) = hearing.testimony
    true = SHOWN - timedelta(hours=3)  # Gaza kept summer time (UTC+3) until 28 October 2023: IANA tzdata, file asia
    assert piece.span.covers(true)
    assert piece.span.width is not None
    assert piece.span.width < timedelta(minutes=21)
    assert "Asia/Gaza" in piece.means
    (seen,) = [fact for fact in hearing.observations if fact.reading is not None]
    assert seen.reading is not None
    assert seen.reading.wall.startswith("2023-10-17T")


def test_a_clock_at_another_speed_dates_nothing(tmp_path: Path) -> None:
    path = draw(tmp_path / "fast.mp4", by_name("hershey"), SHOWN, seconds=6, lines=360, clock=lambda t: 4 * t)
    hearing = heard(path)
    assert hearing.testimony == ()
    (speed,) = [float(found[1]) for fact in hearing.observations if (found := re.search(r"advances ([\d.]+) seconds a second", fact.means))]
    assert speed == pytest.approx(4, abs=0.1)


def test_a_clock_that_stands_still_dates_nothing(tmp_path: Path) -> None:
    path = draw(tmp_path / "still.mp4", by_name("drone"), SHOWN, seconds=6, lines=360, clock=lambda t: 0.0)
    hearing = heard(path)
    assert hearing.testimony == ()
    assert any("same time" in fact.means for fact in hearing.observations)


def test_open_order_of_day_and_month_is_two_days(tmp_path: Path) -> None:
    path = draw(tmp_path / "open.mp4", by_name("green"), datetime(2023, 4, 3, 10, 0, 0, tzinfo=UTC), seconds=6, lines=360)
    (piece,) = heard(path).testimony
    assert piece.bearing == "recurring"
    assert len(piece.spans) == 2
    assert any(span.covers(datetime(2023, 4, 3, 10, tzinfo=UTC)) for span in piece.spans)
    assert any(span.covers(datetime(2023, 3, 4, 10, tzinfo=UTC)) for span in piece.spans)


def test_a_video_without_text_is_silent(tmp_path: Path) -> None:
    hearing = heard(draw(tmp_path / "bare.mp4", None, SHOWN, seconds=3, lines=360))
    assert hearing.testimony == ()
    assert [silence.why for silence in hearing.silences] == ["nothing to read"]


def test_no_video_is_no_exception(tmp_path: Path) -> None:
    path = tmp_path / "noise.mp4"
    path.write_bytes(bytes(range(256)) * 40)
    assert [silence.why for silence in heard(path).silences] == ["nothing to read"]


def test_a_hearing_without_pictures_does_not_decode(ticking: Path) -> None:
    case = Case(exhibit=Exhibit.receive(ticking, now=RECEIVED))
    (silence,) = hear(case, only=("burned_clock",), pictures=False).silences
    assert silence.why == "not asked"
    assert case.exhibit is not None
    assert "shots" not in case.exhibit.__dict__
