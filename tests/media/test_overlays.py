"""Text in the picture, over clips in which it was drawn by Pillow at a known place and time, and encoded by x264."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.language.clock_text import stamp_in
from analysis.media.overlays import Overlays, find_overlays
from analysis.media.shots import Shot
from tests.media.conftest import X264, Film, one_scene
from tests.media.overlay_clips import by_name, draw

SHOWN = datetime(2021, 8, 30, 9, 59, 57, tzinfo=UTC)
SECONDS = 5.0


def shot(start: float = 0.0, end: float = SECONDS, index: int = 0) -> Shot:
    return Shot(index, start, end, start, "", 0, Fraction(1, 10))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("overlays")


@pytest.mark.parametrize(("style", "lines", "crf"), [("bodycam", 720, 23), ("dashcam", 480, 32), ("trail", 360, 32)])
def test_what_is_drawn_is_read_where_it_was_drawn(folder: Path, style: str, lines: int, crf: int) -> None:
    path = draw(folder / f"{style}.mp4", by_name(style), SHOWN, seconds=SECONDS, lines=lines, crf=crf)
    found = find_overlays(path, [shot()])
    assert (found.width, found.height) == (round(1280 * lines / 720 / 2) * 2, lines)
    clock = max(found.overlays, key=lambda overlay: sum(stamp_in(seen.text) is not None for seen in overlay.sightings))
    right = 0
    for seen in clock.sightings:
        stamp, true = stamp_in(seen.text), SHOWN + timedelta(seconds=seen.seconds)
        right += stamp is not None and stamp.time == true.hour * 3600 + true.minute * 60 + true.second
        assert float(seen.pts * seen.time_base) == pytest.approx(seen.seconds, abs=0.01)
    # Reading ends early where all pictures say the same but for their digits.
    assert right >= 0.8 * len(clock.sightings)
    assert len(clock.sightings) >= 8
    x, y, width, height = clock.box
    left, top = (side * lines / 720 for side in by_name(style).at)
    size = by_name(style).size * lines / 720
    assert left - size <= x <= left + 2 * size
    assert top - size <= y <= top + size
    assert size * 0.6 <= height <= size * 2.2
    assert width > 6 * size


def test_each_shot_is_read_by_itself(folder: Path) -> None:
    path = draw(folder / "two.mp4", by_name("hershey"), SHOWN, seconds=6.0, lines=360)
    found = find_overlays(path, [shot(0, 3), shot(3, 6, 1)])
    for index, (start, end) in enumerate([(0, 3), (3, 6)]):
        times = [seen.seconds for overlay in found.overlays if overlay.shot == index for seen in overlay.sightings]
        assert times
        assert start <= min(times) <= max(times) <= end


def test_a_moving_picture_without_text_has_none(folder: Path) -> None:
    assert find_overlays(draw(folder / "bare.mp4", None, SHOWN, seconds=3, lines=360), [shot(0, 3)]).overlays == ()


def test_a_picture_on_its_side_is_read_upright(folder: Path, films: Film) -> None:
    upright = draw(folder / "upright.mp4", by_name("cctv"), SHOWN, seconds=3, lines=720)
    sideways = films("sideways.mp4", "-i", upright, "-vf", "transpose=clock", *X264)
    turned = films("turned-back.mp4", "-display_rotation", "90", "-i", sideways, "-c", "copy")
    found = find_overlays(turned, [shot(0, 3)])
    assert (found.width, found.height) == (1280, 720)
    assert any("2021-08-30" in overlay.best.text for overlay in found.overlays)


def test_shots_too_short_to_see_a_clock_move_are_not_opened(tmp_path: Path) -> None:
    assert find_overlays(tmp_path / "missing.mp4", [shot(0, 0.5)]) == Overlays()


def test_what_is_no_video_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    path = tmp_path / "noise.mp4"
    path.write_bytes(bytes(range(256)) * 100)
    found = find_overlays(path, [shot()])
    assert found.overlays == ()
    assert len(found.problems) == 1


def test_a_damaged_video_is_read_as_far_as_it_goes(folder: Path) -> None:
    whole = draw(folder / "whole.mp4", by_name("cctv"), SHOWN, seconds=SECONDS, lines=360).read_bytes()
    path = folder / "damaged.mp4"
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes(2000) + whole[middle + 2000 :])
    assert isinstance(find_overlays(path, [shot()]), Overlays)


def test_very_large_pictures_fit_into_the_limits(films: Film) -> None:
    path = one_scene(films, "overlay-4k.mp4", "-vf", "scale=3840:2160", "-preset", "ultrafast", seconds=2.0)
    assert find_overlays(path, [shot(0, 2)]).width == 3840
