"""`compare A B`: two versions of a case, as case files or packed cases: what changed, and why the answer moved."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.commands import CannotDo, Progress, say, write_json

if TYPE_CHECKING:
    from analysis.weighing.verdict import Verdict


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("compare", help="two versions of a case: what changed, why the answer moved", description=__doc__)
    part.add_argument("first", metavar="A", help="a case file or a packed case")
    part.add_argument("second", metavar="B", help="another")
    part.add_argument("--json", metavar="FILE", help="the record; - for standard output")
    part.add_argument("--no-pictures", action="store_true", help="do not look at the pictures; quick")


def run(given: argparse.Namespace) -> int:
    from analysis.views import comparison

    progress = Progress()
    with ExitStack() as stack:
        (first, before), (second, after) = (_read(Path(each), given, stack, progress) for each in (given.first, given.second))
    progress.done()
    found = comparison.compare(first, second, before, after)
    if given.json:
        write_json(given.json, comparison.record(found))
    if given.json != "-":
        for line in comparison.lines(found):
            say(line)
    return 0


def _read(path: Path, given: argparse.Namespace, stack: ExitStack, progress: Progress) -> tuple[Verdict, dict[str, Any]]:
    """The verdict on one version, and its document. Raises CannotDo."""
    import tempfile
    from datetime import UTC, datetime

    from analysis.casefile import CaseFile, CaseFileError
    from analysis.hearing import hear
    from analysis.keeping import bundle, versions
    from analysis.weighing.weigh import weigh

    try:
        if path.suffix.lower() == ".zip":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            path = bundle.unpack(path, Path(folder) / "case", datetime.now(UTC))
        book = CaseFile.load(path)
        if (home := versions.home_of(path)) is not None:  # an earlier version: what it names lies beside the case
            book = CaseFile(book.text, folder=home)
    except (CaseFileError, bundle.BundleError) as error:
        raise CannotDo(str(error)) from error
    hearing = hear(book.case(), progress=progress, pictures=not given.no_pictures)
    return weigh(hearing), book.document
