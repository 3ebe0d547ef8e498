"""Shots on a labelled set that is made here, against PySceneDetect's detectors where an environment of its own has it.

PySceneDetect's wheels bring a second cv2, so it is not installed beside the tool: name a Python that has it in SCENEDETECT_PYTHON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.media.shots import find_shots
from benchmarks.measure import FFMPEG
from tests.media.overlay_clips import _land

Frames = Iterator[NDArray[np.uint8]]
SIZE = (640, 360)
RATE = 25
SECONDS = 4.0
TOLERANCE = {"cuts": 0.2, "fades": 0.6, "dissolves": 0.6, "flashes": 0.2, "whip pans": 0.2, "glitches": 0.2}
PEER = """
import json, sys
from scenedetect import detect, AdaptiveDetector, ContentDetector, HashDetector, HistogramDetector, ThresholdDetector
found = {}
for kind in (AdaptiveDetector, ContentDetector, HashDetector, HistogramDetector, ThresholdDetector):
    scenes = detect(sys.argv[1], kind())
    found[kind.__name__] = [getattr(start, "seconds", None) or start.get_seconds() for start, _ in scenes[1:]]
print(json.dumps(found))
"""


def view(seed: int, t: float, *, speed: float = 14.0, x0: float = 300.0) -> NDArray[np.uint8]:
    """A picture of a drifting camera over one of the landscapes."""
    move = np.array([[0.6, 0, -0.6 * (x0 + speed * t)], [0, 0.6, -0.6 * (300 + 5 * t)]], np.float32)
    return np.asarray(cv2.warpAffine(_land(seed), move, SIZE, borderMode=cv2.BORDER_REFLECT), np.uint8)


def joined(transition: str, scenes: int = 5, length: float = 1.0) -> Frames:
    """Scenes of four seconds, one after another, with a transition of this length at each boundary."""
    count = round(scenes * SECONDS * RATE)
    for index in range(count):
        t = index / RATE
        at = int(t / SECONDS)
        picture = view(at + 1, t).astype(np.float32)
        near = round(t / SECONDS)
        share = (t - near * SECONDS) / length + 0.5
        if transition != "cut" and 0 < near < scenes and 0 <= share < 1:
            if transition == "dissolve":
                picture = (1 - share) * view(near, t).astype(np.float32) + share * view(near + 1, t)
            else:
                picture = picture * abs(2 * share - 1)
        yield picture.astype(np.uint8)


def flashes() -> Frames:
    for index in range(round(16 * RATE)):
        picture = view(7, index / RATE).astype(np.float32)
        since = index % round(3 * RATE) - 30
        bright = {0: 1.0, 1: 0.8, 2: 0.5, 3: 0.25}.get(since, 0.0)
        yield (picture * (1 - bright) + 250 * bright).astype(np.uint8)


def whip_pans() -> Frames:
    x = 300.0
    for index in range(round(16 * RATE)):
        fast = index % round(4 * RATE) in range(40, 49)
        x += 70.0 if fast else 0.4
        picture = view(8, 0.0, x0=x % 1100)
        yield np.asarray(cv2.blur(picture, (43, 1)) if fast else picture, np.uint8)


def glitches() -> Frames:
    random = np.random.default_rng(3)
    for index in range(round(16 * RATE)):
        picture = view(9, index / RATE)
        if index % round(3 * RATE) in range(30, 34):
            blocks = random.integers(0, 255, (9, 16, 3)).astype(np.uint8)
            picture = np.asarray(cv2.resize(blocks, SIZE, interpolation=cv2.INTER_NEAREST), np.uint8)
        yield picture


SET: dict[str, tuple[Callable[[], Frames], list[float]]] = {
    "cuts": (lambda: joined("cut"), [4.0, 8.0, 12.0, 16.0]),
    "fades": (lambda: joined("fade"), [4.0, 8.0, 12.0, 16.0]),
    "dissolves": (lambda: joined("dissolve"), [4.0, 8.0, 12.0, 16.0]),
    "flashes": (flashes, []),
    "whip pans": (whip_pans, []),
    "glitches": (glitches, []),
}


def main() -> None:
    peer = os.environ.get("SCENEDETECT_PYTHON", "")
    if not peer:
        print("SCENEDETECT_PYTHON is not set: the tool's own figures alone")
    with tempfile.TemporaryDirectory() as name:
        for kind, (frames, true) in SET.items():
            path = Path(name) / f"{kind.replace(' ', '-')}.mp4"
            _write(path, frames())
            ours = [shot.start_s for shot in find_shots(path).shots[1:]]
            print(f"{kind}: {len(true)} boundaries; {_told(ours, true, TOLERANCE[kind])}", flush=True)
            if peer:
                done = subprocess.run([peer, "-c", PEER, str(path)], capture_output=True, text=True, check=True)
                for detector, found in json.loads(done.stdout.splitlines()[-1]).items():
                    print(f"    {detector}: {_told(found, true, TOLERANCE[kind])}", flush=True)


def _told(found: list[float], true: list[float], tolerance: float) -> str:
    left, hits = list(found), 0
    for at in true:
        near = min(left, key=lambda each: abs(each - at), default=None)
        if near is not None and abs(near - at) <= tolerance:
            left.remove(near)
            hits += 1
    if not true:
        return f"{len(left)} false"
    return f"{hits} found, {len(left)} false, F1 {2 * hits / (len(true) + len(found)):.2f}"


def _write(path: Path, frames: Frames) -> None:
    command = [
        FFMPEG, "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{SIZE[0]}x{SIZE[1]}", "-r", str(RATE), "-i", "-",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p", str(path),
    ]  # fmt: skip
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for frame in frames:
            process.stdin.write(frame.tobytes())
        process.stdin.close()
    if process.returncode:
        sys.exit("ffmpeg could not write the clip")


if __name__ == "__main__":
    main()
