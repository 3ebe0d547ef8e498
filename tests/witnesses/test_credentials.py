"""Content credentials: real ones, and ones signed here by nobody that anyone trusts."""

from __future__ import annotations

import base64
import io
import random
import socket
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

import c2pa
import cbor2
import pytest
from cryptography import x509

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.hearing import Hearing, hear
from analysis.media import tokens
from analysis.media.credentials import check_credentials
from analysis.media.decoder import credentials as worker
from analysis.media.decoder.opening import Refusal
from analysis.media.isobmff.chunks import chunks_lie_in_media
from analysis.media.listing import list_fields
from analysis.media.source import Source
from analysis.testimony import Testimony
from tests.conftest import ROOT
from tests.witnesses.exhibits import RECEIVED
from tests.witnesses.signing import answers, served, signed

REAL = "c2pa_rfc3161_premiere_2022.mp4"


@pytest.fixture(scope="session")
def clip() -> bytes:
    return (ROOT / "samples" / "river-level" / "river.mp4").read_bytes()


@pytest.fixture(scope="session")
def plain(clip: bytes) -> bytes:
    """Signed, without a time-stamp."""
    return signed(clip)


@pytest.fixture(scope="session")
def stamped(clip: bytes, authority: Path) -> bytes:
    """Signed, with the time-stamp of an authority of our own."""
    asked: list[str] = []
    with served(answers(authority), asked) as address:
        video = signed(clip, ta_url=address)
    assert asked
    return video


def hearing_of(data: bytes, folder: Path) -> Hearing:
    path = folder / "clip.mp4"
    path.write_bytes(data)
    hearing = hear(Case(exhibit=Exhibit.receive(path, now=RECEIVED)), only=("credentials",))
    assert not [silence for silence in hearing.silences if silence.why == "broke down"], hearing.silences
    return hearing


def stamps_in(hearing: Hearing) -> list[Testimony]:
    return [piece for piece in hearing.testimony if piece.key.startswith("time-stamp")]


def words_of(hearing: Hearing, tag: str) -> str:
    return " ".join(seen.means for seen in hearing.observations if seen.tag.endswith(tag))


def test_a_real_file(shared: Path) -> None:
    """Times by expected.json, A37: 2023-12-02T16:34:19Z for this file, 2022-08-22T23:06:45Z for the version before."""
    path = shared / "media" / REAL
    hearing = hear(Case(exhibit=Exhibit.receive(path)), only=("credentials",))
    this, before = stamps_in(hearing)
    assert (this.strength, this.span.end) == ("hard", datetime(2023, 12, 2, 16, 34, 20, tzinfo=UTC))
    assert (before.strength, before.span.end) == ("limited", datetime(2022, 8, 22, 23, 6, 46, tzinfo=UTC))
    assert this.stage == before.stage == "saved"
    said = words_of(hearing, "c2pa manifest")
    assert "c2patool/0.6.2" in said  # exiftool 13.58 shows this claim generator
    assert "on no list" in said
    assert "valid" not in said


def test_a_token_is_of_its_own_claim_alone(shared: Path) -> None:
    path = shared / "media" / REAL
    (store,) = [field.place for field in list_fields(path).fields if field.tag == "uuid/c2pa manifest"]
    now, before = check_credentials(path, store.offset, store.length).manifests
    for token, digests, same in ((now, now, True), (now, before, False), (before, now, False)):
        checked = tokens.check_token(
            base64.b64decode(token.stamps[0].token), lambda name, of=digests: bytes.fromhex(of.stamps[0].digests[name])
        )
        assert checked is not None
        assert checked.matches is same
        assert checked.signed is same


def test_a_missing_time_stamp_is_said(plain: bytes, tmp_path: Path) -> None:
    hearing = hearing_of(plain, tmp_path)
    assert not stamps_in(hearing)
    assert "no time-stamp" in words_of(hearing, "C2PA time-stamp")
    assert "anybody could have signed" in words_of(hearing, "c2pa manifest")
    (action,) = hearing.testimony
    assert (action.stage, action.strength) == ("edited", "limited")
    assert action.span.covers(datetime(2024, 3, 1, 12, tzinfo=UTC))


def test_a_known_authoritys_time_stamp_is_hard(stamped: bytes, authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = x509.load_pem_x509_certificate((authority / "root.pem").read_bytes())
    monkeypatch.setattr(tokens, "known_roots", lambda: (root,))
    (stamp,) = stamps_in(hearing_of(stamped, tmp_path))
    assert (stamp.strength, stamp.bearing) == ("hard", "not_after")
    assert stamp.span.end is not None
    assert abs(stamp.span.end - datetime.now(UTC)) < timedelta(minutes=30)


def test_an_unknown_authoritys_time_stamp_is_not(stamped: bytes, tmp_path: Path) -> None:
    """The library itself takes any authority's certificate in some claims: its word is not enough."""
    (stamp,) = stamps_in(hearing_of(stamped, tmp_path))
    assert stamp.strength == "moderate"
    assert "could not be traced" in stamp.means


def test_changed_content_says_nothing(stamped: bytes, tmp_path: Path) -> None:
    at = stamped.index(b"mdat") + 5000
    hearing = hearing_of(stamped[:at] + bytes([stamped[at] ^ 1]) + stamped[at + 1 :], tmp_path)
    assert hearing.testimony == ()
    assert "changed afterwards" in words_of(hearing, "c2pa manifest")


def test_a_table_that_points_elsewhere_is_seen(shared: Path, tmp_path: Path) -> None:
    """This file's hash leaves the table of chunks out, so it still holds when the table leads to other pictures."""
    data = (shared / "media" / REAL).read_bytes()
    at = data.rindex(b"stco") + 12  # the manifest names the box as well
    path = tmp_path / "clip.mp4"
    path.write_bytes(data)
    with Source(path) as source:
        assert chunks_lie_in_media(source)
    hearing = hearing_of(data[:at] + struct.pack(">I", 100) + data[at + 4 :], tmp_path)
    with Source(path) as source:
        assert not chunks_lie_in_media(source)
    assert "hash of the content is that of this file" in words_of(hearing, "c2pa manifest")
    stamp, _ = stamps_in(hearing)
    assert stamp.strength == "moderate"
    assert "leaves out" in stamp.means


@pytest.mark.parametrize(
    ("exclusions", "left_out", "covered"),
    [
        ([{"xpath": "/ftyp"}, {"xpath": "/mfra"}], (), True),
        ([{"xpath": "/moov/trak/mdia/minf/stbl/stco", "subset": [{"offset": 16, "length": 0}]}], (), False),
        ([{"xpath": "/uuid", "data": [{"offset": 8, "value": worker.C2PA_UUID}]}], (), True),
        ([{"xpath": "/uuid"}], ("/uuid",), True),
        ([{"xpath": "/mdat"}, {"xpath": "/moov"}], ("/mdat", "/moov"), True),
    ],
)
def test_what_a_hash_leaves_out(exclusions: list[dict[str, object]], left_out: tuple[str, ...], covered: bool) -> None:
    """Paths by the C2PA specification, "BMFF-based hash": mandatory are its own uuid box, ftyp and mfra."""
    hashed = labelled("c2pa.hash.bmff.v2", jumbf(b"cbor", cbor2.dumps({"exclusions": exclusions, "hash": bytes(32)})))
    manifest = labelled("m", labelled("c2pa.assertions", hashed))
    store = worker._Store(bytes(4) + b"manifest\0" + bytes(8) + labelled("c2pa", manifest))
    assert worker._left_out(store, "m") == (left_out, covered)


def jumbf(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def labelled(label: str, content: bytes) -> bytes:
    return jumbf(b"jumb", jumbf(b"jumd", bytes(16) + b"\x03" + label.encode() + b"\0") + content)


def test_no_connection_for_a_manifest_that_lies_elsewhere(clip: bytes, tmp_path: Path) -> None:
    seen: list[str] = []
    with served(lambda query: b"", seen) as address:
        video = signed(clip, remote=f"{address}manifest.c2pa", embed=False)
        with pytest.raises(c2pa.C2paError), c2pa.Reader("video/mp4", io.BytesIO(video)):
            pass
        assert seen, "the library's own default asks the address: else this test shows nothing"
        seen.clear()
        with pytest.raises(Refusal):
            worker.credentials(io.BytesIO(video), {"offset": 0, "length": 0}, None, lambda name, share: None)
        hearing = hearing_of(video, tmp_path)
        both = signed(clip, remote=f"{address}manifest.c2pa")
        embedded = hearing_of(both, tmp_path)
    assert seen == []
    assert "not fetched" in words_of(hearing, "provenance")
    assert hearing.testimony == ()
    assert "hash of the content is that of this file" in words_of(embedded, "c2pa manifest")


def test_the_worker_can_open_no_connection(plain: bytes, tmp_path: Path) -> None:
    """A raw listener, besides the settings: nobody knocks while the credentials are checked."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        hearing_of(plain, tmp_path)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_damaged_credentials(stamped: bytes, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(stamped)
    (store,) = [field.place for field in list_fields(path).fields if field.tag == "uuid/c2pa manifest"]
    chance = random.Random(19941)
    refused = 0
    for _ in range(150):
        data = bytearray(stamped)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(store.offset, store.offset + store.length)] ^= 1 << chance.randrange(8)
        try:
            found = worker.credentials(io.BytesIO(data), {"offset": store.offset, "length": store.length}, None, lambda name, share: None)
        except Refusal:
            refused += 1
        else:
            assert not found.credentials.binds or found.credentials.content == "holds"
    assert 0 < refused < 150
    for at in (store.offset + 30, store.offset + store.length // 2):
        data = bytearray(stamped)
        data[at : at + 40] = bytes(40)
        assert not [piece for piece in hearing_of(bytes(data), tmp_path).testimony if piece.strength == "hard"]
