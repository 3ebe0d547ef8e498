"""OpenTimestamps proofs (.ots): which digest, and which attestations it leads to. Read only: nothing is looked up.

    OTS digest                  "sha256:" and the digest of the stamped file in hexadecimal
    OTS bitcoin                 height of a block whose Merkle root commits to the digest
    OTS bitcoin merkle_root     that root as the proof computes it, in the byte order that block explorers show
    OTS litecoin                as for bitcoin
    OTS pending                 address of a calendar that had not answered yet

The format: a magic, a version, a hash operation and digest; then a tree, where 0xff means "and another branch", 0x00 an
attestation (eight bytes of kind, then a payload) and other bytes an operation on the message. Source: the published format of the
OpenTimestamps project. Our own reader: the project's library pulls in a Bitcoin library and asks calendars.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from analysis.media.source import Listing, MediaError, Source

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
MAX_PROOF = 1 << 20
MAX_STEPS = 20_000
MAX_BRANCHES = 1_000
MAX_MESSAGE = 4096
"""Bytes a message may have, as the format's own library limits them."""
HASHES = {0x02: ("sha1", 20), 0x03: ("ripemd160", 20), 0x08: ("sha256", 32), 0x67: ("keccak256", 32)}
BITCOIN, LITECOIN, PENDING = bytes.fromhex("0588960d73d71901"), bytes.fromhex("06869a0d73d71b45"), bytes.fromhex("83dfe30d2ef90c8e")


def claims(head: bytes, name: str) -> bool:
    return head.startswith(MAGIC)


def read(source: Source, listing: Listing) -> None:
    listing.container = "OpenTimestamps"
    proof = _Proof(source.at(0, MAX_PROOF), len(MAGIC))
    version, kind = proof.number(), proof.byte()
    if version != 1 or kind not in HASHES:
        raise MediaError("the proof is of a version or hash that the tool does not know")
    name, length = HASHES[kind]
    digest = proof.take(length)
    listing.note("OTS digest", f"{name}:{digest.hex()}", proof.at - length, length)
    branches: list[bytes | None] = []
    message: bytes | None = digest
    for _ in range(MAX_STEPS):
        sign = proof.byte()
        if sign == 0xFF:
            if len(branches) >= MAX_BRANCHES:
                raise MediaError("the proof has more branches than any honest one")
            branches.append(message)
        elif sign == 0x00:
            _attestation(proof, message, listing)
            if not branches:
                return
            message = branches.pop()
        else:
            message = _operation(proof, sign, message)
    raise MediaError("the proof has more steps than any honest one")


@dataclass(slots=True)
class _Proof:
    """The bytes of a proof and the reading point."""

    data: bytes
    at: int

    def take(self, length: int) -> bytes:
        if self.at + length > len(self.data):
            raise MediaError("the proof ends inside a structure")
        self.at += length
        return self.data[self.at - length : self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        """Seven bits a byte, the lowest first."""
        value = 0
        for shift in range(0, 63, 7):
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return value
        raise MediaError("a number in the proof is too long")

    def run(self) -> bytes:
        length = self.number()
        if length > 2 * MAX_MESSAGE:
            raise MediaError("a stretch of the proof is too long")
        return self.take(length)


def _operation(proof: _Proof, sign: int, message: bytes | None) -> bytes | None:
    """The message after an operation; None where it can't be computed here."""
    added = proof.run() if sign in {0xF0, 0xF1} else b""
    if sign not in {0xF0, 0xF1, 0xF2, 0xF3, *HASHES}:
        raise MediaError("the proof holds an operation that the tool does not know")
    if message is None or len(message) + len(added) > MAX_MESSAGE:
        return None
    if sign == 0xF0:
        return message + added
    if sign == 0xF1:
        return added + message
    if sign == 0xF2:
        return message[::-1]
    if sign == 0xF3:
        return message.hex().encode()
    name = HASHES[sign][0]
    return hashlib.new(name, message, usedforsecurity=False).digest() if name in {"sha1", "sha256"} else None


def _attestation(proof: _Proof, message: bytes | None, listing: Listing) -> None:
    kind = proof.take(8)
    payload = proof.run()
    start = proof.at - len(payload)
    inner = _Proof(payload, 0)
    if kind in {BITCOIN, LITECOIN}:
        chain = "bitcoin" if kind == BITCOIN else "litecoin"
        listing.note(f"OTS {chain}", inner.number(), start, len(payload))
        if message is not None and len(message) == 32:
            listing.note(f"OTS {chain} merkle_root", message[::-1].hex(), start, len(payload))
    elif kind == PENDING:
        address = inner.run()
        listing.note("OTS pending", address.decode("utf-8", "replace"), start + inner.at - len(address), len(address))
    else:
        listing.note("OTS unknown attestation", kind.hex(), start, len(payload))
