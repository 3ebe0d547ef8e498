"""A statement as it was found, before anyone confirmed it: what is known of it, from which words, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.casefile.dating import instant_of
from analysis.casefile.periods import Period, period_of
from analysis.casefile.schema import Problems, StatementTable
from analysis.typed import WhenError, parse_when
from analysis.when import Reading, Span, Zone

MAX_DRAFTS = 20_000
"""Statements that one reading keeps: as many as one case may have."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement was found: a file's name ("" for pasted text) and the row, message or part in it, from 1; 0 for all of it."""

    file: str = ""
    row: int = 0
    kind: str = "part"

    def __str__(self) -> str:
        place = f"{self.kind} {self.row}" if self.row else ""
        return ", ".join(part for part in (self.file or "pasted text", place) if part)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read: where, and one sentence."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement as a reader of some format found it. Texts are as they stood there; `released` may be read already.

    `day_first` says how a typed release such as 03.04.2024 is meant, where the place in which it stands decides that.
    """

    text: str
    origin: Origin
    released: Reading | str | None = None
    released_why: str = ""
    covers: str = ""
    covers_why: str = ""
    url: str = ""
    source: str = ""
    excerpt: bool = False
    notes: tuple[str, ...] = ()
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement as it would stand in a case file, field by field, with the reason for each.

    `released` is a reading: its zone may be open. `covers`, `covers_from` and `covers_to` are written as the case file has them;
    `phrase` is the words that they come from, where those stand in the text. `excerpt` marks a text that is not whole;
    `told` one that another text tells of.
    """

    text: str
    origin: Origin
    source: str = ""
    url: str = ""
    released: Reading | None = None
    released_why: str = ""
    covers: str = ""
    covers_from: str = ""
    covers_to: str = ""
    covers_why: str = ""
    phrase: str = ""
    excerpt: bool = False
    told: bool = False
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be asked before the statement can count."""
        period = self.covers or self.covers_from
        return tuple(name for name, known in (("released", self.released), ("covers", period), ("text", self.text)) if not known)

    @property
    def written(self) -> str:
        """The release as the case file writes it; "" where it is not known."""
        return "" if self.released is None else str(self.released).replace("T", " ")

    def values(self) -> dict[str, str | bool]:
        """The fields of a statement in a case file, without its id; empty ones are left out."""
        given = {
            "source": self.source, "released": self.written, "covers": self.covers, "covers_from": self.covers_from,
            "covers_to": self.covers_to, "text": self.text, "url": self.url,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value} | ({"excerpt": True} if self.excerpt else {})

    def release_in(self, zone: Zone | None) -> Span | None:
        """The instants at which it may have been released."""
        return None if self.released is None else self.released.span(zone)

    def period_in(self, zone: Zone | None) -> Period:
        """What it covers, by the case file's own rules."""
        table = StatementTable(covers=self.covers, covers_from=self.covers_from or None, covers_to=self.covers_to or None)
        bounds = (_read(self.covers_from), _read(self.covers_to))
        return period_of(table, self.released, bounds, zone, "", Problems())

    def sort_key(self, zone: Zone | None) -> tuple[bool, float]:
        """By release; those without one last."""
        latest = None if self.released is None else instant_of(self.released, zone).latest
        return (latest is None, 0.0 if latest is None else latest.timestamp())


def _read(text: str) -> Reading | None:
    try:
        return parse_when(text) if text else None
    except WhenError:
        return None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which a source that reports again and again has no logged statement: `missing` of them, and one sentence."""

    source: str
    span: Span
    missing: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two statements of one source that report on the same time (their places in the log), and one sentence."""

    source: str
    first: int
    second: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Log:
    """What was read: drafts in order of release, what could not be read, and what is missing or double between them."""

    drafts: tuple[Draft, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    gaps: tuple[Gap, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    dropped: int = 0
    """Statements that were left out because they stand in the log already."""
