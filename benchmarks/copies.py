"""Copies found and missed: footage is altered as reposts are, and looked for in an archive that holds the originals.

    python -m benchmarks copies [FOLDER ...] [--kept FOLDER] [--only WORD] [--narrow]

The folders hold videos, each taken in pieces of 12 seconds, and photographs, over each of which a camera is moved; what is altered stays in
`--kept`, so that another version of the code is measured on the same files. Without folders, drawn footage is used, which says little. A
copy is found where the right file matches with an offset that is right to a second; anything else that matches is a false match.
What is no video, lasts less than a second, is black or flat in most of its pictures, or shows what another file or another part of it
shows, is left out by name, and so is a part that looks like the rest of its piece; a file that shows the same as the right one is no false
match. `--narrow` scans as an archive of 10,000 hours is scanned.
Every piece is also looked for in an archive of all others, and the strongest likeness by chance says how far off a false match is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from pathlib import Path

import cv2
import numpy as np

from analysis import archive as archive_room
from analysis.archive import Archive, Match, matching, scanning
from analysis.archive.adding import OLDER, VIDEOS
from analysis.archive.finding import part_of
from analysis.archive.matching import ENOUGH, TEXTURED, Stretch, align
from analysis.media.fingerprint import ASKED_S, Prints, fingerprint
from analysis.media.source import MediaError
from benchmarks.measure import FFMPEG

PIECE_S, SHORTEST_S = 12.0, 1.0
MOST_PIECES = 2
MOVING, PICTURES = (*VIDEOS, *OLDER), (".png", ".jpg")
CROP = "crop=trunc(iw*0.9/2)*2:trunc(ih*0.9/2)*2"
CORNER = f"{CROP}:0:0"
LOGO = "drawbox=x=iw*0.8:y=ih*0.05:w=iw*0.15:h=ih*0.12:color=white@0.9:t=fill"
CAPTION = "drawbox=x=0:y=ih*0.82:w=iw:h=ih*0.13:color=black@0.85:t=fill,drawbox=x=iw*0.1:y=ih*0.86:w=iw*0.7:h=ih*0.04:color=white:t=fill"
LETTERBOX = "pad=iw:trunc(ih*1.35/2)*2:0:(oh-ih)/2"
PILLARBOX = "pad=trunc(iw*1.5/2)*2:ih:(ow-iw)/2:0"
SMALLER = "scale=trunc(iw*0.5/2)*2:trunc(ih*0.5/2)*2"
DARK, PALE = "eq=gamma=0.6:contrast=1.15", "eq=gamma=1.5:contrast=0.8"
COLOUR = "hue=h=35:s=1.6"
FASTER, SLOWER = "setpts=PTS/1.15", "setpts=PTS/0.85"

SINGLE: dict[str, tuple[str, float]] = {
    "recoded": ("null", 1.0),
    "smaller": (SMALLER, 1.0),
    "logo": (LOGO, 1.0),
    "caption": (CAPTION, 1.0),
    "letterbox": (LETTERBOX, 1.0),
    "pillarbox": (PILLARBOX, 1.0),
    "crop 10 %": (CROP, 1.0),
    "crop to a corner": (CORNER, 1.0),
    "mirrored": ("hflip", 1.0),
    "darker": (DARK, 1.0),
    "paler": (PALE, 1.0),
    "colours": (COLOUR, 1.0),
    "faster": (FASTER, 1.15),
    "slower": (SLOWER, 0.85),
    "part": ("null", 1.0),
    "compilation": ("null", 1.0),
}
COMBINED: dict[str, tuple[str, float]] = {
    "mirrored, crop, logo": (f"hflip,{CROP},{LOGO}", 1.0),
    "crop, caption, darker": (f"{CROP},{CAPTION},{DARK}", 1.0),
    "corner, letterbox, logo": (f"{CORNER},{LOGO},{LETTERBOX}", 1.0),
    "mirrored, paler, caption, pillarbox": (f"hflip,{PALE},{CAPTION},{PILLARBOX}", 1.0),
    "crop, logo, caption, faster": (f"{CROP},{LOGO},{CAPTION},{FASTER}", 1.15),
}
SMALL = r"scale='if(gt(iw,ih),-2,min(360,trunc(iw/2)*2))':'if(gt(iw,ih),min(360,trunc(ih/2)*2),-2)'"
"""At the size of a messenger: 360 lines."""


@dataclass(frozen=True)
class Piece:
    """Some seconds of an original."""

    original: Path
    start: float
    length: float


def panned(picture: Path, target: Path, seed: int) -> Path:
    """A film of 12 s in which a camera moves over a photograph and closer to it, with hand shake."""
    if target.is_file():
        return target
    image = cv2.imread(str(picture))
    assert image is not None
    image = cv2.resize(image, None, fx=1400 / image.shape[1], fy=1400 / image.shape[1], interpolation=cv2.INTER_CUBIC)
    chance = np.random.default_rng(seed)
    height, width = image.shape[:2]
    begin, end = (chance.random(2) for _ in range(2))
    command = [FFMPEG, "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", "640x360", "-r", "25", "-i", "pipe:"]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for index in range(300):
            at = begin + (end - begin) * index / 299
            across = int(min(width, height * 16 / 9) * (0.62 - 0.15 * index / 299))
            down = across * 9 // 16
            x, y = (int(each) for each in at * (width - across, height - down) * 0.96 + chance.random(2) * 3)
            process.stdin.write(cv2.resize(image[y : y + down, x : x + across], (640, 360)).tobytes())
    return target


def made(piece: Piece, name: str, filters: str, *, crf: int, small: bool, folder: Path, others: list[Path]) -> Path:
    """The piece, altered; what exists is not made again."""
    beside = others if name == "compilation" else []
    key = hashlib.sha256(f"{piece}{name}{filters}{crf}{small}{beside or ''}".encode()).hexdigest()[:16]
    target = folder / f"{key}.mp4"
    if target.is_file():
        return target
    start, length = (piece.start + piece.length / 4, piece.length / 2) if name == "part" else (piece.start, piece.length)
    whole = f"{filters},{SMALL if small else SMALL.replace('360', '480')},setsar=1"
    command = [FFMPEG, "-v", "error", "-y", "-ss", str(start), "-t", str(length), "-i", str(piece.original)]
    if name == "compilation":
        for other in others:
            command += ["-t", "5", "-i", str(other)]
        each = "scale=480:270,setsar=1,fps=25,format=yuv420p"
        graph = f"[0:v]{each}[a];[1:v]{each}[b];[2:v]{each}[c];[b][a][c]concat=n=3:v=1[v]"
        command += ["-filter_complex", graph, "-map", "[v]"]
    else:
        command += ["-map", "0:v:0", "-vf", whole, "-r", "25"]
    command += ["-c:v", "libx264", "-preset", "superfast", "-crf", str(crf), "-pix_fmt", "yuv420p", "-threads", "1", str(target)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return target


def pieces(originals: list[Path], twins_of: dict[Path, set[Path]]) -> dict[Piece, Prints]:
    """Up to two pieces of each, evenly spread, with their fingerprints; what gives none is named.

    `twins_of` takes the files that show the same as another.
    """
    found: dict[Piece, Prints] = {}
    for original in originals:
        try:
            whole = fingerprint(original, dense=True)
        except MediaError as error:
            print(f"left out: {original.name}: {error}")
            continue
        seconds = whole.seconds
        length = float(seconds[-1] - seconds[0]) + ASKED_S
        same = {piece.original for piece, prints in found.items() if align(whole, prints)}
        for other in same:
            twins_of[other.resolve()].add(original.resolve())
        twins = {other.name for other in same}
        if length < SHORTEST_S or twins:
            print(f"left out: {original.name}: {f'shows what {twins} show' if twins else f'{length:.1f} s'}")
            continue
        count = max(1, min(MOST_PIECES, int(length / PIECE_S)))
        for index in range(count):
            start = 0.0 if count == 1 else index * (length - PIECE_S) / (count - 1)
            piece = Piece(original, round(start, 3), round(min(PIECE_S, length), 3))
            inside = (seconds >= piece.start) & (seconds <= piece.start + piece.length)
            prints = part_of(whole, inside)
            if np.median(prints.detail) < TEXTURED:
                print(f"left out: {original.name} from {start:.0f} s: black or flat")
            elif not inside.all() and _seconds(align(prints, part_of(whole, ~inside))) > piece.length / 2:
                print(f"left out: {original.name} from {start:.0f} s: most of it is shown at other seconds too, which can't be told apart")
            else:
                found[piece] = prints
    return found


def _part_looks_like_the_rest(piece: Piece, prints: Prints) -> bool:
    seconds = prints.seconds - piece.start
    inside = (seconds >= piece.length / 4) & (seconds <= piece.length * 3 / 4)
    if not inside.any() or inside.all():
        return False
    return _seconds(align(part_of(prints, inside), part_of(prints, ~inside))) > piece.length / 4


def _seconds(stretches: list[Stretch]) -> float:
    return sum(stretch.here[1] - stretch.here[0] for stretch in stretches)


def by_chance(cut: dict[Piece, Prints]) -> None:
    """The strongest likeness of pieces that have nothing to do with each other: how far off a false match is."""
    odds: dict[tuple[str, str], float] = {}
    matching.ENOUGH = 0.0
    try:
        for (piece, one), (against, other) in permutations(cut.items(), 2):
            if piece.original != against.original:
                pair = (f"{piece.original.stem}@{piece.start:.0f}", f"{against.original.stem}@{against.start:.0f}")
                odds[pair] = max((stretch.odds for stretch in align(one, other)), default=0.0)
    finally:
        matching.ENOUGH = ENOUGH
    strongest = sorted(odds, key=lambda pair: -odds[pair])[:6]
    print(f"by chance, of {len(odds)} pairs, where 10^-{ENOUGH:.0f} is asked for: {', '.join(f'{odds[p]:.1f} {p}' for p in strongest)}")
    for at in range(1, 8):
        print(f"  10^-{at} or less: {np.mean(np.array(list(odds.values())) >= at):.4f}")


def right(match: Match, piece: Piece, name: str, speed: float, lead: float) -> bool:
    """Whether a stretch of the right file lies where it must, to a second."""
    start = piece.start + (piece.length / 4 if name == "part" else 0.0)
    return any(abs(each.there[0] - (start + (each.here[0] - lead) * speed)) <= 1.0 for each in match.stretches)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks copies")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--narrow", action="store_true")
    given = parser.parse_args(sys.argv[2:] if len(sys.argv) > 1 and sys.argv[1] == "copies" else [])
    if given.narrow:
        scanning.WORTH_A_LOOK = 8.6  # what 4,000,000,000 comparisons ask for
        archive_room.candidates = partial(scanning.candidates, reach=scanning.REACH)
    with tempfile.TemporaryDirectory() as name:
        kept = given.kept or Path(name)
        kept.mkdir(parents=True, exist_ok=True)
        measure(given.folders, kept, Path(name) / "archive", given.only)


def drawn(folder: Path) -> list[Path]:
    """Photograph-like surfaces where no footage is given."""
    chance, found = np.random.default_rng(5), []
    for index in range(12):
        surface = sum(cv2.resize(chance.random((n, n, 3)), (900, 700), interpolation=cv2.INTER_CUBIC) / n**0.5 for n in (4, 9, 20, 60, 200))
        target = folder / f"drawn-{index}.png"
        cv2.imwrite(str(target), cv2.normalize(surface, None, 10, 245, cv2.NORM_MINMAX).astype(np.uint8))
        found.append(target)
    return found


def measure(folders: list[Path], kept: Path, archive_folder: Path, only: str) -> None:
    every = sorted(path for folder in folders for path in folder.iterdir() if path.is_file()) or drawn(kept)
    originals = [path.resolve() for path in every if path.suffix in MOVING]
    originals += [panned(p, kept / f"pan-{p.stem}.mp4", i) for i, p in enumerate(p for p in every if p.suffix in PICTURES)]
    twins_of: dict[Path, set[Path]] = defaultdict(set)
    cut = pieces(originals, twins_of)
    if not only:
        by_chance(cut)
    jobs = [(piece, name, *way, 30, False) for piece in cut for name, way in SINGLE.items() if only in name]
    jobs += [(piece, name, *way, 33, True) for piece in cut for name, way in COMBINED.items() if only in name]
    still = {piece for piece, prints in cut.items() if _part_looks_like_the_rest(piece, prints)}
    for piece in still:
        print(f"left out: part of {piece.original.name} from {piece.start:.0f} s: it looks like what is around it, and can't be told apart")
    jobs = [job for job in jobs if job[1] != "part" or job[0] not in still]
    choose = random.Random(1)
    # Five seconds of each of two others lie around the piece in a compilation.
    long = sorted({p.original for p in cut if p.length >= 5})
    others = {piece: choose.sample([path for path in long if path != piece.original], 2) for piece in cut}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        copies = list(pool.map(lambda j: made(j[0], j[1], j[2], crf=j[4], small=j[5], folder=kept, others=others[j[0]]), jobs))
    found: dict[str, list[bool]] = defaultdict(list)
    missed: dict[str, list[str]] = defaultdict(list)
    false: list[str] = []
    with Archive(archive_folder) as archive:
        archive.add([path.resolve() for path in originals])

    def look(at: int) -> list[Match] | None:
        with Archive(archive_folder) as archive:
            try:
                return archive.find(copies[at], exact=False)
            except MediaError:
                return None

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(look, range(len(jobs))))
    none_made = {job[0] for job, matches in zip(jobs, answers, strict=True) if matches is None}
    for (piece, name, _, speed, *_), matches in zip(jobs, answers, strict=True):
        if matches is None or (name == "compilation" and piece in none_made):
            # Where ffmpeg finds no picture at these seconds of a damaged original, there is no copy.
            print(f"left out: {name} of {piece.original.name} from {piece.start:.0f} s: no copy could be made")
            continue
        wanted = piece.original.resolve()
        lead = 5.0 if name == "compilation" else 0.0
        shown = {wanted, *(other.resolve() for other in others[piece])} if name == "compilation" else {wanted}
        allowed = shown.union(*(twins_of[each] for each in shown))
        hit = any(match.entry.path == wanted and right(match, piece, name, speed, lead) for match in matches)
        found[name].append(hit)
        if not hit:
            missed[name].append(f"{piece.original.stem}@{piece.start:.0f}")
        false += [f"{name}: {piece.original.name} took {m.entry.name} ({m.odds:.1f})" for m in matches if m.entry.path not in allowed]
    for title, group in (("single", SINGLE), ("combined", COMBINED)):
        total = [each for name in group for each in found[name]]
        for name in group:
            if found[name]:
                print(f"{title}: {name}: {sum(found[name])}/{len(found[name])}   missed: {', '.join(missed[name])}")
        if total:
            print(f"{title}: {sum(total)}/{len(total)} = {sum(total) / len(total):.3f}")
    print(
        f"false matches: {len(false)} of {len(jobs)} searches among {len(originals)} files {json.dumps(false, indent=1) if false else ''}"
    )


if __name__ == "__main__":
    main()
