"""`archive add|find|list|date|remove`: fingerprints of earlier videos with their dates, and the search for earlier copies."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.commands import CannotDo, Progress, complain, say, write_json

if TYPE_CHECKING:
    from analysis.archive import Archive, Entry, Match
    from analysis.when import Zone


ARCHIVE = "the archive's folder; ~/.before-or-after/archive, or what BEFORE_OR_AFTER_ARCHIVE names, where left out"

SCHEDULER = "the work is done by the Dask cluster at this address, such as tcp://10.0.0.5:8786: your own machines, with the same folders"


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    whole = parts.add_parser("archive", help="keep fingerprints of earlier videos; find earlier copies", description=__doc__)
    acts = whole.add_subparsers(dest="act", required=True, metavar="add|find|list|date|remove")
    part = acts.add_parser("add", help="add files, and the videos and pictures in folders")
    part.add_argument("paths", nargs="+", metavar="PATH")
    _date_options(part, "when they were there: of the posting, with --url; else no later than this")
    part.add_argument("--workers", type=int, metavar="N", help="processes that decode; as many as there are processors where left out")
    part.add_argument("--scheduler", metavar="ADDRESS", default="", help=SCHEDULER)
    part = acts.add_parser("find", help="find earlier copies of a video")
    part.add_argument("video", metavar="VIDEO")
    part.add_argument("--json", metavar="FILE", help="the matches; - for standard output")
    part.add_argument("--confirm", type=int, metavar="NUMBER", help="write the match of this number into the case file, with --case")
    part.add_argument("--case", metavar="CASE.toml", help="the case file that a confirmed match is written into")
    part.add_argument("--scheduler", metavar="ADDRESS", default="", help=SCHEDULER)
    acts.add_parser("list", help="what is in the archive, and what was skipped").add_argument("--json", metavar="FILE")
    part = acts.add_parser("date", help="give files of the archive their date")
    part.add_argument("paths", nargs="+", metavar="PATH")
    _date_options(part, "when they were there")
    acts.add_parser("remove", help="forget files; nothing on disk is deleted").add_argument("paths", nargs="+", metavar="PATH")
    for part in acts.choices.values():
        part.add_argument("--archive", metavar="FOLDER", type=Path, help=ARCHIVE)


def _date_options(part: argparse.ArgumentParser, at: str) -> None:
    part.add_argument("--at", metavar="WHEN", default="", help=at)
    part.add_argument("--url", metavar="URL", default="", help="where they were posted")
    part.add_argument("--zone", metavar="ZONE", default="", help="the zone of WHEN, such as Europe/Moscow")


def run(given: argparse.Namespace) -> int:
    from analysis.archive import Archive, ArchiveError, home
    from analysis.casefile import CaseFileError
    from analysis.exhibit import ExhibitError
    from analysis.media.source import MediaError

    acts: dict[str, Callable[[Archive, argparse.Namespace], int]] = {
        "add": _add, "find": _find, "list": _list, "date": _date, "remove": _remove,
    }  # fmt: skip
    try:
        with Archive(given.archive or home()) as archive:
            return acts[given.act](archive, given)
    except (ArchiveError, CaseFileError, ExhibitError, MediaError) as error:
        raise CannotDo(str(error)) from error


def _add(archive: Archive, given: argparse.Namespace) -> int:
    from analysis.views.copies import came_of

    progress, stop = Progress(), threading.Event()
    if given.workers is not None and given.workers < 1:
        raise CannotDo("At least one worker is needed: give --workers 1 or more.")
    try:
        added = archive.add(
            [Path(path) for path in given.paths],
            at=given.at,
            url=given.url,
            zone=_zone(given.zone),
            workers=given.workers,
            scheduler=given.scheduler,
            stop=stop,
            progress=lambda at: progress(f"{at.done} of {at.found}, {at.speed:.0f} times real time, {at.name}", at.share),
        )
    except KeyboardInterrupt as error:
        raise CannotDo("Stopped: what was added until now stands; the same command goes on from there.") from error
    finally:
        progress.done()
    say(came_of(added))
    named = [Path(path).absolute() for path in given.paths]
    for failed in archive.failures():
        if any(failed.path == path or path in failed.path.parents for path in named):
            complain(f"{failed.path}: {failed.sentence}")
    return 1 if added.failed else 0


def _find(archive: Archive, given: argparse.Namespace) -> int:
    progress = Progress()
    if (given.confirm is None) != (given.case is None):
        raise CannotDo("--confirm NUMBER and --case CASE.toml go together: the number is that of a match in the list.")
    try:
        matches = archive.find(Path(given.video), progress=progress, scheduler=given.scheduler)
    finally:
        progress.done()
    if given.json:
        write_json(given.json, {"schema": 1, "video": given.video, "matches": [_record(match) for match in matches]})
    if given.json != "-":
        for number, match in enumerate(matches, 1):
            _show(number, match)
        if not matches:
            say("No earlier copy was found in the archive.")
    if given.confirm is not None:
        _confirm(matches, given.confirm, Path(given.case))
    return 0


def _confirm(matches: Sequence[Match], number: int, path: Path) -> None:
    from analysis.casefile import CaseFile

    if not 1 <= number <= len(matches):
        raise CannotDo(f"There is no match {number}: there are {len(matches)}.")
    book = CaseFile.load(path)
    book.add_copy(**matches[number - 1].copy(path.parent))
    book.save()


def _show(number: int, match: Match) -> None:
    entry = match.entry
    say(f"{number}  {entry.path or entry.name}   {_dated(entry)}" + ("   the same file" if match.same_file else ""))
    if match.by_sound_only:
        say("     only the sound matches, which may lie over other pictures: no evidence by itself")
    for stretch in match.stretches:
        here, there = (f"{start:.1f} to {end:.1f} s" for start, end in (stretch.here, stretch.there))
        speed = "" if abs(stretch.speed - 1) < 0.03 else f", at {stretch.speed:.2f} times its speed"
        say(f"     {here} of this video are {there} of the file{', mirrored' if stretch.mirrored else ''}{speed}")
    for sound in match.sounds:
        here, there = (f"{start:.0f} to {end:.0f} s" for start, end in (sound.here, sound.there))
        say(f"     the sound of {here} of this video is that of {there} of the file")
    if entry.dated.by:
        say(f"     {entry.dated.by}")


def _dated(entry: Entry) -> str:
    from analysis.when import iso

    span = entry.dated.span
    if span is None or span.end is None:
        return "date not known: give it with archive date"
    return f"posted {iso(span.start)} or later, by {iso(span.end)}" if span.start is not None else f"not after {iso(span.end)}"


def _entry(entry: Entry) -> dict[str, Any]:
    from analysis.when import iso

    dated = entry.dated
    return {
        "path": str(entry.path or entry.name),
        "sha256": entry.sha256,
        "there": entry.path is not None,
        "duration_s": entry.duration_s,
        "added": iso(entry.added),
        "span": None if dated.span is None else dated.span.to_json(),
        "strength": dated.strength,
        "dated_by": dated.by,
        "url": dated.url,
    }


def _record(match: Match) -> dict[str, Any]:
    stretches = [
        {
            "here_s": list(each.here),
            "there_s": list(each.there),
            "speed": round(each.speed, 4),
            "mirrored": each.mirrored,
            "views": each.views,
            "odds": round(each.odds, 1),
            "pairs": [{"here_s": pair.here_s, "there_s": pair.there_s, "bits": pair.bits} for pair in each.pairs],
        }
        for each in match.stretches
    ]
    return {
        "entry": _entry(match.entry),
        "exact": match.exact,
        "same_file": match.same_file,
        "by_sound_only": match.by_sound_only,
        "stretches": stretches,
        "sounds": [
            {"here_s": list(each.here), "there_s": list(each.there), "differing": round(each.differing, 3)} for each in match.sounds
        ],
    }


def _list(archive: Archive, given: argparse.Namespace) -> int:
    entries, failures = archive.entries(), archive.failures()
    if given.json:
        record = [_entry(entry) for entry in entries]
        write_json(given.json, {"schema": 1, "files": record, "skipped": [{"path": str(f.path), "why": f.sentence} for f in failures]})
    if given.json != "-":
        for entry in entries:
            missing = "" if entry.path is not None else "   not where it was"
            say(f"{entry.path or entry.name}   {_dated(entry)}{missing}")
        for failed in failures:
            say(f"skipped: {failed.path}: {failed.sentence}")
    return 0


def _date(archive: Archive, given: argparse.Namespace) -> int:
    if not given.at:
        raise CannotDo("Give the date with --at WHEN.")
    named = [Path(path).absolute() for path in given.paths]
    found = [entry for entry in archive.entries() if any(p in place.parents or p == place for p in named for place in entry.places)]
    if not found:
        raise CannotDo("None of these paths is in the archive: add them first.")
    for entry in found:
        archive.date(entry, given.at, url=given.url, zone=_zone(given.zone))
    say(f"{len(found)} dated")
    return 0


def _remove(archive: Archive, given: argparse.Namespace) -> int:
    gone = archive.remove([Path(path) for path in given.paths])
    say(f"{gone} removed")
    return 0


def _zone(name: str) -> Zone | None:
    from analysis.when import zone_named

    try:
        return zone_named(name) if name else None
    except ValueError as error:
        raise CannotDo(f"{error}.") from error
