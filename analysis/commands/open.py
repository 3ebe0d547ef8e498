"""`open CASE.zip --into FOLDER`: a packed case into a new folder, every file checked by its hash."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands import CannotDo, complain, say


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("open", help="open a packed case, every file checked", description=__doc__)
    part.add_argument("zip", metavar="CASE.zip", help="a packed case")
    part.add_argument("--into", metavar="FOLDER", required=True, help="a folder that is not there yet")


def run(given: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from analysis.keeping import bundle

    try:
        case_file = bundle.unpack(Path(given.zip), Path(given.into), datetime.now(UTC))
    except bundle.BundleError as error:
        raise CannotDo(str(error)) from error
    say(str(case_file))
    from analysis.casefile import load

    for problem in load(case_file).problems:
        complain(problem.sentence)
    return 0
