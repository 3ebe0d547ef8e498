"""Earlier copies of a video: a scan of all anchors, then matching along a line, then the matching seconds from the file itself."""

from __future__ import annotations

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import log10
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.archive.anchors import Scanned
from analysis.archive.distances import BLOCK, DRAWERS, FIRST_BITS, Counts, Indices, apart, near
from analysis.archive.entry import Entry
from analysis.archive.matching import CLOSE, TEXTURED, WAYS, Stretch, align, chance
from analysis.media.fingerprint import SHIFTED, Codes, Prints, fingerprint
from analysis.media.source import MediaError
from analysis.media.worker import Stopped

COMPARISONS = 4_000_000_000
"""Pairs of an asked key and a kept one that are within reach of a search: those in drawers that are looked into are compared."""
EVERY = 500_000_000
"""Pairs up to which all drawers are looked into."""
REACH = 3
"""Else: of the first ten bits, how many may differ. A sixth of all drawers is left to look into, and (benchmarks/copies.py --narrow) hardly
a copy is lost."""
ASKED = (100, 1_000)
"""Pictures that are asked for, at the least and at the most, spread over the video: of three minutes one in 1.8 s at the least."""
FEW_PARTS = 3
"""Parts of each asked picture that are scanned for where an archive is too large for all; the pictures take turns with them."""
KEY_BITS = (20, 16)
"""Of 64, the bits by which keys may differ: where all drawers are looked into, and where the archive is too large for that."""
MOST_FILES = 60
"""Files that are looked into, the likeliest first."""
WORTH_A_LOOK = 4.0
"""How unlikely by chance, as a power of ten, the anchors of a file are together at the least before it is looked into."""
ALLOWED = 1.0
"""The power of ten of how many files may be looked into that chance brings, where many pairs are compared."""
MARGIN_S = 3.0
"""Seconds around a stretch that are read again for its exact ends."""
LONGEST_AGAIN_S = 900.0
"""Seconds of one stretch that are read again."""


@dataclass(frozen=True, slots=True)
class Match:
    """A file of the archive that shows the same footage, and which seconds of it match which of this video.

    `exact`: the ends of the stretches were read from the file itself, to a quarter of a second; else they are those of the stored pictures,
    which may lie seconds apart. `same_file`: it is this very file, byte by byte.
    """

    entry: Entry
    stretches: tuple[Stretch, ...]
    exact: bool = False
    same_file: bool = False

    @property
    def here(self) -> tuple[tuple[float, float], ...]:
        """The matching seconds of this video."""
        return tuple(stretch.here for stretch in self.stretches)

    @property
    def there(self) -> tuple[tuple[float, float], ...]:
        """The matching seconds of the file in the archive."""
        return tuple(stretch.there for stretch in self.stretches)

    @property
    def odds(self) -> float:
        """How unlikely the match is by chance, as a power of ten."""
        return sum(stretch.odds for stretch in self.stretches)

    def with_entry(self, entry: Entry) -> Match:
        """The same match with what the archive says of the file now."""
        return replace(self, entry=entry)

    def copy(self, folder: Path | None = None) -> dict[str, Any]:
        """What a case file keeps of it once it is confirmed: the values of `CaseFile.add_copy`. `folder` is the case's."""
        dated, path = self.entry.dated, self.entry.path
        end = dated.span.end if dated.span is not None else None
        name = str(path or self.entry.name)
        if folder is not None and path is not None and path.is_relative_to(folder.absolute()):
            name = path.relative_to(folder.absolute()).as_posix()
        values: dict[str, Any] = {"file": name, "here": _written(self.here), "there": _written(self.there)}
        if dated.url:
            values["url"] = dated.url
        if dated.span is not None and end is not None:
            start = dated.span.start
            # In UTC, whatever zone it was given in: the case may have another.
            values["at"] = end.isoformat() if start is None else f"{start.isoformat()}/{end.isoformat()}"
            values["strength"] = dated.strength or "limited"
        return values


def _written(stretches: tuple[tuple[float, float], ...]) -> str:
    return ", ".join(f"{start:.2f}-{max(end, start + 0.04):.2f}" for start, end in stretches)


def candidates(asked: Prints, scanned: Scanned, *, reach: int | None = None) -> list[tuple[int, Indices, Indices]]:
    """Files that may match, the likeliest first: number, and the pictures of both sides (asked, kept) that are close.

    `reach` overrides how many of a key's first bits may differ.
    """
    if not len(scanned):
        return []
    most = COMPARISONS // len(scanned)
    chosen = _chosen(asked, max(ASKED[0], min(ASKED[1], most // (2 + FEW_PARTS))))
    if not len(chosen):
        return []
    rows, codes = _parts(asked, chosen, most)
    wide = len(scanned) * (len(rows) + len(chosen)) <= EVERY
    depth = reach if reach is not None else FIRST_BITS if wide else REACH
    bits_of_key = KEY_BITS[depth < FIRST_BITS]
    ways = (
        (chosen, asked.codes[chosen], scanned.keys, scanned.order, scanned.edges, scanned.codes, asked.detail),
        (rows, codes, scanned.core_keys, scanned.core_order, scanned.core_edges, scanned.core, asked.core_detail),
    )
    threads = max(1, min(os.cpu_count() or 1, 8, len(scanned) // BLOCK))
    shares = [range(at, DRAWERS, threads) for at in range(threads)]
    found = []
    with ThreadPoolExecutor(threads) as pool:
        for of, mine, keys, order, edges, theirs, detail in ways:
            parts = list(pool.map(lambda part, k=keys, e=edges, m=mine: near(k, e, m[:, 0], bits_of_key, depth, part), shares))
            these, places = (np.concatenate([part[i] for part in parts]) for i in range(2))
            anchors = order[places].astype(np.intp)
            bits = np.minimum(*apart(theirs[anchors], mine[these]))
            close = bits <= CLOSE
            found.append((of[these[close]], anchors[close], bits[close], detail[of[these[close]]]))
    return _ranked(found, scanned, max(WORTH_A_LOOK, log10(len(scanned) * (len(rows) + len(chosen))) - ALLOWED))


def _ranked(
    found: list[tuple[Indices, Indices, Counts, Counts]], scanned: Scanned, worth_a_look: float
) -> list[tuple[int, Indices, Indices]]:
    rows, anchors, bits, detail = (np.concatenate([each[i] for each in found]) for i in range(4))
    files = scanned.files[anchors]
    best: dict[int, dict[int, float]] = defaultdict(dict)
    for anchor, file, count, textured in zip(anchors.tolist(), files.tolist(), bits.tolist(), detail.tolist(), strict=True):
        worth = chance(count, textured) - WAYS
        # Each anchor once: a still scene is one likeness, however long it is.
        if worth > best[file].get(anchor, 0.0):
            best[file][anchor] = worth
    ranked = sorted(((sum(each.values()), file) for file, each in best.items()), reverse=True)
    pictures = scanned.pictures[anchors].astype(np.intp)
    return [(file, rows[files == file], pictures[files == file]) for worth, file in ranked[:MOST_FILES] if worth >= worth_a_look]


def _parts(asked: Prints, chosen: Indices, most: int) -> tuple[Indices, Codes]:
    """The parts of the chosen pictures that are compared with cores, as many as there is room for: whose, and its code."""
    textured = chosen[asked.core_detail[chosen] >= TEXTURED]
    rows, codes = [textured], [asked.core[textured]]
    if len(asked.shifted):
        few = len(chosen) * (2 + SHIFTED) > most
        for turn, row in enumerate(textured.tolist()):
            # Neighbours on the list are different crops, so a short stretch meets most of them.
            which = np.arange(turn * FEW_PARTS, (turn + 1) * FEW_PARTS) % SHIFTED if few else np.arange(SHIFTED)
            rows.append(np.full(len(which), row))
            codes.append(asked.shifted[row, which])
    return np.concatenate(rows), np.concatenate(codes)


def _chosen(asked: Prints, most: int) -> NDArray[np.intp]:
    """The asked pictures that are scanned for: textured, each unlike the one before, evenly spread where there are many."""
    textured = np.flatnonzero(asked.detail >= TEXTURED)
    if not len(textured):
        return textured
    seconds = asked.seconds
    kept = [int(textured[0])]
    for index in textured[1:]:
        passed = seconds[index] - seconds[kept[-1]]
        if passed >= 2.0 or (passed >= 0.45 and np.bitwise_count(asked.codes[index, 0] ^ asked.codes[kept[-1], 0]) >= 4):
            kept.append(int(index))
    chosen = np.array(kept)
    return chosen if len(chosen) <= most else chosen[np.linspace(0, len(chosen) - 1, most).round().astype(np.intp)]


def matched(asked: Prints, kept: Prints, rows: NDArray[np.intp], pictures: NDArray[np.intp]) -> list[Stretch]:
    """The stretches of one candidate, looked for where its close anchors would put this video."""
    if kept.still or asked.still:
        return align(asked, kept)
    here, there = asked.seconds, kept.seconds
    reach = float(here[-1] - here[0])
    near_any = np.zeros(len(kept), np.bool_)
    for start, end in {(there[k] - 2 * here[q], there[k] + 2 * (reach - here[q])) for q, k in zip(rows, pictures, strict=True)}:
        near_any |= (there >= start - MARGIN_S) & (there <= end + MARGIN_S)
    return align(asked, part_of(kept, near_any))


def part_of(prints: Prints, which: NDArray[np.bool_]) -> Prints:
    """Some of the pictures."""
    names = ("pts", "codes", "core", "detail", "core_detail", *(("shifted",) if len(prints.shifted) else ()))
    return replace(prints, **{name: getattr(prints, name)[which] for name in names})


def read_again(asked: Prints, match: Match, path: Path, stop: Event | None) -> Match:
    """The same match with its ends from the file itself; as it was where the file can't be read, or shows something else now."""
    stretches: list[Stretch] = []
    seconds = asked.seconds
    for stretch in match.stretches:
        before, after = (stretch.speed * (each + MARGIN_S) for each in (stretch.here[0] - seconds[0], seconds[-1] - stretch.here[1]))
        start, end = max(0.0, stretch.there[0] - before), stretch.there[1] + after
        if end - start > LONGEST_AGAIN_S:
            stretches.append(stretch)
            continue
        try:
            dense = fingerprint(path, dense=True, between=(start, end), stop=stop)
        except Stopped:
            raise
        except MediaError:
            return match
        closer = [each for each in align(asked, dense) if min(each.here[1], stretch.here[1]) > max(each.here[0], stretch.here[0])]
        stretches += closer
    if not stretches:
        return match
    unique = {(each.here, each.there): each for each in stretches}
    return replace(match, stretches=tuple(sorted(unique.values(), key=lambda each: each.here)), exact=True)
