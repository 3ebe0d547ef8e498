from __future__ import annotations

import tracemalloc

import pytest

from analysis.media.source import Listing
from analysis.media.xmp import MAX_ELEMENTS, read_xmp

# Structure as in ISO 16684-1, 7.9, and the event history of Adobe's XMP specification, part 2.
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 5.4.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xap="http://ns.adobe.com/xap/1.0/" xap:CreateDate="2014-03-04T05:06:07+02:00"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
    xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" xmlns:own="http://example.org/own/1.0/" own:shotOn="2014-03-05 10:00"
    xap:ModifyDate="0000-00-00T00:00:00">
   <xap:CreatorTool>Adobe Premiere Pro CC 2014 (Windows)</xap:CreatorTool>
   <xmpDM:startTimecode xmpDM:timeValue="00:00:00:00" xmpDM:timeFormat="25Timecode"/>
   <xmpMM:History><rdf:Seq>
    <rdf:li stEvt:action="created" stEvt:when="2014-03-04T05:06:07Z" stEvt:softwareAgent="Tool &amp; Co 1"/>
    <rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action><stEvt:when>2015-06</stEvt:when></rdf:li>
   </rdf:Seq></xmpMM:History>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

EXPECTED = [
    ("t x:xmptk", "XMP Core 5.4.0", "None", "set"),
    ("t xmp:CreateDate", "2014-03-04T05:06:07+02:00", "2014-03-04T05:06:07+02:00", "set"),
    ("t own:shotOn", "2014-03-05 10:00", "2014-03-05T10:00", "set"),
    ("t xmp:ModifyDate", "0000-00-00T00:00:00", "None", "not set"),
    ("t xmp:CreatorTool", "Adobe Premiere Pro CC 2014 (Windows)", "None", "set"),
    ("t xmpDM:startTimecode/xmpDM:timeValue", "00:00:00:00", "None", "not set"),
    ("t xmpDM:startTimecode/xmpDM:timeFormat", "25Timecode", "None", "set"),
    ("t xmpMM:History/stEvt:action", "created", "None", "set"),
    ("t xmpMM:History/stEvt:when", "2014-03-04T05:06:07Z", "2014-03-04T05:06:07Z", "set"),
    ("t xmpMM:History/stEvt:softwareAgent", "Tool & Co 1", "None", "set"),
    ("t xmpMM:History/stEvt:action", "saved", "None", "set"),
    ("t xmpMM:History/stEvt:when", "2015-06", "2015-06", "set"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_every_date_and_writer_is_listed_with_its_bytes(encoding: str) -> None:
    data, listing = PACKET.encode(encoding), Listing()
    read_xmp(data, 1000, listing, "t")
    assert listing.problems == []
    assert [(f.tag, f.raw, str(f.reading), f.status) for f in listing.fields] == EXPECTED
    for found in listing.fields:
        at = found.place.offset - 1000
        stored = data[at : at + found.place.length].decode(encoding, "replace")
        assert stored == found.raw or "&" in found.raw
    assert [f.place.name for f in listing.fields if f.tag.endswith("when")] == [
        "t/xmpMM:History[1]/stEvt:when",
        "t/xmpMM:History[2]/stEvt:when",
    ]


@pytest.mark.parametrize(
    "bomb",
    [
        b'<!DOCTYPE a [<!ENTITY b "1"><!ENTITY c "&b;&b;&b;">]><x>&c;</x>',
        b'<!DOCTYPE a SYSTEM "http://example.org/x.dtd"><x/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><x a="1">&x;</x>',
    ],
)
def test_entities_are_refused(bomb: bytes) -> None:
    listing = Listing()
    read_xmp(bomb, 0, listing)
    assert listing.fields == []
    assert "refused" in listing.problems[0]


@pytest.mark.parametrize(
    "bomb",
    [b"<a>" * 200_000, b"<r>" + b"<a/>" * (MAX_ELEMENTS * 3) + b"</r>", b"<r>" + b" " * 7_900_000,
     b"<a " + b'b="' * 900_000,
     b"<r " + b"".join(b'a%d="2001-01-01" ' % n for n in range(100_000)) + b"/>", b"<r>" + b"<!--" * 500_000],
)  # fmt: skip
def test_large_packets_end_soon(bomb: bytes) -> None:
    listing = Listing()
    tracemalloc.start()
    read_xmp(bomb, 0, listing)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 400 << 20
    assert len(listing.fields) <= 500
    assert all(0 <= f.place.offset <= f.place.offset + f.place.length <= len(bomb) for f in listing.fields)
    assert listing.problems or bomb.startswith(b"<r ")


def test_what_stands_before_a_fault_is_kept() -> None:
    data, listing = PACKET.encode()[:900], Listing()
    read_xmp(data, 0, listing)
    assert "xmp xmp:CreateDate" in [f.tag for f in listing.fields]
    assert len(listing.problems) == 1
