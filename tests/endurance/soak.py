"""`python -m tests.endurance.soak`: 500 cases opened, checked and reported one after another in one process; the memory stays flat.

    python -m tests.endurance.soak --count 500

Each case is a folder of its own with a case file and a video, as the page would open them; every tenth is looked at with its pictures. The
resident size is printed every 50 cases. It is flat where the last fifth needs no more than the second fifth and a tenth: the first
fifth loads tables and libraries.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import sys
import tempfile
from pathlib import Path

from analysis.casefile import load
from analysis.hearing import hear
from analysis.media.shots import find_shots
from analysis.media.source import MediaError
from analysis.views.record import check_record
from analysis.views.report import report
from analysis.weighing.weigh import weigh
from tests.endurance.seeds import ROOT, seeds

EXAMPLE = ROOT / "samples" / "leopard-kursk" / "article.toml"


def resident() -> int:
    """The resident size of this process in KB, as Linux tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1])


def one_case(folder: Path, video: Path, *, pictures: bool) -> None:
    """Open a case of its own with this video, check it, make its record and its report."""
    folder.mkdir()
    shutil.copy(video, folder / video.name)
    text = EXAMPLE.read_text(encoding="utf-8").replace('video = "clip.mp4"', f'video = "{video.name}"')
    (folder / "case.toml").write_text(text, encoding="utf-8")
    case = load(folder / "case.toml")
    assert case.exhibit is not None, case.problems
    verdict = weigh(hear(case, pictures=pictures))
    shots = None
    if pictures:
        try:
            shots = find_shots(case.exhibit.path, folder / "stills")
        except MediaError:
            shots = None  # no video in a format that is decoded: a text beside one
    assert json.dumps(check_record(verdict, shots))
    assert report(verdict, shots, folder / "stills")
    shutil.rmtree(folder)


def soak(count: int, every: int, pictures_every: int = 10) -> list[int]:
    """The resident sizes in KB after every so many cases."""
    sizes = []
    with tempfile.TemporaryDirectory(prefix="before-or-after-soak-") as made:
        videos = [path for path in seeds(Path(made) / "seeds") if path.suffix not in (".bin", ".json", ".xml", ".xmp", ".srt")]
        for number in range(1, count + 1):
            one_case(Path(made) / f"case-{number}", videos[number % len(videos)], pictures=number % pictures_every == 0)
            if number % every == 0:
                gc.collect()
                sizes.append(resident())
                print(f"{number} cases: {sizes[-1] // 1024} MB", flush=True)
    return sizes


def main() -> int:
    parts = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parts.add_argument("--count", type=int, default=500)
    parts.add_argument("--every", type=int, default=50)
    given = parts.parse_args()
    sizes = soak(given.count, given.every)
    fifth = max(1, len(sizes) // 5)
    second, last = max(sizes[fifth : 2 * fifth]), max(sizes[-fifth:])
    flat = last <= 1.1 * second
    print(f"after the second fifth {second // 1024} MB, in the last {last // 1024} MB: {'flat' if flat else 'not flat'}")
    return 0 if flat else 1


if __name__ == "__main__":
    sys.exit(main())
