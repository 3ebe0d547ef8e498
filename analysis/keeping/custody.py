"""The custody log of a case: what was opened and decided, when, by which version; append-only and chained by hashes.

It lies beside the case file (case.toml has case.custody.jsonl), one JSON object a line. Each entry carries the hash of the one before it,
so that an edit, a removal or another order of lines shows. Whoever rewrites every line from some point on can make a whole chain again:
that shows only against a head hash that was kept elsewhere, in a report or in a colleague's copy.

A line is written in one go and flushed to the disk before `append` returns. A process that dies within it leaves a line without
its end; the next entry says so and carries that fragment's hash, so that such a fragment can be told from an edit.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis import __version__
from analysis.when import iso

try:
    import fcntl
except ImportError:  # Windows: two programs that write at once are then not kept apart
    fcntl = None  # type: ignore[assignment]

START = hashlib.sha256(b"").hexdigest()
"""What the first entry names as the one before it: the hash of nothing."""
LARGEST = 256 << 20
"""Bytes of a log that is read."""
LONGEST = 16 << 10
"""Bytes of one entry; longer values in it are cut."""
LONGEST_VALUE = 1000
"""Characters of one value that are kept; of a longer one its start and its hash."""
MOST_FAULTS = 20
NEAR_THE_END = 64 << 10
"""Bytes in which the latest entry of a kind is looked for."""


class CustodyError(Exception):
    """The log can't be read or written; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: its number from 1, the instant as ISO 8601 in UTC, the version of the tool, what happened, and the details."""

    number: int
    at: str
    version: str
    act: str
    details: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A log that was read and checked: its entries, the hash of the last one, and what does not match, a sentence each.

    `unfinished`: the last line has no end, as a process that died while writing leaves it; that is no fault.
    """

    entries: tuple[Entry, ...]
    head: str
    faults: tuple[str, ...]
    unfinished: bool = False


def log_of(case_file: Path) -> Path:
    """Where the log of a case file lies."""
    return case_file.with_name(f"{case_file.stem}.custody.jsonl")


def append(log: Path, act: str, details: Mapping[str, Any], now: datetime) -> str:
    """Add one entry; the new head hash. `now` is when it happened (UTC). Raises CustodyError, and then nothing was added."""
    try:
        handle = os.open(log, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise CustodyError(f"The custody log {log.name} can't be written: {error.strerror or error}.") from error
    try:
        with os.fdopen(handle, "r+b", buffering=0) as file:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX)
            last, fragment, unended = _tail(file)
            entry: dict[str, Any] = {
                "n": last[0] + 1, "at": iso(now), "version": __version__, "act": act, "details": _short(details), "before": last[1],
            }  # fmt: skip
            if fragment:
                entry["torn"] = hashlib.sha256(fragment).hexdigest()
            entry["hash"] = _hash(entry)
            line = json.dumps(entry, ensure_ascii=True).encode() + b"\n"
            if len(line) > LONGEST:
                raise CustodyError(f"The entry “{act}” is too long for the custody log.")
            size = file.seek(0, os.SEEK_END)
            whole = (b"\n" if unended else b"") + line
            try:
                left = memoryview(whole)
                while left:
                    left = left[file.write(left) :]  # a disk that is nearly full takes a part, then says why
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    file.truncate(size)
                raise
            return str(entry["hash"])
    except OSError as error:
        raise CustodyError(f"The custody log {log.name} can't be written: {error.strerror or error}.") from error


def latest(log: Path, act: str) -> Mapping[str, Any] | None:
    """The details of the latest entry of that kind near the end of the log; None where none is there. Nothing is checked."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - NEAR_THE_END))
            data = file.read(NEAR_THE_END)
    except OSError:
        return None
    for line in reversed(data.split(b"\n")):
        found = _read(line)
        if found is not None and found["act"] == act:
            return dict(found["details"])
    return None


def check(log: Path) -> Checked:
    """Read a log and check its chain. A log that is not there has no entries. Raises CustodyError where it can't be read."""
    try:
        if log.stat().st_size > LARGEST:
            raise CustodyError(f"The custody log {log.name} is larger than {LARGEST >> 20} MB.")
        data = log.read_bytes()
    except FileNotFoundError:
        return Checked((), START, ())
    except OSError as error:
        raise CustodyError(f"The custody log {log.name} can't be read: {error.strerror or error}.") from error
    return check_lines(data)


def check_lines(data: bytes) -> Checked:
    """Check the bytes of a log: numbers, links, hashes, and fragments that the next entry accounts for."""
    entries: list[Entry] = []
    faults: list[str] = []
    before, torn, number = START, "", 0
    *lines, end = data.split(b"\n")
    if _read(end) is not None:
        lines.append(end)
    for at, line in enumerate(lines, 1):
        found = _read(line)
        if found is None:
            if torn:
                faults.append(f"Line {at - 1} of the custody log is no entry.")
            torn = hashlib.sha256(line).hexdigest()
            continue
        if found.get("torn", "") != torn:
            faults.append(
                f"Line {at - 1 if torn else at} of the custody log was changed or taken out: what stands there is no whole entry."
            )
        torn = ""
        if found["hash"] != _hash({key: value for key, value in found.items() if key != "hash"}):
            faults.append(f"Entry {found['n']} of the custody log was changed: it does not have the hash that it states.")
        if found["before"] != before or found["n"] != number + 1:
            faults.append(f"Before entry {found['n']} of the custody log, entries were removed, added or put in another order.")
        before, number = found["hash"], found["n"]
        entries.append(Entry(found["n"], found["at"], found["version"], found["act"], found["details"], found["hash"]))
    if torn:
        faults.append("The last line of the custody log is no entry.")
    return Checked(tuple(entries), before, tuple(faults[:MOST_FAULTS]), bool(end))


def _read(line: bytes) -> dict[str, Any] | None:
    """An entry with all its parts, or None."""
    if len(line) > LONGEST:
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    kinds = {"n": int, "at": str, "version": str, "act": str, "details": dict, "before": str, "hash": str}
    if not isinstance(found, dict) or any(not isinstance(found.get(key), kind) for key, kind in kinds.items()):
        return None
    return found


def _hash(entry: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()).hexdigest()


def _tail(file: Any) -> tuple[tuple[int, str], bytes, bool]:
    """Number and hash of the last whole entry ((0, START) where there is none), the fragment after it, and whether a line has no end."""
    size = file.seek(0, os.SEEK_END)
    for reach in (2 * LONGEST, size):  # the end is enough; a log whose end is damaged is read whole
        file.seek(max(0, size - reach))
        data = b""
        while chunk := file.read(1 << 20):
            data += chunk
        *lines, fragment = data.split(b"\n")
        if (found := _read(fragment)) is not None:  # whole but for the end of its line
            return (found["n"], found["hash"]), b"", True
        for line in reversed(lines):
            if (found := _read(line)) is not None:
                return (found["n"], found["hash"]), fragment, bool(fragment)
        if reach >= size:
            break
    return (0, START), fragment, bool(fragment)


def _short(value: Any) -> Any:
    """A value fit for the log: plain JSON, long texts cut, with their hash."""
    if isinstance(value, str):
        value = value.encode("utf-8", "replace").decode()
        if len(value) <= LONGEST_VALUE:
            return value
        return {"start": value[:200], "characters": len(value), "sha256": hashlib.sha256(value.encode()).hexdigest()}
    if isinstance(value, Mapping):
        return {str(key)[:200]: _short(part) for key, part in list(value.items())[:50]}
    if isinstance(value, list | tuple):
        text = json.dumps(list(value), ensure_ascii=False, default=str)
        return json.loads(text) if len(text) <= LONGEST_VALUE else _short(text)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    return str(value)[:LONGEST_VALUE]
