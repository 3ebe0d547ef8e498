"""A case file on the disk: read whole, replaced whole or not at all, by one writer at a time, for its user's eyes alone."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

OWN_FILE, OWN_FOLDER = 0o600, 0o700
"""The permissions of what is made anew: cases hold names and suspicions that are nobody else's business."""

_in_this_process = threading.Lock()


def read(path: Path, most: int) -> bytes:
    """Up to so many bytes of an ordinary file. Raises FileNotFoundError where there is none, OSError, ValueError."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return file.read(most)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else of this tool writes in the folder meanwhile: no other page, thread or command. Raises OSError.

    Two pages that save the same case in the same instant thus come one after the other, and the second sees what the first wrote. Where
    folders can't be locked (Windows, some network disks) only this process is kept out of its own way.
    """
    with _in_this_process:
        opened = None
        try:
            with contextlib.suppress(ImportError, OSError):
                import fcntl

                opened = os.open(folder, os.O_RDONLY)
                fcntl.flock(opened, fcntl.LOCK_EX)
            yield
        finally:
            if opened is not None:
                os.close(opened)


def replace(target: Path, data: bytes) -> None:
    """Write a file beside the target and let it take its place; the target keeps its permissions. Raises OSError."""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else OWN_FILE
    beside = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWN_FILE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode != OWN_FILE:
            beside.chmod(mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # folders can't be opened everywhere; the file stands by now
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # so that the new name outlives a power cut
        finally:
            os.close(folder)


def own_folder(folder: Path) -> Path:
    """The folder, made for its user alone with those above it that are missing; one that is there keeps its permissions. Raises OSError."""
    missing = []
    at = folder
    while not at.exists():
        missing.append(at)
        at = at.parent
    for each in reversed(missing):
        each.mkdir(mode=OWN_FOLDER, exist_ok=True)
    folder.mkdir(exist_ok=True)  # raises where something else has the name
    return folder
