"""The shots of 1080p H.264: computing time as a ratio to decoding the file once with ffmpeg, and peak memory.

    python -m benchmarks.decode [--hour] [--seconds 60]

The film is made of the real clips of `../shared/media`, where they lie there, with a sensor's noise; else of drawn scenes. It is
encoded twice by x264's defaults: with three B frames in a row, of which the pass leaves most out, and without any, as many phones do.
`--hour` repeats the first to an hour. What both processes need to start is measured on a film of one picture, and told beside.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import FFMPEG, ROOT, Run, film, in_turn, median, run

SHOTS = (
    "import sys; from pathlib import Path; from analysis.media.shots import find_shots; find_shots(Path(sys.argv[1]), Path(sys.argv[2]))"
)
PREVIEW = "import sys; from pathlib import Path; from analysis.media.shots import preview; preview(Path(sys.argv[1]), Path(sys.argv[2]))"
MEDIA = ROOT.parent / "shared" / "media"
CLIPS = (
    "gopro_max_local_mvhd_2019.mp4", "vimeo_transcode_2024.mp4", "ffmpeg_forged_dateutc_2008.mkv", "freemxf_op1a_2006.mxf",
    "macos_screenrec_2025.mov", "gstreamer_dateutc_2021.webm", "iphone5_reexported_2015.mov", "coremedia_export_2024.mp4",
    "c2pa_rfc3161_premiere_2022.mp4", "mj2_2007.mj2",
)  # fmt: skip
"""A minute of the real files: a camera that moves, a drone, hands, a screen, a still scene."""
SHAPE = "fps=30,scale=1920:1080:force_original_aspect_ratio=decrease,pad=1920:1080:-1:-1,setsar=1,noise=alls=5:allf=t,format=yuv420p"


def minute(folder: Path, seconds: float) -> Path:
    """The film with B frames."""
    target = folder / "film.mp4"
    if not all((MEDIA / name).is_file() for name in CLIPS):
        print("the real clips do not lie beside the project: drawn scenes")
        return film(folder, seconds=round(seconds))
    inputs = [part for name in CLIPS for part in ("-i", str(MEDIA / name))]
    graph = "".join(f"[{at}:v:0]{SHAPE}[v{at}];" for at in range(len(CLIPS)))
    graph += "".join(f"[v{at}]" for at in range(len(CLIPS))) + f"concat=n={len(CLIPS)}:v=1[v]"
    _ffmpeg(*inputs, "-filter_complex", graph, "-map", "[v]", "-t", str(seconds), "-c:v", "libx264", "-preset", "medium", str(target))
    return target


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.decode", description=__doc__)
    asked.add_argument("--hour", action="store_true", help="an hour as well: some 10 minutes of ffmpeg's computing")
    asked.add_argument("--seconds", type=float, default=60.0, help="of the film")
    given, _ = asked.parse_known_args()  # beside the names of `python -m benchmarks`
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        usual, phone, one, hour = minute(folder, given.seconds), folder / "phone.mp4", folder / "one.mp4", folder / "hour.mp4"
        _ffmpeg("-i", str(usual), "-frames:v", "1", "-c:v", "libx264", str(one))
        started = median([run([sys.executable, "-c", SHOTS, str(one), str(folder / "shots")]).cpu for _ in range(3)])
        print(f"starting both processes, with one picture: {started:.2f} s CPU")
        _told("three B frames", usual, folder, started, 3)
        _ffmpeg("-i", str(usual), "-c:v", "libx264", "-preset", "medium", "-bf", "0", str(phone))
        _told("no B frames", phone, folder, started, 3)
        if given.hour:
            _ffmpeg("-stream_loop", str(round(3600 / given.seconds) - 1), "-i", str(usual), "-c", "copy", str(hour))
            _told("an hour, three B frames", hour, folder, started, 1)


def _told(kind: str, video: Path, folder: Path, started: float, times: int) -> None:
    def ours() -> Run:
        return run([sys.executable, "-c", SHOTS, str(video), str(folder / "shots")])

    def peer() -> Run:
        return run([FFMPEG, "-v", "error", "-nostdin", "-i", str(video), "-f", "null", "-"])

    def quick() -> Run:
        return run([sys.executable, "-c", PREVIEW, str(video), str(folder / "preview")])

    shots, ffmpeg, preview = in_turn(times, ours, peer, quick)
    ratio, bare = (median([(mine.cpu - less) / whole.cpu for mine, whole in zip(shots, ffmpeg, strict=True)]) for less in (0.0, started))
    print(
        f"{kind}, {video.stat().st_size / 1e6:.0f} MB: find_shots {median([r.cpu for r in shots]):.2f} s CPU, "
        f"{median([r.wall for r in shots]):.1f} s waiting, {max(r.peak_mb for r in shots):.0f} MB in the largest process; "
        f"ffmpeg -f null {median([r.cpu for r in ffmpeg]):.2f} s CPU: ratio {ratio:.2f}, without the start {bare:.2f}; "
        f"preview {median([r.cpu for r in preview]):.2f} s CPU, {median([r.wall for r in preview]):.2f} s waiting",
        flush=True,
    )


def _ffmpeg(*arguments: str) -> None:
    subprocess.run([FFMPEG, "-v", "error", "-nostdin", "-y", *arguments], check=True)


if __name__ == "__main__":
    main()
