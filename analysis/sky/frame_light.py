"""What the light measured in a picture says of the sky. It rarely says anything: "cannot tell" is the usual answer.

Exposure lies: a camera brightens the night and darkens the day, so brightness alone says nothing. Daylight is said only of a picture with a
large, even, bright and blue area above and a lit, not blue, coloured part below, which twilight and lamps do not give. Night is said
only of a picture that is almost all dark with points of light in it; a cellar, a tunnel or a closed lens can look so too, so it is a
proposal and no evidence. Pictures without colour may be thermal, night vision or black and white, which tells no hour. Light
indoors and dusk are not measured: no simple measure tells them from an overcast day or from blue graphics. The thresholds are our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.media.light import Measured
from analysis.sky.angles import Bounds

Look = Literal["day", "night", "no colour", "cannot tell"]

BLUE_ABOVE = 0.25
LIT_BELOW = 55.0
BRIGHTEST = 165.0
MOST_DARK = 0.2
NIGHT_DARK = 0.75
LEAST_LIGHTS = 4
GREY = 1.5


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a picture looks like, and why in a few words. `clear`: it may speak without a person's word."""

    look: Look
    why: str
    clear: bool = False


def judge(seen: Measured) -> Judgement:
    """The look of one picture."""
    low, middle, high = seen.luma
    if seen.lights < LEAST_LIGHTS and (high < 12 or high - low < 30):
        return Judgement("cannot tell", "there is hardly any contrast in it")
    if seen.colour < GREY and seen.coloured < 0.01:
        return Judgement("no colour", "there is no colour in it: thermal, night vision, or black and white")
    lit = seen.below >= LIT_BELOW and seen.below_warmth > -12 and high >= BRIGHTEST and seen.dark <= MOST_DARK and seen.coloured >= 0.15
    if seen.blue >= BLUE_ABOVE and lit:
        return Judgement("day", f"{seen.blue:.0%} of its upper third is bright, even and blue, and what lies below is lit", clear=True)
    if seen.dark >= NIGHT_DARK and middle < 26 and seen.lights >= LEAST_LIGHTS:
        return Judgement("night", f"{seen.dark:.0%} of it is dark, with {seen.lights} points of light")
    return Judgement("cannot tell", "nothing in it is clear enough")


TRUE_HEIGHTS: dict[str, Bounds] = {
    "sun": Bounds(-1.2, 90.0),
    "day": Bounds(-6.0, 90.0),
    "dusk": Bounds(-12.0, 3.0),
    "night": Bounds(-90.0, -3.0),
}
"""True heights of the sun, in degrees, at which each light is seen, wider than the definitions: clouds, hills and exposure shift it.

The sun's own light ends 50' below the horizon, daylight with civil twilight at 6 degrees (U.S. Naval Observatory, "Rise, Set, and
Twilight Definitions"); dusk runs into nautical twilight, and a dim scene may pass for night soon after sunset.
"""
