"""Release dates, against the projects' own release notes and announcements."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reference import releases
from analysis.reference.releases import Release


@pytest.mark.parametrize(
    ("release", "day"),
    [
        # FFmpeg 3.4 was branched in October 2017 with libavformat 57.83.100 (ffmpeg.org/download.html: 2017-10-15)
        (releases.ffmpeg_library("Lavf57.83.100"), date(2017, 10, 10)),
        (releases.ffmpeg_library("Lavc57.107.100 libx264"), date(2017, 10, 10)),
        # x264 r2854 "e9a5903" is the stable commit of 24 December 2017 (code.videolan.org)
        (releases.x264("x264 - core 152 r2854 e9a5903 - H.264/MPEG-4 AVC codec"), date(2017, 12, 24)),
        (releases.handbrake("HandBrake 1.3.3 2020061300"), date(2020, 6, 13)),
        # Apple newsroom: iOS 16 on 2022-09-12, first shown on 2022-06-06; Android 14 on 2023-10-04
        (releases.system("ios", "16.0"), date(2022, 9, 12)),
        (releases.system("ios", "16"), date(2022, 9, 12)),
        (releases.system("android", "14"), date(2023, 10, 4)),
        (releases.system("macos", "10.10.1"), date(2014, 11, 17)),
        # on sale: iPhone 12 Pro Max on 2020-11-13 (Apple newsroom)
        (releases.device("iPhone 12 Pro Max"), date(2020, 11, 13)),
    ],
)
def test_published_dates(release: Release | None, day: date) -> None:
    assert release is not None
    assert release.day == day
    assert release.earliest.date() < day


def test_the_margin_reaches_the_first_beta() -> None:
    ios = releases.system("ios", "16.0")
    assert ios is not None
    assert ios.earliest.date() < date(2022, 6, 6)


def test_a_version_between_two_known_ones_is_no_earlier_than_the_older() -> None:
    known = releases.ffmpeg_library("Lavf57.83.100")
    between = releases.ffmpeg_library("Lavf57.83.199")
    assert known is not None
    assert between is not None
    assert (between.day, between.exact) == (known.day, False)


def test_an_unknown_build_of_a_known_x264_core_counts_from_the_core() -> None:
    exact = releases.x264("x264 - core 152 r2854 e9a5903")
    foreign = releases.x264("x264 - core 152 r9999M 0000000")
    assert exact is not None
    assert foreign is not None
    assert foreign.day <= exact.day
    assert not foreign.exact


@pytest.mark.parametrize(
    "release",
    [
        releases.ffmpeg_library("Lavf"),
        releases.ffmpeg_library("libavformat 57"),
        releases.x264("x264 - core"),
        releases.x265("x265"),
        releases.handbrake("HandBrake 1.3.3 2020999900"),
        releases.gpac("GPAC 0.5.1-DEV-rev5619"),
        releases.system("ios", "beta"),
        releases.system("amiga", "3.1"),
        releases.device("no such phone"),
        releases.gopro_firmware("XX1.01.00"),
    ],
)
def test_unknown_names_have_no_release(release: Release | None) -> None:
    assert release is None


def test_gopro_firmware_falls_back_to_its_camera() -> None:
    """GoPro MAX was announced on 2019-10-01 (gopro.com newsroom)."""
    release = releases.gopro_firmware("H19.03.01.30.00")
    assert release is not None
    assert release.name == "GoPro MAX"
    assert release.day == date(2019, 10, 1)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    for look_up in (releases.ffmpeg_library, releases.x264, releases.x265, releases.handbrake, releases.gpac, releases.device):
        look_up(text)
    releases.gopro_firmware(text)
    releases.system("ios", text)


@settings(deadline=None)
@given(st.tuples(*[st.integers(min_value=0, max_value=130)] * 3), st.integers(min_value=0, max_value=5))
def test_a_later_minor_version_is_not_earlier_by_much(version: tuple[int, int, int], more: int) -> None:
    """Versions of one library grow with time, but for two forks that shared numbers from 2011 to 2018."""
    lower = releases.ffmpeg_library("Lavf" + ".".join(map(str, version)))
    upper = releases.ffmpeg_library("Lavf" + ".".join(map(str, (version[0] + 1 + more, 0, 0))))
    if lower is not None and upper is not None:
        assert upper.day >= lower.day - timedelta(days=366)
