"""MP4, QuickTime (MOV), M4V, 3GP, F4V, Motion JPEG 2000, HEIF and AVIF; and the video behind a JPEG motion photo.

A tag is the path of boxes, a space, and the field's name. Tracks are counted from 1 in file order; a second movie header is
`moov[2]`; what stands inside a compressed header has `moov/cmov/` before it, what stands in a video inside a photo `motion/`, `mpvd/`
or `SEF/`. `raw` is the integer in decimal or the text as stored.

    ftyp brands                                      major brand, minor version, compatible brands
    moov/mvhd creation_time, modification_time       seconds since 1904, read as UTC by ISO's rule (QuickTime leaves the zone open)
    moov/trak[1]/tkhd ..., moov/trak[1]/mdia/mdhd ...    the same two of each track
    ... creation_time as Unix time                   where the count from 1904 is absurd and from 1970 sensible (see `isobmff.headers`)
    pnot modification_date                           QuickTime's preview
    moov/trak[1]/mdia/minf/dinf/dref/alis file_created    of media in another file, see `isobmff.aliases`
    free/mvhd ...                                    left over from a header that was saved again in another place
    moov/trak[1]/mdia/hdlr name, manufacturer        a name with "Created on: MM/DD/YYYY" carries that day, with no zone
    moov/trak[1]/stsd/avc1 vendor, compressorname    of the sample description, by its kind
    moov/trak[1]/sample[1] SEI user data, encoder    and what else `media.bitstream` finds in the first samples
    moov/trak[1]/sample[1] ProRes encoder, Exif, comment, CineForm ...; moov/trak[1]/sample recdate first (DV, see `media.dif`)
    moov/meta/keys com.apple.quicktime.creationdate  Apple's and Android's keys, also under moov/udta/meta and moov/trak[1]/meta
    moov/udta/meta/ilst ©too                         item lists; free-form items as "ilst ----:com.apple.iTunes:NAME"
    moov/udta/©day, moov/udta/date, moov/udta/FIRM   user data (see `isobmff.udta`, `isobmff.makers`); "moov/udta/CNTH/CNDA Exif"
    moov/udta/TAGS date, name                        a date or a maker's name inside a box that is not explained
    moov/trak[1]/tmcd start_frame, timecode, time of day, reel     see `isobmff.timecode`
    moov/trak[1]/gpmd GPSU first fix ...             see `isobmff.gopro`; camm, rtmd, CTMD, mebx, djmd, text: `isobmff.metadata_tracks`
    moov/gps freeGPS first, last, void               dashcams, see `isobmff.dashcam`; receivers' sentences: "... RMC first"
    meta/xml CreationDate/@value, Device/@modelName  Sony's metadata and UMID, see `isobmff.nrt`; moov/uuid/USMT time zone
    xmp xmp:CreateDate                               see `media.xmp`
    uuid/c2pa manifest, genTime, claim_generator, when     found, not checked (see `isobmff.uuid`)
    SEF ..., Insta360 ...                            trailers, see `isobmff.trailers`
    prft ntp_timestamp                               a live encoder's clock
    ... Exif                                         where a TIFF structure with EXIF lies (raw: its length); its reader opens it there
"""

from __future__ import annotations

from analysis.media.isobmff.boxes import Allowance, Window
from analysis.media.isobmff.layout import KINDS, read_file, read_photo
from analysis.media.source import Listing, Source

ENDINGS = (".mp4", ".mov", ".m4v", ".3gp", ".3g2", ".qt", ".f4v", ".insv", ".lrv", ".360")


def claims(head: bytes, name: str) -> bool:
    """Whether the file begins with a box of these formats (or, where it is so called, with any box), or is a JPEG picture."""
    if head[4:8] in KINDS or head[:3] == b"\xff\xd8\xff":
        return True
    return name.endswith(ENDINGS) and head[:1] == b"\0" and head[4:8].isalnum() and head[4:8].isascii()


def read(source: Source, listing: Listing) -> None:
    """List the fields of the file. Raises MediaError alone; what was found before stands."""
    whole = Window(source, 0, source.size, Allowance())
    if source.at(0, 3) == b"\xff\xd8\xff":
        read_photo(whole, listing)
    else:
        read_file(whole, listing)
