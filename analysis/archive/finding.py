"""Earlier copies of a video among the files that a scan has named: matching along a line, then exact seconds from the file itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.archive.database import ArchiveError
from analysis.archive.entry import Entry
from analysis.archive.matching import Stretch, align
from analysis.archive.sounds import SameSound
from analysis.media.fingerprint import Prints, fingerprint
from analysis.media.source import MediaError
from analysis.media.worker import Stopped

MARGIN_S = 3.0
"""Seconds around a stretch that are read again for its exact ends."""
LONGEST_AGAIN_S = 900.0
"""Seconds of one stretch that are read again."""
SOUND_IS_NO_COPY = (
    "Only the sound of this file matches, and the same sound may lie over other pictures: it does not date these. "
    "Where you see the same footage in both, write it into the case by hand."
)


@dataclass(frozen=True, slots=True)
class Match:
    """A file of the archive that shows the same footage or has the same sound, and which seconds of it match which of this video.

    `stretches` are those of the pictures, `sounds` those of the sound. Where there are only `sounds`, the pictures may be others.

    `exact`: the ends of the stretches were read from the file itself, to a quarter of a second; else they are those of the stored pictures,
    which may lie seconds apart. `same_file`: it is this very file, byte by byte.
    """

    entry: Entry
    stretches: tuple[Stretch, ...]
    exact: bool = False
    same_file: bool = False
    sounds: tuple[SameSound, ...] = ()

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

    @property
    def by_sound_only(self) -> bool:
        """Whether nothing but the sound matches: then it is no evidence of when the pictures were recorded."""
        return not self.stretches

    def with_entry(self, entry: Entry) -> Match:
        """The same match with what the archive says of the file now."""
        return replace(self, entry=entry)

    def copy(self, folder: Path | None = None) -> dict[str, Any]:
        """What a case file keeps of it once it is confirmed: the values of `CaseFile.add_copy`. `folder` is the case's.

        Raises ArchiveError where only the sound matches: that is no copy of the footage.
        """
        if self.by_sound_only:
            raise ArchiveError(SOUND_IS_NO_COPY)
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
