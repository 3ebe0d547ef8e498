"""Where the codes of a sound come back in an archive: an inverted index, in ranges of codes that are searched here or on a cluster.

A range lists its codes in order, with the file and the place of each. They are listed by their keys (`sounds.key`), which spread
evenly, so that the ranges are of about one size whatever the sounds are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.archive.derived import derived, mapped
from analysis.archive.distances import Indices
from analysis.archive.sounds import PROBED, AskedSound, key
from analysis.media.sound import SoundCodes

Column = NDArray[np.uint32]
Sounds = Iterable[tuple[int, SoundCodes]]

A_RANGE = 4_000_000
"""Codes of one range at the most: 48 MB on disk."""
A_LOT = 1_000_000
"""Codes of many files that are sorted into ranges at once."""
MOST_HITS = 20_000
"""Hits in one range: of codes that come back everywhere, the rarest say the most."""
TOGETHER = 16
"""Codes, two seconds, by which the distances in time of codes that come back together may differ: another speed draws them apart."""
LEAST_TOGETHER = 2
"""Codes of a file that must come back together for the whole of its sound to be compared."""
MOST_FILES = 100
"""Files that are compared, those with the most codes together first."""
COLUMNS = ("keys", "files", "places")


@dataclass(frozen=True, eq=False)
class Wanted:
    """The keys that are looked for, in order, and of which code of the asked sound each is."""

    keys: Column
    of: Indices

    @classmethod
    def of_sound(cls, sound: AskedSound) -> Wanted:
        keys = key(sound.near)
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], sound.at[order])


@dataclass(frozen=True, eq=False, slots=True)
class Hits:
    """Codes that come back, in columns: the index of the asked one, and file and index of the other."""

    of: Indices
    files: Indices
    places: Indices


@dataclass(frozen=True, eq=False)
class Range:
    """Codes of all files that lie in one range, in order of their keys: whose each is, and its index among the codes of its file."""

    keys: Column
    files: Column
    places: Column

    def hits(self, wanted: Wanted) -> Hits:
        """Where the wanted codes come back."""
        if not len(self.keys):
            return Hits(*(np.zeros(0, np.intp) for _ in range(3)))
        part = slice(np.searchsorted(wanted.keys, self.keys[0], "left"), np.searchsorted(wanted.keys, self.keys[-1], "right"))
        keys, of = wanted.keys[part], wanted.of[part]
        first = np.searchsorted(self.keys, keys, "left")
        back = np.flatnonzero(self.keys[first] == keys)
        first, of = first[back], of[back]
        count = np.searchsorted(self.keys, keys[back], "right") - first
        if count.sum() > MOST_HITS:
            rarest = np.sort(count)
            count[count > rarest[max(0, int(np.searchsorted(np.cumsum(rarest), MOST_HITS)) - 1)]] = 0
        rows = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
        return Hits(np.repeat(of, count), self.files[rows].astype(np.intp), self.places[rows].astype(np.intp))


def likeliest(hits: Iterable[Hits]) -> list[int]:
    """The files that may share the asked sound, the likeliest first: those of which several codes come back at about one distance."""
    parts = list(hits)
    of, files, places = (np.concatenate([getattr(part, name) for part in parts] or [np.zeros(0, np.intp)]) for name in Hits.__slots__)
    best: dict[int, int] = {}
    for half in (0, TOGETHER // 2):
        distances = (places - of + half) // TOGETHER
        # One number for file, distance and place, so that a place counts once, however many of the asked codes are near it.
        where = np.unique((files << 37) + ((distances + (1 << 17)) << 19) + places) >> 19
        together, counts = np.unique(where, return_counts=True)
        for file, count in zip((together >> 18).tolist(), counts.tolist(), strict=True):
            if count >= max(LEAST_TOGETHER, best.get(file, 0)):
                best[file] = count
    return sorted(best, key=lambda file: (-best[file], file))[:MOST_FILES]


def ranges(folder: Path, generation: int, count: int, sounds: Sounds) -> list[Path]:
    """The ranges of this state of the archive: those on disk, or new ones. Raises OSError where they can't be written.

    `sounds` gives one of PROBED codes of the sound of every file, by its number; so many are the codes of all `sounds` together, or nearly.
    """
    return sorted(derived(folder, "sounds", generation, lambda into: write_ranges(into, count, sounds)).iterdir())


def write_ranges(into: Path, count: int, sounds: Sounds) -> None:
    """One pass over the archive, in which each range takes what lies in it; then each is brought into order."""
    bits = (count // A_RANGE).bit_length()
    folders = [into / f"{number:05}" for number in range(1 << bits)]
    for folder in folders:
        folder.mkdir()
    for columns in _lots(sounds):
        lies = ((columns[0].astype(np.uint64) << np.uint64(bits)) >> np.uint64(32)).astype(np.uint16)
        order = np.argsort(lies, kind="stable")
        edges = np.searchsorted(lies[order], np.arange(len(folders) + 1))
        for name, column in zip(COLUMNS, columns, strict=True):
            sorted_column = column[order]
            for folder, start, end in zip(folders, edges[:-1], edges[1:], strict=True):
                with (folder / name).open("ab") as file:
                    file.write(sorted_column[start:end].tobytes())
    for folder in folders:
        keys = np.fromfile(folder / COLUMNS[0], "<u4")
        # The key and where it stands in one number: sorting numbers takes a fraction of what sorting indices by them does.
        both = np.sort((keys.astype(np.uint64) << np.uint64(32)) | np.arange(len(keys), dtype=np.uint64))
        order = (both & np.uint64(0xFFFFFFFF)).astype(np.intp)
        for name in COLUMNS:
            np.fromfile(folder / name, "<u4")[order].tofile(folder / name)


def opened(path: Path) -> Range:
    """A range on disk."""
    return Range(*(mapped(path / name, "<u4") for name in COLUMNS))


def _lots(sounds: Sounds) -> Iterator[tuple[Column, Column, Column]]:
    """Keys, files and places of many files together."""
    lot: list[tuple[int, SoundCodes]] = []
    count = 0
    for file, codes in sounds:
        lot.append((file, codes))
        count += len(codes)
        if count >= A_LOT:
            yield _columns(lot)
            lot, count = [], 0
    # Also of nothing, so that each range has its files.
    yield _columns(lot)


def _columns(lot: list[tuple[int, SoundCodes]]) -> tuple[Column, Column, Column]:
    lengths = [len(codes) for _, codes in lot]
    none = np.zeros(0, np.uint32)
    places = np.concatenate([none, *(np.arange(length, dtype=np.uint32) for length in lengths)]) * np.uint32(PROBED)
    files = np.repeat(np.array([file for file, _ in lot], np.uint32), np.array(lengths, np.intp))
    return key(np.concatenate([none, *(codes for _, codes in lot)])), files, places
