"""File name: what cameras, messengers and recorders write into it.

*Reads* the name of the file, by the known patterns of camera apps, drones, dashcams, messengers, screen recorders and downloaders.

*Says* when the recording was made, where a camera names its files by its clock; else that the video existed when it was
saved, sent or recorded from a screen. A local time is narrowed where another clock in the file shows the zone.

*Fooled by* a file that was renamed, a phone whose clock or zone was wrong, a copy saved again under a new name.

*Sources* the table file_names.csv in analysis/reference, with an example and the source of each pattern.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from analysis.case import Case
from analysis.place import Aside
from analysis.reference.authorship import Authorship, authorship
from analysis.reference.file_names import Kind, NameClock, pattern_of, read_name
from analysis.reference.offsets import decided_offset
from analysis.testimony import Observation, Role, Stage, Strength, Testimony, Writer
from analysis.when import Span, offset_name

STAGES: dict[Kind, Stage] = {"recorded": "recorded", "screen": "edited", "saved": "saved", "posted": "saved"}
"""What a name of each kind dates. An upload's id in a name only shows that the video was online: it is no post in hand."""

SLACK = {"phone": timedelta(minutes=2), "platform": timedelta(minutes=2), "device": timedelta(minutes=10)}
"""How far the clock behind a name may be wrong: a network sets phones, people set cameras."""

SAME_CLOCK = timedelta(seconds=15)
"""How far a name and a header by one phone stand apart: one to four seconds in published pairs (PhotoPrism issue 1388 and others)."""

ROLES: dict[str, Role] = {"phone": "phone", "device": "camera", "platform": "platform", "": "phone"}


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if case.exhibit is None:
        return
    name = case.exhibit.path.name
    pattern = pattern_of(name)
    if pattern is None:
        return
    clock = read_name(name, received=case.exhibit.received)
    writer = Writer(pattern.writer, "", "", ROLES[pattern.keeper])
    place = Aside(f"the file's name, {name}")
    if clock is None:
        means = f"The name is as {pattern.writer} gives it. It carries no date that can be used."
        yield Observation("file name", name, place, means=means, writer=pattern.writer, names=writer)
        return
    by = authorship(case.exhibit.listing, case.exhibit.received, case.exhibit.path.name)
    span, offset = _placed(clock, by)
    stage = STAGES.get(clock.kind)
    means = _words(clock, offset)
    yield Observation(
        "file name", name, place, clock.reading, "set", span, stage, "during" if stage else None, pattern.writer, means, writer
    )  # fmt: skip
    if stage is None:
        return
    strength: Strength = "moderate" if offset is not None and clock.kind == "recorded" else "limited"
    yield Testimony(
        stage=stage,
        bearing="during",
        spans=(_about(clock, span, by),),
        strength=strength,
        saw=f"file name: {name}",
        raw=name,
        place=place,
        means=means,
        fooled_by=("a file that was renamed", "a phone or camera whose clock or zone was wrong"),
        key=clock.pattern,
        clock="camera" if clock.kind == "recorded" and clock.keeper != "platform" else "file name",
    )


def _placed(clock: NameClock, by: Authorship) -> tuple[Span, timedelta | None]:
    """Where the name's time lies, and the offset that another clock in the file decided."""
    if clock.reading.offset is not None or clock.kind != "recorded":
        return clock.reading.span(), None
    offsets = {offset for moment in by.moments if (offset := decided_offset(clock.reading, moment, slack=SAME_CLOCK)) is not None}
    if len(offsets) != 1:
        return clock.reading.span(), None
    offset = offsets.pop()
    return clock.reading.span(offset), offset


def _about(clock: NameClock, span: Span, by: Authorship) -> Span:
    slack = SLACK.get(clock.keeper, timedelta(minutes=2))
    before = after = slack
    if clock.kind == "recorded":
        before += by.duration if clock.moment in ("end", "either") else timedelta(0)
        after += by.duration if clock.moment in ("start", "either") else timedelta(0)
    return span.widened(before, after)


def _words(clock: NameClock, offset: timedelta | None) -> str:
    kind = {
        "recorded": "The recording can't be much older or younger.",
        "screen": "What the screen showed can be older.",
        "saved": "The recording is older.",
        "posted": "The recording is older.",
        "streamed": "What was streamed came after it.",
    }.get(clock.kind, "")
    zone = ""
    if offset is not None:
        zone = f" The header shows the same moment, so the name is in UTC{'' if not offset else offset_name(offset)}."
    elif clock.reading.offset is None:
        zone = " The zone of the name is not known."
    return f"{clock.writer} names its files by the moment at which the {clock.says}. {kind}{zone}"
