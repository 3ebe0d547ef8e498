"""MPEG-2 transport streams (ISO/IEC 13818-1): packets, sections and elementary streams put together again, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.media.bitstream import Stretch
from analysis.media.dvb import Section

SYNC = 0x47
LAYOUTS = ((188, 0), (192, 4), (204, 0), (208, 0))
"""Packet sizes, and where the sync byte stands: plain, with an arrival time before (BDAV, AVCHD), with error correction after."""
MAX_SECTIONS = 3000
"""Sections of one window that are put together."""
PACKET = 188


@dataclass(frozen=True, slots=True)
class Layout:
    """Packets of `size` bytes; the first sync byte stands at `start`."""

    size: int
    start: int


def layout(head: bytes) -> Layout | None:
    """The layout of a stream whose first bytes these are; None where they are no transport stream."""
    for size, before in LAYOUTS:
        need = min(5, (len(head) - before) // size)
        for start in range(before, before + size):
            if need >= 2 and head[start] == SYNC and all(head[start + n * size : start + n * size + 1] == b"G" for n in range(need)):
                return Layout(size, start)
    return None


@dataclass(frozen=True, slots=True)
class Window:
    """A run of whole packets: their bytes from the first sync byte on, and where that stands in the file."""

    data: bytes
    offset: int
    size: int

    def payloads(self, pids: frozenset[int]) -> Iterator[tuple[int, bool, int, int]]:
        """The packets with these numbers, in order: number, whether a unit starts, and the first and last index of the payload."""
        for at in self._places(pids):
            control = self.data[at + 3] >> 4 & 3
            begin = at + 4 + (1 + self.data[at + 4] if control & 2 else 0)
            if control & 1 and begin < at + PACKET <= len(self.data):
                pid = (self.data[at + 1] & 0x1F) << 8 | self.data[at + 2]
                yield pid, bool(self.data[at + 1] & 0x40), begin, at + PACKET

    def _places(self, pids: frozenset[int]) -> Iterator[int]:
        """Found by searching the column of low bytes, so that the packets of other streams cost nothing."""
        low, high, sync = self.data[2 :: self.size], self.data[1 :: self.size], self.data[:: self.size]
        numbers: list[int] = []
        for byte in {pid & 0xFF for pid in pids}:
            index = low.find(byte)
            while index >= 0:
                if (high[index] & 0x1F) << 8 | byte in pids and sync[index] == SYNC:
                    numbers.append(index)
                index = low.find(byte, index + 1)
        for index in sorted(numbers):
            if index * self.size + PACKET <= len(self.data):
                yield index * self.size

    def numbers(self) -> set[int]:
        """Every packet number in the window."""
        low, high = self.data[2 :: self.size], self.data[1 :: self.size]
        return {(a & 0x1F) << 8 | b for a, b in set(zip(high, low, strict=False))}

    def clock(self, *, last: bool = False) -> tuple[int, float] | None:
        """The first (or last) program clock reference: packet number and seconds."""
        places = range(0, len(self.data) - PACKET, self.size)
        for at in (places[::-1] if last else places)[:2000]:
            if self.data[at] == SYNC and self.data[at + 3] & 0x20 and self.data[at + 4] >= 7 and self.data[at + 5] & 0x10:
                base = int.from_bytes(self.data[at + 6 : at + 11], "big") >> 7
                return (self.data[at + 1] & 0x1F) << 8 | self.data[at + 2], base / 90_000
        return None


@dataclass(slots=True)
class Part:
    """A section that is being put together: its bytes so far, and (index, offset in the file) of each piece."""

    data: bytearray
    pieces: list[tuple[int, int]]

    def add(self, window: Window, begin: int, end: int) -> None:
        if begin < end:
            self.pieces.append((len(self.data), window.offset + begin))
            self.data.extend(window.data[begin:end])

    def whole(self) -> Section | None:
        """The section once all its bytes are there."""
        length = 3 + (int.from_bytes(self.data[1:3], "big") & 0x0FFF)
        return Section(Stretch(bytes(self.data[:length]), tuple(self.pieces))) if len(self.data) >= length else None


def sections(window: Window, pids: frozenset[int]) -> Iterator[tuple[int, Section]]:
    """The sections in packets with these numbers, whole ones only, and no more than `MAX_SECTIONS`."""
    parts: dict[int, Part] = {}
    count = 0
    for pid, starts, begin, end in window.payloads(pids):
        part = parts.get(pid)
        if not starts:
            if part is not None and len(part.data) < 4096:
                part.add(window, begin, end)
                if (section := part.whole()) is not None:
                    del parts[pid]
                    yield pid, section
            continue
        pointer = begin + 1 + window.data[begin]
        if part is not None:
            part.add(window, begin + 1, min(end, pointer))
            if (section := part.whole()) is not None:
                yield pid, section
            del parts[pid]
        begin = pointer
        while begin < end and window.data[begin] != 0xFF:
            count += 1
            if count > MAX_SECTIONS:
                return
            part = Part(bytearray(), [])
            length = 3 + (int.from_bytes(window.data[begin + 1 : begin + 3], "big") & 0x0FFF)
            part.add(window, begin, min(end, begin + length))
            if (section := part.whole()) is None:
                parts[pid] = part
                break
            yield pid, section
            begin += length


def elementary(window: Window, pid: int, limit: int) -> Stretch:
    """The bytes of one elementary stream, without the headers of packets and PES packets, up to a limit."""
    data, pieces = bytearray(), list[tuple[int, int]]()
    started = False
    for _, starts, begin, end in window.payloads(frozenset({pid})):
        if starts and window.data[begin : begin + 3] == b"\0\0\1":
            started = True
            begin += 9 + window.data[begin + 8] if begin + 8 < end else PACKET
        if started and begin < end:
            pieces.append((len(data), window.offset + begin))
            data.extend(window.data[begin:end])
            if len(data) >= limit:
                break
    return Stretch(bytes(data), tuple(pieces) or ((0, window.offset),))
