"""The answer for a chat: a few lines of Markdown in which nothing from a file is read as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from analysis import __version__
from analysis.views import checks, places, remarks, words
from analysis.views.escaping import markdown as escaped
from analysis.views.naming import Names
from analysis.views.report import in_order
from analysis.weighing.verdict import Verdict

MOST_PIECES = 12
MOST_CHECKS = 3
MOST_DONE = 12


def markdown(verdict: Verdict, head: str = "") -> str:
    """The answer, its reason, the pieces that weigh most, what to check next; `head` is that of the custody log."""
    return "\n".join(_lines(verdict, head)) + "\n"


def _lines(verdict: Verdict, head: str) -> Iterator[str]:
    names, case = Names(verdict), verdict.hearing.case
    if case.title:
        yield f"*{escaped(case.title)}*"
        yield ""
    figure = words.figure(verdict)
    yield f"**{escaped(words.headline(verdict))}**" + (f" {escaped(figure)}" if figure else "")
    yield ""
    yield escaped(words.sentence(verdict))
    yield ""
    yield escaped(remarks.bounds(verdict))
    pieces = in_order(verdict)
    if pieces:
        yield ""
        for piece in pieces[:MOST_PIECES]:
            told = [remarks.weight(verdict, piece), places.place(piece.place)]
            yield f"- **{escaped(names.short(piece))}** ({escaped('; '.join(part for part in told if part))}): {escaped(piece.means)}"
        if len(pieces) > MOST_PIECES:
            yield f"- and {len(pieces) - MOST_PIECES} more"
    for title, items in (
        ("What to check next:", [name for _, name in checks.to_do(verdict)[:MOST_CHECKS]]),
        ("Checked:", [" ".join((each.check, checks.told(verdict, each))).strip() for each in case.done[:MOST_DONE]]),
    ):
        if items:
            yield ""
            yield title
            yield ""
            yield from (f"{number}. {escaped(item)}" for number, item in enumerate(items, 1))
    yield ""
    if case.exhibit is not None:
        yield f"SHA-256 of the video: `{case.exhibit.sha256}`"
    if head:
        yield f"Custody log ends with `{head}`"
    yield escaped(f"Before or After {__version__}. A probability measures what the evidence supports under the stated assumptions.")
