"""What the custody log of the open case is told: at once where the case is saved, else kept until it is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.keeping import custody
from analysis.views.comparison import changed_fields

MOST_WAITING = 2000
"""Entries of a case that is not saved yet; what comes after them is lost, and the first entry after saving says so."""
MOST_KEYS = 5
LONGEST_KEY, LONGEST_VALUE = 80, 60

Details = Mapping[str, Any]


@dataclass
class Diary:
    """The entries that wait for a place, with the instants (UTC) at which things happened."""

    waiting: list[tuple[str, Details, datetime]] = field(default_factory=list)
    lost: int = 0

    def tell(self, case_file: Path | None, act: str, details: Details) -> str:
        """Add an entry, those that waited first; "" or why it could not be written. Without a case file it waits."""
        now = datetime.now(UTC)
        if case_file is None:
            if len(self.waiting) < MOST_WAITING:
                self.waiting.append((act, details, now))
            else:
                self.lost += 1
            return ""
        log = custody.log_of(case_file)
        try:
            while self.waiting:
                custody.append(log, *self.waiting[0])
                del self.waiting[0]
            if self.lost:
                custody.append(log, "not recorded", {"entries": self.lost}, now)
                self.lost = 0
            custody.append(log, act, details, now)
        except custody.CustodyError as error:
            return str(error)
        return ""


def edited(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The details of an edit: the keys with what they were and are, the first few, in short."""
    fields = changed_fields(before, after)
    told: dict[str, Any] = {
        each.key[:LONGEST_KEY]: {"was": _short(each.first), "is": _short(each.second)} for each in fields[:MOST_KEYS]
    }  # fmt: skip
    return told | ({"more": len(fields) - MOST_KEYS} if len(fields) > MOST_KEYS else {})


def hash_of(text: str | bytes) -> str:
    """The SHA-256 in hex."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _short(value: str | None) -> str | None:
    return value if value is None or len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
