"""Files beside a video that belong to it: the same name with another ending, as cameras and downloaders write them."""

from __future__ import annotations

from pathlib import Path

MAX_NAMES = 20_000
"""Names in a folder that are looked at."""


def beside(path: Path, endings: tuple[str, ...]) -> list[Path]:
    """The files beside `path` whose name is its own, or its stem, followed by one of the endings (".srt"), in alphabetical order.

    Upper and lower case are the same. Links that lead elsewhere and folders are left out. Raises nothing: a folder that
    can't be read has no such files.
    """
    wanted = {base.lower() + ending for base in (path.name, path.stem) for ending in endings}
    found = []
    try:
        for count, entry in enumerate(path.parent.iterdir()):
            if count >= MAX_NAMES:
                break
            if entry.name.lower() in wanted and entry.name != path.name and entry.is_file() and not entry.is_symlink():
                found.append(entry)
    except OSError:
        return []
    return sorted(found)
