"""Time-stamps: tokens of authorities that saw the file's hash.

*Reads* RFC 3161 tokens (.tsr, .tst) and OpenTimestamps proofs (.ots) beside the video. Those inside content credentials have a witness of
their own.

*Says* the bytes in hand existed by then, so the recording is older. A token whose hash is this file's and that a known
authority signed is a hard bound.

*Fooled by* nothing that is known for a checked token; an unchecked one can be anybody's.

*Sources* RFC 3161; RFC 5816; OpenTimestamps' documentation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.media.beside import beside
from analysis.media.listing import list_fields
from analysis.place import Bytes
from analysis.reference.authorship import Authorship, authorship
from analysis.reference.ownership import owned
from analysis.reference.sayings import said_of
from analysis.testimony import Observation, Testimony
from analysis.when import Span, iso

TOKENS = (".tsr", ".tst")
PROOFS = (".ots",)

THIS_FILE = "The proof is of this very file: it existed before the block that the proof names."
NOT_COMPARED = "The proof's hash is none that is compared here: it says nothing of this file."
OTHER_BYTES = "The proof is of other bytes than this file's: it says nothing of it."
GIVE_ITS_DATE = "Give the block's date as a circumstance (not_after), and two hours more: miners' clocks may be ahead by that."
"""Bitcoin's rules let a block's time run ahead of the network's by up to two hours."""


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    own = owned(case.exhibit.listing.fields, "timestamps")
    tokens, proofs = beside(case.exhibit.path, TOKENS), beside(case.exhibit.path, PROOFS)
    if not own and not tokens and not proofs:
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    alone = case.exhibit.path.suffix.lower() in (*TOKENS, *PROOFS)
    for said in said_of(own, by):
        if not (alone and isinstance(said, Testimony)):  # a token in hand without its file is of bytes that are not here
            yield said
    for path in tokens:
        yield from _observed(path, by)
    for path in proofs:
        yield from _leads_to(path, case.exhibit, by)
    for path in tokens:
        yield from _checked(path, case.exhibit)


def _observed(path: Path, by: Authorship) -> Iterator[Observation]:
    for said in said_of(owned(list_fields(path).fields, "timestamps"), by, file=path.name):
        if isinstance(said, Observation):
            yield said


def _leads_to(path: Path, exhibit: Exhibit, by: Authorship) -> Iterator[Observation]:
    """An OpenTimestamps proof: whether it is of this file. Its date is that of a block, which is not in it."""
    seen = list(_observed(path, by))
    stamped = next((said.raw for said in seen if said.tag == "OTS digest"), "")
    comparable = stamped.startswith("sha256:")
    same = comparable and stamped == f"sha256:{exhibit.sha256}"
    roots = {said.place: said.raw for said in seen if said.tag == "OTS bitcoin merkle_root"}
    for said in seen:
        if said.tag == "OTS digest":
            said = replace(said, means=THIS_FILE if same else OTHER_BYTES if comparable else NOT_COMPARED)
        elif said.tag == "OTS pending":
            said = replace(said, means="This calendar has not yet put the hash into a block: so far the proof dates nothing.")
        elif said.tag == "OTS bitcoin" and not same:
            said = replace(said, means=f"It leads to Bitcoin's block {said.raw}, and is not shown to be of this file.")
        elif said.tag == "OTS bitcoin":
            root = roots.get(said.place)
            where = f" If its Merkle root is {root}, this file" if root else " This file"
            said = replace(said, means=f"Look up Bitcoin's block {said.raw}.{where} existed when it was made. {GIVE_ITS_DATE}")
        yield said


def _checked(path: Path, exhibit: Exhibit) -> Iterator[Testimony | Observation]:
    """What a token beside the file shows: nothing where it is of other bytes."""
    from analysis.media.tokens import MAX_TOKEN, check_token, digest_of  # loaded where there is a token

    try:
        with path.open("rb") as file:
            data = file.read(MAX_TOKEN)
        token = check_token(data, digest_of(exhibit.path))
    except OSError:
        return
    place = Bytes(0, len(data), "token", path.name)
    if token is None:
        yield Observation(
            path.name, f"{len(data)} bytes", place, means="The token could not be checked: it has no form that the tool can verify."
        )
        return
    shown = iso(token.time) or ""
    if not token.matches:
        yield Observation(path.name, shown, place, means=f"The token says nothing of this file: {token.why}.")
        return
    means = "An authority saw the hash of this very file: it existed by then."
    fooled_by = "an authority whose certificate was withdrawn, which can't be checked offline"
    if not token.signed:
        fooled_by = "a token that anybody made"
        means = f"The token holds the hash of this very file, but {token.why}."
    yield Testimony(
        stage="saved",
        bearing="not_after",
        spans=(Span(None, token.time),),
        strength="hard" if token.signed else "moderate",
        saw=f"{path.name}: {shown}",
        raw=shown,
        place=place,
        means=means,
        fooled_by=(fooled_by,),
        key=path.name,
        clock="time-stamp",
    )
