"""`verify CASE.zip` or `verify CASE.toml`: does everything still have the hash that was written down for it?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.commands import CannotDo, complain, say

if TYPE_CHECKING:
    from analysis.keeping.custody import Checked


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("verify", help="check a packed case by its hashes, or a case's custody log", description=__doc__)
    part.add_argument("what", metavar="CASE.zip|CASE.toml", help="a packed case, or a case file with its custody log beside it")
    part.add_argument("--head", metavar="HASH", help="the head hash that a report or a colleague has: the log must hold it")


def run(given: argparse.Namespace) -> int:
    path = Path(given.what)
    faults, told = _case(path, given.head) if path.suffix.lower() == ".toml" else _zip(path, given.head)
    for fault in faults:
        complain(fault)
    if faults:
        return 1
    say(told)
    return 0


def _zip(path: Path, head: str | None) -> tuple[list[str], str]:
    from analysis.keeping import bundle, custody
    from analysis.keeping.zipped import BadZip, Zipped

    try:
        found = bundle.verify(path)
        faults = list(found.faults)
        if head:
            with Zipped(path) as archive:
                log = archive.read(bundle.CUSTODY, custody.LARGEST) if bundle.CUSTODY in archive.files else b""
            faults += _without(custody.check_lines(log), head)
    except BadZip as error:
        raise CannotDo(str(error)) from error
    video = "the video included" if found.video_included else "the video left out" if found.video_sha256 else "no video"
    return faults, (
        f"All matches: {found.files} files, {video}, {found.entries} entries of custody.\n"
        f"SHA-256 of the video: {found.video_sha256 or 'none'}\nHead of the custody log: {found.head}"
    )


def _case(path: Path, head: str | None) -> tuple[list[str], str]:
    from analysis.keeping import custody

    if not path.is_file():
        raise CannotDo(f"There is no case file at {path}.")
    try:
        log = custody.log_of(path)
        checked = custody.check(log)
    except custody.CustodyError as error:
        raise CannotDo(str(error)) from error
    if not checked.entries and not checked.faults:
        raise CannotDo(f"{path.name} has no custody log: there is nothing to check.")
    faults = list(checked.faults) + (_without(checked, head) if head else [])
    note = "\nThe last line was cut off while it was written; the next entry will say so." if checked.unfinished else ""
    return faults, f"The custody log is whole: {len(checked.entries)} entries.\nHead of the custody log: {checked.head}{note}"


def _without(checked: Checked, head: str) -> list[str]:
    if any(entry.hash == head.strip().lower() for entry in checked.entries):
        return []
    return ["The custody log does not hold the head hash that was given: it was written anew or cut short since."]
