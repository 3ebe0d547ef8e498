"""From the document of a case file to a `Case`: dates resolved in the case's zone, files found, and what does not fit together said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from analysis.case import Case, Series
from analysis.casefile.checks import done_of
from analysis.casefile.claims import claim_of, statements_of
from analysis.casefile.daylight import light_of, shadow_of, site_of
from analysis.casefile.entries import circumstance_of, copy_of, post_of, report_impossible_posts
from analysis.casefile.files import FileProblem, receive_video
from analysis.casefile.reader import Reader
from analysis.casefile.schema import CaseTable, Problems, SeriesTable, read_table
from analysis.exhibit import Exhibit
from analysis.when import Zone, zone_named

MAX_ENTRIES = 20_000
"""Posts, statements or circumstances that one case may have."""
MAX_WORDS = 100
"""Subject words that one case may have."""

Read = TypeVar("Read")


def resolve(document: Mapping[str, Any], folder: Path | None, now: datetime, exhibit: Exhibit | None = None) -> Case:
    """The case in a document. `exhibit` is the video where it is in hand already; else it is received `now` (UTC). Never raises."""
    problems = Problems()
    top = read_table(CaseTable, document, "", problems) or CaseTable()
    zone = _zone(top.zone, problems)
    reader = Reader(zone, top.day_first, folder, now, problems)
    statements = statements_of(reader, _few(top.statements, "statements", problems))
    posts = _each(top.posts, "posts", problems, lambda entry, key: post_of(reader, entry, key))
    circumstances = _each(top.circumstances, "circumstances", problems, lambda entry, key: circumstance_of(reader, entry, key))
    copies = _each(top.copies, "copies", problems, lambda entry, key: copy_of(reader, entry, key))
    lights = _each(top.lights, "lights", problems, lambda entry, key: light_of(entry, key, problems))
    shadows = _each(top.shadows, "shadows", problems, lambda entry, key: shadow_of(entry, key, zone, problems))
    done = _each(top.done, "done", problems, lambda entry, key: done_of(reader, entry, key))
    report_impossible_posts(posts, circumstances, problems)
    video = exhibit or (_video(top.video, folder, now, problems) if top.video or not document.get("video") else None)
    return Case(
        title=top.title,
        exhibit=video,
        opened=now if video is None else video.received,
        folder=folder,
        zone=zone,
        zone_name=top.zone if zone is not None else "",
        subject=_words(top.subject, "subject", problems),
        possible=_words(top.possible, "possible", problems),
        habit=top.habit,
        posts=posts,
        claim=claim_of(reader, top.claim, statements),
        statements=statements,
        circumstances=circumstances,
        copies=copies,
        site=site_of(top.place, problems),
        lights=lights,
        shadows=shadows,
        done=done,
        series=_series(top.series, problems),
        problems=problems.all(),
    )


def _video(name: str, folder: Path | None, now: datetime, problems: Problems) -> Exhibit | None:
    if not name.strip():
        problems.add("video", "The case names no video: give the path of the file as video.")
        return None
    try:
        return receive_video(name, folder, now)
    except FileProblem as error:
        problems.add("video", str(error))
        return None


def _zone(name: str, problems: Problems) -> Zone | None:
    if not name:
        return None
    try:
        return zone_named(name)
    except ValueError as error:
        problems.add("zone", f"{error}.")
        return None


def _each(entries: list[Any], key: str, problems: Problems, read: Callable[[object, str], Read | None]) -> tuple[Read, ...]:
    """Those of the entries that can be read, each under its place in the file."""
    return tuple(found for i, entry in enumerate(_few(entries, key, problems)) if (found := read(entry, f"{key}[{i}]")) is not None)


def _few(entries: list[Any], key: str, problems: Problems) -> list[Any]:
    if len(entries) > MAX_ENTRIES:
        problems.add(key, f"There are {len(entries):,} {key}, of which the first {MAX_ENTRIES:,} are read.")
    return entries[:MAX_ENTRIES]


def _words(given: str | list[str], key: str, problems: Problems) -> tuple[str, ...]:
    words = dict.fromkeys(word.strip() for word in ([given] if isinstance(given, str) else given) if word.strip())
    if len(words) > MAX_WORDS:
        problems.add(key, f"There are {len(words):,} words in {key}, of which the first {MAX_WORDS} are looked for.")
    return tuple(words)[:MAX_WORDS]


def _series(entry: object, problems: Problems) -> Series:
    table = None if entry is None else read_table(SeriesTable, entry, "series", problems)
    return Series() if table is None else Series(table.completeness, table.lateness, table.vagueness)
