"""`pack CASE.toml --out CASE.zip`: a case as one zip for a colleague, with the hash of everything in it and the custody log."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.commands import CannotDo, Progress, say


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("pack", help="a case as one zip, to hand to a colleague", description=__doc__)
    part.add_argument("case", metavar="CASE.toml", help="the case file")
    part.add_argument("--out", metavar="FILE.zip", required=True, help="the zip to write; a file that is there is not replaced")
    part.add_argument("--hash-only", action="store_true", help="leave the video out and name only its hash")
    part.add_argument("--no-report", action="store_true", help="without report and stills: quick")


def run(given: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from analysis.keeping import bundle, custody

    path = Path(given.case)
    progress = Progress()
    extra = {} if given.no_report else _extra(path, progress)
    log = custody.log_of(path)
    try:
        if log.exists():
            custody.append(log, "packed", {"zip": Path(given.out).name, "video": not given.hash_only}, datetime.now(UTC))
        manifest = bundle.pack(
            path, Path(given.out), datetime.now(UTC), with_video=not given.hash_only, extra=extra, progress=progress,
        )  # fmt: skip
    except (bundle.BundleError, custody.CustodyError) as error:
        progress.done()
        raise CannotDo(str(error)) from error
    progress.done()
    say(f"{given.out}: {len(manifest['files'])} files, {manifest['custody']['entries']} entries of custody.")
    video = manifest["video"]
    if video is not None:
        say(f"Video {'included' if video['included'] else 'left out'}, SHA-256 {video['sha256']}")
        if not video["included"]:
            print("Whoever opens it gives the video: its hash shows whether it is the same.", file=sys.stderr)
    return 0


def _extra(path: Path, progress: Progress) -> dict[str, bytes]:
    """The report, the record, the timeline, and the stills with their manifest. Raises CannotDo."""
    import tempfile

    from analysis.casefile import CaseFileError, load
    from analysis.footage.sources import known_sources
    from analysis.hearing import hear
    from analysis.keeping import custody
    from analysis.media.keyframes import pack as stills
    from analysis.media.shots import find_shots
    from analysis.media.source import MediaError
    from analysis.views.handout import handout
    from analysis.weighing.weigh import parts_spoken_of, weigh

    try:
        case = load(path)
    except CaseFileError as error:
        raise CannotDo(str(error)) from error
    extra: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as name:
        folder, shots = Path(name), None
        if case.exhibit is not None:
            try:
                shots = find_shots(case.exhibit.path, folder, progress)
                extra["stills.zip"] = stills(shots.shots, folder, case.exhibit.sha256)
            except MediaError:
                shots = None  # a video without pictures has a report all the same
        verdict = weigh(hear(case, progress=progress, pictures=shots is not None))
        try:
            head = custody.check(custody.log_of(path)).head if custody.log_of(path).exists() else ""
        except custody.CustodyError as error:
            raise CannotDo(str(error)) from error
        spoken = parts_spoken_of(verdict.hearing, [source.shots for source in known_sources(case.exhibit)])
        extra |= handout(verdict, shots, folder, head, [weigh(verdict.hearing, shots=part) for part in spoken])
    return extra
