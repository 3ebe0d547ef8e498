"""Films for tests of the archive: noise that a camera moves over, drawn once, and altered as reposts are. Encoded by the ffmpeg program."""

from __future__ import annotations

import subprocess
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
WIDTH, HEIGHT, FPS = 320, 180, 10


def land(seed: int) -> NDArray[np.uint8]:
    """A grey surface with detail of every size."""
    random = np.random.default_rng(seed)
    surface = np.zeros((700, 900), np.float32)
    for cells in (5, 9, 18, 40, 100):
        surface += cv2.resize(random.random((cells, cells), dtype=np.float32), (900, 700), interpolation=cv2.INTER_CUBIC) / np.sqrt(cells)
    return cv2.normalize(surface, surface, 20, 235, cv2.NORM_MINMAX).astype(np.uint8)


def film(target: Path, seeds: tuple[int, ...], *, seconds: int = 4) -> Path:
    """A shot of so many seconds over each land."""
    command = [FFMPEG, "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS), "-i", "pipe:"]
    command += ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "24", "-g", "20", "-pix_fmt", "yuv420p", str(target)]
    pictures = []
    for seed in seeds:
        surface = land(seed)
        for index in range(seconds * FPS):
            x, y = 40 + 5 * index, 30 + 3 * index
            pictures.append(surface[y : y + HEIGHT, x : x + WIDTH].tobytes())
    subprocess.run(command, input=b"".join(pictures), check=True)
    return target


def altered(source: Path, target: Path, filters: str, *options: str) -> Path:
    """The film through ffmpeg's filters, at the quality of a messenger."""
    command = [FFMPEG, "-v", "error", "-y", "-i", str(source), *options, "-vf", filters, "-c:v", "libx264", "-preset", "ultrafast"]
    subprocess.run([*command, "-crf", "32", str(target)], check=True)
    return target


def still(source: Path, target: Path, second: float) -> Path:
    """One picture of the film, as JPEG."""
    command = [FFMPEG, "-v", "error", "-y", "-ss", str(second), "-i", str(source), "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4"]
    subprocess.run([*command, str(target)], check=True)
    return target
