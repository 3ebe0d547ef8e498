"""`shots VIDEO`: the shots of a video and one keyframe each."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.commands import CannotDo, Progress, complain, say, write_json


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("shots", help="the shots of a video and one keyframe each", description=__doc__)
    part.add_argument("video", metavar="VIDEO")
    part.add_argument("--out", metavar="FOLDER", help="write the keyframes there, as shot-000.jpg and so on")
    part.add_argument("--pack", metavar="FILE.zip", help="write the keyframes there, numbered, with a manifest of seconds and hashes")
    part.add_argument("--json", metavar="FILE", help="the contract's JSON; - for standard output")


def _write_pack(target: Path, data: bytes) -> None:
    """Whole or not at all."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotDo(f"{target} can't be written: {error.strerror or error}.") from error


def run(given: argparse.Namespace) -> int:
    from analysis.exhibit import Exhibit, ExhibitError
    from analysis.media.keyframes import pack
    from analysis.media.shots import find_shots
    from analysis.media.source import MediaError
    from analysis.views.listings import shots_record

    progress = Progress()
    try:
        exhibit = Exhibit.receive(Path(given.video))
        with ExitStack() as stack:
            out = Path(given.out) if given.out else None
            if given.pack and out is None:
                out = Path(stack.enter_context(TemporaryDirectory()))
            found = find_shots(exhibit.path, out, progress)
            if given.pack:
                assert out is not None
                _write_pack(Path(given.pack), pack(found.shots, out, exhibit.sha256))
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
