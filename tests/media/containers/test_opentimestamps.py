from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.media.containers.build import field, listed, stored

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
# SHA-256 of "Hello World!\n", the project's published example file
DIGEST = bytes.fromhex("03ba204e50d126e4674c005e04d82e84c21366780af1f43bd54a37816b6ab340")
BITCOIN, PENDING = bytes.fromhex("0588960d73d71901"), bytes.fromhex("83dfe30d2ef90c8e")


def attestation(kind: bytes, payload: bytes) -> bytes:
    return b"\0" + kind + bytes([len(payload)]) + payload


def pending(address: bytes) -> bytes:
    return attestation(PENDING, bytes([len(address)]) + address)


def test_a_calendar_and_a_block(tmp_path: Path) -> None:
    height = b"\xe7\xef\x15"  # 358375 in groups of seven bits, the lowest first
    tree = b"\xff" + pending(b"https://calendar.example") + b"\xf0\x02ab" + b"\xf1\x01c" + b"\x08" + attestation(BITCOIN, height)
    data = MAGIC + b"\x01\x08" + DIGEST + tree
    listing = listed(tmp_path, data, "clip.mp4.ots")
    assert (listing.container, listing.problems) == ("OpenTimestamps", [])
    assert field(listing, "OTS digest").raw == "sha256:" + DIGEST.hex()
    assert stored(data, field(listing, "OTS digest")) == DIGEST
    assert field(listing, "OTS pending").raw == "https://calendar.example"
    assert field(listing, "OTS bitcoin").raw == str((0x15 << 14) + (0x6F << 7) + 0x67)
    root = hashlib.sha256(b"c" + DIGEST + b"ab").digest()
    assert field(listing, "OTS bitcoin merkle_root").raw == root[::-1].hex()


@pytest.mark.parametrize(
    "tree",
    [
        b"\xff" * 100_000,
        b"\x08" * 100_000,
        b"\xf0\xff\xff\xff\x7f",
        b"\xf3" * 5000,
        b"\x99",
        b"",
        b"\xf0" + b"\xff" * 20,
        b"\0" + BITCOIN + b"\0",
    ],
)
def test_absurd_proofs(tmp_path: Path, tree: bytes) -> None:
    listing = listed(tmp_path, MAGIC + b"\x01\x08" + DIGEST + tree, "a.ots")
    assert [f.tag for f in listing.fields] == ["OTS digest"]
    assert len(listing.problems) == 1
