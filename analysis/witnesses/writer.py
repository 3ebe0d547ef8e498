"""Who wrote the file: cameras, phones, programs and platforms, and the earliest day they allow.

*Reads* names and versions of devices, systems, programs, encoders and platforms in headers, metadata, handler names and the
pictures themselves.

*Says* a program, encoder or device can't have been used before it came out. An encoder's day bounds the encoding alone, and
says nothing of the recording; a device's or its system's bounds the recording, where the file is the device's own.

*Fooled by* names copied into another file or typed by hand, test versions used early, and old builds that platforms keep for years.

*Sources* the projects' own version histories, Apple's and Google's release dates, makers' announcements: the tables in
analysis/reference with the source of each row.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.case import Case
from analysis.media.source import Field
from analysis.reference.authorship import Authorship, authorship
from analysis.reference.meanings import meaning_of
from analysis.reference.ownership import owned
from analysis.reference.sayings import observation, place_in
from analysis.reference.writers import STAGE_OF_ROLE, Recognised, recognise
from analysis.testimony import Observation, Stage, Strength, Testimony
from analysis.when import Span


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    fields = owned(case.exhibit.listing.fields, "writer")
    if not fields:
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    heard: set[Recognised] = set()
    for field in fields:
        yield observation(field, meaning_of(field, by))
        found = recognise(field)
        if found is not None and found.release is not None and found not in heard:
            heard.add(found)
            floor = _floor(field, found, by)
            if floor is not None:
                yield floor


def _floor(field: Field, found: Recognised, by: Authorship) -> Testimony | None:
    """The bound that a release gives; None where it lies after the file was received, so that it can't be right."""
    release = found.release
    if release is None or release.earliest > by.received:
        return None
    role = found.writer.role
    stage: Stage = STAGE_OF_ROLE[role]
    shown = f"{found.writer.name} {found.writer.version}".strip()
    strength: Strength = "strong"
    of_device = role in ("camera", "phone")
    if of_device:
        if not by.original and by.profile != "apple":
            return None  # a copy carries the names of its source, or another's
        strength = "moderate"
        means = f"{shown} came out on {release.day}: what it recorded is not older, test versions allowed for."
        fooled = ("a device's name typed or copied into the file", "a test device used before it was shown")
    else:
        means = f"{shown} came out on {release.day}: this copy was not made earlier. The recording can be older."
        fooled = ("a name copied from another file", "a private build of a program before its release")
    return Testimony(
        stage=stage,
        bearing="not_before",
        spans=(Span(release.earliest, None),),
        strength=strength,
        saw=f"{field.tag}: {shown}",
        raw=field.raw,
        place=place_in(field, ""),
        means=means,
        fooled_by=fooled,
        key=f"{found.kind} {found.writer.version}".strip(),
        clock="device release" if of_device else "",
    )
