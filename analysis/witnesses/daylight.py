"""The light in the picture: day, dusk or night, held against the sun over the place.

*Reads* what the researcher says of the light in a still, and, where a place is given, one picture of each shot: how bright it is, how blue
its upper part, how lit what lies below. "Cannot tell" is the usual answer.

*Says*, for the shot that it is seen in, that the recording lies in a stretch in which the sun stood high or low enough for that light
at that place: sun from its rising to its setting; daylight down to civil twilight (6 degrees below the horizon); dusk from 3 above to 12
below; night from 3 below. What the researcher says counts as strongly as stated; measured daylight, where it is clear, is limited;
measured night is a proposal and counts for nothing until it is confirmed.

*Fooled by* a wrong place, exposure and filters, floodlights, hills that hide the sun, thick cloud, painted or screen skies, and by a
picture of one shot in a video of many.

*Sources* the sun's height by the NREL solar position algorithm (pvlib); twilight as the U.S. Naval Observatory defines it; the measures of
pictures are our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from analysis.case import Case, Light, Site, possible_time
from analysis.media.source import MediaError
from analysis.place import Aside, Frame, Place
from analysis.sky.frame_light import TRUE_HEIGHTS, judge
from analysis.testimony import Observation, Strength, Testimony, Unasked

if TYPE_CHECKING:
    from analysis.media.shots import Shot

SEES = "pictures"
"""Decodes the video, which takes seconds: a hearing may be held without."""

NAMED = {"sun": "sunlight", "day": "daylight", "dusk": "dusk or dawn", "night": "night"}
TELLS_NO_HOUR = {"indoors": "Light indoors tells no hour.", "thermal": "A thermal picture tells no hour."}
FOOLED_BY = (
    "a wrong place",
    "exposure, filters and floodlights",
    "hills, cloud, or a sky that is a screen or a painting",
)


def testify(case: Case) -> Iterator[Testimony | Observation]:
    exhibit, site = case.exhibit, case.site
    if site is None:
        raise Unasked("No place is given, so the light in the picture can't be held against the sun.")
    if exhibit is None:
        return
    try:
        shots = exhibit.shots.shots
        measured = exhibit.light.measured
    except MediaError as error:
        yield Observation("light in the picture", "", Aside("the pictures"), means=f"The pictures were not read: {error}")
        return
    said = {}
    for light in case.lights:
        shot = shot_at(shots, light.seconds)
        place = place_in(shot, light.seconds)
        if light.seen in TELLS_NO_HOUR or shot is None:
            means = TELLS_NO_HOUR.get(light.seen, "The video has no picture at this second, so this is the light of no shot.")
            yield Observation(f"light, {light.key}", light.seen, place, means=means)
            continue
        said[shot.index] = light
        yield from _of_light(case, site, light, shot, place, alone=len(shots) == 1)
    for seen in measured:
        found = judge(seen)
        means = f"A measure of the light: {found.look}, since {found.why}."
        if found.look == "night":
            means += " Confirm it where the picture shows the sky by night: alone it counts for nothing."
        yield Observation(f"light of shot {seen.shot + 1}", found.look, seen.place, means=means)
        if found.clear and seen.shot not in said and found.look in TRUE_HEIGHTS:
            saw = f"a picture that looks like {NAMED[found.look]} at {seen.seconds:.1f} s: {found.why}"
            shot_index = None if len(shots) == 1 else seen.shot
            yield from _testimony(
                case,
                site,
                found.look,
                "limited",
                saw,
                f"shot{seen.shot}",
                seen.place,
                shot_index,
                f"blue {seen.blue:.2f}, below {seen.below:.0f}",
            )


def _of_light(case: Case, site: Site, light: Light, shot: Shot, place: Place, *, alone: bool) -> Iterator[Testimony | Observation]:
    reason = f" ({light.why.strip().rstrip('.')})" if light.why.strip() else ""
    saw = f"{NAMED[light.seen]} in the picture at {light.seconds:.1f} s, as the researcher says{reason}"
    yield from _testimony(case, site, light.seen, light.strength, saw, light.key, place, None if alone else shot.index, light.seen)


def _testimony(
    case: Case, site: Site, look: str, strength: Strength, saw: str, key: str, place: Place, shot: int | None, raw: str
) -> Iterator[Testimony | Observation]:
    from analysis.sky.recurring import Standing, stretches
    from analysis.sky.sun import SkyError

    line = possible_time(case)
    heights = TRUE_HEIGHTS[look].widened(site.within_km / 111.0)
    try:
        spans = stretches(site.at, line, Standing(true=heights))
    except SkyError as error:
        yield Observation(f"light, {key}", raw, place, means=str(error))
        return
    where = site.name or site.at.words
    if not spans:
        yield Observation(f"light, {key}", raw, place, means=f"At {where} the sun does not stand so in all the time that is possible.")
        return
    if len(spans) == 1 and spans[0].covers(line):
        yield Observation(
            f"light, {key}", raw, place, means=f"At {where} the sun stands so at every hour of that time: this excludes nothing."
        )
        return
    yield Testimony(
        stage="recorded",
        bearing="recurring",
        spans=spans,
        strength=strength,
        saw=saw,
        raw=raw,
        place=place,
        means=f"The recording was made while the sun over {where} gave such light: {NAMED[look]}.",
        fooled_by=FOOLED_BY,
        key=key,
        # All light in one shot is one voice: looking twice at one sky says nothing more.
        clock=f"light{'' if shot is None else f' of shot {shot}'}",
        shot=shot,
    )


def shot_at(shots: tuple[Shot, ...], seconds: float) -> Shot | None:
    """The shot that shows this second; the last for its very end."""
    return next((shot for shot in reversed(shots) if shot.start_s <= seconds <= shot.end_s + 0.5), None)


def place_in(shot: Shot | None, seconds: float) -> Place:
    """Where a second of the presentation stands in the video."""
    if shot is None:
        return Aside(f"second {seconds:.2f} of the video")
    return Frame(shot.pts + round(Fraction(str(seconds - shot.keyframe_s)) / shot.time_base), shot.time_base)
