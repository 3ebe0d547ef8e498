"""Reading a log: what a path, a folder, a dropped file or a pasted text holds, as drafts in order, without doubles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.statements import letters, pasted, tables, telegram
from analysis.statements.decoding import LARGEST, Unreadable, decode, looks_like_markup, page_of, read_bytes, tidy
from analysis.statements.draft import MAX_DRAFTS, Draft, Entry, Log, Origin, Trouble
from analysis.statements.drafting import drafts_of
from analysis.statements.series import gaps, overlaps, without_doubles
from analysis.when import Reading, Zone

KINDS = (".txt", ".md", ".html", ".htm", ".eml", ".csv", ".tsv", ".xlsx", ".json")
MAX_FILES = 5_000
MAX_LETTER = 16 << 20
MAX_PAGE = 4 << 20
MAX_TOGETHER = 256 << 20
"""Bytes of all files of one log."""
MAX_TROUBLES = 200
LONGEST_NAME = 120

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that was given by its bytes; the name's ending says what it is."""

    name: str
    data: bytes


Given = str | Path | Dropped


def read_log(
    given: Given | Sequence[Given],
    *,
    at: Reading | None = None,
    zone: Zone | None = None,
    source: str = "",
    language: str | None = None,
    day_first: bool | None = None,
    progress: Progress | None = None,
) -> Log:
    """Read statements from pasted text (a str), files and folders (Path), or dropped files.

    `at` is when a pasted text was published; `zone` that of local times; `source` names the source where the data does not.
    `day_first` says how 03/04/2024 is meant where the data does not. Never raises for what it reads: `Log.troubles` says what
    could not be read.
    """
    several = [given] if isinstance(given, str | Path | Dropped) else list(given)
    troubles: list[Trouble] = []
    drafts: list[Draft] = []
    files = [each for one in several for each in (_inside(one, troubles) if isinstance(one, Path) else [one])]
    left = MAX_TOGETHER
    for number, each in enumerate(files):
        name = each if isinstance(each, str) else each.name
        if progress is not None:
            progress("reading" if isinstance(each, str) else name, number / len(files))
        where = "pasted text" if isinstance(each, str) else name
        try:
            data = each.encode("utf-8", "replace") if isinstance(each, str) else _data(each, left)
            left -= len(data)
            for entry in _entries(each, data, at, zone, troubles):
                if len(drafts) >= MAX_DRAFTS:
                    troubles.append(Trouble(where, f"There are more than {MAX_DRAFTS:,} statements: the first ones are read."))
                    break
                named = entry if entry.source or not source else replace(entry, source=source)
                drafts.extend(drafts_of(named, at if isinstance(each, str) else None, zone, language, day_first))
        except Unreadable as error:
            troubles.append(Trouble(where, str(error)))
    kept, dropped = without_doubles(drafts, zone)
    return Log(tuple(kept), tuple(troubles[:MAX_TROUBLES]), tuple(gaps(kept, zone)), tuple(overlaps(kept, zone)), dropped)


def _data(each: Path | Dropped, left: int) -> bytes:
    suffix = Path(each.name).suffix.lower()
    largest = min(left, {".eml": MAX_LETTER, ".html": MAX_PAGE, ".htm": MAX_PAGE}.get(suffix, LARGEST))
    if isinstance(each, Path):
        return read_bytes(each, largest)
    if len(each.data) > largest:
        raise Unreadable(f"It is larger than {largest >> 20} MB: split it.")
    return each.data


def _inside(path: Path, troubles: list[Trouble]) -> list[Path]:
    """The file, or the files of a folder and of those in it, by name; links out of it are not followed."""
    if not path.is_dir():
        if not path.is_file():
            troubles.append(Trouble(path.name or str(path), f"There is no file at {path}."))
            return []
        return [path]
    found: list[Path] = []
    for folder, names, files in os.walk(path):
        names.sort()
        found += [Path(folder, name) for name in sorted(files) if Path(name).suffix.lower() in KINDS and not name.startswith(".")]
        if len(found) > MAX_FILES:
            troubles.append(Trouble(path.name, f"The folder holds more than {MAX_FILES:,} files, of which the first ones are read."))
            break
    regular = [each for each in found[:MAX_FILES] if each.is_file() and not each.is_symlink()]
    if not regular:
        troubles.append(Trouble(path.name, f"The folder holds none of {', '.join(KINDS)}."))
    return regular


def _entries(each: Given, data: bytes, at: Reading | None, zone: Zone | None, troubles: list[Trouble]) -> Iterator[Entry]:
    if isinstance(each, str):
        text = tidy(each)
        yield from pasted.entries(page_of(text).text if looks_like_markup(text) else text, "", at, zone)
        return
    name = each.name[-LONGEST_NAME:]
    suffix = Path(each.name).suffix.lower()
    if suffix == ".xlsx":
        yield from tables.sheet_entries(data, name)
        return
    if suffix == ".eml":
        yield letters.entry(data, name)
        return
    if suffix not in KINDS:
        raise Unreadable(f"It is none of {', '.join(KINDS)}.")
    text, note = decode(data)
    if note:
        troubles.append(Trouble(name, note))
    text = tidy(text)
    if not text.strip() and suffix in (".txt", ".md", ".html", ".htm"):
        raise Unreadable("It holds no text.")
    if suffix in (".csv", ".tsv"):
        yield from tables.csv_entries(text, name)
    elif suffix == ".json":
        yield from telegram.entries(text, name)
    elif suffix in (".html", ".htm"):
        page = page_of(text)
        why = "the page’s own field of publication" if page.published else ""
        yield Entry(page.text, Origin(name), page.published or None, why, url=page.url)
    else:
        yield from pasted.entries(text, name, None, zone)
