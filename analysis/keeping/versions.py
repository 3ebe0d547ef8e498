"""Earlier versions of a case file, kept beside it in a folder of their own (case.toml has case.versions/), one file each.

A version is named after the instant at which it was put aside, in UTC. Nothing is ever removed from the folder by the tool.
"""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

FORM = "%Y-%m-%dT%H-%M-%SZ"
APART = timedelta(minutes=5)
"""Autosaving puts a version aside only where the last one is older than this."""


def folder_of(case_file: Path) -> Path:
    """Where a case file's versions lie."""
    return case_file.with_name(f"{case_file.stem}.versions")


def home_of(version: Path) -> Path | None:
    """The folder of the case that a file is an earlier version of; None where it is none."""
    return version.resolve().parent.parent if version.parent.name.endswith(".versions") else None


def versions(case_file: Path) -> list[tuple[datetime, Path]]:
    """The versions with the instants (UTC) at which they were put aside, the latest first."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder_of(case_file).glob("*.toml"):
            with contextlib.suppress(ValueError):
                found.append((datetime.strptime(path.stem, FORM).replace(tzinfo=UTC), path))
    return sorted(found, reverse=True)


def put_aside(case_file: Path, now: datetime, *, every: bool = False) -> Path | None:
    """Keep what is on disk as a version; None where one is recent enough (unless `every`) or nothing is there. Raises OSError."""
    known = versions(case_file)
    if not every and known and now - known[0][0] < APART:
        return None
    try:
        data = case_file.read_bytes()
    except FileNotFoundError:
        return None
    if known and known[0][1].read_bytes() == data:
        return None
    folder = folder_of(case_file)
    folder.mkdir(exist_ok=True)
    target = folder / f"{now.strftime(FORM)}.toml"
    beside = folder / f".{target.name}.{os.getpid()}.part"
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target
