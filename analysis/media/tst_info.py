"""What an RFC 3161 time-stamp token says. Read only: no signature or chain is checked here.

Tags, after the caller's prefix ("TSR" where left out):

    TSR genTime          when the authority says that it saw the digest, UTC
    TSR accuracy         seconds that genTime may be off, where stated
    TSR policy, serial   the policy's identifier and the token's number
    TSR imprint          hash and digest of what was stamped: "sha256:..." in hexadecimal
    TSR tsa              the authority's name as the token states it
    TSR signer           subject of the certificate in the token that signs time-stamps
    TSR signingTime      a signed attribute of CMS (RFC 5652, 11.3), UTC: the signer's clock
    TSR status           the reply's status
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from asn1crypto import cms, core, tsp, x509

from analysis.media.source import Listing, MediaError
from analysis.when import Reading

_DAMAGE = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
"""What the library raises for bytes that are no such structure: it parses as it is asked, with its own and Python's errors."""


def list_token(data: bytes, offset: int, listing: Listing, prefix: str = "TSR") -> None:
    """List a reply or a token (DER) that stands at `offset` of the file. Raises MediaError for what is neither."""
    try:
        _list(data, offset, listing, prefix)
    except _DAMAGE as error:
        raise MediaError(f"The time-stamp at byte {offset} can't be read: its structure is damaged") from error


def stamped(data: bytes) -> tuple[datetime, SimpleNamespace, str, bytes]:
    """The time (UTC) of a reply or token, its accuracy (seconds, millis, micros), and the hash function's identifier and hash.

    Raises MediaError for what is neither.
    """
    try:
        info = _info_in(_content(data)[1])
        native: datetime = info["gen_time"].native
        parts = info["accuracy"].native or {}
        imprint = info["message_imprint"]
        accuracy = SimpleNamespace(**{name: parts.get(name) or 0 for name in ("seconds", "millis", "micros")})
        return native, accuracy, imprint["hash_algorithm"]["algorithm"].dotted, bytes(imprint["hashed_message"].native)
    except _DAMAGE as error:
        raise MediaError("The time-stamp can't be read: its structure is damaged") from error


def _content(data: bytes) -> tuple[Any, Any]:
    """The reply's status (None for a bare token) and the signed data."""
    outer = core.Sequence.load(data)
    if len(outer) and isinstance(outer[0], core.ObjectIdentifier):
        return None, cms.ContentInfo.load(data)["content"]
    reply = tsp.TimeStampResp.load(data)
    return reply["status"]["status"], reply["time_stamp_token"]["content"]


def _info_in(signed: Any) -> Any:
    info = signed["encap_content_info"]["content"].parsed
    if not isinstance(info, tsp.TSTInfo):
        raise MediaError("The structure is signed data, and no time-stamp")
    return info


def _list(data: bytes, offset: int, listing: Listing, prefix: str) -> None:
    status, signed = _content(data)
    if status is not None:
        _note(listing, f"{prefix} status", status.native, data, offset, status)
    info = _info_in(signed)
    moment = info["gen_time"]
    _note(listing, f"{prefix} genTime", _stored(moment), data, offset, moment, _reading(moment))
    accuracy = info["accuracy"]
    if accuracy.native:
        parts = {name: accuracy[name].native or 0 for name in ("seconds", "millis", "micros")}
        total = Fraction(parts["seconds"]) + Fraction(parts["millis"], 1000) + Fraction(parts["micros"], 10**6)
        _note(listing, f"{prefix} accuracy", f"{float(total):g}", data, offset, accuracy)
    _note(listing, f"{prefix} policy", info["policy"].dotted, data, offset, info["policy"])
    _note(listing, f"{prefix} serial", info["serial_number"].native, data, offset, info["serial_number"])
    imprint = info["message_imprint"]
    digest = imprint["hashed_message"]
    name = imprint["hash_algorithm"]["algorithm"].native
    _note(listing, f"{prefix} imprint", f"{name}:{digest.native.hex()}", data, offset, digest)
    authority = info["tsa"]
    if isinstance(authority, x509.GeneralName) and isinstance(authority.chosen, x509.Name):
        _note(listing, f"{prefix} tsa", authority.chosen.human_friendly, data, offset, authority)
    _signer(signed, data, offset, listing, prefix)


def _signer(signed: Any, data: bytes, offset: int, listing: Listing, prefix: str) -> None:
    certificates = [choice.chosen for choice in signed["certificates"] if isinstance(choice.chosen, x509.Certificate)][:20]
    for certificate in certificates:
        purposes = certificate.extended_key_usage_value
        if purposes is not None and "time_stamping" in purposes.native:
            subject = certificate.subject
            _note(listing, f"{prefix} signer", subject.human_friendly, data, offset, subject)
            break
    for signer in list(signed["signer_infos"])[:4]:
        for attribute in list(signer["signed_attrs"])[:40]:
            if attribute["type"].native == "signing_time":
                moment = attribute["values"][0].chosen
                _note(listing, f"{prefix} signingTime", _stored(moment), data, offset, moment, _reading(moment))


def _stored(moment: Any) -> str:
    return bytes(moment.contents).decode("ascii", "replace")


def _reading(moment: Any) -> Reading:
    native: datetime = moment.native
    resolution = Fraction(1, 10**6) if native.microsecond else Fraction(1)
    return Reading.of(native, raw=_stored(moment), resolution=resolution)


def _note(listing: Listing, tag: str, raw: object, data: bytes, offset: int, value: Any, reading: Reading | None = None) -> None:
    """Note a value where its bytes stand; the library keeps them, not their place, so they are found again."""
    stored = value.dump()
    at = data.find(stored)
    listing.note(tag, raw, offset + max(at, 0), len(stored) if at >= 0 else len(data), reading)
