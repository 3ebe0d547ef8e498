"""Time-stamp tokens (RFC 3161): whether one is of this file, and whether a known authority signed it. Offline, bounded.

The signature is checked by rfc3161-client against the root certificates that certifi ships. Revocation can't be checked
without a network. DER wants the certificates of a token sorted (ITU-T X.690, 11.6); many authorities do not sort them and the library
refuses such tokens, so they are sorted first. The signature does not cover them.
"""

from __future__ import annotations

import contextlib
import hashlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.media.source import MediaError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

MAX_TOKEN = 1 << 20
"""Bytes of a token that are read; real ones have below 20 KB."""
MAX_CERTIFICATES = 40
CHUNK = 4 << 20
HASHES = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
"""The hash functions of tokens by object identifier (NIST CSOR); SHA-1 can be forged and is no proof."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a token holds. `matches`: it is of these bytes. `signed`: a known authority signed it; else `why` says what is missing.

    `time` (UTC) is the authority's clock with its stated accuracy added, so that the bytes existed by then; `shown` is
    that clock as it was written.
    """

    time: datetime
    shown: datetime
    matches: bool
    signed: bool
    why: str = ""


def check_token(data: bytes, digest: Callable[[str], bytes], roots: list[Certificate] | None = None) -> Token | None:
    """Check a token, bare or in an authority's response; None where the bytes can't be read as one.

    `digest` gives the file's hash by the name of a hash function. `roots` are the certificates that are trusted; those that
    certifi ships where left out. Raises ImportError where the library is missing.
    """
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        response = decode_timestamp_response(with_sorted_certificates(as_response(data)))
        info = response.tst_info
        name = HASHES.get(info.message_imprint.hash_algorithm.dotted_string)
        imprint = bytes(info.message_imprint.message)
        shown, time = info.gen_time, info.gen_time + _accuracy(info.accuracy)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return _read_only(data, digest)
    if name is None:
        return Token(time, shown, False, False, "its hash function is none that is trusted today")
    wanted = digest(name)
    if imprint != wanted:
        return Token(time, shown, False, False, "it is of other bytes than this file's")
    try:
        VerifierBuilder(roots=list(roots if roots is not None else known_roots())).build().verify(response, wanted)
    except (VerificationError, ValueError) as error:
        return Token(time, shown, True, False, f"its signature could not be traced to a known authority ({str(error)[:120]})")
    return Token(time, shown, True, True)


def _read_only(data: bytes, digest: Callable[[str], bytes]) -> Token | None:
    """What a token says that the library refuses: its time and its hash, without its signature."""
    from analysis.media.tst_info import stamped

    try:
        shown, accuracy, identifier, imprint = stamped(data)
        time = shown + _accuracy(accuracy)
    except (MediaError, OverflowError):
        return None
    name = HASHES.get(identifier)
    if name is None:
        return Token(time, shown, False, False, "its hash function is none that is trusted today")
    if imprint != digest(name):
        return Token(time, shown, False, False, "it is of other bytes than this file's")
    return Token(time, shown, True, False, "the library that checks signatures can't read its form, so that anybody could have made it")


def digest_of(path: Path) -> Callable[[str], bytes]:
    """The function that hashes a file by the name of a hash function, each once."""

    @cache
    def digest(name: str) -> bytes:
        state = hashlib.new(name)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                state.update(chunk)
        return state.digest()

    return digest


@cache
def known_roots() -> tuple[Certificate, ...]:
    """The root certificates that certifi ships; those that can't be parsed are left out."""
    import certifi
    from cryptography import x509

    pem = Path(certifi.where()).read_bytes()
    found = []
    for block in pem.split(b"-----END CERTIFICATE-----"):
        start = block.find(b"-----BEGIN CERTIFICATE-----")
        if start >= 0:
            # One old root has a serial number that a later standard forbids: the parser warns of it.
            with contextlib.suppress(ValueError), warnings.catch_warnings(action="ignore"):
                found.append(x509.load_pem_x509_certificate(block[start:] + b"-----END CERTIFICATE-----\n"))
    return tuple(found)


def as_response(data: bytes) -> bytes:
    """A bare token (.tst), which begins with its type, as the response that an authority would have sent; others unchanged."""
    try:
        at, end = _inside(data, 0, len(data), 0x30)
    except ValueError:
        return data
    from asn1crypto import core

    if data[at : at + 1] != b"\x06":
        return data
    granted = b"\x30\x03\x02\x01\x00"
    return bytes(core.Sequence(contents=granted + data[:end]).dump())


def with_sorted_certificates(data: bytes) -> bytes:
    """The token with its certificates in DER's order; unchanged where it has no such form.

    A response is a status and a ContentInfo; its SignedData holds version, digests, content, [0] certificates (RFC 5652, 5.1).
    """
    try:
        at, end = _inside(data, 0, len(data), 0x30)  # TimeStampResp
        at = _after(data, at, end)  # past the status
        at, end = _inside(data, at, end, 0x30)  # ContentInfo
        at = _after(data, at, end)  # past its type
        at, end = _inside(data, *_inside(data, at, end, 0xA0), 0x30)  # SignedData
        for _ in range(3):
            at = _after(data, at, end)
        at, end = _inside(data, at, end, 0xA0)  # certificates
        start = at
        parts: list[bytes] = []
        while at < end and len(parts) < MAX_CERTIFICATES:
            following = _after(data, at, end)
            parts.append(data[at:following])
            at = following
    except ValueError:
        return data
    return data[:start] + b"".join(sorted(parts)) + data[at:]


def _inside(data: bytes, at: int, end: int, tag: int) -> tuple[int, int]:
    """Where the content of the element at a place begins and ends. Raises ValueError where no such element fits."""
    if at + 2 > end or data[at] != tag:
        raise ValueError("another element is expected")
    size, body = data[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        if not 1 <= count <= 4 or body + count > end:
            raise ValueError("a length is not well-formed")
        size, body = int.from_bytes(data[body : body + count]), body + count
    if body + size > end:
        raise ValueError("an element is longer than what holds it")
    return body, body + size


def _after(data: bytes, at: int, end: int) -> int:
    """Where the element after the one at a place begins."""
    if at >= end:
        raise ValueError("an element is missing")
    return _inside(data, at, end, data[at])[1]


def _accuracy(accuracy: object) -> timedelta:
    """The accuracy that the authority states (RFC 3161, 2.4.2), and the second that its clock shows."""
    seconds, millis, micros = (int(getattr(accuracy, name, None) or 0) for name in ("seconds", "millis", "micros"))
    return timedelta(seconds=min(seconds, 86_400) + 1, milliseconds=millis, microseconds=micros)
