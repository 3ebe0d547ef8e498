"""The movie header box: moov, its tracks, its metadata, and a header that was stored compressed."""

from __future__ import annotations

import zlib

from analysis.media.isobmff.boxes import Box, Inflated, Readable, absorb, boxes, children, payload, tolerant, unpack
from analysis.media.isobmff.headers import read_scale, read_times
from analysis.media.isobmff.makers import read_unexplained
from analysis.media.isobmff.meta import read_meta
from analysis.media.isobmff.tracks import Track, read_track
from analysis.media.isobmff.udta import read_udta
from analysis.media.isobmff.uuid import read_uuid
from analysis.media.source import Listing

MAX_INFLATED = 16 << 20
"""Bytes that a compressed movie header may inflate to."""
MAX_TRACKS = 256


class Movie:
    """A moov box as found in `tree`: its tracks, its time scale (units a second), its duration in seconds where it says one."""

    def __init__(self, tree: Readable) -> None:
        self.tree = tree
        self.tracks: list[Track] = []
        self.scale = 0
        self.duration_s: float | None = None


def read_movie(tree: Readable, file: Readable, box: Box, path: str, listing: Listing, depth: int = 0) -> Movie:
    """List a moov box that lies in `tree`; its samples lie in `file`."""
    movie = Movie(tree)
    for child in children(tree, box, listing, path):
        inner = f"{path}/{child.name}"
        with tolerant(listing, f"{inner} at byte {child.start}"):
            match child.kind:
                case b"mvhd":
                    after = read_times(tree, child, inner, listing)
                    movie.scale, duration = read_scale(tree, child, after)
                    if duration and movie.scale:
                        movie.duration_s = duration / movie.scale
                case b"trak":
                    if len(movie.tracks) < MAX_TRACKS:
                        movie.tracks.append(read_track(tree, file, child, f"{path}/trak[{len(movie.tracks) + 1}]", listing))
                    elif len(movie.tracks) == MAX_TRACKS:
                        listing.problem(f"There are more than {MAX_TRACKS} tracks: the rest is not listed.")
                case b"mvex":
                    _read_fragment_duration(tree, child, movie, listing)
                case b"udta":
                    read_udta(tree, child, inner, listing)
                case b"meta":
                    read_meta(tree, child, inner, listing)
                case b"uuid":
                    read_uuid(tree, child, path, listing)
                case b"gps ":
                    from analysis.media.isobmff import dashcam

                    dashcam.read_index(tree, file, child, inner, listing)
                case b"cmov" if depth == 0:
                    inflated = _read_compressed(tree, file, child, inner, listing, depth)
                    movie.tree, movie.tracks = inflated.tree, inflated.tracks
                    movie.duration_s = movie.duration_s or inflated.duration_s
                case b"gps0" | b"gsen" | b"CNDA" | b"CNTH":
                    read_unexplained(tree, child, inner, listing)
                case _:
                    pass
    return movie


def _read_fragment_duration(tree: Readable, box: Box, movie: Movie, listing: Listing) -> None:
    for child in children(tree, box, listing, "moov/mvex"):
        if child.kind == b"mehd" and movie.scale:
            wide = tree.at(child.body, 1) == b"\1"
            duration = unpack(tree, ">Q" if wide else ">I", child.body + 4)[0]
            movie.duration_s = movie.duration_s or (duration / movie.scale or None)


def _read_compressed(tree: Readable, file: Readable, box: Box, path: str, listing: Listing, depth: int) -> Movie:
    """List a movie header that was stored compressed (QuickTime File Format, "Compressed movie resources")."""
    method, stored = b"", None
    for child in children(tree, box, listing, path):
        if child.kind == b"dcom":
            method = tree.at(child.body, 4)
        elif child.kind == b"cmvd":
            stored = child
    if stored is None or method not in (b"zlib", b""):
        listing.problem(f"The movie header at byte {box.start} is compressed in a way that the tool does not read.")
        return Movie(tree)
    packed = payload(tree, stored, 16 << 20)
    try:
        engine = zlib.decompressobj()
        plain = engine.decompress(packed[4:], MAX_INFLATED)
    except zlib.error:
        listing.problem(f"The compressed movie header at byte {box.start} is damaged.")
        return Movie(tree)
    if not file.allowance.grants(len(plain), slow=False):
        return Movie(tree)
    listing.problem(f"The movie header at byte {box.start} is stored compressed: places inside it are those of the whole.")
    inner, data = Listing(), Inflated(plain, file.allowance)
    movie = Movie(tree)
    for found in boxes(data, 0, data.size, inner, path):
        if found.kind == b"moov":
            movie = read_movie(data, file, found, "moov", inner, depth + 1)
            break
    absorb(listing, inner, f"{path}/", at=(stored.body, stored.length))
    return movie
