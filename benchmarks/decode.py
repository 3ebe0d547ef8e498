"""The shots of a one-minute 1080p film: computing time as a ratio to decoding it once with ffmpeg, and peak memory."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import FFMPEG, Run, film, in_turn, median, run

SHOTS = (
    "import sys; from pathlib import Path; from analysis.media.shots import find_shots; find_shots(Path(sys.argv[1]), Path(sys.argv[2]))"
)
PREVIEW = "import sys; from pathlib import Path; from analysis.media.shots import preview; preview(Path(sys.argv[1]), Path(sys.argv[2]))"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        video = film(folder)

        def ours() -> Run:
            return run([sys.executable, "-c", SHOTS, str(video), str(folder / "shots")])

        def peer() -> Run:
            return run([FFMPEG, "-v", "error", "-nostdin", "-i", str(video), "-f", "null", "-"])

        def quick() -> Run:
            return run([sys.executable, "-c", PREVIEW, str(video), str(folder / "preview")])

        shots, ffmpeg, preview = in_turn(3, ours, peer, quick)
        ratio = median([mine.cpu / whole.cpu for mine, whole in zip(shots, ffmpeg, strict=True)])
        size = video.stat().st_size / 1e6
        print(f"one minute of 1080p H.264, {size:.0f} MB ({size * 8 / 60:.1f} Mbit/s), medians of 3")
        print(f"find_shots:     {median([r.cpu for r in shots]):.2f} s CPU, {median([r.wall for r in shots]):.2f} s waiting")
        print(f"ffmpeg -f null: {median([r.cpu for r in ffmpeg]):.2f} s CPU, {median([r.wall for r in ffmpeg]):.2f} s waiting")
        print(f"ratio in CPU time: {ratio:.2f}; peak memory of the largest process: {max(r.peak_mb for r in shots):.0f} MB")
        print(f"preview:        {median([r.cpu for r in preview]):.2f} s CPU, {median([r.wall for r in preview]):.2f} s waiting")


if __name__ == "__main__":
    main()
