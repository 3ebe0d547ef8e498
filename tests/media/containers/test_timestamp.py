from __future__ import annotations

from pathlib import Path

import pytest
from asn1crypto import cms, tsp

from analysis.media.listing import list_fields
from tests.media.containers.build import field, listed, stored


def token(hash_name: str = "sha256", digest: bytes = b"\x11" * 32, moment: str = "20240102030405.25Z") -> bytes:
    """A token by RFC 3161, 2.4.2, without a signature: readers read, they do not check."""
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3.4",
            "message_imprint": {"hash_algorithm": {"algorithm": hash_name}, "hashed_message": digest},
            "serial_number": 77,
            "gen_time": moment_of(moment),
            "accuracy": {"seconds": 1, "millis": 500},
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [],
            "encap_content_info": {"content_type": "tst_info", "content": info},
            "signer_infos": [],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def moment_of(text: str) -> object:
    from datetime import UTC, datetime

    return datetime.strptime(text, "%Y%m%d%H%M%S.%fZ").replace(tzinfo=UTC)


@pytest.mark.parametrize("reply", [False, True])
def test_fields_of_a_token(tmp_path: Path, reply: bool) -> None:
    data = token()
    if reply:
        data = bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(data)}).dump())
    listing = listed(tmp_path, data, "a.tsr" if reply else "a.tst")
    assert listing.problems == []
    made = field(listing, "TSR genTime")
    assert (made.raw, str(made.reading)) == ("20240102030405.25Z", "2024-01-02T03:04:05.250000Z")
    assert stored(data, made)[2:] == b"20240102030405.25Z"
    assert field(listing, "TSR imprint").raw == "sha256:" + "11" * 32
    assert (field(listing, "TSR policy").raw, field(listing, "TSR serial").raw, field(listing, "TSR accuracy").raw) == (
        "1.2.3.4",
        "77",
        "1.5",
    )
    assert [f.raw for f in listing.fields if f.tag == "TSR status"] == (["granted"] if reply else [])


def test_real_replies(shared: Path) -> None:
    # expected.json, A51: genTime 2025-03-24T11:17:47Z by DigiCert
    listing = list_fields(shared / "media" / "rfc3161_digicert_2025.tsr")
    assert str(field(listing, "TSR genTime").reading) == "2025-03-24T11:17:47Z"
    assert str(field(listing, "TSR signingTime").reading) == "2025-03-24T11:17:47Z"
    assert "DigiCert" in field(listing, "TSR signer").raw


def test_signed_data_that_is_no_time_stamp(tmp_path: Path) -> None:
    data = token()
    listing = listed(tmp_path, data[:-60], "a.tst")
    assert listing.problems != []
