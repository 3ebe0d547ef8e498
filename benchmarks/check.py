"""`check` on a one-minute 1080p file, as a ratio to decoding the same file once with ffmpeg, and its peak memory."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import FFMPEG, film, in_turn, median, run


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        video = film(Path(name))
        report = Path(name) / "report.html"
        tool = [sys.executable, "-m", "analysis", "check", str(video), "--json", str(Path(name) / "check.json"), "--report", str(report)]
        ours, peer = in_turn(3, lambda: run(tool), lambda: run([FFMPEG, "-v", "error", "-i", str(video), "-f", "null", "-"]))
        cpu = median([a.cpu / b.cpu for a, b in zip(ours, peer, strict=True)])
        print(f"check with report: {median([r.cpu for r in ours]):.1f} s CPU, {median([r.wall for r in ours]):.1f} s waiting")
        print(f"ffmpeg -f null:    {median([r.cpu for r in peer]):.1f} s CPU, {median([r.wall for r in peer]):.1f} s waiting")
        print(f"ratio in CPU time: {cpu:.2f}; peak memory of the largest process: {max(r.peak_mb for r in ours):.0f} MB")


if __name__ == "__main__":
    main()
