"""The exhibit: the video file in hand, its hash, and lazily what `media` reads from it.

The file is opened read-only and never changed. "Now" is taken once, when the exhibit is received.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.media.listing import list_fields
from analysis.media.source import Listing

if TYPE_CHECKING:
    from analysis.media.light import FrameLight
    from analysis.media.overlays import Overlays
    from analysis.media.shots import Shots

CHUNK = 4 << 20


class ExhibitError(Exception):
    """The file can't be an exhibit; the message is one sentence for the person who gave it."""


@dataclass(eq=False)
class Exhibit:
    """A file in hand. `size` is in bytes, `received` (UTC) the second by whose end the tool had it."""

    path: Path
    size: int
    received: datetime

    @classmethod
    def receive(cls, path: Path, *, now: datetime | None = None) -> Exhibit:
        """Take a file in hand and note the time; its bytes are hashed when `sha256` or `hash` is first asked for.

        Raises ExhibitError where it is missing, empty, a folder or unreadable.
        """
        received = now or datetime.now(UTC)
        received += timedelta(microseconds=-received.microsecond % 1_000_000)  # a bound from above: rounded up
        name = path.name
        try:
            if not path.exists():
                raise ExhibitError(f"There is no file “{name}” at {path}.")
            if not path.is_file():
                raise ExhibitError(f"“{name}” is no file: give the video itself.")
            size = path.stat().st_size
            with path.open("rb"):
                pass
        except (OSError, ValueError) as error:
            raise ExhibitError(f"“{name}” can't be read: {getattr(error, 'strerror', None) or error}.") from error
        if size == 0:
            raise ExhibitError(f"“{name}” is empty (0 bytes).")
        return cls(path, size, received)

    @cached_property
    def sha256(self) -> str:
        """The hash of the file's bytes, in hex."""
        return sha256_of(self.path)

    def hash(self, progress: Callable[[float], None]) -> str:
        """The same, reporting the share done; computed once."""
        if "sha256" not in self.__dict__:
            self.__dict__["sha256"] = sha256_of(self.path, progress)
        return self.sha256

    @cached_property
    def listing(self) -> Listing:
        """Every field that bears a time or names a writer, with its bytes; in-process, bounded, never raises."""
        return list_fields(self.path)

    @cached_property
    def shots(self) -> Shots:
        """The shots, without stills; all of the video is decoded once. Raises MediaError where the decoder comes to no answer."""
        from analysis.media.shots import find_shots  # loaded where pictures are looked at

        return find_shots(self.path)

    @cached_property
    def overlays(self) -> Overlays:
        """The text that stays in place in each shot. Raises MediaError as `shots` does, ImportError without a reader of text."""
        from analysis.media.overlays import find_overlays

        return find_overlays(self.path, self.shots.shots)

    @cached_property
    def light(self) -> FrameLight:
        """How light one picture of each shot is. Raises MediaError as `shots` does."""
        from analysis.media.light import find_light

        return find_light(self.path, self.shots.shots)


def sha256_of(path: Path, progress: Callable[[float], None] | None = None) -> str:
    """The sha256 of a file in hex, reporting the share done. Raises ExhibitError where it can't be read to its end."""
    import hashlib  # loaded where a hash is asked for

    digest = hashlib.sha256()
    try:
        size = path.stat().st_size
        done = 0
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                done += len(chunk)
                if progress is not None:
                    progress(min(1.0, done / max(1, size)))
    except OSError as error:
        raise ExhibitError(f"“{path.name}” can't be read: {error.strerror or error}.") from error
    return digest.hexdigest()
