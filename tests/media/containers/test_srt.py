from __future__ import annotations

from pathlib import Path

import pytest

from analysis.geography.findings import proposals
from tests.media.containers.build import field, listed, stored


def cue(number: int, text: str) -> str:
    return f"{number}\n00:00:{number:02d},000 --> 00:00:{number + 1:02d},000\n{text}\n\n"


# One line of each generation of DJI subtitles, as their public samples have it.
@pytest.mark.parametrize(
    ("line", "wall"),
    [
        ("HOME(149.0251,-20.2532) 2017.8.5 14:11:{:02d}", "2017-08-05T14:11:"),
        ('<font size="36">FrameCnt : 1, DiffTime : 33ms\n2018-09-09 11:57:{:02d},734,254\n[iso : 100]', "2018-09-09T11:57:"),
        ("2022.06.21 16:06:{:02d}\nGPS(36.6146,-6.1120,0.0M) BAROMETER:0.3M", "2022-06-21T16:06:"),
        ("2023-04-01 12:00:{:02d}.123\n[latitude: 1.5]", "2023-04-01T12:00:"),
    ],
)
def test_generations(tmp_path: Path, line: str, wall: str) -> None:
    data = "".join(cue(n, line.format(n)) for n in range(1, 31)).encode()
    listing = listed(tmp_path, data, "a.srt")
    first, last = field(listing, "SRT first"), field(listing, "SRT last")
    assert first.reading is not None
    assert last.reading is not None
    assert (first.reading.wall[:19], last.reading.wall[:19]) == (wall + "01", wall + "30")
    assert first.reading.zone == "unknown"
    assert stored(data, first).decode() == first.raw
    assert last.place.name == "SRT cue 00:00:30,000"
    assert listing.duration_s == 31
    assert len([f for f in listing.fields if f.tag == "SRT line"]) == 28


def test_spoken_dates_are_no_clock(tmp_path: Path) -> None:
    data = "".join(cue(n, "Hello" if n != 5 else "It was 2017-08-05 14:11:51 then.") for n in range(1, 20)).encode()
    assert listed(tmp_path, data, "a.srt").fields == []


def test_long_flights_are_sampled(tmp_path: Path) -> None:
    data = "".join(
        f"{n}\n00:{n // 60 % 60:02d}:{n % 60:02d},000 --> 00:00:00,000\n2022.06.21 16:{n // 60 % 60:02d}:{n % 60:02d}\n\n"
        for n in range(3600)
    )
    lines = [f for f in listed(tmp_path, data.encode(), "a.srt").fields if f.tag == "SRT line"]
    assert 50 <= len(lines) <= 62


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("2017.8.5 14:11:51\nGPS(149.0251,-20.2533,16) Hb:1.9", {(-20.2533, 149.0251)}),
        ("2022-08-07 13:40:40,774,808\n[iso : 100] [latitude: 41.424724] [longitude: 2.234156] [altitude: 117.0]", {(41.424724, 2.234156)}),
        ("2022.06.21 16:06:17\nGPS(36.6146,-6.1120,0.0M)", {(36.6146, -6.112), (-6.112, 36.6146)}),  # either order is possible
    ],
)
def test_the_first_position_is_proposed(tmp_path: Path, line: str, places: set[tuple[float, float]]) -> None:
    """As the public samples of the generations write it; before the first fix they write zeros."""
    none = "2017.8.5 14:11:50\nGPS(0.0000,0.0000,0) [latitude: 0.000000] [longitude: 0.000000]"
    data = (cue(0, none) + cue(1, line) + cue(2, line.replace("51", "59"))).encode()
    position = field(listed(tmp_path, data, "a.srt"), "SRT position first")
    assert stored(data, position).decode() == position.raw
    assert {(each.at.latitude, each.at.longitude) for each in proposals([(position.tag, position.raw)])} == places
