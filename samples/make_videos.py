"""Draw the samples' videos: `python samples/make_videos.py [NAME]...`.

The real clips are not ours to ship. Every frame bears the words SYNTHETIC SAMPLE. Frames are drawn with numpy and OpenCV, encoded once as a
camera would and once more, small and stripped of metadata, as a messenger does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import ffmpeg
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
FPS = 25
WIDTH, HEIGHT = 1280, 720
Picture = NDArray[np.uint8]

NO_TRACE = {"map_metadata": -1, "map_metadata:s:v": -1, "fflags": "+bitexact", "bsf:v": "filter_units=remove_types=6"}
"""No tags, no muxer's name, and no encoder's name in the header or in the picture stream (H.264 NAL type 6)."""


def ground(seed: int, size: int = 3000) -> Picture:
    """Fields and tracks from above, in grey, for a camera to move over."""
    random = np.random.default_rng(seed)
    land = np.zeros((size, size), np.float32)
    for cells in (6, 14, 40, 120, 400):
        noise = random.random((cells, cells), dtype=np.float32)
        land += cv2.resize(noise, (size, size), interpolation=cv2.INTER_CUBIC) * (90 / np.sqrt(cells))
    land = cv2.normalize(land, land, 40, 190, cv2.NORM_MINMAX)
    picture = land.astype(np.uint8)
    for _ in range(14):  # hedges and tracks
        a, b = random.integers(0, size, (2, 2))
        cv2.line(picture, tuple(map(int, a)), tuple(map(int, b)), int(random.integers(30, 220)), int(random.integers(4, 16)), cv2.LINE_AA)
    for _ in range(160):  # trees
        x, y = random.integers(0, size, 2)
        cv2.circle(picture, (int(x), int(y)), int(random.integers(5, 18)), int(random.integers(25, 70)), -1, cv2.LINE_AA)
    return picture


def fly(land: Picture, frames: int, start: tuple[float, float], step: tuple[float, float], zoom: tuple[float, float]) -> Iterator[Picture]:
    """A camera that moves over the land: start and step in pixels, zoom from one factor to another."""
    random = np.random.default_rng(frames)
    for index in range(frames):
        share = index / max(1, frames - 1)
        scale = zoom[0] + (zoom[1] - zoom[0]) * share
        shake = random.normal(0, 0.8, 2)
        x, y = (start[i] + step[i] * index + shake[i] for i in (0, 1))
        matrix = np.array([[scale, 0, -x * scale], [0, scale, -y * scale]], np.float32)
        yield cv2.warpAffine(land, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)


def vehicle(picture: Picture, x: int, y: int, size: int, tone: int) -> None:
    """A block with a turret and a barrel."""
    cv2.rectangle(picture, (x - size, y - size // 2), (x + size, y + size // 2), tone, -1)
    cv2.circle(picture, (x, y), size // 3, max(0, tone - 35), -1, cv2.LINE_AA)
    cv2.line(picture, (x, y), (x + int(size * 1.5), y - size // 6), max(0, tone - 50), max(2, size // 10), cv2.LINE_AA)


def drone_clip() -> Iterator[Picture]:
    """Five shots: approach, closer, thermal, a flash with smoke, and the way out."""
    fields, other = ground(1), ground(7)
    shots: list[tuple[Picture, int, tuple[float, float], tuple[float, float], tuple[float, float], str]] = [
        (fields, 90, (300, 500), (2.2, 1.1), (0.7, 0.85), "day"),
        (fields, 70, (900, 900), (0.8, -0.6), (1.5, 2.1), "target"),
        (other, 80, (700, 300), (-0.9, 0.9), (1.2, 1.4), "thermal"),
        (other, 70, (1200, 1400), (0.4, 0.2), (1.8, 1.9), "smoke"),
        (fields, 60, (1500, 200), (-3.0, 1.8), (0.8, 0.6), "day"),
    ]
    clock = 0
    for land, frames, start, step, zoom, kind in shots:
        for index, grey in enumerate(fly(land, frames, start, step, zoom)):
            picture = 255 - grey if kind == "thermal" else grey
            if kind in ("target", "thermal", "smoke"):
                vehicle(picture, WIDTH // 2 + index // 2, HEIGHT // 2 + index // 5, 46, 235 if kind == "thermal" else 60)
            if kind == "smoke" and index > 12:
                puff = np.zeros_like(picture)
                cv2.circle(puff, (WIDTH // 2 + 10, HEIGHT // 2), 20 + index * 3, 255, -1)
                veil = cv2.GaussianBlur(puff, (0, 0), 25).astype(np.float32) / 255
                bright = 255 if index < 15 else 150
                picture = (picture * (1 - veil) + bright * veil).astype(np.uint8)
            colour = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
            if kind != "thermal":
                colour = (colour * np.array([0.82, 1.0, 0.92])).astype(np.uint8)
            display(colour, clock)
            clock += 1
            yield colour


def display(picture: Picture, frame: int) -> None:
    """What a drone's display burns in: no date and no time of day."""
    white, centre = (240, 240, 240), (WIDTH // 2, HEIGHT // 2)
    cv2.line(picture, (centre[0] - 40, centre[1]), (centre[0] + 40, centre[1]), white, 1, cv2.LINE_AA)
    cv2.line(picture, (centre[0], centre[1] - 40), (centre[0], centre[1] + 40), white, 1, cv2.LINE_AA)
    text(picture, f"ALT {212 + frame // 20} m", (40, 60))
    text(picture, f"SPD {11 + frame % 50 // 25} m/s", (40, 95))
    text(picture, f"BAT {71 - frame // 120}%", (WIDTH - 190, 60))
    text(picture, f"REC {frame // FPS:03d} s", (WIDTH - 190, 95))


def speech_clip() -> Iterator[Picture]:
    """A figure at a desk, who moves a little."""
    for frame in range(8 * FPS):
        picture = np.full((HEIGHT, WIDTH, 3), (92, 84, 78), np.uint8)
        cv2.rectangle(picture, (80, 60), (360, 470), (60, 40, 30), -1)
        cv2.rectangle(picture, (980, 40), (1150, 520), (40, 40, 130), -1)
        sway = int(6 * np.sin(frame / 9))
        cv2.ellipse(picture, (640 + sway, 640), (240, 260), 0, 0, 360, (45, 42, 40), -1, cv2.LINE_AA)
        cv2.circle(picture, (640 + sway, 300), 105, (150, 175, 205), -1, cv2.LINE_AA)
        cv2.ellipse(picture, (640 + sway, 350), (36, 6 + int(10 * abs(np.sin(frame / 3)))), 0, 0, 360, (70, 60, 110), -1, cv2.LINE_AA)
        cv2.rectangle(picture, (0, 580), (WIDTH, HEIGHT), (38, 55, 80), -1)
        yield picture


def river_clip() -> Iterator[Picture]:
    """Brown water that runs past a bank, in two shots."""
    water = ground(21, 2600)
    for shot, (frames, drift) in enumerate(((110, 9.0), (90, -6.0))):
        for index, grey in enumerate(fly(water, frames, (900, 700 + 500 * shot), (drift, 0.4), (2.4, 2.5))):
            picture = (cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR) * np.array([0.45, 0.62, 0.78])).astype(np.uint8)
            bank = HEIGHT // 3 + 40 * shot + int(4 * np.sin(index / 7))
            picture[:bank] = np.linspace(200, 120, bank)[:, None, None].astype(np.uint8) * np.array([1, 1, 1], np.uint8)
            cv2.rectangle(picture, (0, bank - 60), (WIDTH, bank), (40, 90, 60), -1)
            yield picture


def harbour_clip() -> Iterator[Picture]:
    """Quays and sheds from a window, with smoke over them, in four shots."""
    shots = [(31, 100, (400, 600), (1.8, 0.5), (0.9, 1.0)), (37, 75, (800, 300), (-0.7, 1.1), (1.4, 1.7))]
    shots += [(41, 110, (1100, 1200), (1.2, -0.8), (0.8, 0.7)), (43, 65, (300, 1500), (2.5, 0.2), (1.1, 1.2))]
    for seed, frames, start, step, zoom in shots:
        for index, grey in enumerate(fly(ground(seed), frames, start, step, zoom)):
            puff = np.zeros_like(grey)
            cv2.circle(puff, (WIDTH // 3 + seed * 8, HEIGHT // 3), 60 + index, 255, -1)
            veil = cv2.GaussianBlur(puff, (0, 0), 30).astype(np.float32) / 255
            smoky = (grey * (1 - veil) + 70 * veil).astype(np.uint8)
            yield (cv2.cvtColor(smoky, cv2.COLOR_GRAY2BGR) * np.array([1.0, 0.93, 0.85])).astype(np.uint8)


def recycled_clip() -> Iterator[Picture]:
    """Ten seconds of the harbour as they come round again: mirrored, cropped, darker, under a banner."""
    for index, picture in enumerate(harbour_clip()):
        if 75 <= index < 325:
            cut = picture[HEIGHT // 20 : -HEIGHT // 20, WIDTH // 20 : -WIDTH // 20]
            shown = (cv2.resize(cv2.flip(cut, 1), (WIDTH, HEIGHT)) * 0.8).astype(np.uint8)
            cv2.rectangle(shown, (0, 40), (520, 110), (30, 30, 160), -1)
            text(shown, "BREAKING (invented)", (30, 88), 1.2)
            yield shown


def balcony_clip() -> Iterator[Picture]:
    """A city at night from a fixed camera, a light that climbs and goes out, and the camera's clock: 19:59:52 on 17 October 2023."""
    random = np.random.default_rng(17)
    city = np.linspace(38, 14, HEIGHT)[:, None, None].astype(np.uint8) * np.array([[[1, 0.85, 0.7]]])
    city = np.repeat(city.astype(np.uint8), WIDTH, axis=1)
    for left in range(0, WIDTH, 64):
        roof = int(random.integers(380, 540))
        cv2.rectangle(city, (left, roof), (left + 60, HEIGHT), (16, 14, 12), -1)
        for _ in range(int(random.integers(2, 9))):
            x, y = left + int(random.integers(6, 50)), int(random.integers(roof + 10, HEIGHT - 60))
            cv2.rectangle(city, (x, y), (x + 5, y + 8), (90, 170, 210), -1)
    for frame in range(10 * FPS):
        picture = cv2.add(city, random.integers(0, 9, city.shape, dtype=np.uint8))
        if 30 <= frame < 170:
            cv2.circle(picture, (300 + 3 * frame, 420 - int(2.2 * frame) + frame * frame // 110), 4, (200, 235, 255), -1, cv2.LINE_AA)
        second = 19 * 3600 + 59 * 60 + 52 + frame // FPS
        text(picture, f"2023-10-17 {second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}", (40, 60), 1.1)
        yield picture


SUN_HEIGHT, SHADOW_TO = 90 - 50.11162, 194.34024 - 180
"""Degrees: the sun's height, and where shadows point, in the worked example of NREL's algorithm (NREL/TP-560-34302, table A5.1)."""


def square_clip() -> Iterator[Picture]:
    """A square with a lamp post, a wall and two walkers, seen by a level camera that looks across the shadows.

    The camera stands 1.7 m above the ground. Right in the picture (x) is where shadows point, so they are drawn to the scale of what casts
    them: a thing h high throws a shadow of h / tan(SUN_HEIGHT).
    """
    far, eye, focal, horizon = 60.0, 1.7, 1100.0, 300.0
    run = 1 / np.tan(np.radians(SUN_HEIGHT))

    def seen(x: float, y: float, z: float) -> tuple[int, int]:
        return round(WIDTH / 2 + focal * x / y), round(horizon - focal * (z - eye) / y)

    def fill(picture: Picture, corners: list[tuple[float, float, float]], tone: tuple[int, int, int]) -> None:
        hull = cv2.convexHull(np.array([seen(*corner) for corner in corners], np.int32))
        cv2.fillConvexPoly(picture, hull, tone, cv2.LINE_AA)

    def block(picture: Picture, x: float, y: float, width: float, height: float, tone: tuple[int, int, int]) -> None:
        """An upright slab that faces the camera, its shadow first; the ground in the shade is darker."""
        low, high = [(x, y, 0.0), (x + width, y, 0.0)], [(x + height * run, y, 0.0), (x + width + height * run, y, 0.0)]
        back = [(a, b + 0.25, c) for a, b, c in low + high]
        fill(picture, low + high + back, (74, 84, 88))
        fill(picture, low + [(a, b, height) for a, b, _ in low], tone)

    random = np.random.default_rng(29)
    sky = np.linspace(0, 1, HEIGHT)[:, None, None] * np.array([30, 40, 45]) + np.array([215, 165, 120])
    empty = np.repeat(sky.astype(np.uint8), WIDTH, axis=1)
    grain = random.integers(0, 12, (HEIGHT - round(horizon), WIDTH, 1), dtype=np.uint8)
    empty[round(horizon) :] = np.array([136, 152, 160], np.uint8) + grain
    for x in range(-40, 41, 2):  # joints between the slabs
        cv2.line(empty, seen(x, far, 0), seen(x, 4, 0), (122, 138, 146), 1, cv2.LINE_AA)
    for left, height in ((-30, 7), (-19, 5), (-9, 8), (3, 6), (12, 9), (24, 5)):  # houses across the square
        fill(empty, [(left, far, 0), (left + 9, far, 0), (left, far, height), (left + 9, far, height)], (110 - 4 * height, 140, 180))
    for frame in range(8 * FPS):
        picture = empty.copy()
        block(picture, 4.0, 20.0, 3.0, 1.2, (96, 112, 130))
        block(picture, -9.0 + 0.045 * frame, 17.0, 0.45, 1.75, (60, 50, 120))
        block(picture, 7.0 - 0.05 * frame, 15.0, 0.45, 1.65, (120, 90, 50))
        block(picture, -3.05, 12.0, 0.1, 4.0, (48, 52, 50))
        yield picture


def text(picture: Picture, words: str, at: tuple[int, int], size: float = 0.8) -> None:
    """White letters with a dark rim, as displays draw them."""
    for tone, width in ((0, 4), (245, 2)):
        cv2.putText(picture, words, at, cv2.FONT_HERSHEY_SIMPLEX, size, (tone, tone, tone), width, cv2.LINE_AA)


def encode(frames: Iterator[Picture], target: Path, **how: object) -> None:
    """Encode drawn frames as H.264 in MP4, with the ffmpeg that imageio-ffmpeg carries; the label is burned in."""
    stream = ffmpeg.input("pipe:", format="rawvideo", pix_fmt="bgr24", s=f"{WIDTH}x{HEIGHT}", r=FPS)
    job = ffmpeg.output(stream, str(target), vcodec="libx264", pix_fmt="yuv420p", **how).overwrite_output().global_args("-v", "error")
    process = ffmpeg.run_async(job, cmd=imageio_ffmpeg.get_ffmpeg_exe(), pipe_stdin=True)
    for picture in frames:
        text(picture, "SYNTHETIC SAMPLE", (WIDTH // 2 - 190, HEIGHT - 30), 1.1)
        process.stdin.write(picture.tobytes())
    process.stdin.close()
    if process.wait():
        raise SystemExit(f"ffmpeg could not write {target.name}")


def run(job: object) -> None:
    ffmpeg.run(job.overwrite_output().global_args("-v", "error"), cmd=imageio_ffmpeg.get_ffmpeg_exe())  # type: ignore[attr-defined]


def sent(frames: Iterator[Picture], target: Path, **tags: object) -> None:
    """Encode as a camera, then small and without a trace, as a messenger does; `tags` are written last."""
    with tempfile.TemporaryDirectory() as folder:
        camera, small = Path(folder) / "camera.mp4", Path(folder) / "small.mp4"
        encode(frames, camera, crf=18, preset="fast")
        run(ffmpeg.input(str(camera)).output(str(small), vcodec="libx264", crf=30, preset="slow", vf="scale=640:-2"))
        run(ffmpeg.input(str(small)).output(str(target), c="copy", movflags="+faststart", **NO_TRACE, **tags))


def leopard() -> None:
    sent(drone_clip(), HERE / "leopard-kursk" / "clip.mp4")


def evacuation() -> None:
    """With the one date that was reported of the real file: 16 February 2022, 17:07 in Donetsk."""
    sent(speech_clip(), HERE / "evacuation-2022" / "speech.mp4", metadata="creation_time=2022-02-16T14:07:00Z")


def river() -> None:
    sent(river_clip(), HERE / "river-level" / "river.mp4")


def recycled() -> None:
    folder = HERE / "recycled"
    (folder / "older").mkdir(parents=True, exist_ok=True)
    sent(harbour_clip(), folder / "older" / "harbour.mp4")
    sent(recycled_clip(), folder / "clip.mp4")


def hospital() -> None:
    sent(balcony_clip(), HERE / "hospital-2023" / "balcony.mp4")


def square() -> None:
    sent(square_clip(), HERE / "square-shadow" / "square.mp4")


VIDEOS: dict[str, Callable[[], None]] = {
    "leopard": leopard,
    "evacuation": evacuation,
    "river": river,
    "recycled": recycled,
    "hospital": hospital,
    "square": square,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or VIDEOS:
        VIDEOS[name]()
