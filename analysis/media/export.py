"""The stills of a video in a folder: a manifest of their times and hashes. As one file: `analysis.media.keyframes`.

Nothing is decoded here: the pictures were written by the worker.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.characters import json_of
from analysis.media.shots import Shot, Shots
from analysis.media.worker import WorkerFailed, read_picture

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Still:
    """One still: its file's name, its bytes' sha256 and number, and the shot that it stands for."""

    shot: Shot
    sha256: str
    size: int


def hashed(folder: Path, found: Shots) -> Iterator[Still]:
    """The stills that lie in the folder, with their hashes; those that are missing or no picture are left out."""
    for shot in found.shots:
        if not shot.keyframe:
            continue
        try:
            data = read_picture(folder / Path(shot.keyframe).name)
        except WorkerFailed:
            continue
        yield Still(shot, hashlib.sha256(data).hexdigest(), len(data))


def manifest(folder: Path, found: Shots, *, video: str, sha256: str, size: int, version: str) -> dict[str, Any]:
    """What goes with the stills: of which file they are, where in it each stands, and the sha256 of every still.

    `pts` counts units of `time_base` seconds on the stream's own clock; `keyframe_s`, `start_s` and `end_s` are seconds of the
    presentation.
    """
    return {
        "schema": 1,
        "made_by": {"program": "Before or After", "version": version},
        "video": {"name": video, "sha256": sha256, "bytes": size},
        "stills": [
            {
                "file": still.shot.keyframe,
                "sha256": still.sha256,
                "bytes": still.size,
                "shot": still.shot.index,
                "keyframe_s": still.shot.keyframe_s,
                "pts": still.shot.pts,
                "time_base": str(still.shot.time_base),
                "start_s": still.shot.start_s,
                "end_s": still.shot.end_s,
            }
            for still in hashed(folder, found)
        ],
        "contact_sheets": list(found.sheets),
        "decode_failures": found.decode_failures,
    }


def manifest_text(facts: Mapping[str, Any]) -> str:
    return json_of(facts, indent=2) + "\n"
