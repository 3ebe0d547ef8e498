"""The file in hand, and the file system's times (POSIX: seconds since 1970 in UTC)."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.testimony import Observation, Testimony, Unasked
from analysis.when import Span
from analysis.witnesses import received

NOW = datetime(2024, 10, 1, 12, tzinfo=UTC)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"\x00\x00\x00\x08ftyp")
    return path


def heard(path: Path, written: datetime) -> tuple[list[Testimony], list[Observation]]:
    os.utime(path, (written.timestamp(), written.timestamp()))
    pieces = list(received.testify(Case(exhibit=Exhibit.receive(path, now=NOW))))
    observations = [p for p in pieces if isinstance(p, Observation) and p.tag == "file system mtime"]
    return [p for p in pieces if isinstance(p, Testimony) and p.key != "birthtime"], observations


def test_the_file_existed_when_it_was_received(clip: Path) -> None:
    (first, *_), _ = heard(clip, NOW)
    assert (first.stage, first.bearing, first.span, first.strength) == ("saved", "not_after", Span(None, NOW), "hard")


def test_an_earlier_file_time_is_limited_evidence(clip: Path) -> None:
    written = datetime(2024, 9, 20, 8, 15, 33, tzinfo=UTC)
    (_, kept), (seen,) = heard(clip, written)
    assert (kept.stage, kept.bearing, kept.strength) == ("saved", "not_after", "limited")
    assert kept.span.end == written + timedelta(seconds=1) + timedelta(hours=26)
    assert (seen.raw, seen.status, str(seen.reading)) == (str(int(written.timestamp())), "set", "2024-09-20T08:15:33Z")


@pytest.mark.parametrize(
    ("written", "status"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), "not set"),
        (datetime(1980, 1, 1, tzinfo=UTC), "not set"),
        (datetime(2000, 1, 1, tzinfo=UTC), "not set"),
        (datetime(1999, 12, 31, 21, tzinfo=UTC), "not set"),  # midnight in Moscow
        (datetime(2024, 10, 3, tzinfo=UTC), "malformed"),
        (NOW - timedelta(minutes=2), "set"),
    ],
)
def test_times_that_tell_nothing_bound_nothing(clip: Path, written: datetime, status: str) -> None:
    testimony, (seen,) = heard(clip, written)
    assert len(testimony) == 1
    assert seen.status == status
    assert (seen.span is not None) == (status == "set")


def test_a_file_that_went_away_was_still_received(clip: Path) -> None:
    exhibit = Exhibit.receive(clip, now=NOW)
    clip.unlink()
    (only,) = received.testify(Case(exhibit=exhibit))
    assert isinstance(only, Testimony)


def test_no_file_is_not_asked() -> None:
    with pytest.raises(Unasked):
        list(received.testify(Case()))
