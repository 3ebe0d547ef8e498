"""Clips with a clock burned in, drawn over moving pictures, in the styles of cameras of many kinds; for tests and the benchmark."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]
WIDTH, HEIGHT = 1280, 720
FPS = 10
FONTS = Path("/usr/share/fonts/truetype")


@dataclass(frozen=True)
class Style:
    """How a camera writes its clock: one text (or several lines) for a moment, where, how large (pixels at 720 lines), in which font."""

    name: str
    lines: Callable[[datetime], list[str]]
    at: tuple[int, int]
    size: int
    font: str = ""
    fill: tuple[int, int, int, int] = (255, 255, 255, 255)
    rim: int = 0
    plate: tuple[int, int, int, int] | None = None
    fixed: bool = False


def _f(form: str) -> Callable[[datetime], list[str]]:
    return lambda moment: moment.strftime(form).split("|")


def _millis(moment: datetime) -> list[str]:
    return [moment.strftime("%Y/%m/%d %H:%M:%S.") + f"{moment.microsecond // 1000:03d}"]


STYLES = (
    Style("cctv", _f("%Y-%m-%d %H:%M:%S"), (30, 24), 30, "dejavu/DejaVuSansMono.ttf", plate=(0, 0, 0, 255), fixed=True),
    Style("dashcam", _f("%d/%m/%Y %H:%M:%S  62KM/H"), (560, 670), 28, "liberation/LiberationSans-Bold.ttf", (255, 230, 40, 255), 2),
    Style("bodycam", _f("%Y-%m-%d T%H:%M:%SZ|AXON BODY 3 X60A12345"), (860, 20), 24, "liberation/LiberationMono-Regular.ttf", rim=1),
    Style("drone", _f("%m.%d.%Y %I:%M:%S %p"), (40, 30), 30, "dejavu/DejaVuSans.ttf", rim=2),
    Style("weekday", _f("%a %d %b %Y %H:%M:%S"), (30, 660), 30, "liberation/LiberationSans-Regular.ttf", rim=2, fixed=True),
    Style("camcorder", _f("%b. %d %Y|%I:%M:%S %p"), (60, 600), 34, "liberation/LiberationMono-Bold.ttf", (255, 150, 40, 255), 1),
    Style("trail", _f("%m/%d/%Y %I:%M:%S%p  18C  64F"), (20, 682), 28, "dejavu/DejaVuSans-Bold.ttf", plate=(0, 0, 0, 255), fixed=True),
    Style("recorder", _f("%m-%d-%Y %a %H:%M:%S"), (40, 30), 32, "dejavu/DejaVuSansMono-Bold.ttf", rim=2, fixed=True),
    Style("short year", _f("%d.%m.%y %H:%M:%S"), (900, 30), 32, "dejavu/DejaVuSansCondensed.ttf", rim=2),
    Style("millis", _millis, (30, 30), 28, "dejavu/DejaVuSansMono.ttf", rim=2),
    Style("unix", lambda m: [f"CAM4 {int(m.timestamp())}"], (30, 30), 30, "dejavu/DejaVuSansMono.ttf", rim=2),
    Style("veil", _f("%Y-%m-%d %H:%M:%S"), (840, 650), 34, "liberation/LiberationSans-Bold.ttf", (255, 255, 255, 190), 0, (0, 0, 0, 90)),
    Style("slashes", _f("%d/%b/%Y %H:%M:%S"), (400, 24), 30, "dejavu/DejaVuSerif-Bold.ttf", rim=2),
    Style("zone", _f("%Y-%m-%d %H:%M:%S +03:00"), (30, 670), 28, "dejavu/DejaVuSans.ttf", rim=2, fixed=True),
    Style("green", _f("%d-%m-%Y  %H:%M:%S|CH01"), (30, 30), 32, "liberation/LiberationMono-Bold.ttf", (60, 255, 90, 255), 1),
    Style("hershey", _f("%Y-%m-%d %H:%M:%S"), (30, 30), 30, rim=2),
)  # fmt: skip


RUSSIAN = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
UKRAINIAN = ["січ", "лют", "бер", "квіт", "трав", "черв", "лип", "серп", "вер", "жовт", "лист", "груд"]
"""Unicode CLDR, ru (format, wide) and uk (format, abbreviated)."""


def _russian(moment: datetime) -> list[str]:
    return [f"{moment.day} {RUSSIAN[moment.month - 1]} {moment:%Y %H:%M:%S}"]


def _ukrainian(moment: datetime) -> list[str]:
    return [f"{moment.day} {UKRAINIAN[moment.month - 1]}. {moment:%Y} р., {moment:%H:%M:%S}"]


def _counted(moment: datetime) -> list[str]:
    tenth = moment.microsecond // 100_000
    return [f"TCR {moment:%H:%M:%S}:{tenth:02d}  F {tenth:06d}  {moment:%d.%m.%Y}"]


CONDENSED = "dejavu/DejaVuSansCondensed.ttf"
FLIGHT = "F/2.8 SS 320 ISO 100 EV 0 GPS(30.5234,50.4501,18) H 50.2m"
WEATHER = "\u263d  18\u00b0C 64\u00b0F"
BLACK = (0, 0, 0, 255)
MORE_STYLES = (
    Style("viofo", _f("%Y/%m/%d %H:%M:%S  VIOFO A129 PRO  62KM/H N50.4501 E30.5234"), (24, 676), 24, CONDENSED, rim=2),
    Style("blackvue", _f("BlackVue DR900X/62km/h/%Y.%m.%d/%H:%M:%S"), (24, 680), 24, "dejavu/DejaVuSansMono.ttf", rim=2),
    Style("osd", _f(f"%Y.%m.%d %H:%M:%S {FLIGHT}"), (20, 684), 20, "dejavu/DejaVuSans.ttf", rim=1),
    Style("moon", _f(f"{WEATHER}   %m/%d/%Y  %I:%M:%S%p   CAM04"), (20, 680), 28, "dejavu/DejaVuSans-Bold.ttf", plate=BLACK, fixed=True),
    Style("doorbell", _f("%m/%d/%Y %H:%M:%S EDT"), (1000, 684), 22, "dejavu/DejaVuSans.ttf", (255, 255, 255, 210), 1, fixed=True),
    Style("long weekday", _f("%d-%m-%Y %A %H:%M:%S"), (30, 24), 32, "dejavu/DejaVuSansMono-Bold.ttf", rim=2, fixed=True),
    Style("half day", _f("%b %d, %Y %I:%M:%S %p"), (700, 610), 36, "dejavu/DejaVuSans.ttf", (255, 220, 40, 255), 1),
    Style("russian", _russian, (30, 24), 32, "dejavu/DejaVuSans.ttf", rim=2),
    Style("ukrainian", _ukrainian, (30, 640), 34, "dejavu/DejaVuSans.ttf", rim=1),
    Style("frames", _counted, (300, 670), 30, "dejavu/DejaVuSansMono.ttf", plate=(0, 0, 0, 160)),
    Style("unseparated", _f("%Y%m%d_%H%M%S"), (30, 24), 32, "dejavu/DejaVuSans-Bold.ttf", (255, 220, 40, 255), 2),
    Style("dots", _f("%d.%m.%Y %H.%M.%S"), (30, 24), 30, "dejavu/DejaVuSans.ttf", rim=2),
)  # fmt: skip


def by_name(name: str) -> Style:
    return next(style for style in STYLES + MORE_STYLES if style.name == name)


def draw(
    path: Path,
    style: Style | None,
    start: datetime,
    *,
    seconds: float = 8.0,
    lines: int = 720,
    crf: int = 23,
    clock: Callable[[float], float] = lambda t: t,
    seed: int = 1,
) -> Path:
    """A clip whose clock shows `start` plus clock(t) seconds at second t of the video, t itself unless told otherwise."""
    assert start.tzinfo is UTC  # a stand-in frame: the digits are what counts
    size = f"{round(WIDTH * lines / HEIGHT / 2) * 2}x{lines}"
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{WIDTH}x{HEIGHT}",
        "-r", str(FPS), "-i", "-", "-vf", f"scale={size}:flags=area", "-c:v", "libx264", "-preset", "veryfast", "-crf", str(crf),
        "-pix_fmt", "yuv420p", "-g", "50", "-threads", "1", str(path),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin is not None
    land = _land(seed)
    for index in range(round(seconds * FPS)):
        t = index / FPS
        still = style is not None and style.fixed
        x, y = (400.0, 400.0) if still else (300 + 9.0 * index, 400 + 4.0 * index)
        picture = cv2.warpAffine(land, np.array([[1, 0, -x], [0, 1, -y]], np.float32), (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
        if still:  # someone walks through
            cv2.ellipse(picture, (100 + 11 * index, 420), (28, 80), 0, 0, 360, (60, 50, 40), -1, cv2.LINE_AA)
        if style is not None:
            _burn(picture, style, start + timedelta(seconds=clock(t)))
        process.stdin.write(picture.tobytes())
    process.stdin.close()
    assert process.wait() == 0
    return path


def _burn(picture: Picture, style: Style, moment: datetime) -> None:
    layer = _layer(style, tuple(style.lines(moment)))
    x, y = style.at
    under = picture[y : y + layer.shape[0], x : x + layer.shape[1]]
    over = layer[: under.shape[0], : under.shape[1]]
    alpha = over[:, :, 3:].astype(np.float32) / 255
    under[:] = (under * (1 - alpha) + over[:, :, 2::-1] * alpha).astype(np.uint8)


@lru_cache(maxsize=64)
def _layer(style: Style, lines: tuple[str, ...]) -> Picture:
    path = FONTS / style.font
    font = ImageFont.truetype(str(path), style.size) if style.font and path.exists() else ImageFont.load_default(style.size)
    text = "\n".join(lines)
    canvas = Image.new("RGBA", (1280, 120), (0, 0, 0, 0))
    brush = ImageDraw.Draw(canvas)
    *_, right, bottom = brush.multiline_textbbox((8, 4), text, font=font)
    if style.plate:
        brush.rectangle((0, 0, right + 8, bottom + 6), fill=style.plate)
    brush.multiline_text((8, 4), text, font=font, fill=style.fill, stroke_width=style.rim, stroke_fill=(0, 0, 0, 255))
    return np.asarray(canvas.crop((0, 0, int(right) + 12, int(bottom) + 8)))


@lru_cache(maxsize=4)
def _land(seed: int) -> Picture:
    random = np.random.default_rng(seed)
    land = np.zeros((1800, 2400, 3), np.float32)
    for cells in (6, 20, 70, 240, 600):
        noise = random.random((cells, cells, 3), dtype=np.float32)
        land += cv2.resize(noise, (2400, 1800), interpolation=cv2.INTER_CUBIC) * (100 / np.sqrt(cells))
    picture = cv2.normalize(land, land, 20, 225, cv2.NORM_MINMAX).astype(np.uint8)
    for _ in range(60):  # walls, windows, poles: straight edges as letters have
        x, y = (int(random.integers(0, side)) for side in (2400, 1800))
        w, h = (int(v) for v in random.integers(8, 160, 2))
        tone = tuple(int(v) for v in random.integers(10, 245, 3))
        cv2.rectangle(picture, (x, y), (x + w, y + h), tone, -1)
    return picture
