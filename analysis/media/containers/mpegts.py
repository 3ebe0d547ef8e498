"""MPEG transport streams (.ts, .m2ts, .mts, .m2t; ISO/IEC 13818-1): broadcast clocks, and what cameras and encoders write into the video.

    TS/TDT ..., TS/TOT ..., TS/STT ..., TS/SDT ..., TS/EIT ...   see `analysis.media.dvb`
    TS/video ...                                                see `analysis.media.bitstream`: MDPM dates (AVCHD), SEI texts
    TS KLV ...                                                  see `analysis.media.misb`: the clock of drones' sensors

Packets of 188, 192 (AVCHD) and 204 bytes. Clocks are searched from both ends, the video is looked at near both ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.media.bitstream import Codec, list_names, list_video, list_visual
from analysis.media.dvb import Section, note_clock, note_programme, note_services
from analysis.media.source import Listing, Source
from analysis.media.transport import Layout, Window, elementary, layout, sections

CHUNK = 4 << 20
"""Bytes that are read at a time."""
MAX_CHUNKS = 12
"""Chunks from each end that are searched for a clock: tables are sent at least every 30 seconds (ETSI TR 101 211)."""
LOOK = 2 << 20
"""Bytes of video that are looked at near each end."""
CLOCKS = frozenset({0x14, 0x1FFB})
"""Packet numbers of TDT and TOT (EN 300 468, table 1) and of ATSC's system time (A/65)."""
PROGRAMMES, SERVICES, EVENTS = 0, 0x11, 0x12
ISDB = frozenset({0x24, 0x1FC8})
"""Packet numbers that only ISDB uses: its broadcaster information and the handset service's map (ARIB STD-B10, TR-B14)."""
VIDEO: dict[int, Codec | None] = {0x01: None, 0x02: None, 0x10: None, 0x1B: "h264", 0x20: "h264", 0x24: "hevc"}
"""Stream types of video (ISO/IEC 13818-1, table 2-34)."""
SOUND = {0x03, 0x04, 0x0F, 0x11}
DATA = {0x06, 0x15}
"""Private data and metadata in PES packets: where drones' sensors write (MISB ST 1402)."""
MAX_DATA = 4
"""Streams of such data that are looked at."""


def claims(head: bytes, name: str) -> bool:
    found = layout(head)
    return found is not None and (found.start <= 4 or name.endswith((".ts", ".mts", ".m2ts", ".m2t", ".tp", ".trp")))


def read(source: Source, listing: Listing) -> None:
    found = layout(source.at(0, 4096))
    if found is None:
        return
    listing.container = "MPEG-TS" if found.size != 192 else "BDAV MPEG-TS"
    packets = max(1, (source.size - found.start) // found.size)
    step = CHUNK // found.size
    head = _window(source, found, 0, step)
    local = bool(ISDB & head.numbers())
    first = _first_clock(source, found, packets, step, head)
    if first is not None:
        note_clock(first[1], "first", listing, local=local)
    streams = _tables(head, listing, local=local)
    near = LOOK // found.size
    tail = head if packets <= step else _window(source, found, packets - near, near)
    for number, window in enumerate([head] if tail is head else [head, tail]):
        for pid, kind in streams:
            if kind in VIDEO and (codec := VIDEO[kind]) is not None:
                list_video(elementary(window, pid, 2 * LOOK if tail is head else LOOK), listing, "TS/video", codec)
            elif kind in VIDEO:
                list_visual(elementary(window, pid, LOOK // 4), listing, "TS/video")
            elif kind in DATA:
                _metadata(window, pid, listing, end=number == 1)
            elif number == 0:
                list_names(elementary(window, pid, 64 << 10), listing, "TS/audio")
    last = _last_clock(source, found, packets, step)
    if last is not None and (first is None or last[0] != first[0]):
        note_clock(last[1], "last", listing, local=local)
    begins, ends = head.clock(), tail.clock(last=True)
    if begins is not None and ends is not None and begins[0] == ends[0]:
        listing.duration_s = (ends[1] - begins[1]) % (2**33 / 90_000) or None  # the counter starts anew after 26 hours


def _metadata(window: Window, pid: int, listing: Listing, *, end: bool) -> None:
    from analysis.media.misb import KEYS, list_klv  # most streams hold none

    stretch = elementary(window, pid, LOOK)
    if KEYS.search(stretch.data):
        list_klv(stretch, listing, "TS", last_only=end)


def _window(source: Source, found: Layout, packet: int, count: int) -> Window:
    offset = found.start + packet * found.size
    return Window(source.at(offset, count * found.size), offset, found.size)


def _clocks(window: Window) -> Iterator[tuple[int, Section]]:
    for _, section in sections(window, CLOCKS):
        if section.table in {0x70, 0x73, 0xCD}:
            yield section.locate(0), section


def _first_clock(source: Source, found: Layout, packets: int, step: int, head: Window) -> tuple[int, Section] | None:
    for number in range(min(MAX_CHUNKS, -(-packets // step))):
        window = head if number == 0 else _window(source, found, number * step, step)
        for clock in _clocks(window):
            return clock
    return None


def _last_clock(source: Source, found: Layout, packets: int, step: int) -> tuple[int, Section] | None:
    for number in range(1, 1 + min(MAX_CHUNKS, -(-packets // step))):
        begin = max(0, packets - number * step)
        clocks = list(_clocks(_window(source, found, begin, packets - (number - 1) * step - begin)))
        if clocks:
            return clocks[-1]
    return None


def _tables(head: Window, listing: Listing, *, local: bool) -> list[tuple[int, int]]:
    """Read the tables in the first chunk; returns packet number and type of the first video and sound stream of the first programmes."""
    maps: set[int] = set()
    seen: set[tuple[int, bytes]] = set()
    for pid, section in sections(head, frozenset({PROGRAMMES, SERVICES})):
        if (pid, section.data) in seen or len(seen) > 200:
            continue
        seen.add((pid, section.data))
        if pid == PROGRAMMES and section.table == 0:
            for at in range(8, len(section.data) - 7, 4):
                if section.data[at : at + 2] != b"\0\0" and len(maps) < 8:
                    maps.add(int.from_bytes(section.data[at + 2 : at + 4], "big") & 0x1FFF)
        elif pid == SERVICES:
            note_services(section, listing)
    for _, section in sections(head, frozenset({EVENTS})):
        if note_programme(section, listing, local=local):
            break
    streams: dict[int, int] = {}
    for _, section in sections(head, frozenset(maps)):
        if section.table == 2:
            at = 12 + (int.from_bytes(section.data[10:12], "big") & 0x0FFF)
            while at + 5 <= len(section.data) - 4:
                pid = int.from_bytes(section.data[at + 1 : at + 3], "big") & 0x1FFF
                streams.setdefault(pid, section.data[at])
                at += 5 + (int.from_bytes(section.data[at + 3 : at + 5], "big") & 0x0FFF)
    videos = [(pid, kind) for pid, kind in streams.items() if kind in VIDEO][:2]
    sounds = [(pid, kind) for pid, kind in streams.items() if kind in SOUND][:1]
    data = [(pid, kind) for pid, kind in streams.items() if kind in DATA][:MAX_DATA]
    return videos + sounds + data
