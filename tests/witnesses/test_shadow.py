"""Shadows as testimony: scenes drawn from a sun that NREL's algorithm gives, whose instant the witness must keep."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.case import Shadow
from analysis.casefile import CaseFile
from analysis.casefile.daylight import shadow_of
from analysis.casefile.schema import Problems
from analysis.hearing import Hearing, hear
from analysis.place import Frame
from analysis.sky.sun import exactly
from analysis.testimony import Testimony
from analysis.when import Zone
from tests.witnesses.skies import KURSK, case_of, film

TRUE = datetime(2024, 9, 18, 12, 40, tzinfo=UTC)
MOSCOW = timedelta(hours=3)


@pytest.fixture(scope="module")
def beach(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("film") / "beach.mp4", ["beach"])


def entry(moment: datetime, **more: object) -> dict[str, object]:
    """The marks of a thing 100 pixels high, drawn from the side with its shadow in the picture's plane."""
    _, seen, _ = exactly(KURSK.at, moment)
    along = 100 / math.tan(math.radians(seen))
    return {"still": 0.5, "foot": [20, 150], "tip": [20 + along, 150], "top": [20, 50], "error": 1} | more


def made(given: dict[str, object], zone: Zone | None = None) -> Shadow:
    problems = Problems()
    found = shadow_of(given, "shadows[0]", zone, problems)
    assert found is not None, problems.all()
    return found


def heard(path: Path, *shadows: Shadow, **given: object) -> Hearing:
    return hear(case_of(path, shadows=shadows, **given), only=("shadow",))


def covers(piece: Testimony, moment: datetime) -> bool:
    return any(span.covers(moment) for span in piece.spans)


def length(piece: Testimony) -> timedelta:
    return sum((span.end - span.start for span in piece.spans if span.start and span.end), timedelta(0))


def test_height_gives_times_of_day_direction_and_clock_give_dates(beach: Path) -> None:
    _, _, azimuth = exactly(KURSK.at, TRUE)
    pieces = [
        heard(beach, made(entry(TRUE))).testimony[0],
        heard(beach, made(entry(TRUE, points_to=(azimuth + 180) % 360, points_to_error=3.0))).testimony[0],
        heard(beach, made(entry(TRUE, clock="15:40", clock_error=10.0), MOSCOW)).testimony[0],
    ]
    assert all(covers(piece, TRUE) for piece in pieces)
    assert all((piece.bearing, piece.strength) == ("recurring", "moderate") for piece in pieces)
    assert length(pieces[1]) < length(pieces[0]) / 3
    assert length(pieces[2]) < length(pieces[0]) / 3
    assert not covers(pieces[1], TRUE.replace(month=6))
    assert not covers(pieces[2], TRUE.replace(month=6))
    place = pieces[0].place
    assert isinstance(place, Frame)
    assert place.seconds == pytest.approx(0.5, abs=0.01)
    assert place.box is not None


def test_not_asked_without_a_shadow_or_a_place(beach: Path) -> None:
    assert [s.why for s in heard(beach).silences] == ["not asked"]
    (silence,) = heard(beach, made(entry(TRUE)), site=None).silences
    assert "no place" in silence.detail


def test_a_sun_that_never_stands_so_is_said_and_dates_nothing(beach: Path) -> None:
    # At 51 degrees north the sun climbs to 62.2 degrees at most: 90 - 51.23 + 23.44.
    hearing = heard(beach, made({"height": 10.0, "length": 3.0, "error": 0.01}))
    assert hearing.testimony == ()
    assert "at no time" in hearing.observations[0].means
    # By night, at the hour that the researcher gives: the sun is below the horizon.
    hearing = heard(beach, made(entry(TRUE, clock="01:00"), MOSCOW))
    assert hearing.testimony == ()
    assert "at no time" in hearing.observations[0].means


def test_a_still_that_is_not_there(beach: Path) -> None:
    hearing = heard(beach, made(entry(TRUE, still=500)))
    assert hearing.testimony == ()
    assert "no picture at this second" in hearing.observations[0].means


def test_the_shot_of_a_shadow_is_the_one_it_speaks_for(tmp_path: Path) -> None:
    path = film(tmp_path / "two.mp4", ["wall", "beach"])
    (piece,) = heard(path, made(entry(TRUE, still=3.0)), each_s=2.0).testimony
    assert piece.shot == 1


def test_a_case_file_holds_place_lights_and_shadows(tmp_path: Path, beach: Path) -> None:
    book = CaseFile.new(folder=tmp_path, title="Shadow", video=str(beach), place="51°13'48\"N 35°16'12\"E", zone="+03:00")
    book.add_light(still=0.5, seen="day")
    book.add_shadow(**entry(TRUE, clock="15:40"))
    case = CaseFile.load(book.save(tmp_path / "case.toml")).case()
    assert case.problems == ()
    assert case.site is not None
    assert case.site.at.latitude == pytest.approx(51.23)
    assert case.lights[0].seen == "day"
    assert case.shadows[0].height is not None
    assert case.shadows[0].minutes is not None


@pytest.mark.parametrize(
    ("toml", "key", "words"),
    [
        ('place = "95.0, 20.0"', "place", "out of range"),
        ('[place]\nat = "nowhere"', "place.at", "no place"),
        ('[place]\nat = "51, 35"\nwithin_km = -4', "place.within_km", "kilometres"),
        ('[[lights]]\nseen = "bright"', "lights[0].seen", "expected"),
        ("[[lights]]\nstill = 2", "lights[0]", "what light"),
        ("[[shadows]]\nstill = 2", "shadows[0]", "neither height nor direction"),
        ("[[shadows]]\nfoot = [5, 5]\ntip = [5, 5]\ntop = [5, 1]", "shadows[0]", "coincide"),
        ("[[shadows]]\nfoot = [5, 5, 5]", "shadows[0].foot", "two numbers"),
        ("[[shadows]]\nheight = 2\nlength = 0", "shadows[0]", "greater than zero"),
        ("[[shadows]]\nheight = 2", "shadows[0]", "both"),
        ("[[shadows]]\nheight = inf\nlength = 1", "shadows[0]", "greater than zero"),
        ('[[shadows]]\npoints_to = 40\nclock = "14:30"', "shadows[0]", "needs a zone"),
        ('[[shadows]]\npoints_to = 40\nclock = "25:99+03:00"', "shadows[0]", "time of day"),
        ("[[shadows]]\npoints_to = nan", "shadows[0]", "between 0 and 360"),
        ("[[shadows]]\nfoot = [5, 90]\ntip = [-5, 90]\ntop = [5, 1]", "shadows[0]", "outside the picture"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(toml: str, key: str, words: str) -> None:
    problems = [problem for problem in CaseFile(toml).case(TRUE).problems if problem.key == key]
    assert problems, CaseFile(toml).case(TRUE).problems
    assert words in problems[0].sentence
    assert "\n" not in problems[0].sentence
