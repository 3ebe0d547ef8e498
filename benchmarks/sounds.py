"""Sounds found and missed: a sound track is altered as reposts are and looked for; and what the search costs, against plain ways to do it.

    python -m benchmarks sounds [FOLDER]

FOLDER holds videos with sound; the first minute of each that has 9 seconds of any is altered. Without it, something like speech is made.
Found is a sound whose offset is right to a second. Every sound is also looked for in all others, and the closest run of eight seconds
says how far off a false match is. The search goes through 1,000 hours of codes by chance, beside the comparison at every distance.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from analysis.archive.sound_index import Wanted, likeliest, opened, ranges
from analysis.archive.sounds import ALIKE, LEAST_CODES, PROBED, AskedSound, moving
from analysis.media.sound import STEP_S, SoundCodes, sound_codes
from analysis.media.source import MediaError
from benchmarks.measure import FFMPEG, run

HOURS, A_FILE = 1_000, 1_450
CODES = "import sys; from pathlib import Path; from analysis.media.sound import sound_codes; sound_codes(Path(sys.argv[1]))"
VOICE = "[1:a]volume=0.5[v];[0:a][v]amix=inputs=2:duration=first:normalize=0"
ALTERED: dict[str, tuple[tuple[str, ...], float]] = {
    "AAC, 64 kbit/s": (("-c:a", "aac", "-b:a", "64k"), 0.0),
    "Opus, 16 kbit/s": (("-c:a", "libopus", "-b:a", "16k", "-ac", "1"), 0.0),
    "MP3, 32 kbit/s": (("-c:a", "libmp3lame", "-b:a", "32k", "-ar", "22050"), 0.0),
    "a fifth as loud": (("-af", "volume=0.2", "-c:a", "aac", "-b:a", "64k"), 0.0),
    "compressed and clipped": (("-af", "acompressor,volume=4", "-c:a", "aac", "-b:a", "64k"), 0.0),
    "telephone band": (("-af", "highpass=f=300,lowpass=f=3400", "-c:a", "aac", "-b:a", "48k"), 0.0),
    "another voice at half the loudness": (("-filter_complex", VOICE, "-c:a", "aac", "-b:a", "64k"), 0.0),
    "cut": (("-c:a", "aac", "-b:a", "64k"), 0.7),
    "5 % faster": (("-af", "atempo=1.05", "-c:a", "aac", "-b:a", "64k"), 0.0),
}


def altered(source: Path, target: Path, options: tuple[str, ...], start: float, other: Path) -> Path:
    """The first minute of the sound, altered."""
    command = [FFMPEG, "-v", "error", "-y", "-ss", str(start), "-t", "60", "-i", str(source)]
    command += ["-i", str(other)] if "-filter_complex" in options else []
    subprocess.run([*command, "-vn", *options, str(target)], check=True, stderr=subprocess.DEVNULL)
    return target


def closest(one: SoundCodes, other: SoundCodes) -> float:
    """The share of bits in which the closest runs of eight seconds differ, at every distance: the plain way."""
    least = 1.0
    for shift in range(LEAST_CODES - len(one), len(other) - LEAST_CODES + 1):
        first, last = max(0, -shift), min(len(one), len(other) - shift)
        differing = np.bitwise_count(one[first:last] ^ other[first + shift : last + shift])
        sums = np.cumsum(np.concatenate([[0], differing.astype(np.int64)]))
        least = min(least, float((sums[LEAST_CODES:] - sums[:-LEAST_CODES]).min()) / LEAST_CODES / 32)
    return least


def made_up(folder: Path) -> list[Path]:
    from tests.archive.voices import speech, under

    return [under(speech(seed), folder / f"speech-{seed}.mka") for seed in range(6)]


def main() -> None:
    given = sys.argv[2:] if sys.argv[1:2] == ["sounds"] else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        originals = sorted(path for path in Path(given[0]).iterdir() if path.is_file()) if given else made_up(folder)
        kept: dict[Path, SoundCodes] = {}
        for path in originals:
            try:
                codes = sound_codes(path)
            except MediaError:
                continue
            if moving(codes).sum() >= LEAST_CODES + 8:
                kept[path] = codes
        recall(kept, folder)
        chance(kept)
        cost(next(iter(kept)), folder)


def recall(kept: dict[Path, SoundCodes], folder: Path) -> None:
    paths = list(kept)
    probes = [(number, kept[path][::PROBED]) for number, path in enumerate(paths)]
    parts = ranges(folder, 0, sum(len(codes) for _, codes in probes), probes)
    for name, (options, start) in ALTERED.items():
        found = []
        for index, path in enumerate(paths):
            copy = altered(path, folder / "copy.mka", options, start, paths[index - 1])
            asked = AskedSound(sound_codes(copy))
            named = likeliest(opened(part).hits(Wanted.of_sound(asked)) for part in parts)
            runs = asked.same(kept[path]) if index in named else []
            found.append(any(abs(run.there[0] - run.here[0] - start) <= 1 for run in runs))
        missed = ", ".join(path.stem for path, hit in zip(paths, found, strict=True) if not hit)
        print(f"{name}: {sum(found)}/{len(found)}   missed: {missed}")


def chance(kept: dict[Path, SoundCodes]) -> None:
    paths = list(kept)
    false = [(one.name, other.name) for one in paths for other in paths if one != other and AskedSound(kept[one]).same(kept[other])]
    least = min(closest(kept[one][:485], kept[other][:485]) for index, one in enumerate(paths) for other in paths[:index])
    print(f"unrelated: {len(false)} false matches in {len(paths) * (len(paths) - 1)} searches; the closest run differs in {least:.2f} of"
          f" the bits, where {ALIKE} is asked for {false or ''}")  # fmt: skip


def cost(path: Path, folder: Path) -> None:
    random = np.random.default_rng(1)
    count = int(HOURS * 3600 / STEP_S / A_FILE)
    archive = [(number, random.integers(0, 1 << 32, A_FILE, dtype=np.uint32)) for number in range(count)]
    asked = archive[count // 2][1]
    probes = [(file, codes[::PROBED]) for file, codes in archive]
    used = time.process_time()
    parts = ranges(folder, 1, sum(len(codes) for _, codes in probes), probes)
    made, used = time.process_time() - used, time.process_time()
    sound = AskedSound(asked)
    wanted = Wanted.of_sound(sound)
    found = [file for file in likeliest(opened(part).hits(wanted) for part in parts) if sound.same(archive[file][1])]
    searched = time.process_time() - used
    used = time.process_time()
    for _, codes in archive[:3]:
        closest(asked, codes)
    plain = (time.process_time() - used) / 3 * count
    print(f"search of 3 minutes in {HOURS} hours: {searched:.2f} s CPU, found {found == [count // 2]}; at every distance {plain:.0f} s;")
    print(f"the index, made once for each state of the archive: {made:.2f} s CPU")
    long = folder / "long.mka"
    subprocess.run(
        [FFMPEG, "-v", "error", "-y", "-stream_loop", "200", "-i", str(path), "-vn", "-t", "600", "-c:a", "aac", str(long)], check=True
    )
    ours = run([sys.executable, "-c", CODES, str(long)])
    hand = run(
        [FFMPEG, "-v", "error", "-y", "-i", str(long), "-ac", "1", "-ar", "11025", "-f", "chromaprint", "-fp_format", "raw", os.devnull]
    )
    print(f"codes of 10 minutes of AAC: {ours.cpu:.2f} s CPU, {600 / ours.cpu:.0f} times real time; ffmpeg by hand {hand.cpu:.2f} s")


if __name__ == "__main__":
    main()
