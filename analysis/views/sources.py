"""The sources of a video in words: how many were told apart, by what, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.footage.sources import Source
from analysis.views import words
from analysis.weighing.verdict import Verdict

BY = {
    "shape": "the shape of the picture",
    "clock": "a camera’s clock in it",
    "enlarged": "how far it was enlarged",
}
SHAPES = ((9 / 16, "9:16"), (3 / 4, "3:4"), (1.0, "1:1"), (4 / 3, "4:3"), (3 / 2, "3:2"), (16 / 9, "16:9"), (2.39, "2.39:1"))
"""Aspects in use, width over height."""
NEAR = 0.03
MOST_SHOTS = 8


def told(sources: Sequence[Source]) -> str:
    """ "3 sources are told apart, by the shape of the picture and a camera’s clock in it. ..."; "" for one source."""
    if len(sources) < 2:
        return ""
    by = [BY[trait] for trait in sources[0].told_by]
    listed = f"{', '.join(by[:-1])} and {by[-1]}" if len(by) > 1 else "".join(by)
    return (
        f"{len(sources)} sources are told apart, by {listed}. Each may have been recorded at another time; "
        "two cameras that show none of these differences are not told apart."
    )


def name(source: Source) -> str:
    """ "Source 2"."""
    return f"Source {source.index + 1}"


def shots(indices: Sequence[int]) -> str:
    """ "shot 3"; "shots 1, 3 and 5"; long lists are cut."""
    numbers = [str(index + 1) for index in indices]
    if len(numbers) > MOST_SHOTS:
        return f"shots {', '.join(numbers[:MOST_SHOTS])} and {len(numbers) - MOST_SHOTS} more"
    if len(numbers) == 1:
        return f"shot {numbers[0]}"
    return f"shots {', '.join(numbers[:-1])} and {numbers[-1]}"


def traits(source: Source) -> str:
    """What is told of a source: "a 9:16 picture between bars; no clock found in it"."""
    said = []
    if source.aspect is not None:
        shape = shape_of(source.aspect)
        said.append(f"{shape} picture, {'fills the frame' if source.whole else 'between bars'}")
    if source.enlarged:
        said.append("edges as soft as those of a picture enlarged twice or more")
    if source.clock is not None:
        said.append(f"a clock at the {source.clock[0]}, read as “{source.clock[1]}”")
    elif source.read:
        said.append("no clock found in it")
    else:
        said.append("not searched for a clock")
    return "; ".join(said)


def shape_of(aspect: float) -> str:
    """The aspect as people call it: "16:9", else "1.52:1"."""
    return next((word for value, word in SHAPES if abs(aspect / value - 1) <= NEAR), f"{aspect:.2f}:1")


def part(verdict: Verdict, sources: Sequence[Source]) -> str:
    """What the shots are called that a verdict is about: "Source 2 (shot 7)", or "Shot 7" where one source is all."""
    own = next((source for source in sources if set(verdict.shots) <= set(source.shots)), None)
    listed = shots(verdict.shots)
    if own is None or len(sources) < 2:
        return listed[:1].upper() + listed[1:]
    rest = len(own.shots) - len(verdict.shots)
    alone = f"; no evidence speaks of its other {rest}" if rest else ""
    return f"{name(own)} ({listed}{alone})"


def line(verdict: Verdict, sources: Sequence[Source]) -> str:
    """The verdict on some shots in one line: what they are called, and the answer with its figure."""
    figure = words.figure(verdict)
    return f"{part(verdict, sources)}: {words.headline(verdict)}{f', {figure}' if figure else ''}"


def spoken(of_parts: Sequence[Verdict], sources: Sequence[Source]) -> list[str]:
    """A line for each part that evidence speaks of, and one that names the sources that none does."""
    found = [line(each, sources) for each in of_parts]
    heard = {shot for each in of_parts for shot in each.shots}
    silent = [source for source in sources if not heard & set(source.shots)]
    if found and silent and len(sources) > 1:
        found.append(
            f"{_numbered(silent)}: no evidence speaks of {'it' if len(silent) == 1 else 'them'} alone; the answer for the whole stands."
        )
    return found


def _numbered(sources: Sequence[Source]) -> str:
    """ "Source 2"; "Sources 2 and 3"; long lists are cut."""
    numbers = [str(source.index + 1) for source in sources]
    if len(numbers) == 1:
        return f"Source {numbers[0]}"
    if len(numbers) > MOST_SHOTS:
        return f"Sources {', '.join(numbers[:MOST_SHOTS])} and {len(numbers) - MOST_SHOTS} more"
    return f"Sources {', '.join(numbers[:-1])} and {numbers[-1]}"
