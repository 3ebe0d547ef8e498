"""What is said of one time expression in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from analysis.when import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TIMEX_TYPES: tuple[TimexType, ...] = get_args(TimexType)

Role = Literal["release", "coverage", "posting", "other"]
"""Whose time an expression is: when a statement was released, the period it covers, when something was posted, or another's."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the same words."""

    value: str
    span: Span | None
    why: str

    def to_json(self) -> dict[str, Any]:
        return {"value": self.value, "span": None if self.span is None else self.span.to_json(), "why": self.why}


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a text that speak of time.

    `start` and `end` count characters of the text as given. `value` and `type` are TIMEX3 (TimeML 1.2.1),
    `mod` its modifier (START, MID, END, APPROX) or "". `span` is where on the UTC line the words lie, None where they name no place on
    it (a bare duration, a repetition, a date that does not exist, a relative expression without a publication
    date): `why` then says so. Where the words can be read in several ways, `span` holds all of them
    and `alternatives` each. `extent` is what "since", "until" and "from ... to" make of it.
    `event` is the nearest verb of the sentence and its place, (word, start, end), `role` what follows from it, and
    `trigger` the words that decided the role.
    """

    text: str
    start: int
    end: int
    value: str
    type: TimexType
    span: Span | None
    why: str
    mod: str = ""
    alternatives: tuple[Alternative, ...] = ()
    extent: Span | None = None
    role: Role = "other"
    trigger: str = ""
    event: tuple[str, int, int] | None = None
    language: str = ""

    def to_json(self) -> dict[str, Any]:
        """The contract's fields, and after them the others."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "value": self.value,
            "type": self.type,
            "span": None if self.span is None else self.span.to_json(),
            "why": self.why,
            "mod": self.mod,
            "alternatives": [other.to_json() for other in self.alternatives],
            "extent": None if self.extent is None else self.extent.to_json(),
            "role": self.role,
            "trigger": self.trigger,
            "event": None if self.event is None else {"text": self.event[0], "start": self.event[1], "end": self.event[2]},
        }
