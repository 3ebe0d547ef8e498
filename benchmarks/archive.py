"""The archive: indexing 1080p H.264 in times real time, and a three-minute query, pictures and sound, against 10,000 synthetic hours.

    python -m benchmarks archive

The synthetic archive is 10,000 files of an hour with 900 random anchors each: what the anchors' rule gives for footage that
changes its view every four seconds. Every file has sound throughout: codes by chance in one half, in the other half codes of made speech
in random order, which come back far more often than chance has it. The asked sound is made speech. One file holds the asked video, every
fourth second of it, with a sixth of the bits turned over, and its sound with a twelfth of them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import numpy as np

from analysis.archive.anchors import Anchors
from analysis.archive.entry import Dated
from analysis.archive.store import Seen, Store
from analysis.media.fingerprint import SHIFTED, Prints
from analysis.media.sound import STEP_S, SoundCodes, sound_codes
from benchmarks.measure import film, run
from tests.archive.voices import speech, under

HOURS, A_HOUR = 10_000, 900
SOUND_CODES = int(3600 / STEP_S)
QUERY_S = 180
INDEX = "import sys; from pathlib import Path; from analysis.archive import Archive; Archive(Path(sys.argv[1])).add([Path(sys.argv[2])])"
ASK = f"""
import sys, time, resource
from pathlib import Path
import numpy as np
from analysis.archive import Archive
from analysis.archive.finding import part_of
from benchmarks.archive import asked
archive, sound = Archive(Path(sys.argv[1])), np.load(Path(sys.argv[1]) / "asked.npy")
def ask(name, asked, sound):
    begin, used = time.perf_counter(), time.process_time()
    found = archive.find(asked, sound=sound, exact=False)
    print(f"{{name}} of {QUERY_S} s: {{time.perf_counter() - begin:.2f}} s waiting, {{time.process_time() - used:.2f}} s CPU, "
          f"peak {{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}} MB; "
          f"found {{[(m.entry.file, m.here, [s.here for s in m.sounds]) for m in found]}}")
ask(sys.argv[2], asked(), sound)
ask("pictures and sound again", asked(), sound)
ask("pictures alone", asked(), None)
nothing = part_of(asked(), np.zeros(len(asked()), bool))
ask("sound alone", nothing, sound)
"""


def asked() -> Prints:
    """Three minutes, four pictures a second, with a new view every half second."""
    random = np.random.default_rng(1)
    views = random.integers(0, 2**64, (QUERY_S * 2, 8 + 4 * SHIFTED), dtype=np.uint64).repeat(2, axis=0)
    full, shifted = np.full(len(views), 64, np.uint8), views[:, 8:].reshape(-1, SHIFTED, 4)
    return Prints(np.arange(len(views)), views[:, :4], views[:, 4:8], full, full, shifted, Fraction(1, 4))


def spoken(folder: Path, seed: int) -> SoundCodes:
    """The codes of three minutes of made speech."""
    return sound_codes(under(speech(seed, QUERY_S), folder / f"speech-{seed}.mka"))


def synthetic(folder: Path) -> None:
    """The archive of 10,000 hours."""
    random, store, now = np.random.default_rng(2), Store(folder), datetime.now(UTC)
    sound, others = spoken(folder, 1), np.concatenate([spoken(folder, seed) for seed in range(2, 6)])
    np.save(folder / "asked.npy", sound)
    for hour in range(HOURS):
        codes = random.integers(0, 2**64, (A_HOUR, 8), dtype=np.uint64)
        heard = random.integers(0, 2**32, SOUND_CODES, dtype=np.uint32) if hour % 2 else random.choice(others, SOUND_CODES)
        if hour == HOURS // 2:
            twin = asked()
            noise = random.random((len(twin) // 16, 512)) < 1 / 6
            turned = np.packbits(noise, axis=1).view("<u8")
            bits = (random.random((len(sound), 32)) < 1 / 12) @ (1 << np.arange(32, dtype=np.uint64))
            heard[1000 : 1000 + len(sound)] = sound ^ bits.astype(np.uint32)
            codes[100 : 100 + len(turned)] = np.concatenate([twin.codes, twin.core], axis=1)[::16] ^ turned
        full = np.full(A_HOUR, 64, np.uint8)
        prints = Prints(np.arange(A_HOUR) * 4, codes[:, :4], codes[:, 4:], full, full, duration_s=3600.0)
        anchors = Anchors(np.arange(A_HOUR, dtype=np.uint32), prints.codes, prints.core)
        store.put(Seen(folder / f"{hour}.mp4", 1, 1), f"{hour:064x}", prints, anchors, Dated(), now, heard)
    store.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "films").mkdir()
        lengths = (60, 61)
        for seconds in lengths:
            film(folder / "films", seconds=seconds)
        measured = run([sys.executable, "-c", INDEX, str(folder / "archive"), str(folder / "films")])
        print(f"indexing {sum(lengths)} s of 1080p H.264 by 2 processes: {sum(lengths) / measured.wall:.1f} times real time waiting;")
        idle = 2 * sum(lengths) / measured.cpu
        print(f"{measured.cpu:.1f} s CPU, so {idle:.1f} times on 2 idle cores; {measured.peak_mb:.0f} MB the largest process")
        synthetic(folder / "hours")
        for name in ("first query, which makes the columns,", "query by a new process"):
            subprocess.run([sys.executable, "-c", ASK, str(folder / "hours"), name], check=True)


if __name__ == "__main__":
    main()
