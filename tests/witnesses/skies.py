"""Short clips of drawn scenes: a bright beach, a town by night, a grey wall; and the cases that ask about them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from analysis.case import Case, Post, Site
from analysis.exhibit import Exhibit
from analysis.geography.coordinates import Coordinates
from analysis.media.shots import Shot, Shots
from analysis.when import Span
from tests.witnesses.exhibits import RECEIVED

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT = 320, 180
KURSK = Site(Coordinates(51.23, 35.27))
POSTED = datetime(2024, 9, 19, tzinfo=UTC)


def scene(kind: str) -> Pixels:
    """A picture (BGR): "beach", "night" or "wall"."""
    rng = np.random.default_rng(5)
    picture = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    if kind == "beach":
        picture[:90] = np.linspace((235, 190, 140), (245, 220, 185), 90)[:, None]
        picture[90:] = (150, 190, 215)
        picture[90:] += cv2.GaussianBlur(rng.normal(0, 160, (90, WIDTH, 1)).astype(np.float32), (0, 0), 3)[:, :, None]
        cv2.rectangle(picture, (120, 50), (150, 165), (30, 30, 60), -1)
    elif kind == "night":
        picture[:] = (14, 10, 8)
        for x, y in rng.integers((5, 60), (WIDTH - 5, HEIGHT - 5), (25, 2)):
            cv2.circle(picture, (int(x), int(y)), 1, (150, 220, 255), -1)
    else:
        picture[:] = (118, 122, 126)
        picture += rng.normal(0, 6, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def film(path: Path, kinds: Sequence[str], seconds: int = 2) -> Path:
    """These scenes after one another, as H.264."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{WIDTH}x{HEIGHT}", "-r", "10",
        "-i", "-", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-crf", "20", str(path),
    ]  # fmt: skip
    # A hand-held camera moves: each picture is a little beside the last.
    data = b"".join(np.roll(scene(kind), 2 * number, axis=1).tobytes() for kind in kinds for number in range(10 * seconds))
    subprocess.run(command, input=data, check=True)
    return path


def case_of(path: Path, *, each_s: float = 0.0, **given: object) -> Case:
    """A case on this film, posted on 19 September 2024, recorded near Kursk if nothing else is given; `each_s` is the length of a shot.

    Where it is given, two shots stand as found: finding them is another room's work.
    """
    post = Post("posts[0]", span=Span(POSTED, POSTED + timedelta(days=1)))
    values: dict[str, object] = {"site": KURSK, "posts": (post,)} | given
    exhibit = Exhibit.receive(path, now=RECEIVED)
    if each_s:
        base = Fraction(1, 10240)
        both = [
            Shot(index, index * each_s, (index + 1) * each_s, (index + 0.5) * each_s, "", round((index + 0.5) * each_s / base), base)
            for index in (0, 1)
        ]
        exhibit.__dict__["shots"] = Shots(2 * each_s, tuple(both))
    return Case(exhibit=exhibit, opened=RECEIVED, **values)  # type: ignore[arg-type]
