"""What witnesses say: facts as found (`Observation`), what they mean for the recording (`Testimony`), `Silence`.

The lifecycle of a video is recorded <= edited <= encoded <= posted <= saved. Every clue is a clue about
one of these stages; `about_recording` is the rule that says what follows for the instant of recording.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from analysis.place import Place
from analysis.when import Reading, Span

Stage = Literal["recorded", "edited", "encoded", "posted", "saved"]
STAGES: tuple[Stage, ...] = get_args(Stage)

Bearing = Literal["during", "not_before", "not_after", "recurring", "series"]

Strength = Literal["hard", "very strong", "strong", "moderate", "limited"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
RELIABILITY: dict[Strength, float] = {
    "hard": 1.0,
    "very strong": 0.99,
    "strong": 0.95,
    "moderate": 0.8,
    "limited": 0.6,
}
"""The probability that a piece of evidence means what it says, by its stated strength."""

Status = Literal["set", "not set", "malformed"]
Role = Literal["camera", "phone", "editor", "platform", "muxer", "encoder"]
Mention = Literal["named", "unnamed", "silent"]
Why = Literal["nothing to read", "unavailable", "broke down", "not asked"]


class Writer(NamedTuple):
    """A camera, phone, program or platform that wrote the file; `released` is ISO 8601, "" where not known."""

    name: str
    version: str = ""
    released: str = ""
    role: Role = "muxer"


@dataclass(frozen=True, slots=True)
class Observation:
    """A fact as found in or beside the file, and what it is a fact about.

    `reading` is None for facts that are no date (a version, a name). `bearing` is about the fact's own
    `stage`, before the lifecycle rule; None where the fact bears on no time. `writer` is who wrote
    this fact, `names` the writer that the fact names, if it names one.
    """

    tag: str
    raw: str
    place: Place
    reading: Reading | None = None
    status: Status = "set"
    span: Span | None = None
    stage: Stage | None = None
    bearing: Bearing | None = None
    writer: str = ""
    means: str = ""
    names: Writer | None = None


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a witness says about when the footage was recorded.

    `bearing` and `spans` are about `stage`; a not_after span ends at its bound (start None), a not_before
    span starts at it (end None); `recurring` may have many spans, the others one. `clock` names the
    physical clock behind it: of several with one name only the strongest counts; "" is a clock of its own.
    `key` tells this witness's testimonies apart and is the same on every run. `mention` is set
    for `series` alone: what the statement with this coverage says of the subject; its span is the coverage
    and `clock` names the series. `shot` is the index of the shot it speaks for, None for the whole video.
    """

    stage: Stage
    bearing: Bearing
    spans: tuple[Span, ...]
    strength: Strength
    saw: str
    raw: str
    place: Place
    means: str
    fooled_by: tuple[str, ...]
    key: str
    clock: str = ""
    mention: Mention | None = None
    shot: int | None = None
    id: str = ""
    """"witness/key"; given by the hearing."""

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("testimony speaks of a span")
        if self.bearing != "recurring" and len(self.spans) != 1:
            raise ValueError("only recurring testimony has several spans")
        if (self.bearing == "series") != (self.mention is not None):
            raise ValueError("a statement of a series, and nothing else, has a mention")

    @property
    def span(self) -> Span:
        """The span, or the hull of a recurring testimony's spans."""
        if len(self.spans) == 1:
            return self.spans[0]
        # What recurs may have tens of thousands of spans, and this is asked often.
        starts, ends = [span.start for span in self.spans], [span.end for span in self.spans]
        start = None if None in starts else min(start for start in starts if start is not None)
        return Span(start, None if None in ends else max(end for end in ends if end is not None))

    @property
    def reliability(self) -> float:
        return RELIABILITY[self.strength]

    @property
    def witness(self) -> str:
        """The stem of the witness's module."""
        return self.id.partition("/")[0]


class Silence(NamedTuple):
    """A witness that said nothing, or no more, and why."""

    witness: str
    why: Why
    detail: str = ""


class Unasked(Exception):
    """Raised by a witness that was not given what it would need (no post, no statement): a silence, "not asked"."""


def about_recording(stage: Stage, bearing: Bearing) -> Bearing | None:
    """What a bearing on a stage says about the recording; None where it says nothing.

    The recording is no later than every other stage. So what happened *at* or *no later than* x bounds
    it from above; "no earlier than x" about a later stage leaves it free.
    """
    if stage == "recorded":
        return bearing
    if bearing in ("during", "not_after"):
        return "not_after"
    return None
