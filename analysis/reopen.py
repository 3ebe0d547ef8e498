"""Open a place again: the bytes in their neighbourhood, the frame, the words in their text.

Every piece of evidence can be followed to where it stands. What comes back is raw: whoever shows it escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.case import Case
from analysis.media.source import Source
from analysis.place import Aside, Bytes, Frame, Place, Words

AROUND = 64
"""Bytes or characters that are shown on either side."""
LONGEST = 4096
"""Bytes of a field that are shown."""


class CannotReopen(Exception):
    """The place can't be shown any more; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class HexView:
    """Bytes of a file: `field` starts at `offset`, `before` and `after` are its neighbours; `cut` where the field goes on."""

    file: str
    name: str
    offset: int
    before: bytes
    field: bytes
    after: bytes
    cut: bool


@dataclass(frozen=True, slots=True)
class TextView:
    """Words of a text: `marked` between what stands before and after it; `source` names the text."""

    source: str
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class StillView:
    """A frame of the video as JPEG, `seconds` into it; `box` is x, y, width, height in its pixels."""

    seconds: float
    jpeg: bytes
    box: tuple[int, int, int, int] | None


@dataclass(frozen=True, slots=True)
class NoteView:
    """What has no place in a file."""

    text: str


def reopen(case: Case, place: Place) -> HexView | TextView | StillView | NoteView:
    """What stands at a place of this case's evidence. Raises CannotReopen."""
    if isinstance(place, Aside):
        return NoteView(place.text)
    if isinstance(place, Words):
        return _words(case, place)
    if case.exhibit is None:
        raise CannotReopen("The case has no video.")
    if isinstance(place, Frame):
        return _frame(case.exhibit.path, place)
    return _bytes(case.exhibit.path, place)


def _words(case: Case, place: Words) -> TextView:
    for statement in case.statements:
        if statement.id == place.file:
            text = statement.text
            start, end = max(0, place.start), min(len(text), place.end)
            return TextView(statement.source or statement.id, text[:start], text[start:end], text[end:])
    raise CannotReopen(f"The case has no statement “{place.file}”.")


def _bytes(video: Path, place: Bytes) -> HexView:
    path = video.parent / Path(place.file).name if place.file else video
    start = max(0, place.offset - AROUND)
    shown = min(place.length, LONGEST)
    try:
        with Source(path) as source:
            before = source.at(start, place.offset - start)
            field = source.at(place.offset, shown)
            after = source.at(place.offset + shown, AROUND)
    except OSError as error:
        raise CannotReopen(f"“{path.name}” can't be read: {error.strerror or error}.") from error
    if len(field) < shown:
        raise CannotReopen(f"“{path.name}” has no bytes at {place.offset}: it has changed since it was read.")
    return HexView(path.name, place.name, place.offset, before, field, after, cut=place.length > shown)


def _frame(video: Path, place: Frame) -> StillView:
    from analysis.media.shots import still
    from analysis.media.source import MediaError

    try:
        return StillView(place.seconds, still(video, place), place.box)
    except MediaError as error:
        raise CannotReopen(f"The frame at {place.seconds:.2f} s can't be shown: {error}") from error
