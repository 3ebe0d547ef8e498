"""Places and times of samples, against tables laid out one sample at a time (ISO/IEC 14496-12, 8.6.1 and 8.7)."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analysis.media.isobmff.boxes import Allowance, Box, Inflated
from analysis.media.isobmff.samples import Samples
from tests.media.isobmff.build import box, ftyp, listed, mvhd, stbl, trak, video_entry


def table(chunks: list[list[int]], deltas: list[int], *, wide: bool) -> tuple[bytes, dict[bytes, Box], list[tuple[int, int]]]:
    """The tables for chunks of samples of given sizes, 1000 bytes apart; and where each sample lies."""
    sizes = [size for chunk in chunks for size in chunk]
    places, starts = [], []
    at = 100_000
    for chunk in chunks:
        starts.append(at)
        for size in chunk:
            places.append((at, size))
            at += size
        at += 1000
    runs = [(i + 1, len(chunk)) for i, chunk in enumerate(chunks) if i == 0 or len(chunk) != len(chunks[i - 1])]
    parts = {
        b"stsc": struct.pack(">II", 0, len(runs)) + b"".join(struct.pack(">III", first, each, 1) for first, each in runs),
        b"stsz": struct.pack(f">III{len(sizes)}I", 0, 0, len(sizes), *sizes),
        (b"co64" if wide else b"stco"): struct.pack(f">II{len(starts)}{'Q' if wide else 'I'}", 0, len(starts), *starts),
        b"stts": struct.pack(">II", 0, len(deltas)) + b"".join(struct.pack(">II", 1, delta) for delta in deltas),
    }
    data, boxes = bytearray(), {}
    for kind, part in parts.items():
        boxes[kind] = Box(kind, len(data), len(data), len(data) + len(part))
        data += part
    return bytes(data), boxes, places


CHUNKS = st.lists(st.lists(st.integers(1, 5000), min_size=1, max_size=6), min_size=1, max_size=12)


@given(CHUNKS, st.booleans(), st.data())
def test_every_sample_is_found_where_it_lies(chunks: list[list[int]], wide: bool, more: st.DataObject) -> None:
    count = sum(map(len, chunks))
    deltas = more.draw(st.lists(st.integers(0, 9000), min_size=count, max_size=count))
    data, boxes, places = table(chunks, deltas, wide=wide)
    tree = Inflated(data, Allowance())
    samples = Samples(tree, boxes, tree, scale=1000)
    assert samples.count == count
    assert [samples.place(i) for i in range(count)] == places
    assert samples.place(count) is None
    assert [samples.time(i) for i in range(count)] == [Fraction(sum(deltas[:i]), 1000) for i in range(count)]


@given(st.binary(max_size=120), st.integers(0, 2**33))
def test_tables_of_noise_give_no_error(noise: bytes, index: int) -> None:
    tree = Inflated(noise, Allowance())
    boxes = {kind: Box(kind, 0, at, len(noise)) for at, kind in enumerate((b"stsc", b"stsz", b"stco", b"stts"))}
    samples = Samples(tree, boxes, tree, scale=90000)
    samples.place(index)
    samples.time(index)
    samples.read(index, 100)
    assert samples.count >= 0


def test_samples_beyond_the_end_are_a_problem(tmp_path: Path) -> None:
    data = ftyp() + box(b"moov", mvhd(), trak(b"vide", stbl(video_entry(b"avc1"), [1 << 20], [500])))
    assert any("beyond the end" in sentence for sentence in listed(data, tmp_path).problems)
