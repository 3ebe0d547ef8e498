"""What was computed of the open case. Nothing is computed twice: what did not change is kept.

Hearing depends on the video and on the case's words and dates, the verdict besides on the habit, the assumptions and the switches.
The witnesses of pictures are asked once the video has been read beside the page; the answer does not wait for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from analysis import __version__
from analysis.case import Case
from analysis.casefile import CaseFile
from analysis.exhibit import Exhibit
from analysis.footage.sources import known_sources
from analysis.hearing import Hearing, hear
from analysis.panels import reading
from analysis.panels.diary import hash_of
from analysis.weighing.verdict import Verdict
from analysis.weighing.weigh import parts_spoken_of, weigh

WEIGHED = ("habit", "series", "title", "done")
"""Keys of the case file that no witness reads: they change the verdict (or nothing), not what is heard."""
MOST_HEARINGS = 8
MOST_VERDICTS = 24
MOST_PARTS = 12

Progress = Callable[[str, float], None]


@dataclass
class Answers:
    """The hearings and verdicts of one open case, as its case file (`book`) and the evidence left out (`off`) stand."""

    exhibit: Exhibit | None = None
    """The case's video, once it was received."""
    _exhibit_key: tuple[object, ...] = ()
    _hearings: dict[str, Hearing] = field(default_factory=dict)
    _verdicts: dict[tuple[object, ...], Verdict] = field(default_factory=dict)
    _others: dict[str, Verdict] = field(default_factory=dict)
    _case: tuple[str, Case] | None = None
    _key: tuple[tuple[object, ...], str] | None = None
    _parts: tuple[tuple[object, ...], list[Verdict]] | None = None

    def case(self, book: CaseFile) -> Case:
        """The case as it stands; its video is received once and kept while it is the same file."""
        if self._case is not None and self._case[0] == book.text:
            return self._case[1]
        key = (book.get("video"), book.folder)
        kept = self.exhibit if key == self._exhibit_key else None
        found = book.case(exhibit=kept)
        if self.exhibit is not None and found.exhibit is not None and found.exhibit.path.resolve() == self.exhibit.path.resolve():
            found = replace(found, exhibit=self.exhibit)  # the same file under another spelling: received when it was received
        self.exhibit, self._exhibit_key = found.exhibit, key
        self._case = (book.text, found)
        return found

    def hearing(self, book: CaseFile, progress: Progress | None = None) -> Hearing:
        """What the witnesses said of the case; asked again only where something that they read has changed."""
        case = self.case(book)
        key = self._heard_key(book, case)
        if key not in self._hearings:
            while len(self._hearings) >= MOST_HEARINGS:
                del self._hearings[next(iter(self._hearings))]
            self._hearings[key] = hear(case, pictures=reading.seen(case.exhibit), progress=progress)
        return replace(self._hearings[key], case=case)

    def verdict(self, book: CaseFile, off: frozenset[str], progress: Progress | None = None) -> Verdict:
        """The verdict without the evidence left out."""
        hearing = self.hearing(book, progress)
        case = hearing.case
        key = (self._heard_key(book, case), case.habit, case.series, off)
        if key not in self._verdicts:
            while len(self._verdicts) >= MOST_VERDICTS:
                del self._verdicts[next(iter(self._verdicts))]
            self._verdicts[key] = weigh(hearing, leave_out=off)
        return replace(self._verdicts[key], hearing=hearing)

    def verdict_on(self, other: CaseFile, book: CaseFile) -> Verdict:
        """The verdict on another version or another case; its pictures count where it has the same video and they were read."""
        same = (other.get("video"), other.folder) == (book.get("video"), book.folder)
        exhibit = self.exhibit if same else None
        key = hash_of(json.dumps([other.text, str(other.folder), reading.seen(exhibit)]))
        if key not in self._others:
            while len(self._others) >= MOST_HEARINGS:
                del self._others[next(iter(self._others))]
            self._others[key] = weigh(hear(other.case(exhibit=exhibit), pictures=reading.seen(exhibit)))
        return self._others[key]

    def parts(self, book: CaseFile, off: frozenset[str]) -> list[Verdict]:
        """The verdicts on single sources or shots, where evidence speaks of those alone; the first dozen."""
        hearing = self.verdict(book, off).hearing
        case = hearing.case
        found = parts_spoken_of(hearing, [source.shots for source in known_sources(case.exhibit)])[:MOST_PARTS]
        key = (self._heard_key(book, case), case.habit, case.series, off, found)
        if self._parts is None or self._parts[0] != key:
            self._parts = (key, [weigh(hearing, leave_out=off, shots=part) for part in found])
        return self._parts[1]

    def _heard_key(self, book: CaseFile, case: Case) -> str:
        exhibit = case.exhibit
        video = None if exhibit is None else (str(exhibit.path), exhibit.size, exhibit.received.isoformat())
        state = (book.text, video, reading.seen(exhibit))
        if self._key is None or self._key[0] != state:
            document = {name: value for name, value in book.document.items() if name not in WEIGHED}
            self._key = (state, hash_of(json.dumps([document, *state[1:], __version__], sort_keys=True, default=str)))
        return self._key[1]
