"""The job "credentials": what C2PA's own library finds of a file's manifests, and what each time-stamp must be of.

The library checks signatures, hashes and assertions. It takes any authority's word for the time (in claims of the first version without
looking at its certificate), so the tokens are handed back with the hashes that they must hold.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import c2pa
import cbor2

from analysis.media.credentials import Action, Credentials, Found, Holding, Manifest, Stamp
from analysis.media.decoder.opening import Refusal

SETTINGS = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_reading": True, "verify_trust": True},
    "core": {"allowed_network_hosts": []},
}
"""No connection: not for a manifest that lies elsewhere, not for the state of a certificate."""

MAX_STORE = 64 << 20
MAX_MANIFESTS = 32
MAX_ACTIONS = 100
MAX_TOKENS = 4
MAX_WORD = 300

C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
MOVED = {"/moov/trak/mdia/minf/stbl/stco", "/moov/trak/mdia/minf/stbl/co64", "/moof/traf/tfhd", "/moof/traf/trun"}
"""Tables of offsets, which change when a manifest is added; programs leave them out of the hash."""
EMPTY = {"/ftyp", "/mfra", "/mfra/tfra", "/free", "/skip", "/meta/iloc"} | MOVED
"""What may be left out without leaving out pictures or sound, as long as the chunks lie in media data boxes."""


def credentials(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> Found:
    """Read the manifests. Raises Refusal, with one sentence, where the library can't."""
    report("credentials", 0.1)
    file.seek(int(ask["offset"]))
    store = _Store(file.read(min(int(ask["length"]), MAX_STORE)))
    file.seek(0)
    try:
        with c2pa.Context.from_dict(SETTINGS) as context, c2pa.Reader("video/mp4", file, context=context) as reader:
            said = json.loads(reader.json())
    except (c2pa.C2paError, ValueError, RecursionError) as error:
        raise Refusal(f"The credentials can't be read ({_word(error)}).") from error
    active = str(said.get("active_manifest", ""))
    results = said.get("validation_results", {}).get("activeManifest", {})
    passed = {str(entry.get("code")) for entry in results.get("success", [])}
    every = [(active, said["manifests"][active])] if active in said.get("manifests", {}) else []
    every += [pair for pair in said.get("manifests", {}).items() if pair[0] != active]
    failures = said.get("validation_status", [])
    parents = _parents(said.get("manifests", {}), active)
    manifests = tuple(_manifest(label, told, active, parents, passed, failures, store) for label, told in every[:MAX_MANIFESTS])
    content: Holding = "not checked"
    if any(code.endswith("Hash.match") for code in passed):
        content = "holds"
    if any("Hash.mismatch" in str(entry.get("code")) for entry in results.get("failure", [])):
        content = "differs"
    left_out, covered = _left_out(store, active)
    return Found(Credentials(manifests, content, left_out), covered)


def _manifest(
    label: str, told: dict[str, Any], active_label: str, parents: set[str], passed: set[str], failures: list[dict[str, Any]], store: _Store
) -> Manifest:
    active = label == active_label
    own = [entry for entry in failures if f"/{label}/" in f"{entry.get('url', '')}/"]
    codes = {str(entry.get("code")) for entry in own}
    signature: Holding = "holds" if "claimSignature.validated" in passed and active else "not checked"
    if any(code.startswith("claimSignature") for code in codes):
        signature = "differs"
    signed = told.get("signature_info") or {}
    return Manifest(
        label=_word(label),
        active=active,
        parent=label in parents,
        generator=_word(told.get("claim_generator") or _generator(told)),
        signer=_word(signed.get("common_name", "")),
        issuer=_word(signed.get("issuer", "")),
        time=_word(signed.get("time") or ""),
        signature=signature,
        trusted=active and "signingCredential.trusted" in passed and "signingCredential.untrusted" not in codes,
        actions=tuple(_actions(told)),
        stamps=tuple(store.stamps(label)),
        faults=tuple(_word(f"{entry.get('code')}: {entry.get('explanation') or ''}") for entry in own[:20] if _is_fault(entry)),
    )


def _parents(manifests: dict[str, Any], active: str) -> set[str]:
    """Labels of the versions before the active one, each the parent of the next."""
    found: set[str] = set()
    label = active
    while label and label not in found and len(found) < MAX_MANIFESTS:
        found.add(label)
        ingredients = (manifests.get(label) or {}).get("ingredients") or []
        label = next((str(one.get("active_manifest", "")) for one in ingredients if one.get("relationship") == "parentOf"), "")
    return found - {active}


def _is_fault(entry: dict[str, Any]) -> bool:
    return entry.get("code") != "signingCredential.untrusted"


def _generator(told: dict[str, Any]) -> str:
    """The programs that claims of the second version name."""
    named = told.get("claim_generator_info") or []
    return " ".join(f"{one.get('name', '')} {one.get('version') or ''}".strip() for one in named if isinstance(one, dict))


def _actions(told: dict[str, Any]) -> Iterator[Action]:
    count = 0
    for assertion in told.get("assertions") or []:
        data = assertion.get("data")
        if not str(assertion.get("label", "")).startswith("c2pa.actions") or not isinstance(data, dict):
            continue
        for action in data.get("actions") or []:
            if isinstance(action, dict) and count < MAX_ACTIONS:
                count += 1
                agent = action.get("softwareAgent") or ""
                agent = agent.get("name", "") if isinstance(agent, dict) else agent
                yield Action(_word(action.get("action", "")), _word(action.get("when") or ""), _word(agent))


def _word(value: object) -> str:
    return "".join(letter for letter in str(value)[:MAX_WORD] if letter.isprintable())


class _Store:
    """The manifest store as JUMBF boxes, for what the library does not hand out: tokens, and what the hash leaves out.

    A manifest whose label stands twice is left aside. Damage leaves it empty.
    """

    def __init__(self, box: bytes) -> None:
        self._parts: dict[str, dict[str, bytes]] = {}
        try:
            # The version of the box, its purpose, and the offset of a further box (C2PA, "Embedding manifests into BMFF").
            ((_, root),) = _boxes(box[box.index(b"\0", 4) + 9 :])
            for _, manifest in _inside(root):
                label = _label(manifest)
                self._parts[label] = {} if label in self._parts else dict(_parts(manifest))
        except (ValueError, struct.error, UnicodeDecodeError):
            self._parts = {}

    def assertion(self, manifest: str, name: str) -> Any:
        """An assertion by its full name, from CBOR; None where there is none."""
        return _cbor(self._parts.get(manifest, {}).get(f"c2pa.assertions/{name}", b""))

    def names(self, manifest: str) -> list[str]:
        return [name.partition("/")[2] for name in self._parts.get(manifest, {}) if name.startswith("c2pa.assertions/")]

    def stamps(self, manifest: str) -> Iterator[Stamp]:
        """The tokens in the signature's unprotected header (C2PA, "Time-stamps")."""
        parts = self._parts.get(manifest, {})
        claim = parts.get("c2pa.claim.v2") or parts.get("c2pa.claim") or b""
        match _cbor(parts.get("c2pa.signature", b"")):
            case cbor2.CBORTag(tag=18, value=[bytes() as protected, header, _, bytes() as signature]) if hasattr(header, "get"):
                covered = {
                    # As RFC 9052, 4.4, writes down what is signed. The payload is the claim; in the second version, the signature in CBOR.
                    "sigTst": cbor2.dumps(["CounterSignature", protected, b"", claim]),
                    "sigTst2": cbor2.dumps(["CounterSignature", protected, b"", cbor2.dumps(signature)]),
                }
                for name, message in covered.items():
                    yield from _tokens(header.get(name), message)


def _tokens(container: Any, message: bytes) -> Iterator[Stamp]:
    tokens = container.get("tstTokens") if hasattr(container, "get") else None
    for entry in list(tokens or [])[:MAX_TOKENS]:
        value = entry.get("val") if hasattr(entry, "get") else None
        if isinstance(value, bytes):
            digests = {name: hashlib.new(name, message).hexdigest() for name in ("sha256", "sha384", "sha512")}
            yield Stamp(base64.b64encode(value).decode("ascii"), digests)


def _left_out(store: _Store, manifest: str) -> tuple[tuple[str, ...], bool]:
    """What the content hash leaves out beyond what holds no pictures; and whether it covers the tables of chunks."""
    names = [name for name in store.names(manifest) if name.startswith("c2pa.hash.")]
    bound = store.assertion(manifest, names[0]) if len(names) == 1 and names[0].startswith("c2pa.hash.bmff") else None
    if bound is None or not hasattr(bound, "get") or bound.get("merkle"):
        return ("parts that the tool could not make out",), False
    found, covered = [], True
    for exclusion in list(bound.get("exclusions") or []):
        path = exclusion.get("xpath") if hasattr(exclusion, "get") else None
        covered &= path not in MOVED
        if not (path in EMPTY or (path == "/uuid" and _is_own_box(exclusion.get("data")))):
            found.append(_word(path))
    return tuple(found[:20]), covered


def _is_own_box(data: Any) -> bool:
    """Whether an exclusion is of the box of the credentials alone."""
    return bool(data) and any(
        hasattr(entry, "get") and entry.get("offset") == 8 and entry.get("value") == C2PA_UUID for entry in list(data)
    )


def _cbor(data: bytes) -> Any:
    try:
        return cbor2.loads(data)
    except (cbor2.CBORError, ValueError, TypeError, RecursionError, EOFError):
        return None


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of boxes with 32-bit sizes (ISO/IEC 19566-5, B.3). Raises ValueError where one does not fit."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < 8 or at + size > len(data):
            raise ValueError("a box does not fit")
        yield kind, data[at + 8 : at + size]
        at += size


def _label(content: bytes) -> str:
    """The label in a superbox's description: a type of 16 bytes, a byte of toggles, the label."""
    ((_, description), *_) = _boxes(content)
    return description[17:].partition(b"\0")[0].decode("utf-8")


def _inside(content: bytes) -> list[tuple[bytes, bytes]]:
    """What stands in a superbox after its description."""
    return list(_boxes(content))[1:]


def _parts(manifest: bytes) -> Iterator[tuple[str, bytes]]:
    """The content of each claim, signature and assertion by its name; names that stand twice keep none."""
    seen: dict[str, bytes] = {}
    for kind, part in _inside(manifest):
        if kind != b"jumb":
            continue
        name = _label(part)
        inner = _inside(part)
        found = [(f"{name}/{_label(each)}", _inside(each)) for each_kind, each in inner if each_kind == b"jumb"]
        for full, content in [(name, inner), *found]:
            seen[full] = b"" if full in seen or not content else content[0][1]
    yield from seen.items()
