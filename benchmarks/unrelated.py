"""False matches among drawn scenes that have nothing to do with each other, many hours of them against each other.

    python -m benchmarks unrelated [CLIPS] [FOLDER ...]

Each clip is twelve seconds of one scene, drawn anew from random numbers: surfaces, skies over ground, heads before a wall, title cards,
lights at night, streets, rooms, and nearly plain walls. The camera moves a little. Scenes of one kind are drawn by one pattern from few
shapes, so they look more alike than different footage does: heads and streets are meant to be hard. Each clip is searched for among all
others, by the same scan and alignment as in an archive; so many hours against so many hours were compared. Real videos in the folders are
searched for among the drawn ones too. What no drawing shows: studio sets, maps and title cards that really are the same.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.archive import matching
from analysis.archive.anchors import Anchors, Scanned
from analysis.archive.finding import matched
from analysis.archive.matching import ENOUGH
from analysis.archive.scanning import WORTH_A_LOOK, candidates
from analysis.media.decoder.fingerprints import Coded
from analysis.media.fingerprint import ASKED_S, Prints, fingerprint
from analysis.media.source import MediaError

CLIPS, CLIP_S = 2_000, 12.0
SIDES = (144, 256)
WIDE = (200, 340)
Picture = NDArray[np.float32]
Chance = np.random.Generator


def surface(chance: Chance, fall: float) -> Picture:
    """Noise whose strength falls with frequency: photographs fall with about 1, clouds and walls with more."""
    height, width = WIDE
    down, across = np.meshgrid(np.fft.fftfreq(height), np.fft.rfftfreq(width), indexing="ij")
    strength = np.maximum(np.hypot(down, across), 1 / width) ** -fall
    made = np.fft.irfft2(strength * np.exp(2j * np.pi * chance.random(strength.shape)), s=WIDE)
    return ((made - made.mean()) / made.std()).astype(np.float32)


def slope(chance: Chance) -> Picture:
    down, across = np.mgrid[0 : WIDE[0], 0 : WIDE[1]] / 100.0
    one, two = chance.normal(size=2)
    return (one * down + two * across).astype(np.float32)


def _surface(chance: Chance) -> Picture:
    return 120 + 45 * surface(chance, chance.uniform(0.7, 1.6))


def _sky(chance: Chance) -> Picture:
    picture = 190 + 12 * slope(chance) + 6 * surface(chance, 2.0)
    line = (chance.uniform(0.35, 0.75) * WIDE[0] + 8 * surface(chance, 1.5)[0]).astype(int)
    ground = 90 + 25 * surface(chance, 1.0)
    return np.where(np.arange(WIDE[0])[:, None] >= line[None, :], ground, picture).astype(np.float32)


def _head(chance: Chance) -> Picture:
    picture = np.ascontiguousarray(chance.uniform(60, 200) + 10 * slope(chance) + chance.uniform(2, 15) * surface(chance, 1.4))
    x, y, size = (int(each) for each in (170 + chance.normal() * 25, 95 + chance.normal() * 12, chance.uniform(22, 40)))
    cv2.ellipse(picture, (x, y + 3 * size), (2 * size, int(1.6 * size)), 0, 0, 360, chance.uniform(20, 120), -1)
    cv2.ellipse(picture, (x, y), (size, int(1.3 * size)), 0, 0, 360, chance.uniform(90, 210), -1)
    cv2.ellipse(picture, (x, y - size // 2), (size, size), 0, 180, 360, chance.uniform(10, 80), -1)
    for side in (-1, 1):
        cv2.circle(picture, (x + side * size // 3, y), max(2, size // 8), 30, -1)
    return picture + 3 * surface(chance, 0.8)


def _title(chance: Chance) -> Picture:
    ground = chance.choice([10, 30, 120, 240])
    picture = np.full(WIDE, ground, np.uint8)
    for line in range(int(chance.integers(1, 4))):
        word = "".join(chr(97 + letter) for letter in chance.integers(0, 26, int(chance.integers(5, 16))))
        cv2.putText(picture, word, (60 + int(chance.integers(0, 40)), 80 + 30 * line), cv2.FONT_HERSHEY_SIMPLEX, chance.uniform(0.6, 1.1),
                    255.0 - float(ground), 2)  # fmt: skip
    return picture.astype(np.float32)


def _night(chance: Chance) -> Picture:
    picture = np.ascontiguousarray(18 + 5 * surface(chance, 1.3))
    for _ in range(int(chance.integers(4, 30))):
        at = (int(chance.integers(0, WIDE[1])), int(chance.integers(60, WIDE[0])))
        cv2.circle(picture, at, int(chance.integers(1, 6)), chance.uniform(120, 255), -1)
    return cv2.GaussianBlur(picture, (0, 0), 1.5)


def _street(chance: Chance) -> Picture:
    picture = np.ascontiguousarray(170 + 8 * slope(chance) + 5 * surface(chance, 1.6))
    x, y = (int(each) for each in (170 + chance.normal() * 30, 90 + chance.normal() * 12))
    for side in (0, WIDE[1]):
        top, foot = (int(each) for each in (chance.uniform(0, 60), chance.uniform(150, 200)))
        cv2.fillPoly(picture, [np.array([(side, top), (x, y - 5), (x, y + 5), (side, foot)], np.int32)], chance.uniform(50, 150))
        for _ in range(int(chance.integers(3, 14))):
            near = chance.uniform(0.1, 0.8)
            wall = (int(side + (x - side) * near), int(top + (y - top) * near + (foot - top) * (1 - near) * chance.uniform(0.1, 0.5)))
            cv2.rectangle(
                picture, wall, (wall[0] + int(14 * (1 - near)) + 2, wall[1] + int(22 * (1 - near)) + 2), chance.uniform(20, 230), -1
            )
    cv2.fillPoly(picture, [np.array([(0, WIDE[0]), (x, y + 4), (WIDE[1], WIDE[0])], np.int32)], chance.uniform(60, 120))
    return picture + 6 * surface(chance, 0.9)


def _room(chance: Chance) -> Picture:
    picture = np.ascontiguousarray(chance.uniform(80, 190) + 8 * slope(chance))
    for _ in range(int(chance.integers(3, 12))):
        left, top = int(chance.integers(0, WIDE[1] - 40)), int(chance.integers(0, WIDE[0] - 30))
        size = (int(chance.integers(15, 120)), int(chance.integers(10, 90)))
        cv2.rectangle(picture, (left, top), (left + size[0], top + size[1]), chance.uniform(20, 240), -1)
    return picture + 4 * surface(chance, 1.0)


def _wall(chance: Chance) -> Picture:
    return 130 + chance.uniform(5, 25) * slope(chance) + chance.uniform(2, 8) * surface(chance, chance.uniform(0.8, 2.0))


SCENES: dict[str, Callable[[Chance], Picture]] = {
    "surface": _surface, "sky": _sky, "head": _head, "title card": _title, "night": _night, "street": _street, "room": _room, "wall": _wall,
}  # fmt: skip


def clip(seed: int) -> Prints:
    """The fingerprints of one drawn clip, as of a video that is looked for."""
    chance = np.random.default_rng(seed)
    scene = SCENES[list(SCENES)[seed % len(SCENES)]](chance)
    count = int(CLIP_S / ASKED_S)
    spare = np.array(WIDE) - SIDES
    path = np.cumsum(chance.normal(scale=chance.uniform(0.0, 2.5), size=(count, 2)), axis=0) + spare / 2
    coded = []
    for top, left in np.clip(path, 0, spare).round().astype(int):
        picture = scene[top : top + SIDES[0], left : left + SIDES[1]] + chance.normal(scale=1.0, size=SIDES)
        coded.append(Coded.of(np.clip(picture, 0, 255).astype(np.uint8), searched=True))
    return Prints(
        np.arange(count), np.array([each.code for each in coded]), np.array([each.core for each in coded]),
        np.array([each.detail for each in coded], np.uint8), np.array([each.core_detail for each in coded], np.uint8),
        np.array([each.shifted for each in coded]), Fraction(1, 4), duration_s=CLIP_S,
    )  # fmt: skip


def kept(prints: Prints) -> Prints:
    """The same as an archive keeps it: every second picture, without the codes of parts."""
    return Prints(prints.pts[::2], prints.codes[::2], prints.core[::2], prints.detail[::2], prints.core_detail[::2],
                  time_base=prints.time_base, duration_s=prints.duration_s)  # fmt: skip


def main() -> None:
    given = sys.argv[2:] if sys.argv[1:2] == ["unrelated"] else []
    count = int(given[0]) if given else CLIPS
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        asked = {
            f"{list(SCENES)[seed % len(SCENES)]} {seed}": prints for seed, prints in enumerate(pool.map(clip, range(count), chunksize=16))
        }
    archive = [kept(prints) for prints in asked.values()]
    anchors = [Anchors.of(prints) for prints in archive]
    scanned = Scanned.of(
        np.concatenate([each.codes for each in anchors]), np.concatenate([each.core for each in anchors]),
        np.repeat(np.arange(count, dtype=np.uint32), [len(each) for each in anchors]), np.concatenate([each.pictures for each in anchors]),
    )  # fmt: skip
    print(f"{count} drawn clips, {count * CLIP_S / 3600:.1f} h, {len(scanned)} anchors")
    _search("drawn clips", asked, list(asked), archive, scanned)
    real: dict[str, Prints] = {}
    for path in sorted(path for folder in given[1:] for path in Path(folder).iterdir() if path.is_file()):
        try:
            real[path.name] = fingerprint(path, dense=True)
        except MediaError:
            continue
    if real:
        _search("real videos", real, list(asked), archive, scanned)


def _search(title: str, asked: dict[str, Prints], names: list[str], archive: list[Prints], scanned: Scanned) -> None:
    looked, false, odds = 0, Counter[str](), []
    matching.ENOUGH = WORTH_A_LOOK
    try:
        for name, prints in asked.items():
            for file, rows, pictures in candidates(prints, scanned):
                if names[file] == name:
                    continue
                looked += 1
                strongest = max((each.odds for each in matched(prints, archive[file], rows, pictures)), default=0.0)
                odds.append((strongest, name, names[file]))
                false[name.rpartition(" ")[0]] += strongest >= ENOUGH
    finally:
        matching.ENOUGH = ENOUGH
    seconds = sum(prints.duration_s or 0.0 for prints in asked.values())
    hours = seconds / 3600 * len(archive) * CLIP_S / 3600
    print(f"{title}: {seconds / 3600:.2f} h searched for, {hours:.1f} h x h compared: {sum(false.values())} false matches")
    print(f"  of these: {dict(+false)}")
    print(f"  that is {hours / 0.05:.0f} h for a search of three minutes; {looked} files looked into")
    for least in range(4, 14):
        print(f"  10^-{least} or less: {sum(each[0] >= least for each in odds)}")
    print("  the strongest:", ", ".join(f"{each:.1f} {one} / {other}" for each, one, other in sorted(odds)[:-7:-1]))


if __name__ == "__main__":
    main()
