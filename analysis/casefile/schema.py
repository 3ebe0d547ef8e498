"""What stands in a case file: its tables and keys, validated at the edge.

Each table is validated by itself. A value of the wrong kind and an unknown key become problems with one sentence each,
and the table is read without them.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.case import Habit, PostKind, Problem, Seen
from analysis.testimony import Mention, Strength

MAX_PROBLEMS = 200
"""Problems that are kept: nobody reads more, and a hostile file could have millions."""

DATE = "a date such as 2024-09-18 or 2024-09-18 14:00"
TEXT = "a text in quotes"
ADDRESS = "an address in quotes"
YES_NO = "true or false"
SECONDS = 'stretches of seconds such as "0-12.5, 20-31"'
SHARE = "a number between 0 and 1"
NUMBER = "a number"
STRENGTH = '"hard", "very strong", "strong", "moderate" or "limited"'
POINT = "two numbers in square brackets, such as [412, 633]: pixels from the left and from the top"
STILL = "the second of the video, a number"
COORDINATES = 'coordinates in quotes, such as "51.2303, 35.2689"'

Moment = str | int | float | datetime | date
"""A date as TOML gives it: a text, TOML's own date or date-time, a year or Unix time as a number."""


class Table(BaseModel):
    """A table of the case file: strict, and without keys of its own invention."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PostTable(Table):
    at: Moment | None = Field(default=None, description=DATE)
    url: str = Field(default="", description=ADDRESS)
    original: bool | None = Field(default=None, description=YES_NO)
    kind: PostKind | None = Field(default=None, description='"original", "copy", "forward", "repost", "quote" or "edit"')
    edited: Moment | None = Field(default=None, description=DATE)


class ClaimTable(Table):
    statement: str = Field(default="", description="the id of a statement, in quotes,")
    text: str = Field(default="", description=TEXT)
    event: Moment | None = Field(default=None, description=DATE)
    made: Moment | None = Field(default=None, description=DATE)


class StatementTable(Table):
    id: str = Field(default="", description="a short name in quotes")
    source: str = Field(default="", description=TEXT)
    released: Moment | None = Field(default=None, description=DATE)
    covers: str = Field(default="", description='a length of time such as "24h"')
    covers_from: Moment | None = Field(default=None, description=DATE)
    covers_to: Moment | None = Field(default=None, description=DATE)
    text: str = Field(default="", description=TEXT)
    file: str = Field(default="", description="the name of a text file beside the case file, in quotes,")
    mentions: Mention | None = Field(default=None, description='"named", "unnamed" or "silent"')
    url: str = Field(default="", description=ADDRESS)
    excerpt: bool = Field(default=False, description=YES_NO)


class CircumstanceTable(Table):
    not_before: Moment | None = Field(default=None, description=DATE)
    not_after: Moment | None = Field(default=None, description=DATE)
    during: Moment | None = Field(default=None, description=DATE)
    strength: Strength = Field(default="strong", description='"hard", "very strong", "strong", "moderate" or "limited"')
    clock: str = Field(default="", description=TEXT)
    why: str = Field(default="", description=TEXT)
    url: str = Field(default="", description=ADDRESS)


class CopyTable(Table):
    file: str = Field(default="", description="the path of the copy, in quotes,")
    url: str = Field(default="", description=ADDRESS)
    at: Moment | None = Field(default=None, description=DATE)
    strength: Strength = Field(default="strong", description='"hard", "very strong", "strong", "moderate" or "limited"')
    here: str = Field(default="", description=SECONDS)
    there: str = Field(default="", description=SECONDS)
    clock: str = Field(default="", description=TEXT)


class PlaceTable(Table):
    at: str = Field(default="", description=COORDINATES)
    name: str = Field(default="", description=TEXT)
    within_km: float = Field(default=1.0, ge=0, le=2000, description="how far off it may be, in kilometres, a number")
    why: str = Field(default="", description=TEXT)
    source: str = Field(default="", description=TEXT)


class LightTable(Table):
    still: float = Field(default=0.0, ge=0, le=1e7, description=STILL)
    seen: Seen | None = Field(default=None, description='"sun", "day", "dusk", "night", "indoors" or "thermal"')
    strength: Strength = Field(default="moderate", description=STRENGTH)
    why: str = Field(default="", description=TEXT)


class ShadowTable(Table):
    still: float = Field(default=0.0, ge=0, le=1e7, description=STILL)
    foot: list[float] | None = Field(default=None, min_length=2, max_length=2, description=POINT)
    tip: list[float] | None = Field(default=None, min_length=2, max_length=2, description=POINT)
    top: list[float] | None = Field(default=None, min_length=2, max_length=2, description=POINT)
    north: list[float] | None = Field(default=None, min_length=2, max_length=2, description=POINT)
    height: float | None = Field(default=None, description="the height of the thing, in the unit of length, a number")
    length: float | None = Field(default=None, description="the length of its shadow, a number")
    error: float | None = Field(default=None, ge=0, description="how far a mark or a length may be off, in its own unit, a number")
    turned: float | None = Field(default=None, description="degrees by which the shadow may point out of the picture's plane, a number")
    slope: float | None = Field(default=None, description="degrees by which the ground may slope, a number")
    points_to: float | None = Field(default=None, description="where the shadow points, in degrees clockwise from true north, a number")
    points_to_error: float = Field(default=5.0, description="its error in degrees, a number")
    foot_at: str = Field(default="", description=COORDINATES)
    tip_at: str = Field(default="", description=COORDINATES)
    clock: str = Field(default="", description='the local time of day in quotes, such as "14:30" or "14:30+03:00"')
    clock_error: float = Field(default=15.0, ge=0, le=720, description="its error in minutes, a number")
    strength: Strength = Field(default="moderate", description=STRENGTH)
    why: str = Field(default="", description=TEXT)


class SeriesTable(Table):
    completeness: float = Field(default=0.9, ge=0, le=1, description=SHARE)
    lateness: float = Field(default=0.1, ge=0, le=1, description=SHARE)
    vagueness: float = Field(default=0.2, ge=0, le=1, description=SHARE)


class DoneTable(Table):
    check: str = Field(default="", description="the check that was done, in quotes,")
    note: str = Field(default="", description=TEXT)
    file: str = Field(default="", description="the name of a file beside the case file, in quotes,")
    at: Moment | None = Field(default=None, description=DATE)


class CaseTable(Table):
    """The keys at the top of a case file. The tables in it are validated one by one."""

    title: str = Field(default="", description=TEXT)
    video: str = Field(default="", description="the path of the video, in quotes,")
    zone: str = Field(default="", description='a time zone such as "Europe/Moscow" or "+03:00"')
    subject: str | list[str] = Field(default=[], description="a list of words in quotes")
    possible: str | list[str] = Field(default=[], description="a list of words in quotes")
    habit: Habit = Field(default="unknown", description='"live", "days" or "unknown"')
    day_first: bool | None = Field(default=None, description=YES_NO)
    posts: list[Any] = Field(default=[], description="[[posts]] in double brackets")
    claim: dict[str, Any] | None = Field(default=None, description="a table [claim] in single brackets")
    statements: list[Any] = Field(default=[], description="[[statements]] in double brackets")
    circumstances: list[Any] = Field(default=[], description="[[circumstances]] in double brackets")
    copies: list[Any] = Field(default=[], description="[[copies]] in double brackets")
    place: str | dict[str, Any] | None = Field(default=None, description='coordinates such as "51.2303, 35.2689", or a table [place]')
    lights: list[Any] = Field(default=[], description="[[lights]] in double brackets")
    shadows: list[Any] = Field(default=[], description="[[shadows]] in double brackets")
    series: dict[str, Any] | None = Field(default=None, description="a table [series] in single brackets")
    done: list[Any] = Field(default=[], description="[[done]] in double brackets")


class Problems:
    """The problems of one case, in the order found; no more of them than a reader can use."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._more = 0

    def add(self, key: str, sentence: str) -> None:
        if len(self._found) < MAX_PROBLEMS:
            self._found.append(Problem(key, sentence))
        else:
            self._more += 1

    def follows(self, cause: str, key: str, sentence: str) -> None:
        """Add what may follow from a problem under the key `cause`: where there is one, it says enough."""
        if not any(problem.key.startswith(cause) for problem in self._found):
            self.add(key, sentence)

    def all(self) -> tuple[Problem, ...]:
        more = [Problem("", f"There are {self._more:,} more problems that are not listed.")] if self._more else []
        return (*self._found, *more)


AnyTable = TypeVar("AnyTable", bound=Table)


def read_table(model: type[AnyTable], data: object, key: str, problems: Problems) -> AnyTable | None:
    """The table, without what can't be used in it; None where it is no table. `key` is its place in the file."""
    if not isinstance(data, Mapping):
        problems.add(key, f"{key} is {shown(data)}, where a table with its own keys is expected.")
        return None
    known = dict(data)
    for name in [name for name in known if name not in model.model_fields]:
        del known[name]
        place = _joined(key, shown_key(name))
        where = f"in {key}" if key else "at the top of a case file"
        problems.add(place, f"There is no key “{shown_key(name)}” {where}: {_nearest(name, model)}")
    try:
        return model.model_validate(known)
    except ValidationError as error:
        # Each wrong key once: a union reports every alternative that did not fit.
        for name in dict.fromkeys(str(detail["loc"][0]) for detail in error.errors()):
            expected = model.model_fields[name].description
            problems.add(_joined(key, name), f"{_joined(key, name)} is {shown(known.pop(name))}, where {expected} is expected.")
        return model.model_validate(known)


def shown(value: object, longest: int = 60) -> str:
    """A value as it stands in the file, in short and on one line."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = f"“{_printable(value, longest)}”" if isinstance(value, str) else _printable(str(value), longest)
    return text or "empty"


def shown_key(name: object) -> str:
    """A key as it stands in the file, in short and on one line."""
    return _printable(str(name), 40)


def _printable(text: str, longest: int) -> str:
    cut = text[:longest] + ("…" if len(text) > longest else "")
    return "".join(sign if sign.isprintable() else "·" for sign in cut)


def _joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _nearest(name: str, model: type[Table]) -> str:
    near = difflib.get_close_matches(name[:40].lower(), list(model.model_fields), n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else f"the keys are {', '.join(model.model_fields)}."
