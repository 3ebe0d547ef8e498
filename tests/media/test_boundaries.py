"""The cut finder on pictures made here, whose boundaries are known from how they were made."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.media.decoder.boundaries import Boundary, Watcher

SIZE = (36, 64)
RATE = 15


def scene(seed: int, contrast: float = 45) -> np.ndarray:
    """A still picture of broad and fine structure, three times as wide as is shown, as 8-bit levels."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((SIZE[0], SIZE[1] * 3))
    for scale, weight in ((9, 1.0), (4, 0.7), (1.5, 0.5)):
        layer = cv2.GaussianBlur(rng.normal(size=picture.shape), (0, 0), scale)
        picture += weight * layer / layer.std()
    return np.clip(120 + contrast * picture / picture.std(), 0, 255)


def shown(picture: np.ndarray, seconds: float, *, drift: float = 4, seed: int = 0, start: float = 0) -> np.ndarray:
    """The scene for this long, drifting by so many pixels a second, with sensor noise."""
    rng = np.random.default_rng(seed)
    frames = []
    for index in range(round(seconds * RATE)):
        x = min(max(0.0, start + drift * index / RATE), picture.shape[1] - SIZE[1])
        view = cv2.getRectSubPix(picture.astype(np.float32), (SIZE[1], SIZE[0]), (x + SIZE[1] / 2, SIZE[0] / 2))
        frames.append(view + rng.normal(0, 1.5, SIZE))
    return np.array(frames)


def found(frames: np.ndarray, times: list[float] | None = None) -> list[Boundary]:
    watcher = Watcher()
    for index, frame in enumerate(frames):
        watcher.see(times[index] if times else index / RATE, np.clip(frame, 0, 255).astype(np.uint8))
    watcher.finish()
    return watcher.take(float("inf"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(5, 40), min_size=1, max_size=6), st.integers(0, 10_000))
def test_every_cut_is_found_at_its_picture_and_nothing_else(lengths: list[int], seed: int) -> None:
    parts = [shown(scene(seed + i), length / RATE, seed=i) for i, length in enumerate(lengths)]
    cuts = [sum(lengths[: i + 1]) / RATE for i in range(len(lengths) - 1)]
    boundaries = found(np.concatenate(parts))
    # A scene of a third of a second at either end of the film may hold too little to say that it is one.
    inner = [at for at in cuts if 0.4 <= at <= sum(lengths) / RATE - 0.4]
    assert {round(b.at, 3) for b in boundaries} <= {round(at, 3) for at in cuts}
    assert {round(at, 3) for at in inner} <= {round(b.at, 3) for b in boundaries}


@settings(max_examples=25, deadline=None)
@example(seed=1274, drift=0.0, gain=1.0, contrast=3.0)
@example(seed=1274, drift=0.0, gain=1.5, contrast=3.0)
@given(st.integers(0, 10_000), st.floats(-12, 12), st.floats(0.4, 1.6), st.floats(2, 40))
def test_one_scene_with_noise_and_drift_or_changing_light_has_no_boundary(seed: int, drift: float, gain: float, contrast: float) -> None:
    light = np.interp(np.arange(90), [0, 30, 45, 90], [1, 1, gain, gain])[:, None, None]
    assert found(shown(scene(seed, contrast), 6, drift=drift, start=60, seed=seed)) == []
    assert found(shown(scene(seed, contrast), 6, drift=0, start=60, seed=seed) * light) == []


@pytest.mark.parametrize("width", [1, 2, 4, 6])
@pytest.mark.parametrize("seed", range(4))
def test_a_flash_is_no_cut(width: int, seed: int) -> None:
    frames = shown(scene(seed), 4, seed=seed)
    for index in range(width):
        bright = 0.9 * (1 - index / width)
        frames[30 + index] = frames[30 + index] * (1 - bright) + 250 * bright
    assert found(frames) == []


@pytest.mark.parametrize("width", [1, 3, 6])
def test_a_glitch_after_which_the_scene_is_back_is_no_cut(width: int) -> None:
    frames = shown(scene(1), 4)
    rng = np.random.default_rng(7)
    for index in range(width):
        blocks = rng.integers(0, 255, (4, 8)).astype(np.float32)
        frames[30 + index] = cv2.resize(blocks, (64, 36), interpolation=cv2.INTER_NEAREST)
    assert found(frames) == []


@pytest.mark.parametrize("unseen", [(), (33, 34), (32, 34, 36)], ids=["whole", "two left out", "three left out"])
@pytest.mark.parametrize("seed", range(4))
def test_a_whip_pan_is_no_cut(seed: int, unseen: tuple[int, ...]) -> None:
    """Also where the decoder left pictures out, so that one step goes farther than the same scene is looked for."""
    wide = scene(seed)
    path = np.concatenate([np.zeros(30), np.linspace(0, 128, 17), np.full(30, 128.0)])
    frames = []
    for index, x in enumerate(path):
        speed = max(1, round(abs(x - path[index - 1]) / 2)) if index else 1
        frames.append(cv2.getRectSubPix(cv2.blur(wide, (speed, 1)).astype(np.float32), (64, 36), (x + 32, 18)))
    seen = [index for index in range(len(path)) if index not in unseen]
    assert found(np.array(frames)[seen], [index / RATE for index in seen]) == []


@pytest.mark.parametrize("seconds", [0.6, 1.0, 1.6])
@pytest.mark.parametrize("seed", range(6))
def test_a_dissolve_is_found_at_its_middle(seconds: float, seed: int) -> None:
    first, second = shown(scene(seed), 4, drift=3), shown(scene(seed + 100), 4, drift=-3, start=60)
    count = round(seconds * RATE)
    share = np.linspace(0, 1, count)[:, None, None]
    frames = np.concatenate([first[:-count], first[-count:] * (1 - share) + second[:count] * share, second[count:]])
    [boundary] = found(frames)
    assert boundary.kind == "dissolve"
    assert boundary.at == pytest.approx(4 - seconds / 2, abs=0.2)
    # Its pictures belong to neither shot: at least the middle half is inside.
    assert boundary.start <= 4 - 0.7 * seconds
    assert boundary.end >= 4 - 0.3 * seconds


@pytest.mark.parametrize("level", [16, 235])
@pytest.mark.parametrize("hold", [0, 4, 20])
def test_a_fade_ends_a_shot_where_the_next_picture_shows(level: int, hold: int) -> None:
    share = np.linspace(1, 0, 12)[:, None, None]
    first, second = shown(scene(3), 3), shown(scene(4), 3)
    first[-12:] = first[-12:] * share + level * (1 - share)
    second[:12] = second[:12] * share[::-1] + level * (1 - share[::-1])
    [boundary] = found(np.concatenate([first, np.full((hold, *SIZE), float(level)), second]))
    assert boundary.kind == "fade"
    assert boundary.at == pytest.approx(3 + hold / RATE, abs=0.25)


def test_the_same_scene_after_a_moment_of_black_is_the_same_shot() -> None:
    frames = shown(scene(3), 4)
    frames[25:32] = 16
    assert found(frames) == []


def test_noise_has_no_cuts() -> None:
    assert found(np.random.default_rng(1).integers(0, 255, (150, *SIZE)).astype(float)) == []


def test_a_blended_picture_at_a_cut_is_one_cut() -> None:
    first, second = shown(scene(5), 2), shown(scene(6), 2)
    frames = np.concatenate([first, [(first[-1] + second[0]) / 2], second])
    [boundary] = found(frames)
    assert boundary.at == pytest.approx(2.0, abs=1 / RATE)


def test_slides_ten_seconds_apart_are_shots() -> None:
    frames = np.array([shown(scene(seed), 0.1)[0] for seed in range(5)])
    assert [b.at for b in found(frames, [0.0, 10.0, 20.0, 30.0, 40.0])] == [10.0, 20.0, 30.0, 40.0]


def test_a_still_camera_that_looks_every_ten_seconds_sees_one_scene() -> None:
    frames = np.array([shown(scene(1), 0.1, seed=seed)[0] for seed in range(5)])
    assert found(frames, [0.0, 10.0, 20.0, 30.0, 40.0]) == []


def test_memory_is_that_of_a_few_seconds() -> None:
    watcher, frames = Watcher(), shown(scene(1), 2)
    for index in range(3000):
        watcher.see(index / RATE, np.clip(frames[index % len(frames)], 0, 255).astype(np.uint8))
    assert len(watcher._seen) < 8 * RATE
