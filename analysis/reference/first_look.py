"""What a text must hold for a pattern to fit it, told from the pattern's own text.

The tables of this room hold some two hundred patterns, and most files need a handful of them. Compiling one takes longer than asking
whether the letters that it demands are there at all, so the tables ask this first. Letters are compared without regard to case, and
what is not understood demands nothing: a text that the pattern fits is never turned away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_TOKENS = re.compile(
    r"\\(?P<escaped>.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<open>\((?:\?(?:P<\w+>|[a-zA-Z-]*:|>|[=!]|<[=!]|[a-zA-Z]+\)|P=\w+\)))?)"
    r"|(?P<close>\))|(?P<or>\|)|(?P<times>[*?]|\{\d*,?\d*\}|\+)[?+]?|(?P<mark>[\^$.])|(?P<plain>[^\\\[\](){}|*?+^$.]+|.)",
    re.DOTALL,
)
"""The parts of a regular expression as Python's `re` documents its syntax."""

Demand = tuple[str, tuple[tuple[str, ...], ...]]
"""What a text must begin with, and runs of letters: of each group the text must hold one. In lower case."""


ENOUGH = 120
"""After so many looks a pattern is compiled, since many more will follow."""

_compiled: dict[tuple[str, int], re.Pattern[str]] = {}
_looks: dict[tuple[str, int], int] = {}


def search(pattern: str, text: str, lowered: str, flags: int = 0) -> re.Match[str] | None:
    """`re.search`, which does not compile a pattern before it may fit. `lowered` is the text in lower case."""
    key = (pattern, flags)
    known = _compiled.get(key)
    if known is None:
        looks = _looks.get(key, 0)
        if looks < ENOUGH and not may_fit(pattern, lowered):
            _looks[key] = looks + 1
            return None
        known = _compiled[key] = re.compile(pattern, flags)
    return known.search(text)


def may_fit(pattern: str, text: str) -> bool:
    """Whether `re.search(pattern, text)` can find anything; `text` in lower case."""
    for start, groups in demands(pattern):
        if not text.startswith(start):
            continue
        for group in groups:
            for run in group:
                if run in text:
                    break
            else:
                break
        else:
            return True
    return False


@cache
def demands(pattern: str) -> tuple[Demand, ...]:
    """What each of the pattern's alternatives demands of a text."""
    return tuple((start, tuple(groups)) for start, groups in _alternatives(_TOKENS.finditer(pattern)))


def _alternatives(tokens: Iterator[re.Match[str]]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """The alternatives up to the end of the group that the tokens stand in."""
    found: list[tuple[str, list[tuple[str, ...]]]] = []
    start, run, groups = "", "", list[tuple[str, ...]]()
    anchored, first = False, True  # whether "^" stands before; whether nothing else does
    last: list[tuple[str, ...]] = []  # what the group that just ended added: a sign after it may take it back

    def end_run() -> None:
        nonlocal start, run, first
        if run:
            groups.append((run,))
            start = run if anchored and first else start
            first = False
        run = ""

    for token in tokens:
        kind, text = token.lastgroup, token.group()
        if kind == "plain" or (kind == "escaped" and not text[1].isalnum()):
            run += text.lower() if kind == "plain" else text[1]
        elif kind == "times":
            if run:
                run = run if text[0] == "+" else run[:-1]
            elif text[0] in "*?" or text.startswith(("{0", "{,")):
                groups = [group for group in groups if group not in last]
            end_run()
            first = False
        elif kind == "open" and not text.endswith(")"):
            end_run()
            inner = _alternatives(tokens)
            last = [] if text.endswith(("=", "!")) else _of_group(inner)  # looking ahead or behind demands nothing here
            groups.extend(last)
            first = False
            continue
        elif kind in ("or", "close"):
            end_run()
            found.append((start, groups))
            if kind == "close":
                return found
            start, groups, anchored, first = "", [], False, True
        elif text == "^" and first and not run:
            anchored = True
        else:
            end_run()
            first = first and kind == "open"  # flags for the whole pattern
        last = []
    end_run()
    found.append((start, groups))
    return found


def _of_group(alternatives: list[tuple[str, list[tuple[str, ...]]]]) -> list[tuple[str, ...]]:
    """What a group demands: all that its only alternative does, or one run of any of its alternatives."""
    if len(alternatives) == 1:
        return alternatives[0][1]
    longest = [max((group[0] for group in groups if len(group) == 1), key=len, default="") for _, groups in alternatives]
    return [tuple(longest)] if all(longest) else []
