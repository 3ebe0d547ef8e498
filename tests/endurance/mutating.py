"""Broken versions of real files, each made from a number: the same number, the same file, on every machine.

A mutation knows no format. It knows where a reader found fields (`places`) and changes bytes there more often than in the pictures'
payload, and it may put a piece of another file in, since structures of one format inside another are what readers are least ready for.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.damage import HARD_SIZES

LARGEST = 8 << 20
"""Bytes that a mutated file may have."""

WORDS = (
    b"<script>alert(1)</script>", b"![x](http://127.0.0.1:9/x.png)", b"=cmd|' /C calc'!A0", b"\x1b]0;x\x07\x1b[2J",
    b"../../../../etc/passwd",
    b"9999-99-99T99:99:99Z", b"0000-00-00", b"2024-02-30T25:61:61+99:99", b"-0001-01-01", b"1e999999", b"\xff\xfe\xff\xfe", b"%s%n%x",
    "٢٠٢٤-٠٩-١٨".encode(), "\u202e4202".encode(), b"\0" * 16, b"A" * 5000, b"creation_time", b"\xed\xa0\x80", b"<!ENTITY a 'aaaa'>",
    b"2024-09-18T14:00:00.999999999999999999999Z", b"NaN", b"#EXTM3U\nhttp://127.0.0.1:9/a.ts\n", b"moov", b"mdat", b"free", b"uuid",
)  # fmt: skip
"""What strangers write where a date, a name or a structure is expected."""

Change = Callable[[bytearray, random.Random, int, Sequence[bytes]], bytearray]


def _flip(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        data[min(len(data) - 1, at + chance.randrange(64))] ^= 1 << chance.randrange(8)
    return data


def _number(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    width = chance.choice((1, 2, 4, 4, 8))
    value = chance.choice((*HARD_SIZES, len(data), len(data) - at, at, chance.getrandbits(64))) & ((1 << 8 * width) - 1)
    data[at : at + width] = value.to_bytes(width, chance.choice(("big", "big", "little")))
    return data


def _word(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    word = chance.choice(WORDS)
    data[at : at + (len(word) if chance.random() < 0.5 else 0)] = word
    return data


def _cut(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    return data[: chance.choice((at, chance.randrange(len(data)))) or 1]


def _out(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    del data[at : at + chance.choice((1, 2, 4, 8, 64, 4096))]
    return data


def _zero(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    length = len(data[at : at + chance.choice((4, 8, 64, 4096))])
    data[at : at + length] = bytes([chance.choice((0, 0, 255, 127))]) * length
    return data


def _again(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    piece = bytes(data[at : at + chance.choice((1, 4, 8, 32, 512, 4096))])
    data[at:at] = piece * chance.choice((1, 2, 16, 300))
    return data


def _moved(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    piece = bytes(data[at : at + chance.choice((4, 8, 64, 1024, 65536))])
    to = chance.randrange(len(data))
    data[to:to] = piece
    return data


def _spliced(data: bytearray, chance: random.Random, at: int, others: Sequence[bytes]) -> bytearray:
    other = chance.choice(others)
    start = chance.choice((0, chance.randrange(max(1, len(other)))))
    data[at:at] = other[start : start + chance.choice((16, 256, 4096, 65536))]
    return data


CHANGES: tuple[Change, ...] = (_flip, _flip, _number, _number, _number, _word, _word, _cut, _out, _zero, _again, _moved, _spliced)


def mutated(data: bytes, chance: random.Random, places: Sequence[int], others: Sequence[bytes]) -> bytes:
    """One broken version of the data: one to four changes, most of them at or just before one of the `places`."""
    changed = bytearray(data or b"\0")
    for _ in range(chance.choice((1, 1, 2, 4))):
        if places and chance.random() < 0.6:
            at = chance.choice(places) + chance.randrange(-24, 16)
        else:
            at = chance.randrange(chance.choice((64, 512, 4096, len(changed))))
        at = max(0, min(len(changed) - 1, at))
        changed = chance.choice(CHANGES)(changed, chance, at, others)[:LARGEST] or bytearray(b"\0")
    return bytes(changed)
