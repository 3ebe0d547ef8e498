"""Which shots of a video come from one source: a compilation's parts, each of which may have a date of its own.

Shots are held to be of one source until something told of both of them is not the same. Three things are told: the shape of the
picture between bars, a clock of the camera's own in it, and whether it was enlarged from a smaller picture. What could not be told of a
shot (too dark, too short) never parts it from others. Two cameras of one kind, with nothing burned in, are not told apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING, Literal

from analysis.footage.clocks import Clock, clocks_of

if TYPE_CHECKING:
    from analysis.exhibit import Exhibit
    from analysis.media.overlays import Overlays
    from analysis.media.shots import Shot

Box = tuple[int, int, int, int]
Trait = Literal["shape", "clock", "enlarged"]

SHAPE = 0.08
"""How far the logarithms of two aspects lie apart where the shapes differ: 4:3 and 3:2 do, 16:9 and 1.85:1 do not."""
BAR = 0.03
"""The share of the side by which a bar may differ."""
SOFT = 0.45
"""Sharpness of edges up to which a picture may have been enlarged: twice and more, or three times where the encoder was kind."""
CLEAR = 1.6
"""How much sharper the sharpest of the soft must be surpassed: no gap between two shots, no two sources."""
SAME_PLACE = 0.3
"""The share of two boxes' common area (intersection over union) from which they are one place."""


@dataclass(frozen=True, slots=True)
class Source:
    """The shots of one source, by index, and what tells it from the others.

    `aspect` is width over height of the picture between bars, `inner` where that lies (shares of the picture as shown), both None where
    no shot of it told; `enlarged`: its edges are as soft as those of a picture enlarged twice or more, and others' are not. `clock` is
    where its clock stands, with what it showed; None where none was found, or nothing was looked for (`read` is then False).
    """

    index: int
    shots: tuple[int, ...]
    aspect: float | None = None
    inner: tuple[float, float, float, float] | None = None
    enlarged: bool = False
    clock: tuple[str, str] | None = None
    read: bool = False
    told_by: tuple[Trait, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the picture fills the frame, as far as was told."""
        return self.inner is None or min(self.inner[2:]) > 1 - BAR


@dataclass(slots=True)
class _Draft:
    shots: list[Shot]
    clock: Clock | None = None
    looked: bool = False
    soft: bool | None = None
    shape: Shot | None = None
    """Its first shot whose shape was told: all later ones are held against it."""


def sources_of(shots: Sequence[Shot], overlays: Overlays | None = None, *, latest: date | None = None) -> tuple[Source, ...]:
    """The sources in order of their first shots; one for a video of one shot or of shots that nothing tells apart.

    `overlays` is the text in the pictures where it was read; clocks count then. `latest`: no clock shows a later date.
    """
    clocks = _clocks(overlays, latest) if overlays is not None else {}
    texts = _boxes(overlays) if overlays is not None else {}
    soft = _soft(shots)
    drafts: list[_Draft] = []
    for shot in shots:
        clock = clocks.get(shot.index)
        looked = overlays is not None and shot.index in overlays.searched
        at = next((d for d in drafts if _fits(d, shot, clock, soft.get(shot.index), texts.get(shot.index, []), looked=looked)), None)
        if at is None:
            at = _Draft([])
            drafts.append(at)
        at.shots.append(shot)
        at.clock = at.clock or clock
        at.looked = at.looked or looked
        at.soft = soft.get(shot.index) if at.soft is None else at.soft
        at.shape = shot if at.shape is None and shot.aspect is not None else at.shape
    told = _told(drafts)
    return tuple(_source(index, draft, overlays, told) for index, draft in enumerate(drafts))


def known_sources(exhibit: Exhibit | None) -> tuple[Source, ...]:
    """The sources of a video in hand whose shots were already looked for; none where they were not: nothing is decoded."""
    found = None if exhibit is None else exhibit.__dict__.get("shots")
    if exhibit is None or found is None:
        return ()
    read = exhibit.__dict__.get("overlays")
    kept = exhibit.__dict__.get("sources")
    if kept is None or kept[0] is not found or kept[1] is not read:
        kept = (found, read, sources_of(found.shots, read, latest=exhibit.received.date()))
        exhibit.__dict__["sources"] = kept
    told: tuple[Source, ...] = kept[2]
    return told


def _fits(draft: _Draft, shot: Shot, clock: Clock | None, soft: bool | None, texts: Sequence[Box], *, looked: bool) -> bool:
    if draft.shape is not None and not _same_shape(shot, draft.shape):
        return False
    if soft is not None and draft.soft is not None and soft != draft.soft:
        return False
    if clock is not None and draft.clock is not None:
        return _one_place(clock.overlay.box, draft.clock.overlay.box)
    # A clock on one side alone: the other was not looked at, or has a text there that was not read as a clock.
    if draft.clock is not None:
        box = draft.clock.overlay.box
        return not looked or any(_one_place(box, other) for other in texts)
    return clock is None or not draft.looked


def _same_shape(one: Shot, other: Shot) -> bool:
    if one.aspect is None or other.aspect is None or one.inner is None or other.inner is None:
        return True
    return abs(log(one.aspect / other.aspect)) <= SHAPE and all(abs(a - b) <= BAR for a, b in zip(one.inner, other.inner, strict=True))


def _soft(shots: Sequence[Shot]) -> dict[int, bool]:
    """By shot: whether its picture was enlarged; nothing where no shot is, all are, or no gap lies between those that are and the rest."""
    edges = sorted((shot.edge, shot.index) for shot in shots if shot.edge is not None)
    low = [each for each in edges if each[0] <= SOFT]
    high = [each for each in edges if each[0] > SOFT]
    if not low or not high or high[0][0] < CLEAR * low[-1][0]:
        return {}
    return {index: value <= SOFT for value, index in edges}


def _clocks(overlays: Overlays, latest: date | None) -> dict[int, Clock]:
    """By shot: the clock that was read best, with a date before one without."""
    found: dict[int, Clock] = {}
    for index in sorted({overlay.shot for overlay in overlays.overlays}):
        texts = [overlay for overlay in overlays.overlays if overlay.shot == index and overlay.sightings]
        clocks = [clock for clock in clocks_of(texts, latest=latest or date.max) if clock.run.pace != "unclear"]
        if clocks:
            found[index] = max(clocks, key=lambda clock: (bool(clock.run.dates), clock.run.agreeing))
    return found


def _boxes(overlays: Overlays) -> Mapping[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    for overlay in overlays.overlays:
        found.setdefault(overlay.shot, []).append(overlay.box)
    return found


def _one_place(one: Box, other: Box) -> bool:
    x, y = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[0] + one[2], other[0] + other[2]), min(one[1] + one[3], other[1] + other[3])
    shared = max(0, right - x) * max(0, bottom - y)
    return shared >= SAME_PLACE * (one[2] * one[3] + other[2] * other[3] - shared)


def _told(drafts: Sequence[_Draft]) -> tuple[Trait, ...]:
    """What tells the sources apart."""
    if len(drafts) < 2:
        return ()
    found: list[Trait] = []
    shapes = [draft.shape for draft in drafts if draft.shape is not None]
    if any(not _same_shape(shapes[0], shape) for shape in shapes):
        found.append("shape")
    boxes = [None if draft.clock is None else draft.clock.overlay.box for draft in drafts if draft.looked]
    if any(one != other and (one is None or other is None or not _one_place(one, other)) for one in boxes for other in boxes):
        found.append("clock")
    if len({draft.soft for draft in drafts if draft.soft is not None}) > 1:
        found.append("enlarged")
    return tuple(found)


def _source(index: int, draft: _Draft, overlays: Overlays | None, told: tuple[Trait, ...]) -> Source:
    shaped = [shot for shot in draft.shots if shot.aspect is not None]
    longest = max(shaped, key=lambda shot: shot.end_s - shot.start_s, default=None)
    clock = None
    if draft.clock is not None and overlays is not None:
        clock = (_corner(draft.clock.overlay.box, overlays.width, overlays.height), draft.clock.raw)
    return Source(
        index,
        tuple(shot.index for shot in draft.shots),
        aspect=None if longest is None else longest.aspect,
        inner=None if longest is None else longest.inner,
        enlarged=bool(draft.soft),
        clock=clock,
        read=draft.looked,
        told_by=told,
    )


def _corner(box: Box, width: int, height: int) -> str:
    """ "top left", "bottom", "middle": the third of the picture, both ways, in which a box's middle lies."""
    down = ("top", "", "bottom")[min(2, int(3 * (box[1] + box[3] / 2) / max(1, height)))]
    across = ("left", "", "right")[min(2, int(3 * (box[0] + box[2] / 2) / max(1, width)))]
    return " ".join(part for part in (down, across) if part) or "middle"
