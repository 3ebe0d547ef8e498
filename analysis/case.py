"""A case: the exhibit, the posts, the claim, the statements and what else is known.

These are the resolved values that witnesses read; `analysis.casefile` loads and saves them as case.toml. All
spans are UTC. Where something the user gave could not be used, it is left out here and stands in
`problems` as one sentence; the rest of the case works.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from analysis.exhibit import Exhibit
from analysis.testimony import Bearing, Mention, Strength
from analysis.when import Reading, Span, Zone

if TYPE_CHECKING:
    from analysis.geography.coordinates import Coordinates
    from analysis.sky.angles import Bounds, Measured

Habit = Literal["live", "days", "unknown"]
HABITS: tuple[Habit, ...] = get_args(Habit)

PostKind = Literal["original", "copy", "forward", "repost", "quote", "edit"]
POST_KINDS: tuple[PostKind, ...] = get_args(PostKind)
"""What a post is to the footage: its first appearance; the same video put up again; passed on by the platform (forward, repost, quote);
or a post that was changed after its date, so that the video in it may be younger than the post."""

Seen = Literal["sun", "day", "dusk", "night", "indoors", "thermal"]
"""The light in a picture, as a person sees it: sun or sharp shadows, daylight, dusk or dawn, night; or light that tells no hour."""
SEEN: tuple[Seen, ...] = get_args(Seen)

OLDEST_FOOTAGE = timedelta(days=20 * 365.25)
"""How old footage can be at its posting: where the line begins on which the recording is looked for."""


class Problem(NamedTuple):
    """Something in the case that could not be used: `key` is its place in case.toml, such as posts[0].at."""

    key: str
    sentence: str


class Post(NamedTuple):
    """Where the video was seen. `at` is what the user typed and `span` where that lies; both None where only an address is given.

    `kind` is "" where nobody said what the post is; `edited` (UTC) is when the post was changed, where that is known.
    """

    key: str
    url: str = ""
    at: Reading | None = None
    span: Span | None = None
    original: bool = True
    kind: PostKind | Literal[""] = ""
    edited: Span | None = None
    edited_typed: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a source.

    `coverage` is the period that it reports on and `released` the instant of its release; where only the
    release's day is known, the last instant of that day, and the coverage is that much wider. `coverage` is None where
    neither was given. `mention` is the user's own decision; None: found from the text. `excerpt`
    marks a text that is not whole: it can't be silent. `zoneless` says that its release was written without a zone and the case has
    none: `released` is then the latest that any zone makes of it.
    """

    id: str
    source: str = ""
    released: datetime | None = None
    coverage: Span | None = None
    text: str = ""
    url: str = ""
    mention: Mention | None = None
    excerpt: bool = False
    zoneless: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What the video is said to show. `window` is the period in question, `released` when the claim was made.

    For a claim that is one of the statements, `statement` is its id and the window ends with its release. `zoneless` says that its
    times were written without a zone and the case has none: window and release are then as wide and as late as all zones make them.
    """

    text: str = ""
    window: Span | None = None
    released: datetime | None = None
    statement: str = ""
    zoneless: bool = False


class Circumstance(NamedTuple):
    """What is known from elsewhere: `bearing` is not_before, not_after, or during."""

    key: str
    bearing: Bearing
    span: Span
    strength: Strength
    why: str
    clock: str = ""
    url: str = ""
    typed: str = ""
    """The date as the user wrote it."""


class Copy(NamedTuple):
    """An earlier copy that the researcher confirmed: a file or a page that shows the same footage.

    `span` is when the copy was there: that of its posting, or open at its start where only "not after" is known; None where no date was
    given. `typed` is the date as it stands in the case file. `here` and `there` are the matching stretches (from, to, in seconds) of
    this video and of the copy; without `here`, all of this video matches.
    """

    key: str
    file: str = ""
    url: str = ""
    typed: str = ""
    span: Span | None = None
    strength: Strength = "strong"
    here: tuple[tuple[float, float], ...] = ()
    there: tuple[tuple[float, float], ...] = ()
    clock: str = ""


class Site(NamedTuple):
    """Where the footage was recorded, as the researcher says. `within_km` is how far off it may be; `source` is where it was found."""

    at: Coordinates
    within_km: float = 1.0
    name: str = ""
    why: str = ""
    source: str = ""


class Light(NamedTuple):
    """The light in the picture at `seconds` into the video, as the researcher sees it."""

    key: str
    seconds: float
    seen: Seen
    strength: Strength = "moderate"
    why: str = ""


class Shadow(NamedTuple):
    """A shadow in the picture at `seconds` into the video, measured: the sun's height and direction in degrees, with their bounds.

    `minutes` is the local time of day in minutes after midnight where the researcher knows it, in `zone`. `marked` says what was
    measured, in words; `box` is where the marks lie in the picture (x, y, width, height), None where there are none.
    """

    key: str
    seconds: float
    height: Measured | None = None
    direction: Measured | None = None
    minutes: Bounds | None = None
    zone: Zone | None = None
    strength: Strength = "moderate"
    why: str = ""
    marked: str = ""
    box: tuple[int, int, int, int] | None = None


class Done(NamedTuple):
    """A check that a person did: which, what came of it, the file kept of it (its name beside the case file), and when.

    No witness reads it: what it found speaks only where it stands in the case as a post, a copy, a statement.
    """

    key: str
    check: str
    note: str = ""
    file: str = ""
    at: Reading | None = None
    span: Span | None = None


class Series(NamedTuple):
    """What is assumed of a source that reports again and again; each is a share between 0 and 1.

    Defaults as in the reasoning: nine of ten such events are reported, one of ten reports comes one statement
    late, two of ten do not name the subject.
    """

    completeness: float = 0.9
    lateness: float = 0.1
    vagueness: float = 0.2


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the researcher gave. `folder` is where its files lie; `zone` that of the local times.

    `opened` (UTC) is the case's "now", taken once: when its exhibit was received, or the case was read where it has none.
    """

    title: str = ""
    exhibit: Exhibit | None = None
    opened: datetime | None = None
    folder: Path | None = None
    zone: Zone | None = None
    zone_name: str = ""
    subject: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    habit: Habit = "unknown"
    posts: tuple[Post, ...] = ()
    claim: Claim | None = None
    statements: tuple[Statement, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    copies: tuple[Copy, ...] = ()
    site: Site | None = None
    lights: tuple[Light, ...] = ()
    shadows: tuple[Shadow, ...] = ()
    done: tuple[Done, ...] = ()
    series: Series = field(default_factory=Series)
    problems: tuple[Problem, ...] = ()


def possible_time(case: Case) -> Span:
    """The time in which the footage can have been recorded: from twenty years before the earliest posting known to the case's "now".

    What recurs is worked out over it. It is cut at whole years where it begins, and ends at "now", so that leaving a post out of the
    weighing does not leave it. Raises ValueError for a case without a "now".
    """
    if case.opened is None:
        raise ValueError("a case has a now")
    ends = [post.span.end for post in case.posts if post.span is not None and post.span.end is not None]
    for post in case.posts:
        if post.url:
            from analysis.reference.addresses import clock_in  # slow to load, and most cases have no address

            clock = clock_in(post.url, received=case.opened)
            if clock is not None and clock.moment.start is not None:
                ends.append(clock.moment.start)
    earliest = min([*ends, case.opened]) - OLDEST_FOOTAGE
    return Span(datetime(max(1900, earliest.year), 1, 1, tzinfo=UTC), case.opened)
