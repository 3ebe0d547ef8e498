"""Passages of other kinds of text (staff bulletins, courts and police, wire news, channels, long analyses) in three languages.

`passages/*.txt`: the publication day and language, then the text with each expression as {words|TYPE value}. Written for these tests
and marked by hand, by the TimeML 1.2.1 annotation guidelines and a calendar, before the tool had read them. A mark that ends in " ?"
is left open: what it means hangs on knowledge or a convention that the sentence does not give ("the following week" in a tale of the
past, "thrice a night"); those are read or not, and not counted.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.language.expressions import resolve
from analysis.when import Reading

PASSAGES = sorted((Path(__file__).parent / "passages").glob("*.txt"))
MARK = re.compile(r"\{([^{}|]*)\|(\w+) ([^{}?]*?)( \?)?\}")


def marked(path: Path) -> tuple[str, Reading, str, list[tuple[int, str, str, str, bool]]]:
    """The text, its publication day, its language, and (start, words, type, value, open) of each mark."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    day, language = head.split()
    body = "\n\n".join(" ".join(paragraph.split()) for paragraph in body.split("\n\n"))
    marks = [(len(MARK.sub(r"\1", body[: one.start()])), one[1], one[2], one[3], bool(one[4])) for one in MARK.finditer(body)]
    return MARK.sub(r"\1", body), Reading(*map(int, day.split("-"))), language, marks


def test_there_are_texts_of_every_language() -> None:
    assert len(PASSAGES) == 13
    assert {marked(path)[2] for path in PASSAGES} == {"en", "ru", "uk"}
    assert sum(not left_open for path in PASSAGES for *_, left_open in marked(path)[3]) > 380


@pytest.mark.parametrize("path", PASSAGES, ids=[path.stem for path in PASSAGES])
@pytest.mark.parametrize("told", [True, False], ids=["language given", "language found"])
def test_every_expression_of_a_passage(path: Path, told: bool) -> None:
    text, published, language, marks = marked(path)
    found = resolve(text, published, None, language if told else None)
    shown, wanted, near_any = [], [], set()
    for start, words, kind, value, left_open in marks:
        near = [one for one in found if one.start < start + len(words) and one.end > start]
        near_any |= {one.start for one in near}
        if not left_open:
            wanted.append((words, kind, value))
            best = next((one for one in near if one.value == value), near[0] if near else None)
            shown.append((words, "", "") if best is None else (words, best.type, best.value))
    assert shown == wanted
    assert [one.text for one in found if one.start not in near_any] == []
