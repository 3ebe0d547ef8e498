"""Where cases lie: the samples that come with the tool, and the cases of this computer's user."""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO

from analysis.casefile.disk import OWN_FILE, own_folder
from analysis.keeping.custody import latest, log_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
FIRST = SAMPLES / "leopard-kursk" / "article.toml"
"""The worked example: what the page opens with."""
CHUNK = 4 << 20
EPOCH = datetime.fromtimestamp(0, UTC)


def cases_folder() -> Path:
    """The folder of saved cases; the environment may name another."""
    return Path(os.environ.get("BEFORE_OR_AFTER_CASES") or ROOT / "cases")


def is_sample(path: Path | None) -> bool:
    return path is not None and path.resolve().is_relative_to(SAMPLES)


@dataclass(frozen=True, slots=True)
class Entry:
    """A case that can be opened: its title, when it was last changed (UTC), and the answer at the last save where that is recorded."""

    path: Path
    name: str
    sample: bool
    changed: datetime | None = None
    answer: str = ""

    def found_by(self, words: str) -> bool:
        """Whether each of the words stands in its name, answer or folder."""
        text = f"{self.name} {self.answer} {self.path.parent.name}".casefold()
        return all(word in text for word in words.casefold().split())


def entries() -> list[Entry]:
    """Saved cases, the latest first, then the samples."""
    found = sorted(filter(None, map(_saved, _files(cases_folder()))), key=lambda entry: entry.changed or EPOCH, reverse=True)
    return [*found, *_examples()]


@cache
def _examples() -> tuple[Entry, ...]:
    """The worked examples by their titles, the first of them first; of two with one title the second says which file it is."""
    found: dict[str, Entry] = {}
    for path in sorted(_files(SAMPLES), key=lambda path: (path != FIRST, path)):
        try:
            title = str(tomllib.loads(path.read_text("utf-8")).get("title") or path.parent.name)
        except (OSError, ValueError):
            title = path.parent.name
        name = f"Example: {title.replace(' (synthetic video)', '').replace(', synthetic video', '')}"
        name = f"{name}, {path.stem}" if name in found else name
        found[name] = Entry(path, name, sample=True)
    return tuple(found.values())


def _saved(path: Path) -> Entry | None:
    """What the list says of a saved case; None where it went away meanwhile."""
    try:
        changed = path.stat().st_mtime
    except OSError:
        return None
    log = log_of(path)
    try:
        known = log.stat()
        title, answer = _at_last_save(log, known.st_mtime_ns, known.st_size)
    except OSError:
        title, answer = "", ""
    name = title or (path.parent.name if path.name == "case.toml" else f"{path.parent.name}, {path.stem}")
    return Entry(path, name, False, datetime.fromtimestamp(changed, UTC), answer)


@lru_cache(maxsize=2000)
def _at_last_save(log: Path, changed: int, size: int) -> tuple[str, str]:
    """Title and answer as the log has them; kept while the log has not changed."""
    details = latest(log, "saved") or {}
    title, answer = details.get("title"), details.get("answer")
    return (title if isinstance(title, str) else ""), (answer if isinstance(answer, str) else "")


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.glob("*/*.toml") if path.is_file())
    except OSError:
        return


def slug(title: str) -> str:
    """A folder name for a title: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title)
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    return "-".join(words)[:60].strip("-") or "case"


def new_folder(title: str) -> Path:
    """A folder for a new case that is not there yet. Raises OSError."""
    base = cases_folder()
    for number in range(1, 10_000):
        folder = base / (slug(title) if number == 1 else f"{slug(title)}-{number}")
        if not folder.exists():
            return folder
    raise FileExistsError(f"There are too many cases called {slug(title)}.")


def safe_name(name: str) -> str:
    """A file name that stays in its folder, made of what a stranger called the file."""
    base = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c if c.isalnum() or c in "._- ()" else "_" for c in base).strip(". ")
    stem, dot, suffix = kept.rpartition(".")
    return f"{(stem or suffix)[:100]}{dot}{suffix[:10]}" if dot and stem else kept[:110] or "video"


def keep(data: BinaryIO, folder: Path, name: str) -> Path:
    """Write a dropped file into a folder, whole or not at all, under a name that is free. Raises OSError."""
    own_folder(folder)
    wanted = safe_name(name)
    target, number = folder / wanted, 1
    while target.exists():
        number += 1
        stem, dot, suffix = wanted.rpartition(".")
        target = folder / (f"{stem}-{number}.{suffix}" if dot else f"{wanted}-{number}")
    beside = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWN_FILE), "wb") as file:
            data.seek(0)
            while chunk := data.read(CHUNK):
                file.write(chunk)
        beside.rename(target)
    finally:
        beside.unlink(missing_ok=True)
    return target
