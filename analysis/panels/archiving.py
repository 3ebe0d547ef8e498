"""Reading folders into the archive and looking for copies beside the page: in threads that tell how far they are and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import streamlit as st

from analysis.archive import Added, Archive, ArchiveError, Match, Pair, Progress, Stretch
from analysis.exhibit import Exhibit, ExhibitError
from analysis.media.shots import stills
from analysis.media.source import MediaError
from analysis.media.worker import Stopped
from analysis.views import copies as view
from analysis.when import Zone

MOST_PAIRS = 4
"""Pairs of pictures that are shown of one match."""
MOST_MATCHES = 12
"""Matches that are shown with pictures, those of the earliest date first."""
LONGEST_SIDE = 360


@dataclass(frozen=True, slots=True)
class Side:
    """A pair of pictures as JPEG, None where one can't be had; `here_s`, `there_s` say where each stands."""

    here: bytes | None
    there: bytes | None
    here_s: float
    there_s: float
    mirrored: bool


class Job:
    """Work beside the page. `text` and `share` say how far it is, `trouble` in one sentence why it ended without an answer."""

    def __init__(self) -> None:
        self.text, self.share, self.trouble = "Starting", 0.0, ""
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    @property
    def running(self) -> bool:
        return self.thread.is_alive()

    def _run(self) -> None:
        try:
            self.work()
        except Stopped:
            self.trouble = "Stopped."
        except (ArchiveError, ExhibitError, MediaError, OSError) as error:
            self.trouble = str(error)

    def work(self) -> None:
        raise NotImplementedError


class Adding(Job):
    """A folder or file is read into the archive; `added` is what came of it."""

    def __init__(self, archive: Path, path: Path, *, at: str, url: str, zone: Zone | None) -> None:
        super().__init__()
        self.archive, self.path, self.at, self.url, self.zone = archive, path, at, url, zone
        self.added: Added | None = None

    def work(self) -> None:
        with Archive(self.archive) as archive:
            self.added = archive.add([self.path], at=self.at, url=self.url, zone=self.zone, progress=self._tell, stop=self.stop)

    def _tell(self, at: Progress) -> None:
        self.text, self.share = view.indexing(at), at.share


class Search(Job):
    """A video is looked for in the archive; `matches` are what was found, `sides` the pictures of each match to compare."""

    def __init__(self, archive: Path, exhibit: Exhibit) -> None:
        super().__init__()
        self.archive, self.exhibit = archive, exhibit
        self.matches: list[Match] | None = None
        self.sides: dict[int, list[Side]] = {}

    def work(self) -> None:
        with Archive(self.archive) as archive:
            self.text = "Reading this video"
            found = archive.find(self.exhibit.path, progress=lambda _, share: setattr(self, "share", share * 0.8), stop=self.stop)
        for index, match in enumerate(found[:MOST_MATCHES]):
            self.text, self.share = "Fetching the pictures to compare", 0.8 + 0.2 * index / len(found)
            self.sides[index] = self._sides(match)
        self.matches = found

    def _sides(self, match: Match) -> list[Side]:
        chosen = pairs_to_show(match.stretches)
        path = match.entry.path
        here = self._stills(self.exhibit.path, [pair for pair, _ in chosen], "here")
        there = self._stills(path, [pair for pair, _ in chosen], "there") if path is not None else [None] * len(chosen)
        return [
            Side(one, other, pair.here_s, pair.there_s, mirrored) for (pair, mirrored), one, other in zip(chosen, here, there, strict=True)
        ]

    def _stills(self, path: Path, pairs: Sequence[Pair], side: str) -> Sequence[bytes | None]:
        try:
            return stills(path, [getattr(pair, side) for pair in pairs], longest=LONGEST_SIDE, stop=self.stop)
        except Stopped:
            raise
        except MediaError:
            return [None] * len(pairs)


def pairs_to_show(stretches: Sequence[Stretch]) -> list[tuple[Pair, bool]]:
    """A few pairs, spread over the seconds that match: of the longest stretches more; and whether each is mirrored."""
    chosen: list[tuple[Pair, bool]] = []
    longest = sorted(stretches, key=lambda each: each.here[0] - each.here[1])[:MOST_PAIRS]
    for stretch in longest:
        share = max(1, MOST_PAIRS // len(longest))
        start, end = stretch.here
        edges = [start + (end - start) * part / share for part in range(share + 1)]
        for low, high in pairwise(edges):
            within = [pair for pair in stretch.pairs if low <= pair.here_s <= high]
            if within:
                chosen.append((min(within, key=lambda pair: pair.bits), stretch.mirrored))
    return sorted({pair.here_s: (pair, mirrored) for pair, mirrored in chosen}.values(), key=lambda each: each[0].here_s)


@st.cache_resource(max_entries=1, show_spinner=False)
def jobs() -> dict[tuple[object, ...], Job]:
    """All jobs of this server, by what they are for."""
    return {}


def start(key: tuple[object, ...], job: Job) -> None:
    """Start a job, where none runs for the same."""
    present = jobs().get(key)
    if present is None or not present.running:
        jobs()[key] = job
        job.thread.start()
