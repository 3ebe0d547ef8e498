"""What one dated field means: its place on the UTC line, what it is a fact about, and what speaks against it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from analysis.media.source import Field
from analysis.reference.authorship import ANOTHER_DATE, CLOCKS_APART, HARDLY_LONGER, HEADER, OF_DEVICES, Authorship
from analysis.reference.habits import Habit, habit_of
from analysis.reference.unset_clocks import doubt, no_date
from analysis.testimony import Stage, Strength
from analysis.when import Reading, Span, hull, offset_name

PACIFIC = "America/Los_Angeles"
FUTURE_SLACK = timedelta(days=1)
"""How far after the receipt a date may lie: clocks differ."""
FIRST_HEADERS = datetime(1991, 1, 1, tzinfo=UTC)
"""QuickTime, the first format with these headers, came out in 1991 (Apple, QuickTime File Format)."""
FIRST_VIDEO_FILES = datetime(1985, 1, 1, tzinfo=UTC)
"""No video was stored in files before the middle of the eighties."""
SUMMER = timedelta(hours=1)
LABEL = re.compile(r"©day$|udta/date$|quicktime\.(?:content\.)?date$")
"""Fields in which people and shops write a day or a year of their choice; cameras write the time of day too."""
MAY_BEGIN = {"editor", "screen", "broadcast", ""}
"""Clocks that may have been read when the writing began: live encoders, recorders of screens, and cameras that nothing names."""


class Meaning(NamedTuple):
    """What a field means. `span` is the instant written (UTC), `about` the span of the event with its slack.

    `stage` None: it dates nothing. `speaks`: whether testimony follows; where not, `means` says why.
    """

    reading: Reading | None = None
    span: Span | None = None
    about: Span | None = None
    stage: Stage | None = None
    strength: Strength = "limited"
    clock: str = ""
    means: str = ""
    fooled_by: tuple[str, ...] = ()
    speaks: bool = False


def meaning_of(field: Field, by: Authorship) -> Meaning:
    """What a field that may hold a date means in a file made like this."""
    if field.status == "not set":
        return Meaning(reading=field.reading, means="The field holds no date: it was never set.")
    if field.status == "malformed" or field.reading is None:
        return Meaning(reading=field.reading, means="The value is no date." if field.status == "malformed" else "")
    habit = _habit(field, by)
    if habit is None:
        return Meaning(field.reading, field.reading.span(), means="A date whose writer and meaning are not known.")
    reading = _reading(field, habit, by)
    span, zone_words = _span(reading, habit, by, counter=HEADER.search(field.tag) is not None)
    meaning = Meaning(reading, span, None, habit.stage, habit.strength, habit.clock, habit.means, tuple(filter(None, [habit.fooled_by])))
    if habit.stage is None:
        return meaning
    wrong = _wrong(field, reading, span, habit, by)
    if wrong:
        return meaning._replace(stage=None, means=wrong)
    meaning = meaning._replace(about=_about(span, habit, by), speaks=True, means=" ".join(filter(None, [habit.means, zone_words])))
    return _weakened(field, reading, habit, meaning, by)


def _habit(field: Field, by: Authorship) -> Habit | None:
    """The row of the table, with what this file shows besides: an export renews a header, a later change moves one."""
    counter = HEADER.search(field.tag)
    if counter is None:
        typed = field.reading is not None and field.reading.hour is None and LABEL.search(field.tag)
        return habit_of("©day", "unknown") if typed else habit_of(field.tag, by.profile)
    header = habit_of(field.tag.replace("modification_time", "creation_time"), by.profile)
    if by.profile == "apple" and not (by.original and by.device_date is not None):
        header = habit_of("mvhd creation_time", "apple export")
        if header is not None and by.device_date is not None:
            header = header._replace(means="The header was renewed after the recording, by a cut or an export on the device.")
    if counter["kind"] == "creation" or header is None:
        return header
    return _changed(field, header, by)


def _changed(field: Field, header: Habit, by: Authorship) -> Habit:
    """A modification date close to the creation date is part of the same event; a later one is a change of its own."""
    reading = field.reading
    if reading is not None and by.creation is not None and not by.creation.unset:
        same = by.creation.span().widened(timedelta(seconds=2), by.duration + CLOCKS_APART / 2)
        if reading.span().meets(same):
            return header._replace(moment="end" if header.moment == "start" else header.moment)
        return header._replace(
            stage="edited", moment="written", strength="limited", clock="editor", fooled_by="a date that was set by hand",
            means="The header was changed then, after it had been written.",
        )  # fmt: skip
    return header._replace(stage="edited", moment="written", means="The header was last changed then; its creation date is not set.")


def _reading(field: Field, habit: Habit, by: Authorship) -> Reading:
    """The reading with the zone that its writer meant: the format's own rule is not every writer's."""
    reading = field.reading
    assert reading is not None  # meaning_of asks for dated fields only
    counter = HEADER.search(field.tag) is not None or "as Unix time" in field.tag
    if habit.zone == "UTC" and reading.offset is None:
        return reading.with_offset(timedelta(0))
    if counter and habit.zone in ("local", "unknown", "utc or stated"):
        return reading.with_offset(None)
    if habit.zone == "unknown" and reading.offset == timedelta(0):
        return reading.with_offset(None)  # whoever copied a camera's local time called it UTC
    return reading


def _span(reading: Reading, habit: Habit, by: Authorship, *, counter: bool) -> tuple[Span, str]:
    """Where the reading lies, and in words what decided its zone."""
    if reading.offset is not None:
        return reading.span(), ""
    if habit.zone == "pacific":
        from zoneinfo import ZoneInfo  # slow to load

        return reading.span(ZoneInfo(PACIFIC)), ""
    if counter and by.header_offset is not None:
        words = f"Another clock in the file, {by.decided_by}, shows that it is written in {_named(by.header_offset)}."
        return reading.span(by.header_offset), words
    if habit.zone == "utc or stated" and by.stated:
        offsets = [timedelta(0), *by.stated, *(offset + SUMMER for offset in by.stated)]
        words = f"It is UTC or the camera's zone, {_named(by.stated[0])}, with or without summer time."
        return hull(reading.span(offset) for offset in offsets), words
    if reading.hour is None:
        return reading.span(), ""
    return reading.span(), "Its zone is not known."


def _named(offset: timedelta) -> str:
    name = offset_name(offset)
    return name if name == "UTC" else f"UTC{name}"


def _about(span: Span, habit: Habit, by: Authorship) -> Span:
    """The event's span: a recording reaches from its start to its end, and no clock is exact."""
    before = after = habit.slack
    if habit.stage == "recorded":
        before += by.duration if habit.moment in ("end", "either") else timedelta(0)
        after += by.duration if habit.moment in ("start", "either") else timedelta(0)
        if habit.moment == "start" and not by.original and by.profile in ("apple", "apple export"):
            # What is left of a cut can be any part of a recording whose whole length is not known.
            return _up_to_export(span.widened(before, max(after, HARDLY_LONGER)), by)
    elif habit.clock in MAY_BEGIN or habit.stage == "posted":  # a live stream is dated by its start
        after += by.duration
    return span.widened(before, after)


def _up_to_export(about: Span, by: Authorship) -> Span:
    """A recording ended before it was exported."""
    exported = by.creation.span().end if by.creation is not None and not by.creation.unset else None
    if exported is None or about.start is None or about.end is None or exported <= about.start:
        return about
    return Span(about.start, min(about.end, exported + CLOCKS_APART))


def _wrong(field: Field, reading: Reading, span: Span, habit: Habit, by: Authorship) -> str:
    """Why the date can't be what its field says; "" where nothing speaks against it."""
    if span.start is not None and span.start > by.received + FUTURE_SLACK:
        return "The date lies after the day on which the file was received: it is not right."
    first = FIRST_HEADERS if HEADER.search(field.tag) else FIRST_VIDEO_FILES
    if span.end is not None and span.end <= first:
        return "The date lies before there were such files: it is not right."
    unset = no_date(field.tag, reading, span, habit)
    if unset or habit.stage != "recorded":
        return unset
    if by.profile in OF_DEVICES and by.youngest is not None and span.end is not None and span.end <= by.youngest.earliest:
        return f"The date lies before there were files like this ({by.youngest.name}, {by.youngest.released}): the clock was wrong."
    device = by.floor("camera", "phone")
    if device is not None and span.end is not None and span.end <= device[1]:
        writer = device[0].writer
        name = f"{writer.name} {writer.version}".strip()
        return f"The date lies before {name} came out ({writer.released}): the clock was wrong, or the date was set by hand."
    return ""


def _weakened(field: Field, reading: Reading, habit: Habit, meaning: Meaning, by: Authorship) -> Meaning:
    """What else is known takes from a date: a program or a format younger than it, another header, a clock that nobody set."""
    if meaning.stage in ("encoded", "edited") and meaning.span is not None and meaning.span.end is not None:
        copied = _copied(field, meaning.span.end, by)
        if copied:
            fooled = ("a date that was set by hand", *(why for why in meaning.fooled_by if "by hand" not in why))
            return meaning._replace(strength="limited", means=copied, fooled_by=fooled)
    why = doubt(field.tag, reading, habit, by.profile, by.received)
    if why:
        return meaning._replace(strength="limited", means=f"{meaning.means} {why}")
    if meaning.stage == "recorded" and meaning.strength == "strong" and meaning.clock == "camera" and not (by.original and by.whole):
        return meaning._replace(strength="moderate")
    return meaning


def _copied(field: Field, end: datetime, by: Authorship) -> str:
    """Why a date of this copy is older than the copy itself; "" where nothing shows that."""
    tool = by.floor("muxer", "encoder", "editor", "camera", "phone")
    if tool is not None and end <= tool[1]:
        writer = tool[0].writer
        name, released = f"{writer.name} {writer.version}".strip(), writer.released
        return (
            f"The file was made with {name}, which came out on {released}: this earlier date was copied from another file or set by hand."
        )
    if by.youngest is not None and end <= by.youngest.earliest:
        name, released = by.youngest.name, by.youngest.released
        return f"The file holds {name}, known since {released}: this earlier date was copied from another file or set by hand."
    if HEADER.search(field.tag) and by.latest_header is not None and end <= by.latest_header - ANOTHER_DATE:
        return "Another header of the file holds a later date: this one was copied from an earlier file or from a template."
    return ""
