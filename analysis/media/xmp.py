"""Dates and writers in an XMP packet (ISO 16684-1), wherever it lies: in a box, a chunk, an attachment or a side file.

Tags are the place given by the caller, a space, and the path of properties with the prefixes that the specification
prefers, array indices left out: "xmp xmp:CreateDate", "xmp xmpMM:History/stEvt:when", "xmp x:xmptk". The field's place
carries the indices: "xmp/xmpMM:History[2]". Noted are:

- every property whose value is a date with at least a day, and those named as dates whatever they hold;
- writers: x:xmptk (the toolkit), xmp:CreatorTool, stEvt:softwareAgent, tiff:Make, tiff:Model, tiff:Software, pdf:Producer
  and other properties of these names; stEvt:action, which says what a stEvt:when dates;
- dcterms:provenance, the address at which content credentials lie (C2PA);
- xmpDM:timeValue of start and alternative timecodes (all zeros: "not set"), with xmpDM:timeFormat; the identifiers of xmpMM;
- any other value that begins with the name of a known maker and holds a digit, such as "Adobe Premiere Pro CS4".
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from analysis.media.dates import note_date, read_date
from analysis.media.source import Listing, MediaError

MAX_PACKET = 8 << 20
"""Bytes of a packet that are read; what goes beyond is left unread."""

MAX_DEPTH = 60
"""Elements inside one another; the deepest honest packets (ingredients with histories) stay below 25."""

MAX_ELEMENTS = 200_000
"""Elements that are looked at, and `MAX_ATTRIBUTES` of each."""
MAX_ATTRIBUTES = 500

MAX_TEXT = 4000
"""Characters of one property that are looked at."""

PREFIXES = {
    "adobe:ns:meta/": "x",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/bj/": "xmpBJ",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef#": "stRef",
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/": "xmpDM",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/creatorAtom/1.0/": "creatorAtom",
    "http://ns.adobe.com/bwf/bext/1.0/": "bext",
    "http://ns.adobe.com/riff/info/": "riffinfo",
    "http://ns.adobe.com/camera-raw-settings/1.0/": "crs",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.apple.com/quicktime/1.0/": "quicktime",
    "http://www.dji.com/drone-dji/1.0/": "drone-dji",
}
"""Namespaces and the prefixes that ISO 16684-1, its parts and the makers' own documents prefer."""

_WRITERS = {"xmptk", "CreatorTool", "softwareAgent", "Make", "Model", "Software", "Producer", "encoder", "Encoder"}
_KEPT = {"action", "timeValue", "timeFormat", "InstanceID", "DocumentID", "OriginalDocumentID", "timeScale", "provenance"}
_NAMED_DATE = re.compile(r"date|time(?:stamp|original|digitized)|^when$", re.IGNORECASE)
_APPLICATION = re.compile(r"(?:Adobe|Apple|Final Cut|DaVinci|Avid|Sony|Canon|Nikon|Panasonic|DJI)\b.{0,60}\d", re.IGNORECASE)
_FULL_DATE = re.compile(r"\s*\d{4}[-:/.]\d{1,2}[-:/.]\d")
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_TRANSPARENT = {f"{_RDF}{name}" for name in ("RDF", "Description", "Seq", "Bag", "Alt", "li")} | {"{adobe:ns:meta/}xmpmeta"}


def read_xmp(data: bytes, offset: int, listing: Listing, where: str = "xmp") -> None:
    """Note the dates and writers of a packet that stands at `offset` of the file; `where` begins each tag.

    Raises nothing of its own: a broken packet leaves what came before the fault, and a problem. Document types and
    entities are refused.
    """
    if len(data) > MAX_PACKET:
        listing.problem(f"The XMP packet at byte {offset} is larger than {MAX_PACKET >> 20} MB: its end is not read.")
        data = data[:MAX_PACKET]
    start = data.find(b"<")
    if start < 0:
        return
    wide = data[start + 1 : start + 2] == b"\0"
    if wide and start % 2:
        start -= 1  # UTF-16, big-endian: the zero before belongs to the character
    body = data[start:] if wide else data[start:].rstrip(b" \t\r\n\0")
    packet = _Packet(body, offset + start, listing, where)
    parser = DefusedXMLParser(target=packet, forbid_dtd=True)
    packet.expat = parser.parser
    try:
        parser.feed(body)
        parser.close()
    except DefusedXmlException:
        listing.problem(f"The XMP packet at byte {offset} holds a document type or entities: it is refused.")
    except _TooMuch as error:
        listing.problem(f"The XMP packet at byte {offset} {error}: what stands before that was read.")
    except (ParseError, ValueError, LookupError):
        if not packet.closed:
            listing.problem(f"The XMP packet at byte {offset} is not well-formed: what stands before the fault was read.")


class _TooMuch(MediaError):
    """More elements than `MAX_ELEMENTS`, or more of them inside one another than `MAX_DEPTH`."""


class _Packet:
    """The target of the XML parser: follows the path of properties and notes them as they end."""

    def __init__(self, packet: bytes, offset: int, listing: Listing, where: str) -> None:
        self.packet, self.offset, self.listing, self.where = packet, offset, listing, where
        self.expat: Any = None
        self.closed = False
        self._path: list[str] = []  # one entry an open element: its shown name, or "" where it is only structure
        self._items: list[int] = []  # rdf:li seen so far, one counter an open element
        self._index: list[int] = []
        self._text: list[str] = []
        self._size = self._elements = 0
        self._after_tag = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(self._path) >= MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise _TooMuch("is nested too deep" if self._elements <= MAX_ELEMENTS else "has too many elements")
        here = int(self.expat.CurrentByteIndex)
        if tag == f"{_RDF}li" and self._items:
            self._items[-1] += 1
            self._index.append(self._items[-1])
        else:
            self._index.append(0)
        self._path.append("" if tag in _TRANSPARENT else _shown(tag))
        self._items.append(0)
        self._text, self._size, self._after_tag = [], 0, here
        for name, value in islice(attributes.items(), MAX_ATTRIBUTES):
            if not name.startswith(_RDF) and "XML/1998" not in name:
                self._property(_shown(name), value, here)

    def data(self, text: str) -> None:
        if self._size < MAX_TEXT:
            self._text.append(text)
            self._size += len(text)

    def end(self, tag: str) -> None:
        text = "".join(self._text)
        self._text, self._size = [], 0
        if text.strip():
            self._property("", text, self._after_tag)
        self._path.pop()
        self._items.pop()
        self._index.pop()
        self.closed = not self._path

    def close(self) -> None:
        """The end of the packet; nothing is left to do."""

    def _property(self, name: str, value: str, here: int) -> None:
        """Note one property: an attribute called `name`, or the text of the innermost element."""
        names = [part for part in self._path if part] + ([name] if name else [])
        if not names:
            return
        last = names[-1].rpartition(":")[2]
        value = value[:MAX_TEXT]
        dated = _FULL_DATE.match(value) is not None and read_date(value) is not None
        timed = _NAMED_DATE.search(last) is not None and bool(re.search(r"\d{4}|^0|^\s*$", value)) and len(value) < 80
        kept = value.strip() and last in _WRITERS | _KEPT
        if not (dated or timed or kept or _APPLICATION.match(value)):
            return
        tag = f"{self.where} {'/'.join(names)}"
        place = "/".join(
            [self.where]
            + [part or f"[{number}]" for part, number in zip(self._path, self._index, strict=True) if part or number]
            + ([name] if name else [])
        ).replace("/[", "[")
        start, length = self._where_is(last, value, here)
        if dated or timed:
            note_date(self.listing, tag, value, start, length, name=place)
        else:
            empty = last == "timeValue" and not re.search("[1-9]", value)
            self.listing.note(tag, value.strip(), start, length, status="not set" if empty else None, name=place)

    def _where_is(self, name: str, value: str, here: int) -> tuple[int, int]:
        """The bytes of a value in or after the tag at `here`; the tag's own where it is written with references."""
        encoding = "utf-8"
        if self.packet[1:2] == b"\0":
            encoding = "utf-16-le"
        elif self.packet[:1] == b"\0":
            encoding = "utf-16-be"
        anchor = self.packet.find(name.encode(encoding, "replace"), here, here + 64_000)
        stored = value.strip().encode(encoding, "replace")
        found = self.packet.find(stored, anchor, anchor + 64_000) if stored and anchor >= 0 else -1
        return (self.offset + found, len(stored)) if found >= 0 else (self.offset + max(anchor, here), 1)


def _shown(name: str) -> str:
    """{uri}local as prefix:local; an unknown namespace goes by the last word of its address."""
    uri, brace, local = name.rpartition("}")
    if not brace:
        return name[:80]
    uri = uri.removeprefix("{")
    prefix = PREFIXES.get(uri)
    if prefix is None:
        words = [word for word in re.split(r"[^A-Za-z]+", uri[-120:]) if len(word) > 1 and word.lower() not in {"http", "www", "ns", "com"}]
        prefix = words[-1][:30] if words else "ns"
    return f"{prefix}:{local}"[:120]
