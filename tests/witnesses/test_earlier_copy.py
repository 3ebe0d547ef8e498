"""Confirmed earlier copies, as testimony. Shots are given, so that what is expected follows from the case file alone."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.case import Case
from analysis.casefile import CaseFile
from analysis.exhibit import Exhibit
from analysis.hearing import Hearing, hear
from analysis.media.shots import Shot, Shots
from analysis.weighing.weigh import weigh
from analysis.when import Span

NOW = datetime(2024, 10, 1, tzinfo=UTC)
SHOTS = Shots(30.0, tuple(Shot(i, 10.0 * i, 10.0 * (i + 1), 10.0 * i + 5, "", 0, Fraction(1)) for i in range(3)))
CLAIM = """
zone = "UTC"
[[posts]]
at = "2024-09-19"
[claim]
event = "2024-09-18"
"""


def heard(tmp_path: Path, text: str) -> Hearing:
    path = tmp_path / "clip.mp4"
    path.write_bytes(bytes(64))
    exhibit = Exhibit.receive(path, now=NOW)
    exhibit.__dict__["shots"] = SHOTS
    return hear(CaseFile(text).case(NOW, exhibit), only=("earlier_copy", "posts"), now=NOW)


def test_a_copy_of_all_of_it_with_a_posting_date_closes_the_question(tmp_path: Path) -> None:
    hearing = heard(tmp_path, CLAIM + '[[copies]]\nurl = "https://example.org/old"\nat = "2022-03-01"\n')
    (said,) = [t for t in hearing.testimony if t.witness == "earlier_copy"]
    day = Span(datetime(2022, 3, 1, tzinfo=UTC), datetime(2022, 3, 2, tzinfo=UTC))
    assert (said.stage, said.bearing, said.span, said.shot, said.strength) == ("posted", "during", day, None, "strong")
    verdict = weigh(hearing)
    assert verdict.shares is not None
    assert (verdict.shares.answer, verdict.shares.before) == ("before", 1.0)
    assert verdict.posted == day


def test_a_file_of_the_archive_was_saved_not_after_its_date(tmp_path: Path) -> None:
    copy = '[[copies]]\nfile = "old/twin.mp4"\nat = "2022-03-01"\nstrength = "moderate"\nhere = "0-9.8, 9.9-20, 19-30"\nthere = "60-90"\n'
    (said,) = [t for t in heard(tmp_path, CLAIM + copy).testimony if t.witness == "earlier_copy"]
    assert (said.stage, said.bearing, said.shot) == ("saved", "not_after", None)
    assert said.span == Span(None, datetime(2022, 3, 2, tzinfo=UTC))
    assert "twin.mp4" in said.saw
    assert "60.0 to 90.0 s" in said.saw


def test_a_copy_of_one_shot_dates_that_shot_and_leaves_the_whole_open(tmp_path: Path) -> None:
    copy = '[[copies]]\nfile = "twin.mp4"\nat = "2022-03-01"\nstrength = "hard"\nhere = "9.7-20.1"\nthere = "3-13.4"\n'
    hearing = heard(tmp_path, CLAIM + copy)
    (said,) = [t for t in hearing.testimony if t.witness == "earlier_copy"]
    assert said.shot == 1
    assert "10.0 to 20.0 s" in said.means
    with_it, without_it = weigh(hearing), weigh(heard(tmp_path, CLAIM))
    assert with_it.shares == without_it.shares
    assert with_it.bounds == without_it.bounds
    assert with_it.weights[said.id].why_not == "shot"
    assert not with_it.weights[said.id].counted


def test_less_than_a_shot_dates_nothing(tmp_path: Path) -> None:
    copy = '[[copies]]\nfile = "twin.mp4"\nat = "2022-03-01"\nhere = "2-7"\n'
    hearing = heard(tmp_path, copy)
    assert not hearing.testimony
    assert any("No shot" in seen.means for seen in hearing.observations)


def test_an_address_is_a_clock_and_one_voice_with_the_typed_date(tmp_path: Path) -> None:
    """An address at Telegram carries no time; one at X does, by its published formula."""
    url = "https://t.me/channel/1234"
    later = "https://x.com/jack/status/1496666666666666666"
    hearing = heard(tmp_path, f'[[copies]]\nurl = "{url}"\n[[copies]]\nurl = "{later}"\nat = "2022-02-24"\n')
    said = [t for t in hearing.testimony if t.witness == "earlier_copy"]
    assert {t.clock for t in said} == {"copies[1]"}
    milliseconds = (1496666666666666666 >> 22) + 1288834974657
    (carried,) = [t for t in said if t.key == "copies[1].url"]
    assert carried.span.start == datetime.fromtimestamp(milliseconds / 1000, UTC)
    assert any("copies[0]" in seen.tag for seen in hearing.observations)


def test_an_unknown_date_is_asked_for(tmp_path: Path) -> None:
    hearing = heard(tmp_path, '[[copies]]\nfile = "twin.mp4"\n')
    (seen,) = hearing.observations
    assert "Its date is not known" in seen.means


def test_nothing_confirmed_is_not_asked() -> None:
    (silence,) = hear(Case(), only=("earlier_copy",), now=NOW).silences
    assert silence.why == "not asked"


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('at = "2022-01-01"', "Say where the copy is"),
        ('file = "a"\nhere = "9-3"', "is no stretch of a video"),
        ('file = "a"\nat = "2031-01-01"', "lies in the future"),
        ('file = "a"\nhere = 3', "stretches of seconds"),
    ],
)
def test_what_can_not_be_used_is_said(entry: str, sentence: str) -> None:
    case = CaseFile(f"[[copies]]\n{entry}\n").case(NOW)
    assert any(sentence in problem.sentence for problem in case.problems)
