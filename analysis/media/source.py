"""Bounded reading of a file that a stranger sent.

Readers never touch the file themselves: they ask a `Source` for bytes at an offset. It is opened
read-only, returns short data where the file ends, and spends a budget, so that circular or absurd
structures end in `Exhausted` and not in a hang.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from analysis.characters import whole
from analysis.place import Bytes
from analysis.testimony import Status
from analysis.when import Reading

MAX_FIELDS = 20_000
"""Fields that one listing may hold."""

MAX_RAW = 2_000
"""Characters of a raw value that are kept; longer ones are cut and end in an ellipsis."""


class MediaError(Exception):
    """The one exception family that leaves a reader: this file can't be read (further) in this way."""


class Truncated(MediaError):
    """A structure says that it goes on beyond the end of the file."""


class Exhausted(MediaError):
    """The reader's budget is spent: more structures or bytes than any honest file has."""


class Source:
    """A file, read-only, within limits.

    `budget` is the number of bytes that all reads together may return, `reads` how many reads there may be,
    `fields` how many fields a listing may hold. Raises OSError where the file can't be opened.
    """

    def __init__(self, path: Path, *, budget: int = 256 << 20, reads: int = 400_000) -> None:
        self.path = path
        self._budget = budget
        self._reads = reads
        self._file: BinaryIO = path.open("rb", buffering=1 << 16)
        self.size = self._file.seek(0, 2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`; fewer where the file ends; none for a senseless place."""
        if offset < 0 or length <= 0 or offset >= self.size:
            return b""
        length = min(length, self.size - offset)
        self._reads -= 1
        self._budget -= length
        if self._reads < 0 or self._budget < 0:
            raise Exhausted("the file has more structures than the tool reads; what was found until then stands")
        self._file.seek(offset)
        return self._file.read(length)

    def exactly(self, offset: int, length: int) -> bytes:
        """`length` bytes from `offset`; raises Truncated where the file ends before."""
        data = self.at(offset, length)
        if len(data) < length:
            raise Truncated(f"the file ends inside a structure at byte {offset}")
        return data

    def unpack(self, layout: str, offset: int) -> tuple[int, ...]:
        """The integers of a `struct` layout at an offset; raises Truncated."""
        return struct.unpack(layout, self.exactly(offset, struct.calcsize(layout)))


class Field(NamedTuple):
    """One field of a file, as found: no judgement. `raw` is the value as stored (an integer in decimal, or the text)."""

    tag: str
    raw: str
    place: Bytes
    reading: Reading | None = None
    status: Status = "set"


@dataclass(slots=True)
class Listing:
    """All that the readers found in one file: the container's name, its length in seconds, fields in file order, problems.

    `problems` are plain sentences: what could not be read, and where.
    """

    container: str = ""
    duration_s: float | None = None
    fields: list[Field] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def note(
        self,
        tag: str,
        raw: object,
        offset: int,
        length: int,
        reading: Reading | None = None,
        *,
        status: Status | None = None,
        name: str = "",
        file: str = "",
    ) -> None:
        """Add a field. `status` is "set" where left out, or "not set" for a reading that is an epoch.

        `name` is the structure's path for the place; the tag up to its first space where left out.
        """
        if len(self.fields) >= MAX_FIELDS:
            raise Exhausted(f"more than {MAX_FIELDS} fields: the rest is not listed")
        text = whole(str(raw))
        if len(text) > MAX_RAW:
            text = text[:MAX_RAW] + "…"
        if status is None:
            status = "not set" if reading is not None and reading.unset else "set"
        self.fields.append(Field(tag, text, Bytes(offset, length, name or tag.partition(" ")[0], file), reading, status))

    def problem(self, sentence: str) -> None:
        """Add a problem, once, and no more than a reader of the list can use."""
        if sentence not in self.problems and len(self.problems) < 50:
            self.problems.append(sentence)
