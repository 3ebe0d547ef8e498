"""What a rule matched, and the register of meanings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis.language.scene import Scene
from analysis.language.senses import (
    Flat,
    Sense,
    Settled,
)
from analysis.language.table import Capture

MOST_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


Meant = Sense | list[tuple[Sense, int, int]] | None


@dataclass(slots=True)
class Match:
    """What a rule matched: its arguments, the values of its classes, and the items `first` up to, not including, `end`."""

    args: tuple[str, ...]
    captures: tuple[Capture, ...]
    scene: Scene
    first: int
    end: int

    def get(self, name: str, nth: int = 0) -> Any:
        """The value of the nth word of a class; None where the rule matched without."""
        found = [value for key, value, _ in self.captures if key == name]
        return found[nth] if -len(found) <= nth < len(found) else None

    def has(self, name: str) -> bool:
        """Whether the rule matched with a word or sense of the class."""
        return any(key == name for key, _, _ in self.captures)

    def place(self, name: str, nth: int = 0) -> int:
        """The place of that word among the items."""
        return [place for key, _, place in self.captures if key == name][nth]

    def sense(self, name: str) -> Any:
        """The sense that a joined rule asked for."""
        return self.scene.items[self.place(name)].sense

    @property
    def today(self) -> date | None:
        return self.scene.anchor.day

    def settled(self, name: str) -> Settled | None:
        """The sense made definite in its sentence."""
        at = self.place(name)
        found: Settled | None = self.scene.items[at].sense.settle(self.scene, at, at)
        return found


Meaning = Callable[[Match], Meant]


MEANINGS: dict[str, Meaning] = {}


def meaning(name: str) -> Callable[[Meaning], Meaning]:
    """Register a meaning under the name by which tables call it."""

    def register(function: Meaning) -> Meaning:
        MEANINGS[name] = function
        return function

    return register


def unresolved(m: Match, value: str, what: str) -> Sense:
    return Flat("DATE", value, f"{what}: {m.scene.anchor.missing}")
