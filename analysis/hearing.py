"""The hearing: every witness is asked, whatever happens to it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from analysis import witnesses
from analysis.case import Case
from analysis.testimony import Observation, Silence, Testimony, Unasked, Writer


@dataclass(frozen=True, slots=True)
class Hearing:
    """All that was said of a case, and by whom nothing was. Testimony ids are unique and the same on every run.

    `heard` (UTC) is the one "now" of the case: when its exhibit was received, or the hearing held where it has none.
    """

    case: Case
    heard: datetime
    testimony: tuple[Testimony, ...]
    observations: tuple[Observation, ...]
    silences: tuple[Silence, ...]

    @property
    def writers(self) -> tuple[Writer, ...]:
        """The cameras, programs and platforms that the file names, in the order found, each once."""
        return tuple(dict.fromkeys(o.names for o in self.observations if o.names is not None))


def witness_names() -> tuple[str, ...]:
    """The stems of all witnesses' modules, in alphabetical order; found by walking the folder."""
    return tuple(sorted(file.stem for file in Path(witnesses.__path__[0]).glob("[!_]*.py")))


def witness(name: str) -> ModuleType:
    """A witness's module; raises ImportError where a library that it needs is missing."""
    return importlib.import_module(f"{witnesses.__name__}.{name}")


def hear(
    case: Case,
    *,
    only: tuple[str, ...] | None = None,
    pictures: bool = True,
    progress: Callable[[str, float], None] | None = None,
    now: datetime | None = None,
) -> Hearing:
    """Ask every witness (or `only` these). A witness that fails becomes a silence; what it said before stands.

    Without `pictures`, those are not asked that decode the video, which takes seconds: they say so with `SEES = "pictures"`,
    which is read from their text: loading them takes as long as reading a file.
    """
    testimony: list[Testimony] = []
    observations: list[Observation] = []
    silences: list[Silence] = []
    taken: dict[str, int] = {}
    heard = case.exhibit.received if case.exhibit is not None else case.opened or now or datetime.now(UTC)
    case = replace(case, opened=heard)
    names = witness_names() if only is None else only
    for index, name in enumerate(names):
        if progress is not None:
            progress(name, index / len(names))
        said = 0
        try:
            for piece in _ask(name, case, pictures=pictures):
                said += 1
                if isinstance(piece, Observation):
                    observations.append(piece)
                else:
                    testimony.append(replace(piece, id=_unused(f"{name}/{piece.key}", taken)))
        except Unasked as why:
            silences.append(Silence(name, "not asked", str(why)))
        except ImportError as error:
            silences.append(Silence(name, "unavailable", str(error)))
        except Exception as error:  # whatever a witness meets, the hearing goes on
            silences.append(Silence(name, "broke down", f"{type(error).__name__}: {error}"))
        else:
            if not said:
                silences.append(Silence(name, "nothing to read"))
    if progress is not None:
        progress("", 1.0)
    return Hearing(case, heard, tuple(testimony), tuple(observations), tuple(silences))


def _ask(name: str, case: Case, *, pictures: bool) -> Iterator[Testimony | Observation]:
    if not pictures and _sees_pictures(name):
        raise Unasked("The pictures were not looked at.")
    yield from witness(name).testify(case)


def _sees_pictures(name: str) -> bool:
    source = Path(witnesses.__path__[0], f"{name}.py")
    text = source.read_text(encoding="utf-8") if source.is_file() else ""
    return '\nSEES = "pictures"\n' in text


def _unused(wanted: str, taken: dict[str, int]) -> str:
    """The id that is wanted, or with a number where it is taken; `taken` counts how often each was wanted."""
    candidate = wanted
    while candidate in taken:
        taken[wanted] += 1
        candidate = f"{wanted}~{taken[wanted]}"
    taken[candidate] = 1
    return candidate
