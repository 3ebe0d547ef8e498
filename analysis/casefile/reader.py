"""What every table of one case file is read with: its zone, its folder, and what becomes of a date or an address that can't be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from analysis.casefile.dating import reading_of, window_of
from analysis.casefile.schema import Moment, Problems, shown
from analysis.typed import Ambiguous, WhenError
from analysis.when import Reading, Span, Zone

_PERIOD = re.compile(r"[^/]*\d{4}[^/]*/[^/]*\d{4}[^/]*", re.DOTALL)
"""Two dates with a slash between them; 17/09/2024 is one."""


@dataclass(slots=True)
class Reader:
    """Reads dates and addresses of one case; what it can't read becomes a problem. `now` is in UTC."""

    zone: Zone | None
    day_first: bool | None
    folder: Path | None
    now: datetime
    problems: Problems

    def reading(self, value: Moment | None, key: str) -> Reading | None:
        """A date of the case file; None, with the problem, where it can't be read."""
        if value is None:
            return None
        try:
            return reading_of(value, self.day_first)
        except WhenError as error:
            self.refuse(key, error)
            return None

    def window(self, value: Moment | None, key: str) -> tuple[Reading | None, Span | None]:
        """The reading and the span of a date or a period; a period is kept with all of its text as raw."""
        if isinstance(value, str) and _PERIOD.fullmatch(value):
            try:
                first, span = window_of(value, self.day_first, self.zone)
            except WhenError as error:
                self.refuse(key, error)
                return None, None
            return replace(first, raw=value.strip()), span
        reading = self.reading(value, key)
        return reading, None if reading is None else reading.span(self.zone)

    def refuse(self, key: str, error: WhenError) -> None:
        """A date that can't be read becomes a problem; where day and month can be swapped, with what decides it."""
        more = " Or set day_first = true or false at the top of the case file." if isinstance(error, Ambiguous) else ""
        self.problems.add(key, f"{error}{more}")

    def url(self, url: str, key: str) -> str:
        """The address, where it is one that can be shown as a link; "" else."""
        try:
            scheme = urlsplit(url).scheme
        except ValueError:
            scheme = "?"
        # "t.me/channel/1" has no scheme; "example.org:8080/x" seems to have one, with a dot in it.
        if scheme and scheme not in ("http", "https") and "." not in scheme:
            self.problems.add(f"{key}.url", f"{shown(url)} is no web address: write one that begins with https://.")
            return ""
        return url.strip()
