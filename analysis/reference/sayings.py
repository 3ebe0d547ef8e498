"""From fields and their meanings to what witnesses say: one observation a field, one testimony for all fields that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.media.source import Field
from analysis.place import Bytes
from analysis.reference.authorship import Authorship
from analysis.reference.meanings import Meaning, meaning_of
from analysis.reference.writers import STAGE_OF_ROLE, recognise
from analysis.testimony import Observation, Role, Testimony

WORK: dict[Role, str] = {
    "camera": "recorded",
    "phone": "recorded",
    "editor": "edited",
    "platform": "converted",
    "muxer": "wrapped",
    "encoder": "encoded",
}
"""What each kind of writer does to a video."""

NO_DATE = "Nothing about a date follows from this."
TIME_OF_DAY = "A time of day or a position on a tape, without a date."
_TIMECODE = re.compile(r"(?i)timecode|time of day|start_frame|timeValue|LtcChange|©TIM")

MAX_SAID = 200
"""Different things that one witness says of one file; hostile files hold thousands."""


def said_of(fields: Iterable[Field], by: Authorship, *, file: str = "") -> Iterator[Observation | Testimony]:
    """Observations of dated fields, and the testimony that follows from them.

    `file` is the name of the file beside the exhibit that they stand in, "" for the exhibit itself.
    """
    alike: dict[tuple[object, ...], list[tuple[Field, Meaning]]] = {}
    for field in fields:
        meaning = meaning_of(field, by)
        yield observation(field, meaning, file=file)
        if meaning.speaks and meaning.about is not None:
            key = (meaning.stage, meaning.strength, meaning.clock, meaning.about, meaning.means)
            if key in alike or len(alike) < MAX_SAID:
                alike.setdefault(key, []).append((field, meaning))
    for group in alike.values():
        yield testimony_of(group, file=file)


def observation(field: Field, meaning: Meaning, *, file: str = "") -> Observation:
    """The fact as found, and what it means."""
    named = recognise(field)
    writer = named.writer if named is not None else None
    means, stage = meaning.means, meaning.stage
    if not means and writer is not None:
        means, stage = names_words(field), STAGE_OF_ROLE[writer.role]
    return Observation(
        tag=field.tag,
        raw=field.raw,
        place=place_in(field, file),
        reading=meaning.reading,
        status=field.status,
        span=meaning.span,
        stage=stage,
        bearing="during" if meaning.speaks else None,
        writer=writer.name if writer is not None else "",
        means=means or (TIME_OF_DAY if _TIMECODE.search(field.tag) else NO_DATE),
        names=writer,
    )


def names_words(field: Field) -> str:
    """What a field says that names a writer."""
    named = recognise(field)
    if named is None:
        return ""
    shown = f"{named.writer.name} {named.writer.version}".strip()
    released = f" It came out on {named.writer.released}." if named.writer.released else ""
    return f"{shown} is named as what {WORK[named.writer.role]} this.{released}"


def testimony_of(group: list[tuple[Field, Meaning]], *, file: str) -> Testimony:
    """What follows from fields that say the same: the first stands for all."""
    field, meaning = group[0]
    assert meaning.stage is not None  # said_of groups what speaks
    assert meaning.about is not None
    more = f" and {len(group) - 1} more" if len(group) > 1 else ""
    shown = str(meaning.reading) if meaning.reading is not None else field.raw
    return Testimony(
        stage=meaning.stage,
        bearing="during",
        spans=(meaning.about,),
        strength=meaning.strength,
        saw=f"{field.tag}{more}: {shown}",
        raw=field.raw,
        place=place_in(field, file),
        means=meaning.means,
        fooled_by=meaning.fooled_by,
        key=f"{file}:{field.tag}" if file else field.tag,
        clock=meaning.clock,
    )


def place_in(field: Field, file: str) -> Bytes:
    """The field's place, in the file beside the exhibit that it stands in."""
    return field.place._replace(file=file) if file and not field.place.file else field.place
