"""The file as a whole: brands, the run of top-level boxes, what follows them, and files inside the file."""

from __future__ import annotations

import re

from analysis.media.isobmff.boxes import Box, Readable, Window, absorb, boxes, children, payload, tolerant
from analysis.media.isobmff.fragments import read_fragment
from analysis.media.isobmff.headers import note_counter, read_times
from analysis.media.isobmff.makers import read_nested, read_unexplained
from analysis.media.isobmff.meta import read_meta
from analysis.media.isobmff.movie import Movie, read_movie
from analysis.media.isobmff.text import decoded, note_text, printable
from analysis.media.isobmff.tracks import read_samples
from analysis.media.isobmff.trailers import read_insta360, read_sef
from analysis.media.isobmff.udta import read_udta
from analysis.media.isobmff.uuid import read_uuid
from analysis.media.jpeg import list_jpeg
from analysis.media.source import Listing

KINDS = frozenset(
    (
        b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp", b"sidx", b"moof", b"uuid", b"udta", b"meta",
        b"jP  ", b"PICT", b"prfl", b"pdin", b"emsg", b"prft", b"thum", b"ftab", b"junk", b"frea",
    )
)  # fmt: skip
"""Kinds of box that a file may begin with."""
CONTAINERS = {
    "qt": "QuickTime", "f4v": "F4V", "mjp2": "Motion JPEG 2000", "crx": "Canon CR3", "avif": "AVIF", "avis": "AVIF",
    "heic": "HEIF", "heix": "HEIF", "hevc": "HEIF", "hevx": "HEIF", "mif1": "HEIF", "msf1": "HEIF", "mif2": "HEIF",
    "isml": "Smooth Streaming",
}  # fmt: skip
"""What a major brand says of the format; others are MP4's (MP4 registration authority, ftyps.com)."""
FTYP = re.compile(rb"\0\0[\0\1][\x10-\xfc]ftyp[a-zA-Z0-9]{4}")
"""The beginning of an MP4 file."""
MOVIE = re.compile(rb"(\0[\0-\xff]{3})moov\0\0\0[\x6c\x78]mvhd")
"""The beginning of a movie header: its size, and the sizes that mvhd has in either version."""
SEARCHED = 4 << 20
"""Bytes at the end of a file in which a lost movie header is looked for."""
MAX_MOVIES = 4
"""Movie headers of one file that are read; honest files have one."""
MAX_BRANDS = 64
SEARCHED_FOR_BLOCKS = 1 << 19
"""Bytes at the start of the media data in which a dashcam's first block is looked for."""


def read_file(data: Readable, listing: Listing, depth: int = 0) -> None:
    """List a file of boxes. `depth` counts the files that it is inside of."""
    movies: list[Movie] = []
    fragments: list[Box] = []
    media: Box | None = None
    seen = 0
    for box in boxes(data, 0, data.size, listing):
        if box.kind not in KINDS and not movies and not seen and not _plausible(box):
            listing.problem(f"The bytes at {box.start} begin no box.")
            return
        seen += 1
        match box.kind:
            case b"ftyp":
                _read_brands(data, box, listing)
            case b"moov" if len(movies) < MAX_MOVIES:
                path = "moov" if not movies else f"moov[{len(movies) + 1}]"
                movies.append(read_movie(data, data, box, path, listing))
            case b"moof":
                fragments[1:] = [box] if fragments else []
                fragments = fragments or [box]
            case b"mdat":
                media = media or box
            case _:
                with tolerant(listing, f"{box.name} at byte {box.start}"):
                    _read_other(data, box, listing, depth)
    if not movies and (lost := _find_movie(data)) is not None:
        listing.problem(f"The boxes do not lead to the movie header: it was found by searching, at byte {lost.start}.")
        movies.append(read_movie(data, data, lost, "moov", listing))
    if not listing.container:
        listing.container = "QuickTime" if movies or seen else ""
    tracks = [track for movie in movies for track in movie.tracks]
    ends = [None, *(read_fragment(data, box, tracks, listing) for box in fragments)]
    for movie in movies:
        for track in movie.tracks:
            with tolerant(listing, f"the samples of {track.path}"):
                read_samples(movie.tree, track, listing)
    if media is not None:
        with tolerant(listing, f"mdat at byte {media.start}"):
            _read_media(data, media, listing)
    listing.duration_s = next((movie.duration_s for movie in movies if movie.duration_s), ends[-1])
    if not movies and seen and not listing.container.startswith(("HEIF", "AVIF")):
        listing.problem("There is no movie header (moov): the file is cut off, or a part of a stream.")
    with tolerant(listing, "what follows the last box"):
        _read_trailer(data, listing, depth)
    if data.allowance.left < 0:
        listing.problem("The file holds more metadata than the tool reads: the rest is not listed.")


def _find_movie(data: Readable) -> Box | None:
    """The movie header at the end of a file whose media data gives a wrong size, as broken-off recordings do."""
    start = max(0, data.size - SEARCHED)
    found = MOVIE.search(data.at(start, SEARCHED))
    if found is None:
        return None
    at, size = start + found.start(), int.from_bytes(found.group(1), "big")
    return Box(b"moov", at, at + 8, min(at + size, data.size), at + size <= data.size)


def _plausible(box: Box) -> bool:
    return all(32 <= byte < 127 or byte == 0xA9 for byte in box.kind)


def _read_brands(data: Readable, box: Box, listing: Listing) -> None:
    raw = payload(data, box, 8 + 4 * MAX_BRANDS)
    if len(raw) < 8:
        return
    brands = [raw[i : i + 4].decode("latin-1").strip("\0 ") for i in (0, *range(8, len(raw) - 3, 4))]
    listing.note("ftyp brands", " ".join([brands[0], str(int.from_bytes(raw[4:8], "big")), *brands[1:]]), box.body, len(raw))
    if not listing.container:
        major = brands[0]
        kind = CONTAINERS.get(major) or ("3GP" if major.startswith("3g") else "MP4")
        listing.container = kind if kind in ("QuickTime", "F4V", "Motion JPEG 2000") else f"{kind} ({major})"


def _read_other(data: Readable, box: Box, listing: Listing, depth: int) -> None:
    match box.kind:
        case b"uuid":
            read_uuid(data, box, "", listing)
        case b"meta":
            read_meta(data, box, "meta", listing)
        case b"udta":
            read_udta(data, box, "udta", listing)
        case b"free" | b"skip" | b"junk":
            _read_free(data, box, listing)
        case b"prft":
            from analysis.media.isobmff.producer import read_reference_time

            read_reference_time(data, box, "prft", listing)
        case b"mpvd" if depth == 0:
            _read_inside(data, box.body, box.end, "mpvd/", listing)
        case b"sefd" if box.end < data.size:  # else it is read as the file's trailer
            read_sef(data, box.end, listing)
        case b"pnot" if box.length >= 4:  # QuickTime File Format, "Preview atom"
            note_counter(listing, "pnot modification_date", int.from_bytes(data.at(box.body, 4), "big"), box.body, 4)
        case b"CNTH" | b"thma" | b"frea":
            read_nested(data, box, box.name, listing)
        case b"gps0" | b"gsen" | b"gpsa" | b"nbmt" | b"inst" | b"PICT" | b"thum":
            read_unexplained(data, box, box.name, listing)
        case _:
            pass


def _read_free(data: Readable, box: Box, listing: Listing) -> None:
    """List what some writers put into free space: their name, dashcam data, boxes of makers."""
    raw = payload(data, box, 512)
    text = raw.split(b"\0")[0]
    if len(text) >= 8 and text.isascii() and len(set(text)) > 3 and printable(text):
        note_text(listing, f"{box.name} text", decoded(text), box.body, len(text))
    elif raw[:8].strip(b"\0") and box.length > 64 and raw[4:8].rstrip(b" ").isalnum():
        inner = Listing()
        for child in children(data, box, inner, box.name):
            if child.kind == b"mvhd":  # what is left of a header that was saved again in another place
                read_times(data, child, f"{box.name}/mvhd", listing)
            elif child.kind != b"moov" and child.whole:
                read_unexplained(data, child, f"{box.name}/{child.name}", listing)
            if child.start > box.body + (1 << 16):
                break


def _read_media(data: Readable, box: Box, listing: Listing) -> None:
    """List GoPro's mark at the start of the media data, and look for dashcam blocks where no index tells of them."""
    head = data.at(box.body, 64)
    if head[:4] == b"GPRO":
        text = head[8:].split(b"\0")[0]
        note_text(listing, "mdat GPRO firmware", decoded(text), box.body + 8, len(text))
    if b"freeGPS " in data.at(box.body, min(SEARCHED_FOR_BLOCKS, box.length)) and not any(
        "freeGPS" in field.tag for field in listing.fields
    ):
        from analysis.media.isobmff import dashcam

        dashcam.read_media(data, box, "mdat", listing)


def _read_trailer(data: Readable, listing: Listing, depth: int) -> None:
    """List what stands after the last box, or hides in the end of one."""
    video = read_sef(data, data.size, listing)
    if video is not None and depth == 0 and data.at(video[0] + 4, 4) == b"ftyp":
        _read_inside(data, *video, "SEF/", listing)
    read_insta360(data, listing)


def _read_inside(data: Readable, start: int, end: int, prefix: str, listing: Listing) -> None:
    """List a file inside the file."""
    inner = Listing()
    read_file(Window(data, start, end, data.allowance), inner, 1)
    absorb(listing, inner, prefix, shift=start)
    listing.duration_s = listing.duration_s or inner.duration_s


def read_photo(data: Readable, listing: Listing) -> None:
    """List a JPEG picture and the video behind it: what phones call a motion photo."""
    listing.container = "JPEG"
    list_jpeg(data.at(0, 1 << 18), 0, listing, "jpeg")
    video = read_sef(data, data.size, listing) or _find_video(data)
    if video is not None:
        listing.container = "JPEG with a video inside"
        _read_inside(data, *video, "motion/", listing)


def _find_video(data: Readable) -> tuple[int, int] | None:
    """Where an MP4 file begins behind the picture: its ftyp box, looked for in the first 64 MB."""
    step = 4 << 20
    for at in range(0, min(data.size, 64 << 20), step):
        found = FTYP.search(data.at(at, step + 16))
        if found is not None:
            return at + found.start(), data.size
    return None
