"""Keyframes as a numbered pack: a zip of one still a shot, with a manifest that says which second each shows and what its bytes are.

For a search elsewhere, which is the researcher's own act: a still is taken out of the pack and uploaded by hand, and the manifest
keeps what it was.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from analysis.media.shots import Shot
from analysis.media.source import MediaError
from analysis.media.worker import read_picture

MANIFEST = "manifest.csv"
COLUMNS = ("number", "file", "second", "shot_from_s", "shot_to_s", "pts", "time_base", "sha256", "video_sha256")
MOST = 500
"""Stills in a pack; of a video with more shots they are spread evenly."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: the same video gives the same pack, byte by byte."""


def pack(shots: Iterable[Shot], stills: Path, video_sha256: str, sheets: Iterable[str] = ()) -> bytes:
    """The zip; `sheets` are the names of contact sheets beside the stills. Raises MediaError where none of the stills is there."""
    kept = [shot for shot in shots if shot.keyframe and (stills / shot.keyframe).is_file()]
    if not kept:
        raise MediaError("There is no still of this video to pack.")
    kept = kept[:: -(-len(kept) // MOST)]
    written, table = io.BytesIO(), io.StringIO()
    lines = csv.writer(table, lineterminator="\n")
    lines.writerow(COLUMNS)
    with zipfile.ZipFile(written, "w") as into:
        for number, shot in enumerate(kept, 1):
            try:
                data = (stills / shot.keyframe).read_bytes()
            except OSError as error:
                raise MediaError(f"The still {shot.keyframe} can't be read: {error.strerror or error}.") from error
            name = f"{number:03d}-{shot.keyframe_s:09.3f}s.jpg"
            # JPEG does not get smaller, so it is stored as it is.
            into.writestr(zipfile.ZipInfo(name, EPOCH), data)
            seconds = (f"{each:.3f}" for each in (shot.keyframe_s, shot.start_s, shot.end_s))
            lines.writerow((number, name, *seconds, shot.pts, shot.time_base, hashlib.sha256(data).hexdigest(), video_sha256))
        into.writestr(zipfile.ZipInfo(MANIFEST, EPOCH), table.getvalue())
        for sheet in sheets:
            into.writestr(zipfile.ZipInfo(Path(sheet).name, EPOCH), read_picture(stills / Path(sheet).name))
    return written.getvalue()
