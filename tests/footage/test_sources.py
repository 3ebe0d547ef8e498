"""Sources told apart: on a compilation made by ffmpeg from known parts, and on shots and texts written down by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from analysis.footage.sources import sources_of
from analysis.media.overlays import Overlay, Overlays, Sighting
from analysis.media.shots import Shot, find_shots
from tests.media.conftest import SCENES, X264, Film, films

__all__ = ["films"]

WHOLE = (0.0, 0.0, 1.0, 1.0)
BASE = Fraction(1, 1000)
START = datetime(2023, 10, 17, 19, 59, 55, tzinfo=UTC)


def shot(index: int, inner: tuple[float, float, float, float] | None = WHOLE, edge: float | None = 0.8) -> Shot:
    aspect = None if inner is None else 16 / 9 * inner[2] / inner[3]
    return Shot(index, 4.0 * index, 4.0 * index + 4, 4.0 * index + 1, "", 0, BASE, inner=inner, aspect=aspect, edge=edge)


def clock(index: int, box: tuple[int, int, int, int]) -> Overlay:
    times = [4.0 * index + 0.4 * step for step in range(9)]
    texts = [(START + timedelta(seconds=at)).strftime("%Y-%m-%d %H:%M:%S") for at in times]
    sightings = [Sighting(round(1000 * at), BASE, at, text, 0.97) for at, text in zip(times, texts, strict=True)]
    return Overlay(index, box, tuple(sightings))


def groups(found: object) -> list[tuple[int, ...]]:
    return [source.shots for source in found]  # type: ignore[attr-defined]


def test_a_compilation_of_three_shapes_is_three_sources(films: Film) -> None:
    """Full frame, a phone's picture between black bars (9:16), a cinema's between bars above and below (2.39:1), full frame again."""
    shapes = ["null", "crop=100:180,pad=320:180:110:0", "crop=320:134,pad=320:180:0:23", "null"]
    inputs = [part for scene in (SCENES[1], SCENES[2], SCENES[7], SCENES[3]) for part in ("-f", "lavfi", "-t", "2", "-i", scene)]
    graph = "".join(f"[{i}:v]{shape},format=yuv420p,setsar=1[v{i}];" for i, shape in enumerate(shapes))
    path = films("shapes.mp4", *inputs, "-filter_complex", f"{graph}[v0][v1][v2][v3]concat=n=4:v=1[v]", "-map", "[v]", *X264)
    shots = find_shots(path).shots
    assert len(shots) == 4
    found = sources_of(shots)
    assert groups(found) == [(0, 3), (1,), (2,)]
    assert found[0].told_by == ("shape",)
    assert found[1].aspect == pytest.approx(100 / 180, rel=0.03)
    assert found[2].aspect == pytest.approx(320 / 134, rel=0.03)


def test_one_scene_after_another_in_one_shape_is_one_source(films: Film) -> None:
    inputs = [part for scene in SCENES[:4] for part in ("-f", "lavfi", "-t", "2", "-i", scene)]
    graph = "".join(f"[{i}:v]format=yuv420p,setsar=1[v{i}];" for i in range(4)) + "[v0][v1][v2][v3]concat=n=4:v=1[v]"
    path = films("one-source.mp4", *inputs, "-filter_complex", graph, "-map", "[v]", *X264)
    shots = find_shots(path).shots
    assert len(shots) == 4
    assert groups(sources_of(shots)) == [(0, 1, 2, 3)]


def test_a_part_that_was_enlarged_is_told_by_its_edges(films: Film) -> None:
    inputs = [
        part
        for scene in (SCENES[0], SCENES[7], SCENES[0])
        for part in ("-f", "lavfi", "-t", "2", "-i", scene.replace("320x180", "1280x720"))
    ]
    shapes = ["null", "scale=320:180:flags=area,scale=1280:720:flags=bicubic", "hflip"]
    graph = "".join(f"[{i}:v]{shape},format=yuv420p,setsar=1[v{i}];" for i, shape in enumerate(shapes))
    path = films("enlarged.mp4", *inputs, "-filter_complex", f"{graph}[v0][v1][v2]concat=n=3:v=1[v]", "-map", "[v]", *X264)
    shots = find_shots(path).shots
    assert len(shots) == 3
    found = sources_of(shots)
    assert groups(found) == [(0, 2), (1,)]
    assert [source.enlarged for source in found] == [False, True]


def test_clocks_at_two_places_are_two_cameras_and_a_shot_without_is_a_third() -> None:
    texts = Overlays(1280, 720, (clock(0, (30, 20, 300, 30)), clock(1, (800, 660, 300, 30)), clock(3, (32, 21, 290, 31))), (), (0, 1, 2, 3))
    found = sources_of([shot(i) for i in range(4)], texts, latest=date(2026, 1, 1))
    assert groups(found) == [(0, 3), (1,), (2,)]
    assert found[0].told_by == ("clock",)
    assert [None if source.clock is None else source.clock[0] for source in found] == ["top left", "bottom right", None]


def test_what_was_not_told_parts_nothing() -> None:
    """A dark shot, one that was not searched for text, and one with an unread text where the clock stands."""
    unread = Overlay(2, (30, 20, 300, 30), (Sighting(0, BASE, 8.0, "?9:S", 0.6),))
    texts = Overlays(1280, 720, (clock(0, (30, 20, 300, 30)), unread), (), (0, 2))
    shots = [shot(0), shot(1, None, None), shot(2)]
    assert groups(sources_of(shots, texts, latest=date(2026, 1, 1))) == [(0, 1, 2)]


def test_edges_without_a_gap_part_nothing() -> None:
    assert groups(sources_of([shot(0, edge=0.5), shot(1, edge=0.4), shot(2, edge=0.42)])) == [(0, 1, 2)]
    assert groups(sources_of([shot(0, edge=0.3), shot(1, edge=0.3)])) == [(0, 1)]
    assert len(sources_of([shot(0, edge=0.9), shot(1, edge=0.3)])) == 2


def test_many_shots_are_grouped_in_one_go() -> None:
    every = [replace(shot(i), inner=(0.34, 0.0, 0.32, 1.0), aspect=0.57) if i % 3 else shot(i) for i in range(10_000)]
    assert [len(source.shots) for source in sources_of(every)] == [3334, 6666]
