"""Content credentials: what a signed manifest (C2PA) inside the file says, and what of it holds.

*Reads* the manifests in an MP4 or its kin: the programs that made them, their actions, their signers, their time-stamps. A manifest that
lies elsewhere is not fetched; its address is shown.

*Says* the content existed when the time-stamp authority saw its claim. That is a hard bound where the claim's signature holds, the content
hash is that of this file and leaves out no pictures, and the token is of this claim and signed by an authority whose root is known. What
lacks one of these bounds less, or nothing.

*Fooled by* an authority or a signer whose certificate was withdrawn, which can't be checked offline; an earlier version that the
last signer names and that was of other pictures; a program's own clock, where no authority gave the time.

*Sources* the C2PA Technical Specification; RFC 3161; RFC 9052.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from analysis.case import Case
from analysis.media.source import Field, MediaError
from analysis.place import Bytes
from analysis.reference.authorship import Authorship, authorship
from analysis.reference.meanings import meaning_of
from analysis.reference.ownership import owned
from analysis.reference.sayings import observation, said_of
from analysis.testimony import Observation, Strength, Testimony
from analysis.when import Span, iso

if TYPE_CHECKING:
    from analysis.media.credentials import Credentials, Manifest
    from analysis.media.tokens import Token

WITHDRAWN = "a certificate that was withdrawn, which can't be checked offline"
ELSEWHERE = "Credentials of this file are said to lie at this address. They were not fetched: nothing leaves this machine."


class Stamped(NamedTuple):
    """A time-stamp of a manifest, checked; `token` None where its bytes can't be read as one."""

    manifest: Manifest
    token: Token | None


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    own = owned(case.exhibit.listing.fields, "credentials")
    if not own:
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    store = next((field for field in own if field.tag.endswith("c2pa manifest")), None)
    found: Credentials | None = None
    why = "there is no manifest in the file"
    if store is not None:
        from analysis.media.credentials import check_credentials  # loaded where there is a manifest

        try:
            found = check_credentials(case.exhibit.path, store.place.offset, store.place.length)
        except MediaError as error:
            why = str(error).rstrip(".")
    stamps = [] if found is None else [Stamped(manifest, token) for manifest in found.manifests for token in _tokens(manifest)]
    for field in own:
        yield from _observed(field, found, stamps, why, by)
    if found is not None and store is not None:
        yield from _reported(found, stamps, store.place)
        yield from _bounds(found, stamps, own, store.place)
        if found.manifests and found.manifests[0].active and not found.manifests[0].faults and found.content != "differs":
            dated = [field for field in own if field.tag.endswith("c2pa when")]
            yield from (said for said in said_of(dated, by) if isinstance(said, Testimony))


def _tokens(manifest: Manifest) -> Iterator[Token | None]:
    import base64

    from analysis.media.tokens import check_token

    for stamp in manifest.stamps:
        digests = stamp.digests
        try:
            yield check_token(base64.b64decode(stamp.token, validate=True), lambda name, of=digests: bytes.fromhex(of.get(name, "")))  # type: ignore[misc]
        except (ValueError, binascii.Error):
            yield None


def _observed(field: Field, found: Credentials | None, stamps: list[Stamped], why: str, by: Authorship) -> Iterator[Observation]:
    """One field as found, with what the check says of it."""
    said = observation(field, meaning_of(field, by))
    if field.tag.endswith("provenance"):
        said = replace(said, means=ELSEWHERE if field.raw.lower().startswith("http") else "It names the credentials inside this file.")
    elif field.tag.endswith("c2pa manifest"):
        said = replace(said, means=f"Credentials that could not be checked: {why}." if found is None else _summary(found))
    elif field.tag.endswith("genTime"):
        of_field = [stamped for stamped in stamps if field.reading is not None and _is_of(stamped, field)]
        words = (
            _stamp_words(of_field[0], found) if of_field and found is not None else "No check ties this time to a claim: it bounds nothing."
        )
        said = replace(said, means=words, bearing="not_after" if of_field else None)
    yield said


def _is_of(stamped: Stamped, field: Field) -> bool:
    """Whether a field is the time in this token: the stamp's own bound is later by the accuracy and the second that the clock shows."""
    if stamped.token is None or field.reading is None:
        return False
    return stamped.token.shown == field.reading.span().start


def _summary(found: Credentials) -> str:
    """What was checked of the manifest that speaks of the file in hand, and what was not."""
    active = found.manifests[0] if found.manifests else None
    if active is None or not active.active:
        return "Credentials (C2PA) without a manifest of this file: they say nothing of it."
    signature = {"holds": "holds", "differs": "does not hold", "not checked": "was not checked"}[active.signature]
    content = {
        "holds": "The hash of the content is that of this file.",
        "differs": "The content is not what was signed: the file was changed afterwards.",
        "not checked": "The content could not be compared with what was signed.",
    }[found.content]
    parts = [
        f"Content credentials (C2PA) made by {active.generator or 'a program without a name'}.",
        f"The signature over the claim {signature}.",
        content,
    ]
    if found.content == "holds" and found.left_out:
        parts.append(f"The hash leaves out {', '.join(found.left_out)}: it may not cover the pictures.")
    signer = f"The signer's certificate, {_named(active)}, "
    parts.append(
        signer + ("is on the library's list." if active.trusted else "is on no list that the tool has: anybody could have signed.")
    )
    if active.faults:
        parts.append(f"What failed: {'; '.join(active.faults[:3])}.")
    parts.append("Whether a certificate was withdrawn was not checked.")
    return " ".join(parts)


def _named(manifest: Manifest) -> str:
    return f"“{manifest.signer or 'no name'}” ({manifest.issuer or 'no organisation'})"


def _reported(found: Credentials, stamps: list[Stamped], place: Bytes) -> Iterator[Observation]:
    """Facts of the manifests that are no field of their own: signers, actions, and time-stamps that are missing or can't be read."""
    stamped = {stamp.manifest.label for stamp in stamps}
    for manifest in found.manifests:
        which = "" if manifest.active else "earlier "
        means = "Who signed the claim, as the certificate says."
        if not manifest.trusted:
            means += " The certificate is on no list that the tool has."
        yield Observation(f"C2PA {which}signer", f"{manifest.signer} / {manifest.issuer}", place, means=means)
        if manifest.label not in stamped:
            yield Observation(
                f"C2PA {which}time-stamp",
                "none",
                place,
                status="not set",
                means="There is no time-stamp: no authority saw this claim, so its signing has no date that can be checked.",
            )
        for stamp in stamps:
            if stamp.manifest is manifest and stamp.token is None:
                yield Observation(f"C2PA {which}time-stamp", "unread", place, status="malformed", means="The time-stamp can't be read.")
        for action in manifest.actions:
            agent = f" by {action.agent}" if action.agent else ""
            dated = f", {action.when}" if action.when else ", without a date"
            yield Observation(
                f"C2PA {which}action",
                f"{action.name}{agent}{dated}",
                place,
                stage="edited",
                means="A step in the file's making, as the signer tells it.",
            )


def _stamp_words(stamped: Stamped, found: Credentials) -> str:
    token, manifest = stamped.token, stamped.manifest
    if token is None or not token.matches:
        return "This time-stamp is of another claim: it says nothing of this file."
    authority = "An authority whose root is known" if token.signed else "Somebody"
    if not manifest.active:
        return (
            f"{authority} saw the claim of an earlier version by then. Whether its pictures are those of this file can't be checked: "
            "its hash is of a file that is not here."
        )
    if manifest.faults or manifest.signature != "holds" or found.content == "differs":
        return f"{authority} saw this claim, but the claim does not hold for this file: nothing follows."
    if found.content != "holds":
        return f"{authority} saw this claim, but its content hash could not be compared: nothing follows."
    words = f"{authority} saw this claim, and the claim holds the hash of this content: the content existed by then."
    if found.left_out:
        words += f" The hash leaves out {', '.join(found.left_out)}."
    if not token.signed:
        words += f" But {token.why}."
    return words


def _bounds(found: Credentials, stamps: list[Stamped], own: list[Field], store: Bytes) -> Iterator[Testimony]:
    """What the time-stamps say of the recording."""
    active = found.manifests[0] if found.manifests else None
    if active is None or not active.active or active.faults or active.signature != "holds" or found.content != "holds":
        return
    for index, stamped in enumerate(stamps):
        token, manifest = stamped.token, stamped.manifest
        if token is None or not token.matches or not (manifest.active or manifest.parent) or manifest.faults:
            continue
        strength: Strength = "limited"
        if manifest.active:
            strength = "hard" if token.signed and found.binds else "moderate" if token.signed or found.binds else "limited"
        elif active.trusted and token.signed:
            strength = "moderate"
        field = next((field for field in own if field.tag.endswith("genTime") and _is_of(stamped, field)), None)
        shown = iso(token.shown) or ""
        fooled_by = [WITHDRAWN] if token.signed else ["a token that anybody made"]
        if not manifest.active:
            fooled_by.insert(0, "an earlier version that was of other pictures")
        yield Testimony(
            stage="saved",
            bearing="not_after",
            spans=(Span(None, token.time),),
            strength=strength,
            saw=f"C2PA time-stamp{'' if manifest.active else ' of an earlier version'}: {shown}",
            raw=shown,
            place=field.place if field is not None else store,
            means=_stamp_words(stamped, found),
            fooled_by=tuple(fooled_by),
            key=f"time-stamp {index + 1}",
            clock="time-stamp" if token.signed else "unknown time-stamp",
        )
