"""Sounds for tests of the archive, made of nothing but numbers: something like speech, noise, tones; and films that they lie under."""

from __future__ import annotations

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
RATE = 16_000

Sound = NDArray[np.float64]


def speech(seed: int, seconds: int = 20) -> Sound:
    """Syllables of a tenth to three tenths of a second: voiced ones with three formants and a pitch that glides, hisses, pauses."""
    random, parts, length = np.random.default_rng(seed), [], 0
    while length < seconds * RATE:
        count = int(random.uniform(0.08, 0.3) * RATE)
        time, kind = np.arange(count) / RATE, random.random()
        part = random.normal(size=count) * 0.1 if kind < 0.2 else np.zeros(count)
        if kind > 0.35:
            pitch = random.uniform(90, 220) * (1 + random.uniform(-0.2, 0.2) * time / time[-1])
            formants = random.uniform([250, 800, 2200], [900, 2200, 3200])
            for overtone in range(1, 25):
                loud = 0.02 + np.exp(-(((overtone * pitch.mean() - formants) / 150) ** 2)).sum()
                part += loud * np.sin(overtone * 2 * np.pi * np.cumsum(pitch) / RATE) / 3
            part *= np.hanning(count) ** 0.3
        parts.append(part)
        length += count
    return np.concatenate(parts)[: seconds * RATE] * 0.3


def hiss(seed: int, seconds: int = 20) -> Sound:
    return np.random.default_rng(seed).normal(size=seconds * RATE) * 0.1


def tone(hertz: float, seconds: int = 20) -> Sound:
    return 0.3 * np.sin(2 * np.pi * hertz * np.arange(seconds * RATE) / RATE)


def under(sound: Sound, target: Path, *, film: Path | None = None, codec: tuple[str, ...] = ("aac", "-b:a", "128k")) -> Path:
    """The sound under a film's pictures, as long as both last; alone where there is none."""
    command = [FFMPEG, "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:"]
    command += ["-i", str(film), "-map", "1:v", "-map", "0:a", "-c:v", "copy", "-shortest"] if film is not None else []
    data = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
    subprocess.run([*command, "-c:a", *codec, str(target)], input=data, check=True)
    return target


def again(source: Path, target: Path, *options: str, start: float | None = None, seconds: float | None = None) -> Path:
    """The file through ffmpeg once more, or a part of it."""
    cut = [] if start is None else ["-ss", str(start), "-t", str(seconds)]
    subprocess.run([FFMPEG, "-v", "error", "-y", *cut, "-i", str(source), *options, str(target)], check=True)
    return target
