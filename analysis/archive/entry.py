"""What an archive says of its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analysis.testimony import Strength
from analysis.when import Span


@dataclass(frozen=True, slots=True)
class Dated:
    """When a file of the archive was there, and what says so.

    `span` has a start only where the date is that of a posting; else the file was there no later than its end. None: no date is
    known. `typed` is the date as the user gave it, `url` the page that it was posted on.
    """

    span: Span | None = None
    strength: Strength | None = None
    by: str = ""
    typed: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive. `places` are the paths where it was last seen; `added` is in UTC; `still` marks a picture."""

    file: int
    sha256: str
    places: tuple[Path, ...]
    bytes: int
    added: datetime
    still: bool
    duration_s: float | None
    pictures: int
    dated: Dated

    @property
    def path(self) -> Path | None:
        """Where it lies now; None where it is at none of its places any more."""
        return next((path for path in self.places if path.is_file()), None)

    @property
    def name(self) -> str:
        return self.places[0].name if self.places else self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Failed:
    """A path that is skipped, and why."""

    path: Path
    sentence: str
