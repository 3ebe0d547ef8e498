"""What was given to be read as statements, and what was found in it; what was confirmed of it goes into the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from analysis.casefile import CaseFile
from analysis.language.mentions import Mentions, find_mentions
from analysis.panels import look
from analysis.panels.desk import Desk
from analysis.statements import Draft, Log, read_log
from analysis.statements.adding import add_one
from analysis.statements.log import Given
from analysis.when import Reading, Zone


@dataclass
class Pile:
    """What was given to be read, and what was found in it under the case's zone and words."""

    given: tuple[Given, ...]
    at: Reading | None
    source: str
    number: int
    page: int = 0
    added: set[int] = field(default_factory=set)
    asks_subject: bool = False
    _log: tuple[object, Log] | None = None
    _found: tuple[object, list[Mentions | None]] | None = None

    def log(self, zone: Zone | None, day_first: bool | None) -> Log:
        """The drafts; read again only where the zone has changed."""
        key = (zone, day_first)
        if self._log is None or self._log[0] != key:
            bar = st.empty()

            def tell(name: str, share: float) -> None:
                bar.progress(min(1.0, share), text=look.plain(f"Reading {name}"))

            log = read_log(self.given, at=self.at, zone=zone, source=self.source, day_first=day_first, progress=tell)
            bar.empty()
            self._log, self._found = (key, log), None
            self.added = set()
        return self._log[1]

    def mentions(self, log: Log, subject: tuple[str, ...], possible: tuple[str, ...]) -> list[Mentions | None]:
        key = (id(log), subject, possible)
        if self._found is None or self._found[0] != key:
            self._found = (key, [find_mentions(draft.text, subject, possible) if subject else None for draft in log.drafts])
        return self._found[1]

    @property
    def article(self) -> str:
        """The pasted text, where it is all that was given."""
        return self.given[0] if len(self.given) == 1 and isinstance(self.given[0], str) else ""


def add(desk: Desk, found: Pile, confirmed: Sequence[tuple[int, Draft]], shown: int, *, is_claim: bool = False) -> None:
    """Add what was shown and clicked, in one change; `shown` as for `Desk.edit_anew`."""
    names: list[str] = []

    def change(book: CaseFile) -> None:
        for _, draft in confirmed:
            names.append(add_one(book, draft))
        if is_claim:
            book.set("claim.statement", names[0])

    desk.edit_anew(change, shown)  # where that fails, the desk's note says why
    found.added.update(index for index, _ in confirmed[: len(names)])
