"""`log PATH...`: read many statements at once; what each says, what is missing between them, and what the log teaches."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.commands import CannotDo, Progress, complain, say, write_json

if TYPE_CHECKING:
    from analysis.casefile import CaseFile
    from analysis.statements import Log
    from analysis.when import Zone


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("log", help="read many statements at once, into a case if you like", description=__doc__)
    part.add_argument(
        "paths", metavar="PATH", nargs="+", help="texts, pages, letters, CSV, .xlsx, a Telegram result.json, or a folder of them"
    )
    part.add_argument("--zone", metavar="ZONE", help="the zone of local times, such as Europe/Moscow; that of the case where left out")
    part.add_argument("--source", metavar="NAME", help="who says it, where the data does not tell")
    part.add_argument("--subject", metavar="WORD", action="append", help="what a statement must name; may be given again")
    part.add_argument("--possible", metavar="WORD", action="append", help="what may be it; may be given again")
    part.add_argument("--language", choices=["en", "ru", "uk"], help="the texts' language; found from them where left out")
    part.add_argument(
        "--into", metavar="CASE.toml", help="add the statements that have a release to this case file; those in it are skipped"
    )
    part.add_argument("--json", metavar="FILE", help="the record; - for standard output")


def run(given: argparse.Namespace) -> int:
    from analysis.casefile import CaseFile, CaseFileError
    from analysis.language.mentions import find_mentions
    from analysis.statements import learn, read_log
    from analysis.views import drafts as view
    from analysis.when import zone_named

    try:
        book = CaseFile.load(Path(given.into)) if given.into else None
        zone = zone_named(zone_for(given.zone, book)) if zone_for(given.zone, book) else None
    except (CaseFileError, ValueError) as error:
        raise CannotDo(str(error)) from error
    case = None if book is None else book.case()
    subject = tuple(given.subject or ()) or (() if case is None else case.subject)
    possible = tuple(given.possible or ()) or (() if case is None else case.possible)
    progress = Progress()
    paths = [Path(path) for path in given.paths]
    day_first = None if book is None else book.get("day_first")
    log = read_log(
        paths, zone=zone, source=given.source or "", language=given.language,
        day_first=day_first if isinstance(day_first, bool) else None, progress=progress,
    )  # fmt: skip
    progress.done()
    found = [find_mentions(draft.text, subject, possible) if subject else None for draft in log.drafts]
    habits = learn(log.drafts, [view.says(draft, each) for draft, each in zip(log.drafts, found, strict=True)], zone)
    if given.json:
        write_json(given.json, view.record(log, found, habits, zone))
    if given.json != "-":
        for line in view.lines(log, found, habits):
            say(line)
    for trouble in log.troubles:
        complain(f"{trouble.where}: {trouble.sentence}")
    if not log.drafts:
        raise CannotDo("No statement was found: give texts, a table with the columns released and text, or a channel's export.")
    if book is not None:
        complain(_append(book, log, zone))
    return 0


def zone_for(given: str | None, book: CaseFile | None) -> str:
    """The zone's name. Raises CannotDo where the case would read the times in another zone."""
    of_case = "" if book is None else str(book.get("zone") or "")
    if book is not None and given and given != of_case:
        has = f"has the zone {of_case}" if of_case else "has no zone"
        raise CannotDo(
            f'The case {has}, and its times would be read in it: write zone = "{given}" into the case file, or leave --zone out.'
        )
    return given or of_case


def _append(book: CaseFile, log: Log, zone: Zone | None) -> str:
    """Write the statements into the case file; one line that says how many. Raises CannotDo."""
    from analysis.casefile import CaseFileError
    from analysis.statements.adding import add_all

    try:
        done = add_all(book, log.drafts, zone)
        if done.added:
            book.save()
    except CaseFileError as error:
        raise CannotDo(str(error)) from error
    told = [f"{done.added} added"]
    told += [f"{done.known} in the case already"] if done.known else []
    told += [f"{done.undated} left out, whose release is not known"] if done.undated else []
    return f"{', '.join(told)}."
