"""Who wrote a file, taken together: its profile, the earliest day its programs allow, and the clocks that decide each other's zone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from analysis.media.source import Field, Listing
from analysis.reference.file_names import EDIT_MARKS, pattern_of, read_name
from analysis.reference.formats import Format, youngest_format
from analysis.reference.habits import habit_of
from analysis.reference.offsets import CIVIL, decided_offset
from analysis.reference.writers import Profile, Recognised, kinds_in, profile_of, recognise
from analysis.when import Reading, Span, parse_offset, shifted

HEADER = re.compile(r"(?:mvhd|tkhd|mdhd) (?P<kind>creation|modification)_time$")
"""The counters of a movie's, a track's and a media header."""
CAPTURE_RATE = re.compile(r"com\.android\.capture\.fps$")
"""The pictures a second that an Android phone took; a video plays about 30."""
STATED_ZONE = re.compile(r"(?i)time ?zone|utc_offset|MTDT.*zone")
LOCATION = re.compile(r"©xyz$|ISO6709$|/loci\b")
"""Fields that hold a place on earth."""
CAMERAS_OWN = re.compile(r"/mebx |CreationDate/@value$|/rtmd\b")
"""Apple's timed metadata, Sony's description and its real-time metadata."""
SATELLITE = re.compile(r"GPSU (?:first fix|last fix)|GPS9 (?:first|last)|RMC (?:first|last)|(?i:camm|gps).*(?:first|last|time|date)")
"""Fields with the time of a satellite receiver."""

DERIVED = re.compile(r"(?i)(?:^|[/ ])(?:xmp|JUNQ)")
"""Descriptions into which programs write the header's date, read as UTC and shown in the computer's zone: no second clock."""

MAX_FIELDS = 2_000
"""Fields, half of them from the file's start and half from its end, that are taken together; honest files have a few hundred."""
MAX_COUNTERS, MAX_ANCHORS = 8, 40
"""Header counters and clocks of known zone that are compared."""
CAMERA_CODECS = {"mjpg", "dvsd", "dvc", "dv25"}
"""Codecs of AVI files that cameras and DV recorders write; programs that convert hardly choose them."""

CLOCKS_APART = timedelta(minutes=2)
"""How far two clocks of one moment may stand apart when one decides the other's zone: leap seconds, a slow start."""
RENAMED = timedelta(minutes=10)
"""How far a header may stand from the clock in its file's name, the zone allowed for, before the file is another one's cut."""
ANOTHER_DATE = timedelta(days=1)
"""How far two headers of a file must stand apart to be of two events; less can be a zone."""
HARDLY_LONGER = timedelta(hours=2)
"""How long a recording is taken to be at most where the file does not say."""


class Authorship(NamedTuple):
    """What the whole file says about its making.

    `floors` are the release dates of programs and devices it names. `duration` is that of the video.
    `header_offset` is the UTC offset in which the header's counters are written, where another clock in the file decides it, and
    `decided_by` the tag of that clock. `stated` are offsets that the file names without a date.
    `device_date` is the start of the recording as Apple's camera wrote it.
    """

    profile: Profile
    kinds: frozenset[str]
    recognised: tuple[Recognised, ...]
    received: datetime
    duration: timedelta
    creation: Reading | None = None
    header_offset: timedelta | None = None
    decided_by: str = ""
    stated: tuple[timedelta, ...] = ()
    device_date: Span | None = None
    moments: tuple[Span, ...] = ()
    """When the recording was made or ended (UTC), by clocks whose zone is known: a satellite's, a phone's."""
    original: bool = False
    """Whether nothing speaks against the file being the device's own: its header fits the recording, no program wrote it again."""
    whole: bool = False
    """Whether the tracks are there that a camera writes beside picture and sound, and that exports leave out."""
    written_again_by: str = ""
    """The program that encoded or wrapped the streams again, "" where none is named."""
    floors: tuple[tuple[Recognised, datetime], ...] = ()
    youngest: Format | None = None
    """The format made known last among those that the file is in."""
    latest_header: datetime | None = None
    """The latest creation date that a header counter shows, read as UTC, but for those after the receipt."""

    def floor(self, *roles: str) -> tuple[Recognised, datetime] | None:
        """The latest release among writers of these roles, with the instant before which it can't have been used."""
        of_roles = [(found, moment) for found, moment in self.floors if found.writer.role in roles]
        return max(of_roles, key=lambda pair: pair[1], default=None)


def authorship(listing: Listing, received: datetime, name: str) -> Authorship:
    """Take a listing's fields together. `received` is when the file was given to the tool, `name` its file name."""
    fields = listing.fields if len(listing.fields) <= MAX_FIELDS else listing.fields[: MAX_FIELDS // 2] + listing.fields[-MAX_FIELDS // 2 :]
    found = tuple(dict.fromkeys(known for known in map(recognise, fields) if known is not None))
    kinds = kinds_in(fields)
    profile = profile_of(kinds, listing.container, located=any(LOCATION.search(entry.tag) for entry in fields))
    if profile == "unknown" and any(entry.tag.endswith("strl handler") and entry.raw.strip().lower() in CAMERA_CODECS for entry in fields):
        profile = "camera"
    name_pattern = pattern_of(name)
    if name_pattern is not None and name_pattern.kind == "screen" and profile in OF_DEVICES:
        profile = "screen"
    duration = _duration(listing, fields)
    creation = _creation(fields)
    if profile == "android" and creation is not None and _cut(name, creation, duration, received):
        profile = "android again"
    device_date = _device_date(fields)
    offset, decided_by = _header_offset(fields)
    again = next((known.writer.name for known in found if known.kind in AGAIN), "")
    fits = device_date is None or creation is None or _fits(creation, device_date, duration)
    return Authorship(
        profile=profile,
        kinds=kinds,
        recognised=found,
        received=received,
        duration=duration,
        creation=creation,
        header_offset=offset,
        decided_by=decided_by,
        stated=_stated(fields),
        device_date=device_date,
        moments=_moments(fields, profile, creation, duration),
        whole=any(CAMERAS_OWN.search(entry.tag) for entry in fields),
        original=fits and not again and profile in OF_DEVICES,
        written_again_by=again,
        floors=tuple((known, known.release.earliest) for known in found if known.release is not None),
        youngest=youngest_format(fields),
        latest_header=_latest_header(fields, received),
    )


AGAIN = {"x264", "x265", "lavf", "lavc", "handbrake", "gpac", "adobe", "editor", "resolve", "imovie", "finalcut", "mkvtoolnix", "gstreamer"}
"""Kinds of writers that make a later copy."""
OF_DEVICES = {"apple", "android", "camera", "sony", "gopro", "dji"}
"""Profiles of files as a device writes them."""


def _duration(listing: Listing, fields: list[Field]) -> timedelta:
    """How long the recording took at most: as the file says, or longer where a time lapse says how few pictures a second it took."""
    seconds = listing.duration_s
    if seconds is None or seconds < 0:
        return HARDLY_LONGER
    for entry in fields:
        if CAPTURE_RATE.search(entry.tag) and re.fullmatch(r"\d{1,4}(?:\.\d{1,9})?", entry.raw) and 0 < float(entry.raw) < 15:
            seconds *= 30 / float(entry.raw)
            break
    return timedelta(seconds=min(seconds, 86_400.0))


def _cut(name: str, creation: Reading, duration: timedelta, received: datetime) -> bool:
    """Whether the name shows that a phone's file was cut or edited later: it says so, or its own clock shows another time."""
    if EDIT_MARKS.search(name):
        return True
    clock = read_name(name, received=received)
    if clock is None or clock.kind != "recorded" or clock.reading.day is None:
        return False
    return not clock.reading.span().widened(duration + RENAMED, duration + RENAMED).meets(creation.span())


def _latest_header(fields: list[Field], received: datetime) -> datetime | None:
    counters = [f for f in fields if f.status == "set" and f.reading is not None and f.tag.endswith("hd creation_time")]
    starts = [start for f in counters if f.reading is not None and (start := f.reading.span().start) is not None]
    return max((start for start in starts if start <= received + ANOTHER_DATE), default=None)


def _creation(fields: list[Field]) -> Reading | None:
    """The movie header's creation date, else a track's, where one is set."""
    ordered = sorted(fields, key=lambda entry: not entry.tag.startswith("moov"))  # older headers lie in unused space
    for name in ("mvhd creation_time", "tkhd creation_time", "mdhd creation_time"):
        for entry in ordered:
            if entry.tag.endswith(name) and entry.status == "set" and entry.reading is not None:
                return entry.reading
    return None


def _device_date(fields: list[Field]) -> Span | None:
    for entry in fields:
        if entry.tag.endswith("quicktime.creationdate") and entry.status == "set" and entry.reading is not None:
            return entry.reading.span() if entry.reading.offset is not None else None
    return None


def _fits(creation: Reading, device_date: Span, duration: timedelta) -> bool:
    """Whether the header was written while the recording was made or as it ended."""
    return creation.span().meets(device_date.widened(CLOCKS_APART, duration + CLOCKS_APART))


def _stated(fields: list[Field]) -> tuple[timedelta, ...]:
    offsets = []
    for entry in fields:
        if STATED_ZONE.search(entry.tag):
            offset = parse_offset(entry.raw)
            if offset is not None and offset not in offsets:
                offsets.append(offset)
    return tuple(offsets)


def _header_offset(fields: list[Field]) -> tuple[timedelta | None, str]:
    """The offset at which a header counter shows the same moment as a clock whose zone is known.

    Every pair of a counter and such a clock is tried; the offset stands only where all pairs that fit give the same one.
    """
    headers = [entry for entry in fields if entry.status == "set" and HEADER.search(entry.tag)]
    counters = list(dict.fromkeys(entry.reading.with_offset(None) for entry in headers if entry.reading is not None))[:MAX_COUNTERS]
    anchors = [entry for entry in fields if entry.status == "set" and not HEADER.search(entry.tag) and _knows_its_zone(entry)]
    fits: dict[timedelta, str] = {}
    for entry in anchors[:MAX_ANCHORS]:
        assert entry.reading is not None  # _knows_its_zone asks for one
        # A satellite's clock can decide for any zone. A date that names its zone was written where that zone holds: the
        # counter beside it is in UTC or in that zone.
        among = CIVIL if SATELLITE.search(entry.tag) else (timedelta(0), entry.reading.offset or timedelta(0))
        for counter in counters:
            offset = decided_offset(counter, entry.reading.span(), slack=CLOCKS_APART, among=dict.fromkeys(among))
            if offset is not None:
                fits.setdefault(offset, entry.tag)
    if len(fits) != 1:
        return None, ""
    return next(iter(fits.items()))


def _moments(fields: list[Field], profile: Profile, creation: Reading | None, duration: timedelta) -> tuple[Span, ...]:
    """Instants of the recording that are known in UTC, to the second."""
    of_recording = [entry for entry in fields if entry.status == "set" and _of_recording(entry)][:MAX_ANCHORS]
    known = [entry.reading.span() for entry in of_recording if entry.reading is not None]
    if profile in ("android", "apple") and creation is not None and not creation.unset:
        end = creation.span()
        known += [end, Span(shifted(end.start, -duration), shifted(end.end, -duration))]
    return tuple(dict.fromkeys(known))


def _of_recording(entry: Field) -> bool:
    habit = habit_of(entry.tag, "unknown")
    return _knows_its_zone(entry) and habit is not None and habit.stage == "recorded"


def _knows_its_zone(entry: Field) -> bool:
    """Whether a field shows a moment on the UTC line: a date with an offset, or a satellite's."""
    reading = entry.reading
    if reading is None or reading.offset is None or reading.minute is None or DERIVED.search(entry.tag):
        return False
    if SATELLITE.search(entry.tag):
        return True
    habit = habit_of(entry.tag, "unknown")
    return habit is not None and habit.zone == "stated"
