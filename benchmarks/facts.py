"""`facts` as a whole process beside exiftool and MediaInfo: a phone's video, a folder of files, a file of 20 GB.

The peers are Debian's libimage-exiftool-perl and mediainfo; nothing else of the project uses them. exiftool is run twice: as it is, and
with -ee, which also reads what stands inside the streams, as `facts` does. The real files are those of `../shared/media`; without them,
a synthetic phone video stands in. A first run of each, which fills caches, is not counted.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import ROOT, Run, in_turn, median, run

TIMES = 5
LARGE = 20 << 30
MEDIA = ROOT.parent / "shared" / "media"
PHONE = "pixel_android13_2023.mp4"

TOOL = (sys.executable, "-m", "analysis", "facts")
PEERS = {"exiftool": ("exiftool",), "exiftool -ee": ("exiftool", "-ee", "-a", "-G1", "-j"), "mediainfo": ("mediainfo",)}


def main() -> None:
    peers = {name: command for name, command in PEERS.items() if shutil.which(command[0])}
    for missing in sorted({command[0] for command in PEERS.values()} - {command[0] for command in peers.values()}):
        print(f"{missing} is not installed: it is left out.")
    with tempfile.TemporaryDirectory() as name:
        # Compiled modules are kept, as they are on every machine but those that forbid it, and away from the project.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{name}/compiled"
        small = phone(Path(name))
        compare(f"a phone's video ({small.stat().st_size / 1e6:.1f} MB)", [small], peers)
        files = sorted(path for path in MEDIA.glob("*.*") if path.suffix not in (".json", ".md", ".py")) if MEDIA.is_dir() else []
        if files:
            compare(f"a folder of {len(files)} files", files, peers)
        compare("a sparse file of 20 GB", [large(Path(name))], peers)


def compare(what: str, files: list[Path], peers: dict[str, tuple[str, ...]]) -> None:
    """Print the medians of each tool, run in turn."""
    names = [str(path) for path in files]
    # exiftool ends with 1 where one of many files is of a kind that it does not know.
    commands = {
        "facts": (*TOOL, *names),
        "facts --json --no-hash": (*TOOL, "--json", "-", "--no-hash", *names),
        "facts --json": (*TOOL, "--json", "-", *names),
    } | {name: (*command, *names) for name, command in peers.items()}
    runs: list[Callable[[], Run]] = [lambda of=command: run(of, most=1) for command in commands.values()]  # type: ignore[misc]
    for each in runs:
        each()
    print(f"{what}; medians of {TIMES}")
    for name, measured in zip(commands, in_turn(TIMES, *runs), strict=True):
        wall, cpu, peak = (median([getattr(one, part) for one in measured]) for part in ("wall", "cpu", "peak_mb"))
        print(f"  {name:24} {wall:7.3f} s waiting {cpu:7.3f} s CPU {peak:6.0f} MB")


def phone(folder: Path) -> Path:
    """A phone's video, real where there is one."""
    real = MEDIA / PHONE
    if real.is_file():
        return real
    path = folder / "VID_20230628_100722.mp4"
    path.write_bytes(_box(b"ftyp", b"isom\0\0\2\0isom") + _movie() + _box(b"mdat", bytes(2_000_000)))
    return path


def large(folder: Path) -> Path:
    """A file of 20 GB that takes no room: its media data are a hole, its header stands at the end."""
    path = folder / "large.mp4"
    with path.open("wb") as file:
        file.write(_box(b"ftyp", b"isom\0\0\2\0isom") + struct.pack(">I4sQ", 1, b"mdat", LARGE))
        file.seek(LARGE - 16, 1)
        file.write(_movie())
    return path


def _movie() -> bytes:
    """A movie header of 28 June 2023 (ISO/IEC 14496-12, 8.2.2)."""
    return _box(b"moov", _box(b"mvhd", struct.pack(">IIIII", 0, 3_770_761_642, 3_770_761_642, 600, 6000) + bytes(80)))


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


if __name__ == "__main__":
    main()
