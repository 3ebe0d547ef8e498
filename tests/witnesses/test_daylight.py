"""Light as testimony. That the sun over Kursk is up at noon and down at midnight needs no source; the edges are tested in tests/sky."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.case import Claim, Light, Site
from analysis.geography.coordinates import Coordinates
from analysis.hearing import Hearing, hear
from analysis.testimony import Testimony
from analysis.views.naming import Names
from analysis.weighing.weigh import weigh
from analysis.when import Span
from tests.witnesses.skies import case_of, film

NOON = datetime(2024, 9, 18, 9, 30, tzinfo=UTC)  # 12:30 in Moscow's zone
MIDNIGHT = datetime(2024, 9, 18, 21, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def beach(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("film") / "beach.mp4", ["beach"])


def heard(path: Path, **given: object) -> Hearing:
    return hear(case_of(path, **given), only=("daylight",))


def covers(piece: Testimony, moment: datetime) -> bool:
    return any(span.covers(moment) for span in piece.spans)


def test_clear_daylight_speaks_and_weakly(beach: Path) -> None:
    (piece,) = heard(beach).testimony
    assert (piece.bearing, piece.strength, piece.shot) == ("recurring", "limited", None)
    assert covers(piece, NOON)
    assert not covers(piece, MIDNIGHT)
    assert 7_300 < len(piece.spans) < 15_000


def test_without_a_place_nothing_is_looked_at(beach: Path) -> None:
    (silence,) = heard(beach, site=None).silences
    assert silence.why == "not asked"
    assert "place" in silence.detail


def test_a_persons_word_takes_the_place_of_the_measure(beach: Path) -> None:
    (piece,) = heard(beach, lights=(Light("lights[0]", 1.0, "night", "strong", "stars"),)).testimony
    assert (piece.strength, piece.key) == ("strong", "lights[0]")
    assert covers(piece, MIDNIGHT)
    assert not covers(piece, NOON)


def test_night_and_a_wall_say_nothing_by_themselves(tmp_path: Path) -> None:
    hearing = heard(film(tmp_path / "two.mp4", ["night", "wall"]), each_s=2.0)
    assert hearing.testimony == ()
    assert [fact.raw for fact in hearing.observations] == ["night", "cannot tell"]


def test_light_of_one_shot_speaks_for_that_shot(tmp_path: Path) -> None:
    hearing = heard(
        film(tmp_path / "two.mp4", ["wall", "beach"]),
        each_s=2.0,
        lights=(Light("lights[0]", 0.5, "indoors"), Light("lights[1]", 99.0, "day")),
    )
    (piece,) = hearing.testimony
    assert piece.shot == 1
    said = [fact.means for fact in hearing.observations]
    assert any("tells no hour" in means for means in said)
    assert any("no picture at this second" in means for means in said)


def test_where_the_sun_never_sets_or_rises_it_is_said(beach: Path) -> None:
    # At the pole the sun is up for half a year at once: daylight is then one stretch a year.
    (piece,) = heard(beach, site=Site(Coordinates(89.9, 0.0))).testimony
    assert len(piece.spans) < 60  # 23 summers; on the days of rising and setting the sun dips in and out
    assert covers(piece, datetime(2024, 6, 20, 0, tzinfo=UTC))
    assert not covers(piece, datetime(2023, 12, 20, 12, tzinfo=UTC))


def test_daylight_moves_a_claim_about_the_night(beach: Path) -> None:
    night = Span(datetime(2024, 9, 17, 18, tzinfo=UTC), datetime(2024, 9, 18, 1, tzinfo=UTC))
    hearing = hear(case_of(beach, lights=(Light("lights[0]", 1.0, "sun", "strong"),)), only=("daylight", "posts"))
    light = hearing.testimony[0]
    verdict = weigh(hearing, Claim(window=night, released=night.end))
    alone = weigh(hearing, Claim(window=night, released=night.end), leave_out=[light.id])
    assert verdict.shares is not None
    assert alone.shares is not None
    # A strong piece (0.95) leaves a twentieth of the window's odds; the rest lost its nights, so that it is at most a fifth of the share.
    assert verdict.shares.within < 0.2 * alone.shares.within
    told = Names(verdict).when(hearing.testimony[0])
    assert "stretches between" in told
    assert "nearest to the claim" in told


def test_a_real_beach_and_a_real_sunset(shared: Path) -> None:
    """A sunlit beach of 2008 is clear; a sunset against the light, a room and a chip's graphics are not."""
    looks = {
        name: heard(shared / "media" / name).testimony
        for name in ("ffmpeg_forged_dateutc_2008.mkv", "coremedia_export_2024.mp4", "panasonic_mjpeg_2008.mov", "vimeo_transcode_2024.mp4")
    }
    assert [len(pieces) for pieces in looks.values()] == [1, 0, 0, 0]
