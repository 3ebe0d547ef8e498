"""How alike two small luma pictures are: how large the step between them is, and whether they show the same scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Floats = NDArray[np.float32]

WIDTH, HEIGHT = 64, 36
"""The picture that is compared, in pixels: small enough that moving hands do not matter, large enough to tell scenes apart."""
ACROSS = (10, 7)
"""Pixels (right, down) by which one picture is moved over the other."""
CONTRAST_FLOOR = 6.0
"""Levels added to a picture's own spread before steps are measured by it: sensor noise in the dark is no change."""
STEP = 0.30
"""The smallest step that may be a cut, as a share of contrast; unrelated pictures give about 1."""
KIN = 0.5
"""Correlation of fine structure, at the best shift, above which two pictures show one scene; of unrelated ones 99 % stay under 0.36."""
FLAT_SPREAD = 3.0
"""Levels of spread below which a picture is flat: black, white or one colour."""
MIXTURE = 0.42
"""The largest part of a dissolve's change that mixing its two ends leaves unexplained; for motion it is near 1."""


@dataclass(slots=True)
class Moment:
    """One picture: its time in seconds, itself small, its structure, its mean and spread, and what changed since the one before.

    `change` is in levels of brightness, `step` is that as a share of the pictures' contrast; `kin` the
    kinship with the one before, 1 where the step is too small to ask; `shift` the pixels of the small picture (right, down) by which
    it has to be moved to lie on the one before.
    """

    time: float
    small: Floats
    fine: Floats
    mean: float
    spread: float
    change: float = 0.0
    step: float = 0.0
    kin: float = 1.0
    shift: tuple[int, int] = (0, 0)
    _smooth: Floats | None = None

    @property
    def smooth(self) -> Floats:
        """The picture without its fine detail and its mean brightness, as one row; made when first asked for."""
        if self._smooth is None:
            self._smooth = cast(Floats, cv2.GaussianBlur(self.small, (0, 0), 1.5).ravel() - self.mean)
        return self._smooth

    @property
    def flat(self) -> bool:
        return self.spread < FLAT_SPREAD


def moment_of(time: float, picture: Gray) -> Moment:
    """The moment that an 8-bit luma picture of any size shows; its structure is told in units of the detail around each place."""
    if picture.shape != (HEIGHT, WIDTH):
        picture = cast(Gray, cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))
    small = picture.astype(np.float32)
    local = cv2.GaussianBlur(small, (0, 0), 3.0)
    fine = small - local
    energy = cv2.sqrt(cv2.GaussianBlur(fine * fine, (0, 0), 4.0))
    fine = fine / (energy + 2.0)
    mean, spread = cv2.meanStdDev(small)
    return Moment(time, small, cast(Floats, fine), float(mean[0][0]), float(spread[0][0]))


def change(before: Moment, after: Moment) -> float:
    """How much two pictures differ, in levels of brightness."""
    return float(np.mean(np.abs(after.small - before.small)))


def step(before: Moment, after: Moment) -> float:
    """How much two pictures differ, as a share of their contrast: 0 the same, about 1 unrelated."""
    return change(before, after) / ((before.spread + after.spread) / 2 + CONTRAST_FLOOR)


def step_between(before: Gray, after: Gray) -> float:
    """The same of two small pictures of which no moments were made; within a few hundredths, for a first look."""
    spread = (float(cv2.meanStdDev(before)[1][0][0]) + float(cv2.meanStdDev(after)[1][0][0])) / 2
    return float(cv2.mean(cv2.absdiff(before, after))[0]) / (spread + CONTRAST_FLOOR)


def kinship(first: Moment, second: Moment) -> float:
    """The correlation of two pictures' fine structure at the best shift, up to a sixth of the picture; brightness plays no part."""
    return _match(first, second)[0]


def kinship_and_shift(before: Moment, after: Moment) -> tuple[float, tuple[int, int]]:
    """The greater kinship of both directions, and the pixels (right, down) by which `after` then lies on `before`."""
    there, back = _match(before, after), _match(after, before)
    return there if there[0] >= back[0] else (back[0], (-back[1][0], -back[1][1]))


def _match(first: Moment, second: Moment) -> tuple[float, tuple[int, int]]:
    template = np.ascontiguousarray(second.fine[ACROSS[1] : -ACROSS[1], ACROSS[0] : -ACROSS[0]])
    _, best, _, at = cv2.minMaxLoc(cv2.matchTemplate(first.fine, template, cv2.TM_CCOEFF_NORMED))
    return float(best), (at[0] - ACROSS[0], at[1] - ACROSS[1])


def same_scene(first: Moment, second: Moment) -> bool:
    """Whether two pictures show the same scene, moved, brighter or darker."""
    return kinship(first, second) > KIN or kinship(second, first) > KIN


def is_between(before: Moment, current: Moment, after: Moment) -> bool:
    """Whether a picture is a mixture of the ones beside it: encoders that change the frame rate make one at a cut."""
    whole, part = after.small - before.small, current.small - before.small
    size = float(np.sum(whole * whole))
    if size <= 0:
        return False
    share = float(np.sum(part * whole)) / size
    unexplained = float(np.linalg.norm(part - share * whole)) / size**0.5
    return 0.1 < share < 0.9 and unexplained < MIXTURE / 3


def fine_contrast(moment: Moment) -> float:
    """The energy of a picture's fine detail."""
    detail = moment.small - cv2.GaussianBlur(moment.small, (0, 0), 3.0)
    return float(np.mean(detail * detail))
