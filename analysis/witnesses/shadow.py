"""Shadows: the sun's height and direction, as a shadow in the picture gives them.

*Reads* the shadows that the researcher marked in stills: the foot and the top of an upright thing and the tip of its shadow; where the
shadow points, if that is known; and the time of day, if that is.

*Says*, for the shot that it is seen in, that the recording lies in a stretch in which the sun over the place stood so: the times of day of
many days, or, with a direction or a time of day, a few weeks of each year. The error of the marks (two standard deviations), a slope of
the ground, a shadow that points out of the picture's plane, the sun's own width and the error of the place all widen it.

*Fooled by* a wrong place, a thing that leans, ground that slopes more than allowed, a picture from above, a tilted or very wide lens, a
mirrored picture, a shadow whose tip falls on something else.

*Sources* the sun by the NREL solar position algorithm (pvlib); the geometry is plane trigonometry, see sky/shadow.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from analysis.case import Case, Shadow, Site, possible_time
from analysis.media.source import MediaError
from analysis.place import Aside, Frame, Place
from analysis.sky.angles import Bounds
from analysis.testimony import Observation, Testimony, Unasked

if TYPE_CHECKING:
    from analysis.media.shots import Shot

SEES = "pictures"
"""Asks for the shots, which takes seconds: a shadow speaks for its shot alone."""

FOOLED_BY = (
    "a wrong place or a mirrored picture",
    "a thing that leans, or ground that slopes more than allowed",
    "a tilted, very wide or high camera, by which shadow and thing are drawn to different scales",
)

_ABOVE = Bounds(-0.9, 90.0)
"""True heights at which the sun casts shadows."""


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if not case.shadows:
        raise Unasked("No shadow is marked.")
    if case.site is None:
        raise Unasked("A shadow is marked, and no place is given: say where it was recorded.")
    if case.exhibit is None:
        return
    try:
        shots = case.exhibit.shots.shots
    except MediaError as error:
        yield Observation("shadow", "", Aside("the pictures"), means=f"The pictures were not read, so the shot is not known: {error}")
        return
    for shadow in case.shadows:
        shot = next((each for each in reversed(shots) if each.start_s <= shadow.seconds <= each.end_s + 0.5), None)
        yield from _of_shadow(case, case.site, shadow, shot, alone=len(shots) == 1)


def _of_shadow(case: Case, site: Site, shadow: Shadow, shot: Shot | None, *, alone: bool) -> Iterator[Testimony | Observation]:
    from analysis.sky.recurring import Standing, stretches
    from analysis.sky.sun import SkyError

    place = _place(shadow, shot)
    tag = f"shadow, {shadow.key}"
    if shot is None:
        yield Observation(tag, shadow.marked, place, means="The video has no picture at this second, so this is the shadow of no shot.")
        return
    off = site.within_km / 111.0
    standing = Standing(
        seen=None if shadow.height is None else shadow.height.bounds.widened(off),
        # A shadow needs the sun above the horizon, also where only its direction is known.
        true=None if shadow.height is not None else _ABOVE,
        azimuth=None if shadow.direction is None else shadow.direction.bounds.widened(off),
        minutes=shadow.minutes,
        zone=shadow.zone,
    )
    line = possible_time(case)
    try:
        spans = stretches(site.at, line, standing)
    except SkyError as error:
        yield Observation(tag, shadow.marked, place, means=str(error))
        return
    stood, where = _stood(shadow), site.name or site.at.words
    if not spans:
        means = f"By this shadow {stood}. At {where} it stands so at no time in the years that are possible: check the place and the marks."
        yield Observation(tag, shadow.marked, place, means=means)
        return
    if len(spans) == 1 and spans[0].covers(line):
        yield Observation(tag, shadow.marked, place, means=f"By this shadow {stood}, as at every time at {where}: this excludes nothing.")
        return
    yield Testimony(
        stage="recorded",
        bearing="recurring",
        spans=spans,
        strength=shadow.strength,
        saw=f"a shadow in the picture at {shadow.seconds:.1f} s: {shadow.marked}" + (f" ({shadow.why})" if shadow.why else ""),
        raw=shadow.marked,
        place=place,
        means=f"By this shadow {stood}, over level ground. The recording was made while the sun stood so over {where}.",
        fooled_by=FOOLED_BY,
        key=shadow.key,
        clock=f"shadow{'' if alone else f' of shot {shot.index}'}",
        shot=None if alone else shot.index,
    )


def _stood(shadow: Shadow) -> str:
    """How the sun stood, in words: "the sun stood 32° high (28 to 36°), in the direction 220° (210 to 230°)"."""
    parts = []
    if shadow.height is not None:
        bounds = shadow.height.bounds
        parts.append(f"{shadow.height.value:.1f}° high ({bounds.low:.1f} to {bounds.high:.1f}°)")
    if shadow.direction is not None:
        bounds = shadow.direction.bounds
        parts.append(f"in the direction {shadow.direction.value:.0f}° ({bounds.low % 360:.0f} to {bounds.high % 360:.0f}°)")
    return f"the sun stood {', '.join(parts)}"


def _place(shadow: Shadow, shot: Shot | None) -> Place:
    if shot is None:
        return Aside(f"second {shadow.seconds:.2f} of the video")
    pts = shot.pts + round(Fraction(str(shadow.seconds - shot.keyframe_s)) / shot.time_base)
    return Frame(pts, shot.time_base, shadow.box)
