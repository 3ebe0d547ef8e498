"""Where a piece of evidence stands: bytes of a file, a frame, words of a text, or a plain aside.

A place is rooted in a file: `file` is "" for the exhibit itself, else the name of a file beside it
or the id of a statement. `analysis.reopen` shows what stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple


class Bytes(NamedTuple):
    """`length` bytes from `offset` (both in bytes) of a file; `name` is the field, such as moov/mvhd."""

    offset: int
    length: int
    name: str = ""
    file: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"kind": "bytes", "offset": self.offset, "length": self.length, "name": self.name} | _file(self.file)


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of the video: `pts` in units of `time_base` seconds; `box` is x, y, width, height in pixels."""

    pts: int
    time_base: Fraction
    box: tuple[int, int, int, int] | None = None
    file: str = ""

    @property
    def seconds(self) -> float:
        """Seconds from the start of the video's own clock."""
        return float(self.pts * self.time_base)

    def to_json(self) -> dict[str, Any]:
        place: dict[str, Any] = {"kind": "frame", "pts": self.pts, "time_base": str(self.time_base), "seconds": self.seconds}
        return place | {"box": list(self.box) if self.box else None} | _file(self.file)


class Words(NamedTuple):
    """Characters `start` to `end` of a text; `file` names the statement or text file they stand in."""

    file: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        return {"kind": "words", "start": self.start, "end": self.end, "file": self.file}


class Aside(NamedTuple):
    """No place in a file: what the user typed, or what a library reported without saying where."""

    text: str

    def to_json(self) -> dict[str, Any]:
        return {"kind": "aside", "text": self.text}


Place = Bytes | Frame | Words | Aside


def _file(name: str) -> dict[str, str]:
    return {"file": name} if name else {}
