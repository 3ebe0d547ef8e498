"""`shots VIDEO`: the shots of a video and one keyframe each."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands import CannotDo, Progress, complain, say, write_json


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("shots", help="the shots of a video and one keyframe each", description=__doc__)
    part.add_argument("video", metavar="VIDEO")
    part.add_argument("--out", metavar="FOLDER", help="write the keyframes there, as shot-000.jpg and so on")
    part.add_argument("--json", metavar="FILE", help="the contract's JSON; - for standard output")


def run(given: argparse.Namespace) -> int:
    from analysis.exhibit import Exhibit, ExhibitError
    from analysis.media.shots import find_shots
    from analysis.media.source import MediaError
    from analysis.views.listings import shots_record

    progress = Progress()
    try:
        exhibit = Exhibit.receive(Path(given.video))
        found = find_shots(exhibit.path, Path(given.out) if given.out else None, progress)
    except (ExhibitError, MediaError) as error:
        raise CannotDo(str(error)) from error
    except OSError as error:
        raise CannotDo(f"{given.out} can't be written: {error.strerror or error}.") from error
    finally:
        progress.done()
    if given.json:
        write_json(given.json, shots_record(found))
    else:
        for shot in found.shots:
            name = f"  {shot.keyframe}" if shot.keyframe else ""
            say(f"{shot.index:4d}  {shot.start_s:10.2f} to {shot.end_s:10.2f} s  still at {shot.keyframe_s:.2f} s{name}")
    for problem in found.problems:
        complain(problem)
    if found.decode_failures:
        complain(f"{found.decode_failures} pictures or packets did not decode whole; the rest was read.")
    return 1 if not found.shots else 0
