"""Files beside a video that belong to it: the same name with another ending, as cameras and downloaders write them."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from itertools import islice
from pathlib import Path

MAX_NAMES = 20_000
"""Names in a folder that are looked at."""
AT_REST_NS = 2_000_000_000
"""A folder that was changed less long ago is listed anew each time: its date may not tell the next change from the last."""


def beside(path: Path, endings: tuple[str, ...]) -> list[Path]:
    """The files beside `path` whose name is its own, or its stem, followed by one of the endings (".srt"), in alphabetical order.

    Upper and lower case are the same. Links that lead elsewhere and folders are left out. Raises nothing: a folder that
    can't be read has no such files.
    """
    wanted = {base.lower() + ending for base in (path.name, path.stem) for ending in endings}
    try:
        names = _names(path.parent)
        found = [path.parent / name for low in wanted for name in names.get(low, ()) if name != path.name]
        return sorted(entry for entry in found if entry.is_file() and not entry.is_symlink())
    except OSError:
        return []


def _names(folder: Path) -> dict[str, list[str]]:
    """The names in a folder by their lower case; kept, since every witness asks, and of every file in the folder."""
    changed = folder.stat().st_mtime_ns
    return _listed(folder, changed) if abs(time.time_ns() - changed) > AT_REST_NS else _listed.__wrapped__(folder, changed)


@lru_cache(maxsize=4)
def _listed(folder: Path, changed: int) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    with os.scandir(folder) as entries:
        for entry in islice(entries, MAX_NAMES):
            names.setdefault(entry.name.lower(), []).append(entry.name)
    return names
