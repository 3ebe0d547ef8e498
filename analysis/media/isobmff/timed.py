"""Tracks that hold neither pictures nor sound: which reader takes which."""

from __future__ import annotations

from collections.abc import Callable

from analysis.media.isobmff import gopro, metadata_tracks, timecode
from analysis.media.isobmff.boxes import Box, Readable
from analysis.media.isobmff.samples import Samples
from analysis.media.source import Listing

TEXTS = {b"text", b"tx3g", b"sbtl", b"subp", b"wvtt", b"stpp", b"stxt"}

READERS: dict[bytes, Callable[[Readable, Box, Samples, str, Listing], None]] = {
    b"camm": metadata_tracks.read_camm,
    b"rtmd": metadata_tracks.read_rtmd,
    b"CTMD": metadata_tracks.read_ctmd,
    b"mebx": metadata_tracks.read_mebx,
    b"djmd": metadata_tracks.read_djmd,
    b"fdsc": metadata_tracks.read_fdsc,
    b"tmcd": timecode.read_timecode,
    b"tc64": timecode.read_timecode,
}


def read_timed(tree: Readable, entry: Box, samples: Samples, path: str, handler: bytes, listing: Listing) -> None:
    """List a track of timed metadata or text by its sample description."""
    if entry.kind == b"gpmd" and (samples.read(0, 4) or (b"DEVC", 0))[0] == b"DEVC":
        gopro.read_gpmf_track(samples, f"{path}/gpmd", listing)
    elif entry.kind == b"gpmd":  # dashcams borrow the name for sentences and blocks of their own
        metadata_tracks.read_any(tree, entry, samples, path, listing)
    elif entry.kind in READERS:
        READERS[entry.kind](tree, entry, samples, path, listing)
    elif entry.kind in TEXTS or handler in (b"text", b"sbtl", b"subt"):
        metadata_tracks.read_text(tree, entry, samples, path, listing)
    else:
        metadata_tracks.read_any(tree, entry, samples, path, listing)
