"""`facts FILE...`: every time-bearing fact in each file, as found, and what it is a fact about."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.characters import json_of
from analysis.commands import CannotDo, Progress, complain, say, written

WORTH_A_POOL = 8
"""Files from which on starting further processes pays."""


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("facts", help="every time in each file, and what it means", description=__doc__)
    part.add_argument("files", nargs="+", metavar="FILE", help="a video, a file beside one, or a folder of them")
    part.add_argument("--json", metavar="FILE", help="one JSON object a line, in the order given; - for standard output")
    part.add_argument("--no-hash", action="store_true", help="leave out the sha256 (null), for which all of each file is read")


def run(given: argparse.Namespace) -> int:
    paths = list(_paths(given.files))
    if not paths:
        raise CannotDo("There is no file to read: the folder is empty.")
    failed = False
    progress = Progress()
    hashed = given.json is not None and not given.no_hash
    records = _records(paths, hashed)
    if given.json:
        with written(given.json) as file:
            for index, record in enumerate(records):
                progress("reading", index / len(paths))
                failed |= _report_failure(record)
                if "error" not in record:
                    file.write(json_of(record) + "\n")
    else:
        for record in records:
            failed |= _report_failure(record)
            if "error" not in record:
                _show(record)
    progress.done()
    return 1 if failed else 0


def _paths(given: list[str]) -> Iterator[Path]:
    """The files that were named, and those directly inside folders that were named, in order."""
    for name in given:
        path = Path(name)
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
        else:
            yield path


def _records(paths: list[Path], hashed: bool) -> Iterator[dict[str, Any]]:
    if len(paths) < WORTH_A_POOL:
        for path in paths:
            yield facts_of(path, hashed)
        return
    # Loaded here: a single file does not wait for it.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(facts_of, paths, [hashed] * len(paths), chunksize=4)


def facts_of(path: Path, hashed: bool = True) -> dict[str, Any]:
    """The facts record of one file, or {"error": sentence}. `hashed`: with its sha256, which takes as long as reading all of it."""
    from analysis.case import Case
    from analysis.exhibit import Exhibit, ExhibitError
    from analysis.hearing import hear
    from analysis.views.facts import facts_record

    try:
        exhibit = Exhibit.receive(path)
        return facts_record(hear(Case(exhibit=exhibit), pictures=False), hashed=hashed)
    except ExhibitError as error:
        return {"error": str(error)}


def _report_failure(record: dict[str, Any]) -> bool:
    if "error" in record:
        complain(record["error"])
        return True
    return False


def _show(record: dict[str, Any]) -> None:
    """One file for a person to read."""
    duration = f", {record['duration_s']:.1f} s" if record.get("duration_s") else ""
    say(f"{record['path']}   {record['container'] or 'container not known'}{duration}")
    for writer in record["writers"]:
        released = f", released {writer['released']}" if writer.get("released") else ""
        say(f"  written by  {writer['name']} {writer['version']}".rstrip() + f" ({writer['role']}{released})")
    for fact in record["facts"]:
        reading = fact["reading"] or fact["raw"]
        zone = "" if fact["reading"] is None else f" {fact['zone']}"
        status = "" if fact["status"] == "set" else f" [{fact['status']}]"
        say(f"  {reading}{zone}{status}  {fact['tag']}")
        if fact["means"]:
            say(f"      {fact['means']}")
    for problem in record["problems"]:
        say(f"  problem: {problem}")
    say()
