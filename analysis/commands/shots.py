"""`shots VIDEO`: the shots of a video, one keyframe each, the texts that stay in place, and the sources that they come from."""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.commands import CannotDo, Progress, complain, say, write_json, written

if TYPE_CHECKING:
    from analysis.exhibit import Exhibit
    from analysis.media.overlays import Overlays
    from analysis.media.shots import Shots


def add(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    part = parts.add_parser("shots", help="the shots of a video and one keyframe each", description=__doc__)
    part.add_argument("video", metavar="VIDEO")
    part.add_argument("--out", metavar="FOLDER", help="write the keyframes there, with a contact sheet and a manifest of times and hashes")
    part.add_argument("--pack", metavar="FILE.zip", help="write the keyframes there, numbered, with a manifest of seconds and hashes")
    part.add_argument("--json", metavar="FILE", help="the contract's JSON; - for standard output")
    part.add_argument("--no-text", action="store_true", help="do not read the text in the pictures; quicker")


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
    from analysis.footage.sources import sources_of
    from analysis.media.shots import find_shots
    from analysis.media.source import MediaError
    from analysis.views import sources as words
    from analysis.views.listings import shots_record

    progress = Progress()
    with contextlib.ExitStack() as stack:
        try:
            exhibit = Exhibit.receive(Path(given.video))
            folder = Path(given.out) if given.out else None
            if folder is None and given.pack:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="before-or-after-")))
            found = find_shots(exhibit.path, folder, progress)
            overlays = None if given.no_text else _texts(exhibit, found, progress)
            if folder is not None and (found.shots or given.pack):
                _export(given, exhibit, found, folder, progress)
        except (ExhibitError, MediaError) as error:
            raise CannotDo(str(error)) from error
        except OSError as error:
            raise CannotDo(f"{given.out or given.pack} can't be written: {error.strerror or error}.") from error
        finally:
            progress.done()
    sources = sources_of(found.shots, overlays, latest=exhibit.received.date())
    if given.json:
        write_json(given.json, shots_record(found, overlays, sources))
    else:
        for shot in found.shots:
            name = f"  {shot.keyframe}" if shot.keyframe and given.out else ""
            say(f"{shot.index:4d}  {shot.start_s:10.2f} to {shot.end_s:10.2f} s  still at {shot.keyframe_s:.2f} s{name}")
        if words.told(sources):
            say(words.told(sources))
            for source in sources:
                say(f"  {words.name(source)}, {words.shots(source.shots)}: {words.traits(source)}")
        for overlay in overlays.overlays if overlays is not None else ():
            if overlay.sightings:
                say(f"  text in shot {overlay.shot + 1} at {overlay.best.seconds:.2f} s: {overlay.best.text}")
    for problem in (*found.problems, *(overlays.problems if overlays is not None else ())):
        complain(problem)
    if found.decode_failures:
        complain(f"{found.decode_failures} pictures or packets did not decode whole; the rest was read.")
    return 1 if not found.shots else 0


def _texts(exhibit: Exhibit, found: Shots, progress: Progress) -> Overlays | None:
    """The texts in the pictures; None, and a line that says why, where they were not read."""
    from analysis.media.overlays import find_overlays
    from analysis.media.source import MediaError

    try:
        return find_overlays(exhibit.path, found.shots, progress=progress)
    except (ImportError, MediaError) as error:
        progress.done()
        complain(f"The text in the pictures was not read: {error}")
        return None


def _export(given: argparse.Namespace, exhibit: Exhibit, found: Shots, folder: Path, progress: Progress) -> None:
    """The contact sheet and the manifest beside the stills, and all of it as one file where that is wanted."""
    from analysis import __version__
    from analysis.media import export
    from analysis.media.keyframes import pack

    sha256 = exhibit.hash(lambda share: progress("hashing", share))
    name, size = exhibit.path.name, exhibit.size
    facts = export.manifest(folder, found, video=name, sha256=sha256, size=size, version=__version__)
    if given.out:
        with written(str(folder / export.MANIFEST)) as file:
            file.write(export.manifest_text(facts))
    if given.pack:
        _write_pack(Path(given.pack), pack(found.shots, folder, sha256, found.sheets))
