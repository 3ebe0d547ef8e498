"""Many statements at once: from pasted text, folders, tables and channel exports to drafts that a person confirms.

`read_log` reads, `learn` says what a long log teaches about its source. Nothing here changes a case: a `Draft` is a suggestion.
"""

from __future__ import annotations

from analysis.statements.draft import Draft, Log, Origin, Trouble
from analysis.statements.habits import SourceHabits, learn
from analysis.statements.log import Dropped, read_log

__all__ = ["Draft", "Dropped", "Log", "Origin", "SourceHabits", "Trouble", "learn", "read_log"]
