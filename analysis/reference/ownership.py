"""Which witness speaks of which field, so that no field is heard twice.

The first pattern that fits a field's tag decides; what none takes belongs to `movie_header`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from analysis.media.source import Field
from analysis.reference.first_look import search

REST = "movie_header"

OWNERS = (
    (r" Exif$", "embedded_stills"),
    (r"(?i)^(?:TSR|OTS)\b|RFC ?3161|OpenTimestamps", "timestamps"),
    (r"(?i)c2pa|jumb|sigTst|dcterms:provenance$", "credentials"),
    (r"(?:^|[/ ])info\.json\b", "download_record"),
    (r"^TS/.*(?:TDT|TOT|EIT|STT)|^(?:TDT|TOT)\b", "broadcast_clock"),
    (r"(?i)^SRT\b|/text .*(?:srt|dji)", "subtitles_log"),
    (r"(?i)(?:^|[/ ])xmp\w*\b", "xmp_history"),
    (r"(?i)(?:GPSU|GPS[59]|GPSP|at first fix)\b|\bRMC (?:first|last|void)|freeGPS|\bcamm\b|\bgps ?(?:date|time)", "telemetry"),
    (r"MDPM (?!make|model)|SEI (?:MISP|timecode)|GOP timecode|KLV time|(?i:\bDV\b|datecode|rec ?date|rtmd)", "stream_clock"),
)

WRITER_TAGS = (
    r"hdlr (?:name|manufacturer)$|ftyp|brand|stsd format$|WritingApp|MuxingApp|user data$|encoder$|ENCODER|CodecName|CodecID|[Cc]ompressor|"
    r"FIRM|MDPM (?:make|model)|©(?:too|swr|mak|mod|enc)|"
    r"(?i:software|firmware|\bmake$|model|manufacturer|vendor|_version/|\.version$|\.android\.)"
)
"""Fields that name who wrote the file, where they hold no date."""


def owned(fields: Iterable[Field], witness: str) -> list[Field]:
    """Those of the fields that this witness speaks of, in their order."""
    return [field for field in fields if owner_of(field) == witness]


def owner_of(field: Field) -> str:
    """The name of the witness that speaks of a field."""
    return _owner(field.tag, field.reading is not None or field.status == "malformed")


@lru_cache(maxsize=32_768)
def _owner(tag: str, dated: bool) -> str:
    lowered = tag.lower()
    for pattern, witness in OWNERS:
        if search(pattern, tag, lowered):
            return witness
    return "writer" if not dated and search(WRITER_TAGS, tag, lowered) else REST
