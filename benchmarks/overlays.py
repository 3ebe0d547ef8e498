"""Clocks burned into the picture: how many are read to the exact date and time, how many wrongly, and what it costs beyond decoding."""

from __future__ import annotations

import resource
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from analysis.footage.clocks import clocks_of
from analysis.media.overlays import find_overlays
from analysis.media.shots import Shot
from benchmarks.measure import run
from tests.media.overlay_clips import FPS, MORE_STYLES, STYLES, draw

QUALITIES = ((720, 23), (480, 32), (360, 32), (360, 35))
"""Lines of the picture, and x264's rate factor."""
SECONDS = 8.0
STARTS = (datetime(2023, 10, 17, 19, 59, 55, tzinfo=UTC), datetime(2019, 1, 26, 8, 47, 13, tzinfo=UTC))
DECODE = """
import sys
from analysis.media.decoder.opening import Failures, open_video, prepare, video_stream
with open(sys.argv[1], "rb", buffering=0) as file, open_video(file) as container:
    stream = video_stream(container)
    prepare(stream, threads=1)
    for frame in Failures().frames(container, stream):
        pass
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for lines, crf in QUALITIES:
            _quality(Path(name), lines, crf)


def _quality(folder: Path, lines: int, crf: int) -> None:
    outcomes: Counter[str] = Counter()
    costs = []
    for style in STYLES + MORE_STYLES:
        for at, start in enumerate(STARTS):
            path = draw(folder / f"{style.name}-{lines}-{crf}-{at}.mp4", style, start, seconds=SECONDS, lines=lines, crf=crf, seed=1 + at)
            before = _children_cpu()
            outcome = _outcome(path, start)
            costs.append(_children_cpu() - before - run([sys.executable, "-c", DECODE, str(path)]).cpu)
            outcomes[outcome] += 1
            if outcome != "exact":
                print(f"   {style.name}, {start:%Y-%m-%d}: {outcome}")
            path.unlink()
    every = sum(outcomes.values())
    print(
        f"{lines} lines, CRF {crf}: {outcomes['exact']} of {every} exact ({outcomes['exact'] / every:.0%}), "
        f"{outcomes['wrong']} settled wrongly; "
        f"median {sorted(costs)[len(costs) // 2]:.1f} s of computing beyond decoding, most {max(costs):.1f} s",
        flush=True,
    )


def _outcome(path: Path, start: datetime) -> str:
    """ "exact": the drawn time, to a second, is settled or is one of two open orders; "wrong": another is; else "unclear"."""
    found = find_overlays(path, [Shot(0, 0.0, SECONDS, 1.0, "", 0, Fraction(1, FPS))])
    said = [
        {datetime(r.year, r.month or 1, r.day or 1, r.hour or 0, r.minute or 0, r.second or 0, tzinfo=UTC) for r in clock.run.readings(1.0)}
        for clock in clocks_of(found.overlays, latest=datetime(2026, 11, 1, tzinfo=UTC).date())
        if clock.run.pace == "ticks" and clock.run.dates
    ]
    if not said:
        return "unclear"
    true = start + timedelta(seconds=1)
    return "exact" if all(any(abs(each - true) <= timedelta(seconds=1) for each in times) for times in said) else "wrong"


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
