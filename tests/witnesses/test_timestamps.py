"""Tokens beside the video, made by an authority of our own with the openssl command."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.case import Case
from analysis.hearing import hear
from analysis.media import tokens
from analysis.media.tokens import check_token, digest_of
from tests.witnesses.exhibits import exhibit_of, heard, listing_of
from tests.witnesses.signing import openssl


def stamp(authority: Path, video: Path) -> Path:
    token = video.with_name(video.name + ".tsr")
    openssl(authority, f"ts -query -data {video} -sha512 -cert -out q.tsq")
    openssl(
        authority,
        f"ts -reply -config c.cnf -section authority -queryfile q.tsq -signer tsa.pem -inkey tsa.key -chain root.pem -out {token}",
    )
    return token


def test_a_token_of_this_file_by_a_known_authority_is_hard(authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography import x509

    video = tmp_path / "clip.mp4"
    video.write_bytes(b"pictures")
    stamp(authority, video)
    root = x509.load_pem_x509_certificate((authority / "root.pem").read_bytes())
    monkeypatch.setattr(tokens, "known_roots", lambda: (root,))
    (piece,) = hear(Case(exhibit=exhibit_of(listing_of([]), video)), only=("timestamps",)).testimony
    assert (piece.stage, piece.bearing, piece.strength) == ("saved", "not_after", "hard")
    assert piece.span.end is not None
    assert abs(piece.span.end - datetime.now(UTC)) < timedelta(minutes=5)


def test_an_unknown_authority_is_not_hard(authority: Path, tmp_path: Path) -> None:
    video = tmp_path / "clip.mp4"
    video.write_bytes(b"pictures")
    stamp(authority, video)
    (piece,) = heard("timestamps", [], video).testimony
    assert piece.strength == "moderate"
    assert "authority" in piece.means


def test_a_token_of_other_bytes_says_nothing(authority: Path, tmp_path: Path) -> None:
    video = tmp_path / "clip.mp4"
    video.write_bytes(b"pictures")
    stamp(authority, video)
    video.write_bytes(b"other pictures")
    hearing = heard("timestamps", [], video)
    assert hearing.testimony == ()
    assert any("other bytes" in seen.means for seen in hearing.observations)


@pytest.mark.parametrize(
    ("name", "moment"), [("rfc3161_valid_2025.tsr", "2025-03-11T10:43:58"), ("rfc3161_digicert_2025.tsr", "2025-03-24T11:17:47")]
)
def test_real_tokens(shared: Path, name: str, moment: str) -> None:
    """Times by `openssl ts -reply -text`; the second lists its certificates out of order."""
    token = check_token((shared / "media" / name).read_bytes(), lambda name: b"")
    assert token is not None
    assert not token.matches
    assert timedelta(0) < token.time - datetime.fromisoformat(moment).replace(tzinfo=UTC) <= timedelta(seconds=3)


def test_a_real_authoritys_signature_is_traced_to_its_root(shared: Path) -> None:
    """DigiCert's own token, checked against the hash that it holds and the roots that certifi ships."""
    data = (shared / "media" / "rfc3161_digicert_2025.tsr").read_bytes()
    from rfc3161_client import decode_timestamp_response

    imprint = bytes(decode_timestamp_response(tokens.with_sorted_certificates(data)).tst_info.message_imprint.message)
    token = check_token(data, lambda name: imprint)
    assert token is not None
    assert token.signed, token.why
    bent = bytearray(data)
    bent[-20] ^= 1  # inside the signature
    forged = check_token(bytes(bent), lambda name: imprint)
    assert forged is None or not forged.signed


@pytest.mark.parametrize("same", [True, False])
def test_a_proof_in_bitcoin_names_its_block(tmp_path: Path, same: bool) -> None:
    """The format as the OpenTimestamps project publishes it: magic, version, SHA-256, digest, attestation in block 700000."""
    video = tmp_path / "clip.mp4"
    video.write_bytes(b"pictures")
    digest = hashlib.sha256(b"pictures" if same else b"other pictures").digest()
    height = bytes([0xE0, 0xDC, 0x2A])  # 700000 as LEB128
    magic = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")
    attestation = b"\0" + bytes.fromhex("0588960d73d71901") + bytes([len(height)]) + height
    (tmp_path / "clip.mp4.ots").write_bytes(magic + b"\x01\x08" + digest + attestation)
    hearing = heard("timestamps", [], video)
    assert hearing.testimony == ()
    said = " ".join(seen.means for seen in hearing.observations)
    assert ("this very file" in said) == same
    assert ("circumstance" in said) == same  # the block's date comes from the user alone
    assert "700000" in said


def test_a_pending_proof_dates_nothing_yet(tmp_path: Path) -> None:
    """A calendar's promise, by the published format: kind 83dfe30d2ef90c8e, then the address with its length."""
    video = tmp_path / "clip.mp4"
    video.write_bytes(b"pictures")
    magic = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")
    address = b"https://calendar.example"
    payload = bytes([len(address)]) + address
    promise = b"\0" + bytes.fromhex("83dfe30d2ef90c8e") + bytes([len(payload)]) + payload
    (tmp_path / "clip.ots").write_bytes(magic + b"\x01\x08" + hashlib.sha256(b"pictures").digest() + promise)
    hearing = heard("timestamps", [], video)
    assert hearing.testimony == ()
    assert any("not yet" in seen.means for seen in hearing.observations)


def test_a_bare_token_is_checked_as_a_response_is(authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`openssl ts -reply -token_out` writes the token without the authority's status."""
    from cryptography import x509

    video = tmp_path / "clip.mp4"
    video.write_bytes(b"pictures")
    response = stamp(authority, video)
    openssl(authority, f"ts -reply -in {response} -token_out -out {tmp_path / 'clip.tst'}")
    response.unlink()
    root = x509.load_pem_x509_certificate((authority / "root.pem").read_bytes())
    monkeypatch.setattr(tokens, "known_roots", lambda: (root,))
    (piece,) = heard("timestamps", [], video).testimony
    assert piece.strength == "hard"


def test_a_form_that_the_library_refuses_still_shows_its_time(authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import rfc3161_client

    video = tmp_path / "clip.mp4"
    video.write_bytes(b"pictures")
    stamp(authority, video)

    def refuse(data: bytes) -> None:
        raise ValueError("not in order")

    monkeypatch.setattr(rfc3161_client, "decode_timestamp_response", refuse)
    (piece,) = heard("timestamps", [], video).testimony
    assert piece.strength == "moderate"
    assert "anybody could have made it" in piece.means
    assert piece.span.end is not None
    assert abs(piece.span.end - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize("backwards", [False, True])
def test_certificates_in_either_order(authority: Path, tmp_path: Path, backwards: bool) -> None:
    """DER sorts the certificates of a token (X.690, 11.6); many authorities do not, and the signature does not cover them."""
    from asn1crypto import tsp
    from cryptography import x509

    video = tmp_path / "clip.mp4"
    video.write_bytes(b"pictures")
    reply = tsp.TimeStampResp.load(stamp(authority, video).read_bytes())
    signed = reply["time_stamp_token"]["content"]
    parts = sorted((bytes(choice.chosen.dump()) for choice in signed["certificates"]), reverse=backwards)
    assert len(parts) == 2
    held = bytes(signed["certificates"].dump())
    assert len(held) - sum(map(len, parts)) == 4  # tag, and a length of three bytes
    data = (tmp_path / "clip.mp4.tsr").read_bytes().replace(held, held[: -sum(map(len, parts))] + b"".join(parts))
    root = x509.load_pem_x509_certificate((authority / "root.pem").read_bytes())
    token = check_token(data, digest_of(video), [root])
    assert token is not None
    assert token.signed, token.why


@pytest.mark.parametrize("data", [b"", b"\0", b"\x30\x80" * 50, bytes(range(256))])
def test_what_is_no_token_is_not_checked(data: bytes, tmp_path: Path) -> None:
    assert check_token(data, digest_of(tmp_path / "none")) is None
