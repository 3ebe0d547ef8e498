"""Content credentials (C2PA) in an MP4 or its kin: what holds, what does not, and what was not checked.

The library reads them in the worker's process (`analysis.media.worker`), which can open no connection; besides, its settings forbid what
it would fetch: a remote manifest, revocation answers (OCSP), trust lists. So these stay unchecked: whether a
certificate was withdrawn, and whether a signer's certificate stands on a list that is not shipped with the library.

What is checked, each on its own: the signature over the claim; the hash of the content; the signer's certificate against a list; and
for each time-stamp, that its token is of this claim (`Stamp.digests`, for `analysis.media.tokens`). A content hash covers the file but for
what its author left out. The specification leaves out the box of the credentials, the file type and places of chunks; `left_out` names
what goes beyond that. Where the chunks lie must then be looked at: a table that the hash does not cover could point at other pictures.

Sources: the C2PA Technical Specification on time-stamps, validation and BMFF-based hashes; RFC 9052, 4.4 (the bytes that COSE signs);
ISO/IEC 19566-5 (JUMBF).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.media.isobmff.chunks import chunks_lie_in_media
from analysis.media.source import MediaError, Source
from analysis.media.worker import Limits, run

LIMITS = Limits(memory=2 << 30, cpu_s=1800, wall_s=1800.0, stall_s=1800.0, file_bytes=0)
"""The content hash reads all of the file: a quarter of an hour is enough for hundreds of gigabytes."""

Holding = Literal["holds", "differs", "not checked"]


@dataclass(frozen=True, slots=True)
class Action:
    """What a program says that it did (`c2pa.created`, `c2pa.edited`); `when` is ISO 8601 as written, "" where not stated."""

    name: str
    when: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time-stamp token (RFC 3161, base64) in a manifest, and the hashes (hex, by name) that a token of this claim must hold one of."""

    token: str
    digests: dict[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One claim with its assertions. `active`: the last one, which speaks of the file in hand; the others, of what went into it.

    `parent`: an earlier version of the whole, and not a part that was put in, by the word of those who signed later.

    `faults` are codes of the specification for what failed, with the library's words; an untrusted signer is none.
    `time` is what the library took from the time-stamp, ISO 8601, "" where there is none.
    """

    label: str
    active: bool
    parent: bool = False
    generator: str = ""
    signer: str = ""
    issuer: str = ""
    time: str = ""
    signature: Holding = "not checked"
    trusted: bool = False
    actions: tuple[Action, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credentials:
    """All manifests of a file, the active one first. `content`: whether the file's bytes are those that the active one was made for.

    `left_out` says what the content hash does not cover beyond what the specification leaves out: () where it covers the pictures.
    """

    manifests: tuple[Manifest, ...]
    content: Holding = "not checked"
    left_out: tuple[str, ...] = ()

    @property
    def binds(self) -> bool:
        """Whether the active manifest is of these very bytes: signature and hash hold, nothing failed, no picture is left out."""
        active = self.manifests[0] if self.manifests and self.manifests[0].active else None
        return active is not None and active.signature == "holds" and not active.faults and self.content == "holds" and not self.left_out


@dataclass(frozen=True, slots=True)
class Found:
    """What the worker answers: the credentials, and whether the hash covers the tables of chunks."""

    credentials: Credentials
    chunks_covered: bool


def check_credentials(path: Path, offset: int, length: int) -> Credentials:
    """Check the credentials of an MP4 whose manifest store (from the box's version on) stands at these bytes of the file.

    Raises MediaError, with one sentence, where they can't be read or the library is missing.
    """
    found = run("credentials", {"offset": offset, "length": length}, Found, video=path, limits=LIMITS)
    credentials = found.credentials
    if found.chunks_covered or credentials.content != "holds":
        return credentials
    try:
        with Source(path) as source:
            inside = chunks_lie_in_media(source)
    except (OSError, MediaError):
        inside = False
    if inside:
        return credentials
    return Credentials(credentials.manifests, credentials.content, (*credentials.left_out, "where the pictures lie in the file"))
