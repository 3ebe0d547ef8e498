"""Earlier copies of the same footage.

*Reads* the copies that the researcher confirmed: a file of the archive or a page with the same pictures, its date, and which
seconds of it match which seconds of this video. The time in a page's address is read without contacting anyone.

*Says* that the footage existed when the copy did, so it was recorded no later. Where the copy matches some shots of this video
only, it says so of those shots and of no others: a compilation can hold footage of many days.

*Fooled by* a date that is not the copy's own, an address of another post, and by pictures that look alike: two recordings from one fixed
camera, a title or a graphic that many videos use. So a match counts once a person has looked at it.

A match of the sound alone is not taken. A sound that was online before dates the sound: a song, a siren or a speech can be laid over
pictures of any day. The archive tells such a match as a lead. Where a person sees the same footage in both, the copy is
written into the case by hand and counts by its pictures; that the sound matches as well adds nothing to its weight, since it is the
copy's date that bounds the recording.

*Sources* the date is the researcher's, or the bound that the archive found in the copy's file; what an address carries is listed with
its source in reference/address_clocks.csv.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from analysis.case import Case, Copy
from analysis.exhibit import Exhibit
from analysis.media.source import MediaError
from analysis.place import Aside
from analysis.testimony import RELIABILITY, Bearing, Observation, Stage, Strength, Testimony, Unasked
from analysis.when import Span, iso

if TYPE_CHECKING:
    from analysis.media.shots import Shot
    from analysis.reference.addresses import AddressClock

COVERED = 0.8
"""The share of a shot that must match: its edges may lie in a transition, and pictures are compared a few times a second."""
LEFT_S = 1.0
"""Seconds of a short shot that may be left over, if half of it matches."""

_OF_CLOCKS: dict[str, Strength] = {"checked": "very strong", "sourced": "strong", "memory": "moderate"}
"""The strength of an address's time, by how well its formula is known."""


class _Dated(NamedTuple):
    """When a copy was there, and what shows it."""

    span: Span
    strength: Strength
    saw: str
    raw: str
    key: str
    chosen: bool = False

    @property
    def stage(self) -> Stage:
        """A posting closes the question for all that follows it, so a weak date is not taken for one."""
        return "posted" if self.span.start is not None and not self.chosen and RELIABILITY[self.strength] >= 0.95 else "saved"

    @property
    def bearing(self) -> Bearing:
        return "during" if self.span.start is not None else "not_after"


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if not case.copies:
        raise Unasked("No earlier copy is confirmed.")
    exhibit = case.exhibit
    if exhibit is None:
        raise Unasked("There is no video in hand.")
    for copy in case.copies:
        dates = list(_dates(copy, exhibit))
        if not dates:
            yield _undated(copy)
            continue
        try:
            shots = _covered(copy, exhibit)
        except MediaError as error:
            yield _observation(copy, f"Its shots can't be told ({error}), so it is not known which of them the copy dates.")
            continue
        if shots == ():
            yield _observation(copy, "No shot of this video matches it whole, so nothing follows for when one was recorded.")
        for dated in dates:
            told = _testimony(copy, dated)
            if shots is None:
                yield told
            for shot in shots or ():
                yield replace(told, shot=shot.index, key=f"{told.key}.shot{shot.index}", means=_of_shot(shot))


def _dates(copy: Copy, exhibit: Exhibit) -> Iterator[_Dated]:
    from analysis.reference.addresses import clock_in  # slow to load, and most cases have no address

    name = _name(copy)
    if copy.span is not None and copy.span.end is not None:
        typed = copy.typed
        posted = copy.span if copy.url else Span(None, copy.span.end)
        said = f"{name} is dated {typed}." if copy.url else f"{name} was there no later than {typed}."
        yield _Dated(posted, copy.strength, said, typed, copy.key)
    clock = clock_in(copy.url, received=exhibit.received) if copy.url else None
    if clock is not None:
        yield _carried(copy, clock, name)


def _carried(copy: Copy, clock: AddressClock, name: str) -> _Dated:
    strength: Strength = "limited" if clock.settable else _OF_CLOCKS[clock.confidence]
    saw = f"{name} has an address at {clock.platform} that carries a time: {clock.what}, {iso(clock.moment.start)}."
    return _Dated(clock.moment, strength, saw, clock.raw, f"{copy.key}.url", chosen=clock.settable or clock.confidence == "memory")


def _testimony(copy: Copy, dated: _Dated) -> Testimony:
    return Testimony(
        stage=dated.stage,
        bearing=dated.bearing,
        spans=(dated.span,),
        strength=dated.strength,
        saw=dated.saw + _matching(copy),
        raw=dated.raw,
        place=Aside(f"{copy.key}: {copy.url or copy.file}"),
        means="The same footage was there then, so it was recorded no later.",
        fooled_by=(
            "a date that is not that of the copy",
            "pictures that look alike: a fixed camera, a title, a graphic that many use",
            *(("a time that the poster's own program wrote",) if dated.chosen else ()),
        ),
        key=dated.key,
        clock=copy.clock or copy.key,
    )


def _of_shot(shot: Shot) -> str:
    return (
        f"The footage of shot {shot.index + 1}, {shot.start_s:.1f} to {shot.end_s:.1f} s, was there then, so it was recorded no later. "
        "This says nothing of the other shots."
    )


def _covered(copy: Copy, exhibit: Exhibit) -> tuple[Shot, ...] | None:
    """The shots that the copy matches; None where it matches all of the video. Raises MediaError where the shots can't be told."""
    if not copy.here:
        return None
    shots = exhibit.shots.shots
    if not shots:
        raise MediaError("no picture could be decoded")
    found = tuple(shot for shot in shots if _matches(shot, copy.here))
    return None if len(found) == len(shots) else found


def _matches(shot: Shot, here: tuple[tuple[float, float], ...]) -> bool:
    length = shot.end_s - shot.start_s
    matched, reached = 0.0, shot.start_s
    for start, end in sorted(here):
        start, end = max(start, reached), min(end, shot.end_s)
        if end > start:
            matched, reached = matched + end - start, end
    return matched > 0 and (matched >= COVERED * length or (length - matched <= LEFT_S and matched >= length / 2))


def _matching(copy: Copy) -> str:
    if not copy.here:
        return ""
    here, there = (", ".join(f"{start:.1f} to {end:.1f} s" for start, end in part) for part in (copy.here, copy.there))
    return f" Its seconds {there} match {here} of this video." if there else f" It matches {here} of this video."


def _name(copy: Copy) -> str:
    return f"An earlier copy, {PurePath(copy.file).name}," if copy.file else "An earlier copy"


def _undated(copy: Copy) -> Observation:
    from analysis.reference.addresses import platform_of

    platform = platform_of(copy.url) if copy.url else None
    ask = platform.ask if platform is not None else "Its date is not known. Give it, with what shows it."
    return _observation(copy, ask)


def _observation(copy: Copy, means: str) -> Observation:
    where = copy.url or copy.file
    return Observation(tag=f"{copy.key} earlier copy", raw=where, place=Aside(f"{copy.key}: {where}"), stage="saved", means=means)
