"""Sony's non-real-time metadata: XML in a file or beside it, with the creation date, the device, timecodes and a UMID.

Source: the element names of Sony's NonRealTimeMeta schema as public files and ExifTool's documentation (XAVC XML) show them.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from analysis.media.dates import note_date
from analysis.media.source import Listing, MediaError
from analysis.media.umid import umid_date
from analysis.when import Reading

MAX_DEPTH = 40
MAX_XML = 2 << 20
"""Bytes that are read; cameras write below 64 KiB."""
DATES = {("CreationDate", "value"), ("NonRealTimeMeta", "lastUpdate"), ("NonRealTimeMeta", "lastUpdateDate")}
KEPT = {
    ("Device", "manufacturer"), ("Device", "modelName"), ("Device", "serialNo"), ("TargetMaterial", "umidRef"),
    ("LtcChange", "value"), ("LtcChangeTable", "tcFps"), ("Lens", "modelName"), ("Software", "name"), ("Software", "version"),
    ("RecordingMode", "type"),
}  # fmt: skip


def list_nrt(data: bytes, offset: int, listing: Listing, path: str) -> None:
    """List an XML text that stands at an offset. Tags are the path, a space, and element/@attribute: "CreationDate/@value".

    "TargetMaterial/@umidRef day" is the day in the UMID, in UTC.
    """
    if len(data) > MAX_XML:
        listing.problem(f"The XML at byte {offset} is larger than {MAX_XML >> 20} MB: its end is not read.")
    body = data[:MAX_XML].rstrip(b"\0 \r\n\t")
    target = _Elements(body, offset, listing, path)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.expat = parser.parser
    try:
        parser.feed(body)
        parser.close()
    except DefusedXmlException:
        listing.problem(f"The XML at byte {offset} holds a document type or entities: it is refused.")
    except (ParseError, _TooDeep, ValueError, LookupError):
        listing.problem(f"The XML at byte {offset} is not well-formed: what stands before the fault was read.")


class _TooDeep(MediaError):
    """More elements inside one another than `MAX_DEPTH`."""


class _Elements:
    """The target of the XML parser: notes attributes as their elements begin."""

    def __init__(self, data: bytes, offset: int, listing: Listing, path: str) -> None:
        self.text, self.offset, self.listing, self.path = data, offset, listing, path
        self.expat: Any = None
        self._depth = 0
        self._codes = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeep("the XML is nested too deep")
        element, here = tag.rpartition("}")[2], int(self.expat.CurrentByteIndex)
        for name, value in attributes.items():
            key = (element, name.rpartition("}")[2])
            if key == ("LtcChange", "value"):
                self._codes += 1
                if self._codes > 1:
                    continue
            if key not in KEPT and key not in DATES:
                continue
            at = self.text.find(value.encode(), here)
            place, length = (self.offset + (at if at >= 0 else here), len(value.encode()))
            label = f"{self.path} {element}/@{key[1]}"
            if key in DATES:
                note_date(self.listing, label, value, place, length)
            elif element == "LtcChange":
                self.listing.note(label, timecode(value), place, length, status=None if value.strip("0") else "not set")
            else:
                self.listing.note(label, value.strip(), place, length)
            if key[1] == "umidRef" and (made := _umid_date(value)) is not None:
                self.listing.note(f"{label} day", value, place, length, made)

    def end(self, tag: str) -> None:
        self._depth -= 1

    def data(self, text: str) -> None:
        """Nothing stands between the tags."""

    def close(self) -> None:
        """The end of the text; nothing is left to do."""


def _umid_date(text: str) -> Reading | None:
    try:
        return umid_date(bytes.fromhex(text))
    except ValueError:
        return None


def timecode(value: str) -> str:
    """A linear timecode as Sony writes it, frames first in eight digits of BCD with flags, as hours:minutes:seconds:frames."""
    if len(value) != 8 or any(c not in "0123456789abcdefABCDEF" for c in value):
        return value
    frame, second, minute, hour = (int(value[i : i + 2], 16) for i in (0, 2, 4, 6))
    return f"{hour & 0x3F:02x}:{minute & 0x7F:02x}:{second & 0x7F:02x}:{frame & 0x3F:02x}"
